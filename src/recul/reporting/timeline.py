"""The twin-lane timeline: what is said above the axis, what is seen below it.

A mark is one piece of evidence, on the day it was published. Marks of one day stand in a
stack, those that weigh most nearest the axis. Curves run from the claim to the evidence that
answers it: what others than the claimant's side put out after it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from recul.model import Claim, Ledger
from recul.reporting.axes import Days, Flag, Tick, day_ticks, flags
from recul.reporting.view import Item
from recul.reporting.words import Words

BEFORE = timedelta(days=10)
"""How far before the claim the timeline reaches; what is earlier is counted at its edge."""
LOOK_AHEAD = timedelta(days=21)
"""A deadline at most this far after the as-of date is drawn."""
NUMBERED = 6
"""How many marks carry their number."""
PITCH = 16.0
"""From one mark to the next."""
FAN = 44.0
"""Room under the axis for the curves to spread."""
_MARGIN, _ROW = 46.0, 15.0


@dataclass(frozen=True)
class Mark:
    """A piece of evidence in the drawing."""

    item: Item
    x: float
    y: float
    radius: float
    number: int | None
    curve: str | None
    """The path from the claim, if this answers it."""
    stroke: float


@dataclass(frozen=True)
class Timeline:
    """The drawing, in user units."""

    width: float
    height: float
    axis: float
    left: float
    right: float
    marks: list[Mark]
    ticks: list[Tick]
    flags: list[Flag]
    claim: float
    top: float
    first: date
    last: date
    earlier: int
    said: int
    seen: int


def timeline(
    items: Sequence[Item], claim: Claim, as_of: datetime, words: Words, width: float
) -> Timeline:
    """Lay out the timeline of one claim.

    Args:
        items: the evidence, strongest first.
        claim: the claim.
        as_of: the instant of the assessment.
        words: for the labels.
        width: of the drawing.
    """
    until = as_of.astimezone(UTC).date()
    first = claim.made_on - BEFORE
    last = max(until, claim.made_on + timedelta(days=6))
    deadline = claim.deadline if claim.deadline and claim.deadline >= claim.made_on else None
    if deadline and deadline <= until + LOOK_AHEAD:
        last = max(last, deadline)
    shown = [i for i in items if first <= i.day <= last]
    days = Days(first, last, _MARGIN, width - 10)
    labels = [
        ("claim", claim.made_on, words.dated("timeline_claim", claim.made_on)),
        ("as-of", until, words.dated("timeline_as_of", until)),
    ]
    if deadline and deadline <= last:
        labels.append(("deadline", deadline, words.dated("timeline_deadline", deadline)))
    raised = flags(labels, days, width)
    top = (max(flag.row for flag in raised) + 1) * _ROW + 8
    said = _stacks([i for i in shown if i.ledger is Ledger.DECLARED], days)
    seen = _stacks([i for i in shown if i.ledger is Ledger.OBSERVED], days)
    axis = top + max(_rows(said) * PITCH, 34.0) + 8
    bottom = axis + FAN + 4 + max(_rows(seen) * PITCH, 34.0)
    start = days.at(claim.made_on)
    marks = [_mark(item, x, axis - 8 - (row + 0.5) * PITCH, None) for item, x, row in said] + [
        _mark(
            item,
            x,
            axis + FAN + (row + 0.5) * PITCH,
            (start, axis) if _answers(item, claim) else None,
        )
        for item, x, row in seen
    ]
    return Timeline(
        width=width,
        height=round(bottom + 24, 1),
        axis=axis,
        left=_MARGIN,
        right=width - 10,
        marks=sorted(marks, key=lambda m: (m.number is not None, m.item.number)),
        ticks=day_ticks(days, words),
        flags=raised,
        claim=start,
        top=top,
        first=first,
        last=last,
        earlier=sum(i.day < first for i in items),
        said=len(said),
        seen=len(seen),
    )


def _answers(item: Item, claim: Claim) -> bool:
    return item.day >= claim.made_on and item.weighed.evidence.weight > 0


def _stacks(items: Sequence[Item], days: Days) -> list[tuple[Item, float, int]]:
    """A column and a row for every item, so that no two marks overlap.

    A day wide enough takes several columns; days too narrow for one mark share a column.
    """
    together = max(1, math.ceil(PITCH / days.width))
    columns = max(1, int(days.width * together / PITCH))
    cells: dict[int, int] = {}
    placed = []
    for item in items:
        cell = (item.day - days.first).days // together
        nth = cells.get(cell, 0)
        cells[cell] = nth + 1
        row, column = divmod(nth, columns)
        middle = days.low + (cell + 0.5) * together * days.width
        spread = (column - (min(columns, _in_cell(items, cell, days, together)) - 1) / 2) * PITCH
        placed.append((item, round(middle + spread, 1), row))
    return placed


def _in_cell(items: Sequence[Item], cell: int, days: Days, together: int) -> int:
    return sum((i.day - days.first).days // together == cell for i in items)


def _rows(placed: Sequence[tuple[Item, float, int]]) -> int:
    return max((row + 1 for _, _, row in placed), default=0)


def _mark(item: Item, x: float, y: float, origin: tuple[float, float] | None) -> Mark:
    number = item.number if item.number <= NUMBERED and item.favour != "neither" else None
    strength = min(1.0, abs(item.weighed.contribution))
    curve = None
    if origin:
        from_x, from_y = origin
        low, high = from_y + FAN * 0.75, from_y + FAN * 0.35
        curve = f"M{from_x} {from_y:.1f}C{from_x} {low:.1f} {x} {high:.1f} {x} {y:.1f}"
    return Mark(
        item=item,
        x=x,
        y=round(y, 1),
        radius=7.0 if number else 5.0,
        number=number,
        curve=curve,
        stroke=round(0.8 + 1.8 * strength, 2),
    )
