"""What a text keeps when it is translated or told anew: numbers, days, names, and who is heard.

A mark is the same in every language and script: a number by its value and unit, a day by the
calendar, a name by its sound. Two texts that share enough of them speak of one thing
(`recul.evidence.kinship`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from recul.case import Case
from recul.evidence.agencies import Agencies
from recul.evidence.sounds import sounds
from recul.extraction.names import Names
from recul.languages import Pack, available, load
from recul.model import ONE_DAY, Extraction, Grain, Span, Speaker, Value

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_SEPARATOR = re.compile(r"[.,\u00a0\u202f ]")
_SENTENCE_END = re.compile(r"[.!?:\u00ab\u00bb\u201c\u201d\u201e\"\n\u2013\u2014-]\s*$")
_NO_MARKS = frozenset({"state", "demonym", "people", "organisation", "party", "seat"})
"""Kinds of names that all texts of a crisis share."""
_LATELY = 4
"""Days back from publication in which a day that is named is that of the occasion."""
_SHORTEST_NAME = 3
"""Letters of the shortest word taken for a name."""
SHORTEST_SOUND = 2
"""Consonants of the shortest name."""
_LONGEST_NAME = 4
"""Words of the longest name of a person."""
_SHORTEST_LOOSE = 3
"""Consonants of the shortest name found among words that may be none."""


class NameHabits(Value):
    """The table ``[origins]`` of a language pack.

    Attributes:
        capitals: what has a capital in the language: names alone, every noun, or nothing.
    """

    capitals: Literal["names", "nouns", "none"] = "names"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one text.

    Attributes:
        numbers: value → the units it is given in; a number without a unit has none.
        days: days the text speaks of.
        occasions: days on which it may have been said, or of the pictures, where the text tells.
        names: how proper names in it sound.
        words: how everything sounds that may be a name; `names` among it.
        persons: how the last names of those who speak sound → how their other names do.
        parties: who speaks, by the ids of parties.
        agencies, imagery: whose report or pictures it names, by id.
    """

    numbers: Mapping[float, frozenset[str]]
    days: frozenset[date]
    occasions: frozenset[date]
    names: frozenset[str]
    words: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    parties: frozenset[str]
    agencies: frozenset[str]
    imagery: frozenset[str]


def marks_of(extraction: Extraction, case: Case, agencies: Agencies) -> Marks:
    """The marks of a document; of a language without a pack, its figures alone.

    Args:
        extraction: what was found in it.
        case: whose parties' names are no marks, for all its texts share them.
        agencies: those of the case.
    """
    document = extraction.document
    if document.language not in available():
        none: frozenset[str] = frozenset()
        figures = dict(_figures(extraction, ()))
        return Marks(figures, frozenset(), frozenset(), none, none, {}, none, none, none)
    pack = load(document.language)
    named = Names(pack, case).find(document.text)
    states = [name.span for name in named if name.code and name.kind in _NO_MARKS]
    dated = [when.span for when in extraction.dates if when.span]
    names, words = _names(extraction, pack, [*states, *dated, *agencies.spans_in(document.text)])
    speakers = [s.speaker for s in extraction.statements if s.speaker]
    persons = dict(known for speaker in speakers for known in _person(speaker))
    places = {
        s
        for place in extraction.places
        if place.span not in states
        for word in _WORD.findall(document.cut(place.span))
        for s in sounds(word)
        if len(s) >= SHORTEST_SOUND
    }
    offices = {s for x in speakers for w in _WORD.findall(x.role or "") for s in sounds(w)}
    names = (names - offices) | places | persons.keys()
    days = frozenset(w.start for w in extraction.dates if w.grain is Grain.DAY and w.span)
    signed = f"{document.publisher or ''}\n{document.text}"
    imagery = agencies.imagery_in(signed)
    return Marks(
        numbers=_numbers(extraction, dated),
        days=days,
        occasions=days if imagery else _occasions(extraction, days),
        names=names,
        words=words | names,
        persons=persons,
        parties=frozenset(speaker.party for speaker in speakers if speaker.party),
        agencies=agencies.agencies_in(signed),
        imagery=imagery,
    )


def _occasions(extraction: Extraction, days: frozenset[date]) -> frozenset[date]:
    """When it was said: as the text tells, else a day of late that it names, else of late."""
    said = (s.said for s in extraction.statements if s.said)
    told = frozenset(when.start for when in said if when.grain in ONE_DAY)
    published = extraction.document.published_on
    if told or published is None:
        return told
    lately = frozenset(published - timedelta(days=ago) for ago in range(_LATELY))
    return days & lately or frozenset(published - timedelta(days=ago) for ago in range(2))


def _names(
    extraction: Extraction, pack: Pack, besides: Iterable[Span]
) -> tuple[frozenset[str], frozenset[str]]:
    """How the names of a text sound, and how all that may be one does."""
    text = extraction.document.text
    capitals = pack.section("origins", NameHabits).capitals
    covered = _Covered([*besides, *extraction.document.removed])
    names: set[str] = set()
    words: set[str] = set()
    for found in _WORD.finditer(text):
        word = found.group()
        if len(word) < _SHORTEST_NAME or covered.at(found.start()):
            continue
        if capitals == "none":
            words.update(s for s in sounds(word) if len(s) >= _SHORTEST_LOOSE)
        elif word[0].isupper():
            told = [s for s in sounds(word) if len(s) >= SHORTEST_SOUND]
            words.update(s for s in told if len(s) >= _SHORTEST_LOOSE or capitals == "names")
            if capitals == "names" and not _SENTENCE_END.search(text[: found.start()][-3:]):
                names.update(told if found.start() else ())
    return frozenset(names), frozenset(words)


def _person(speaker: Speaker) -> Iterator[tuple[str, frozenset[str]]]:
    """How the last name of a person sounds, and the others; an office is nobody's name."""
    words = _WORD.findall(speaker.name)
    if not 2 <= len(words) <= _LONGEST_NAME or speaker.name == speaker.role or words[-1].islower():
        return
    first = frozenset(s for word in words[:-1] for s in sounds(word))
    for last in sounds(words[-1]):
        if len(last) >= SHORTEST_SOUND:
            yield last, first


def _numbers(extraction: Extraction, dated: Iterable[Span]) -> dict[float, frozenset[str]]:
    counted = {q.span: q for q in extraction.quantities}
    numbers: dict[float, set[str]] = {}
    for quantity in extraction.quantities:
        numbers.setdefault(quantity.interval.best, set()).add(quantity.unit)
    for value, units in _figures(extraction, [*counted, *dated]):
        numbers.setdefault(value, set()).update(units)
    return {value: frozenset(units) for value, units in numbers.items()}


def figures_in(text: str) -> Iterator[float]:
    """The numbers written in figures in a text, dates among them."""
    return (_value(found) for found in _NUMBER.finditer(text))


def _figures(
    extraction: Extraction, besides: Iterable[Span]
) -> Iterator[tuple[float, frozenset[str]]]:
    """The numbers written in figures, outside some spans."""
    covered = _Covered([*besides, *extraction.document.removed])
    for found in _NUMBER.finditer(extraction.document.text):
        if not covered.at(found.start()):
            yield _value(found), frozenset()


def _value(found: re.Match[str]) -> float:
    return float(int(_SEPARATOR.sub("", found.group())[:15]))


class _Covered:
    """Whether a place of a text lies in one of some spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def at(self, place: int) -> bool:
        # Of nested spans the one before may end sooner than one that began earlier still.
        first = bisect_right(self._starts, place)
        return any(place < span.end for span in self._spans[max(0, first - 3) : first])


@lru_cache(maxsize=256)
def weight_of(value: float) -> float:
    """How much a shared number tells: large and unround ones are shared by chance least."""
    digits = f"{value:.0f}"
    telling = len(digits.rstrip("0")) or 1
    size = min(len(digits), 4)
    return (0.3, 1.4, 2.2, 2.6)[size - 1] * (1.0 if telling > 1 else 0.75)
