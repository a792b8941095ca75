"""What the watch keeps in the database, so that it survives a crash and is shared by workers.

Each function is one step of a transaction (`tx`, of `Database.write` unless it says `read`); the
loop puts those together that must happen together. Nothing is taken away by a worker that stops:
what it had in hand is held in its name, and its name counts only while its lease is renewed. A
worker that was killed on this machine is seen to be dead at once, on another one when its lease
has run out. A lease that ends further ahead than one can is of a clock that was set back, and
counts for nothing.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from recul.model import Value
from recul.reading.feeds import FeedItem
from recul.store import tables as t
from recul.watch.polling import FeedState, is_due
from recul.watchlist import WatchedFeed

LEASE = timedelta(seconds=20)
"""How long a worker that is not heard of counts as alive, on another machine."""
LONGEST_SPACING = timedelta(seconds=90)
"""Between two requests to one host; what asks for more is of a clock that was set back."""
FORGET = timedelta(days=2)
"""What is to wait for longer than this waits by a clock that was wrong, and is due."""
RETRIES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360))
"""Waits before a page is tried again; after the last one it is given up, and told of."""
_EVER = datetime.min.replace(tzinfo=UTC)
_WORKER, _HOST, _TASK = "worker:", "host:", "task:"
_IN_A_ROW = 10
"""Items of one host that are taken at once."""


class Item(NamedTuple):
    """A piece of work in hand: an item of a feed whose text is to be read."""

    seq: int
    feed: str
    item: FeedItem
    attempts: int
    added: datetime
    """When it was first seen."""

    @property
    def host(self) -> str:
        """Whom it is asked of."""
        return host_of(self.item.link)


def host_of(url: str) -> str:
    """The host of an address, with its port: requests to one are spaced."""
    return urlsplit(url).netloc.lower()


# ------------------------------------------------------------------------------- workers


def new_owner() -> str:
    """A name for a worker: its machine, its process, and chance."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def renew(tx: Connection, owner: str, now: datetime) -> None:
    """A worker is alive; also drops the names of those that are not."""
    _hold(tx, _WORKER + owner, owner, now + LEASE)
    for other in _owners(tx) - alive(tx, now):
        tx.execute(delete(t.leases).where(t.leases.c.owner == other))


def leave(tx: Connection, owner: str) -> None:
    """A worker stops, and lets go of what it holds."""
    tx.execute(update(t.queue).where(t.queue.c.owner == owner).values(owner=None))
    tx.execute(delete(t.leases).where(t.leases.c.owner == owner))


def alive(tx: Connection, now: datetime) -> set[str]:
    """The workers that count as alive. Of `read` or `write`."""
    rows = tx.execute(
        select(t.leases.c.owner, t.leases.c.until).where(t.leases.c.name.startswith(_WORKER))
    )
    return {o for o, until in rows if now < until <= now + 2 * LEASE and not _is_dead_here(o)}


def take_task(tx: Connection, task: str, owner: str, now: datetime) -> bool:
    """Whether this worker is the one that does what only one may do at a time.

    It stays so until it leaves or is dead; asking again is free.
    """
    holder = tx.execute(
        select(t.leases.c.owner).where(t.leases.c.name == _TASK + task)
    ).scalar_one_or_none()
    if holder is not None and holder != owner and holder in alive(tx, now):
        return False
    _hold(tx, _TASK + task, owner, now + LEASE)
    return True


def _hold(tx: Connection, name: str, owner: str, until: datetime) -> None:
    values = {"owner": owner, "until": until}
    if not tx.execute(update(t.leases).where(t.leases.c.name == name).values(**values)).rowcount:
        tx.execute(insert(t.leases).values(name=name, term=1, **values))


def _owners(tx: Connection) -> set[str]:
    rows = tx.execute(select(t.leases.c.owner).where(~t.leases.c.name.startswith(_HOST)))
    return {owner for (owner,) in rows}


def _is_dead_here(owner: str) -> bool:
    """Whether a worker was of this machine and its process is gone."""
    machine, _, rest = owner.rpartition(":")[0].rpartition(":")
    if machine != socket.gethostname() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


# ----------------------------------------------------------------------------------- hosts


def busy_hosts(tx: Connection, now: datetime) -> set[str]:
    """The hosts that may not be asked now: one is being asked, or was a moment ago."""
    living = alive(tx, now)
    rows = tx.execute(
        select(t.leases.c.name, t.leases.c.owner, t.leases.c.until).where(
            t.leases.c.name.startswith(_HOST)
        )
    )
    soon = now + LONGEST_SPACING
    return {
        name.removeprefix(_HOST)
        for name, owner, until in rows
        if owner in living or (not owner and now < until <= soon)
    }


def hold_host(tx: Connection, host: str, owner: str, now: datetime) -> None:
    """A host is being asked by this worker, until it frees it or dies."""
    _hold(tx, _HOST + host, owner, now + timedelta(minutes=30))


def free_host(tx: Connection, host: str, until: datetime) -> None:
    """A host may be asked again from an instant on, by anybody."""
    _hold(tx, _HOST + host, "", until)


# ----------------------------------------------------------------------------------- feeds


def states(tx: Connection) -> dict[str, FeedState]:
    """What is known of each feed, by the address it is listed under. Of `read` or `write`."""
    rows = tx.execute(select(t.feeds.c.url, t.feeds.c.body))
    return {url: FeedState.model_validate_json(body) for url, body in rows}


def state_of(tx: Connection, url: str) -> FeedState:
    """What is known of one feed."""
    query = select(t.feeds.c.body).where(t.feeds.c.url == url)
    body = tx.execute(query).scalar_one_or_none()
    return FeedState.model_validate_json(body) if body else FeedState(url=url)


def keep_state(tx: Connection, url: str, state: FeedState, now: datetime) -> None:
    """What is known of a feed from now on."""
    values = {
        "etag": state.etag,
        "last_modified": state.modified,
        "last_poll": state.last_poll,
        "last_success": state.last_success,
        "last_item": state.last_item,
        "items": state.items,
        "failures": state.failures,
        "error": state.problem,
        "next_poll": state.next_poll,
        "body": state.model_dump_json(),
    }
    if not tx.execute(update(t.feeds).where(t.feeds.c.url == url).values(**values)).rowcount:
        tx.execute(insert(t.feeds).values(url=url, kind="feed", added=now, **values))


def due_feeds(
    tx: Connection, feeds: Iterable[WatchedFeed], now: datetime, busy: set[str], most: int
) -> list[tuple[str, FeedState]]:
    """The feeds to be polled now, longest due first, one of each host that is free.

    Beside those of the case, the sitemaps that an index among them named. Of `read` or `write`.
    """
    known = states(tx)
    listed = {feed.url for feed in feeds}
    found = [(url, known.get(url) or FeedState(url=url)) for url in listed]
    found += [(url, s) for url, s in known.items() if s.parent in listed and url not in listed]
    due = sorted(
        ((url, state) for url, state in found if is_due(state, now)),
        key=lambda pair: (pair[1].next_poll or pair[1].first_poll or _EVER, pair[0]),
    )
    taken: dict[str, tuple[str, FeedState]] = {}
    for url, state in due:
        host = host_of(state.url)
        if host not in busy and len(taken) < most:
            taken.setdefault(host, (url, state))
    return list(taken.values())


# ----------------------------------------------------------------------------------- queue


def enqueue(tx: Connection, feed: str, items: Iterable[FeedItem], now: datetime) -> int:
    """Queue the items that were never queued, whichever feed brought them.

    Returns:
        How many they are.
    """
    wanted = {item.key: item for item in items}
    keys = list(wanted)
    known: set[str] = set()
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        found = tx.execute(select(t.queue.c.key).where(t.queue.c.key.in_(some)))
        known |= {key for (key,) in found}
    rows = [
        {
            "key": key,
            "kind": "item",
            "feed": feed,
            "body": item.model_dump_json(exclude_none=True),
            "added": now,
            "state": "waiting",
            "attempts": 0,
        }
        for key, item in wanted.items()
        if key not in known
    ]
    if rows:
        tx.execute(insert(t.queue), rows)
    return len(rows)


def take(tx: Connection, owner: str, now: datetime, busy: set[str], most: int) -> list[list[Item]]:
    """Take work in hand: a few items of each host that is free.

    Args:
        tx: of `write`.
        owner: in whose name.
        now: the instant; what is to be tried again later is passed over.
        busy: hosts to be left alone.
        most: hosts.

    Returns:
        The items by host, in the order in which they were queued.
    """
    rank = func.row_number().over(partition_by=t.queue.c.feed, order_by=t.queue.c.seq)
    waiting = select(t.queue, rank.label(name="rank")).where(*_is_free(tx, now)).subquery()
    columns = waiting.c
    rows = tx.execute(
        select(columns.seq, columns.feed, columns.body, columns.attempts, columns.added)
        .where(columns.rank <= _IN_A_ROW)
        .order_by(columns.rank, columns.seq)
        .limit(_IN_A_ROW * most * 10)
    )
    work: dict[str, list[Item]] = {}
    for seq, feed, body, attempts, added in rows:
        item = Item(seq, feed, FeedItem.model_validate_json(body), attempts, added)
        if item.host in busy or (item.host not in work and len(work) >= most):
            continue
        if len(work.setdefault(item.host, [])) < _IN_A_ROW:
            work[item.host].append(item)
    taken = [item.seq for items in work.values() for item in items]
    if taken:
        tx.execute(update(t.queue).where(t.queue.c.seq.in_(taken)).values(owner=owner))
    for host in work:
        hold_host(tx, host, owner, now)
    return [sorted(items) for items in work.values()]


def due_items(tx: Connection, now: datetime) -> bool:
    """Whether an item is to be read now that nobody has in hand. Of `read` or `write`."""
    return tx.execute(select(t.queue.c.seq).where(*_is_free(tx, now)).limit(1)).first() is not None


def _is_free(tx: Connection, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """An item is waiting, its time has come, and no living worker has it in hand."""
    queue = t.queue.c
    return (
        queue.state == "waiting",
        or_(queue.owner.is_(None), queue.owner.not_in(sorted(alive(tx, now)))),
        or_(queue.not_before.is_(None), queue.not_before <= now, queue.not_before > now + FORGET),
    )


def still_held(tx: Connection, items: Sequence[Item], owner: str) -> set[int]:
    """Which items are still this worker's: not those that another one has taken for dead's."""
    rows = tx.execute(
        select(t.queue.c.seq).where(
            t.queue.c.seq.in_([item.seq for item in items]),
            t.queue.c.owner == owner,
            t.queue.c.state == "waiting",
        )
    )
    return {seq for (seq,) in rows}


def done(tx: Connection, seqs: Iterable[int], now: datetime) -> None:
    """Items have been read."""
    tx.execute(
        update(t.queue)
        .where(t.queue.c.seq.in_(list(seqs)))
        .values(state="done", done=now, owner=None, error=None)
    )


def failed(tx: Connection, item: Item, problem: str, now: datetime, *, for_good: bool) -> None:
    """An item could not be read: it is tried again later, or given up."""
    given_up = for_good or item.attempts >= len(RETRIES)
    values = {
        "state": "failed" if given_up else "waiting",
        "attempts": item.attempts + 1,
        "error": problem,
        "owner": None,
        "not_before": None if given_up else now + RETRIES[item.attempts],
        "done": now if given_up else None,
    }
    tx.execute(update(t.queue).where(t.queue.c.seq == item.seq).values(**values))


def release(tx: Connection, items: Iterable[Item]) -> None:
    """Items are let go of, as if they had not been taken."""
    seqs = [item.seq for item in items]
    tx.execute(update(t.queue).where(t.queue.c.seq.in_(seqs)).values(owner=None))


def counts(tx: Connection) -> Mapping[str, int]:
    """How many items are ``waiting``, ``done`` and ``failed``. Of `read` or `write`."""
    rows = tx.execute(select(t.queue.c.state, func.count()).group_by(t.queue.c.state))
    return {"waiting": 0, "done": 0, "failed": 0, **{str(state): int(n) for state, n in rows}}


# ------------------------------------------------------------------------------ what was told


def told(tx: Connection, subject: str) -> str | None:
    """What was told of a claim, or of the feeds, as JSON. Of `read` or `write`."""
    found: str | None = tx.execute(
        select(t.indicators.c.body).where(
            t.indicators.c.claim == subject, t.indicators.c.id == "told"
        )
    ).scalar_one_or_none()
    return found


def keep_told(tx: Connection, subject: str, value: Value, now: datetime) -> None:
    """What has now been told of a claim, or of the feeds."""
    table = t.indicators
    here = (table.c.claim == subject, table.c.id == "told")
    values = {"state": "told", "since": now, "body": value.model_dump_json()}
    if not tx.execute(update(table).where(*here).values(**values)).rowcount:
        tx.execute(insert(table).values(claim=subject, id="told", **values))
