"""What is to be sent: each alert once to each address, when it may be, several at once as one.

An alert comes into the outbox in the transaction that notes it as told, so it is neither lost nor
made twice. Sending is another matter: a program that is killed while it sends cannot know whether
it was heard. It sends again, and the message says so; webhooks get the same ``Idempotency-Key``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, or_, select, update

from recul.store import tables as t
from recul.watch.alerts import Alert
from recul.watch.book import FORGET
from recul.watchlist import Alerts

CHANGE = "change"
"""The kind of the row that keeps an alert for the feeds of changes."""
RETRIES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360))
_IN_HAND = timedelta(minutes=5)
"""How long a sending may take before it counts as cut off."""


class Parcel(NamedTuple):
    """What is sent to one address now."""

    target: str
    seqs: tuple[int, ...]
    alerts: tuple[Alert, ...]
    again: bool
    """Whether it was tried before and may have arrived."""

    @property
    def key(self) -> str:
        """The same for the same parcel."""
        return hashlib.sha256("\n".join(alert.key for alert in self.alerts).encode()).hexdigest()


def release(now: datetime, settings: Alerts) -> datetime:
    """When what is to be told now may be sent: at once, after the quiet hours, or as a digest."""
    zone = ZoneInfo(settings.zone)
    at = now
    if settings.digest is not None:
        at = _next(settings.digest, at, zone)
    if settings.quiet is not None:
        begin, end = map(time.fromisoformat, settings.quiet.split("-"))
        local = at.astimezone(zone).time()
        quiet = begin <= local < end if begin <= end else not end <= local < begin
        if quiet and begin != end:
            at = _next(end, at, zone)
    return at


def put(
    tx: Connection, alert: Alert, targets: Sequence[str], settings: Alerts, now: datetime
) -> bool:
    """An alert is to be sent to these addresses; False if it was put there before."""
    there = select(t.outbox.c.seq).where(t.outbox.c.key == alert.key)
    if tx.execute(there).first():
        return False
    row = {"claim": alert.claim, "body": alert.model_dump_json(), "added": now, "attempts": 0}
    kept = {**row, "key": alert.key, "kind": CHANGE, "state": "sent", "sent": now}
    tx.execute(insert(t.outbox).values(**kept))
    for target in dict.fromkeys(targets):
        name = name_of(target)
        tx.execute(
            insert(t.outbox).values(
                **row,
                key=f"{alert.key}:{name}",
                kind=name,
                state="waiting",
                not_before=release(now, settings),
            )
        )
    return True


def name_of(target: str) -> str:
    """What stands for an address in the database, where its secrets do not."""
    return hashlib.sha256(target.encode()).hexdigest()[:16]


def is_due(tx: Connection, now: datetime) -> bool:
    """Whether something is to be sent now. Of `read`."""
    due = or_(t.outbox.c.not_before <= now, t.outbox.c.not_before > now + FORGET)
    query = select(t.outbox.c.seq).where(t.outbox.c.state == "waiting", due).limit(1)
    return tx.execute(query).first() is not None


def take(tx: Connection, targets: Sequence[str], now: datetime) -> list[Parcel]:
    """What is to be sent now, a parcel for each address; it is in hand from now on."""
    parcels = []
    for target in targets:
        rows = tx.execute(
            select(t.outbox.c.seq, t.outbox.c.body, t.outbox.c.attempts)
            .where(
                t.outbox.c.kind == name_of(target),
                t.outbox.c.state == "waiting",
                or_(t.outbox.c.not_before <= now, t.outbox.c.not_before > now + FORGET),
            )
            .order_by(t.outbox.c.seq)
        ).all()
        if rows:
            seqs = tuple(seq for seq, _, _ in rows)
            tx.execute(
                update(t.outbox)
                .where(t.outbox.c.seq.in_(seqs))
                .values(attempts=t.outbox.c.attempts + 1, not_before=now + _IN_HAND)
            )
            alerts = tuple(Alert.model_validate_json(body) for _, body, _ in rows)
            parcels.append(Parcel(target, seqs, alerts, any(tried for _, _, tried in rows)))
    return parcels


def sent(tx: Connection, parcel: Parcel, now: datetime) -> None:
    """A parcel has been sent."""
    tx.execute(
        update(t.outbox).where(t.outbox.c.seq.in_(parcel.seqs)).values(state="sent", sent=now)
    )


def unsent(tx: Connection, parcel: Parcel, problem: str, now: datetime) -> None:
    """A parcel could not be sent: it is tried again later, or given up."""
    rows = tx.execute(
        select(t.outbox.c.seq, t.outbox.c.attempts).where(t.outbox.c.seq.in_(parcel.seqs))
    ).all()
    for seq, attempts in rows:
        given_up = attempts > len(RETRIES)
        later = None if given_up else now + RETRIES[attempts - 1]
        state = "failed" if given_up else "waiting"
        values = {"state": state, "error": problem, "not_before": later}
        tx.execute(update(t.outbox).where(t.outbox.c.seq == seq).values(**values))


def changes(tx: Connection, most: int = 100) -> list[Alert]:
    """The alerts there were, latest first. Of `read` or `write`."""
    rows = tx.execute(
        select(t.outbox.c.body)
        .where(t.outbox.c.kind == CHANGE)
        .order_by(t.outbox.c.seq.desc())
        .limit(most)
    )
    return [Alert.model_validate_json(body) for (body,) in rows]


def number(tx: Connection) -> int:
    """How many alerts there were. Of `read` or `write`."""
    query = select(func.count()).where(t.outbox.c.kind == CHANGE)
    return int(tx.execute(query).scalar_one())


def _next(at: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next time that clocks of a zone show a time of day."""
    local = now.astimezone(zone)
    for days in (0, 1, 2):
        day = local.date() + timedelta(days=days)
        found = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        if found >= now:
            return found
    raise AssertionError("a day has every time of day but one hour")
