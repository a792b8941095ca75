"""What differs between two assessments of a claim, why, and by which sentences.

An assessment that says what the one before said is no change, however many copies came in
between: what counts is what a reader is told first (`told`), not each digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from recul.model import Assessment, Evidence, Reason, Value

MOST_SENTENCES = 6
_LEAST = 0.05
"""A piece of evidence that moved the log-odds by less drove nothing, if another moved them more."""


class Difference(Value):
    """One thing that differs: what it was and what it is. None for a claim not judged before."""

    what: str
    old: Any
    new: Any


class Driver(Value):
    """A sentence behind a change, and by how much its say in the log-odds has changed."""

    evidence: Evidence
    moved: float


class Change(Value):
    """How an assessment differs from the one before.

    Attributes:
        differences: verdict, words (ICD 203 band), confidence, the probabilities in per cent,
            the number of independent origins; in this order, those that differ.
        reasons: of the verdict as it is now.
        drivers: the evidence whose say has changed most, strongest first; what no longer counts
            is among it.
        time: by how much passing time has moved the log-odds since.
    """

    claim: str
    before: AwareDatetime | None
    after: AwareDatetime
    differences: tuple[Difference, ...]
    reasons: tuple[Reason, ...]
    drivers: tuple[Driver, ...]
    time: float


def told(assessment: Assessment) -> dict[str, Any]:
    """What a reader is told first; two assessments with the same are one entry of the log."""
    return {
        "verdict": assessment.verdict,
        "words": assessment.words,
        "confidence": assessment.confidence,
        **{
            name: round(100 * getattr(assessment.p, name))
            for name in type(assessment.p).model_fields
        },
        "independent_origins": assessment.independent_origins,
    }


def change(before: Assessment | None, after: Assessment) -> Change | None:
    """How an assessment differs from the one before; None if it says the same.

    Args:
        before: None for the first of a claim.
        after: of the same claim.
    """
    was: Mapping[str, Any] = told(before) if before else {}
    now = told(after)
    differences = tuple(
        Difference(what=what, old=was.get(what), new=now[what])
        for what in now
        if was.get(what) != now[what] or not before
    )
    if not differences:
        return None
    passed = sum(p.contribution for p in after.passage)
    return Change(
        claim=after.claim.id,
        before=before.as_of if before else None,
        after=after.as_of,
        differences=differences,
        reasons=after.verdict_reasons,
        drivers=_drivers(before, after),
        time=passed - sum(p.contribution for p in before.passage) if before else passed,
    )


def _drivers(before: Assessment | None, after: Assessment) -> tuple[Driver, ...]:
    pieces: dict[str, Evidence] = {}
    moved: dict[str, float] = {}
    for assessment, sign in ((before, -1.0), (after, 1.0)):
        for weighed in assessment.evidence if assessment else ():
            pieces[weighed.evidence.id] = weighed.evidence
            moved[weighed.evidence.id] = (
                moved.get(weighed.evidence.id, 0.0) + sign * weighed.contribution
            )
    ranked = sorted((-abs(size), id_) for id_, size in moved.items() if size)
    strong = [id_ for size, id_ in ranked if -size >= _LEAST] or [id_ for _, id_ in ranked[:1]]
    drivers: dict[str, Driver] = {}
    for id_ in strong:  # one sentence may give several pieces of evidence: it is shown once
        drivers.setdefault(pieces[id_].quote, Driver(evidence=pieces[id_], moved=moved[id_]))
    return tuple(drivers.values())[:MOST_SENTENCES]
