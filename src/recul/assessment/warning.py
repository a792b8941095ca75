"""How much warning there would be: the first passage of the level over a capability threshold.

By simulation of (mode, level, drift) from where the filter stands, always with the same random
numbers: the same evidence gives the same bits. If the threshold is met already, warning time is
what it takes to make ready, and no more.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log

import numpy as np

from recul.assessment.bands import below
from recul.assessment.events import likelihoods
from recul.assessment.filter import Run
from recul.assessment.modes import BUILD_UP, NOT_YET, Array, drifts, pace
from recul.assessment.signs import is_vetted, signs
from recul.assessment.stream import Stream
from recul.assessment.tables import Tables
from recul.case import Case
from recul.model import Claim, Direction, WarningTime

PATHS = 4000
LOOK_AHEAD = 90
SEED = 1
QUANTILES = (0.1, 0.5, 0.9)
LATELY = timedelta(days=28)
"""The rate at which somebody looks is that of so many days."""
WEEK = 7.0


def warning_time(
    run: Run, stream: Stream, claim: Claim, until: date, case: Case, prior: Array, tables: Tables
) -> WarningTime | None:
    """The warning time; None without a threshold, without a count, or before the claim.

    Args:
        run: the pass over the evidence.
        stream: the evidence.
        claim: the claim.
        until: the day of the as-of instant.
        case: gives the threshold and the readiness.
        prior: over the five hypotheses, (5,).
        tables: the numbers of the engine.
    """
    force = case.force
    if force is None or force.capability_threshold is None:
        return None
    if stream.first_count is None or until < claim.made_on:
        return None
    edge = log(force.capability_threshold) - stream.centre
    mean, covariance = run.motion
    widen = tables.counts.band_factor
    sd = widen * np.sqrt(np.maximum(covariance[:, 0, 0], 0.0))
    weights = run.weights[0]
    capable = 1.0 - float(below(edge, weights, mean[:, 0], sd))
    median = float(np.interp(0.5, *_cumulative(weights, mean[:, 0], sd)))
    days = _passage(run, edge, pace(claim, tables.dynamics), prior, tables)
    soonest = days[0]
    ready = force.readiness_days
    warning = None if ready is None or soonest is None else ready + soonest
    per_day = _looks(stream, claim, until)
    seen = _sees_reversal(tables)
    within = warning if warning is not None else WEEK
    return WarningTime(
        threshold=force.capability_threshold,
        unit=force.unit,
        p_capable=capable,
        readiness_days=ready,
        passage_days=days,
        looked_ahead=LOOK_AHEAD,
        warning_days=warning,
        significant_quantity=max(0.0, exp(stream.centre + median) - force.capability_threshold),
        p_detected=1.0 - exp(-per_day * seen * within),
        looks_per_week=WEEK * per_day,
    )


def _passage(
    run: Run, edge: float, slow: float, prior: Array, tables: Tables
) -> tuple[float | None, float | None, float | None]:
    """Quantiles of the days until the level is first at or above `edge`; 0 if it is."""
    dice = np.random.default_rng(SEED)
    mean, covariance = run.motion
    modes = dice.choice(6, size=PATHS, p=run.weights[0])
    # A filter's covariance may be short of rank: the square root is taken by eigenvalues.
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))[:, None, :]
    start = mean[modes] + tables.counts.band_factor * np.einsum(
        "pij,pj->pi", root[modes], dice.standard_normal((PATHS, 2))
    )
    level, drift = start[:, 0].copy(), start[:, 1].copy()
    motion = drifts(tables)
    onset, leak = slow * tables.dynamics.onset, slow * tables.dynamics.leak
    first = np.where(level >= edge, 0.0, np.inf)
    for day in range(1, LOOK_AHEAD + 1):
        chance = dice.random(PATHS)
        waits = modes == NOT_YET
        sets_in = waits & (chance < onset)
        modes = np.where(~waits & (chance < leak), NOT_YET, modes)
        modes = np.where(sets_in, dice.choice(5, size=PATHS, p=prior), modes)
        mu, s, kappa, q = (motion[name][modes] for name in ("mu", "s", "kappa", "q"))
        keep = 1 - kappa
        noise = dice.standard_normal((2, PATHS))
        drift = keep * drift + kappa * mu + s * np.sqrt(1 - keep**2) * noise[0]
        level = level + drift + q * noise[1]
        first = np.where((first == np.inf) & (level >= edge), float(day), first)
    low, middle, high = (float(v) for v in np.quantile(first, QUANTILES, method="inverted_cdf"))
    return _finite(low), _finite(middle), _finite(high)


def _finite(value: float) -> float | None:
    return value if value < np.inf else None


def _cumulative(weights: Array, mean: Array, sd: Array) -> tuple[Array, Array]:
    grid = np.linspace((mean - 5 * sd).min(), (mean + 5 * sd).max(), 400)
    return below(grid, weights, mean, sd), grid


def _looks(stream: Stream, claim: Claim, until: date) -> float:
    """Vetted physical reports a day, of the last four weeks or since the claim, a week at least."""
    first = max(claim.made_on, until - LATELY)
    looked = {
        (i.evidence.source, i.day)
        for i in signs(stream.items, claim, *Direction)
        if is_vetted(i) and i.day >= first
    }
    return len(looked) / max((until - first).days + 1, WEEK)


def _sees_reversal(tables: Tables) -> float:
    """P(one look shows a build-up that is under way): a faithful source whose pictures say so."""
    shown = float(np.exp(likelihoods(tables)["imagery", "up"].faithful[BUILD_UP]))
    return tables.events.faithful["B"] * shown
