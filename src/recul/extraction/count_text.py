"""A text as its counts of forces are looked for in it: its words, and what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from recul.extraction.lexicon import Word, folded, words_of
from recul.extraction.names import Name, Names
from recul.extraction.numbers import Number
from recul.extraction.quantity_words import QuantityReader, quantity_reader
from recul.languages import HAN, Pack
from recul.model import Place, Span, When

Found = TypeVar("Found")

WINDOW = 48
"""Characters before a number in which its comparator and its verb are looked for."""
GAP = re.compile(r"(?:\s?[»”\"])?[\s'’-]\s?[«“„\"]?|")
"""What may stand between a number and the words that belong to it."""
_SENTENCE = 400
"""Characters on either side of a number that its sentence may reach: what is longer is a list."""
_SENTENCE_END = re.compile(rf"(?<![A-Z])[.!?…;](?=[\s»”」』\"{HAN}])|\n")


class CountText(NamedTuple):
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


def count_text(text: str, pack: Pack, names: Names, dates: Sequence[When]) -> CountText:
    """The text with its names, places and dates at hand."""
    words = words_of(text)
    found_names = names.find(text)
    return CountText(
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


def sentence_at(source: CountText, position: int) -> Span:
    """The sentence around `position`, cut where it is too long to be one."""
    ends = source.sentence_ends
    index = bisect_right(ends, position)
    start = ends[index - 1] if index else 0
    end = ends[index] if index < len(ends) else len(source.text)
    return Span(start=max(start, position - _SENTENCE), end=min(end, position + _SENTENCE))


def within(found: Mapping[int, Found], starts: Sequence[int], span: Span) -> list[Found]:
    """What begins in `span`, in order."""
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [found[start] for start in starts[first:last] if start in found]


def is_measure(source: CountText, number: Number) -> bool:
    """True for "200 km": a number of something that is no force."""
    index = bisect_left(source.starts, number.end)
    following = source.words[index] if index < len(source.words) else None
    return (
        following is not None
        and following.folded in source.reader.words.measures
        and GAP.fullmatch(source.text, number.end, following.start) is not None
    )
