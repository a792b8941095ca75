"""The level chart: the estimated level with its band, and every count drawn as an interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from recul.case import Case
from recul.model import Assessment, Band, Evidence
from recul.reporting.axes import (
    Days,
    Flag,
    Scale,
    Tick,
    amount_ticks,
    day_ticks,
    flags,
    round_step,
)
from recul.reporting.view import Item, definition_label
from recul.reporting.words import Words

BEFORE = timedelta(days=7)
"""The chart reaches at least this far before the claim."""
SHAPES = 8
"""How many scopes have a colour and a mark of their own; further ones share the last."""
_LEFT, _RIGHT, _BOTTOM, _DODGE, _SPREAD, _ROOM = 58.0, 12.0, 26.0, 5.0, 40.0, 13.0


@dataclass(frozen=True)
class Bar:
    """One count: a bar from its lowest to its highest reading, a mark at the best value."""

    item: Item
    x: float
    low: float
    best: float
    high: float
    scope: int
    text: str


@dataclass(frozen=True)
class Scope:
    """What a family of counts includes: a row of the legend."""

    index: int
    label: str
    count: int


@dataclass(frozen=True)
class Line:
    """A threshold: a level that means something, drawn across."""

    y: float
    label: str
    label_y: float


VIENNA = (("threshold_notify", 9_000.0), ("threshold_observe", 13_000.0))
"""Persons from which the Vienna Document 2011 (FSC.DOC/1/11) asks for prior notification (paragraph
40) and for observation (paragraph 47) of a military activity."""


@dataclass(frozen=True)
class Chart:
    """The drawing, in user units."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    band: str
    clipped: bool
    """True if the band reaches beyond the top, as it does before the first counts."""
    median: str
    bars: list[Bar]
    scopes: list[Scope]
    ticks: list[Tick]
    amounts: list[Tick]
    flags: list[Flag]
    thresholds: list[Line]
    first: date
    last: date
    not_drawn: int


def chart(
    assessment: Assessment, items: Sequence[Item], case: Case, words: Words, width: float
) -> Chart | None:
    """Lay out the level chart, or None where neither a level nor a count is held.

    Args:
        assessment: gives the track and the unit of the level.
        items: its evidence.
        case: names the definitions.
        words: for the labels.
        width: of the drawing.
    """
    level = assessment.observed_so_far.level
    unit = level.unit if level else (case.force.unit if case.force else None)
    counts = [i for i in items if i.weighed.evidence.interval and i.weighed.evidence.weight > 0]
    drawn = sorted(
        (i for i in counts if i.weighed.evidence.unit == unit), key=lambda i: (i.day, i.number)
    )
    track = assessment.track
    if not track and not drawn:
        return None
    until = assessment.as_of.astimezone(UTC).date()
    claim = assessment.claim
    known = [
        claim.made_on - BEFORE,
        until,
        *(point.day for point in track),
        *(i.day for i in drawn),
    ]
    first, last = min(known), max(known)
    days = Days(first, last, _LEFT, width - _RIGHT)
    raised = flags(
        [
            ("claim", claim.made_on, words.dated("timeline_claim", claim.made_on)),
            ("as-of", until, words.dated("timeline_as_of", until)),
        ],
        days,
        width,
    )
    top = (max(flag.row for flag in raised) + 1) * 15.0 + 8
    height = 340.0 if width > 600 else 280.0
    highest = _highest(assessment, drawn)
    step = round_step(highest / 5)
    ceiling = step * -(-highest // step)
    scale = Scale(0, ceiling, height - _BOTTOM, top)
    clipped = any(point.level.high90 > ceiling for point in track)
    scopes = _scopes(drawn, case, words)
    index = {key: scope.index for key, scope in scopes.items()}
    return Chart(
        width=width,
        height=height,
        left=_LEFT,
        right=width - _RIGHT,
        top=top,
        bottom=height - _BOTTOM,
        band=_band(assessment, days, scale, ceiling),
        clipped=clipped,
        median=_median(assessment, days, scale),
        bars=_bars(drawn, days, scale, index, words),
        scopes=list(scopes.values()),
        ticks=day_ticks(days, words),
        amounts=amount_ticks(ceiling, words, scale),
        flags=raised,
        thresholds=_thresholds(case, unit, ceiling, scale, words),
        first=first,
        last=last,
        not_drawn=len(counts) - len(drawn),
    )


def _thresholds(
    case: Case, unit: str | None, ceiling: float, scale: Scale, words: Words
) -> list[Line]:
    """The thresholds that lie within the drawing, their labels one above the other."""
    known = list(VIENNA) if unit == "persons" else []
    if case.force and case.force.capability_threshold and unit == case.force.unit:
        known.append(("threshold_case", case.force.capability_threshold))
    lines: list[Line] = []
    free = math.inf  # labels of lines that are close to each other stand above the highest of them
    for key, level in sorted(known, key=lambda k: -k[1]):
        if level <= ceiling:
            y = scale(level)
            near = lines and y - lines[-1].y < _ROOM
            free = free - _ROOM if near else y - 4
            lines.append(Line(y, words.label(key, level=level), round(free, 1)))
    return lines


def _highest(assessment: Assessment, drawn: Sequence[Item]) -> float:
    """What has to fit: every count, the level, and its band from the claim on.

    Before the first counts the band may be many times as high as anything ever reported; it
    would press all else flat, so it does not set the scale.
    """
    counts = [_interval(i.weighed.evidence)[2] for i in drawn]
    levels = [
        p.level.high90 if p.day >= assessment.claim.made_on else p.level.median
        for p in assessment.track
    ]
    return max([*counts, *levels])


def _band(assessment: Assessment, days: Days, scale: Scale, ceiling: float) -> str:
    path = _path(assessment, days)
    if not path:
        return ""
    upper = [f"{x} {scale(min(level.high90, ceiling))}" for x, level in path]
    lower = [f"{x} {scale(level.low90)}" for x, level in reversed(path)]
    return "M" + "L".join([*upper, *lower]) + "Z"


def _median(assessment: Assessment, days: Days, scale: Scale) -> str:
    path = _path(assessment, days)
    return "M" + "L".join(f"{x} {scale(level.median)}" for x, level in path) if path else ""


def _path(assessment: Assessment, days: Days) -> list[tuple[float, Band]]:
    """The track from the start of its first day to the end of its last."""
    track = assessment.track
    if not track:
        return []
    half = days.width / 2
    start = (round(days.at(track[0].day) - half, 1), track[0].level)
    end = (round(days.at(track[-1].day) + half, 1), track[-1].level)
    return [start, *((days.at(point.day), point.level) for point in track), end]


def _scopes(drawn: Sequence[Item], case: Case, words: Words) -> dict[str, Scope]:
    """The scopes in use, those of the most counts first."""
    used = Counter(i.weighed.evidence.definition for i in drawn)
    ordered = sorted(used, key=lambda key: (-used[key], key))
    return {
        key: Scope(min(n, SHAPES - 1), definition_label(key, case, words), used[key])
        for n, key in enumerate(ordered)
    }


def _bars(
    drawn: Sequence[Item], days: Days, scale: Scale, index: dict[str, int], words: Words
) -> list[Bar]:
    on_day = Counter(i.day for i in drawn)
    seen: Counter[date] = Counter()
    bars = []
    for item in drawn:
        low, best, high = _interval(item.weighed.evidence)
        others = on_day[item.day] - 1
        step = min(_DODGE, _SPREAD / others) if others else 0.0
        half = others * step / 2
        middle = min(max(days.at(item.day), days.low + half), days.high - half)
        x = middle - half + seen[item.day] * step
        seen[item.day] += 1
        bars.append(
            Bar(
                item=item,
                x=round(x, 1),
                low=scale(low),
                best=scale(best),
                high=scale(high),
                scope=index[item.weighed.evidence.definition],
                text=words.label("interval", low=low, high=high),
            )
        )
    return bars


def _interval(evidence: Evidence) -> tuple[float, float, float]:
    if evidence.interval is None:
        raise ValueError(f"evidence {evidence.id} holds no count")
    return evidence.interval.low, evidence.interval.best, evidence.interval.high
