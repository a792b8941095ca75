"""Scales and ticks: from days and amounts to places in a drawing, in user units of the SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recul.reporting.words import Words

CHARACTER = 6.4
"""Width of an average character of a drawing's lettering (11 units high), on the safe side."""
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Scale:
    """A straight line from values ``first..last`` to places ``low..high``."""

    first: float
    last: float
    low: float
    high: float

    def __call__(self, value: float) -> float:
        """The place of a value, rounded to a tenth of a unit."""
        span = self.last - self.first or 1.0
        share = (value - self.first) / span
        return round(self.low + share * (self.high - self.low), 1)


@dataclass(frozen=True)
class Days:
    """A scale of days; `at` gives the middle of a day."""

    first: date
    last: date
    low: float
    high: float

    @property
    def width(self) -> float:
        """The width of one day."""
        return (self.high - self.low) / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        """The place of the middle of `day`."""
        return round(self.low + ((day - self.first).days + 0.5) * self.width, 1)


@dataclass(frozen=True)
class Tick:
    """A tick of an axis."""

    at: float
    label: str


def amount_ticks(top: float, words: Words, scale: Scale, most: int = 6) -> list[Tick]:
    """Round amounts from zero up to `top`, at most `most` of them."""
    step = round_step(top / max(most - 1, 1))
    return [
        Tick(scale(step * i), words.number(step * i)) for i in range(math.floor(top / step) + 1)
    ]


def round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ that is at least `least`."""
    if least <= 0 or not math.isfinite(least):
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(f * power for f in (1.0, 2.0, 2.5, 5.0, 10.0) if f * power >= least * (1 - 1e-9))


def day_ticks(days: Days, words: Words, room: float = 76.0) -> list[Tick]:
    """Days or months with a label each, at least `room` units apart, none cut off at an edge."""
    most = max(2, int((days.high - days.low) / room))
    length = (days.last - days.first).days + 1
    for step in _DAY_STEPS:
        if length / step <= most:
            every = (days.last - timedelta(days=i) for i in range(0, length, step))
            return _inside([Tick(days.at(d), words.short_day(d)) for d in every][::-1], days)
    firsts = _months(days.first, days.last)
    step = next((s for s in _MONTH_STEPS if len(firsts) / s <= most), _MONTH_STEPS[-1])
    chosen = [d for d in firsts if (d.year * 12 + d.month - 1) % step == 0]
    return _inside([Tick(days.at(d), words.month(d)) for d in chosen], days)


def _inside(ticks: Sequence[Tick], days: Days) -> list[Tick]:
    """Without the ticks whose centred label would leave the drawing."""

    def half(tick: Tick) -> float:
        return len(tick.label) * CHARACTER / 2

    return [t for t in ticks if t.at - half(t) >= days.low - 24 and t.at + half(t) <= days.high + 8]


def _months(first: date, last: date) -> list[date]:
    months = []
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            months.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months


@dataclass(frozen=True)
class Flag:
    """A labelled day: a line down the drawing and a label above it that overlaps no other."""

    kind: str
    at: float
    label: str
    row: int
    anchor: str
    """``start`` or ``end``: the side of the line the label stands on."""
    y: float


def flags(
    wanted: Sequence[tuple[str, date, str]], days: Days, right: float, row_height: float = 15.0
) -> list[Flag]:
    """Labels for days, in as few rows as keep them apart.

    Args:
        wanted: kind, day and label of each.
        days: the axis.
        right: where the drawing ends.
        row_height: height of a row of labels.
    """
    placed: list[Flag] = []
    taken: list[tuple[int, float, float]] = []
    for kind, day, label in sorted(wanted, key=lambda w: w[1]):
        at = days.at(day)
        width = len(label) * CHARACTER + 6
        anchor = "start" if at + width <= right else "end"
        left, end = (at, at + width) if anchor == "start" else (at - width, at)
        row = 0
        while any(r == row and left < e and s < end for r, s, e in taken):
            row += 1
        taken.append((row, left, end))
        placed.append(Flag(kind, at, label, row, anchor, round((row + 0.75) * row_height, 1)))
    return placed
