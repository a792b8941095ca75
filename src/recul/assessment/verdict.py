"""The verdict: a gate on the probabilities, and on who has seen what.

Verified needs a probability, an observed fall where there are counts, *and* two independent
origins that report physical signs, of which one may be the adversary, admitting it. Too early is
an answer, and so is *could not be verified*. Each verdict comes with the reasons that made it, as
ids and values.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from recul.assessment.events import Voice
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

VETTED_LETTERS = "AB"


def signs(items: Iterable[Item], claim: Claim, *directions: Direction) -> list[Item]:
    """Reports of something on the ground since the claim, not copies, in one of `directions`."""
    return [
        item
        for item in items
        if item.evidence.physical
        and item.evidence.weight > 0
        and item.day >= claim.made_on
        and item.evidence.direction in directions
    ]


def is_vetted(item: Item) -> bool:
    """True for a source that is graded A or B and has no stake in the claim."""
    return item.voice is Voice.VETTED and item.evidence.grade.reliability in VETTED_LETTERS


def is_admission(item: Item) -> bool:
    """True for an adversary that reports the withdrawal it would rather deny."""
    return item.voice is Voice.ANTI and item.says is not None and item.says.pro


def independent(items: Iterable[Item]) -> int:
    """How many independent origins stand behind `items`.

    Reports of one origin count once, and so do those of one source on several occasions.
    """
    kept = list(items)
    return min(len({i.evidence.origin for i in kept}), len({i.evidence.source for i in kept}))


def decide(
    p: Outcomes,
    observed: ObservedSoFar,
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
        stream: the evidence used.
        claim: the claim.
        until: the day of the as-of instant.
        case: names the parts of the theatre.
        gate: the thresholds.
    """
    down = signs(stream.items, claim, Direction.DOWN)
    admitted = [i for i in stream.items if is_admission(i)]
    vetted_down = independent(filter(is_vetted, down)) + bool(admitted)
    fallen = observed.level is None or observed.p_drop_10 >= gate.drop
    if p.carried_out >= gate.probable and fallen:
        basis = _reason("signs", origins=vetted_down, needed=gate.origins)
        if vetted_down >= gate.origins:
            return Verdict.VERIFIED, (_probable(p), basis)
        return _departure(down, admitted, _reason("too_few_origins", **basis.values))
    if p.build_up >= gate.build_up:
        return Verdict.CONTRADICTED, (_reason("build_up", p=p.build_up),)
    if p.not_carried_out >= gate.rotation and vetted_down and _seen_arriving(stream, claim):
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
    if p.carried_out >= 0.5 and vetted_down:
        return _departure(
            down, admitted, _reason("not_yet_probable", p=p.carried_out, needed=gate.probable)
        )
    return _waiting(stream, claim, until)


def _probable(p: Outcomes) -> Reason:
    return _reason("probable", p=p.carried_out)


def _departure(
    down: list[Item], admitted: list[Item], missing: Reason
) -> tuple[Verdict, tuple[Reason, ...]]:
    """Short of verified: how far up the ladder what was seen reaches."""
    gone = [
        i
        for i in down
        if i.evidence.kind in (EvidenceKind.IMAGERY, EvidenceKind.EQUIPMENT) and is_vetted(i)
    ]
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
