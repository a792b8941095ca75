"""Sitemaps (sitemaps.org 0.9), indexes of sitemaps, and the news extension."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from recul.model import InputError

_ROOT = re.compile(
    r"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,20000}?-->\s*)*<(?:[\w.-]+:)?([!\w.-]+)", re.S
)


class Line(NamedTuple):
    """One address of a sitemap, with what it says of it, as it stands."""

    address: str | None
    changed: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


class Sitemap(NamedTuple):
    """The lines of a sitemap; of an index, they are the sitemaps."""

    is_index: bool
    lines: list[Line]


def root_of(text: str) -> str:
    """The name of the first element of some markup, in lower case and without its prefix."""
    found = _ROOT.match(text)
    return found[1].lower() if found else ""


def read_sitemap(text: str, url: str) -> Sitemap:
    """Read a sitemap whose XML declaration was taken off.

    One that is cut short is read as far as it goes.

    Raises:
        InputError: it cannot be read.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, load_dtd=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(url, f"is a damaged sitemap: {error}", "Try later") from None
    entries = () if root is None else [e for e in root if _name(e) in ("url", "sitemap")]
    if not entries and (root is None or parser.error_log):
        raise InputError(url, "is a damaged sitemap", "Try later")
    return Sitemap(_name(root) == "sitemapindex", [_line(entry) for entry in entries])


def _line(entry: etree._Element) -> Line:
    own = {_name(e): (e.text or "").strip() or None for e in reversed(entry)}
    news = next((e for e in entry if _name(e) == "news"), ())
    told = {_name(e): (e.text or "").strip() or None for part in news for e in part.iter()}
    return Line(
        address=own.get("loc"),
        changed=own.get("lastmod"),
        title=told.get("title"),
        publisher=told.get("name"),
        published=told.get("publication_date"),
        language=told.get("language"),
    )


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for remarks and instructions."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
