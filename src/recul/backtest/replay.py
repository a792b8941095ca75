"""Replay each claim as of each checkpoint, and score what was said then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from recul.assessment import assess
from recul.backtest.baselines import BASELINES, Forecast
from recul.backtest.claims import HistoricalCase, Outcome, case_of, evidence_of
from recul.backtest.scores import Scores, mean_scores, rps
from recul.case import Case
from recul.model import Evidence, Outcomes, Value, Verdict, end_of_day

Day = int | str

DAYS = (1, 3, 7, 14, 30)
AFTER_DEADLINE = "deadline+14"
CHECKPOINTS: tuple[Day, ...] = (*DAYS, AFTER_DEADLINE)

CONFIRMING = frozenset({Verdict.VERIFIED, Verdict.SUSTAINED})
DECISIVE = CONFIRMING | {
    Verdict.CONTRADICTED,
    Verdict.PARTIAL,
    Verdict.ROTATED,
    Verdict.MOVED_ELSEWHERE,
    Verdict.EQUIPMENT_REMAINS,
}


class Checkpoint(Value):
    """What was said of a claim at a checkpoint."""

    day: Day
    p: Outcomes
    verdict: Verdict

    @property
    def forecast(self) -> Forecast:
        """P(not carried out), P(partial), P(carried out)."""
        p = self.p
        return p.not_carried_out + p.build_up, p.partial, p.carried_out


class Replayed(Value):
    """A claim, its checkpoints, and what turned out to be true."""

    id: str
    outcome: Outcome
    checkpoints: tuple[Checkpoint, ...]


class ByCheckpoint(Value):
    """Scores by checkpoint, as a string (``"7"``, ``"deadline+14"``)."""

    checkpoints: dict[str, Scores]


class Summary(ByCheckpoint):
    """Scores per checkpoint, and how the verdicts did.

    Attributes:
        checkpoints: scores by checkpoint.
        false_confirmations: claims confirmed at some checkpoint that were not carried out.
        missed: claims that were carried out and never confirmed.
        median_days_to_verdict: days until the first verdict that takes a side, over the claims
            that got one; None if none did.
    """

    false_confirmations: int
    missed: int
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
    """The back-test, in the shape of the JSON contract; the worst of each claim, largest first."""

    cases: tuple[Replayed, ...]
    scores: Summary
    baselines: dict[str, ByCheckpoint]
    largest_misses: tuple[Miss, ...]


MISSES_SHOWN = 10


def day_of(checkpoint: Day, claim: HistoricalCase) -> date | None:
    """The date of a checkpoint; None where the claim has no deadline, or it was over."""
    if isinstance(checkpoint, int):
        return claim.claim_date + timedelta(days=checkpoint)
    if claim.deadline is None:
        return None
    day = claim.deadline + timedelta(days=14)
    return day if day > claim.claim_date else None


def replay(claim: HistoricalCase) -> tuple[Checkpoint, ...]:
    """What would have been said of a claim at each checkpoint.

    Nothing is used but the claim's own fields and the observations published by then: not the
    outcome, not how many observations there are.
    """
    case = case_of(claim)
    evidence = evidence_of(claim, case)
    return tuple(
        _checkpoint(checkpoint, day, case, evidence)
        for checkpoint in CHECKPOINTS
        if (day := day_of(checkpoint, claim))
    )


def _checkpoint(checkpoint: Day, day: date, case: Case, evidence: Sequence[Evidence]) -> Checkpoint:
    as_of = end_of_day(day)
    known = [e for e in evidence if e.published <= as_of]
    said = assess(known, case.claims[0], as_of, case, explain=False)
    return Checkpoint(day=checkpoint, p=said.p, verdict=said.verdict)


def run(cases: Sequence[HistoricalCase]) -> Report:
    """Replay and score all `cases`, beside the baselines."""
    replayed = tuple(Replayed(id=c.id, outcome=c.outcome, checkpoints=replay(c)) for c in cases)
    return Report(
        cases=replayed,
        scores=_summary(replayed, cases),
        baselines=_baselines(cases),
        largest_misses=_misses(replayed),
    )


def _summary(replayed: Sequence[Replayed], cases: Sequence[HistoricalCase]) -> Summary:
    scores = {}
    for checkpoint in CHECKPOINTS:
        pairs = [
            (c.forecast, r.outcome.rank)
            for r in replayed
            for c in r.checkpoints
            if c.day == checkpoint
        ]
        if pairs:
            scores[str(checkpoint)] = mean_scores(pairs)
    confirmed = {r.id for r in replayed if any(c.verdict in CONFIRMING for c in r.checkpoints)}
    carried_out = {r.id for r in replayed if r.outcome.rank == 2}
    waits = [w for r, c in zip(replayed, cases, strict=True) if (w := _wait(r, c)) is not None]
    return Summary(
        checkpoints=scores,
        false_confirmations=len(confirmed - carried_out),
        missed=len(carried_out - confirmed),
        median_days_to_verdict=median(waits) if waits else None,
    )


def _wait(replayed: Replayed, claim: HistoricalCase) -> int | None:
    days = [
        (day - claim.claim_date).days
        for c in replayed.checkpoints
        if c.verdict in DECISIVE and (day := day_of(c.day, claim))
    ]
    return min(days, default=None)


def _baselines(cases: Sequence[HistoricalCase]) -> dict[str, ByCheckpoint]:
    prepared = [(claim, evidence_of(claim, case_of(claim))) for claim in cases]
    table = {}
    for name, baseline in BASELINES.items():
        scores = {}
        for checkpoint in CHECKPOINTS:
            pairs = [
                (baseline(claim, evidence, end_of_day(day), cases), claim.outcome.rank)
                for claim, evidence in prepared
                if (day := day_of(checkpoint, claim))
            ]
            if pairs:
                scores[str(checkpoint)] = mean_scores(pairs)
        table[name] = ByCheckpoint(checkpoints=scores)
    return table


def _misses(replayed: Sequence[Replayed]) -> tuple[Miss, ...]:
    """The worst checkpoint of each claim, the earliest of equals; largest first."""
    misses = []
    for r in replayed:
        worst = max(r.checkpoints, key=lambda c: rps(c.forecast, r.outcome.rank))
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
