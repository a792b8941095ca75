"""What reports in categories say, and how far their sources are believed.

*Source bit* (Bovens & Hartmann 2003): a source is faithful with a probability set by its letter;
else it says its line whatever the truth. A source that says the same thing twenty times is then
worth hardly more than once, and one that speaks against its own line is worth a great deal.

*Pool bit*: all unvetted sources together may be one hand. It bounds a hundred planted accounts.

Likelihoods are kept per source, so that what a report adds depends on what its source said before.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

import numpy as np

from recul.assessment.modes import NO_CHANGE, Array
from recul.assessment.tables import Category, Events, Family, Letter, Side, Tables
from recul.model import Direction, Evidence, EvidenceKind, SourceKind


class Voice(StrEnum):
    """How a source is listened to. Votes per day are counted for each of these."""

    VETTED = "vetted"
    PRO = "pro"
    """The claimant and its side: its line is that the withdrawal is real."""
    ANTI = "anti"
    """The adversary: its line is that it is not."""
    UNVETTED = "unvetted"


def voice_of(evidence: Evidence) -> Voice:
    """How the source of `evidence` is listened to."""
    if evidence.source_kind is SourceKind.CLAIMANT:
        return Voice.PRO
    if evidence.source_kind is SourceKind.ADVERSARY:
        return Voice.ANTI
    return Voice.UNVETTED if evidence.grade.reliability in "EF" else Voice.VETTED


_DIRECTIONS = {Direction.DOWN: "down", Direction.FLAT: "flat", Direction.UP: "up"}
_SAID_OF_CONFIRMATION = {Direction.DOWN: "confirm", Direction.UNKNOWN: "unsure"}
_SAID_OF_DENIAL = {Direction.DOWN: "partly", Direction.UNKNOWN: "unsure"}
_FAMILIES = {
    EvidenceKind.COUNT: "trend",
    EvidenceKind.MOVEMENT_OUT: "movement",
    EvidenceKind.MOVEMENT_IN: "movement",
    EvidenceKind.EQUIPMENT: "equipment",
    EvidenceKind.IMAGERY: "imagery",
    EvidenceKind.CLASH: "clash",
}


def category_of(kind: EvidenceKind, direction: Direction) -> tuple[str, str] | None:
    """The family and category of a report; None if it says nothing that can be weighed."""
    if kind is EvidenceKind.CONFIRMATION:
        return "statement", _SAID_OF_CONFIRMATION.get(direction, "unsure")
    if kind is EvidenceKind.DENIAL:
        return "statement", _SAID_OF_DENIAL.get(direction, "deny")
    if kind is EvidenceKind.ACCESS_GRANTED:
        return "access", "granted"
    if kind is EvidenceKind.ACCESS_DENIED:
        return "access", "denied"
    if direction is Direction.UNKNOWN:
        return None
    return _FAMILIES[kind], _DIRECTIONS[direction]


class Likelihoods:
    """The tables as logarithms, per family and category.

    Attributes:
        faithful: log P(category | mode), shape (6,); the waiting mode reads as *no change*.
        pro, anti, uniform: log P(category | the source follows that line).
        side: whose line it is to say so.
    """

    def __init__(self, family: Family, category: Category, own_line: float) -> None:
        likelihood = np.array(category.likelihood)
        self.faithful = np.log(np.append(likelihood, likelihood[NO_CHANGE]))
        self.pro = np.log(_along(family, category, "pro", own_line))
        self.anti = np.log(_along(family, category, "anti", own_line))
        self.uniform = -float(np.log(len(family.category)))
        self.side: Side = category.side


def _along(family: Family, category: Category, side: str, own_line: float) -> float:
    """P(category) for one who reports along the line of `side`."""
    on = [c for c in family.category.values() if c.side == side]
    off = len(family.category) - len(on)
    return own_line / len(on) if category.side == side else (1 - own_line) / off


def likelihoods(tables: Tables) -> dict[tuple[str, str], Likelihoods]:
    """Every category of every family."""
    own = tables.events.own_line
    return {
        (family.id, name): Likelihoods(family, category, own)
        for family in tables.family
        for name, category in family.category.items()
    }


def faithful_of(voice: Voice, letter: Letter, events: Events) -> float:
    """The probability that a source is faithful."""
    if voice is Voice.PRO:
        return events.interested_faithful["claimant"]
    if voice is Voice.ANTI:
        return events.interested_faithful["adversary"]
    return events.faithful[letter]


class _Account:
    """What one source has said so far, as log-likelihoods; arrays over replicas."""

    def __init__(self, replicas: int, faithful: float) -> None:
        self.faithful = np.full((replicas, 6), np.log(faithful))
        self.unfaithful = np.log1p(-faithful)
        self.pro = np.zeros(replicas)
        self.anti = np.zeros(replicas)
        self.uniform = np.zeros(replicas)
        self.total: Array = np.zeros((replicas, 6))


class EventBook:
    """All that was reported in categories, source by source.

    Args:
        replicas: R.
        tables: the numbers of the engine.
    """

    def __init__(self, replicas: int, tables: Tables) -> None:
        self._replicas = replicas
        self._events = tables.events
        self._accounts: dict[str, _Account] = {}
        self._pool = _Account(replicas, 1 - tables.events.pool_coordinated)

    def add(
        self, source: str, voice: Voice, letter: Letter, says: Likelihoods, weight: Array
    ) -> Array:
        """Enter a report.

        Args:
            source: who vouches for it.
            voice: how it is listened to.
            letter: the reliability of the source for this report.
            says: its category.
            weight: votes in each replica, shape (R,).

        Returns:
            what the report adds to the log-likelihood of each mode, (R, 6).
        """
        account = self._accounts.get(source)
        if account is None:
            faithful = faithful_of(voice, letter, self._events)
            account = self._accounts[source] = _Account(self._replicas, faithful)
        _enter(account, says, weight)
        before, account.total = account.total, self._sum_source(account, voice)
        gained = account.total - before
        if voice is not Voice.UNVETTED:
            return np.asarray(gained)
        pool = self._pool
        pool.faithful += gained
        pool.pro += weight * says.pro
        pool.anti += weight * says.anti
        pool.uniform += weight * says.uniform
        before, pool.total = pool.total, _mixed(pool, self._events.pool_lines)
        return np.asarray(pool.total - before)

    def _sum_source(self, account: _Account, voice: Voice) -> Array:
        if voice is Voice.PRO:
            line = account.pro
        elif voice is Voice.ANTI:
            line = account.anti
        else:
            return _mixed(account, self._events.source_lines)
        return np.asarray(np.logaddexp(account.faithful, (account.unfaithful + line)[:, None]))


def _enter(account: _Account, says: Likelihoods, weight: Array) -> None:
    account.faithful += weight[:, None] * says.faithful
    account.pro += weight * says.pro
    account.anti += weight * says.anti
    account.uniform += weight * says.uniform


def _mixed(account: _Account, lines: Mapping[Literal["pro", "anti", "uniform"], float]) -> Array:
    """Log of: faithful, or else one of the lines."""
    top = np.maximum(np.maximum(account.pro, account.anti), account.uniform)
    unfaithful = (
        lines["pro"] * np.exp(account.pro - top)
        + lines["anti"] * np.exp(account.anti - top)
        + lines["uniform"] * np.exp(account.uniform - top)
    )
    line = account.unfaithful + top + np.log(unfaithful)
    return np.asarray(np.logaddexp(account.faithful, line[:, None]))
