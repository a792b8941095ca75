"""What a count includes, read from the words of a table: unit, definition, part or whole.

The words stand in the case (`Case.definitions`, `Case.theatre.parts`) and, failing that, in the
language packs (table ``[scopes]``); none stands here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest

from recul import languages
from recul.case import Case, Definition
from recul.model import PART, REFERENCE, Value

_SEPARATORS = re.compile(r"[,;/]")


class Scopes(Value):
    """The table ``[scopes]`` of a language pack."""

    persons: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()


@lru_cache
def packs() -> tuple[Scopes, ...]:
    """The table of every installed language, in order of code: tables seldom say their own."""
    return tuple(languages.load(code).section("scopes", Scopes) for code in languages.available())


@lru_cache
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)")


def names(text: str, phrase: str) -> bool:
    """True if `phrase` stands in `text` as whole words, without regard to case."""
    return _whole(phrase).search(text.casefold()) is not None


def unit_of(unit: str | None) -> str | None:
    """The normalised unit: ``persons`` for a whole force counted in persons, else as given."""
    if unit is None:
        return None
    plain = unit.strip().casefold()
    if any(plain == word.casefold() for pack in packs() for word in pack.persons):
        return "persons"
    return plain.replace(" ", "_")


def definition_of(scope: str, case: Case) -> str:
    """The definition that `scope` words, of the case or of the packs; the reference otherwise."""
    if _is_part(scope, case):
        return PART
    # The widest of every language first: each pack lists them so.
    ranks = zip_longest(*(pack.definitions for pack in packs()))
    general = (definition for rank in ranks for definition in rank if definition)
    for definition in (*case.definitions, *general):
        if any(names(scope, phrase) for phrase in definition.phrases):
            return definition.id
    return REFERENCE


def places_of(area: str | None, case: Case) -> tuple[str, ...]:
    """The places of the theatre that `area` names, else the area itself."""
    if not area:
        return ()
    known = dict.fromkeys((*case.theatre.parts, *case.theatre.places))
    return tuple(place for place in known if names(area, place)) or (area,)


def _is_part(scope: str, case: Case) -> bool:
    """True if `scope` names parts of the theatre and nothing else, and not all of them."""
    pieces = {piece.strip().casefold() for piece in _SEPARATORS.split(scope) if piece.strip()}
    parts = {part.casefold() for part in case.theatre.parts}
    return bool(pieces) and pieces < parts
