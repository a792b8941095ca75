"""The words that turn a sentence about forces into evidence: the table ``[claims]`` of a pack."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from recul.extraction.lexicon import words_of
from recul.extraction.patterns import Patterns
from recul.languages import load
from recul.model import Span, Value


class Sense(StrEnum):
    """What some words of a sentence say; one list of a pack each."""

    IMAGES = "images"
    INWARD = "inward"
    OUTWARD = "outward"
    EQUIPMENT = "equipment"
    REMOVED = "removed"
    DENIES = "denies"
    CONFIRMS = "confirms"
    FIGHTING = "fighting"
    REFUSED = "refused"
    GRANTED = "granted"
    PROLONGED = "prolonged"
    REMAINS = "remains"
    FORECAST = "forecast"
    UNREAL = "unreal"
    SETTING_OUT = "setting_out"
    ENDED = "ended"
    CEASEFIRE = "ceasefire"
    CONDITIONS = "conditions"
    REVISED = "revised"


class ClaimWords(Value):
    """The table ``[claims]``: entries in the notation of `recul.extraction.patterns`.

    Attributes:
        images: the sentence speaks of pictures.
        inward, outward: a movement towards the theatre, or away from it.
        equipment, removed: things, not persons; and that they are taken away.
        denies, confirms: what others say of a claim.
        fighting: blows exchanged, as against talk of an attack.
        refused, granted: inspection and observers.
        prolonged: an exercise that does not end when it was to.
        remains: a force that stays.
        forecast: the number beside it is expected, not counted.
        unreal: a departure in the same clause is wished for or imagined.
        setting_out: one leaves there for the theatre, not the theatre.
        ended: an exercise comes to its end.
        ceasefire: a pull-back is asked for by one.
        conditions: what an announcement is made to depend on begins there.
        revised: an earlier announcement is changed.
        agencies: names under which news agencies are cited, as written.
    """

    images: tuple[str, ...] = ()
    inward: tuple[str, ...] = ()
    outward: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    prolonged: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()
    forecast: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    setting_out: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    ceasefire: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def says(sense: Sense, text: str, span: Span, language: str) -> bool:
    """True if words of that sense stand in ``text[span]``."""
    words = words_of(text, span.start, span.end)
    patterns = _patterns(language, sense)
    return any(patterns.at(text, words, index) for index in range(len(words)))


def first_of(sense: Sense, text: str, span: Span, language: str) -> int | None:
    """Where the first words of that sense begin in ``text[span]``."""
    words = words_of(text, span.start, span.end)
    patterns = _patterns(language, sense)
    return next((w.start for i, w in enumerate(words) if patterns.at(text, words, i)), None)


def agencies(language: str) -> tuple[str, ...]:
    """The names under which news agencies are cited."""
    return load(language).section("claims", ClaimWords).agencies


@lru_cache
def _patterns(language: str, sense: Sense) -> Patterns[bool]:
    words = load(language).section("claims", ClaimWords)
    return Patterns((entry, True) for entry in getattr(words, sense))
