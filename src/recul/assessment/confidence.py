"""Confidence: how good the basis is, by a published rubric; never how likely the event is.

ICD 203 asks for a level of confidence and gives no thresholds; these are the project's own
(`tables.toml`). The lowest of five criteria decides, and each is given as a reason.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from recul.assessment.filter import Run
from recul.assessment.signs import independent, is_vetted, signs
from recul.assessment.stream import Stream
from recul.assessment.tables import Cut, Rubric
from recul.model import Claim, Confidence, Direction, Reason

_ORDER = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)


class LeaveOut(NamedTuple):
    """What leaving out one group of evidence did.

    Attributes:
        swing: the largest change of P(carried out), 0 where nothing was left out.
        group: the group that did it (``source:…``, ``origin:…``, ``kind:…``), None without one.
        flips: True if P(carried out) crosses one half without it.
        estimated: True if only an estimate from the contributions was affordable.
    """

    swing: float = 0.0
    group: str | None = None
    flips: bool = False
    estimated: bool = False


def confidence(
    run: Run,
    stream: Stream,
    claim: Claim,
    until: date,
    p_range: tuple[float, float],
    leave_out: LeaveOut | None,
    rubric: Rubric,
) -> tuple[Confidence, tuple[Reason, ...]]:
    """The level and its reasons, those of the lowest criteria first.

    Args:
        run: the pass over the evidence.
        stream: the evidence.
        claim: the claim.
        until: the day of the as-of instant.
        p_range: P(carried out) at the 10 % and the 90 % point of the prior.
        leave_out: what leaving out groups did; None where it was not tried, and is not judged.
        rubric: the cuts.
    """
    vetted = [
        i for i in stream.items if i.day >= claim.made_on and is_vetted(i) and (i.count or i.says)
    ]
    origins = independent(vetted)
    judged = [
        (_at_least(origins, rubric.origins), _reason("origins", origins=origins)),
        (
            _at_most(p_range[1] - p_range[0], rubric.prior),
            _reason("prior", low=p_range[0], high=p_range[1]),
        ),
        _age(stream, claim, until, rubric),
    ]
    if leave_out is not None:
        name = "leave_one_out_estimated" if leave_out.estimated else "leave_one_out"
        swing = _at_most(leave_out.swing, rubric.leave_one_out)
        judged.append((swing, _reason(name, **leave_out._asdict())))
    if run.outside:
        share = sum(run.outside) / len(run.outside)
        judged.append((_at_most(share, rubric.outside), _reason("outside", share=share)))
    judged.sort(key=lambda pair: _ORDER.index(pair[0]))
    level = judged[0][0]
    return level, tuple(
        Reason(id=reason.id, values={"level": str(each), **reason.values})
        for each, reason in judged
    )


def _age(stream: Stream, claim: Claim, until: date, rubric: Rubric) -> tuple[Confidence, Reason]:
    seen = [i.day for i in signs(stream.items, claim, *Direction) if is_vetted(i)]
    if not seen:
        return Confidence.LOW, _reason("no_vetted_sign")
    days = (min(until, claim.horizon) - max(seen)).days  # what is judged is the horizon
    return _at_most(days, rubric.age_days), _reason("age", days=days)


def _at_least(value: float, cut: Cut) -> Confidence:
    if value >= cut.high:
        return Confidence.HIGH
    return Confidence.MODERATE if value >= cut.moderate else Confidence.LOW


def _at_most(value: float, cut: Cut) -> Confidence:
    if value < cut.high:
        return Confidence.HIGH
    return Confidence.MODERATE if value < cut.moderate else Confidence.LOW


def _reason(name: str, **values: object) -> Reason:
    return Reason(id=f"confidence.{name}", values=values)
