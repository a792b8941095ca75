"""Texts → Evidence: what a passage says of the watched force, and on which ledger.

*Said is not seen.* What the claimant or its side says of its own force is declared, however it
is worded: also where it speaks of its trains as already rolling. Two things are observed all the
same, because they are said against the speaker's own interest: that an exercise which was to
end goes on, and that the force stays. Both are set down as a movement with no change of level.

What is merely announced, alleged, hoped for or imagined is no observation, whoever says it. What
others say of the claim itself (not confirmed, no sign of it; confirmed) is a denial or a
confirmation. A passage gives at most one piece of evidence of each kind, so that a long sentence
has no more votes than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recul.case import Case
from recul.evidence.passages import Passage, passages
from recul.evidence.scopes import PART, definition_of
from recul.evidence.vouchers import Voucher, side_of, speaker_of, voucher_of
from recul.evidence.wording import Sense, says
from recul.model import (
    Direction,
    Document,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Extraction,
    Ledger,
    Modality,
    Polarity,
    Quantity,
    Realis,
    SourceKind,
    Span,
    When,
)

_REAL = frozenset({Realis.OCCURRED, Realis.ONGOING})
_SEEN_IN_A_PICTURE = _REAL | {Realis.HEDGED, Realis.UNKNOWN}
"""An analyst hedges what a picture means, not that it was taken."""
_NOT_SAID_TO_HAPPEN = frozenset({Realis.DENIED, Realis.HOPED, Realis.HYPOTHETICAL})
_LEAVING = frozenset({EventKind.WITHDRAWAL, EventKind.DEESCALATION})
_COMING = frozenset({EventKind.BUILDUP, EventKind.DEPLOYMENT, EventKind.MOBILISATION})
_NOT_COUNTING = frozenset(
    {Modality.HOPED, Modality.DEMANDED, Modality.CONDITIONAL, Modality.QUESTIONED}
)
_BOUNDARIES = ",;:.!?()"
"""Where the words about a number end, for want of a parser."""
_SHORTEST_CLAUSE = 12
"""A boundary closer than this to a number is part of it (a thousands comma, an apposition)."""


class Finding(NamedTuple):
    """One thing a passage says of the watched force."""

    kind: EvidenceKind
    direction: Direction
    when: When | None = None
    quantity: Quantity | None = None
    admitted: bool = False
    """Said by the claimant's side against its own interest."""


def weigh_statements(extractions: Sequence[Extraction], case: Case) -> list[Evidence]:
    """Evidence from the texts among the documents; rows of tables are passed over.

    A document without a date of publication gives none, and neither does any where the case
    does not say which force is watched. Echo weights are not assigned here.

    Args:
        extractions: in any order.
        case: the force, the theatre, the parties and the source cards.
    """
    if case.force is None:
        return []
    return [
        evidence
        for extraction in extractions
        if extraction.document.row is None and extraction.document.published
        for passage in passages(extraction)
        for evidence in _evidence(passage, case)
    ]


def _evidence(passage: Passage, case: Case) -> Iterator[Evidence]:
    document = passage.extraction.document
    voucher = voucher_of(passage, case)
    assert document.published is not None
    said = set()
    for found in _findings(passage, voucher, case):
        if found.kind in said:
            continue
        said.add(found.kind)
        counted = found.quantity
        declared = voucher.kind is SourceKind.CLAIMANT and not found.admitted
        yield Evidence(
            id=f"{document.id}#{passage.span.start:07d}-{found.kind}",
            ledger=Ledger.DECLARED if declared else Ledger.OBSERVED,
            kind=found.kind,
            direction=found.direction,
            source=voucher.source,
            source_kind=voucher.kind,
            party=voucher.party,
            grade=voucher.grade,
            origin=voucher.origin,
            interval=counted.interval if counted else None,
            comparator=counted.comparator if counted else None,
            unit=counted.unit if counted else None,
            definition=_definition(counted, passage, case) if counted else "reference",
            places=counted.places if counted else _places(passage),
            published=document.published,
            observed=found.when,
            document=document.id,
            span=passage.span,
            quote=passage.text,
            url=document.url,
        )


def _findings(passage: Passage, voucher: Voucher, case: Case) -> Iterator[Finding]:
    """What the passage says, the most telling reading of each kind first."""
    events = [e for e in passage.events if _is_watched(e, passage, case)]
    counted = _of_force(passage, events, case)
    if any(quantity.change is None for quantity in counted):
        # "90,000 are massed": the verb beside a count is how they stand, not a second report.
        events = [e for e in events if e.kind not in _COMING]
    if voucher.kind is SourceKind.CLAIMANT:
        yield from _admissions(passage, events)
        yield from _declarations(events)
    else:
        yield from _about_the_claim(passage, voucher, events)
        if _speaks_of(Sense.IMAGES, passage) or voucher.kind is SourceKind.IMAGERY:
            yield from _in_pictures(passage, events)
        else:
            yield from _on_the_ground(passage, voucher, events)
        yield from _access(passage)
    yield from _counts(counted, _published(passage))


def _admissions(passage: Passage, events: Sequence[Event]) -> Iterator[Finding]:
    for event in events:
        stays = event.kind is EventKind.PRESENCE and _speaks_of(Sense.REMAINS, passage)
        goes_on = event.kind is EventKind.EXERCISE and _speaks_of(Sense.PROLONGED, passage)
        if (stays or goes_on) and event.realis not in _NOT_SAID_TO_HAPPEN:
            yield Finding(EvidenceKind.MOVEMENT_IN, Direction.FLAT, event.when, admitted=True)


def _declarations(events: Sequence[Event]) -> Iterator[Finding]:
    for event in events:
        if event.kind in _LEAVING and event.realis not in _NOT_SAID_TO_HAPPEN:
            yield Finding(EvidenceKind.MOVEMENT_OUT, Direction.DOWN, event.when)


def _about_the_claim(
    passage: Passage, voucher: Voucher, events: Sequence[Event]
) -> Iterator[Finding]:
    """A denial or a confirmation of a withdrawal by somebody who did not claim it."""
    denies = _speaks_of(Sense.DENIES, passage)
    confirms = _departure(passage, voucher) is EvidenceKind.CONFIRMATION
    for event in events:
        judged = passage.statement is not None and event.realis in _REAL
        if judged and event.kind is EventKind.ROTATION:
            yield Finding(EvidenceKind.DENIAL, Direction.FLAT, event.when)
        if event.kind not in _LEAVING:
            continue
        if event.realis is Realis.DENIED or denies:
            yield Finding(EvidenceKind.DENIAL, Direction.FLAT, event.when)
        elif event.realis in _REAL and confirms:
            yield Finding(EvidenceKind.CONFIRMATION, Direction.DOWN, event.when)


def _in_pictures(passage: Passage, events: Sequence[Event]) -> Iterator[Finding]:
    for event in events:
        direction = _direction(event, passage)
        if event.realis in _SEEN_IN_A_PICTURE and direction is not Direction.UNKNOWN:
            yield Finding(EvidenceKind.IMAGERY, direction, event.when)


def _on_the_ground(
    passage: Passage, voucher: Voucher, events: Sequence[Event]
) -> Iterator[Finding]:
    """Movements and fighting that are told as facts."""
    left = _departure(passage, voucher) is EvidenceKind.MOVEMENT_OUT
    for event in events:
        if event.realis not in _REAL:
            continue
        direction = _direction(event, passage)
        if event.kind is EventKind.ATTACK and _speaks_of(Sense.FIGHTING, passage):
            yield Finding(EvidenceKind.CLASH, Direction.UP, event.when)
        elif direction is Direction.DOWN and left:
            yield Finding(EvidenceKind.MOVEMENT_OUT, direction, event.when)
        elif direction is Direction.FLAT and event.actor and _says_it_stays(passage):
            yield Finding(EvidenceKind.DENIAL, direction, event.when)
        elif direction is Direction.UP:
            things = event.kind is EventKind.DEPLOYMENT and _speaks_of(Sense.EQUIPMENT, passage)
            kind = EvidenceKind.EQUIPMENT if things else EvidenceKind.MOVEMENT_IN
            yield Finding(kind, direction, event.when)


def _departure(passage: Passage, voucher: Voucher) -> EvidenceKind | None:
    """What a withdrawal told as a fact is: a confirmation, a movement, or nothing.

    The bare word "withdrawal" is the name of the claim, which everybody uses: it takes words
    that tell of leaving or of confirmation, in a sentence that is not negative. Two sorts of
    voices are heard more strictly, since newspapers retell announcements as facts: a text that
    names no source must say that the departure was seen, and one who cannot be placed may be
    the claimant, so that what he says of a departure is no observation.
    """
    if voucher.kind is SourceKind.UNKNOWN or _speaks_of(Sense.DENIES, passage):
        return None
    if passage.statement and passage.statement.polarity is Polarity.NEGATIVE:
        return None
    cited = speaker_of(passage) is not None
    if _speaks_of(Sense.CONFIRMS, passage):
        return EvidenceKind.CONFIRMATION if cited else EvidenceKind.MOVEMENT_OUT
    if cited and _speaks_of(Sense.OUTWARD, passage):
        return EvidenceKind.MOVEMENT_OUT
    return None


def _says_it_stays(passage: Passage) -> bool:
    """True if somebody says that the force stays: that denies that it leaves."""
    return speaker_of(passage) is not None and _speaks_of(Sense.REMAINS, passage)


def _access(passage: Passage) -> Iterator[Finding]:
    for event in passage.events:
        if event.kind is not EventKind.ACCESS:
            continue
        if event.realis is Realis.DENIED or _speaks_of(Sense.REFUSED, passage):
            yield Finding(EvidenceKind.ACCESS_DENIED, Direction.UNKNOWN, event.when)
        elif event.realis in _REAL and _speaks_of(Sense.GRANTED, passage):
            yield Finding(EvidenceKind.ACCESS_GRANTED, Direction.UNKNOWN, event.when)


def _counts(quantities: Sequence[Quantity], published: int) -> Iterator[Finding]:
    """Counts of the force, the latest first; additions and reductions as movements."""
    latest = sorted(quantities, key=lambda q: -(q.when.end.toordinal() if q.when else published))
    for quantity in latest:
        if quantity.change is Direction.UP:
            yield Finding(EvidenceKind.MOVEMENT_IN, Direction.UP, quantity.when)
        elif quantity.change is Direction.DOWN:
            yield Finding(EvidenceKind.MOVEMENT_OUT, Direction.DOWN, quantity.when)
        elif quantity.change is None:
            yield Finding(EvidenceKind.COUNT, Direction.UNKNOWN, quantity.when, quantity)


def _of_force(passage: Passage, events: Sequence[Event], case: Case) -> list[Quantity]:
    """The numbers of a passage that count the watched force, or what it gained or lost."""
    if passage.statement and _NOT_COUNTING.intersection(passage.statement.modality):
        return []
    return [q for q in passage.quantities if _is_of_force(q, passage, events, case)]


def _is_of_force(quantity: Quantity, passage: Passage, events: Sequence[Event], case: Case) -> bool:
    """True for a count, in the unit of the force, of troops that stand in the theatre."""
    assert case.force is not None
    if quantity.unit != case.force.unit or _is_forecast(quantity, passage):
        return False
    if not _is_watched_actor(quantity.actor, passage, case):
        return False
    if quantity.places:
        return _in_theatre(quantity.places, passage, case)
    return quantity.scope is not None or any(e.kind in _STANDING for e in events)


_STANDING = _COMING | {EventKind.PRESENCE, EventKind.MOVEMENT}
"""Events that make a number one of troops in place, where no place is named."""


def _definition(quantity: Quantity, passage: Passage, case: Case) -> str:
    """What a count includes: from its scope and from what follows it in the passage."""
    if quantity.places and definition_of(", ".join(quantity.places), case) == PART:
        return PART
    text = passage.extraction.document.text
    later = [q.span.start for q in passage.quantities if q.span.start > quantity.span.start]
    following = text[quantity.span.end : min([*later, passage.span.end])]
    return definition_of(f"{quantity.scope or ''}; {following}", case)


def _is_forecast(quantity: Quantity, passage: Passage) -> bool:
    """True for "could reach 175,000": words of expectation in the clause of the number."""
    document = passage.extraction.document
    clause = _clause(document.text, quantity.span, passage.span)
    return _says(Sense.FORECAST, document, clause)


def _clause(text: str, inside: Span, bounds: Span) -> Span:
    """The stretch between the marks of punctuation on either side of `inside`."""
    start, end = inside.start, inside.end
    while start > bounds.start and not (
        text[start - 1] in _BOUNDARIES and inside.start - start >= _SHORTEST_CLAUSE
    ):
        start -= 1
    while end < bounds.end and text[end] not in _BOUNDARIES:
        end += 1
    return Span(start=start, end=end)


def _is_watched(event: Event, passage: Passage, case: Case) -> bool:
    """True if the event is about the watched force, in the theatre."""
    places = (event.place,) if event.place else ()
    return _is_watched_actor(event.actor, passage, case) and _in_theatre(places, passage, case)


def _is_watched_actor(actor: str | None, passage: Passage, case: Case) -> bool:
    """True for the force's side; an unnamed actor is the force unless another one acts here."""
    assert case.force is not None
    if actor is not None:
        return side_of(actor, case) == case.force.actor
    acting = {side_of(e.actor, case) for e in passage.events if e.actor and e.kind in _ACTING}
    return not acting or case.force.actor in acting


_ACTING = frozenset(EventKind) - {EventKind.DIPLOMACY, EventKind.ACCESS}


def _in_theatre(places: Sequence[str], passage: Passage, case: Case) -> bool:
    """False if all the states that `places` lie in are states where nobody watches."""
    if not case.theatre.countries:
        return True
    states = {
        place.country or place.code
        for place in passage.extraction.places
        if place.name in places or place.code in places
    } - {None}
    return not states or not states.isdisjoint(case.theatre.countries)


def _direction(event: Event, passage: Passage) -> Direction:
    """What an event does to the level of the force in the theatre."""
    if event.kind in _LEAVING:
        return Direction.DOWN
    if event.kind is EventKind.PRESENCE:
        return Direction.FLAT
    if event.kind in _COMING:
        # "remain deployed", "stay massed": no arrival.
        return Direction.FLAT if _speaks_of(Sense.REMAINS, passage) else Direction.UP
    if event.kind is EventKind.MOVEMENT:
        inward, outward = (_speaks_of(s, passage) for s in (Sense.INWARD, Sense.OUTWARD))
        if inward is not outward:
            return Direction.UP if inward else Direction.DOWN
    return Direction.UNKNOWN


def _speaks_of(sense: Sense, passage: Passage) -> bool:
    return _says(sense, passage.extraction.document, passage.span)


def _says(sense: Sense, document: Document, span: Span) -> bool:
    return bool(document.language) and says(sense, document.text, span, document.language or "")


def _published(passage: Passage) -> int:
    published = passage.extraction.document.published_on
    return published.toordinal() if published else 0


def _places(passage: Passage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.place for e in passage.events if e.place))
