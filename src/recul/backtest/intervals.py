"""How far a score could be otherwise: the bootstrap, with whole crises drawn.

Claims of one crisis share actors, sources and sometimes observations, so they are no independent
draws; crises are (Cameron, Gelbach & Miller 2008). With nine crises an interval is a rough one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

DRAWS = 2000
SEED = 1
COVERS = (5, 95)
"""Percentiles of the interval: it covers 90 %."""

Numbers = npt.NDArray[np.float64]


def draws(crises: Sequence[str]) -> Numbers:
    """How often each case is in each draw of as many crises as there are, (draws, cases)."""
    names, index = np.unique(np.asarray(crises), return_inverse=True)
    dice = np.random.default_rng(SEED)
    drawn = dice.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    return np.asarray(drawn[:, index], dtype=np.float64)


def of_mean(values: Sequence[float], crises: Sequence[str]) -> tuple[float, float]:
    """The 90 % interval of a mean over cases."""
    weights = draws(crises)
    return _between(weights @ np.asarray(values) / weights.sum(axis=1))


def of_skill(
    ours: Sequence[float], theirs: Sequence[float], crises: Sequence[str]
) -> tuple[float, float]:
    """The 90 % interval of 1 − (mean of `ours`) / (mean of `theirs`)."""
    weights = draws(crises)
    return _between(1 - (weights @ np.asarray(ours)) / (weights @ np.asarray(theirs)))


def _between(values: Numbers) -> tuple[float, float]:
    low, high = np.percentile(values, COVERS).tolist()
    return low, high
