"""The verdict: a gate on the probabilities, and on who has seen what.

Verified needs a probability, an observed fall where there are counts, *and* a vetted source that
reports physical signs, borne out by a second independent one or by the adversary, admitting it.
Too early is an answer, and so is *could not be verified*. Each verdict comes with the reasons that
made it, as ids and values.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from recul.assessment.events import Voice
from recul.assessment.signs import (
    SUSTAINED_AFTER,
    absences,
    admissions,
    independent,
    is_vetted,
    lasting,
    signs,
)
from recul.assessment.stream import Item, Stream
from recul.assessment.tables import Gate
from recul.case import Case
from recul.model import (
    Claim,
    Direction,
    EvidenceKind,
    ObservedSoFar,
    Outcomes,
    Reason,
    Verdict,
)


class Known(NamedTuple):
    """What would be believed without the counts of unvetted sources and what they say in favour.

    Attributes:
        carried_out: P(carried out).
        p_drop_10: P(the level has fallen by a tenth or more since the claim).
    """

    carried_out: float
    p_drop_10: float


def decide(
    p: Outcomes,
    observed: ObservedSoFar,
    known: Known,
    stream: Stream,
    claim: Claim,
    until: date,
    case: Case,
    gate: Gate,
) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict on a claim as of the day `until`, with its reasons.

    Args:
        p: what is going on.
        observed: what has been observed so far.
        known: what would be believed without the word of unvetted sources in favour.
        stream: the evidence used.
        claim: the claim.
        until: the day of the as-of instant.
        case: names the parts of the theatre.
        gate: the thresholds.
    """
    down = signs(stream.items, claim, Direction.DOWN)
    seen = [i for i in down if is_vetted(i)]
    admitted = admissions(stream.items, claim)
    short = _short_of_probable(p, observed, known, gate)
    if not short:
        basis = _basis(seen, admitted, gate)
        if basis:
            return Verdict.VERIFIED, (_probable(p), basis)
        missing = _reason("too_few_origins", origins=independent(seen), needed=gate.origins)
        stayed = lasting(stream.items, claim)
        if stayed:
            return Verdict.SUSTAINED, (_probable(p), _stayed_away(stayed), missing)
        return _departure(stream, claim, down, admitted, missing)
    if p.build_up >= gate.build_up:
        return Verdict.CONTRADICTED, (_reason("build_up", p=p.build_up),)
    if p.not_carried_out >= gate.rotation and seen and _seen_arriving(stream, claim):
        return _rotation(stream, claim, case, p.not_carried_out)
    if p.partial >= gate.partial:
        remains = _remaining_equipment(stream, claim)
        if remains:
            return Verdict.EQUIPMENT_REMAINS, (
                _reason("partial", p=p.partial),
                _reason("equipment_remains", origins=independent(remains)),
            )
        return Verdict.PARTIAL, (_reason("partial", p=p.partial),)
    if 1 - p.carried_out >= gate.rest:
        return Verdict.CONTRADICTED, (_reason("rest", p=1 - p.carried_out),)
    if p.carried_out >= 0.5 and (seen or admitted):
        return _departure(stream, claim, down, admitted, short)
    return _waiting(stream, claim, until)


def _short_of_probable(
    p: Outcomes, observed: ObservedSoFar, known: Known, gate: Gate
) -> Reason | None:
    """What a confirmation still lacks, apart from who has seen what; None if nothing."""
    if p.carried_out < gate.probable:
        return _reason("not_yet_probable", p=p.carried_out, needed=gate.probable)
    if observed.level and observed.p_drop_10 < gate.drop:
        return _reason("not_fallen", p=observed.p_drop_10, needed=gate.drop)
    if known.carried_out < gate.probable:
        return _reason("leans_on_unvetted", p=known.carried_out, needed=gate.probable)
    if observed.level and known.p_drop_10 < gate.drop:
        return _reason("fall_leans_on_unvetted", p=known.p_drop_10, needed=gate.drop)
    return None


def _probable(p: Outcomes) -> Reason:
    return _reason("probable", p=p.carried_out)


def _basis(seen: list[Item], admitted: list[Item], gate: Gate) -> Reason | None:
    """What bears a confirmation out: vetted origins alone, or with the adversary's word."""
    origins = independent(seen)
    if origins >= gate.origins:
        return _reason("signs", origins=origins, needed=gate.origins)
    if seen and independent([*seen, *admitted]) >= gate.origins:
        return _reason("signs_and_admission", origins=origins, last=_last(admitted))
    return None


def _stayed_away(gone: list[Item]) -> Reason:
    return _reason("stayed_away", first=gone[0].day, last=gone[-1].day, needed=SUSTAINED_AFTER.days)


def _departure(
    stream: Stream, claim: Claim, down: list[Item], admitted: list[Item], missing: Reason
) -> tuple[Verdict, tuple[Reason, ...]]:
    """Short of verified: how far up the ladder what was seen reaches."""
    gone = absences(stream.items, claim)
    if gone:
        seen = _reason("absence_seen", origins=independent(gone), last=_last(gone))
        return Verdict.ABSENCE_OBSERVED, (seen, missing)
    if down or admitted:
        reports = [*down, *admitted]
        seen = _reason("departure_seen", origins=independent(reports), last=_last(reports))
        return Verdict.DEPARTURE_OBSERVED, (seen, missing)
    return Verdict.COULD_NOT_BE_VERIFIED, (_reason("nothing_seen"), missing)


def _seen_arriving(stream: Stream, claim: Claim) -> bool:
    return any(is_vetted(i) for i in signs(stream.items, claim, Direction.UP))


def _rotation(
    stream: Stream, claim: Claim, case: Case, p: float
) -> tuple[Verdict, tuple[Reason, ...]]:
    elsewhere = {
        place
        for item in signs(stream.items, claim, Direction.UP)
        for place in item.evidence.places
        if place in case.theatre.parts and place not in claim.places
    }
    if elsewhere:
        where = _reason("elsewhere", places=sorted(elsewhere))
        return Verdict.MOVED_ELSEWHERE, (_reason("rotation", p=p), where)
    return Verdict.ROTATED, (_reason("rotation", p=p),)


def _remaining_equipment(stream: Stream, claim: Claim) -> list[Item]:
    return [
        i
        for i in signs(stream.items, claim, Direction.FLAT, Direction.UP)
        if i.evidence.kind is EvidenceKind.EQUIPMENT and is_vetted(i)
    ]


def _waiting(stream: Stream, claim: Claim, until: date) -> tuple[Verdict, tuple[Reason, ...]]:
    since = [i for i in stream.items if i.day >= claim.made_on and i.evidence.weight > 0]
    if until >= claim.horizon:
        return Verdict.COULD_NOT_BE_VERIFIED, (_reason("horizon_passed", horizon=claim.horizon),)
    refused = [
        i
        for i in since
        if i.evidence.kind is EvidenceKind.ACCESS_DENIED and i.voice in (Voice.VETTED, Voice.PRO)
    ]
    observed = [i for i in since if i.says or i.count]
    if refused and not signs(stream.items, claim, *Direction):
        return Verdict.ACCESS_DENIED, (_reason("access_denied", origins=independent(refused)),)
    if not observed:
        return Verdict.ANNOUNCED, (_reason("only_declared"),)
    days = (until - claim.made_on).days
    return Verdict.TOO_EARLY, (_reason("before_horizon", days=days, horizon=claim.horizon),)


def _last(items: list[Item]) -> date:
    return max(i.day for i in items)


def _reason(name: str, **values: object) -> Reason:
    return Reason(id=f"verdict.{name}", values=values)
