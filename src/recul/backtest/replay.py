"""Replay a claim as of each checkpoint: what would have been said then."""

from __future__ import annotations

from datetime import date, timedelta

from recul.assessment import assess
from recul.assessment.tables import Tables
from recul.backtest.baselines import Forecast
from recul.backtest.claims import HistoricalCase, Outcome, Prepared, prepare
from recul.model import Outcomes, Value, Verdict, end_of_day

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
    outcome, not how many observations there are, and nothing learned from its crisis.
    """
    return replay_prepared(prepare(claim))


def replay_prepared(one: Prepared, tables: Tables | None = None) -> tuple[Checkpoint, ...]:
    """The same of a claim whose evidence is at hand.

    Args:
        one: the claim.
        tables: the numbers of the engine; by default those learned without its crisis.
    """
    return tuple(
        _checkpoint(checkpoint, day, one, tables)
        for checkpoint in CHECKPOINTS
        if (day := day_of(checkpoint, one.historical))
    )


def _checkpoint(checkpoint: Day, day: date, one: Prepared, tables: Tables | None) -> Checkpoint:
    as_of = end_of_day(day)
    known = [e for e in one.evidence if e.published <= as_of]
    said = assess(known, one.case.claims[0], as_of, one.case, explain=False, tables=tables)
    return Checkpoint(day=checkpoint, p=said.p, verdict=said.verdict)
