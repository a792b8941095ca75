"""Texts → Claims: who announced that which force would leave, and when.

A claim is an announcement of a withdrawal by the party whose force it is, or by one on its side;
or the mention of one by somebody else ("the allegations of troop withdrawals"), which is how most
texts come to speak of it. An announcement repeated is one claim, not two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from recul.case import Case, Force, Party
from recul.evidence.findings import is_promised, says_none_stays
from recul.evidence.passages import Passage, passages
from recul.evidence.sides import role_of, side_of
from recul.evidence.vouchers import speaker_of
from recul.evidence.watched import actor_in, is_watched
from recul.evidence.wording import Sense
from recul.model import (
    ONE_DAY,
    Claim,
    Event,
    EventKind,
    Extraction,
    Grain,
    Interval,
    Modality,
    Place,
    Realis,
    SourceKind,
    is_state,
)

_SAME_CLAIM = timedelta(days=10)
"""An announcement within so many days of one by the same side is that one, repeated: staged
returns are announced train by train, and talked about for a week or so."""
_CLAIMED = frozenset({EventKind.WITHDRAWAL, EventKind.PRESENCE})
"""What an announcement is told of: they leave, or nobody stays."""
_CLAIMED_BY_OTHERS = frozenset({Realis.ANNOUNCED, Realis.ALLEGED})
"""How a withdrawal is told by somebody who does not vouch for it."""
_CLAIMED_BY_ITSELF = _CLAIMED_BY_OTHERS | {Realis.OCCURRED, Realis.ONGOING}


def find_claims(extractions: Sequence[Extraction], case: Case) -> list[Claim]:
    """The claims of withdrawal in some documents, and those the case gives.

    A claim of the case takes in what is found of the same side about the same force within days
    of it. A document without a date gives none: it cannot be known when its claims were made.

    Args:
        extractions: in any order.
        case: its claims, and who stands on whose side.

    Returns:
        Sorted by the day they were made, then by id.
    """
    found = [c for extraction in extractions for c in _announcements(extraction, case)]
    claims = list(case.claims)
    for claim in sorted(found, key=lambda c: (c.made_on, c.document or "", _start(c), c.id)):
        if not any(_is_same(claim, known, case) for known in claims):
            claims.append(claim)
    return sorted(claims, key=lambda c: (c.made_on, c.id))


def case_for(claim: Claim, case: Case) -> Case:
    """`case` as it stands towards one claim, where it does not say which force is watched.

    The force is the claim's actor, the claimant is claimant, and the states the force is to
    leave (or whose border it stands at) are its adversaries; states and organisations that
    are not named stay third parties. A case that names its force is returned as it is.
    """
    if case.force:
        return case
    known = {party.id for party in case.parties}
    roles = [(claim.claimant, SourceKind.CLAIMANT), (claim.actor, SourceKind.CLAIMANT)]
    roles += [(place, SourceKind.ADVERSARY) for place in claim.places if is_state(place)]
    parties = []
    for party_id, role in roles:
        if party_id not in known:
            known.add(party_id)
            speaks_for = claim.actor if role is SourceKind.CLAIMANT else None
            parties.append(
                Party(
                    id=party_id,
                    role=role,
                    speaks_for=speaks_for if speaks_for != party_id else None,
                )
            )
    return case.model_copy(
        update={"force": Force(actor=claim.actor), "parties": (*case.parties, *parties)}
    )


def _announcements(extraction: Extraction, case: Case) -> Iterator[Claim]:
    if extraction.document.row is not None:
        return
    for passage in passages(extraction):
        for event in passage.events:
            claim = _announcement(event, passage, case) if event.kind in _CLAIMED else None
            if claim:
                yield claim
                break


def _announcement(event: Event, passage: Passage, case: Case) -> Claim | None:
    """The claim an event is the content of, if it is one."""
    made_on = _made_on(passage)
    actor = actor_in(event, passage) or _actor_nearby(passage, case)
    if actor is None or made_on is None:
        return None
    if case.force and not is_watched(event, passage, case):
        return None
    speaker = speaker_of(passage)
    party = speaker.party if speaker else None
    own = party is not None and (
        side_of(party, case) == side_of(actor, case) or role_of(party, case) is SourceKind.CLAIMANT
    )
    if not _is_claimed(event, passage, own=own):
        return None
    claimant = party if own and party else actor
    quantity = _quantity(passage)
    return Claim(
        id="-".join(dict.fromkeys((claimant, actor))).lower() + f"-{made_on}",
        claimant=claimant,
        actor=actor,
        text=passage.text,
        made_on=made_on,
        deadline=_deadline(passage, made_on),
        quantity=quantity[0] if quantity else None,
        unit=quantity[1] if quantity else None,
        places=_places(event, passage),
        document=passage.extraction.document.id,
        span=passage.span,
        statement=passage.statement.id if passage.statement else None,
    )


def _is_claimed(event: Event, passage: Passage, *, own: bool) -> bool:
    """True if a withdrawal is announced, or said to be, by the party itself or of it."""
    if own and (says_none_stays(event, passage) or is_promised(event, passage)):
        return True
    statement = passage.statement
    if statement and Modality.CONDITIONAL in statement.modality:
        return False
    # A text that tells of a withdrawal without a source is retelling an announcement.
    retold = speaker_of(passage) is None and passage.says(Sense.OUTWARD)
    told = _CLAIMED_BY_ITSELF if own or retold else _CLAIMED_BY_OTHERS
    return event.kind is EventKind.WITHDRAWAL and event.realis in told


def _actor_nearby(passage: Passage, case: Case) -> str | None:
    """Whose withdrawal it is where its words do not say.

    The force the case watches; else whoever acts most often in the passage, in the statement
    around it, in the document; else the state that speaks.
    """
    if case.force:
        return case.force.actor
    around = {s.id for s in (passage.statement, passage.outer) if s}
    everywhere = [e for e in passage.extraction.events if e.actor and e.kind in _OF_FORCES]
    for near in (
        [e for e in everywhere if passage.span.covers(e.span)],
        [e for e in everywhere if e.statement in around],
        everywhere,
    ):
        if near:
            return Counter(e.actor for e in near).most_common(1)[0][0]
    speaker = speaker_of(passage)
    party = speaker.party if speaker else None
    return party if party and is_state(party) else None


_OF_FORCES = frozenset(EventKind) - {EventKind.DIPLOMACY, EventKind.ACCESS}


def _made_on(passage: Passage) -> date | None:
    """The day it was said, else the day it was published.

    What was said in a longer time that is over ("a year ago", "in April") was said by its end.
    """
    published = passage.extraction.document.published_on
    for statement in (passage.statement, passage.outer):
        said = statement.said if statement else None
        if said and published and said.end < published:
            return said.end
        if said and said.grain in ONE_DAY:
            return said.start
    return published


def _deadline(passage: Passage, made_on: date) -> date | None:
    """The first day after the announcement that the passage names, or a term ends ("within …")."""
    later = [
        when.end
        for when in passage.extraction.dates
        if when.span
        and passage.span.covers(when.span)
        and (
            (when.grain is Grain.DAY and when.start > made_on)
            or (when.grain is Grain.INTERVAL and when.end > made_on)
        )
    ]
    return min(later, default=None)


def _quantity(passage: Passage) -> tuple[Interval, str] | None:
    return next(((q.interval, q.unit) for q in passage.quantities), None)


def _places(event: Event, passage: Passage) -> tuple[str, ...]:
    """Where the force is to leave from: codes of states, names of other places."""
    if event.place:
        located = passage.places([event.place])
    else:
        located = [p for p in passage.extraction.places if passage.span.covers(p.span)]
    named = tuple(dict.fromkeys(_place(p) for p in located))
    return named or ((event.place,) if event.place else ())


def _place(place: Place) -> str:
    return place.code if place.code and is_state(place.code) else place.name


def _is_same(claim: Claim, known: Claim, case: Case) -> bool:
    """True if `claim` repeats `known`."""
    return (
        claim.actor == known.actor
        and side_of(claim.claimant, case) == side_of(known.claimant, case)
        and abs(claim.made_on - known.made_on) <= _SAME_CLAIM
    )


def _start(claim: Claim) -> int:
    return claim.span.start if claim.span else 0
