"""A source, as its user names it → the documents in it."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import AwareDatetime, Field

from recul.model import Document, InputError, Reason, Value, check_year
from recul.reading import dating, mail, pdf, warc
from recul.reading.dating import Instant
from recul.reading.parts import Part, Passed, counted
from recul.reading.single import (
    MAX_PDF_BYTES,
    PAGES,
    PDFS,
    TABLES,
    TEXTS,
    check_size,
    documents_of,
)

MAX_COLLECTION_BYTES = 20_000_000_000
"""Of a file of many: WARC, WACZ, mbox. It is read piece by piece."""

_Collection = Literal["warc", "wacz", "mbox", "letter"]
_COLLECTIONS: dict[str, _Collection] = {
    ".warc": "warc",
    ".wacz": "wacz",
    ".mbox": "mbox",
    ".eml": "letter",
}
_GIVE = "Give text, HTML, PDF, CSV, JSON, WARC, WACZ or mail"
_HEAD = 8_192
_MAX_PART_BYTES = MAX_PDF_BYTES
_SHOWN = 20
"""Parts of one file that cannot be read and are named each; more are only counted."""


class Input(Value):
    """A file that was read, as evidence of what was: `sha256` is of its bytes, in hexadecimals."""

    source: str
    sha256: str
    size: int
    documents: tuple[str, ...] = ()
    """Their ids."""
    captured: dict[str, AwareDatetime] = Field(default_factory=dict)
    """When they were received first, by id, where the file tells (WARC)."""


class Reading(Value):
    """What was read.

    `warnings` are about what could not be read; what is unsure about a document that was read
    is in `Document.warnings`. `inputs` are the files it was read from.
    """

    documents: tuple[Document, ...]
    warnings: tuple[Reason, ...] = ()
    inputs: tuple[Input, ...] = ()


def read(source: str | Path, *, published: date | datetime | None = None, today: date) -> Reading:
    """Read a file or a folder.

    Args:
        source: a text, an HTML page, a PDF, a table of observations (CSV or JSON), a file of many
            pages (WARC, WACZ) or letters (mbox, eml), or a folder of them, read with its
            subfolders in order of name. Hidden files, links to folders and files of other kinds
            in a folder are passed over, the last with a warning.
        published: the date of publication, if the user knows it. It goes before what a page,
            a header or a text says; rows of a table keep their own dates.
        today: later dates of publication are refused.

    Raises:
        InputError: it cannot be read. In a folder, a file that cannot be read is a warning
            (``file_not_read``), unless none can.
    """
    path = Path(source)
    name = _name(path)
    if not os.path.isdir(path):
        with _opened(path) as file:
            return _read(file, name, None, published=published, today=today)
    readings: list[Reading] = []
    warnings: list[Reason] = []
    for file_path in _files(path):
        try:
            kind = _kind_of_name(file_path)
            with _opened(file_path) as file:
                reading = _read(file, _name(file_path), kind, published=published, today=today)
        except InputError as error:
            warnings.append(_not_read(error))
        else:
            readings.append(reading)
            warnings += reading.warnings
    if not readings:
        why = _first_problem(warnings)
        raise InputError(name, f"nothing in the folder can be read{why}", _GIVE)
    return Reading(
        documents=tuple(document for reading in readings for document in reading.documents),
        warnings=tuple(warnings),
        inputs=tuple(one for reading in readings for one in reading.inputs),
    )


def read_bytes(
    data: bytes,
    source: str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    published: date | datetime | None = None,
    today: date,
) -> Reading:
    """Read what was fetched, or what came in by standard input.

    Args:
        data: the bytes.
        source: the input as its user named it.
        url: where it was fetched from, if it was.
        content_type: as its server gave it (``text/html; charset=utf-8``), if it did.
        published: as in `read`.
        today: as in `read`.

    Raises:
        InputError: it cannot be read.
    """
    part = Part(name=source, data=data, url=url, content_type=content_type)
    return _read_part(part, source, published=published, today=today)


def _read(
    file: BinaryIO,
    source: str,
    kind: _Collection | None,
    *,
    published: date | datetime | None,
    today: date,
) -> Reading:
    """The file's documents: it is one, or one of many."""
    size = os.fstat(file.fileno()).st_size
    head = file.read(_HEAD)
    kind = kind or _kind(head, source)
    if kind is None:
        suffix = Path(source).suffix.lower()
        check_size(size, source, PDFS[0] if pdf.is_pdf(head) else suffix)
        part = Part(name=source, data=head + file.read())
        return _read_part(part, source, published=published, today=today)
    if size > MAX_COLLECTION_BYTES:
        limit = f"more than the {MAX_COLLECTION_BYTES / 1e9:.0f} GB that are read"
        raise InputError(source, f"{size / 1e9:.1f} GB is {limit}", "Split it")
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    known = _known(published, source, today)
    documents, captured, warnings = _read_many(
        _parts(file, kind, source, today), source, known, today
    )
    if not documents:
        raise InputError(source, f"nothing in it can be read{_first_problem(warnings)}", _GIVE)
    ids = tuple(dict.fromkeys(document.id for document in documents))
    taken = Input(source=source, sha256=digest, size=size, documents=ids, captured=captured)
    return Reading(documents=tuple(documents), warnings=tuple(warnings), inputs=(taken,))


def _read_part(
    part: Part, source: str, *, published: date | datetime | None, today: date
) -> Reading:
    known = _known(published, source, today)
    documents, warnings = documents_of(part, source, known=known, header=True, today=today)
    taken = Input(
        source=source,
        sha256=hashlib.sha256(part.data).hexdigest(),
        size=len(part.data),
        documents=tuple(dict.fromkeys(document.id for document in documents)),
    )
    return Reading(documents=documents, warnings=warnings, inputs=(taken,))


def _read_many(
    parts: Iterator[Part | Passed], source: str, known: Instant | None, today: date
) -> tuple[list[Document], dict[str, datetime], list[Reason]]:
    """The documents of the parts, when they were captured, and warnings of what is not read."""
    documents: list[Document] = []
    captured: dict[str, datetime] = {}
    warnings: list[Reason] = []
    passed: list[Passed] = []
    for part in parts:
        if isinstance(part, Passed):
            passed.append(part)
            continue
        name = f"{source}, {part.name}" if part.name else source
        # What was captured on a day cannot have been published after it.
        last = min(today, part.captured.astimezone(UTC).date()) if part.captured else today
        try:
            found, more = documents_of(part, name, known=known, today=last)
        except InputError as error:
            if len(warnings) < _SHOWN:
                warnings.append(_not_read(error))
            else:
                passed.append(Passed(kind="unread", problem=error.problem))
        else:
            documents += found
            warnings += more
            if part.captured:
                for document in found:
                    earlier = captured.get(document.id, part.captured)
                    captured[document.id] = min(earlier, part.captured)
    return documents, captured, warnings + counted(passed, source)


def _parts(file: BinaryIO, kind: _Collection, source: str, today: date) -> Iterator[Part | Passed]:
    if kind == "warc":
        yield from warc.parts(file, _MAX_PART_BYTES)
    elif kind == "wacz":
        yield from warc.wacz_parts(file, source, _MAX_PART_BYTES)
    elif kind == "letter":
        yield from mail.parts(file.read(mail.MAX_MESSAGE_BYTES + 1), "", today)
    else:
        for number, letter in enumerate(mail.messages(file), start=1):
            if isinstance(letter, Passed):
                yield letter
            else:
                yield from mail.parts(letter, f"letter {number}", today)


def _kind(head: bytes, source: str) -> _Collection | None:
    """Which kind of file of many it is, after its first bytes, or its name; None if none."""
    if head.startswith(b"WARC/") or _unpacked(head).startswith(b"WARC/"):
        return "warc"
    suffix = Path(source).suffix.lower()
    if suffix and suffix in TEXTS + PAGES + TABLES + PDFS:
        return None
    if mail.is_mbox(head):
        return "mbox"
    if mail.is_message(head):
        return "letter"
    return _COLLECTIONS.get(suffix)


def _kind_of_name(path: Path) -> _Collection | None:
    """For a file of a folder, which is read only if its name says that it is for us.

    Raises:
        InputError: it does not.
    """
    if path.parent.name in ("cur", "new") and mail.is_maildir(path.parent.parent):
        return "letter"
    name = path.name.lower()
    known = TABLES + PAGES + TEXTS + PDFS + tuple(_COLLECTIONS)
    if path.suffix.lower() not in known and not name.endswith(".warc.gz"):
        raise InputError(_name(path), "not a kind of file that is read", _GIVE)
    return None


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(head, 16)
    except zlib.error:
        return b""


def _known(published: date | datetime | None, source: str, today: date) -> Instant | None:
    """When the user says it was published.

    Raises:
        InputError: that is in the future, or in another age.
    """
    if not published:
        return None
    check_year(published, f"{source}, published")
    known = dating.instant(published)
    dating.not_after(known, today, source, "published")
    return known


def _first_problem(warnings: list[Reason]) -> str:
    for warning in warnings:
        told = warning.values
        return f" ({told['source']}: {told.get('problem') or next(iter(told['counts']))})"
    return ""


def _not_read(error: InputError) -> Reason:
    values = {"source": error.source, "problem": error.problem, "remedy": error.remedy}
    return Reason(id="file_not_read", values=values)


def _files(folder: Path) -> Iterator[Path]:
    """The files under a folder, in order of name; hidden ones and links to folders left out."""
    for parent, subfolders, names in os.walk(folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    name = _name(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device may never end
            raise InputError(name, "not a regular file", "Give a file or a folder")
        with path.open("rb") as file:
            yield file
    except (FileNotFoundError, ValueError):
        raise InputError(name, "no such file", "Check the path") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            name, f"cannot be read: {reason}", "Check the path and its rights"
        ) from None


def _name(path: Path) -> str:
    """The path in characters that can be printed, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
