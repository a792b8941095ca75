"""Time stamps (RFC 3161): an authority's signature that a hash of the log existed at an instant.

The log proves itself only as far as its last hash can be trusted. A time stamp of that hash puts it
into the hands of somebody else: the log up to that entry cannot be written anew after that instant.
What is sent is the hash alone. The answer is kept in the archive as it came, for `openssl ts`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import AwareDatetime
from sqlalchemy import Connection

from recul.model import InputError, Reason, Value
from recul.store import archive, custody
from recul.store.custody import Entry

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

QUERY = "application/timestamp-query"
"""The media type of what is sent (RFC 3161, 3.4)."""
_CERTIFICATES = 0xA0
"""The tag of the certificates of SignedData: [0], constructed."""
Post = Callable[[str, bytes, str], bytes]
"""(address, bytes, media type) → the bytes of the answer."""


class Stamp(Value):
    """A time stamp: of which entry, when, by whose service, and where it is kept.

    `signed` tells whether its signature was checked against a certificate that is trusted.
    """

    entry: int
    hash: str
    at: AwareDatetime
    authority: str
    file: str
    signed: bool = False


def ask(head: Entry, authority: str, post: Post) -> tuple[Stamp, bytes]:
    """Have an entry of the log time-stamped: what was answered, and its bytes.

    Args:
        head: the entry.
        authority: the address of its service.
        post: sends to it.

    Raises:
        InputError: the authority gives no time stamp of what it was sent.
    """
    rfc3161 = _library()
    line = head.line
    algorithm = rfc3161.base.HashAlgorithm.SHA256
    request = (
        rfc3161.TimestampRequestBuilder().data(line.encode()).hash_algorithm(algorithm).build()
    )
    answer = post(authority, request.as_bytes(), QUERY)
    hashed = custody.hash_of(line)
    try:
        told = rfc3161.decode_timestamp_response(_ordered(answer)).tst_info
        imprint, nonce, at = told.message_imprint.message.hex(), told.nonce, told.gen_time
    except ValueError as error:
        problem = f"gave no time stamp that can be read ({error})"
        raise InputError(authority, problem, "Choose another one") from None
    if (imprint, nonce) != (hashed, request.nonce):
        raise InputError(authority, "stamped something else than what was sent", "Do not trust it")
    file = f"stamp-{head.n:06}-{hashlib.sha256(answer).hexdigest()[:8]}.tsr"
    return Stamp(entry=head.n, hash=hashed, at=at, authority=authority, file=file), answer


def keep(
    tx: Connection, folder: Path, found: Stamp, answer: bytes, *, now: datetime, by: str
) -> None:
    """Keep a time stamp in the archive, and log it.

    Raises:
        InputError: the archive cannot be written to.
    """
    archive.put(folder, found.file, answer)
    facts = found.model_dump(mode="json", exclude={"authority", "signed"})
    facts["sha256"] = hashlib.sha256(answer).hexdigest()
    custody.append(tx, "stamped", found.authority, facts, now=now, by=by)


def roots(file: Path) -> list[Certificate]:
    """The certificates in a PEM file.

    Raises:
        InputError: it holds none.
    """
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError):
        raise InputError(
            str(file), "holds no certificate", "Give the authority's root as a PEM file"
        ) from None


def check(
    folder: Path,
    entries: Iterable[Entry],
    hashes: Sequence[str],
    trusted: Sequence[Certificate] | None = None,
) -> tuple[list[Stamp], list[Reason]]:
    """The time stamps of a log, and what is wrong with them.

    Args:
        folder: of the case.
        entries: of its log.
        hashes: of its lines.
        trusted: the roots that a signature must lead to; without, signatures are not looked at.

    Raises:
        InputError: there are some, and what reads them is not installed.
    """
    found: list[Stamp] = []
    faults: list[Reason] = []
    for entry in entries:
        if entry.action == "stamped":
            one, fault = _checked(folder, entry, hashes, trusted)
            if one:
                found.append(one)
            if fault:
                faults.append(fault)
    return found, faults


def _checked(
    folder: Path, entry: Entry, hashes: Sequence[str], trusted: Sequence[Certificate] | None
) -> tuple[Stamp | None, Reason | None]:
    rfc3161 = _library()
    told: dict[str, Any] = {"entry": entry.n, "file": str(entry.facts.get("file"))}
    data = archive.get(folder, told["file"])
    if data is None:
        return None, Reason(id="stamp_missing", values=told)
    if hashlib.sha256(data).hexdigest() != entry.facts.get("sha256"):
        return None, Reason(id="stamp_changed", values=told)
    try:
        response = rfc3161.decode_timestamp_response(_ordered(data))
        imprint = response.tst_info.message_imprint.message
        number = int(entry.facts["entry"])
        at = response.tst_info.gen_time
    except (ValueError, KeyError, TypeError):
        return None, Reason(id="stamp_changed", values=told)
    if not 0 < number <= len(hashes) or hashes[number - 1] != imprint.hex():
        return None, Reason(id="stamp_of_another_log", values=told | {"at": at})
    if trusted is not None:
        builder = rfc3161.VerifierBuilder()
        for certificate in trusted:
            builder = builder.add_root_certificate(certificate)
        try:
            builder.build().verify(response, imprint)
        except rfc3161.VerificationError as error:
            return None, Reason(id="stamp_not_signed", values=told | {"problem": str(error)})
    stamp = Stamp(
        entry=number,
        hash=imprint.hex(),
        at=at,
        authority=entry.subject,
        file=told["file"],
        signed=trusted is not None,
    )
    return stamp, None


def _ordered(answer: bytes) -> bytes:
    """The answer with its certificates in the order that DER has for a set (X.690, 11.6).

    OpenSSL, on which many authorities run, sends them in another one; no signature is over it. The
    way to them: TimeStampResp, timeStampToken, content, SignedData, its fourth part (RFC 5652).
    """
    try:
        response = _inside(answer, 0)
        token = _parts(answer, *response)[1]
        content = _parts(answer, *_inside(answer, token[0]))[1]
        signed = _parts(answer, *_inside(answer, _inside(answer, content[0])[0]))
        start, end = _inside(answer, signed[3][0])
        if answer[signed[3][0]] != _CERTIFICATES:
            return answer
        certificates = sorted(answer[one:other] for one, other in _parts(answer, start, end))
    except IndexError:
        return answer  # what it is, the reader will say
    return answer[:start] + b"".join(certificates) + answer[end:]


def _inside(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins and ends."""
    length = data[at + 1]
    start = at + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[at + 2 : start])
    if start + length > len(data):
        raise IndexError
    return start, start + length


def _parts(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Where each of the elements between two places begins and ends."""
    found: list[tuple[int, int]] = []
    while start < end:
        after = _inside(data, start)[1]
        found.append((start, after))
        start = after
    return found


def _library() -> Any:  # noqa: ANN401  (a module)
    try:
        import rfc3161_client
    except ImportError:
        raise InputError(
            "time stamps",
            "rfc3161-client is not installed",
            'Install it: pip install "recul[stamp]"',
        ) from None
    return rfc3161_client
