"""One page, text, PDF or table, as bytes → the documents in it."""

from __future__ import annotations

from datetime import date
from email.message import Message
from pathlib import PurePath

from recul import languages
from recul.model import Document, InputError, Reason
from recul.reading import boilerplate, dating, language, page, pdf, table
from recul.reading.addresses import canonical, wrapper_of
from recul.reading.dating import Instant
from recul.reading.decoding import decode
from recul.reading.header import split_header
from recul.reading.parts import Part
from recul.reading.typography import normalise

MAX_BYTES = 10_000_000
"""Of a text. The longest novels have 5 MB; a larger file is a collection or a mistake."""
MAX_PAGE_BYTES = 5_000_000
"""Of a page. News pages are under 3 MB; see also `page.MAX_ELEMENTS`."""
MAX_TABLE_BYTES = 200_000_000
"""Of a table: 10⁵ observations have some 50 MB as JSON."""
MAX_PDF_BYTES = 50_000_000
"""Of a PDF: reports with photographs have 20 MB."""

TABLES = (".json", ".csv", ".tsv")
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md", "")
PDFS = (".pdf",)
_TABLE_TYPES = {
    "application/json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
_PAGE_TYPES = ("text/html", "application/xhtml+xml")

Read = tuple[tuple[Document, ...], tuple[Reason, ...]]
"""Documents, and warnings about what was not read."""


def documents_of(
    part: Part, source: str, *, known: Instant | None = None, header: bool = False, today: date
) -> Read:
    """The documents of one page, text, PDF or table.

    Args:
        part: what it holds; what it says of itself goes behind what the part says of it.
        source: the input as its user named it.
        known: when it was published, if the user knows it.
        header: whether a text may say in its first lines where it comes from.
        today: later dates of publication are refused.

    Raises:
        InputError: it cannot be read.
    """
    media_type, declared = _content_type(part.content_type)
    suffix = _TABLE_TYPES.get(media_type) or PurePath(source).suffix.lower()
    if pdf.is_pdf(part.data):
        check_size(len(part.data), source, PDFS[0])
        return (_from_pdf(part, source, known, today),), ()
    check_size(len(part.data), source, suffix)
    text, warnings = decode(part.data, source, declared or page.declared_encoding(part.data))
    if media_type in _PAGE_TYPES or suffix in PAGES or page.is_page(text):
        check_size(len(part.data), source, PAGES[0])
        return (_from_page(text, part, source, known, today, warnings),), ()
    if suffix == ".json" or (not suffix and table.is_json(text)):
        return _from_table(table.read_json(text, source, today), source), warnings
    if suffix in (".csv", ".tsv"):
        return _from_table(table.read_csv(text, source, today), source), warnings
    return (_from_text(text, part, source, known, header, today, warnings),), ()


def check_size(size: int, source: str, suffix: str) -> None:
    """Check that a file is not larger than its kind may be.

    Raises:
        InputError: it is.
    """
    limit = MAX_BYTES
    if suffix in TABLES:
        limit = MAX_TABLE_BYTES
    elif suffix in PAGES:
        limit = MAX_PAGE_BYTES
    elif suffix in PDFS:
        limit = MAX_PDF_BYTES
    if size > limit:
        raise InputError(
            source,
            f"{size / 1e6:.1f} MB is more than the {limit / 1e6:.0f} MB that are read",
            "Split it into one file for each article",
        )


def _from_text(
    text: str,
    part: Part,
    source: str,
    known: Instant | None,
    header: bool,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    text = normalise(text)
    fields, body = split_header(text, source) if header else ({}, text)
    if "published" in fields:
        in_header = dating.given(fields["published"], source, "published", today)
        known = known or in_header
    return _document(
        body,
        source,
        url=fields.get("url", part.url),
        publisher=fields.get("publisher", part.publisher),
        title=fields.get("title", part.title),
        published=known or part.published,
        today=today,
        warnings=warnings,
    )


def _from_page(
    html: str,
    part: Part,
    source: str,
    known: Instant | None,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    found = page.extract(html, source, url=part.url, today=today)
    title = part.title or found.title
    known = known or part.published
    return _document(
        normalise(found.text),
        source,
        url=found.url,
        via=wrapper_of(part.url) if part.url else None,
        original=found.original,
        publisher=part.publisher or found.publisher,
        title=normalise(title) if title else None,
        published=known or found.published,
        today=today,
        warnings=warnings if known else warnings + found.warnings,
    )


def _from_pdf(part: Part, source: str, known: Instant | None, today: date) -> Document:
    found = pdf.extract(part.data, source, today=today)
    title = part.title or found.title
    return _document(
        normalise(found.text),
        source,
        url=part.url,
        publisher=part.publisher,
        title=normalise(title) if title else None,
        published=known or part.published,
        made=found.made,
        today=today,
        warnings=found.warnings,
    )


def _from_table(observations: tuple[table.Observation, ...], source: str) -> tuple[Document, ...]:
    documents = []
    for observation in observations:
        text = normalise(observation.paraphrase)
        url = canonical(observation.url) if observation.url else None
        code = language.identify(text)
        documents.append(
            Document(
                id=Document.identify_row(text, url, observation.published.at, observation.row),
                source=source,
                text=text,
                url=url,
                language=code,
                published=observation.published.at,
                published_to=observation.published.to,
                warnings=_coverage(code),
                row=observation.row,
            )
        )
    return tuple(documents)


def _document(
    text: str,
    source: str,
    *,
    url: str | None,
    via: str | None = None,
    original: str | None = None,
    publisher: str | None,
    title: str | None,
    published: Instant | None,
    made: Instant | None = None,
    today: date,
    warnings: tuple[Reason, ...],
) -> Document:
    """A document; `made` is when its file was, which counts where the text gives no date."""
    code = language.identify(text)
    warnings += _coverage(code)
    via = via or (wrapper_of(url) if url else None)
    url = canonical(url) if url else None
    if published is None:
        day = dating.from_text(text, code)
        if day and day > today:
            warnings += (Reason(id="future_date_ignored", values={"date": day.isoformat()}),)
        elif day:
            published = dating.instant(day)
    if published is None and made:
        published = made
        warnings += (Reason(id="dated_by_its_file", values={"date": made.at.date().isoformat()}),)
    if published is None:
        warnings += (Reason(id="no_publication_date"),)
    return Document(
        id=Document.identify(text, url or publisher),
        source=source,
        text=text,
        url=url,
        via=via,
        original=canonical(original) if original else None,
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


def _content_type(header: str | None) -> tuple[str, str | None]:
    """The media type and the encoding of a Content-Type header."""
    if not header:
        return "", None
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None
