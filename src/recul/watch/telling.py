"""Assessing a case as it grows, and telling what has changed."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import AwareDatetime
from sqlalchemy import Connection

from recul.case import Case
from recul.model import Assessment, InputError, Value
from recul.reporting.words import words
from recul.store import Folder, documents
from recul.store import assessments as kept
from recul.watch import book, changes, outbox
from recul.watch.alerts import Alert, FeedsTold, Told, baseline, judge, judge_feeds
from recul.watch.health import FeedHealth, coverage
from recul.watch.judging import Judge

EVERY = timedelta(hours=1)
"""Between two assessments where nothing came: time alone passes deadlines and tells."""
PATIENCE = timedelta(seconds=15)
"""How long documents wait for an assessment while more are coming in."""
SHARE = 4
"""Between two assessments, so many times as long as the last one took: reading goes on."""
RETRY = timedelta(seconds=5)
"""Between two attempts to become the worker that assesses."""
LONGEST_START = timedelta(hours=1)
"""How long what the feeds held at first may take to be read."""
_TASK = "assess"
_CASE, _FEEDS = "case", "feeds"
_WRONG_CLOCK = timedelta(days=1)

HealthOf = Callable[[Connection, datetime], Sequence[FeedHealth]]


class Begun(Value):
    """How far a watch has come.

    Attributes:
        as_of: as of when the case was assessed last.
        since: when it was first assessed.
        settled: whether what the feeds held at first has been read. Until then nothing is told:
            each part of it would seem a change.
    """

    as_of: AwareDatetime
    since: AwareDatetime
    settled: bool = False


class Teller:
    """Assesses a case, and puts what is to be told into the outbox.

    Args:
        folder: of the case.
        owner: the worker's name: of several, one assesses.
    """

    def __init__(self, folder: Folder, owner: str) -> None:
        self._folder = folder
        self._owner = owner
        self._judge: Judge | None = None
        self._last: datetime | None = None
        self._tried: datetime | None = None
        self._settled = False
        self._cost = timedelta()
        """What the last assessment took."""

    def step(
        self,
        case: Case,
        now: datetime,
        *,
        quiet: bool,
        settled: Callable[[], bool],
        health: HealthOf,
    ) -> bool:
        """Assess if it is time; True if it was done.

        Args:
            case: as it stands now; where it changed, everything is read anew.
            now: the instant.
            quiet: whether nothing more is coming in just now.
            settled: whether each feed was polled and all that it brought was read.
            health: gives how the feeds are.
        """
        if self._judge is None or self._judge.case != case:
            self._judge, self._last = Judge(case), None
        begun = quiet and not self._settled and settled()
        if not begun and not self._is_time(now, quiet):
            return False
        if not self._is_ours(now):
            return False
        began = time.monotonic()
        self._judge.catch_up(self._folder)
        with self._folder.database.read() as tx:
            noted = book.told(tx, _CASE)
        state = Begun.model_validate_json(noted) if noted else Begun(as_of=now, since=now)
        as_of = _as_of(state.as_of, now)
        assessments = self._judge.assess(as_of)
        self._cost = timedelta(seconds=time.monotonic() - began)
        with self._folder.database.write() as tx:
            if not book.take_task(tx, _TASK, self._owner, now):
                return False
            for assessment in assessments:
                kept.keep(tx, assessment, now)
            feeds = health(tx, now)
            alerts = [
                *_tell(tx, assessments, case, as_of, first=not state.settled),
                *_tell_feeds(tx, feeds, case, now),
            ]
            self._settled = state.settled or begun or now - state.since > LONGEST_START
            state = Begun(as_of=as_of, since=state.since, settled=self._settled)
            book.keep_told(tx, _CASE, state, now)
            targets = case.watch.alerts.targets()
            for alert in alerts:
                alert = alert.model_copy(update={"coverage": coverage(feeds)})
                outbox.put(tx, alert, targets, case.watch.alerts, now)
            latest = outbox.changes(tx) if alerts or self._last is None else None
        if latest is not None:
            _publish(self._folder.path, case, latest)
        self._last = now
        return True

    def _is_time(self, now: datetime, quiet: bool) -> bool:
        if self._last is None or not timedelta() <= now - self._last < EVERY:
            return True
        wait = SHARE * self._cost if quiet else max(PATIENCE, SHARE * self._cost)
        if not self._settled or now - self._last < wait:
            return False
        assert self._judge is not None
        with self._folder.database.read() as tx:
            return documents.last(tx) > self._judge.seq

    def _is_ours(self, now: datetime) -> bool:
        if self._tried is not None and timedelta() <= now - self._tried < RETRY:
            return False
        with self._folder.database.write() as tx:
            ours = book.take_task(tx, _TASK, self._owner, now)
        self._tried = None if ours else now
        return ours


def _as_of(last: datetime, now: datetime) -> datetime:
    """The instant to assess at: never before the last one, unless its clock was far ahead.

    A clock set back by an hour would otherwise unsay what came in that hour, and tell of it.
    """
    return last if now < last <= now + _WRONG_CLOCK else now


def _tell(
    tx: Connection, assessments: Sequence[Assessment], case: Case, as_of: datetime, *, first: bool
) -> list[Alert]:
    """Note what is told of the claims; the alerts to be sent.

    Args:
        tx: of `Database.write`.
        assessments: one for each claim.
        case: its settings.
        as_of: the instant they are of.
        first: whether the watch has just begun: how things then stand is no change.
    """
    settings = case.watch.alerts
    alerts = []
    for assessment in assessments:
        subject = f"claim:{assessment.claim.id}"
        noted = book.told(tx, subject)
        before = Told.model_validate_json(noted) if noted else None
        now, alert = baseline(assessment, settings), None
        if not first:
            now, alert = judge(before, assessment, settings)
        if now != before:
            book.keep_told(tx, subject, now, as_of)
        if alert:
            alerts.append(alert)
    return alerts


def _tell_feeds(
    tx: Connection, health: Sequence[FeedHealth], case: Case, now: datetime
) -> list[Alert]:
    """Note what is told of the feeds; the alert to be sent, if there is one."""
    noted = book.told(tx, _FEEDS)
    before = FeedsTold.model_validate_json(noted) if noted else FeedsTold()
    after, alert = judge_feeds(before, health, now, case.watch.alerts)
    if after != before:
        book.keep_told(tx, _FEEDS, after, now)
    return [alert] if alert else []


def _publish(folder: Path, case: Case, alerts: Sequence[Alert]) -> None:
    """Write the feeds of changes into the case folder, each whole or not at all."""
    said = words(case.watch.alerts.language)
    _write(folder / changes.ATOM_FILE, changes.atom(case, alerts, said))
    _write(folder / changes.JSON_FILE, changes.json_feed(case, alerts, said))


def _write(file: Path, text: str) -> None:
    try:
        descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                out.write(text)
            Path(draft).chmod(0o644)
            Path(draft).replace(file)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            str(file), f"cannot be written: {error.strerror}", "Free some space, or mend its rights"
        ) from None
