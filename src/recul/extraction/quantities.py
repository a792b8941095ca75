"""Counts of forces named in a text: how many of what, whose, where, when, and hedged how.

A number counts only with a noun of a force beside it ("100 000 soldats"), or as the new or the
earlier level of a count in the same sentence ("up from 60"). Numbers of anything else, losses,
and comparisons without a number ("plus de soldats") give nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from recul.extraction.count_context import (
    actor_of,
    date_before,
    date_of,
    places_of,
    scope_of,
    spoken_of,
)
from recul.extraction.count_text import WINDOW, CountText, count_text, is_measure, sentence_at
from recul.extraction.counted import (
    counted_noun,
    counted_people,
    inherited_noun,
    is_loss,
    noun_before,
    too_few,
)
from recul.extraction.hedges import hedged, suffix
from recul.extraction.lexicon import words_of
from recul.extraction.names import Names
from recul.extraction.numbers import Number, NumberKind, find_numbers
from recul.extraction.quantity_words import bounded, quantity_reader
from recul.languages import Pack
from recul.model import Comparator, Direction, Grain, Quantity, Span, When

EARLIER = timedelta(days=365)
"""How far back an earlier level ("up from 60") may lie: a wide bound, not a claim."""
_NEAR = 400
"""Characters between "another 7,000" and the count that tells what they are, at most."""


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
    source = count_text(text, pack, names, dates)
    found: list[Quantity] = []
    before = (None, *numbers)
    for number, previous, limit in zip(numbers, before, _limits(source, numbers), strict=False):
        found += _read(source, number, previous, limit, found, published)
    return found


def _limits(source: CountText, numbers: Sequence[Number]) -> list[int]:
    """Where the words that belong to each number end: at the next one that is no measure."""
    limits: list[int] = []
    limit = len(source.text)
    for number in reversed(numbers):
        limits.append(limit)
        if not is_measure(source, number):
            limit = number.start
    return limits[::-1]


def _countable(text: str, pack: Pack, dates: Sequence[When], skip: Sequence[Span]) -> list[Number]:
    """Numbers outside dates and skipped spans."""
    taken = sorted(
        [(s.start, s.end) for s in skip] + [(d.span.start, d.span.end) for d in dates if d.span]
    )
    starts = [start for start, _ in taken]
    kept = []
    for number in sorted([*find_numbers(text, pack), *_pairs(text, pack)]):
        before = bisect_right(starts, number.start) - 1
        inside = before >= 0 and taken[before][1] > number.start
        if not inside and not (before + 1 < len(taken) and starts[before + 1] < number.end):
            kept.append(number)
    return kept


def _pairs(text: str, pack: Pack) -> list[Number]:
    """The nouns that count two of their thing by their own form."""
    nouns = quantity_reader(pack).pairs
    if not nouns.first_words:
        return []
    words = words_of(text)
    return [
        Number(word.start, word.end, 2, 2, NumberKind.COUNT, figures=False)
        for index, word in enumerate(words)
        if word.folded in nouns.first_words and nouns.at(text, words, index)
    ]


def _read(
    source: CountText,
    number: Number,
    before: Number | None,
    limit: int,
    found: list[Quantity],
    published: date | None,
) -> list[Quantity]:
    """The count `number` gives: one, two for "from 60 to 83", or none."""
    reader, plain = source.reader, source.plain
    if reader.label_before.search(plain, max(0, number.start - WINDOW), number.start):
        return []
    sentence = sentence_at(source, number.start)
    counted = counted_noun(source, number)
    hedge = hedged(source, number, before)
    if hedge is None:
        return []
    start, added = hedge.start, hedge.added
    previous = _previous(found, start, sentence, added)
    if counted is None:
        rough = noun_before(source, number)
        if rough and start == number.start:
            counted = rough
            start = rough.start
            hedge = hedge._replace(comparator=Comparator.ABOUT)
        else:
            hedges = hedge.comparator not in (Comparator.EXACT, Comparator.BETWEEN)
            counted = counted_people(source, number) or inherited_noun(
                source, number, start, sentence, previous, added, hedges
            )
        if counted is None:
            return []
    if counted.unit == "persons" and too_few(source, number, counted):
        return []
    end = max(counted.span_end, number.end) if counted.start >= number.start else number.end
    comparator, end = suffix(source, hedge, end)
    span = Span(start=start, end=end)
    begin = sentence.start
    if found:  # the words before belong to the count before, which may run on into this one
        begin = min(max(begin, found[-1].span.end), span.start)
    quantity = Quantity(
        span=span,
        comparator=comparator,
        interval=bounded(hedge.number, comparator),
        unit=counted.unit,
        counted=source.text[counted.start : counted.end],
        actor=actor_of(source, span, sentence)
        or (previous.actor if previous else None)
        or spoken_of(source, span),
        places=places_of(source, span, sentence, limit),
        scope=scope_of(source, Span(start=begin, end=min(sentence.end, limit))),
        when=_when(source, span, sentence, limit, found, published),
        change=_change(source, start, number, end, added),
        part=hedge.part,
        loss=is_loss(source, start, counted.span_end),
    )
    return _split_passage(source, number, quantity, published)


def _when(
    source: CountText,
    span: Span,
    sentence: Span,
    limit: int,
    found: list[Quantity],
    published: date | None,
) -> When | None:
    """When a count held: the date beside it, some past day ("at the time"), or publication."""
    last = found[-1].span if found and found[-1].span.end > sentence.start else None
    inside = Span(start=sentence.start, end=min(sentence.end, limit))
    when = date_of(source, span, inside, published, last)
    if when or published is None:
        return when
    begin = last.end if last else sentence.start
    falls = source.reader.passage_to.match(source.plain, span.end)
    if falls and source.plain[falls.end() : falls.end() + 1].isdigit():
        window = max(0, span.start - WINDOW)
        if source.reader.passage_before.search(source.plain, window, span.start):
            return _before(published)  # "fallen *from 60,000* to 45,000"
    if source.reader.back_then.search(source.plain, begin, inside.end):
        return date_before(source, sentence.start, published) or _before(published)
    if last and source.reader.earlier_before.search(
        source.plain, max(0, span.start - WINDOW), span.start
    ):
        return _before(published)
    return When.day(published)


def _previous(found: list[Quantity], start: int, sentence: Span, added: bool) -> Quantity | None:
    """The count before, if this one may go on from it: in its sentence, or if it says "another"."""
    if not found:
        return None
    near = start - found[-1].span.end <= _NEAR if added else found[-1].span.start >= sentence.start
    return found[-1] if near else None


# --------------------------------------------------------------------------------- change


def _change(
    source: CountText, start: int, number: Number, end: int, added: bool
) -> Direction | None:
    """UP or DOWN if the count is an addition or a reduction, None if it is a level."""
    reader, plain = source.reader, source.plain
    window = max(0, start - WINDOW)
    leaves = reader.reduction_verb_before.search(plain, window, start)
    if leaves and reader.addition_after.match(plain, number.end):
        return Direction.DOWN  # "the withdrawal of 3,000 *more*"
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
    level = reader.level_before.search(plain, window, start)
    if not level and reader.reduction_after.match(plain, end):
        return Direction.DOWN  # before the verbs of sending: "sent 7,000 troops home"
    if reader.addition_verb_before.search(plain, window, start):
        return Direction.UP
    if not level and leaves:
        return Direction.DOWN
    return None


def _split_passage(
    source: CountText, number: Number, quantity: Quantity, published: date | None
) -> list[Quantity]:
    """The two levels of "risen from 60 to 83", the earlier one first."""
    window = max(0, number.start - WINDOW)
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


def _before(published: date) -> When:
    """Some time before publication: the date of an earlier level that names none."""
    last = published - timedelta(days=1)
    return When(start=published - EARLIER, end=last, grain=Grain.VAGUE)
