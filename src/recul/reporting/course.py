"""How the readings of a claim changed from day to day: stacked areas, and a small line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recul.model import Outcomes, Reason, Verdict
from recul.reporting.axes import Days, Scale, Tick, day_ticks
from recul.reporting.words import Words

HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 190.0, 46.0, 10.0, 8.0, 26.0
READINGS = ("carried_out", "partial", "not_carried_out", "build_up")
"""From the foot of the drawing upwards."""


@dataclass(frozen=True)
class Point:
    """How a claim was judged on a day."""

    day: date
    p: Outcomes
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Area:
    """One reading: the stretch it takes of each day."""

    key: str
    path: str


@dataclass(frozen=True)
class Course:
    """The drawing, in user units."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    areas: list[Area]
    ticks: list[Tick]
    shares: list[Tick]
    points: Sequence[Point]


def course(points: Sequence[Point], words: Words, width: float) -> Course | None:
    """Lay out the readings over time, held from one day to the next; None for a single day."""
    if len(points) < 2:
        return None
    days = Days(points[0].day, points[-1].day, _LEFT, width - _RIGHT)
    scale = Scale(0, 1, HEIGHT - _BOTTOM, _TOP)
    half = days.width / 2
    starts = [round(days.at(point.day) - half, 1) for point in points]
    ends = [*starts[1:], round(days.at(points[-1].day) + half, 1)]
    below = [0.0] * len(points)
    areas = []
    for key in READINGS:
        above = [b + float(getattr(p.p, key)) for b, p in zip(below, points, strict=True)]
        upper = [
            f"{x} {scale(y)}" for s, e, y in zip(starts, ends, above, strict=True) for x in (s, e)
        ]
        lower = [
            f"{x} {scale(y)}" for s, e, y in zip(starts, ends, below, strict=True) for x in (s, e)
        ]
        areas.append(Area(key, "M" + "L".join([*upper, *reversed(lower)]) + "Z"))
        below = above
    return Course(
        width=width,
        height=HEIGHT,
        left=_LEFT,
        right=width - _RIGHT,
        bottom=HEIGHT - _BOTTOM,
        areas=areas,
        ticks=day_ticks(days, words),
        shares=[Tick(scale(share), words.percent_mark(share)) for share in (0.0, 0.5, 1.0)],
        points=points,
    )


def spark(points: Sequence[Point], width: float = 96.0, height: float = 24.0) -> str:
    """A small line of the probability of *carried out*, as the data of a path."""
    if len(points) < 2:
        return ""
    days = Days(points[0].day, points[-1].day, 1.0, width - 1.0)
    scale = Scale(0, 1, height - 2, 2)
    return "M" + "L".join(f"{days.at(p.day)} {scale(p.p.carried_out)}" for p in points)
