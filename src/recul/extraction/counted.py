"""The noun a number counts, beside it or taken over from the count before."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from recul.extraction.count_text import GAP, WINDOW, CountText, is_measure
from recul.extraction.lexicon import Word
from recul.extraction.numbers import Number
from recul.model import Quantity, Span

LEAST_LOOSE = 100
"""Nouns that also name civilians count a force only from here up."""
_LEAST_TOLD = 1000
"""A bare number counts what was spoken of before its sentence only from here up."""
_NEARBY = 40
"""Words around a people among which a word for a force is looked for."""
_BETWEEN = 5
"""Words between a number and its noun, at most; one of them may be unknown."""


class Counted(NamedTuple):
    """The noun a number counts: ``text[start:end]``, and where its adjectives end."""

    unit: str
    start: int
    end: int
    span_end: int


def counted_noun(source: CountText, number: Number) -> Counted | None:
    """The noun the number counts, with the adjectives that follow it."""
    own = _own_noun(source, number)
    if own:
        return own
    percent = source.reader.percent_after.match(source.plain, number.end)
    if percent:
        return _percent(source, percent)
    count_of = source.reader.count_of.match(source.plain, number.end)
    if count_of:
        return _counted_after(source, number, count_of.end())
    hedge = source.reader.comparator_after.match(source.plain, number.end)
    end, unknown = hedge.end() if hedge else number.end, 0
    by_itself: Counted | None = None
    first = bisect_left(source.starts, end)
    for index in range(first, min(first + _BETWEEN, len(source.words))):
        word = source.words[index]
        if not GAP.fullmatch(source.text, end, word.start):
            return by_itself
        match = source.reader.units.at(source.text, source.words, index)
        if match:
            length, unit = match
            last = index + length - 1
            noun_end = source.words[last].end
            named = source.names.get(source.words[index - 1].start) if index > first else None
            start = named.span.start if named and named.span.end == noun_end else word.start
            joined = _joined_end(source, last)
            end = joined or _adjectives_end(source, last, noun_end)
            return Counted(unit, start, noun_end, end)
        if unknown and word.folded in source.reader.words.of:
            return None  # "dozens of cars of soldiers"
        told = source.reader.words.classifiers.get(word.folded)
        if told:
            by_itself = Counted(told, word.start, word.end, word.end)
        elif told == "" or (index == first and word.folded in source.reader.words.copulas):
            pass  # "112,000 are ground forces"
        elif not (_may_stand_between(source, word) or _joins_names(source, index)):
            unknown += 1
            if unknown > 1 or _bars(source, word):
                return by_itself if word.folded in source.reader.words.stops else None
        end = word.end
    return by_itself if first + _BETWEEN > len(source.words) else None


def _joined_end(source: CountText, last: int) -> int | None:
    """Where the second of two nouns counted as one ends: "50 tanks *and armoured vehicles*"."""
    words, index = source.words, last + 1
    if index >= len(words) or words[index].folded not in source.reader.words.joins:
        return None
    for second in range(index + 1, min(index + _BETWEEN, len(words))):
        if not GAP.fullmatch(source.text, words[second - 1].end, words[second].start):
            return None
        match = source.reader.units.at(source.text, words, second)
        if match:
            return words[second + match[0] - 1].end
        if not _may_stand_between(source, words[second]):
            return None
    return None


def _joins_names(source: CountText, index: int) -> bool:
    """True for the word between two peoples: "30,000 Russian *and* Belarusian soldiers"."""
    words = source.words
    return (
        words[index].folded in source.reader.words.joins
        and 0 < index < len(words) - 1
        and words[index - 1].start in source.names
        and words[index + 1].start in source.names
    )


def _counted_after(source: CountText, number: Number, start: int) -> Counted | None:
    """The noun behind "the number of", which is no part of the count's own words."""
    index = bisect_left(source.starts, start)
    for first in range(index, min(index + 2, len(source.words))):
        match = source.reader.units.at(source.text, source.words, first)
        if match:
            last = source.words[first + match[0] - 1]
            return Counted(match[1], source.words[first].start, last.end, number.end)
    return None


def noun_before(source: CountText, number: Number) -> Counted | None:
    """The noun right before its number, which makes it a rough one: "человек пятьсот"."""
    if not source.reader.words.noun_first or is_measure(source, number):
        return None
    index = bisect_left(source.starts, number.start) - 1
    if index < 0 or source.text[source.words[index].end : number.start] not in _SPACES:
        return None
    word = source.words[index]
    match = source.reader.units.at(source.text, source.words, index)
    return Counted(match[1], word.start, word.end, number.end) if match else None


_SPACES = (" ", "\u00a0")


def _own_noun(source: CountText, number: Number) -> Counted | None:
    """The noun that is the number itself: a dual."""
    index = bisect_left(source.starts, number.start)
    whole = index < len(source.starts) and source.starts[index] == number.start
    pair = source.reader.pairs.at(source.text, source.words, index) if whole else None
    if pair is None:
        return None
    last = index + pair[0] - 1
    end = source.words[last].end
    return Counted(pair[1], number.start, end, _adjectives_end(source, last, end))


def _may_stand_between(source: CountText, word: Word) -> bool:
    return word.folded in source.reader.words.fillers or word.start in source.names


def _bars(source: CountText, word: Word) -> bool:
    """True for a word that never stands between a number and its noun."""
    words = source.reader.words
    return word.folded in words.stops or word.folded in words.measures or not word.text.isalpha()


def _adjectives_end(source: CountText, last: int, noun_end: int) -> int:
    """Where the last adjective of a party after the noun ends ("soldats russes")."""
    end = noun_end
    for index in range(last + 1, min(last + 1 + _BETWEEN, len(source.words))):
        word = source.words[index]
        if (
            word.start != source.words[index - 1].end + 1
            or source.text[word.start - 1] not in " -\u00a0\n"
        ):
            break
        name = source.names.get(word.start)
        if name and name.kind == "demonym":
            end = word.end
        elif word.folded not in source.reader.words.fillers:
            break
    return end


def _percent(source: CountText, percent: re.Match[str]) -> Counted | None:
    """A share of a force: "60 % de ses forces terrestres"."""
    first = bisect_left(source.starts, percent.end())
    for index in range(first, min(first + _BETWEEN, len(source.words))):
        word = source.words[index]
        match = source.reader.units.at(source.text, source.words, index)
        if match:
            last = index + match[0] - 1
            end = source.words[last].end
            return Counted("percent", word.start, end, _adjectives_end(source, last, end))
        allowed = word.folded in source.reader.words.of or _may_stand_between(source, word)
        if not allowed:
            return None
    return None


def counted_people(source: CountText, number: Number) -> Counted | None:
    """A people whose forces are spoken of: "27.000 *españoles* pasaron por Afganistán"."""
    if not source.reader.words.people_as_force:
        return None
    hedge = source.reader.comparator_after.match(source.plain, number.end)
    end = hedge.end() if hedge else number.end
    index = bisect_left(source.starts, end)
    if index == len(source.words) or not GAP.fullmatch(source.text, end, source.words[index].start):
        return None
    word = source.words[index]
    name = source.names.get(word.start)
    if name is None or name.kind != "demonym" or not _among_forces(source, index):
        return None
    return Counted("persons", word.start, word.end, word.end)


def _among_forces(source: CountText, index: int) -> bool:
    """True if a word near the one at `index` counts persons of a force."""
    near = range(max(0, index - _NEARBY), min(len(source.words), index + _NEARBY))
    found = (source.reader.units.at(source.text, source.words, other) for other in near)
    return any(match is not None and match[1] == "persons" for match in found)


def inherited_noun(
    source: CountText,
    number: Number,
    start: int,
    sentence: Span,
    previous: Quantity | None,
    added: bool,
    hedged: bool,
) -> Counted | None:
    """The noun of a count that names none itself: "another 7,000", "has risen to 130,000".

    Or, behind a count of persons, "de los 9.000 hombres quedan *unos 1.500*".
    """
    if not _ends_phrase(source, number):
        return None
    reader, window = source.reader, max(sentence.start, start - WINDOW)
    goes_on = previous and (
        added
        or (hedged and previous.unit == "persons")
        or reader.earlier_before.search(source.plain, window, start)
        or _second_level(source, previous.span, start)
    )
    if previous and goes_on:
        noun_start = source.text.rfind(previous.counted, 0, start)
        return Counted(previous.unit, noun_start, noun_start + len(previous.counted), number.end)
    reached = reader.level_before.search(source.plain, window, start)
    if not (reached or reader.passage_before.search(source.plain, window, start)):
        return None
    first, last = bisect_left(source.starts, sentence.start), bisect_left(source.starts, start)
    counted, index = None, first
    while index < last:  # the last noun before the number
        match = reader.units.at(source.text, source.words, index)
        step = match[0] if match else 1
        if match:
            noun_end = source.words[index + step - 1].end
            counted = Counted(match[1], source.words[index].start, noun_end, number.end)
        index += step
    told = reached and (hedged or number.low >= _LEAST_TOLD)
    return counted or (_spoken_of(source, number, first) if told else None)


def _spoken_of(source: CountText, number: Number, first: int) -> Counted | None:
    """The persons of a force that the words before a sentence, or the rest of it, speak of.

    "Eram perto de novecentos, os últimos *soldados*"; not where others are counted between.
    """
    here = bisect_left(source.starts, number.start)
    before = range(first - 1, max(-1, first - _NEARBY), -1)
    after = range(here, min(len(source.words), here + _BETWEEN * 2))
    for index in (*before, *after):
        if source.words[index].folded in source.reader.words.measures:
            return None
        match = source.reader.units.at(source.text, source.words, index)
        if match and match[1] == "persons":
            last = source.words[index + match[0] - 1]
            return Counted("persons", source.words[index].start, last.end, number.end)
    return None


def _second_level(source: CountText, first: Span, start: int) -> bool:
    """True for the second number of a fall: "from 60,000 to *45,000*" (no range runs down)."""
    reader, window = source.reader, max(0, first.start - WINDOW)
    between = reader.passage_to.fullmatch(source.plain, first.end, start)
    return bool(between and reader.passage_before.search(source.plain, window, first.start))


def _ends_phrase(source: CountText, number: Number) -> bool:
    """True if what follows the number is no noun of its own: punctuation, a date, a small word."""
    index = bisect_left(source.starts, number.end)
    if index == len(source.words):
        return True
    following = source.words[index]
    if not GAP.fullmatch(source.text, number.end, following.start):
        return True
    dated = following.start in source.dates
    measured = following.folded in source.reader.words.measures
    return dated or (following.folded in source.reader.words.stops and not measured)


def too_few(source: CountText, number: Number, counted: Counted) -> bool:
    """True for "two men": a noun that counts a force only in large numbers."""
    noun = source.plain[counted.start : counted.end]
    return noun in source.reader.words.loose and number.high < LEAST_LOOSE


def is_loss(source: CountText, start: int, end: int) -> bool:
    """True for a count, at ``text[start:end]``, of the killed, the captured or the destroyed."""
    before = source.reader.loss_before.search(source.plain, max(0, start - WINDOW), start)
    return bool(before or source.reader.loss_after.match(source.plain, end))
