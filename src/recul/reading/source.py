"""A source, as its user names it → the documents in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from recul import languages
from recul.model import Document, InputError, Reason, Value, check_year
from recul.reading import boilerplate, dating, language, page, table
from recul.reading.dating import Instant
from recul.reading.decoding import decode
from recul.reading.header import split_header
from recul.reading.typography import normalise

MAX_BYTES = 10_000_000
"""Of a text. The longest novels have 5 MB; a larger file is a collection or a mistake."""
MAX_PAGE_BYTES = 5_000_000
"""Of a page. News pages are under 3 MB; see also `page.MAX_ELEMENTS`."""
MAX_TABLE_BYTES = 200_000_000
"""Of a table: 10⁵ observations have some 50 MB as JSON."""

_TABLES = (".json", ".csv", ".tsv")
_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (".txt", ".text", ".md", "")
_TABLE_TYPES = {
    "application/json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


class Reading(Value):
    """What was read.

    `warnings` are about what could not be read; what is unsure about a document that was read
    is in `Document.warnings`.
    """

    documents: tuple[Document, ...]
    warnings: tuple[Reason, ...] = ()


def read(source: str | Path, *, published: date | datetime | None = None, today: date) -> Reading:
    """Read a file or a folder.

    Args:
        source: a text, an HTML page, a table of observations (CSV or JSON), or a folder of
            them, read with its subfolders in order of name. Hidden files, links to folders and
            files of other kinds in a folder are passed over, the last with a warning.
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
        return read_bytes(_bytes(path), name, published=published, today=today)
    documents: list[Document] = []
    warnings: list[Reason] = []
    for file in _files(path):
        try:
            if file.suffix.lower() not in _TABLES + _PAGES + _TEXTS:
                raise InputError(
                    _name(file), "not a kind of file that is read", "Give text, HTML, CSV or JSON"
                )
            reading = read_bytes(_bytes(file), _name(file), published=published, today=today)
        except InputError as error:
            values = {"source": error.source, "problem": error.problem, "remedy": error.remedy}
            warnings.append(Reason(id="file_not_read", values=values))
        else:
            documents += reading.documents
            warnings += reading.warnings
    if not documents:
        why = "".join(f" ({w.values['source']}: {w.values['problem']})" for w in warnings[:1])
        raise InputError(
            name,
            f"nothing in the folder can be read{why}",
            "Put text, HTML, CSV or JSON files into it",
        )
    return Reading(documents=tuple(documents), warnings=tuple(warnings))


def read_bytes(
    data: bytes,
    source: str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    published: date | datetime | None = None,
    today: date,
) -> Reading:
    """Read what a file held, what was fetched, or what came in by standard input.

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
    media_type, declared = _content_type(content_type)
    suffix = _TABLE_TYPES.get(media_type) or Path(source).suffix.lower()
    _check_size(len(data), source, suffix)
    known = None
    if published:
        check_year(published, f"{source}, published")
        known = dating.instant(published)
        dating.not_after(known, today, source, "published")
    text, warnings = decode(data, source, declared or page.declared_encoding(data))
    if media_type in _PAGE_TYPES or suffix in _PAGES or page.is_page(text):
        _check_size(len(data), source, _PAGES[0])
        document = _from_page(text, source, url, known, today, warnings)
    elif suffix == ".json" or (not suffix and table.is_json(text)):
        return _from_table(table.read_json(text, source, today), source, warnings)
    elif suffix in (".csv", ".tsv"):
        return _from_table(table.read_csv(text, source, today), source, warnings)
    else:
        document = _from_text(text, source, url, known, today, warnings)
    return Reading(documents=(document,))


def _from_text(
    text: str,
    source: str,
    url: str | None,
    known: Instant | None,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    fields, body = split_header(normalise(text), source)
    if "published" in fields:
        in_header = dating.given(fields["published"], source, "published", today)
        known = known or in_header
    return _document(
        body,
        source,
        url=fields.get("url", url),
        publisher=fields.get("publisher"),
        title=fields.get("title"),
        published=known,
        today=today,
        warnings=warnings,
    )


def _from_page(
    html: str,
    source: str,
    url: str | None,
    known: Instant | None,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    found = page.extract(html, source, url=url, today=today)
    return _document(
        normalise(found.text),
        source,
        url=found.url,
        publisher=found.publisher,
        title=normalise(found.title) if found.title else None,
        published=known or found.published,
        today=today,
        warnings=warnings if known else warnings + found.warnings,
    )


def _from_table(
    observations: tuple[table.Observation, ...], source: str, warnings: tuple[Reason, ...]
) -> Reading:
    documents = []
    for observation in observations:
        text = normalise(observation.paraphrase)
        code = language.identify(text)
        documents.append(
            Document(
                id=Document.identify_row(
                    text, observation.url, observation.published.at, observation.row
                ),
                source=source,
                text=text,
                url=observation.url,
                language=code,
                published=observation.published.at,
                published_to=observation.published.to,
                warnings=_coverage(code),
                row=observation.row,
            )
        )
    return Reading(documents=tuple(documents), warnings=warnings)


def _document(
    text: str,
    source: str,
    *,
    url: str | None,
    publisher: str | None,
    title: str | None,
    published: Instant | None,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    code = language.identify(text)
    warnings += _coverage(code)
    if published is None:
        day = dating.from_text(text, code)
        if day and day > today:
            warnings += (Reason(id="future_date_ignored", values={"date": day.isoformat()}),)
        elif day:
            published = dating.instant(day)
    if published is None:
        warnings += (Reason(id="no_publication_date"),)
    return Document(
        id=Document.identify(text, url or publisher),
        source=source,
        text=text,
        url=url,
        publisher=publisher,
        title=title,
        language=code,
        published=published.at if published else None,
        published_to=published.to if published else "day",
        removed=boilerplate.find(text, code),
        warnings=warnings,
    )


def _coverage(code: str | None) -> tuple[Reason, ...]:
    """What is not read of a text in this language."""
    if code is None:
        covered = list(languages.available())
        return (Reason(id="language_not_covered", values={"covered": covered}),)
    lacking = list(languages.lacks(code))
    values = {"language": code, "rooms": lacking}
    return (Reason(id="language_thin", values=values),) if lacking else ()


def _files(folder: Path) -> Iterator[Path]:
    """The files under a folder, in order of name; hidden ones and links to folders left out."""
    for parent, subfolders, names in os.walk(folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _bytes(path: Path) -> bytes:
    name = _name(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise InputError(name, "not a regular file", "Give a file or a folder")
        _check_size(status.st_size, name, path.suffix.lower())
        return path.read_bytes()
    except (FileNotFoundError, ValueError):
        raise InputError(name, "no such file", "Check the path") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            name, f"cannot be read: {reason}", "Check the path and its rights"
        ) from None


def _check_size(size: int, source: str, suffix: str) -> None:
    limit = MAX_BYTES
    if suffix in _TABLES:
        limit = MAX_TABLE_BYTES
    elif suffix in _PAGES:
        limit = MAX_PAGE_BYTES
    if size > limit:
        raise InputError(
            source,
            f"{size / 1e6:.1f} MB is more than the {limit / 1e6:.0f} MB that are read",
            "Split it into one file for each article",
        )


def _content_type(header: str | None) -> tuple[str, str | None]:
    """The media type and the encoding of a Content-Type header."""
    from email.message import Message

    message = Message()
    message["content-type"] = header or ""
    charset = message.get_param("charset")
    return message.get_content_type() if header else "", charset if isinstance(
        charset, str
    ) else None


def _name(path: Path) -> str:
    """The path in characters that can be printed, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
