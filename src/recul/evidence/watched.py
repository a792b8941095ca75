"""Is it about the watched force? Whose troops something in a passage is about, and where."""

from __future__ import annotations

from collections.abc import Sequence

from recul.case import Case
from recul.evidence.passages import Passage
from recul.evidence.vouchers import side_of
from recul.model import Event, EventKind

_ACTING = frozenset(EventKind) - {EventKind.DIPLOMACY, EventKind.ACCESS}


def is_watched(event: Event, passage: Passage, case: Case) -> bool:
    """True if the event is about the watched force, in the theatre."""
    places = (event.place,) if event.place else ()
    return is_of_the_force(event.actor, passage, case) and in_theatre(places, passage, case)


def is_of_the_force(actor: str | None, passage: Passage, case: Case) -> bool:
    """True for the force's side; an unnamed actor is the force unless another one acts here."""
    assert case.force is not None
    if actor is not None:
        return side_of(actor, case) == case.force.actor
    acting = {side_of(e.actor, case) for e in passage.events if e.actor and e.kind in _ACTING}
    return not acting or case.force.actor in acting


def in_theatre(places: Sequence[str], passage: Passage, case: Case) -> bool:
    """False if all the states that `places` lie in are states where nobody watches."""
    if not case.theatre.countries:
        return True
    states = {place.country or place.code for place in passage.places(places)} - {None}
    return not states or not states.isdisjoint(case.theatre.countries)
