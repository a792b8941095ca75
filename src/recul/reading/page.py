"""A web page → its article: text, title, address, publisher, date."""

from __future__ import annotations

import logging
import re
from datetime import date

from recul.model import InputError, Reason, Value
from recul.reading.addresses import same_site
from recul.reading.dating import Instant, parse
from recul.reading.typography import compact

_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096  # bytes or characters in which a page says what it is
for _library in ("trafilatura", "htmldate"):  # they report to a log what we report as an error
    logging.getLogger(_library).addHandler(logging.NullHandler())

MAX_ELEMENTS = 20_000
"""Of a page. Long live pages have 10,000; the time to clean some lists grows with the square of
their elements. The worst shape tried, bold words in one paragraph of 4 MB, takes eight seconds."""

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""Not the extensive search: it takes any date on the page, also that of another article. The latest
date lets a page claim the future, so that we can tell: with today's, a month of a date that is
refused is taken for its first day."""


class Page(Value):
    """What a page holds. `published` is what its metadata say, the first publication.

    `url` is its address; `original` another site's, which it names as its own canonical one.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    original: str | None = None
    published: Instant | None = None
    warnings: tuple[Reason, ...] = ()


def is_page(text: str) -> bool:
    """Whether a text opens as an HTML page does."""
    return bool(_MARKUP.match(text[:_HEAD].lower()))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the markup of a page declares."""
    found = _META_CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def extract(html: str, source: str, *, url: str | None, today: date) -> Page:
    """The article of a page.

    Args:
        html: the page.
        source: the input as its user named it.
        url: where it was fetched from, if it was. The canonical address in the page goes before, if
            it is of the same site; a page may say that it is anywhere.
        today: a later date of publication is not believed.

    Raises:
        InputError: there is no article in it (a page made by scripts, a gate, a list of links),
            or more than `MAX_ELEMENTS`.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted
    from trafilatura.utils import load_html

    if not is_page(html):  # a fragment
        html = f"<html><body>{html}</body></html>"
    tree = load_html(html)
    elements = 0 if tree is None else sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        raise InputError(
            source,
            f"a page of {elements:,} elements, more than the {MAX_ELEMENTS:,} that are read",
            "Save the text of its article to a file",
        )
    found = (
        None
        if tree is None
        else bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    )
    text = compact(found.text or "").strip() if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or not text:
        raise InputError(
            source,
            "no article found in the page",
            "Open it in a browser and save its text to a file",
        )
    published = parse(found.date) if found.date else None
    canonical = _line(found.url)
    here = canonical is not None and (url is None or same_site(canonical, url))
    warnings: tuple[Reason, ...] = ()
    if published and published.at.date() > today:
        warnings = (Reason(id="future_date_ignored", values={"date": found.date}),)
        published = None
    return Page(
        text=text,
        title=_line(found.title),
        publisher=_line(found.sitename),
        url=canonical if here else url,
        original=None if here else canonical,
        published=published,
        warnings=warnings,
    )


def _line(text: str | None) -> str | None:
    return " ".join(compact(text).split()) or None if text else None
