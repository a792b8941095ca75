"""Texts → Claims: who announced that which force would leave, and when.

A claim is an announcement of a withdrawal by the party whose force it is, or by one on its side;
a pledge by somebody else, such as a host, about that force (`Claim.for_another`); or the mention of
one by others ("the allegations of troop withdrawals"), which is how most texts come to speak of it.
The end of an exercise and a pull-back under a ceasefire are announced in the same ways.

An announcement repeated, in whatever language, is one claim, not two. One that moves the day is a
claim of its own, which says what it revises.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from recul.case import Case, Force, Party
from recul.evidence.findings import is_promised, says_none_stays
from recul.evidence.passages import Passage, passages
from recul.evidence.reviewed import review_claims, review_statements
from recul.evidence.sides import role_of, side_of
from recul.evidence.vouchers import speaker_of
from recul.evidence.watched import actor_in, is_watched
from recul.evidence.wording import Sense, first_of
from recul.model import (
    ONE_DAY,
    Claim,
    ClaimKind,
    Event,
    EventKind,
    Extraction,
    Grain,
    Interval,
    Modality,
    Place,
    Realis,
    SourceKind,
    Span,
    is_state,
)

_SAME_CLAIM = timedelta(days=10)
"""An announcement within so many days of one by the same side is that one, repeated: staged
returns are announced train by train, and talked about for a week or so."""
_REVISION = timedelta(days=180)
"""An announcement within so many days of one may change it."""
_OTHER_DAY = timedelta(days=2)
"""A deadline that is closer than this to another one is that one, told in another time zone."""
_CLAIMED = frozenset({EventKind.WITHDRAWAL, EventKind.PRESENCE, EventKind.MOVEMENT})
"""What an announcement is told of: they leave, nobody stays, they move away."""
_EXERCISE = ClaimKind.END_OF_EXERCISE
_EXERCISES = frozenset({EventKind.EXERCISE, EventKind.DEESCALATION})
"""What comes to its end with an exercise."""
_FURTHER_ON = 500
"""Characters behind an announcement in which its conditions may stand."""
_CLAUSE_ENDS = re.compile(r"[.;!?\n\u00bb\u201d\"]")
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
    extractions = review_statements(extractions, case.reviews)
    found = [c for extraction in extractions for c in _announcements(extraction, case)]
    claims = list(case.claims)
    for claim in sorted(found, key=lambda c: (c.made_on, c.document or "", _start(c), c.id)):
        revised = _revised(claim, claims, case)
        if revised and all(claim.id != known.id for known in claims):
            claims.append(claim.model_copy(update={"revises": revised.id}))
        elif not any(_is_same(claim, known, case) for known in claims):
            claims.append(claim)
    return review_claims(claims, case.reviews)


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
            claim = _announcement(event, passage, case)
            if claim:
                yield claim
                break


def _announcement(event: Event, passage: Passage, case: Case) -> Claim | None:
    """The claim an event is the content of, if it is one."""
    kind = _kind(event, passage)
    made_on = _made_on(passage)
    if kind is None or made_on is None or (_is_recalled(passage, made_on) and kind is _EXERCISE):
        return None
    actor = actor_in(event, passage) or _actor_nearby(passage, case)
    if actor is None or (case.force and not is_watched(event, passage, case)):
        return None
    speaker = speaker_of(passage)
    party = speaker.party if speaker else None
    own = party is not None and (
        side_of(party, case) == side_of(actor, case) or role_of(party, case) is SourceKind.CLAIMANT
    )
    pledged = not own and _is_pledged(event, passage, party, case)
    if not pledged and not _is_claimed(event, passage, own=own):
        return None
    claimant = party if party and (own or pledged) else actor
    quantity = _quantity(passage)
    return Claim(
        id="-".join(dict.fromkeys((claimant, actor))).lower() + f"-{made_on}",
        kind=kind,
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
        conditions=_conditions(passage),
    )


def _is_recalled(passage: Passage, made_on: date) -> bool:
    """True for what was announced long before it is told: an exercise of another year."""
    published = passage.extraction.document.published_on
    return published is not None and published - made_on > _SAME_CLAIM


def _kind(event: Event, passage: Passage) -> ClaimKind | None:
    """What sort of leaving an event is, if it is one."""
    if event.kind in _EXERCISES:
        within = event.span if event.kind is EventKind.DEESCALATION else passage.clause(event.span)
        return ClaimKind.END_OF_EXERCISE if passage.says(Sense.ENDED, within) else None
    if event.kind not in _CLAIMED:
        return None
    if event.kind is EventKind.MOVEMENT:
        clause = passage.clause(event.span)
        barred = (Sense.INWARD, Sense.SETTING_OUT, Sense.REMAINS)
        if not passage.says(Sense.OUTWARD, clause) or any(passage.says(s, clause) for s in barred):
            return None
    return ClaimKind.CEASEFIRE if passage.says(Sense.CEASEFIRE) else ClaimKind.WITHDRAWAL


def _is_claimed(event: Event, passage: Passage, *, own: bool) -> bool:
    """True if a withdrawal is announced, or said to be, by the party itself or of it."""
    if own and (says_none_stays(event, passage) or is_promised(event, passage)):
        return True
    if event.kind is not EventKind.WITHDRAWAL:
        return own and event.kind is not EventKind.PRESENCE and event.realis in _CLAIMED_BY_ITSELF
    statement = passage.statement
    if statement and Modality.CONDITIONAL in statement.modality:
        return own and event.realis is Realis.ANNOUNCED
    # A text that tells of a withdrawal without a source is retelling an announcement.
    outward = passage.says(Sense.OUTWARD) or passage.says(Sense.REVISED)
    retold = speaker_of(passage) is None and outward
    return event.realis in (_CLAIMED_BY_ITSELF if own or retold else _CLAIMED_BY_OTHERS)


def _is_pledged(event: Event, passage: Passage, party: str | None, case: Case) -> bool:
    """True if a third state announces it of another one's force: a host, a mediator."""
    statement = passage.statement
    if party is None or statement is None or not is_state(party):
        return False
    if role_of(party, case) is SourceKind.ADVERSARY or Modality.ANNOUNCED not in statement.modality:
        return False
    return event.realis is Realis.ANNOUNCED or says_none_stays(event, passage)


def _conditions(passage: Passage) -> tuple[Span, ...]:
    """What the announcement is made to depend on, in its own words or in those behind it."""
    document = passage.extraction.document
    if document.language is None:
        return ()
    found = []
    for within in _speaking_on(passage):
        at = first_of(Sense.CONDITIONS, document.text, within, document.language)
        if at is not None:
            end = _CLAUSE_ENDS.search(document.text, at)
            found.append(Span(at, min(within.end, end.start() if end else within.end)))
    return tuple(found)


def _speaking_on(passage: Passage) -> list[Span]:
    """The passage, and what the same speaker says right behind it."""
    speaker = speaker_of(passage)
    spans = [passage.span]
    for statement in passage.extraction.statements:
        behind = 0 <= statement.span.start - passage.span.end <= _FURTHER_ON
        if behind and speaker and statement.speaker and statement.speaker.name == speaker.name:
            spans.append(statement.span)
    return spans


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


def _revised(claim: Claim, known: Sequence[Claim], case: Case) -> Claim | None:
    """The latest claim of the same side whose day `claim` moves."""
    earlier = [
        k
        for k in known
        if k.actor == claim.actor
        and side_of(k.claimant, case) == side_of(claim.claimant, case)
        and timedelta(0) < claim.made_on - k.made_on <= _REVISION
    ]
    days = [k.deadline for k in earlier if k.deadline]
    if claim.deadline is None or not days:
        return None
    if any(abs(claim.deadline - day) < _OTHER_DAY for day in days):
        return None  # it repeats one of them
    return max(earlier, key=lambda k: (k.made_on, k.id))


def _start(claim: Claim) -> int:
    return claim.span.start if claim.span else 0
