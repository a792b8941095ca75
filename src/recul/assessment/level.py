"""A bank of Kalman filters on the level of the force, one per mode, for several replicas at once.

The state of each filter is z = (level, drift, the level at four earlier dates, offsets of counting
definitions, biases of sources), the level being a logarithm. A *replica* is the same bank under
another prior, or with a group of evidence left out: all are run in one pass, since the arrays are
small and the cost is in the calls.

The level at an earlier date is a clone of the level made on that date (Roumeliotis & Burdick
2002): it stays correlated with everything, so a change since then has an exact mean and variance.
"""

from __future__ import annotations

import numpy as np

from recul.assessment.counts import Moments, interval_moments
from recul.assessment.modes import NOT_YET, Array, drifts
from recul.assessment.tables import Tables

LEVEL, DRIFT = 0, 1
CLONES = ("claim", "1w", "4w", "12w")
FIRST_FREE = 2 + len(CLONES)

FIRST_COUNT_SD = 0.5
"""The first count is right within a factor of three or so. Wider, and it would itself look like
an outlier."""
FIRST_DRIFT_SD = 0.01


class LevelBank:
    """Means (R, M, n) and covariances (R, M, n, n); M is 1 before the claim, 6 after it.

    Args:
        replicas: R.
        offsets: prior (mean, sd, drift per root day) of each offset and bias, in order.
        tables: the numbers of the engine.
    """

    def __init__(
        self, replicas: int, offsets: list[tuple[float, float, float]], tables: Tables
    ) -> None:
        n = FIRST_FREE + len(offsets)
        self._all = drifts(tables)
        self._modes = np.array([NOT_YET])
        self._counts = tables.counts
        self.mean = np.zeros((replicas, 1, n))
        self.covariance = np.zeros((replicas, 1, n, n))
        self.covariance[..., DRIFT, DRIFT] = FIRST_DRIFT_SD**2
        self._walk = np.zeros(n)
        for i, (mean, sd, drift) in enumerate(offsets, start=FIRST_FREE):
            self.mean[..., i] = mean
            self.covariance[..., i, i] = sd**2
            self._walk[i] = drift**2
        self._diagonal = np.arange(n)

    def anchor(self) -> None:
        """Place the level, of which only changes were known so far, at the first count: nought.

        Earlier levels move along, so what is known of changes stays. How far each mode has drifted
        by then says nothing of the first count, and the first count nothing of the modes.
        """
        levels = [LEVEL, *range(2, FIRST_FREE)]
        self.mean[..., levels] -= self.mean[..., LEVEL, None]
        self.covariance[(..., *np.ix_(levels, levels))] += FIRST_COUNT_SD**2

    def split(self) -> None:
        """From the waiting mode alone to all six, each starting where it stands."""
        self.mean = np.repeat(self.mean, 6, axis=1)
        self.covariance = np.repeat(self.covariance, 6, axis=1)
        self._modes = np.arange(6)

    def mix(self, share: Array) -> None:
        """Match moments after a change of modes.

        Args:
            share: P(came from mode i | now in mode j), shape (R, M, M) as [.., i, j].
        """
        replicas, modes, n = self.mean.shape
        into = share.swapaxes(1, 2)
        outer = self.mean[..., :, None] * self.mean[..., None, :]
        second = (self.covariance + outer).reshape(replicas, modes, n * n)
        self.mean = into @ self.mean
        mixed = (into @ second).reshape(replicas, modes, n, n)
        mixed -= self.mean[..., :, None] * self.mean[..., None, :]
        self.covariance = 0.5 * (mixed + mixed.swapaxes(2, 3))

    def step(self, drifting: bool = True) -> None:
        """One day: v' = (1−κ)v + κμ + noise, x' = x + v' + noise, biases drift.

        Args:
            drifting: False once what a mode does is over: μ is then nought, and v dies away.
        """
        mu, s, kappa, q = (self._all[name][self._modes] for name in ("mu", "s", "kappa", "q"))
        keep = 1 - kappa
        z, p = self.mean, self.covariance
        z[..., DRIFT] = keep * z[..., DRIFT] + kappa * mu * drifting
        z[..., LEVEL] += z[..., DRIFT]
        p[..., DRIFT, :] *= keep[:, None]
        p[..., :, DRIFT] *= keep[:, None]
        p[..., DRIFT, DRIFT] += s**2 * (1 - keep**2)
        p[..., LEVEL, :] += p[..., DRIFT, :]
        p[..., :, LEVEL] += p[..., :, DRIFT]
        p[..., LEVEL, LEVEL] += q**2
        p[..., self._diagonal, self._diagonal] += self._walk

    def clone(self, name: str) -> None:
        """Keep the level of today under `name`."""
        i = 2 + CLONES.index(name)
        z, p = self.mean, self.covariance
        z[..., i] = z[..., LEVEL]
        p[..., i, :] = p[..., LEVEL, :]
        p[..., :, i] = p[..., :, LEVEL]
        p[..., i, i] = p[..., LEVEL, LEVEL]

    def predict(self, lag: int, states: list[int], noise: float) -> tuple[Array, Array, Array]:
        """Mean (R, M), sd (R, M) and gain direction Ph (R, M, n) of a report.

        Args:
            lag: days between the observation and its publication.
            states: the offsets the report carries.
            noise: sd of its measurement noise.
        """
        mean = self.mean[..., LEVEL] - lag * self.mean[..., DRIFT]
        toward = self.covariance[..., LEVEL] - lag * self.covariance[..., DRIFT]
        for i in states:
            mean = mean + self.mean[..., i]
            toward = toward + self.covariance[..., i]
        variance = toward[..., LEVEL] - lag * toward[..., DRIFT] + noise**2
        for i in states:
            variance = variance + toward[..., i]
        return mean, np.sqrt(variance), toward

    def update(
        self,
        low: float,
        high: float,
        lag: int,
        states: list[int],
        noise: float,
        heard: Array,
    ) -> tuple[Array, Array, Array]:
        """Take in a count between `low` and `high` (log level, centred).

        Args:
            low: lower bound.
            high: upper bound, above it.
            lag: days between the observation and its publication.
            states: the offsets the report carries.
            noise: sd of its measurement noise, echo weight included.
            heard: shape (R,), 1 where the replica takes the report in, else 0.

        Returns:
            log-likelihood of the report per replica and mode, (R, M), and the mean and sd that
            were predicted for it, (R, M) each.
        """
        mean, sd, toward = self.predict(lag, states, noise)
        moments: Moments = interval_moments(
            low, high, mean, sd, self._counts.outlier, self._counts.outlier_width
        )
        gain = toward / sd[..., None]
        self.mean += (heard[:, None] * moments.shift)[..., None] * gain
        shrink = (heard[:, None] * moments.shrink)[..., None, None]
        self.covariance += shrink * (gain[..., :, None] * gain[..., None, :])
        return np.log(moments.likelihood), mean, sd

    def level(self) -> tuple[Array, Array]:
        """Mean and sd of the log level in each mode of the first replica, (M,) each."""
        variance = self.covariance[0, :, LEVEL, LEVEL]
        return self.mean[0, :, LEVEL].copy(), np.sqrt(np.maximum(variance, 0.0))

    def motion(self) -> tuple[Array, Array]:
        """Mean (M, 2) and covariance (M, 2, 2) of level and drift in the first replica."""
        return self.mean[0, :, :2].copy(), self.covariance[0, :, :2, :2].copy()

    def change(self, name: str) -> tuple[Array, Array]:
        """Mean and sd (R, M) of the change of the log level since the clone `name`."""
        i = 2 + CLONES.index(name)
        z, p = self.mean, self.covariance
        variance = p[..., LEVEL, LEVEL] - 2 * p[..., LEVEL, i] + p[..., i, i]
        return z[..., LEVEL] - z[..., i], np.sqrt(np.maximum(variance, 0.0))
