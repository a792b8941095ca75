"""Evidence made ready for the engine: what of it is used, and how each piece is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import log, sqrt
from typing import NamedTuple

from recul.assessment.events import Likelihoods, Voice, category_of, likelihoods, voice_of
from recul.assessment.level import FIRST_FREE
from recul.assessment.tables import Tables
from recul.case import Case
from recul.model import Claim, Direction, Evidence, EvidenceKind

REFERENCE = "reference"
PART = "part"
"""The definition of a count of a part of the force: a trend at most, never its level."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count as the level filter reads it: bounds in log level, centred."""

    low: float
    high: float
    lag: int
    states: list[int]
    noise: float


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence, as the engine reads it.

    `count` and `says` are both None for what is shown but not weighed: copies, the claimant on
    its own line, reports without a direction, and, for `says`, whatever precedes the claim.
    """

    evidence: Evidence
    day: date
    voice: Voice
    count: Count | None = None
    says: Likelihoods | None = None

    @property
    def seen(self) -> date:
        """The last day it speaks about; the day of publication where it does not tell."""
        return self.day - timedelta(days=_lag(self.evidence))


class Stream(NamedTuple):
    """The evidence of an assessment, in order of publication.

    Attributes:
        items: what was published by the as-of instant and is in time, in order.
        offsets: prior (mean, sd, drift) of each definition and bias the counts carry.
        start: the first day of the filter.
        unused: evidence left out, counted by reason.
        centre: the log level that the filter calls nought.
        first_count: the day of the first count of the level, None without any.
    """

    items: tuple[Item, ...]
    offsets: list[tuple[float, float, float]]
    start: date
    unused: dict[str, int]
    centre: float = 0.0
    first_count: date | None = None


@dataclass(slots=True)
class _Offsets:
    """The offset states, in order of first appearance."""

    tables: Tables
    priors: list[tuple[float, float, float]] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    sources: int = 0

    def definition(self, name: str) -> int:
        """The state of a counting definition."""
        known = self.tables.counts.definitions
        offset = known.get(name, known["other"])
        return self._state(f"definition {name}", (offset.mean, offset.sd, 0.0))

    def source(self, evidence: Evidence, voice: Voice) -> int:
        """The state of the bias of a source.

        All unvetted sources share one, so that planted counts cannot outvote; and so do those
        of a kind that come after the first `tracked_sources`, so that the state stays small.
        """
        own = f"source {evidence.source}"
        if voice is Voice.UNVETTED:
            own = f"pool {voice}"
        elif own not in self.index:
            self.sources += 1
            if self.sources > self.tables.counts.tracked_sources:
                own = f"pool {evidence.source_kind}"
        letter = evidence.grade.reliability
        interested = {Voice.PRO: "claimant", Voice.ANTI: "adversary"}
        bias = self.tables.counts.bias[interested.get(voice, letter)]
        return self._state(own, (bias.mean, bias.sd, bias.drift))

    def _state(self, name: str, prior: tuple[float, float, float]) -> int:
        if name not in self.index:
            self.index[name] = FIRST_FREE + len(self.priors)
            self.priors.append(prior)
        return self.index[name]


def ready(
    evidence: Sequence[Evidence], claim: Claim, as_of: datetime, case: Case, tables: Tables
) -> Stream:
    """Choose and read the evidence of one assessment.

    Args:
        evidence: in any order, echo weights assigned.
        claim: the claim to be judged.
        as_of: nothing published after it is used.
        case: gives the unit of the watched force (persons by default).
        tables: the numbers of the engine.
    """
    unused: Counter[str] = Counter()
    published = (e for e in evidence if e.published <= as_of)
    used = sorted(_in_time(published, claim, tables, unused), key=lambda e: (e.published, e.id))
    unit = case.force.unit if case.force else "persons"
    levels = [e for e in used if _is_level(e, unit)]
    heard = [e for e in levels if _is_heard_count(e)]
    first = heard[0] if heard else None
    centre = _log_bounds(first, tables)[2] if first else 0.0
    offsets = _Offsets(tables)
    table = likelihoods(tables)
    items = []
    for e in used:
        voice = voice_of(e)
        day = _day(e)
        count, says = None, None
        if _is_level(e, unit):
            if _is_heard_count(e):
                count = _count(e, voice, centre, offsets, tables)
        elif day >= claim.made_on and e.weight > 0:
            category = category_of(e.kind, e.direction)
            says = table[category] if category else None
            if says and voice is Voice.PRO and says.pro:
                says = None  # the claimant repeats its claim: declared, not observed
        items.append(Item(e, day, voice, count, says))
    start = min([claim.made_on, *(i.day for i in items if i.count)])
    return Stream(
        items=tuple(items),
        offsets=offsets.priors,
        start=start,
        unused=dict(sorted(unused.items())),
        centre=centre,
        first_count=_day(first) if first else None,
    )


def _in_time(
    evidence: Iterable[Evidence], claim: Claim, tables: Tables, unused: Counter[str]
) -> Iterable[Evidence]:
    """What was published about the time of the claim, and speaks of about when it was published."""
    first = claim.made_on - timedelta(days=tables.dynamics.memory_days)
    last = last_day(claim, tables)
    for e in evidence:
        if _day(e) < first:
            unused["before_window"] += 1
        elif _day(e) > last:
            unused["after_window"] += 1
        elif _lag(e) > tables.counts.longest_lag_days:
            unused["stale"] += 1
        else:
            yield e


def _day(e: Evidence) -> date:
    """The day of publication, UTC, as all days here are."""
    return e.published.astimezone(UTC).date()


def _lag(e: Evidence) -> int:
    """Days from the last day it speaks about to its publication: of a year, from its end."""
    return max((_day(e) - e.observed.end).days, 0) if e.observed else 0


def last_day(claim: Claim, tables: Tables) -> date:
    """The last day on which a claim is watched."""
    return claim.horizon + timedelta(days=tables.dynamics.watch_days)


def _is_level(e: Evidence, unit: str) -> bool:
    """True for a count of the whole watched force, in its unit."""
    return (
        e.kind is EvidenceKind.COUNT
        and e.unit == unit
        and e.definition != PART
        and e.interval is not None
        and e.interval.low > 0
    )


def _is_heard_count(e: Evidence) -> bool:
    """False for copies, and for the claimant's counts that say what it wants to be believed."""
    own_line = voice_of(e) is Voice.PRO and e.direction is Direction.DOWN
    return e.weight > 0 and not own_line


def _log_bounds(e: Evidence, tables: Tables) -> tuple[float, float, float]:
    """Low, high and middle of a count in log level, at least as wide as an exact count is."""
    assert e.interval is not None
    low, high = log(e.interval.low), log(e.interval.high)
    least = tables.counts.least_half_width
    if high - low < 2 * least:
        middle = (low + high) / 2
        low, high = middle - least, middle + least
    return low, high, (low + high) / 2


def _count(e: Evidence, voice: Voice, centre: float, offsets: _Offsets, tables: Tables) -> Count:
    low, high, _ = _log_bounds(e, tables)
    states = [offsets.source(e, voice)]
    if e.definition != REFERENCE:
        states.append(offsets.definition(e.definition))
    return Count(
        low=low - centre,
        high=high - centre,
        lag=_lag(e),
        states=states,
        noise=tables.counts.sigma[e.grade.reliability] / sqrt(e.weight),
    )
