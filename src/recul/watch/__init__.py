"""The loop that keeps watch over a case: poll → read → extract → weigh → assess → tell."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial

from recul.case import Case
from recul.fetch import ROBOT, VERSION, Client, Limits, Resolver, Robots, system_resolver, within
from recul.model import InputError, Reason
from recul.reading.feeds import MAX_FEED_BYTES
from recul.store import Folder
from recul.watch.book import states
from recul.watch.health import FeedHealth, coverage, health_of
from recul.watch.jobs import Clock
from recul.watch.polling import FeedState
from recul.watch.sending import NotSent, Sender, by_apprise, check_targets
from recul.watch.worker import Status, Worker, line

__all__ = ["LIMITS", "NotSent", "Status", "Worker", "covered", "health", "line", "start"]

LIMITS = Limits(total=30, size=MAX_FEED_BYTES)
"""What a server may cost a watch: a thread for half a minute."""


def start(
    folder: Folder,
    *,
    clock: Clock,
    resolver: Resolver = system_resolver,
    send: Sender = by_apprise,
    jitter: Callable[[], float] = random.random,
    limits: Limits = LIMITS,
    threads: int = 8,
) -> Worker:
    """A worker for a case whose `[watch]` can be used.

    Raises:
        InputError: the case lists no feed, or an address that alerts cannot be sent to.
    """
    case = folder.case()
    if not case.watch.feeds:
        raise InputError(
            str(folder.path), "the case lists no feed", "Add [[watch.feeds]] to its case.toml"
        )
    if send is by_apprise:
        check_targets(case.watch.alerts.targets())
    client = partial(_client, case, resolver, limits, {})
    return Worker(folder, clock=clock, client=client, send=send, jitter=jitter, threads=threads)


def health(folder: Folder, now: datetime) -> list[FeedHealth]:
    """How the feeds of a case are.

    Raises:
        InputError: the case or its database cannot be read.
    """
    feeds = folder.case().watch.feeds
    with folder.database.read() as tx:
        known = states(tx)
    return [health_of(feed, known.get(feed.url) or FeedState(url=feed.url), now) for feed in feeds]


def covered(folder: Folder, now: datetime) -> tuple[Reason, ...]:
    """What an assessment made now has to say of the feeds it rests on."""
    return coverage(health(folder, now))


def _client(case: Case, resolver: Resolver, limits: Limits, robots: Robots) -> Client:
    contact = f"; {case.watch.contact}" if case.watch.contact else ""
    return Client(
        limits=limits,
        resolver=resolver,
        permitted=within(case.watch.networks),
        robots=robots,
        agent=f"{ROBOT}/{VERSION} (watches feeds and reads the pages they name{contact})",
    )
