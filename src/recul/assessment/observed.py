"""What has been observed so far: the level and its changes, apart from what is to come."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log
from typing import Literal

import numpy as np

from recul.assessment.bands import below, quantile
from recul.assessment.filter import PERIODS, Run
from recul.assessment.modes import Array
from recul.assessment.stream import REFERENCE, Stream
from recul.assessment.tables import Tables
from recul.case import Case
from recul.model import Band, Change, Claim, Level, LevelPoint, ObservedSoFar

DROP = log(0.9)
"""A fall of ten per cent, in log level."""


def observed_so_far(
    run: Run, stream: Stream, claim: Claim, until: date, case: Case, tables: Tables
) -> ObservedSoFar:
    """The level, its changes, and P(it has fallen by 10 % or more since the claim)."""
    if until < claim.made_on:
        return ObservedSoFar(p_drop_10=0.0)
    widen = tables.counts.band_factor
    weights = run.weights[0]
    drop = p_drop(run, 0, tables)
    counts = sum(item.count is not None and item.seen >= claim.made_on for item in stream.items)
    if stream.first_count is None:
        return ObservedSoFar(p_drop_10=drop, counts=counts)
    median, low, high = _band(run.track.weights[-1], run.track.mean[-1], widen * run.track.sd[-1])
    level = Level(
        median=exp(stream.centre + median),
        low90=exp(stream.centre + low),
        high90=exp(stream.centre + high),
        unit=case.force.unit if case.force else "persons",
        definition=REFERENCE,
    )
    change: dict[Literal["1w", "4w", "12w"], Change] = {}
    for name in ("1w", "4w", "12w"):
        if until - timedelta(days=PERIODS[name]) >= stream.first_count:
            mean, sd = (a[0] for a in run.changes[name])
            change[name] = _change(weights, mean, sd, widen)
    return ObservedSoFar(p_drop_10=drop, counts=counts, level=level, change=change)


def p_drop(run: Run, replica: int, tables: Tables) -> float:
    """P(the level has fallen by 10 % or more since the claim) in one replica."""
    mean, sd = (a[replica] for a in run.changes["claim"])
    return float(below(DROP, run.weights[replica], mean, tables.counts.band_factor * sd))


def track(run: Run, stream: Stream, tables: Tables) -> tuple[LevelPoint, ...]:
    """The level day by day since the first count, for the chart."""
    if not run.track.days:
        return ()
    weights, mean, sd = (np.array(a) for a in (run.track.weights, run.track.mean, run.track.sd))
    sd = tables.counts.band_factor * sd
    median, low, high = (
        np.exp(stream.centre + quantile(q, weights, mean, sd)).tolist() for q in (0.5, 0.05, 0.95)
    )
    return tuple(
        LevelPoint(day=day, level=Band(median=m, low90=lo, high90=hi))
        for day, m, lo, hi in zip(run.track.days, median, low, high, strict=True)
    )


def _band(weights: Array, mean: Array, sd: Array) -> tuple[float, float, float]:
    median, low, high = (float(quantile(q, weights, mean, sd)) for q in (0.5, 0.05, 0.95))
    return median, low, high


def _change(weights: Array, mean: Array, sd: Array, widen: float) -> Change:
    # Before the claim there is one mode only, and the clone has one row.
    mean, sd = np.broadcast_to(mean, 6), widen * np.broadcast_to(sd, 6)
    median, low, high = _band(weights, mean, sd)
    return Change(
        p_up=1.0 - float(below(0.0, weights, mean, sd)),
        median=exp(median) - 1,
        low90=exp(low) - 1,
        high90=exp(high) - 1,
    )
