"""What the threads of a watch do: ask servers, and say what came. No database here.

A job never raises for what a server does: that is a result. What a page or a feed holds is read
by the loop, in one place, so that a text that takes long to read holds up nobody's connection.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from typing import NamedTuple

from recul.fetch import PAGE_TYPES, Client, Exchange, Fetched, FetchError, check_status
from recul.reading.feeds import Feed, read_feed
from recul.watch.book import Item
from recul.watch.polling import Answer, FeedState, conditions

Clock = Callable[[], datetime]
FOR_GOOD = frozenset({"not_an_address", "not_public", "redirects", "robots", "type", "too_large"})
"""Reasons for not fetching a page that trying again later would not change."""
_GONE = frozenset({400, 401, 403, 404, 405, 406, 410, 451})


class Polled(NamedTuple):
    """What became of polling a feed."""

    url: str
    """As the case lists it."""
    state: FeedState
    """Before."""
    answer: Answer
    feed: Feed | None
    crawl_delay: float | None
    exchanges: tuple[Exchange, ...] = ()


class Page(NamedTuple):
    """What became of fetching the page of an item; `problem` where nothing came."""

    item: Item
    fetched: Fetched | None
    problem: str | None = None
    for_good: bool = False


class Visited(NamedTuple):
    """What became of fetching the pages of one host."""

    host: str
    pages: list[Page]
    crawl_delay: float | None


class Clients:
    """The clients of the threads: each has one to itself while it works."""

    def __init__(self, make: Callable[[], Client]) -> None:
        self._make = make
        self._idle: SimpleQueue[Client] = SimpleQueue()

    def take(self) -> Client:
        """An idle client, or a new one."""
        return self._make() if self._idle.empty() else self._idle.get()

    def give(self, client: Client) -> None:
        """A client is idle."""
        self._idle.put(client)

    def close(self) -> None:
        """Close the idle clients."""
        while not self._idle.empty():
            self._idle.get().close()


def poll(clients: Clients, url: str, state: FeedState, clock: Clock) -> Polled:
    """Ask a feed for what is new."""
    client = clients.take()
    try:
        answer, feed, exchanges = _ask(client, state, clock)
        return Polled(url, state, answer, feed, client.crawl_delay(state.url), exchanges)
    finally:
        clients.give(client)


def _ask(
    client: Client, state: FeedState, clock: Clock
) -> tuple[Answer, Feed | None, tuple[Exchange, ...]]:
    try:
        fetched = client.get(state.url, headers=conditions(state))
    except FetchError as error:
        return Answer(at=clock(), result="failed", problem=error.kind), None, ()
    except Exception:
        return Answer(at=clock(), result="failed", problem="damaged"), None, ()
    heard = {"at": clock(), "status": fetched.status, "headers": dict(fetched.headers)}
    if fetched.status == 304:
        return Answer(result="unchanged", moved_to=fetched.moved_for_good, **heard), None, ()
    if fetched.status != 200:
        return Answer(result="failed", problem="status", **heard), None, ()
    try:
        feed = read_feed(
            fetched.content, fetched.url, content_type=fetched.content_type, now=clock()
        )
    except Exception:
        return Answer(result="failed", problem="not_a_feed", **heard), None, ()
    dated = [item.published or item.updated for item in feed.items]
    latest = max((instant.at for instant in dated if instant), default=None)
    return (
        Answer(result="items", latest=latest, moved_to=fetched.moved_for_good, **heard),
        feed,
        fetched.exchanges,
    )


def visit(
    clients: Clients, host: str, items: Sequence[Item], spacing: float, stopping: Callable[[], bool]
) -> Visited:
    """Fetch the pages of some items of one host, one after the other.

    Those that are left when the watch stops are not fetched, and not in the result.
    """
    client = clients.take()
    pages: list[Page] = []
    try:
        for number, item in enumerate(items):
            if stopping():
                break
            if number:
                time.sleep(max(spacing, min(client.crawl_delay(item.item.link) or 0, 60)))
            pages.append(_page(client, item))
        delay = client.crawl_delay(items[0].item.link) if pages else None
        return Visited(host, pages, delay)
    finally:
        clients.give(client)


def _page(client: Client, item: Item) -> Page:
    try:
        fetched = client.get(item.item.link, types=PAGE_TYPES)
        check_status(fetched, item.item.link)
    except FetchError as error:
        gone = error.kind in FOR_GOOD
        if error.kind == "status":
            gone = fetched.status in _GONE
        return Page(item, None, error.kind, gone)
    except Exception as error:
        return Page(item, None, f"fault: {type(error).__name__}")
    return Page(item, fetched)
