"""Evidence → Assessment: level filter, hypotheses, verdict, explanation.

`assess` is a pure function of what it is given: no clock, no file but the engine's own tables.
Cutting the stream at an instant and assessing gives what assessing as of that instant gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from recul.assessment.assumptions import assumptions
from recul.assessment.confidence import confidence
from recul.assessment.events import Voice
from recul.assessment.explain import matrix, would_change
from recul.assessment.filter import run
from recul.assessment.indicators import checklist
from recul.assessment.modes import CARRIED_OUT, Array, outcomes, prior_of_modes
from recul.assessment.observed import observed_so_far, p_drop, track
from recul.assessment.prior import prior_for, prior_points
from recul.assessment.signs import independent
from recul.assessment.stream import Stream, last_day, ready
from recul.assessment.tables import Tables, load
from recul.assessment.verdict import Known, decide
from recul.assessment.warning import warning_time
from recul.assessment.without import leave_out
from recul.assessment.words import words
from recul.case import Case
from recul.model import Assessment, Claim, Evidence, Ledger, PassageOfTime, Weighed

__all__ = ["assess"]

BASE, LOW, HIGH, KNOWN = range(4)
"""The replicas: as it is, at the low and at the high prior, and without strangers in favour."""


def assess(
    evidence: Sequence[Evidence],
    claim: Claim,
    as_of: datetime,
    case: Case,
    *,
    explain: bool = True,
    tables: Tables | None = None,
) -> Assessment:
    """Judge a claim as of an instant.

    Args:
        evidence: settled evidence (`recul.evidence.origins.settle`), in any order. What was
            published after `as_of` leaves no trace. What was published long before or after the
            claim, or long after it was seen, is counted in `unused` and otherwise ignored.
        claim: the claim.
        as_of: the instant, with a time zone.
        case: the force, its unit and the prior, where it gives one.
        explain: False leaves out the level chart, what would change the assessment, what it
            rests on, the checklist, the warning time, and the reruns without each group of
            evidence (confidence is then read without them).
        tables: the numbers of the engine; by default those that ship with the package, with
            nothing in them learned from the crisis that the case is of.

    Returns:
        The assessment. ``logit(p.carried_out) − logit(prior.carried_out)`` is the sum of the
        contributions and of the passage of time, to within 1e-9.

    Raises:
        ValueError: `as_of` has no time zone.
    """
    if as_of.tzinfo is None:
        raise ValueError("as_of needs a time zone")
    tables = tables or load(case.crisis)
    until = min(as_of.astimezone(UTC).date(), last_day(claim, tables))
    stream = ready(evidence, claim, as_of, case, tables)
    prior = prior_for(claim, case, until, tables.prior)
    priors = np.array(
        [
            prior_of_modes(point, tables.prior.rotation_share)
            for point in (prior, *prior_points(prior, tables.prior.strength), prior)
        ]
    )
    left_out = _left_out(stream)
    base = run(stream, claim, until, priors, tables, left_out)
    p = outcomes(base.p[BASE])
    low, high = sorted(float(v) for v in base.p[[LOW, HIGH], CARRIED_OUT])
    observed = observed_so_far(base, stream, claim, until, case, tables)
    known = Known(
        carried_out=float(base.p[KNOWN, CARRIED_OUT]), p_drop_10=p_drop(base, KNOWN, tables)
    )
    verdict, reasons = decide(p, observed, known, stream, claim, until, case, tables.gate)
    swing, without = (
        leave_out(base, stream, observed, left_out[KNOWN], claim, until, case, priors[:1], tables)
        if explain
        else (None, ())
    )
    level, confidence_reasons = confidence(
        base, stream, claim, until, (low, high), swing, tables.confidence
    )
    return Assessment(
        claim=claim,
        as_of=as_of,
        prior=prior,
        p=p,
        p_range=(low, high),
        observed_so_far=observed,
        verdict=verdict,
        verdict_reasons=reasons,
        words=words(p.carried_out),
        confidence=level,
        confidence_reasons=confidence_reasons,
        evidence=tuple(
            Weighed(evidence=item.evidence, contribution=moved)
            for item, moved in zip(stream.items, base.contributions, strict=True)
        ),
        passage=tuple(PassageOfTime(day=day, contribution=moved) for day, moved in base.passage),
        independent_origins=independent(
            i
            for i in stream.items
            if i.day >= claim.made_on
            and i.evidence.ledger is Ledger.OBSERVED
            and i.evidence.weight > 0
        ),
        would_change=would_change(base, priors[:1], tables) if explain else (),
        without=without,
        matrix=matrix(base, stream, tables.prior.rotation_share) if explain else (),
        assumptions=assumptions(stream, claim, until, case, (low, high), without, tables)
        if explain
        else (),
        indicators=checklist(stream, claim, until, tables) if explain else (),
        warning_time=warning_time(base, stream, claim, until, case, priors[BASE], tables)
        if explain
        else None,
        track=track(base, stream, tables) if explain else (),
        unused=stream.unused,
    )


def _left_out(stream: Stream) -> Array:
    """Which replica does without which item, (4, items).

    Unvetted sources may argue against a confirmation, never for it: who plants accounts gains
    nothing but the chance to be heard as a doubt.
    """
    out = np.zeros((4, len(stream.items)))
    out[KNOWN] = [
        item.voice is Voice.UNVETTED and (item.says.pro if item.says else item.count is not None)
        for item in stream.items
    ]
    return out
