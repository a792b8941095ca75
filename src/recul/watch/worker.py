"""The loop: poll → read → extract → weigh → assess → tell.

One `Worker` is one program. Its threads ask servers; everything else it does in one place, one
step after the other, and each step ends in one transaction, so that a program that is killed at
any point has done each thing wholly or not at all:

- a feed was polled: its state and the items it brought;
- an item was read: its documents, and that it is done;
- the case was assessed: what changed, what was told of it, and what is to be sent.

Two workers share the polling and reading; one of them assesses. The clock, the chance in delays,
the clients and the sender are given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import NamedTuple

from sqlalchemy import Connection

from recul.case import Case
from recul.fetch import Client
from recul.model import Extraction, InputError
from recul.reading.feeds import Feed, FeedItem
from recul.reporting.words import Words, words
from recul.store import Folder, captures, custody, documents, extractions
from recul.watch import book, outbox
from recul.watch.crew import Crew
from recul.watch.health import FeedHealth, Health, health_of
from recul.watch.intake import Taken, from_feed, take_in
from recul.watch.jobs import Clients, Clock, Page, Polled, Visited, poll, visit
from recul.watch.judging import extracted
from recul.watch.polling import FeedState, after, next_request
from recul.watch.sending import NotSent, Sender, pack
from recul.watch.telling import Teller
from recul.watchlist import WatchedFeed

BATCH = 25
"""Pages that are read, at most, before what came of them is kept."""
MOST_CHILDREN = 100
"""Sitemaps of an index that are polled: those changed last."""
CHILD_EVERY = timedelta(minutes=15)
"""Between two polls of a sitemap that an index named, at the least."""
_PATIENCE = 0.25
"""Seconds that a step waits for what the threads do."""
_IDLE = 0.5
"""Seconds between two looks at whether there is something to do."""
_TELL = timedelta(seconds=1)
"""Between two lines on how it goes."""
_FAREWELL = 10
"""Seconds that a worker which is to stop waits for pages on their way."""
_RENEW = book.LEASE / 4


class Status(NamedTuple):
    """How a watch goes."""

    at: datetime
    feeds: int
    well: int
    waiting: int
    documents: int
    alerts: int
    trouble: str | None = None
    """What the database could not do last; it is tried again."""


def line(status: Status, said: Words) -> str:
    """How a watch goes, on one line."""
    told = said.label(
        "watch_line",
        at=f"{status.at.astimezone(UTC):%H:%M:%S}",
        well=status.well,
        feeds=status.feeds,
        waiting=status.waiting,
        documents=status.documents,
        alerts=status.alerts,
    )
    return f"{told} · {status.trouble}" if status.trouble else told


class Sent(NamedTuple):
    """What became of sending a parcel."""

    parcel: outbox.Parcel
    problem: str | None


class Worker:
    """One program that watches a case.

    Args:
        folder: of the case.
        clock: gives the instant, with a zone.
        client: makes a client for a thread.
        send: sends a message to an address.
        jitter: gives random numbers in [0, 1).
        threads: requests under way at once.
    """

    def __init__(
        self,
        folder: Folder,
        *,
        clock: Clock,
        client: Callable[[], Client],
        send: Sender,
        jitter: Callable[[], float],
        threads: int = 8,
    ) -> None:
        self.folder = folder
        self.case = folder.reviewed()
        self.owner = book.new_owner()
        self._clock = clock
        self._clients = Clients(client)
        self._send = send
        self._jitter = jitter
        self._crew = Crew(threads)
        self._teller = Teller(folder, self.owner)
        self._read: list[Taken | Polled | Visited | Sent] = []
        """What came and is not kept yet."""
        self._pages: list[Page] = []
        """What came and is not read yet."""
        self._extracted: dict[str, Extraction] = {}
        """What was found in the documents that are not kept yet."""
        self._renewed: datetime | None = None
        self._stopping = Event()
        self._documents = 0
        self._trouble: str | None = None

    # ------------------------------------------------------------------------------ running

    def run(self, stop: Event, tell: Callable[[Status], None], *, once: bool = False) -> Status:
        """Watch until `stop` is set; finishes the item in hand.

        Args:
            stop: set by a signal.
            tell: is told how it goes after each step in which something happened.
            once: stop when no feed is to be polled and nothing to be read now.

        Returns:
            How it went.

        Raises:
            InputError: `case.toml` cannot be read any more.
        """
        try:
            last = told = None
            while not stop.is_set():
                busy = self.step()
                now = self._clock()
                if told is None or not timedelta() <= now - told < _TELL:
                    status = self.status()
                    if status[1:] != last:
                        tell(status)
                    last, told = status[1:], now
                if once and not busy and self._is_finished():
                    break
                if not busy:
                    stop.wait(_IDLE)
        finally:
            self._stop()
        return self.status()

    def step(self) -> bool:
        """Do what is to be done now; True if something was done, or is under way."""
        now = self._clock()
        try:
            self._renew(now)
            took = self._take(now) if len(self._pages) + len(self._read) < 4 * BATCH else 0
            self._gather(_PATIENCE)
            kept = self._keep()
            told = self._teller.step(
                self.case,
                self._clock(),
                quiet=not self._pages and not self._crew.busy,
                settled=self._is_finished,
                health=self.health,
            )
            self._post(self._clock())
            self._trouble = None
        except InputError as error:
            # Nothing is lost: what came is still in hand, and is kept when the database can again.
            self._trouble = str(error)
            self._stopping.wait(_PATIENCE)
            return True
        return bool(took or kept or told or self._crew.busy or self._pages)

    def _is_finished(self) -> bool:
        with self.folder.database.read() as tx:
            now, feeds = self._clock(), self.case.watch.feeds
            return not book.due_feeds(tx, feeds, now, set(), 1) and not book.due_items(tx, now)

    def _stop(self) -> None:
        """Finish what is on its way, and let go of the rest."""
        self._stopping.set()
        self._crew.dismiss()
        end = self._clock() + timedelta(seconds=_FAREWELL)
        try:
            while self._crew.busy and self._clock() < end:
                self._gather(_PATIENCE)
            while self._pages or self._read:
                self._keep()
            with self.folder.database.write() as tx:
                book.leave(tx, self.owner)
        except InputError as error:
            self._trouble = str(error)
        self._clients.close()

    # ------------------------------------------------------------------------------- taking

    def _renew(self, now: datetime) -> None:
        if self._renewed is not None and timedelta() <= now - self._renewed < _RENEW:
            return
        self.case = self.folder.reviewed()
        with self.folder.database.write() as tx:
            book.renew(tx, self.owner, now)
        self._renewed = now

    def _take(self, now: datetime) -> int:
        """Take in hand as much as there are threads for."""
        free = self._crew.free
        if free <= 0:
            return 0
        with self.folder.database.read() as tx:  # most often there is nothing to do
            busy = book.busy_hosts(tx, now)
            if not (
                book.due_feeds(tx, self.case.watch.feeds, now, busy, 1) or book.due_items(tx, now)
            ):
                return 0
        with self.folder.database.write() as tx:
            busy = book.busy_hosts(tx, now)
            feeds = book.due_feeds(tx, self.case.watch.feeds, now, busy, free)
            for _, state in feeds:
                book.hold_host(tx, book.host_of(state.url), self.owner, now)
                busy.add(book.host_of(state.url))
            work = book.take(tx, self.owner, now, busy, free - len(feeds))
        for url, state in feeds:
            self._crew.give(partial(poll, self._clients, url, state, self._clock))
        for items in work:
            self._fetch(items)
        return len(feeds) + len(work)

    def _fetch(self, items: list[book.Item]) -> None:
        """Have pages fetched; what needs none is read as it is."""
        in_feed = {feed.url for feed in self.case.watch.feeds if feed.text == "feed"}
        here = [item for item in items if item.feed in in_feed]
        self._read += [from_feed(item, self._clock()) for item in here]
        there = [item for item in items if item.feed not in in_feed]
        host = items[0].host
        spacing = self.case.watch.host_seconds
        job = partial(visit, self._clients, host, there, spacing, self._stopping.is_set)
        self._crew.give(job)

    # ------------------------------------------------------------------------------ keeping

    def _gather(self, patience: float) -> None:
        """Take what the threads have done."""
        for result in self._crew.results(0 if self._pages or self._read else patience):
            if isinstance(result, Visited):
                self._pages += result.pages
                self._read.append(result)
            elif isinstance(result, Polled | Sent):
                self._read.append(result)

    def _keep(self) -> int:
        """Read some of the pages that came, and keep what came of them, all in one transaction."""
        pages, rest = self._pages[:BATCH], self._pages[BATCH:]
        self._read += [take_in(page, self._clock()) for page in pages]
        self._pages = rest
        if not self._read:
            return 0
        for result in self._read:
            if isinstance(result, Taken):
                for document in result.documents:
                    if document.id not in self._extracted:
                        self._extracted[document.id] = extracted(document, self.case)
        with self.folder.database.write() as tx:
            now = self._clock()
            taken = [result for result in self._read if isinstance(result, Taken)]
            added = self._keep_taken(tx, taken, now)
            for result in self._read:
                if isinstance(result, Polled):
                    self._keep_polled(tx, result, now)
                elif isinstance(result, Visited):
                    spacing = self.case.watch.host_seconds
                    until = next_request(now, spacing, result.crawl_delay)
                    book.free_host(tx, result.host, until or now)
                elif isinstance(result, Sent) and result.problem:
                    outbox.unsent(tx, result.parcel, result.problem, now)
                elif isinstance(result, Sent):
                    outbox.sent(tx, result.parcel, now)
        kept = len(self._read)
        self._read, self._extracted = [], {}
        self._documents += added
        return kept

    def _keep_taken(self, tx: Connection, results: list[Taken], now: datetime) -> int:
        """Keep the documents of items that are still in this worker's hand."""
        held = book.still_held(tx, [result.item for result in results], self.owner)
        results = [result for result in results if result.item.seq in held]
        added = documents.add(tx, [d for result in results for d in result.documents], now)
        self._keep_extracted(tx, [d.id for d in added.documents])
        for result in results:
            self._capture(tx, result, now)
        book.done(tx, [r.item.seq for r in results if not r.problem], now)
        for result in results:
            if result.problem:
                book.failed(tx, result.item, result.problem, now, for_good=result.for_good)
        return len(added.documents)

    def _keep_extracted(self, tx: Connection, ids: list[str]) -> None:
        """Keep what was found in documents that are new; of other versions it is found later."""
        reader = extractions.reader(self.case)
        found = {}
        for row in documents.current(tx, ids):
            held = self._extracted.get(row.document.id)
            if held and held.document == row.document:
                found[row.seq] = held
        extractions.keep(tx, found, reader)

    def _capture(self, tx: Connection, result: Taken, now: datetime) -> None:
        """Keep what went over the wire for an item, and log what was made of it."""
        by = custody.collector()
        if result.fetched is not None and result.fetched.exchanges:
            exchanges = result.fetched.exchanges
            path = self.folder.path
            captures.keep(tx, path, exchanges, result.documents, now=now, by=by)
        elif result.documents:
            captures.keep_texts(tx, result.item.feed, result.documents, now=now, by=by)

    def _keep_polled(self, tx: Connection, result: Polled, now: datetime) -> None:
        """Keep the items of a feed, and when it is polled next."""
        state = book.state_of(tx, result.url)
        listed = self._listed(state.parent or result.url)
        items = _recent(result.feed.items if result.feed else (), listed, now)
        new = book.enqueue(tx, state.parent or result.url, items, now)
        every = timedelta(minutes=listed.every_minutes or self.case.watch.every_minutes)
        if state.parent:
            every = max(every, CHILD_EVERY)
            if new:  # what its sitemaps bring, an index brings
                index = book.state_of(tx, state.parent)
                index = index.model_copy(update={"last_new": now, "items": index.items + new})
                book.keep_state(tx, state.parent, index, now)
        if new and result.exchanges:
            path, by = self.folder.path, custody.collector()
            captures.keep(tx, path, result.exchanges, (), now=now, by=by)
        answer = result.answer.model_copy(update={"new": new})
        book.keep_state(tx, result.url, after(state, answer, every, self._jitter()), now)
        for child in _children(result.feed):
            if not book.state_of(tx, child).last_poll:
                book.keep_state(tx, child, FeedState(url=child, parent=result.url), now)
        spacing = self.case.watch.host_seconds
        until = next_request(now, spacing, result.crawl_delay)
        book.free_host(tx, book.host_of(result.state.url), until or now)

    def _listed(self, url: str) -> WatchedFeed:
        """A feed as the case lists it, if it still does."""
        found = (feed for feed in self.case.watch.feeds if feed.url == url)
        return next(found, WatchedFeed(url=url))

    # ------------------------------------------------------------------------------ telling

    def health(self, tx: Connection, now: datetime) -> list[FeedHealth]:
        """How the feeds of the case are."""
        known = book.states(tx)
        return [
            health_of(feed, known.get(feed.url) or FeedState(url=feed.url), now)
            for feed in self.case.watch.feeds
        ]

    def _post(self, now: datetime) -> None:
        """Have sent what is to be sent now."""
        settings = self.case.watch.alerts
        with self.folder.database.read() as tx:
            if not settings.to or not outbox.is_due(tx, now):
                return
        with self.folder.database.write() as tx:
            parcels = outbox.take(tx, settings.targets(), now)
        for parcel in parcels:
            self._crew.give(partial(_sent, self._send, parcel, self.case))

    def status(self) -> Status:
        """How it goes."""
        now = self._clock()
        trouble = self._trouble
        feeds: list[FeedHealth] = []
        waiting = alerts = 0
        try:
            with self.folder.database.read() as tx:
                feeds = self.health(tx, now)
                waiting = book.counts(tx)["waiting"]
                alerts = outbox.number(tx)
        except InputError as error:
            trouble = str(error)
        well = sum(feed.health is Health.WELL for feed in feeds)
        return Status(now, len(feeds), well, waiting, self._documents, alerts, trouble)


def _sent(send: Sender, parcel: outbox.Parcel, case: Case) -> Sent:
    try:
        send(parcel.target, pack(parcel, case, words(case.watch.alerts.language)), parcel.key)
    except NotSent as error:
        return Sent(parcel, str(error))
    except Exception as error:
        return Sent(parcel, type(error).__name__)
    return Sent(parcel, None)


def _recent(items: Iterable[FeedItem], feed: WatchedFeed, now: datetime) -> list[FeedItem]:
    """The items that are not older than a feed is read back; an item without a date is kept."""
    oldest = now - timedelta(days=feed.back_days)
    dated = ((item, item.published or item.updated) for item in items)
    return [item for item, instant in dated if instant is None or instant.at >= oldest]


def _children(feed: Feed | None) -> tuple[str, ...]:
    return feed.children[:MOST_CHILDREN] if feed else ()
