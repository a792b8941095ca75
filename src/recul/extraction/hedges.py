"""What hedges a number: "more than", "not more than", "another", "half of the".

Read backwards from the number, since these words are stacked before it.
"""

from __future__ import annotations

from typing import NamedTuple

from recul.extraction.count_text import WINDOW, CountText
from recul.extraction.numbers import Number, NumberKind
from recul.model import Comparator

_STACKED = 3
"""Comparators and the like that may stand before a number ("another more than 7,000")."""


class Hedged(NamedTuple):
    """A number with the words that belong to it.

    Attributes:
        number: scaled, where only a share of it is meant.
        start: where its first hedge begins.
        added: True if one of them says "another".
        part: True for a share of a force.
    """

    number: Number
    start: int
    comparator: Comparator
    added: bool = False
    part: bool = False


def hedged(source: CountText, number: Number, before: Number | None) -> Hedged | None:
    """`number` with its hedges; None where only an unknown share of it is meant.

    Args:
        source: the text.
        number: the number.
        before: the number before it ("two" of "two thirds of the 150,000").
    """
    found = _prefixes(source, Hedged(number, number.start, _AS_WRITTEN[number.kind]))
    match = source.reader.share_before.search(
        source.plain, max(0, found.start - WINDOW), found.start
    )
    if match is None:
        return None if before and _is_whole(source, before, found.start) else found
    parts = source.reader.words.shares.get(" ".join(match["words"].split()))
    if parts is None:
        return None
    start, low, high = match.start(), 1.0, 1.0
    if before and not source.plain[before.end : start].strip():
        start, low, high = before.start, before.low, before.high
    scaled = number._replace(low=number.low * low / parts, high=number.high * high / parts)
    if scaled.low < scaled.high:
        scaled = scaled._replace(kind=NumberKind.RANGE)
        return Hedged(scaled, start, Comparator.BETWEEN, part=True)
    share = _prefixes(source, Hedged(scaled._replace(kind=NumberKind.COUNT), start, _ROUGHLY))
    return share._replace(added=found.added, part=True)


def suffix(source: CountText, hedge: Hedged, end: int) -> tuple[Comparator, int]:
    """The comparator after the number or after the noun ("100,000 or more"), and its end.

    It may stand before the last multiplier of a number, "10*多*万".
    """
    number, pattern = hedge.number, source.reader.comparator_after
    within = pattern.search(source.plain, number.start + 1, number.end)
    for match in (within, *(pattern.match(source.plain, place) for place in (number.end, end))):
        if match and hedge.comparator is Comparator.EXACT:
            kind = source.reader.comparators_after[" ".join(match["words"].split())]
            return kind, max(end, match.end())
    return hedge.comparator, end


def _prefixes(source: CountText, found: Hedged) -> Hedged:
    """`found` with the comparators and the "another" before it."""
    reader, plain = source.reader, source.plain
    for _ in range(_STACKED):
        window = max(0, found.start - WINDOW)
        addition = reader.addition_before.search(plain, window, found.start)
        hedge = reader.comparator_before.search(plain, window, found.start)
        if addition:
            found = found._replace(start=addition.start(), added=True)
        elif hedge:
            comparator = found.comparator
            if found.number.one:
                found = found._replace(number=found.number._replace(kind=NumberKind.COUNT))
            if comparator in _HEDGEABLE and found.number.kind in _SINGLE:
                comparator = reader.comparators[" ".join(hedge["words"].split())]
                if reader.negation_before.search(plain, window, hedge.start()):
                    comparator = _NEGATED.get(comparator, comparator)
            found = found._replace(start=hedge.start(), comparator=comparator)
        else:
            break
    return found


def _is_whole(source: CountText, before: Number, start: int) -> bool:
    """True for the second number of "10,000 of the 150,000": what the first is a part of."""
    return source.reader.whole_after.fullmatch(source.plain, before.end, start) is not None


_AS_WRITTEN = {
    NumberKind.COUNT: Comparator.EXACT,
    NumberKind.RANGE: Comparator.BETWEEN,
    NumberKind.ORDER: Comparator.DOZENS,
    NumberKind.ROUND: Comparator.DOZENS,
    NumberKind.ROUGH: Comparator.ABOUT,
}
_ROUGHLY = Comparator.ABOUT
"""A share is a round figure."""
_HEDGEABLE = frozenset({Comparator.EXACT, Comparator.DOZENS, _ROUGHLY})
_SINGLE = frozenset({NumberKind.COUNT, NumberKind.ROUND, NumberKind.ROUGH})
_NEGATED = {Comparator.OVER: Comparator.UP_TO, Comparator.UNDER: Comparator.AT_LEAST}
"""What is not over a number is at most that number."""
