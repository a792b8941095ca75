"""Where things happen: places with how precisely they are told, apart from those only named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from recul.case import Theatre
from recul.extraction.gazetteer import areas
from recul.extraction.spans import Spans
from recul.model import Event, Place, Quantity, Span

_RADII = ((50_000, 3.0), (500_000, 8.0), (5_000_000, 20.0))
"""Population up to which a city lies in a circle of so many kilometres (an assumption, generous:
a disc of 1,500 people a square kilometre would be half as wide)."""
_LARGEST = 35.0
AROUND = 30.0
"""Kilometres that "near" a place adds: what reports call near is seldom farther (assumed)."""
_REACH = 400
"""Characters between a count and the place that it is given."""


def radius_of(population: int) -> float:
    """Kilometres around the centre of a city in which "in the city" lies."""
    return next((radius for most, radius in _RADII if population <= most), _LARGEST)


def radius_of_state(code: str) -> float | None:
    """Kilometres of a circle as large as the state."""
    area = areas().get(code)
    return round(math.sqrt(area / math.pi), 1) if area else None


def placed(
    places: Iterable[Place],
    events: Sequence[Event],
    quantities: Sequence[Quantity],
    theatre: Theatre,
) -> tuple[Place, ...]:
    """The places, each with whether something happened there and whether it is in the theatre."""
    named = list(places)
    at = Spans(named, lambda place: place.span)
    there: set[Span] = set()
    for event in events:
        if event.place:
            after = (p for p in at.starting_in(event.span.start, event.span.end + _REACH))
            first = next((p for p in after if event.place in (p.name, p.code)), None)
            there.update({first.span} if first else ())
    for quantity in quantities:
        start = max(0, quantity.span.start - _REACH)
        around = at.starting_in(start, quantity.span.end + _REACH)
        there.update(p.span for p in around if p.name in quantity.places)
    return tuple(
        place.model_copy(
            update={"happened": place.span in there, "in_theatre": _is_in(place, theatre)}
        )
        for place in named
    )


def _is_in(place: Place, theatre: Theatre) -> bool | None:
    if not (theatre.countries or theatre.places or theatre.parts):
        return None
    return (
        place.name in (*theatre.places, *theatre.parts)
        or (place.country or place.code) in theatre.countries
    )
