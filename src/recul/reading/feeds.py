"""A feed → its items: RSS and Atom (feedparser), JSON Feed, sitemaps, lists of addresses.

A feed is how a text travels, not who published it: an item's publisher is the one its `<source>`
names, or the feed's own title where the item stands on the feed's own host, or unknown.

What a feed says is not believed further than it can be: a date in the future is dropped, an
address that is not one of the web is counted and left out, a feed that declares entities (which
can blow up to any size) is refused whole.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from recul.model import FIRST_YEAR, LAST_YEAR, InputError, Reason, Value, end_of_day
from recul.reading.dating import Instant, parse
from recul.reading.decoding import decode
from recul.reading.sitemaps import Sitemap, read_sitemap, root_of

MAX_FEED_BYTES = 10_000_000
"""After decompression. The largest feeds met have 3 MB; a sitemap of 50,000 lines has 8 MB."""
MAX_ITEMS = 50_000
"""Of one feed: what the sitemap protocol allows."""
_SKEW = timedelta(minutes=10)
"""So far ahead of ours a server's clock may be."""
_EVER = datetime.min.replace(tzinfo=UTC)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ns_\w+|at_\w+|xtor", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml([^>]{0,200})\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]+)""")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|h\d|blockquote|tr)\b[^<>]{0,500}|br\s*/?)>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)

FeedKind = Literal["rss", "atom", "json", "sitemap", "index", "list"]


class FeedItem(Value):
    """One entry of a feed.

    Attributes:
        link: an absolute address with http or https.
        key: what makes it the same item in another feed or later (`link_key`).
        title: as plain text.
        text: what the feed gives of its content, as plain text with a line for each paragraph.
        publisher: who published it, not whose feed it is; None if the feed does not tell.
        published: when it first appeared; None if unknown or in the future.
        updated: when this version appeared; of a sitemap's line, its last change.
        language: as the feed declares it.
    """

    link: str
    key: str
    title: str | None = None
    text: str | None = None
    publisher: str | None = None
    published: Instant | None = None
    updated: Instant | None = None
    language: str | None = None


class Feed(Value):
    """What a feed holds now. `children` are the sitemaps of an index, those changed last first."""

    kind: FeedKind
    title: str | None = None
    items: tuple[FeedItem, ...] = ()
    children: tuple[str, ...] = ()
    warnings: tuple[Reason, ...] = ()


class _Raw(NamedTuple):
    """An entry as it stands, before anything of it is believed."""

    link: object
    title: object = None
    html: object = None
    publisher: object = None
    published: object = None
    updated: object = None
    language: object = None


def read_feed(data: bytes, url: str, *, content_type: str | None = None, now: datetime) -> Feed:
    """Read what was fetched from the address of a feed.

    Args:
        data: the bytes, gzipped or not.
        url: where they came from; relative addresses are resolved against it.
        content_type: as its server gave it. Servers are often wrong: only its encoding is used,
            and after what the bytes say themselves.
        now: what is dated later is not believed.

    Raises:
        InputError: it is no feed, too large, declares entities, or is damaged beyond reading.
    """
    data = _unzipped(data, url)
    text, damaged = decode(data, url, _declared(data, content_type))
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return _finished("json", *_json(text, url), url, now, damaged)
    if not text.startswith("<"):
        return _finished("list", None, _lines(text, url), url, now, damaged)
    if _ENTITY.search(text):
        raise InputError(url, "declares entities, which can grow to any size", "Ask its publisher")
    text = _DECLARATION.sub("", text, count=1)  # it names the encoding that the bytes were in
    if root_of(text) in ("urlset", "sitemapindex"):
        return _of_sitemap(read_sitemap(text, url), url, now, damaged)
    kind, title, entries = _syndicated(text, url)
    return _finished(kind, title, entries, url, now, damaged)


def link_key(link: str) -> str:
    """What two addresses of one item have in common: no fragment, no tracking, no upper case.

    Args:
        link: an absolute address.
    """
    parts = urlsplit(link)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if not _TRACKING.fullmatch(name)]
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(kept), "")
    )


# ------------------------------------------------------------------------------- formats


def _syndicated(text: str, url: str) -> tuple[FeedKind, str | None, list[_Raw]]:
    """RSS in its versions, RDF, and Atom."""
    import feedparser

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # the library tries several parsers; each has its own errors
        raise InputError(url, f"cannot be read as a feed: {error}", "Check the address") from None
    if not found.version:
        what = "a page" if root_of(text) in ("html", "!doctype") else "XML"
        raise InputError(url, f"is {what}, not a feed", "Give the address of its feed")
    if found.bozo and not found.entries:
        raise InputError(url, "is a damaged feed", "Try later")
    head = found.feed
    kind: FeedKind = "atom" if found.version.startswith("atom") else "rss"
    entries = []
    for entry in found.entries:
        content = entry.get("content") or [{}]
        title = entry.get("title_detail") or {}
        published = dict.get(entry, "published")  # get() of its own takes one date for the other
        updated = dict.get(entry, "updated")
        if kind == "rss":  # where it is the date of Dublin Core
            published = published or updated
        entries.append(
            _Raw(
                link=entry.get("link") or entry.get("id"),
                title=entry.get("title"),
                html=content[0].get("value") or entry.get("summary"),
                publisher=(entry.get("source") or {}).get("title") or entry.get("publisher"),
                published=published,
                updated=updated if updated != published else None,
                language=title.get("language") or head.get("language"),
            )
        )
    return kind, head.get("title"), entries


def _json(text: str, url: str) -> tuple[str | None, list[_Raw]]:
    """JSON Feed 1 and 1.1."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(url, f"is damaged JSON: {error}", "Try later") from None
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(version, str) or "jsonfeed.org" not in version:
        raise InputError(url, "is JSON, but not a JSON Feed", "Give the address of its feed")
    entries = found.get("items")
    return found.get("title"), [
        _Raw(
            link=entry.get("url") or entry.get("id"),
            title=entry.get("title"),
            html=entry.get("content_html") or _escaped(entry.get("content_text"))
            or entry.get("summary"),
            published=entry.get("date_published"),
            updated=entry.get("date_modified"),
            language=entry.get("language") or found.get("language"),
        )
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
    ]  # fmt: skip


def _lines(text: str, url: str) -> list[_Raw]:
    """A list of addresses, one a line; lines that begin with # are remarks."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not any(line.lower().startswith(("http://", "https://")) for line in lines[:20]):
        raise InputError(url, "is neither a feed nor a list of addresses", "Check the address")
    return [_Raw(link=line) for line in lines]


def _of_sitemap(found: Sitemap, url: str, now: datetime, damaged: tuple[Reason, ...]) -> Feed:
    entries = [
        _Raw(
            link=line.address,
            title=line.title,
            publisher=line.publisher,
            published=line.published,
            updated=line.changed,
            language=line.language,
        )
        for line in found.lines
    ]
    if not found.is_index:
        return _finished("sitemap", None, entries, url, now, damaged)
    feed = _finished("index", None, entries, url, now, damaged)
    latest = sorted(feed.items, key=lambda item: item.updated.at if item.updated else _EVER)[::-1]
    return feed.model_copy(update={"items": (), "children": tuple(i.link for i in latest)})


# ------------------------------------------------------------------------------ believing


def _finished(
    kind: FeedKind,
    title: object,
    entries: Iterable[_Raw],
    url: str,
    now: datetime,
    damaged: tuple[Reason, ...],
) -> Feed:
    """The items that can be used, each once, and what was amiss with the others."""
    amiss: Counter[str] = Counter()
    items: dict[str, FeedItem] = {}
    named = _plain(title)
    for raw in entries:
        link = _link(raw.link, url)
        if link is None:
            amiss["feed_item_without_link"] += 1
            continue
        if len(items) >= MAX_ITEMS:
            amiss["feed_items_too_many"] += 1
            continue
        own = urlsplit(link).netloc == urlsplit(url).netloc
        key = link_key(link)
        items.setdefault(
            key,
            FeedItem(
                link=link,
                key=key,
                title=_plain(raw.title),
                text=_paragraphs(raw.html),
                publisher=_plain(raw.publisher) or (named if own else None),
                published=_instant(raw.published, now, amiss),
                updated=_instant(raw.updated, now, amiss),
                language=raw.language if isinstance(raw.language, str) else None,
            ),
        )
    warnings = [Reason(id=name, values={"n": n, "source": url}) for name, n in amiss.items()]
    return Feed(kind=kind, title=named, items=tuple(items.values()), warnings=(*damaged, *warnings))


def _link(link: object, url: str) -> str | None:
    """An address of the web, made absolute."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        joined = urljoin(url, link.strip())
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    return joined if usable and joined.isprintable() and " " not in joined else None


def _instant(given: object, now: datetime, amiss: Counter[str]) -> Instant | None:
    """A date of a feed: RFC 822 or ISO 8601; without a zone it is taken to be UTC."""
    if not isinstance(given, str) or not given.strip():
        return None
    found = parse(given) or _mail_date(given)
    if found is None:
        amiss["feed_date_unreadable"] += 1
    elif found.at > (end_of_day(now.astimezone(UTC)) if found.to == "day" else now + _SKEW):
        amiss["feed_date_in_future"] += 1
        return None
    return found


def _mail_date(text: str) -> Instant | None:
    """A date as e-mail writes it, or in any other form that feedparser has met."""
    at: datetime | None = None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        from feedparser.datetimes import _parse_date

        try:
            parts = _parse_date(text)
            at = datetime(*list(parts)[:6]) if parts else None
        except (ValueError, TypeError, OverflowError):
            pass
    if at is None or not FIRST_YEAR < at.year <= LAST_YEAR:
        return None
    return Instant(at=(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC), to="second")


# --------------------------------------------------------------------------------- texts


def _plain(text: object) -> str | None:
    """A title as one line of plain text, whatever it was escaped as."""
    if not isinstance(text, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", text)).split()) or None


def _paragraphs(html: object) -> str | None:
    """The text of a piece of HTML, a line for each paragraph."""
    if not isinstance(html, str):
        return None
    broken = _BLOCK.sub("\n", _UNSEEN.sub(" ", html))
    lines = (" ".join(unescape(_TAG.sub(" ", line)).split()) for line in broken.split("\n"))
    return "\n".join(line for line in lines if line) or None


def _escaped(text: object) -> str | None:
    """Plain text as HTML."""
    if not isinstance(text, str):
        return None
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


# --------------------------------------------------------------------------------- bytes


def _declared(data: bytes, content_type: str | None) -> str | None:
    """The encoding that the transport or the XML declaration names."""
    from email.message import Message

    message = Message()
    message["content-type"] = content_type or ""
    charset = message.get_param("charset")
    if isinstance(charset, str) and charset:
        return charset
    found = _ENCODING.search(data[:500])
    return found[1].decode("ascii") if found else None


def _unzipped(data: bytes, url: str) -> bytes:
    """The content of a gzipped sitemap, or the data itself; never more than is read."""
    if data.startswith(b"\x1f\x8b"):
        unzip = zlib.decompressobj(wbits=31)
        try:
            data = unzip.decompress(data, MAX_FEED_BYTES + 1)
        except zlib.error as error:
            raise InputError(url, f"is a damaged gzip file: {error}", "Try later") from None
    if len(data) > MAX_FEED_BYTES:
        raise InputError(
            url,
            f"is larger than the {MAX_FEED_BYTES / 1e6:g} MB that are read of a feed",
            "Give the address of a smaller feed",
        )
    return data
