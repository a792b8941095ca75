"""What reports in categories say, and how far their sources are believed.

*Source bit* (Bovens & Hartmann 2003): a source is faithful with a probability set by its letter;
else it says its line whatever the truth. A source that says the same thing twenty times is then
worth hardly more than once, and one that speaks against its own line is worth a great deal.

*Pool bit*: all unvetted sources together may be one hand. It bounds a hundred planted accounts.

Likelihoods are kept per source, so that what a report adds depends on what its source said before.
"""

from __future__ import annotations

from enum import StrEnum
from functools import reduce

import numpy as np

from recul.assessment.modes import NO_CHANGE, Array
from recul.assessment.tables import Category, Events, Family, Letter, Lines, Tables
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


LINES = ("pro", "still", "alarm", "uniform")
"""What one who is not faithful says: they leave, nothing moves, they arrive, anything."""


class Likelihoods:
    """One category of the tables, in logarithms.

    Attributes:
        family, category: which.
        faithful: log P(category | mode), shape (6,); the waiting mode reads as *no change*.
        lines: log P(category | a source that follows that line), shape (4,).
        pro: True if it says that the withdrawal is real.
    """

    def __init__(self, family: Family, name: str, category: Category, own_line: float) -> None:
        self.family, self.category = family.id, name
        likelihood = np.array(category.likelihood)
        self.faithful = np.log(np.append(likelihood, likelihood[NO_CHANGE]))
        categories = family.category.values()
        along = []
        for line in LINES[:-1]:
            on = sum(line in c.lines for c in categories)
            off = len(categories) - on
            along.append(own_line / on if line in category.lines else (1 - own_line) / off)
        self.lines = np.log([*along, 1 / len(categories)])
        self.pro = "pro" in category.lines


def likelihoods(tables: Tables) -> dict[tuple[str, str], Likelihoods]:
    """Every category of every family."""
    own = tables.events.own_line
    return {
        (family.id, name): Likelihoods(family, name, category, own)
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


def lines_of(voice: Voice, events: Events) -> Array:
    """The weights of the lines that a source may follow if it is not faithful, (4,)."""
    if voice is Voice.PRO:
        return _weights(events.lines["claimant"])
    if voice is Voice.ANTI:
        return _weights(events.lines["adversary"])
    return _weights(events.lines["other"])


def _weights(lines: Lines) -> Array:
    return np.array([getattr(lines, name) for name in LINES])


class _Account:
    """What one source, or the pool, has said so far; arrays over replicas.

    `total` is the log of: faithful × Π P(report | mode), or else Σ line × Π P(report | line).
    """

    def __init__(self, replicas: int, faithful: float, lines: Array) -> None:
        with np.errstate(divide="ignore"):  # a line that is not followed has weight nought
            self._lines = np.tile(np.log((1 - faithful) * lines), (replicas, 1))
        self._faithful = np.full((replicas, 6), np.log(faithful))
        self._total = np.zeros((replicas, 6))

    def add(self, faithful: Array, says: Likelihoods, weight: Array) -> Array:
        """Enter a report; returns by how much `total` changes, (R, 6)."""
        self._faithful += faithful
        self._lines += weight[:, None] * says.lines
        before = self._total
        along = reduce(np.logaddexp, self._lines.T)
        self._total = np.logaddexp(self._faithful, along[:, None])
        return np.asarray(self._total - before)


class EventBook:
    """All that was reported in categories, source by source.

    Args:
        replicas: R.
        tables: the numbers of the engine.
    """

    def __init__(self, replicas: int, tables: Tables) -> None:
        self._replicas = replicas
        self._events = events = tables.events
        self._accounts: dict[str, _Account] = {}
        one_hand = events.pool_coordinated
        self._pool = _Account(replicas, 1 - one_hand, _weights(events.lines["pool"]))

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
            lines = lines_of(voice, self._events)
            account = self._accounts[source] = _Account(self._replicas, faithful, lines)
        gained = account.add(weight[:, None] * says.faithful, says, weight)
        if voice is Voice.UNVETTED:
            return self._pool.add(gained, says, weight)
        return gained
