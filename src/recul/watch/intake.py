"""What came of fetching an item → a document, or why there is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from recul.fetch import Fetched
from recul.model import Document, InputError, Reason
from recul.reading.dating import Instant
from recul.reading.parts import Part
from recul.reading.single import documents_of
from recul.watch.book import Item
from recul.watch.jobs import Page


class Taken(NamedTuple):
    """An item that was dealt with: its documents, or the problem."""

    item: Item
    documents: tuple[Document, ...]
    problem: str | None = None
    for_good: bool = False
    fetched: Fetched | None = None


def take_in(page: Page, now: datetime) -> Taken:
    """Read a page that was fetched; of one that is not to be had, what its feed gives."""
    item = page.item
    if page.fetched is None:
        if page.for_good and item.item.text:
            return from_feed(item, now, page.problem)
        return Taken(item, (), page.problem, page.for_good)
    fetched = page.fetched
    part = _part(item, fetched.content, fetched.content_type, fetched.url)
    try:
        documents, _ = documents_of(part, item.item.link, today=_day(now))
    except InputError:
        problem = "unreadable"
    except Exception as error:  # one page must not stop the others
        problem = f"fault: {type(error).__name__}"
    else:
        return Taken(item, tuple(_dated(d, item) for d in documents), fetched=fetched)
    if item.item.text:
        return from_feed(item, now, problem)._replace(fetched=fetched)
    return Taken(item, (), problem, for_good=True, fetched=fetched)


def from_feed(item: Item, now: datetime, problem: str | None = None) -> Taken:
    """The document of an item whose text is taken from the feed.

    Args:
        item: the item.
        now: later dates are not believed.
        problem: why its page could not be read, where the text of the feed takes its place.
    """
    told = item.item
    text = "\n\n".join(filter(None, (told.title, told.text)))
    part = _part(item, text.encode(), "text/plain; charset=utf-8", told.link)
    try:
        found, _ = documents_of(part, f"{told.link} (feed)", today=_day(now))
    except InputError:
        return Taken(item, (), problem or "unreadable", for_good=True)
    documents = [_dated(d, item) for d in found]
    if problem:
        reason = Reason(id="text_of_feed", values={"source": told.link})
        documents = [d.model_copy(update={"warnings": (*d.warnings, reason)}) for d in documents]
    return Taken(item, tuple(documents))


def _part(item: Item, data: bytes, content_type: str | None, url: str) -> Part:
    told = item.item
    return Part(
        name=told.link,
        data=data,
        url=url,
        content_type=content_type,
        title=told.title,
        publisher=told.publisher,
        published=told.published,
    )


def _dated(document: Document, item: Item) -> Document:
    """The document, dated when it was first seen where nothing else tells."""
    if document.published is not None:
        return document
    when = item.item.updated or Instant(at=item.added.replace(microsecond=0), to="second")
    others = (w for w in document.warnings if w.id != "no_publication_date")
    seen = Reason(id="dated_when_seen", values={"source": item.item.link})
    update = {"published": when.at, "published_to": when.to, "warnings": (*others, seen)}
    return document.model_copy(update=update)


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
