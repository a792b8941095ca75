"""Numbers in a passage → counts of the watched force, in its unit, with what they include."""

from __future__ import annotations

from collections.abc import Sequence

from recul.case import Case
from recul.evidence.passages import Passage
from recul.evidence.scopes import definition_of
from recul.evidence.watched import in_theatre, is_of_the_force
from recul.evidence.wording import Sense
from recul.model import PART, Event, EventKind, Grain, Modality, Quantity

_NOT_COUNTING = frozenset(
    {Modality.HOPED, Modality.DEMANDED, Modality.CONDITIONAL, Modality.QUESTIONED}
)
_STANDING = frozenset(
    {
        EventKind.BUILDUP,
        EventKind.DEPLOYMENT,
        EventKind.MOBILISATION,
        EventKind.PRESENCE,
        EventKind.MOVEMENT,
    }
)
"""Events that make a number one of troops in place, where no place is named."""


def counts_of_force(passage: Passage, events: Sequence[Event], case: Case) -> list[Quantity]:
    """The numbers of a passage that count the watched force, or what it gained or lost."""
    if passage.statement and _NOT_COUNTING.intersection(passage.statement.modality):
        return []
    return [q for q in passage.quantities if _is_of_force(q, passage, events, case)]


def _is_of_force(quantity: Quantity, passage: Passage, events: Sequence[Event], case: Case) -> bool:
    """True for a count, in the unit of the force, of troops that stand in the theatre."""
    assert case.force is not None
    if quantity.unit != case.force.unit or _is_forecast(quantity, passage):
        return False
    if quantity.when and quantity.when.grain is Grain.VAGUE:
        return False  # some past day that nobody names: it cannot be set beside other counts
    if not is_of_the_force(quantity.actor, passage, case) or _is_of_a_stranger(quantity, passage):
        return False
    if quantity.places:
        return in_theatre(quantity.places, passage, case)
    return quantity.scope is not None or any(e.kind in _STANDING for e in events)


def _is_of_a_stranger(quantity: Quantity, passage: Passage) -> bool:
    """True for "14,000 Ardanian soldiers": a proper name that nobody knows, before what is counted.

    In a title every word has a capital, what is counted too.
    """
    if quantity.actor or quantity.scope:
        return False
    words = passage.extraction.document.cut(quantity.span).split()[1:]
    return len(words) > 1 and words[-1].islower() and words[-2].istitle()


def definition_in(quantity: Quantity, passage: Passage, case: Case) -> str:
    """What a count includes: from its scope and from what follows it in the passage."""
    if quantity.part:
        return PART
    if quantity.places and definition_of(", ".join(quantity.places), case) == PART:
        return PART
    text = passage.extraction.document.text
    later = [q.span.start for q in passage.quantities if q.span.start > quantity.span.start]
    following = text[quantity.span.end : min([*later, passage.span.end])]
    return definition_of(f"{quantity.scope or ''}; {following}", case)


def _is_forecast(quantity: Quantity, passage: Passage) -> bool:
    """True for "could reach 175,000": words of expectation in the clause of the number."""
    return passage.says(Sense.FORECAST, passage.clause(quantity.span))
