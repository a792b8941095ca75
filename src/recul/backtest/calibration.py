"""Whether what is given 60 % happens six times in ten: the diagram of reliability, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from recul.model import Value

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Bin(Value):
    """The forecasts of *carried out* between two probabilities.

    Attributes:
        low, high: half open, the last one closed.
        forecasts: how many.
        mean: of the probabilities.
        happened: how many of them were of claims that were carried out.
    """

    low: float
    high: float
    forecasts: int
    mean: float
    happened: int


class Decomposition(Value):
    """The Brier score of *carried out* taken apart over the bins (Murphy 1973).

    ``reliability − resolution + uncertainty`` is the score, but for what varies within a bin.

    Attributes:
        reliability: distance of what was said from what happened; smaller is better.
        resolution: distance of what happened in a bin from the base rate; larger is better.
        uncertainty: of the outcomes themselves.
        calibration_error: mean distance of what was said from what happened (ECE).
    """

    reliability: float
    resolution: float
    uncertainty: float
    calibration_error: float


def bins(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The diagram of (probability, happened) pairs; bins without a forecast are left out."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [(p, o) for p, o in pairs if low <= p < high or p == high == EDGES[-1]]
        if inside:
            found.append(
                Bin(
                    low=low,
                    high=high,
                    forecasts=len(inside),
                    mean=sum(p for p, _ in inside) / len(inside),
                    happened=sum(o for _, o in inside),
                )
            )
    return tuple(found)


def decompose(diagram: Sequence[Bin]) -> Decomposition:
    """The parts of the Brier score over a diagram with at least one forecast."""
    n = sum(b.forecasts for b in diagram)
    rate = sum(b.happened for b in diagram) / n
    off = [(b.forecasts / n, b.mean, b.happened / b.forecasts) for b in diagram]
    return Decomposition(
        reliability=sum(w * (mean - seen) ** 2 for w, mean, seen in off),
        resolution=sum(w * (seen - rate) ** 2 for w, _, seen in off),
        uncertainty=rate * (1 - rate),
        calibration_error=sum(w * abs(mean - seen) for w, mean, seen in off),
    )
