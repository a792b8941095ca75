"""Events and numbers in a passage → what it says of the watched force.

What is merely announced, alleged, hoped for or imagined is no observation, whoever says it. What
others say of the claim itself (not confirmed, no sign of it; confirmed) is a denial or a
confirmation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recul.case import Case
from recul.evidence.counts import counts_of_force
from recul.evidence.passages import Passage
from recul.evidence.vouchers import Voucher, speaker_of
from recul.evidence.watched import is_watched
from recul.evidence.wording import Sense
from recul.model import (
    Direction,
    Event,
    EventKind,
    EvidenceKind,
    Modality,
    Polarity,
    Quantity,
    Realis,
    SourceKind,
    Span,
    When,
)

_REAL = frozenset({Realis.OCCURRED, Realis.ONGOING})
_SEEN_IN_A_PICTURE = _REAL | {Realis.HEDGED}
"""An analyst hedges what a picture means, not that it was taken."""
_NOT_SAID_TO_HAPPEN = frozenset({Realis.DENIED, Realis.HOPED, Realis.HYPOTHETICAL, Realis.UNKNOWN})
_NO_DEPARTURE = (Sense.UNREAL, Sense.SETTING_OUT, Sense.REMAINS)
_LEAVING = frozenset({EventKind.WITHDRAWAL, EventKind.DEESCALATION})
_COMING = frozenset({EventKind.BUILDUP, EventKind.DEPLOYMENT, EventKind.MOBILISATION})


_NO_PLEDGE = frozenset(
    {Modality.CONDITIONAL, Modality.DEMANDED, Modality.HOPED, Modality.QUESTIONED}
)


class Finding(NamedTuple):
    """One thing a passage says of the watched force."""

    kind: EvidenceKind
    direction: Direction
    at: Span
    """The words of the event or of the count."""
    when: When | None = None
    quantity: Quantity | None = None
    verdict: Span | None = None
    """The words that deny or confirm, where they stand outside the passage."""
    admitted: bool = False
    """Said by the claimant's side against its own interest."""


def findings(passage: Passage, voucher: Voucher, case: Case) -> Iterator[Finding]:
    """What the passage says, the most telling reading of each kind first."""
    events = [e for e in passage.events if is_watched(e, passage, case)]
    counted = counts_of_force(passage, events, case)
    if any(quantity.change is None for quantity in counted):
        # "90,000 are massed": the verb beside a count is how they stand, not a second report.
        events = [e for e in events if e.kind not in _COMING]
    if voucher.kind is SourceKind.CLAIMANT:
        yield from _admissions(passage, events)
        yield from _declarations(passage, events)
    else:
        yield from _about_the_claim(passage, voucher, events)
        yield from _answers(passage, case)
        if voucher.kind is SourceKind.IMAGERY or (events and passage.says(Sense.IMAGES)):
            yield from _in_pictures(passage, events)
        else:
            yield from _on_the_ground(passage, voucher, events)
        yield from _access(passage)
    yield from _counts(counted, passage)


def _admissions(passage: Passage, events: Sequence[Event]) -> Iterator[Finding]:
    if passage.statement and passage.statement.polarity is Polarity.NEGATIVE:
        return
    for event in events:
        stays = event.kind is EventKind.PRESENCE and passage.says(Sense.REMAINS)
        goes_on = event.kind is EventKind.EXERCISE and passage.says(Sense.PROLONGED)
        if (stays or goes_on) and event.realis not in _NOT_SAID_TO_HAPPEN:
            yield Finding(
                EvidenceKind.MOVEMENT_IN, Direction.FLAT, event.span, event.when, admitted=True
            )


def _declarations(passage: Passage, events: Sequence[Event]) -> Iterator[Finding]:
    for event in events:
        leaves = event.kind in _LEAVING and event.realis not in _NOT_SAID_TO_HAPPEN
        if leaves or is_promised(event, passage) or says_none_stays(event, passage):
            yield Finding(EvidenceKind.MOVEMENT_OUT, Direction.DOWN, event.span, event.when)


def is_promised(event: Event, passage: Passage) -> bool:
    """True for "troops would withdraw", said by whoever sends them: a pledge without an if."""
    statement = passage.statement
    return (
        event.kind is EventKind.WITHDRAWAL
        and event.realis is Realis.HYPOTHETICAL
        and statement is not None
        and statement.polarity is Polarity.POSITIVE
        and not _NO_PLEDGE.intersection(statement.modality)
    )


def says_none_stays(event: Event, passage: Passage) -> bool:
    """True for "not one soldier will remain": a withdrawal in other words."""
    denied = event.kind is EventKind.PRESENCE and event.realis is Realis.DENIED
    return denied and passage.says(Sense.REMAINS)


def _about_the_claim(
    passage: Passage, voucher: Voucher, events: Sequence[Event]
) -> Iterator[Finding]:
    """A denial or a confirmation of a withdrawal by somebody who did not claim it."""
    for event in events:
        real = event.realis in _REAL
        if event.kind is EventKind.ROTATION and real and passage.statement:
            yield Finding(EvidenceKind.DENIAL, Direction.FLAT, event.span, event.when)
        if event.kind not in _LEAVING or event.realis is Realis.HOPED:
            continue
        denied = event.realis is Realis.DENIED and speaker_of(passage) is not None
        if denied or passage.denies():
            yield Finding(
                EvidenceKind.DENIAL,
                Direction.FLAT,
                event.span,
                event.when,
                verdict=_words_of_denial(passage, denied=denied),
            )
        elif real and _departure(event, passage, voucher) is EvidenceKind.CONFIRMATION:
            cue = passage.statement.cue if passage.statement else None
            yield Finding(
                EvidenceKind.CONFIRMATION,
                Direction.DOWN,
                event.span,
                event.when,
                verdict=cue if passage.is_said(Sense.CONFIRMS) else None,
            )


def _words_of_denial(passage: Passage, *, denied: bool) -> Span | None:
    """Where a denial's words stand, if not in the passage: around it, or in the verb of saying."""
    if passage.says(Sense.DENIES):
        return None
    if passage.outer:
        return passage.outer.span
    statement = passage.statement
    by_verb = denied and (
        statement is not None
        and (statement.polarity is Polarity.POSITIVE or Modality.DENIED in statement.modality)
    )
    return statement.cue if statement and by_verb else None


def _answers(passage: Passage, case: Case) -> Iterator[Finding]:
    """A denial of what the statement around has just told: "it had seen no evidence of that"."""
    if speaker_of(passage) is None or not passage.says(Sense.DENIES):
        return
    for event in passage.answers:
        if event.kind in _LEAVING and is_watched(event, passage, case):
            yield Finding(EvidenceKind.DENIAL, Direction.FLAT, passage.span)


def _in_pictures(passage: Passage, events: Sequence[Event]) -> Iterator[Finding]:
    for event in events:
        direction = _direction(event, passage)
        if event.realis in _SEEN_IN_A_PICTURE and direction is not Direction.UNKNOWN:
            yield Finding(EvidenceKind.IMAGERY, direction, event.span, event.when)


def _on_the_ground(
    passage: Passage, voucher: Voucher, events: Sequence[Event]
) -> Iterator[Finding]:
    """Movements and fighting that are told as facts."""
    for event in events:
        if event.realis not in _REAL:
            continue
        direction = _direction(event, passage)
        placed = event.kind is EventKind.DEPLOYMENT and passage.says(Sense.EQUIPMENT)
        if event.kind is EventKind.ATTACK and passage.says(Sense.FIGHTING):
            yield Finding(EvidenceKind.CLASH, Direction.UP, event.span, event.when)
        elif placed and direction is not Direction.FLAT:
            yield Finding(EvidenceKind.EQUIPMENT, direction, event.span, event.when)
        elif direction is Direction.DOWN:
            if _departure(event, passage, voucher) is EvidenceKind.MOVEMENT_OUT:
                yield Finding(EvidenceKind.MOVEMENT_OUT, direction, event.span, event.when)
        elif direction is Direction.FLAT and event.actor and _says_it_stays(passage):
            yield Finding(EvidenceKind.DENIAL, direction, event.span, event.when)
        elif direction is Direction.UP:
            yield Finding(EvidenceKind.MOVEMENT_IN, direction, event.span, event.when)


def _departure(event: Event, passage: Passage, voucher: Voucher) -> EvidenceKind | None:
    """What a withdrawal told as a fact is: a confirmation, a movement, or nothing.

    The bare word "withdrawal" is the name of the claim, which everybody uses: it takes words
    that tell of leaving in its own clause, or of confirmation, in a sentence that is not
    negative. Two sorts of
    voices are heard more strictly, since newspapers retell announcements as facts: a text that
    names no source must say that the departure was seen, and one who cannot be placed may be
    the claimant, so that what he says of a departure is no observation.
    """
    if voucher.kind is SourceKind.UNKNOWN or passage.denies():
        return None
    if _direction(event, passage) is not Direction.DOWN:
        return None
    if passage.statement and passage.statement.polarity is Polarity.NEGATIVE:
        return None
    cited = speaker_of(passage) is not None
    if passage.says(Sense.CONFIRMS) or passage.is_said(Sense.CONFIRMS):
        return EvidenceKind.CONFIRMATION if cited else EvidenceKind.MOVEMENT_OUT
    if cited and passage.says(Sense.OUTWARD, passage.clause(event.span)):
        return EvidenceKind.MOVEMENT_OUT
    return None


def _says_it_stays(passage: Passage) -> bool:
    """True if somebody says that the force stays: that denies that it leaves.

    With a number it is a count: "fewer than 500 soldiers remain" may well tell of a departure.
    """
    return (
        speaker_of(passage) is not None and passage.says(Sense.REMAINS) and not passage.quantities
    )


def _access(passage: Passage) -> Iterator[Finding]:
    for event in passage.events:
        if event.kind is not EventKind.ACCESS:
            continue
        if event.realis is Realis.DENIED or passage.says(Sense.REFUSED):
            yield Finding(EvidenceKind.ACCESS_DENIED, Direction.UNKNOWN, event.span, event.when)
        elif event.realis in _REAL and passage.says(Sense.GRANTED):
            yield Finding(EvidenceKind.ACCESS_GRANTED, Direction.UNKNOWN, event.span, event.when)


def _counts(quantities: Sequence[Quantity], passage: Passage) -> Iterator[Finding]:
    """Counts of the force, the latest first; additions and reductions as movements."""
    published = passage.published_on.toordinal()
    latest = sorted(quantities, key=lambda q: -(q.when.end.toordinal() if q.when else published))
    for quantity in latest:
        if quantity.change is Direction.UP:
            yield Finding(EvidenceKind.MOVEMENT_IN, Direction.UP, quantity.span, quantity.when)
        elif quantity.change is Direction.DOWN:
            yield Finding(EvidenceKind.MOVEMENT_OUT, Direction.DOWN, quantity.span, quantity.when)
        elif quantity.change is None:
            yield Finding(
                EvidenceKind.COUNT, Direction.UNKNOWN, quantity.span, quantity.when, quantity
            )


def _direction(event: Event, passage: Passage) -> Direction:
    """What an event does to the level of the force in the theatre."""
    clause = passage.clause(event.span)
    if event.kind in _LEAVING:
        # "would leave", "left its tanks behind", "left its base for the border" are no departures.
        barred = any(passage.says(sense, clause) for sense in _NO_DEPARTURE)
        return Direction.UNKNOWN if barred else Direction.DOWN
    if event.kind is EventKind.PRESENCE:
        return Direction.FLAT
    if event.kind in _COMING:
        # "the bridge is dismantled" takes away; "remain deployed", "stay massed" is no arrival.
        if passage.says(Sense.REMOVED):
            return Direction.DOWN
        return Direction.FLAT if passage.says(Sense.REMAINS) else Direction.UP
    if event.kind is EventKind.MOVEMENT:
        inward, outward = passage.says(Sense.INWARD), passage.says(Sense.OUTWARD, clause)
        if inward is not outward:
            return Direction.UP if inward else Direction.DOWN
    return Direction.UNKNOWN
