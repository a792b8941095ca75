"""Quantiles of mixtures of Gaussians: the printed level, its change, and the chart."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np

from recul.assessment.modes import Array

STEPS = 40
_erf = np.frompyfunc(erf, 1, 1)


def below(edge: float | Array, weights: Array, mean: Array, sd: Array) -> Array:
    """P(value < edge) under a mixture; arrays end in the axis of the components.

    Args:
        edge: a number, or an array of shape (...).
        weights: shape (..., M).
        mean: shape (..., M).
        sd: shape (..., M); 0 is allowed.
    """
    z = (np.asarray(edge)[..., None] - mean) / np.maximum(sd, 1e-12)
    cumulative = 0.5 * (1 + np.asarray(_erf(z / sqrt(2.0)), dtype=np.float64))
    total = (weights * cumulative).sum(axis=-1)
    return np.asarray(np.minimum(total, 1.0))  # the weights sum to one but for rounding


def quantile(level: float, weights: Array, mean: Array, sd: Array) -> Array:
    """The `level` quantile of mixtures, by bisection; shapes as for `below`."""
    low = (mean - 8 * sd).min(axis=-1)
    high = (mean + 8 * sd).max(axis=-1)
    for _ in range(STEPS):
        middle = (low + high) / 2
        under = below(middle, weights, mean, sd) < level
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.asarray((low + high) / 2)
