"""The archive of a case: WARC files (ISO 28500, version 1.1) to which captures are added.

What went over the wire is kept byte for byte: request and response each are a record, and each
record a gzip member of its own. A file is only ever added to, up to the end that the log knows;
what stands behind that end was written before a crash and never logged, and is set aside.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import recul
from recul.model import InputError, Reason, Value
from recul.reading import warc

FOLDER = "archive"
MAX_FILE_BYTES = 1_000_000_000
"""A file that has grown beyond this is not added to: ISO 28500 recommends a gigabyte."""
_PIECE = 1_000_000
_VERSION = "WARC/1.1"
_SPECIFICATION = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


class Exchange(Protocol):
    """A request and its response (`recul.fetch.Exchange`)."""

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def address(self) -> str | None: ...  # noqa: D102
    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def sent(self) -> bytes: ...  # noqa: D102
    @property
    def received(self) -> bytes: ...  # noqa: D102


class Place(Value):
    """Where some bytes stand: a file of the archive, from `offset` to `end`."""

    file: str
    offset: int
    end: int
    sha256: str


class Recorded(Value):
    """An exchange in the archive. `payload` is of the response, its transfer codings undone."""

    id: str
    url: str
    at: datetime
    status: int
    media: str | None
    request_offset: int
    response_offset: int
    payload_sha256: str


class Written(Value):
    """What was added to the archive."""

    place: Place
    records: tuple[Recorded, ...]
    aside: Place | None = None
    """What stood behind the end and was never logged: where it was set aside."""
    cut: int = 0
    """Bytes behind the end that held no whole record, and were cut off."""


def add(
    folder: Path, exchanges: Sequence[Exchange], last: Place | None, *, by: str, about: str
) -> Written:
    """Add exchanges to the archive of a case, and sync them to the disk.

    Args:
        folder: of the case.
        exchanges: of one fetch, in order; one at least.
        last: where the last logged bytes stand; None before the first.
        by: who collects.
        about: what the archive is of.

    Raises:
        InputError: it cannot be written to, or is shorter than the log knows.
    """
    path = folder / FOLDER
    number = int(last.file[:5]) if last else 1
    end = last.end if last else 0
    if end > MAX_FILE_BYTES:
        number, end = number + 1, 0
    name = f"{number:05}.warc.gz"
    packed, records = _packed(exchanges, name, end, by=by, about=about)
    with _telling(path / name):
        path.mkdir(exist_ok=True)
        size = (path / name).stat().st_size if (path / name).exists() else 0
        if size < end:
            raise InputError(
                str(path / name),
                f"is {end - size} bytes shorter than its log knows",
                "Restore it from a copy: recul verify tells what is missing",
            )
        # Unbuffered: what a failed write left in a buffer would be written on closing.
        with (path / name).open("ab+", buffering=0) as file:
            aside, cut = _set_aside(path, file, end) if size > end else (None, 0)
            try:
                rest = memoryview(packed)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        if not end:
            _sync_folder(path)
    digest = hashlib.sha256(packed).hexdigest()
    place = Place(file=name, offset=end, end=end + len(packed), sha256=digest)
    return Written(place=place, records=tuple(records), aside=aside, cut=cut)


def read(folder: Path, place: Place) -> bytes | None:
    """The bytes at a place, whatever they are; None if the file ends before it, or is missing."""
    try:
        with folder.joinpath(FOLDER, PurePath(place.file).name).open("rb") as file:
            file.seek(place.offset)
            found = file.read(place.end - place.offset)
    except OSError:
        return None
    return found if len(found) == place.end - place.offset else None


def answer(received: bytes) -> warc.Message:
    """The response in some bytes as they came; of what is none, the whole as its payload."""
    try:
        return warc.message(received)
    except warc.Broken:
        return warc.Message(status=0, headers={}, entity=received)


def put(folder: Path, name: str, data: bytes) -> None:
    """Keep some bytes in the archive under a name of their own, whole or not at all.

    Raises:
        InputError: they cannot be written.
    """
    path = folder / FOLDER
    with _telling(path / name):
        path.mkdir(exist_ok=True)
        draft = path / f".{name}"
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path / name)
        _sync_folder(path)


def get(folder: Path, name: str) -> bytes | None:
    """What was kept under a name; None if it is not there."""
    try:
        return folder.joinpath(FOLDER, PurePath(name).name).read_bytes()
    except OSError:
        return None


def _packed(
    exchanges: Sequence[Exchange], name: str, end: int, *, by: str, about: str
) -> tuple[bytes, list[Recorded]]:
    """The records of some exchanges, and where each will stand in the file after its `end`."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
    if not end:
        info = {
            "software": f"recul/{recul.__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": _SPECIFICATION,
            "operator": by,
            "isPartOf": about,
            "robots": "obey",
        }
        fields = "".join(f"{key}: {' '.join(value.split())}\r\n" for key, value in info.items())
        headers = [("WARC-Type", "warcinfo"), ("WARC-Filename", name)]
        _write(writer, headers, exchanges[0].at, "application/warc-fields", fields.encode(), _id())
    recorded = []
    for exchange in exchanges:
        message = answer(exchange.received)
        digest = hashlib.sha256(message.entity).hexdigest()
        identity = _id()
        common = [("WARC-Target-URI", exchange.url)]
        if exchange.address:
            common.append(("WARC-IP-Address", exchange.address))
        response_offset = end + out.tell()
        headers = [("WARC-Type", "response"), *common]
        if "transfer-encoding" not in message.headers:
            # Of a payload sent in chunks, readers of WARC files differ on what the digest is of.
            headers.append(("WARC-Payload-Digest", f"sha256:{digest}"))
        http = "application/http; msgtype="
        _write(writer, headers, exchange.at, f"{http}response", exchange.received, identity)
        request_offset = end + out.tell()
        headers = [("WARC-Type", "request"), *common, ("WARC-Concurrent-To", identity)]
        _write(writer, headers, exchange.at, f"{http}request", exchange.sent, _id())
        recorded.append(
            Recorded(
                id=identity,
                url=exchange.url,
                at=exchange.at,
                status=exchange.status,
                media=message.headers.get("content-type"),
                request_offset=request_offset,
                response_offset=response_offset,
                payload_sha256=digest,
            )
        )
    return out.getvalue(), recorded


def _write(
    writer: WARCWriter,
    headers: list[tuple[str, str]],
    at: datetime,
    media: str,
    block: bytes,
    identity: str,
) -> None:
    """One record, its block as it is: handed to the writer parsed, it would be set anew."""
    instant = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    fields = [
        *headers[:1],
        ("WARC-Record-ID", identity),
        ("WARC-Date", instant),
        *headers[1:],
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
    ]
    known = StatusAndHeaders("", fields, protocol=_VERSION)
    # A type that has no payload, as far as the writer knows: it computes no digest of its own.
    record = ArcWarcRecord("warc", "warcinfo", known, BytesIO(block), None, media, len(block))
    writer.write_record(record)


def _id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _set_aside(path: Path, file: BinaryIO, end: int) -> tuple[Place | None, int]:
    """Move what stands behind the end into a file of its own, if it holds a whole record."""
    size = file.seek(0, os.SEEK_END) - end
    file.seek(end)
    whole = any(isinstance(one, warc.Record) for one in warc.records(file))
    aside = None
    if whole:
        file.seek(end)
        digest = hashlib.sha256()
        draft = path / ".unlogged"
        with draft.open("wb") as copy:
            while piece := file.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        beside = f"unlogged-{digest.hexdigest()[:16]}.warc.gz"
        draft.replace(path / beside)
        _sync_folder(path)
        aside = Place(file=beside, offset=0, end=size, sha256=digest.hexdigest())
    file.truncate(end)
    return aside, 0 if whole else size


def _sync_folder(path: Path) -> None:
    """Make a new name in a folder outlast a crash."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            str(path),
            f"cannot be written: {error.strerror or error}",
            "Free some space, or ask for the right to write there",
        ) from None


def warnings_of(written: Written, folder: Path) -> list[Reason]:
    """What was found behind the end of the archive."""
    file = str(folder / FOLDER / written.place.file)
    if written.aside:
        values = {"source": file, "aside": written.aside.file}
        return [Reason(id="archive_set_aside", values=values)]
    return [Reason(id="archive_cut", values={"source": file, "n": written.cut})] * bool(written.cut)
