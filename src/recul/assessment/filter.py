"""The engine: one pass over days and evidence, for several replicas at once.

Each day belief moves between modes and the level drifts; then the reports of the day are taken in,
in order of publication. Reports of one instant are read one after the other, but share the votes
of their day in proportion, so that their order does not decide who is heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

import numpy as np

from recul.assessment.events import EventBook, Voice
from recul.assessment.level import LevelBank
from recul.assessment.modes import (
    CARRIED_OUT,
    NOT_YET,
    Array,
    log_odds,
    pace,
    resolved,
    transition,
)
from recul.assessment.stream import Item, Stream
from recul.assessment.tables import Tables
from recul.model import Claim

PERIODS = {"1w": 7, "4w": 28, "12w": 84}
_NORMAL_90 = 1.6449


@dataclass(slots=True)
class Track:
    """The level day by day in the first replica: mean and sd per mode, and the weights."""

    days: list[date] = field(default_factory=list)
    mean: list[Array] = field(default_factory=list)
    sd: list[Array] = field(default_factory=list)
    weights: list[Array] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """What a pass leaves behind. Arrays have a row per replica.

    Attributes:
        p: P(hypothesis), (R, 5).
        weights: P(mode), (R, 6).
        contributions: change of the log-odds of *carried out* by each item, first replica.
        passage: change of the same by each day that passed.
        outside: for each count but the first, whether it fell outside its predicted 90 % band.
        changes: mean and sd (R, M) of the change of log level since the claim, 1w, 4w, 12w.
        gained: what each weighed item added to the log-likelihood of each mode, first replica.
        motion: mean (M, 2) and covariance (M, 2, 2) of level and drift in the first replica.
        track: the level day by day.
    """

    p: Array
    weights: Array
    contributions: list[float]
    passage: list[tuple[date, float]]
    outside: list[bool]
    changes: dict[str, tuple[Array, Array]]
    gained: dict[int, Array]
    motion: tuple[Array, Array]
    track: Track


def run(
    stream: Stream,
    claim: Claim,
    until: date,
    prior: Array,
    tables: Tables,
    left_out: Array | None = None,
) -> Run:
    """Filter the stream up to the end of the day `until`.

    Args:
        stream: the evidence, ready.
        claim: the claim to be judged.
        until: the day of the as-of instant.
        prior: over the five hypotheses, one row per replica, (R, 5).
        tables: the numbers of the engine.
        left_out: (R, items), 1 where a replica does without an item, else 0; None for nowhere.
    """
    return _Pass(stream, claim, until, prior, tables, left_out).run()


class _Pass:
    def __init__(
        self,
        stream: Stream,
        claim: Claim,
        until: date,
        prior: Array,
        tables: Tables,
        left_out: Array | None,
    ) -> None:
        self.stream, self.claim, self.until = stream, claim, until
        self.prior, self.tables = prior, tables
        self.replicas = len(prior)
        self.heard = None if left_out is None else 1.0 - left_out
        self.everyone = np.ones(self.replicas)
        self.bank = LevelBank(self.replicas, stream.offsets, tables)
        self.book = EventBook(self.replicas, tables)
        self.weights = np.zeros((self.replicas, 6))
        self.weights[:, NOT_YET] = 1.0
        dynamics = tables.dynamics
        slow = pace(claim, dynamics)
        self.moves = transition(slow * dynamics.onset, slow * dynamics.leak, prior)
        self.claimed = self.anchored = False
        self.last_look: date | None = None
        self.days_looked = 0
        self.votes: dict[Voice, Array] = {}
        self.contributions: list[float] = [0.0] * len(stream.items)
        self.passage: list[tuple[date, float]] = []
        self.outside: list[bool] = []
        self.gained: dict[int, Array] = {}
        self.track = Track()
        self.clones = {claim.made_on: ["claim"]}
        for name, days in PERIODS.items():
            self.clones.setdefault(until - timedelta(days=days), []).append(name)

    def run(self) -> Run:
        reports = {day: list(g) for day, g in self._by_day()}
        day = self.stream.start
        while day <= self.until:
            self._pass_day(day)
            self.votes = {}
            for item_group in _by_instant(reports.get(day, [])):
                self._hear(item_group)
            for name in self.clones.get(day, []):
                self.bank.clone(name)
            if self.stream.first_count and day >= self.stream.first_count:
                self._keep(day)
            day += timedelta(days=1)
        return Run(
            p=self._p(),
            weights=self.weights,
            contributions=self.contributions,
            passage=self.passage,
            outside=self.outside,
            changes={name: self.bank.change(name) for name in ("claim", *PERIODS)},
            gained=self.gained,
            motion=self.bank.motion(),
            track=self.track,
        )

    def _by_day(self) -> Iterator[tuple[date, Iterator[tuple[int, Item]]]]:
        weighed = [(i, item) for i, item in enumerate(self.stream.items) if item.count or item.says]
        return groupby(weighed, key=lambda pair: pair[1].day)

    # ------------------------------------------------------------------ passing days

    def _pass_day(self, day: date) -> None:
        if day < self.claim.made_on:
            if day > self.stream.start:
                self.bank.step()
            return
        if not self.claimed:
            self.bank.split()
            self.claimed = True
        before = self._log_odds()
        open_still = day <= self.claim.horizon
        if open_still:
            flow = self.weights[:, :, None] * self.moves
            self.weights = flow.sum(axis=1)
            self.bank.mix(flow / self.weights[:, None, :])
        self.bank.step(drifting=open_still)
        self._hold_silence_against(day)
        gained = self._log_odds() - before
        if gained:
            self.passage.append((day, gained))

    def _hold_silence_against(self, day: date) -> None:
        """A deadline that passes unverified: completion would by now have been reported.

        Silence argues only while somebody looks: not observed is not observed absent.
        """
        rule = self.tables.deadline
        deadline = self.claim.deadline
        if deadline is None or day <= deadline or deadline < self.claim.made_on:
            return
        if self.last_look is None or (day - self.last_look).days > rule.coverage_days:
            return
        before, after = (
            1 - rule.detection * (1 - np.exp(-days / rule.delay_days))
            for days in (self.days_looked, self.days_looked + 1)
        )
        self.days_looked += 1
        unverified = self._p()[:, CARRIED_OUT] < self.tables.gate.probable
        self.weights[:, CARRIED_OUT] *= np.where(unverified, after / before, 1.0)
        self.weights /= self.weights.sum(axis=1, keepdims=True)

    # --------------------------------------------------------------- taking in reports

    def _hear(self, group: list[tuple[int, Item]]) -> None:
        shares = self._shares(group)
        if any(item.voice in (Voice.VETTED, Voice.ANTI) for _, item in group):
            self.last_look = group[0][1].day
        before = self._log_odds()
        for i, item in group:
            heard = self._heard(i)
            if item.count:
                self._take_count(i, item, heard)
            elif item.says:
                weight = heard * item.evidence.weight * shares[item.voice]
                gained = self.book.add(
                    item.evidence.source,
                    item.voice,
                    item.evidence.grade.reliability,
                    item.says,
                    weight,
                )
                self.gained[i] = gained[0]
                self._reweigh(gained)
            after = self._log_odds()
            self.contributions[i] = after - before
            before = after

    def _heard(self, i: int) -> Array:
        return self.everyone if self.heard is None else self.heard[:, i]

    def _shares(self, group: list[tuple[int, Item]]) -> dict[Voice, Array]:
        """What a vote of this instant is worth, now that its voice has spoken so often today."""
        asked: dict[Voice, Array] = {}
        for i, item in group:
            if item.says:
                votes = self._heard(i) * item.evidence.weight
                asked[item.voice] = asked.get(item.voice, 0.0) + votes
        most = self.tables.events.votes_per_day
        shares = {}
        for voice, votes in asked.items():
            already = self.votes.get(voice, np.zeros(self.replicas))
            granted = np.minimum(already + votes, most) - np.minimum(already, most)
            shares[voice] = granted / np.maximum(votes, 1e-12)
            self.votes[voice] = already + votes
        return shares

    def _take_count(self, i: int, item: Item, heard: Array) -> None:
        count = item.count
        assert count is not None
        first = not self.anchored
        if first:
            self.bank.anchor()
            self.anchored = True
        gained, mean, sd = self.bank.update(
            count.low, count.high, count.lag, count.states, count.noise, heard
        )
        if first:
            return  # it places the level: there was nothing to predict it from
        weights = self.weights[0] if self.claimed else np.ones(1)
        middle = weights @ mean[0]
        spread = np.sqrt(weights @ (sd[0] ** 2 + mean[0] ** 2) - middle**2)
        edge = _NORMAL_90 * spread
        self.outside.append(bool(count.low > middle + edge or count.high < middle - edge))
        if self.claimed:
            gained = item.evidence.weight * heard[:, None] * gained
            self.gained[i] = gained[0]
            self._reweigh(gained)

    def _reweigh(self, gained: Array) -> None:
        weights = self.weights * np.exp(gained - gained.max(axis=1, keepdims=True))
        self.weights = weights / weights.sum(axis=1, keepdims=True)

    # ------------------------------------------------------------------------- reading

    def _p(self) -> Array:
        return resolved(self.weights, self.prior, self.tables.dynamics.model_error)

    def _log_odds(self) -> float:
        first = resolved(self.weights[0], self.prior[0], self.tables.dynamics.model_error)
        return log_odds(float(first[CARRIED_OUT]))

    def _keep(self, day: date) -> None:
        mean, sd = self.bank.level()
        self.track.days.append(day)
        self.track.mean.append(np.broadcast_to(mean, 6))
        self.track.sd.append(np.broadcast_to(sd, 6))
        self.track.weights.append(self.weights[0].copy())


def _by_instant(group: list[tuple[int, Item]]) -> Iterator[list[tuple[int, Item]]]:
    for _, together in groupby(group, key=lambda pair: pair[1].evidence.published):
        yield list(together)
