"""Replay and score many claims, beside the baselines; the largest misses first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from recul.backtest import intervals
from recul.backtest.baselines import BASELINES, Forecast
from recul.backtest.calibration import Bin, Decomposition, bins, decompose
from recul.backtest.claims import HistoricalCase as Historical
from recul.backtest.claims import Outcome, Prepared, prepare
from recul.backtest.replay import (
    CHECKPOINTS,
    CONFIRMING,
    DECISIVE,
    Day,
    Replayed,
    day_of,
    replay_prepared,
)
from recul.backtest.scores import Scores, mean_scores, rps
from recul.model import Outcomes, Value, Verdict, end_of_day

MISSES_SHOWN = 10
LIKELY = 0.6
REFERENCE = "base_rates"
"""The baseline that skill is measured against, beside all others."""

Pairs = list[tuple[str, Forecast, int]]
"""The crisis, the forecast and the rank of the outcome of each case of a checkpoint."""


class Interval90(Value):
    """A value and its 90 % interval, of the bootstrap over crises."""

    value: float
    low90: float
    high90: float


class ByCheckpoint(Value):
    """Scores by checkpoint, as a string (``"7"``, ``"deadline+14"``)."""

    checkpoints: dict[str, Scores]


class Summary(ByCheckpoint):
    """Scores per checkpoint, and how the verdicts did.

    Attributes:
        checkpoints: scores by checkpoint.
        rps90: the ranked probability scores with their intervals.
        false_confirmations: claims confirmed at some checkpoint that were not carried out.
        missed: claims that were carried out and never confirmed.
        likely: share of the claims carried out in time that had `LIKELY` or more by a checkpoint.
        median_days_to_verdict: days until the first verdict that takes a side, over the claims
            that got one; None if none did.
    """

    rps90: dict[str, Interval90]
    false_confirmations: int
    missed: int
    likely: dict[str, float]
    median_days_to_verdict: float | None


class Miss(Value):
    """A forecast that was far off."""

    id: str
    day: Day
    outcome: Outcome
    p: Outcomes
    verdict: Verdict
    rps: float


class Report(Value):
    """The back-test, in the shape of the JSON contract; the worst of each claim, largest first.

    Attributes:
        skill: by baseline and checkpoint, by what share our ranked probability score is lower.
        reliability: the diagram of *carried out* over all checkpoints.
        parts: what the Brier score of *carried out* is made of, over that diagram.
    """

    cases: tuple[Replayed, ...]
    scores: Summary
    baselines: dict[str, ByCheckpoint]
    skill: dict[str, dict[str, Interval90]]
    reliability: tuple[Bin, ...]
    parts: Decomposition | None
    largest_misses: tuple[Miss, ...]


def run(cases: Sequence[Historical]) -> Report:
    """Replay and score all `cases`, beside the baselines."""
    every = [prepare(c) for c in cases]
    replayed = tuple(
        Replayed(id=one.historical.id, outcome=one.historical.outcome, checkpoints=said)
        for one in every
        for said in (replay_prepared(one),)
    )
    ours = _ours(every, replayed)
    theirs = {name: _theirs(name, every, cases) for name in BASELINES}
    diagram = bins([(f[2], rank == 2) for pairs in ours.values() for _, f, rank in pairs])
    return Report(
        cases=replayed,
        scores=_summary(replayed, every, ours),
        baselines={name: ByCheckpoint(checkpoints=_scores(p)) for name, p in theirs.items()},
        skill={name: _skill(ours, pairs) for name, pairs in theirs.items()},
        reliability=diagram,
        parts=decompose(diagram) if diagram else None,
        largest_misses=_misses(replayed),
    )


def _ours(every: Sequence[Prepared], replayed: Sequence[Replayed]) -> dict[str, Pairs]:
    found: dict[str, Pairs] = {str(checkpoint): [] for checkpoint in CHECKPOINTS}
    for one, said in zip(every, replayed, strict=True):
        for c in said.checkpoints:
            found[str(c.day)].append((one.crisis, c.forecast, said.outcome.rank))
    return {day: pairs for day, pairs in found.items() if pairs}


def _theirs(name: str, every: Sequence[Prepared], cases: Sequence[Historical]) -> dict[str, Pairs]:
    found: dict[str, Pairs] = {}
    for checkpoint in CHECKPOINTS:
        for one in every:
            day = day_of(checkpoint, one.historical)
            if day:
                said = BASELINES[name](one.historical, one.evidence, end_of_day(day), cases)
                rank = one.historical.outcome.rank
                found.setdefault(str(checkpoint), []).append((one.crisis, said, rank))
    return found


def _scores(by_day: Mapping[str, Pairs]) -> dict[str, Scores]:
    return {day: mean_scores((f, rank) for _, f, rank in pairs) for day, pairs in by_day.items()}


def _rps(pairs: Pairs) -> list[float]:
    return [rps(f, rank) for _, f, rank in pairs]


def _crises(pairs: Pairs) -> list[str]:
    return [crisis for crisis, _, _ in pairs]


def _skill(ours: Mapping[str, Pairs], theirs: Mapping[str, Pairs]) -> dict[str, Interval90]:
    found = {}
    for day, pairs in ours.items():
        mine, other = _rps(pairs), _rps(theirs[day])
        low, high = intervals.of_skill(mine, other, _crises(pairs))
        found[day] = Interval90(value=1 - sum(mine) / sum(other), low90=low, high90=high)
    return found


def _summary(
    replayed: Sequence[Replayed], every: Sequence[Prepared], ours: Mapping[str, Pairs]
) -> Summary:
    scores = _scores(ours)
    confirmed = {r.id for r in replayed if any(c.verdict in CONFIRMING for c in r.checkpoints)}
    carried_out = {r.id for r in replayed if r.outcome.rank == 2}
    waits = [w for r, o in zip(replayed, every, strict=True) if (w := _wait(r, o.historical))]
    rps90 = {}
    for day, pairs in ours.items():
        low, high = intervals.of_mean(_rps(pairs), _crises(pairs))
        rps90[day] = Interval90(value=scores[day].rps, low90=low, high90=high)
    return Summary(
        checkpoints=scores,
        rps90=rps90,
        false_confirmations=len(confirmed - carried_out),
        missed=len(carried_out - confirmed),
        likely=_likely(replayed),
        median_days_to_verdict=median(waits) if waits else None,
    )


def _likely(replayed: Sequence[Replayed]) -> dict[str, float]:
    """Of the claims carried out in time, how many were given `LIKELY` or more by each day."""
    real = [r for r in replayed if r.outcome is Outcome.REAL]
    if not real:
        return {}
    by_then = {}
    for day in (c for c in CHECKPOINTS if isinstance(c, int)):
        reached = sum(
            any(
                isinstance(c.day, int) and c.day <= day and c.p.carried_out >= LIKELY
                for c in r.checkpoints
            )
            for r in real
        )
        by_then[str(day)] = reached / len(real)
    return by_then


def _wait(replayed: Replayed, claim: Historical) -> int | None:
    days = [
        (day - claim.claim_date).days
        for c in replayed.checkpoints
        if c.verdict in DECISIVE and (day := day_of(c.day, claim))
    ]
    return min(days, default=None)


def _misses(replayed: Sequence[Replayed]) -> tuple[Miss, ...]:
    """The worst checkpoint of each claim, the earliest of equals; largest first."""
    misses = []
    for r in replayed:
        worst = max(r.checkpoints, key=lambda c: round(rps(c.forecast, r.outcome.rank), 9))
        misses.append(
            Miss(
                id=r.id,
                day=worst.day,
                outcome=r.outcome,
                p=worst.p,
                verdict=worst.verdict,
                rps=rps(worst.forecast, r.outcome.rank),
            )
        )
    misses.sort(key=lambda m: (-m.rps, m.id))
    return tuple(misses[:MISSES_SHOWN])
