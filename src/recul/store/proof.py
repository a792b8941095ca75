"""The proof of a case: that its log, its archive, its texts and its quotations are what they were.

Four questions, each answered from what is kept and from nothing else:

1. Does each entry of the custody log hold the hash of the one before it?
2. Do the archive's bytes have the digests that the log and their own records give?
3. Is each stored text one whose hash the log holds?
4. Is each quotation of a kept assessment the slice of its text that it says it is?

Who holds a hash of the log from outside (a note, a time stamp) can ask a fifth: whether the log
still contains it. Without one, a log that was written anew from its first entry proves itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from recul.model import Document, Evidence, Reason, Value
from recul.reading import warc
from recul.store import archive, custody, stamps, tables
from recul.store.archive import Place
from recul.store.custody import Entry
from recul.store.stamps import Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


class Proof(Value):
    """What was checked, and what failed.

    Attributes:
        entries: of the log.
        head: the hash of its last entry: note it, or have it time-stamped.
        captures: fetches whose bytes are in the archive.
        documents: versions of texts.
        quotations: of kept assessments.
        stamps: time stamps of the log.
        faults: empty if everything is as it was.
    """

    entries: int
    head: str | None
    captures: int
    documents: int
    quotations: int
    stamps: tuple[Stamp, ...]
    faults: tuple[Reason, ...]


def prove(
    tx: Connection,
    folder: Path,
    *,
    noted: str | None = None,
    trusted: Sequence[Certificate] | None = None,
) -> Proof:
    """Check a case.

    Args:
        tx: of `Database.read`.
        folder: of the case.
        noted: the hash of an entry, or how it begins, as noted before: is it still in the log?
        trusted: the roots of time-stamping authorities; without, no signature is looked at.
    """
    lines = list(custody.lines(tx))
    entries, faults = custody.checked(lines)
    hashes = [custody.hash_of(line) for line in lines]
    faults += _columns(tx, hashes)
    if noted and not any(one.startswith(noted.lower()) for one in hashes):
        faults.append(Reason(id="log_lacks_hash", values={"hash": noted}))
    captures = [entry for entry in entries if entry.action == "captured"]
    faults += _archive(folder, entries)
    stamped, unproved = stamps.check(folder, entries, hashes, trusted)
    quotations, unread = _quotations(tx)
    documents, texts, changed = _texts(tx, entries, {one.document for one in quotations})
    faults += unproved + changed + unread + _unlike(quotations, texts)
    return Proof(
        entries=len(lines),
        head=hashes[-1] if hashes else None,
        captures=len(captures),
        documents=documents,
        quotations=len(quotations) + len(unread),
        stamps=tuple(stamped),
        faults=tuple(faults),
    )


def _columns(tx: Connection, hashes: list[str]) -> list[Reason]:
    """Faults of the hashes that stand beside the lines, for those who look there."""
    table = tables.custody
    rows = tx.execute(select(table.c.hash).order_by(table.c.seq)).scalars()
    return [
        Reason(id="log_hash_differs", values={"entry": place})
        for place, (kept, true) in enumerate(zip(rows, hashes, strict=True), start=1)
        if kept != true
    ]


def _archive(folder: Path, entries: Iterable[Entry]) -> list[Reason]:
    faults: list[Reason] = []
    ends: dict[str, int] = {}
    for entry in entries:
        if entry.action not in ("captured", "set_aside"):
            continue
        told: Mapping[str, Any] = {"entry": entry.n, "subject": entry.subject}
        try:
            place = Place.model_validate(entry.facts["place"])
        except (KeyError, ValidationError):
            faults.append(Reason(id="log_not_an_entry", values={"entry": entry.n}))
            continue
        told = {**told, "file": place.file, "offset": place.offset, "end": place.end}
        if entry.action == "captured":
            if place.offset != ends.get(place.file, 0):
                faults.append(Reason(id="archive_gap", values=told))
            ends[place.file] = place.end
        data = archive.read(folder, place)
        if data is None:
            faults.append(Reason(id="archive_missing", values=told))
        elif hashlib.sha256(data).hexdigest() != place.sha256:
            faults.append(Reason(id="archive_changed", values=told))
        elif entry.action == "captured":
            faults += _records(data, entry, told)
    for name, end in ends.items():
        path = folder / archive.FOLDER / name
        size = path.stat().st_size if path.is_file() else end
        if size > end:
            values = {"file": name, "n": size - end}
            faults.append(Reason(id="archive_unlogged", values=values))
    return faults


def _records(data: bytes, entry: Entry, told: Mapping[str, Any]) -> list[Reason]:
    """Faults of the records of a capture, against their own digests and against the log."""
    payloads: dict[str, str] = {}
    for record in warc.records(BytesIO(data)):
        if isinstance(record, warc.Broken):
            return [Reason(id="record_broken", values={**told, "problem": str(record)})]
        digest = f"sha256:{hashlib.sha256(record.block).hexdigest()}"
        identity = record.headers.get("warc-record-id", "")
        if record.headers.get("warc-block-digest") != digest:
            return [Reason(id="record_digest_differs", values={**told, "record": identity})]
        if record.kind == "response":
            entity = archive.answer(record.block).entity
            payloads[identity] = hashlib.sha256(entity).hexdigest()
    try:
        logged = {one["id"]: one["payload_sha256"] for one in entry.facts["records"]}
    except (KeyError, TypeError):
        logged = {}
    if logged == payloads:
        return []
    return [Reason(id="payload_differs", values=dict(told))]


def _texts(
    tx: Connection, entries: Iterable[Entry], quoted: set[str]
) -> tuple[int, dict[str, list[str]], list[Reason]]:
    """How many versions of texts there are, those of the quoted documents, and faults."""
    logged: dict[str, set[str]] = {}
    for entry in entries:
        told = entry.facts.get("documents", [])
        for one in told if isinstance(told, list) else []:
            if isinstance(one, dict):
                logged.setdefault(str(one.get("id")), set()).add(str(one.get("text_sha256")))
    table = tables.documents
    n = 0
    texts: dict[str, list[str]] = {}
    faults: list[Reason] = []
    for row in tx.execute(select(table.c.id, table.c.body).order_by(table.c.seq)):
        n += 1
        document = _document(row.id, row.body)
        if document is None:
            faults.append(Reason(id="document_damaged", values={"document": row.id}))
            continue
        if row.id in quoted:
            texts.setdefault(row.id, []).append(document.text)
        values = {"document": row.id, "source": document.source}
        if row.id not in logged:
            faults.append(Reason(id="document_not_logged", values=values))
        elif custody.text_hash(document.text) not in logged[row.id]:
            faults.append(Reason(id="text_changed", values=values))
    return n, texts, faults


def _document(id_: str, body: str) -> Document | None:
    try:
        document = Document.model_validate_json(body)
    except ValidationError:
        return None
    return document if document.true_id == id_ == document.id else None


def _quotations(tx: Connection) -> tuple[list[Evidence], list[Reason]]:
    """The sentences that kept assessments quote."""
    found: list[Evidence] = []
    faults: list[Reason] = []
    table = tables.evidence
    for row in tx.execute(select(table.c.id, table.c.document, table.c.body)):
        try:
            found.append(Evidence.model_validate_json(row.body))
        except ValidationError:
            values = {"evidence": row.id, "document": row.document}
            faults.append(Reason(id="evidence_damaged", values=values))
    return found, faults


def _unlike(evidence: Iterable[Evidence], texts: Mapping[str, list[str]]) -> list[Reason]:
    """Quotations that stand in no version of their text where they say."""
    return [
        Reason(id="quotation_differs", values={"evidence": one.id, "document": one.document})
        for one in evidence
        if not any(one.span.of(text) == one.quote for text in texts.get(one.document, []))
    ]
