"""Is it about the watched force? Whose troops something in a passage is about, and where."""

from __future__ import annotations

from collections.abc import Sequence

from recul.case import Case
from recul.evidence.passages import Passage
from recul.evidence.sides import side_of
from recul.evidence.vouchers import speaker_of
from recul.model import Event, EventKind, Realis

_ACTING = frozenset(EventKind) - {EventKind.DIPLOMACY, EventKind.ACCESS}


def is_watched(event: Event, passage: Passage, case: Case) -> bool:
    """True if the event is about the watched force, in the theatre."""
    places = (event.place,) if event.place else ()
    ours = is_of_the_force(actor_in(event, passage), passage, case)
    return ours and in_theatre(places, passage, case)


def is_of_the_force(actor: str | None, passage: Passage, case: Case) -> bool:
    """True for the force's side; an unnamed actor is the force unless another one acts here."""
    assert case.force is not None
    if actor is not None:
        return side_of(actor, case) == case.force.actor
    actors = [actor_in(e, passage) for e in passage.events if e.kind in _ACTING]
    acting = {side_of(actor, case) for actor in actors if actor}
    return not acting or case.force.actor in acting


def actor_in(event: Event, passage: Passage) -> str | None:
    """Whose force an event is about, None where that is not said.

    The state that an event's words end in names a place ("from the Ukrainian border"), and a
    speaker who alleges something alleges it of somebody else ("its claim that it withdraws").
    """
    ends_in = (p.code for p in passage.extraction.places if p.span.end == event.span.end)
    speaker = speaker_of(passage)
    itself = event.realis is Realis.ALLEGED and speaker and speaker.party == event.actor
    return None if event.actor in ends_in or itself else event.actor


def in_theatre(places: Sequence[str], passage: Passage, case: Case) -> bool:
    """False if all the states that `places` lie in are states where nobody watches."""
    if not case.theatre.countries:
        return True
    states = {place.country or place.code for place in passage.places(places)} - {None}
    return not states or not states.isdisjoint(case.theatre.countries)
