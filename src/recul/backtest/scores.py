"""Proper scores over the ordered outcomes: not carried out < partial < carried out."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from recul.model import Value

SMALLEST = 1e-6
"""What the logarithmic score reads a forecast of nought as."""


class Scores(Value):
    """Means over the cases of one checkpoint; lower is better.

    Attributes:
        rps: ranked probability score (Epstein 1969), divided by 2 so that it lies in [0, 1].
        brier: sum of squares over the three outcomes (Brier 1950), in [0, 2].
        log: minus the logarithm of what was put on the outcome (Good 1952).
        cases: how many cases the means are over.
    """

    rps: float
    brier: float
    log: float
    cases: int


def rps(forecast: tuple[float, float, float], outcome: int) -> float:
    """Ranked probability score of one forecast, in [0, 1]."""
    below_partial = forecast[0] - (outcome <= 0)
    below_carried_out = forecast[0] + forecast[1] - (outcome <= 1)
    return (below_partial**2 + below_carried_out**2) / 2


def brier(forecast: tuple[float, float, float], outcome: int) -> float:
    """Brier score of one forecast, in [0, 2]."""
    return sum((p - (i == outcome)) ** 2 for i, p in enumerate(forecast))


def logarithmic(forecast: tuple[float, float, float], outcome: int) -> float:
    """Logarithmic score of one forecast, at least 0."""
    return -log(max(forecast[outcome], SMALLEST))


def mean_scores(pairs: Iterable[tuple[tuple[float, float, float], int]]) -> Scores:
    """Scores of (forecast, rank of the outcome) pairs, of which there is at least one."""
    kept = list(pairs)
    n = len(kept)
    return Scores(
        rps=sum(rps(f, o) for f, o in kept) / n,
        brier=sum(brier(f, o) for f, o in kept) / n,
        log=sum(logarithmic(f, o) for f, o in kept) / n,
        cases=n,
    )
