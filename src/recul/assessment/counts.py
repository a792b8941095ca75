"""How likely a count, read as an interval, is under a Gaussian prediction.

A count is "somewhere between L and U" (Heitjan & Rubin 1991), with a small chance of being about
something else altogether. Minka's moment matching (2001) turns that into a Gaussian update.
"""

from __future__ import annotations

from math import erfc, exp, sqrt
from typing import NamedTuple

import numpy as np

from recul.assessment.modes import Array

_ROOT_2 = sqrt(2.0)
_NORMAL = 1 / sqrt(2 * np.pi)


class Moments(NamedTuple):
    """What a count does to a Gaussian; arrays of the shape of the prediction.

    Attributes:
        likelihood: of the interval.
        shift: the mean moves by ``shift`` standard deviations of the prediction.
        shrink: its variance changes by ``shrink`` times itself (negative: it shrinks).
    """

    likelihood: Array
    shift: Array
    shrink: Array


def normal_between(low: float, high: float) -> float:
    """P(low < N(0, 1) < high), accurate in both tails."""
    if low > 0:
        return 0.5 * (erfc(low / _ROOT_2) - erfc(high / _ROOT_2))
    return 0.5 * (erfc(-high / _ROOT_2) - erfc(-low / _ROOT_2))


def interval_moments(
    low: float, high: float, mean: Array, sd: Array, outlier: float, width: float
) -> Moments:
    """Moments of the prediction N(mean, sd²) after the report "between low and high".

    With Z the probability of the interval under the prediction, Z~ = (1−ε)Z + ε(high−low)/width
    is that of the robust mixture. The derivatives of log Z~ with respect to the mean give the
    update; the mixture keeps Z~ away from zero, so nothing need be done in logarithms.

    Args:
        low: lower bound, in log level.
        high: upper bound, above `low`.
        mean: predicted report, any shape.
        sd: its standard deviation, measurement noise included.
        outlier: ε, the share of counts that have nothing to do with the level.
        width: the range an unrelated count is spread over.
    """
    alpha = (low - mean) / sd
    beta = (high - mean) / sd
    flat = list(zip(alpha.ravel().tolist(), beta.ravel().tolist(), strict=True))
    inside = np.array([normal_between(a, b) for a, b in flat]).reshape(mean.shape)
    at_low = np.array([_NORMAL * exp(-0.5 * a * a) for a, _ in flat]).reshape(mean.shape)
    at_high = np.array([_NORMAL * exp(-0.5 * b * b) for _, b in flat]).reshape(mean.shape)
    likelihood = (1 - outlier) * inside + outlier * (high - low) / width
    shift = (1 - outlier) * (at_low - at_high) / likelihood
    curvature = (1 - outlier) * (alpha * at_low - beta * at_high) / likelihood
    return Moments(likelihood, shift, curvature - shift**2)
