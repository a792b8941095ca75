"""Counts of forces named in a text: how many of what, whose, where, when, and hedged how.

A number counts only with a noun of a force beside it ("100 000 soldats"), or as the new or the
earlier level of a count in the same sentence ("up from 60"). Numbers of anything else, losses,
and comparisons without a number ("plus de soldats") give nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from recul.extraction.lexicon import Word, folded, words_of
from recul.extraction.names import Name, Names
from recul.extraction.numbers import Number, NumberKind, find_numbers
from recul.extraction.quantity_words import QuantityReader, bounded, quantity_reader
from recul.languages import Pack
from recul.model import Comparator, Direction, Grain, Place, Quantity, Span, When

Found = TypeVar("Found")

LEAST_LOOSE = 100
"""Nouns that also name civilians count a force only from here up."""
EARLIER = timedelta(days=365)
"""How far back an earlier level ("up from 60") may lie: a wide bound, not a claim."""
_WINDOW = 48
"""Characters before a number in which its comparator and its verb are looked for."""
_SENTENCE = 400
"""Characters on either side of a number that its sentence may reach: what is longer is a list."""
_BETWEEN = 5
"""Words between a number and its noun, at most; one of them may be unknown."""
_PREFIXES = 3
"""Comparators and the like that may be stacked before a number ("another more than 7,000")."""

_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?…;](?=[\s»”\"])|\n")
_GAP = re.compile(r"[\s'’-]\s?|")
_ACTORS = frozenset({"state", "demonym", "capital", "seat", "organisation", "party"})


class _Counted(NamedTuple):
    """The noun a number counts: ``text[start:end]``, and where its adjectives end."""

    unit: str
    start: int
    end: int
    span_end: int


class _Text(NamedTuple):
    """A text and what was found in it before its quantities, by where it starts."""

    text: str
    plain: str
    words: Sequence[Word]
    starts: list[int]
    names: dict[int, Name]
    places: dict[int, Place]
    dates: dict[int, When]
    sentence_ends: list[int]
    reader: QuantityReader


def find_quantities(
    text: str,
    pack: Pack,
    names: Names,
    dates: Sequence[When],
    published: date | None,
    skip: Sequence[Span] = (),
) -> list[Quantity]:
    """The counts of forces in `text`, in order.

    Args:
        text: the text.
        pack: its language.
        names: the names of that language and of the case.
        dates: the dates found in `text`; a number inside one is not read.
        published: the day of publication, the date of a count that names none.
        skip: spans that are not read (boilerplate).
    """
    numbers = _countable(text, pack, dates, skip)
    if not numbers:
        return []
    words = words_of(text)
    found_names = names.find(text)
    source = _Text(
        text=text,
        plain=folded(text),
        words=words,
        starts=[word.start for word in words],
        names={name.span.start: name for name in found_names},
        places={place.span.start: place for place in names.places_among(found_names)},
        dates={when.span.start: when for when in dates if when.span},
        sentence_ends=[match.end() for match in _SENTENCE_END.finditer(text)],
        reader=quantity_reader(pack),
    )
    found: list[Quantity] = []
    for index, number in enumerate(numbers):
        following = (n.start for n in numbers[index + 1 :] if not _is_measure(source, n))
        found += _read(source, number, next(following, len(text)), found, published)
    return found


def _countable(text: str, pack: Pack, dates: Sequence[When], skip: Sequence[Span]) -> list[Number]:
    """Numbers outside dates and skipped spans."""
    taken = sorted(
        [(s.start, s.end) for s in skip] + [(d.span.start, d.span.end) for d in dates if d.span]
    )
    starts = [start for start, _ in taken]
    kept = []
    for number in find_numbers(text, pack):
        before = bisect_right(starts, number.start) - 1
        inside = before >= 0 and taken[before][1] > number.start
        if not inside and not (before + 1 < len(taken) and starts[before + 1] < number.end):
            kept.append(number)
    return kept


def _is_measure(source: _Text, number: Number) -> bool:
    """True for "200 km": a number of something that is no force."""
    index = bisect_left(source.starts, number.end)
    following = source.words[index] if index < len(source.words) else None
    return (
        following is not None
        and following.folded in source.reader.words.measures
        and _GAP.fullmatch(source.text, number.end, following.start) is not None
    )


def _read(
    source: _Text,
    number: Number,
    limit: int,
    found: list[Quantity],
    published: date | None,
) -> list[Quantity]:
    """The count `number` gives: one, two for "from 60 to 83", or none."""
    reader, plain = source.reader, source.plain
    if reader.label_before.search(plain, max(0, number.start - _WINDOW), number.start):
        return []
    sentence = _sentence(source, number.start)
    counted = _counted(source, number)
    start, comparator, added = _prefixes(source, number)
    previous = found[-1] if found and (added or found[-1].span.start >= sentence.start) else None
    if counted is None:
        counted = _inherited(source, number, start, sentence, previous, added)
        if counted is None:
            return []
    if counted.unit == "persons" and _too_few(source, number, counted):
        return []
    if _is_loss(source, start, counted.span_end):
        return []
    end = max(counted.span_end, number.end) if counted.start >= number.start else number.end
    comparator, end = _suffix(source, number, comparator, end)
    span = Span(start=start, end=end)
    when = _when(source, span, Span(start=sentence.start, end=min(sentence.end, limit)))
    if when is None and published:
        earlier = _is_earlier(source, start, previous)
        when = _before(published) if earlier else When.day(published)
    begin = sentence.start
    if found and found[-1].span.end > begin:
        begin = found[-1].span.end  # the words before belong to the count before
    quantity = Quantity(
        span=span,
        comparator=comparator,
        interval=bounded(number, comparator),
        unit=counted.unit,
        counted=source.text[counted.start : counted.end],
        actor=_actor(source, span, sentence) or (previous.actor if previous else None),
        places=_places(source, span, sentence, limit),
        scope=_scope(source, Span(start=begin, end=min(sentence.end, limit))),
        when=when,
        change=_change(source, start, number, end, added),
    )
    return _split_passage(source, number, quantity, published)


# ---------------------------------------------------------------------- the counted noun


def _counted(source: _Text, number: Number) -> _Counted | None:
    """The noun the number counts, with the adjectives that follow it."""
    percent = source.reader.percent_after.match(source.plain, number.end)
    if percent:
        return _percent(source, percent)
    hedge = source.reader.comparator_after.match(source.plain, number.end)
    end, unknown = hedge.end() if hedge else number.end, 0
    first = bisect_left(source.starts, end)
    for index in range(first, min(first + _BETWEEN, len(source.words))):
        word = source.words[index]
        if not _GAP.fullmatch(source.text, end, word.start):
            return None
        match = source.reader.units.at(source.text, source.words, index)
        if match:
            length, unit = match
            last = index + length - 1
            noun_end = source.words[last].end
            return _Counted(unit, word.start, noun_end, _adjectives_end(source, last, noun_end))
        if unknown and word.folded in source.reader.words.of:
            return None  # "dozens of cars of soldiers"
        if index == first and word.folded in source.reader.words.copulas:
            pass  # "112,000 are ground forces"
        elif not _may_stand_between(source, word):
            unknown += 1
            if unknown > 1 or _bars(source, word):
                return None
        end = word.end
    return None


def _may_stand_between(source: _Text, word: Word) -> bool:
    return word.folded in source.reader.words.fillers or word.start in source.names


def _bars(source: _Text, word: Word) -> bool:
    """True for a word that never stands between a number and its noun."""
    words = source.reader.words
    return word.folded in words.stops or word.folded in words.measures or not word.text.isalpha()


def _adjectives_end(source: _Text, last: int, noun_end: int) -> int:
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


def _percent(source: _Text, percent: re.Match[str]) -> _Counted | None:
    """A share of a force: "60 % de ses forces terrestres"."""
    first = bisect_left(source.starts, percent.end())
    for index in range(first, min(first + _BETWEEN, len(source.words))):
        word = source.words[index]
        match = source.reader.units.at(source.text, source.words, index)
        if match:
            last = index + match[0] - 1
            end = source.words[last].end
            return _Counted("percent", word.start, end, _adjectives_end(source, last, end))
        allowed = word.folded in source.reader.words.of or _may_stand_between(source, word)
        if not allowed:
            return None
    return None


def _inherited(
    source: _Text,
    number: Number,
    start: int,
    sentence: Span,
    previous: Quantity | None,
    added: bool,
) -> _Counted | None:
    """The noun of a count that names none itself: "another 7,000", "has risen to 130,000"."""
    if not _ends_phrase(source, number):
        return None
    reader, window = source.reader, max(sentence.start, start - _WINDOW)
    if previous and (added or reader.earlier_before.search(source.plain, window, start)):
        noun_start = source.text.rfind(previous.counted, 0, start)
        return _Counted(previous.unit, noun_start, noun_start + len(previous.counted), number.end)
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
            counted = _Counted(match[1], source.words[index].start, noun_end, number.end)
        index += step
    return counted


def _ends_phrase(source: _Text, number: Number) -> bool:
    """True if what follows the number is no noun of its own: punctuation, a date, a small word."""
    index = bisect_left(source.starts, number.end)
    if index == len(source.words):
        return True
    following = source.words[index]
    if not _GAP.fullmatch(source.text, number.end, following.start):
        return True
    dated = following.start in source.dates
    measured = following.folded in source.reader.words.measures
    return dated or (following.folded in source.reader.words.stops and not measured)


def _too_few(source: _Text, number: Number, counted: _Counted) -> bool:
    noun = source.plain[counted.start : counted.end]
    return noun in source.reader.words.loose and number.high < LEAST_LOOSE


def _is_loss(source: _Text, start: int, end: int) -> bool:
    before = source.reader.loss_before.search(source.plain, max(0, start - _WINDOW), start)
    return bool(before or source.reader.loss_after.match(source.plain, end))


# ----------------------------------------------------------------- comparator and change


def _prefixes(source: _Text, number: Number) -> tuple[int, Comparator, bool]:
    """Where the count begins with its comparators, the comparator, and if one says "another"."""
    start = number.start
    default = {
        NumberKind.RANGE: Comparator.BETWEEN,
        NumberKind.ORDER: Comparator.DOZENS,
        NumberKind.ROUND: Comparator.DOZENS,
    }.get(number.kind, Comparator.EXACT)
    comparator, added = default, False
    for _ in range(_PREFIXES):
        window = max(0, start - _WINDOW)
        addition = source.reader.addition_before.search(source.plain, window, start)
        hedge = source.reader.comparator_before.search(source.plain, window, start)
        if addition:
            start, added = addition.start(), True
        elif hedge:
            kind = source.reader.comparators[" ".join(hedge["words"].split())]
            if kind is not Comparator.EXACT:
                start = hedge.start()
                if comparator is default and number.kind in _HEDGEABLE:
                    comparator = kind
            elif hedge.start() >= start - _WINDOW and not _hedged_before(source, hedge.start()):
                break
            else:
                start = hedge.start()
        else:
            break
    return start, comparator, added


_HEDGEABLE = frozenset({NumberKind.COUNT, NumberKind.ROUND})


def _hedged_before(source: _Text, start: int) -> bool:
    """True if a real comparator stands before a mere determiner ("more than the 100,000")."""
    hedge = source.reader.comparator_before.search(source.plain, max(0, start - _WINDOW), start)
    if not hedge:
        return False
    kind = source.reader.comparators[" ".join(hedge["words"].split())]
    return kind is not Comparator.EXACT


def _suffix(
    source: _Text, number: Number, comparator: Comparator, end: int
) -> tuple[Comparator, int]:
    """A comparator after the number or the noun ("100,000 or more")."""
    for place in (number.end, end):
        match = source.reader.comparator_after.match(source.plain, place)
        if match and comparator is Comparator.EXACT:
            kind = source.reader.comparators_after[" ".join(match["words"].split())]
            return kind, max(end, match.end())
    return comparator, end


def _change(source: _Text, start: int, number: Number, end: int, added: bool) -> Direction | None:
    """UP or DOWN if the count is an addition or a reduction, None if it is a level."""
    reader, plain = source.reader, source.plain
    if (
        added
        or reader.addition_after.match(plain, end)
        or reader.addition_after.match(plain, number.end)
    ):
        return Direction.UP
    if reader.reduction_after_number.match(
        plain, number.end
    ) or reader.reduction_after_number.match(plain, end):
        return Direction.DOWN
    window = max(0, start - _WINDOW)
    if reader.addition_verb_before.search(plain, window, start):
        return Direction.UP
    level = reader.level_before.search(plain, window, start)
    if level:
        return None
    if reader.reduction_verb_before.search(plain, window, start) or reader.reduction_after.match(
        plain, end
    ):
        return Direction.DOWN
    return None


def _is_earlier(source: _Text, start: int, previous: Quantity | None) -> bool:
    window = max(0, start - _WINDOW)
    return previous is not None and bool(
        source.reader.earlier_before.search(source.plain, window, start)
    )


def _split_passage(
    source: _Text, number: Number, quantity: Quantity, published: date | None
) -> list[Quantity]:
    """The two levels of "risen from 60 to 83", the earlier one first."""
    window = max(0, number.start - _WINDOW)
    if number.gap is None or not source.reader.passage_before.search(
        source.plain, window, number.start
    ):
        return [quantity]
    span = quantity.span
    return [
        quantity.model_copy(
            update={
                "span": part,
                "comparator": Comparator.EXACT,
                "interval": bounded(_exactly(value, part), Comparator.EXACT),
                "when": when,
            }
        )
        for value, part, when in (
            (
                number.low,
                Span(start=span.start, end=number.gap[0]),
                _before(published) if published else None,
            ),
            (number.high, Span(start=number.gap[1], end=span.end), quantity.when),
        )
    ]


def _exactly(value: float, span: Span) -> Number:
    return Number(span.start, span.end, value, value, NumberKind.COUNT, figures=True)


# ------------------------------------------------------------------ whose, where and when


def _sentence(source: _Text, position: int) -> Span:
    ends = source.sentence_ends
    index = bisect_right(ends, position)
    start = ends[index - 1] if index else 0
    end = ends[index] if index < len(ends) else len(source.text)
    return Span(start=max(start, position - _SENTENCE), end=min(end, position + _SENTENCE))


def _within(found: Mapping[int, Found], starts: Sequence[int], span: Span) -> list[Found]:
    """What begins in `span`, in order."""
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [found[start] for start in starts[first:last] if start in found]


def _actor(source: _Text, span: Span, sentence: Span) -> str | None:
    """Whose force it is: named in the count, right after it, else by the subject before it."""
    names = _within(source.names, source.starts, sentence)
    actors = [name for name in names if name.kind in _ACTORS]
    for name in actors:
        if span.covers(name.span) and (name.kind == "demonym" or not name.located):
            return name.code
    acting = [name for name in actors if not name.located]
    for name in acting:
        if name.span.start >= span.end:
            gap = source.text[span.end : name.span.start]
            if _of_whom(gap):
                return name.code
            break
    for name in reversed(acting):
        if name.span.end <= span.start:
            between = source.plain[name.span.end : span.start]
            return name.code if _has(source, between) else None
    return None


def _has(source: _Text, between: str) -> bool:
    """True for " has massed ", false for " has counted " and for anything with a comma."""
    reader = source.reader
    return (
        "," not in between
        and reader.holds.search(between) is not None
        and reader.observes.search(between) is None
    )


def _of_whom(gap: str) -> bool:
    """True for " de l'armée ", " from the ": two or three words, no punctuation."""
    return 0 < len(gap.split()) <= 3 and not re.search(r"[.,;:()«»]", gap)


def _places(source: _Text, span: Span, sentence: Span, limit: int) -> tuple[str, ...]:
    """The places after the count, up to who says so or to the next number, else those before."""
    places = _within(source.places, source.starts, sentence)
    report = source.reader.reports.search(source.plain, span.end, min(sentence.end, limit))
    last = report.start() if report else limit
    after = [place.name for place in places if span.end <= place.span.start < last]
    before = [place.name for place in places if place.span.end <= span.start]
    return tuple(dict.fromkeys(after or before))


def _scope(source: _Text, within: Span) -> str | None:
    """What the count takes in or leaves out, in the words of the text."""
    found = source.reader.scope.finditer(source.plain, within.start, within.end)
    parts = [source.text[match.start() : match.end()].strip() for match in found]
    return "; ".join(parts) or None


def _when(source: _Text, span: Span, within: Span) -> When | None:
    """The date nearest to the count, before the next number of its sentence."""
    dates = _within(source.dates, source.starts, within)
    near = [
        (max(when.span.start - span.end, span.start - when.span.end), when)
        for when in dates
        if when.span and when.grain not in _OPEN
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


_OPEN = frozenset({Grain.NOW, Grain.UNTIL_NOW, Grain.VAGUE, Grain.YEAR})
"""Grains too wide to date a count."""


def _before(published: date) -> When:
    """Some time before publication: the date of an earlier level that names none."""
    last = published - timedelta(days=1)
    return When(start=published - EARLIER, end=last, grain=Grain.VAGUE)
