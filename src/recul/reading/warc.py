"""WARC files (ISO 28500), and the WACZ files that hold some: what was received, and when.

Read here rather than with a library because the file may come from anybody and may be cut short:
every length is bounded before it is believed, a record that is broken is told with its place, and
nothing is silently taken for the end of the file.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from recul.model import InputError, Value
from recul.reading.parts import Part, Passed

MAX_RECORD_BYTES = 60_000_000
"""Of one record, decompressed; a larger one is passed over."""
MAX_UNPACKED_BYTES = 50_000_000_000
"""Of one file, decompressed: what is larger is a bomb, or has to be split."""
_MAX_LINE = 64_000
_MAX_HEADERS = 500
_MAX_HEAD = 200_000
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


class Broken(Exception):  # noqa: N818  of the file, and not of the program
    """A record that is not one, or a file that ends within one."""


class Record(Value):
    """A record: `headers` by lower-case name; `block` is what it holds, as it was kept.

    `offset` is where it begins in the file (of its gzip member, if it is compressed).
    """

    offset: int
    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """Its type: ``response``, ``request``, ``warcinfo`` and so on."""
        return self.headers.get("warc-type", "")

    @property
    def at(self) -> datetime | None:
        """When it was captured."""
        try:
            found = datetime.fromisoformat(self.headers.get("warc-date", ""))
        except ValueError:
            return None
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)

    @property
    def url(self) -> str | None:
        """Its target; WARC 1.0 writes it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip("<>") or None


class Message(Value):
    """An HTTP response: headers by lower-case name, and its payload without its codings.

    `entity` is the payload as it was sent: the codings of its transfer undone, those of its
    content kept (the *entity body* of RFC 2616, of which WARC speaks).
    """

    status: int
    headers: dict[str, str]
    entity: bytes

    def content(self, limit: int) -> bytes:
        """The payload with the codings of its content undone.

        Raises:
            Broken: it is damaged, coded in another way, or larger than `limit`.
        """
        data = self.entity
        codings = self.headers.get("content-encoding", "").lower().split(",")
        for coding in reversed([c.strip() for c in codings]):
            if coding in ("gzip", "x-gzip", "deflate"):
                data = _inflated(data, limit)
            elif coding not in ("", "identity"):
                raise Broken(f"coded as {coding[:20]}")
        if len(data) > limit:
            raise Broken("too large")
        return data


def records(file: BinaryIO) -> Iterator[Record | Broken]:
    """The records of a WARC file, compressed or not; where it breaks, what is broken.

    A record of more than `MAX_RECORD_BYTES` is a `Broken`, too, and the next one is read. Nothing
    follows what cannot be skipped: a damaged gzip member, a file cut short.
    """
    stream = _Stream(file)
    while True:
        try:
            if not stream.skip_blank_lines():
                return
            offset = stream.offset
            headers = _headers(stream)
        except Broken as broken:
            yield broken
            return
        try:
            length = int(headers.get("content-length", ""))
        except ValueError:
            length = -1
        if length < 0:
            yield Broken(f"the record at byte {offset} does not tell its length")
            return
        try:
            if length > MAX_RECORD_BYTES:
                stream.skip(length)
                yield Broken(f"a record of more than {MAX_RECORD_BYTES / 1e6:.0f} MB")
                continue
            block = stream.read(length)
        except Broken as broken:
            yield broken
            return
        yield Record(offset=offset, headers=headers, block=block)


def message(block: bytes) -> Message:
    """The HTTP response in the block of a record.

    Raises:
        Broken: it is none, or its chunks are damaged.
    """
    head, body = _head(block)
    while (status := _STATUS.match(head)) and status[1].startswith(b"1") and body:
        head, body = _head(body)  # what a server says before its answer ("Early Hints")
    if not status:
        raise Broken("no HTTP response")
    headers: dict[str, str] = {}
    for line in head.splitlines()[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    return Message(status=int(status[1]), headers=headers, entity=body)


def parts(file: BinaryIO, limit: int) -> Iterator[Part | Passed]:
    """What a WARC file holds that can be read: pages, texts and PDFs that were answers of 200.

    Args:
        file: opened, at its start.
        limit: bytes of one payload.
    """
    for found in records(file):
        if isinstance(found, Broken):
            yield Passed(kind="broken", problem=str(found))
        elif found.kind == "response":
            yield _response(found, limit)
        elif found.kind == "resource" and not (found.url or "").startswith("urn:"):
            # An urn names what a crawler made of a page: its text, its picture.
            media = found.headers.get("content-type", "")
            yield _part(found, media, found.block)
        elif found.kind not in ("request", "warcinfo", "metadata"):
            yield Passed(kind="record", problem=found.kind)


def wacz_parts(file: BinaryIO, source: str, limit: int) -> Iterator[Part | Passed]:
    """The same of a WACZ file: of each WARC file in its ``archive/``.

    Raises:
        InputError: it is no WACZ file.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(
            source, f"is no WACZ file that can be read: {error}", "Give its WARC files"
        ) from None
    names = [
        name
        for name in archive.namelist()
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
    ]
    if not names:
        raise InputError(source, "holds no WARC file", "Give a WACZ or a WARC file")
    for name in names:
        try:
            with archive.open(name) as member:
                yield from parts(member, limit)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
            yield Passed(kind="broken", problem=f"damaged or locked: {name}")


def _head(block: bytes) -> tuple[bytes, bytes]:
    end = _END_OF_HEAD.search(block, 0, _MAX_HEAD)
    return (block[: end.start()], block[end.end() :]) if end else (block[:_MAX_HEAD], b"")


def _response(record: Record, limit: int) -> Part | Passed:
    try:
        answer = message(record.block)
        if answer.status != 200:
            return Passed(kind="status", problem=str(answer.status))
        media = answer.headers.get("content-type", "")
        if media and not media.lower().startswith(_READ_TYPES):
            return Passed(kind="type", problem=media.partition(";")[0].strip().lower())
        return _part(record, media, answer.content(limit))
    except Broken as broken:
        return Passed(kind="broken", problem=str(broken))


def _part(record: Record, media: str, content: bytes) -> Part | Passed:
    if media and not media.lower().startswith(_READ_TYPES):
        return Passed(kind="type", problem=media.partition(";")[0].strip().lower())
    if not content:
        return Passed(kind="broken", problem="empty")
    return Part(
        name=record.url or f"byte {record.offset}",
        data=content,
        url=record.url,
        content_type=media or None,
        captured=record.at,
    )


def _headers(stream: _Stream) -> dict[str, str]:
    offset = stream.offset
    if not _VERSION.match(stream.line()):
        raise Broken(f"no record begins at byte {offset}")
    headers: dict[str, str] = {}
    last = ""
    for _ in range(_MAX_HEADERS):
        line = stream.line().decode("utf-8", "replace")
        if not line.strip():
            return headers
        name, colon, value = line.partition(":")
        if line[0] in " \t" and last:
            headers[last] += f" {line.strip()}"
        elif colon:
            last = name.strip().lower()
            headers[last] = value.strip()
    raise Broken(f"the record at byte {offset} has too many headers")


def _dechunked(body: bytes) -> bytes:
    """What was sent in chunks, put together (RFC 9112); as it is, if it has been already."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1_000)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size < 0 and not pieces:
            return body  # whoever wrote the file has undone it, and kept the header
        if size < 0 or end + 2 + size > len(body):
            raise Broken("chunks cut short")
        if not size:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _inflated(data: bytes, limit: int) -> bytes:
    for bits in (zlib.MAX_WBITS + 32, -zlib.MAX_WBITS):  # gzip or zlib; bare, as some servers do
        inflater = zlib.decompressobj(bits)
        try:
            found = inflater.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise Broken("too large")
        if not inflater.eof:
            raise Broken("compressed, and cut short")
        return found
    raise Broken("compressed, and damaged")


class _Stream:
    """The bytes of a file, decompressed if it is: in pieces, each of which is bounded."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = file.read(_CHUNK)
        self._packed = self._raw.startswith(_GZIP)
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
        self._position = 0  # of `_raw`, in the file
        self._within = False  # a gzip member
        self._unpacked = 0
        self._buffer = b""
        self.offset = 0
        """Where the member, or the record, begins that was looked for last."""

    def skip_blank_lines(self) -> bool:
        """Go to the next record; False at the end of the file."""
        while True:
            while not self._buffer:
                if not self._fill():
                    if self._within:
                        raise Broken(f"the file ends within the record at byte {self.offset}")
                    return False
            stripped = self._buffer.lstrip(b"\r\n")
            if stripped:
                self._buffer = stripped
                if not self._packed:
                    self.offset = self._position - len(stripped)
                return True
            self._buffer = b""

    def line(self) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _MAX_LINE:
                raise Broken(f"no record at byte {self.offset}")
            self._need()
        found, self._buffer = self._buffer[:end], self._buffer[end + 1 :]
        return found.rstrip(b"\r")

    def read(self, size: int) -> bytes:
        pieces: list[bytes] = []
        while size > len(self._buffer):
            size -= len(self._buffer)
            pieces.append(self._buffer)
            self._buffer = b""
            self._need()
        pieces.append(self._buffer[:size])
        self._buffer = self._buffer[size:]
        return b"".join(pieces)

    def skip(self, size: int) -> None:
        while size > len(self._buffer):
            size -= len(self._buffer)
            self._buffer = b""
            self._need()
        self._buffer = self._buffer[size:]

    def _need(self) -> None:
        if not self._fill():
            raise Broken(f"the file ends within the record at byte {self.offset}")

    def _fill(self) -> bool:
        """More into the buffer; False at the end of the file."""
        if not self._packed:
            self._buffer += self._raw
            self._position += len(self._raw)
            more = bool(self._raw)
            self._raw = self._file.read(_CHUNK)
            return more
        self._raw = self._raw or self._file.read(_CHUNK)
        if self._inflater.eof:
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
            self.offset = self._position
        self._within = bool(self._raw) or self._within
        try:
            found = self._inflater.decompress(self._raw, _CHUNK)
        except zlib.error:
            raise Broken(f"the compressed data at byte {self.offset} are damaged") from None
        if not self._raw and not found:
            return False
        self._unpacked += len(found)
        if self._unpacked > MAX_UNPACKED_BYTES:
            raise Broken(f"more than {MAX_UNPACKED_BYTES / 1e9:.0f} GB when decompressed")
        rest = self._inflater.unconsumed_tail or self._inflater.unused_data
        self._position += len(self._raw) - len(rest)
        self._raw = rest
        self._within = not self._inflater.eof
        self._buffer += found
        return True
