"""Numbers and dates: phrases with their values, the readers of them, and how they are compared."""

from __future__ import annotations

import time
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.public.report import Row
from benchmarks.public.scoring import Parts, Tally
from benchmarks.public.statements import Text
from recul import languages
from recul.extraction.dates import find_dates
from recul.extraction.numbers import find_numbers
from recul.reading.typography import normalise

Days = tuple[date, date]
"""The first and the last day of a date."""
Value = float | Days
LANGUAGES = {"en": "English", "fr": "French", "de": "German"}
DAY = timedelta(days=1)


class Reading(NamedTuple):
    """What stands somewhere, as annotated or as found: any of these values is meant."""

    values: frozenset[Value]
    parts: Parts = ()


class Phrase(NamedTuple):
    """A text with the values in it."""

    text: Text
    wanted: Sequence[Reading]


Reader = Callable[[Text], Sequence[Reading]]
Same = Callable[[Reading, Reading], bool]


def exact(wanted: Reading, found: Reading) -> bool:
    """One of the values is the same."""
    return bool(wanted.values & found.values)


def either_side(wanted: Reading, found: Reading) -> bool:
    """The same, or the same weekday of the week beside, or the same day of the year beside."""
    return any(
        isinstance(want, tuple) and isinstance(got, tuple) and _beside(want, got)
        for want in wanted.values
        for got in found.values
    )


def _beside(one: Days, other: Days) -> bool:
    apart = {(b - a).days for a, b in zip(one, other, strict=True)}
    return apart in ({0}, {7}, {-7}) or apart <= {365, 366} or apart <= {-365, -366}


def recul_numbers(text: Text) -> list[Reading]:
    """The numbers we find; both ends of a range."""
    numbers = find_numbers(normalise(text.text), languages.load(text.language))
    return [
        Reading(frozenset({value}), ((number.start, number.end),))
        for number in numbers
        for value in dict.fromkeys((number.low, number.high))
    ]


def recul_dates(text: Text) -> list[Reading]:
    """The dates we find."""
    dates = find_dates(normalise(text.text), languages.load(text.language), text.published)
    return [
        Reading(frozenset({(when.start, when.end)}), ((when.span.start, when.span.end),))
        for when in dates
        if when.span
    ]


def compare(
    part: str, phrases: Sequence[Phrase], readers: dict[str, Reader], same: Same
) -> list[Row]:
    """A row per reader, with the phrases each reads in a second."""
    rows = []
    for name, reader in readers.items():
        reader(phrases[0].text)  # what is loaded once is not timed
        start = time.perf_counter()
        found = [reader(phrase.text) for phrase in phrases]
        speed = len(phrases) / (time.perf_counter() - start)
        tally = Tally()
        for phrase, readings in zip(phrases, found, strict=True):
            add(tally, phrase.wanted, readings, same)
        rows.append(Row(part, same.__name__.replace("_", " "), name, tally, speed))
    return rows


def add(tally: Tally, wanted: Iterable[Reading], found: Sequence[Reading], same: Same) -> None:
    """Count what is the same, one to one, in the order of the text."""
    left = list(found)
    hits = []
    for want in wanted:
        got = next((reading for reading in left if same(want, reading)), None)
        hits.append(got is not None)
        if got is not None:
            left.remove(got)
    right = sum(hits)
    tally.add(hits, (index < right for index in range(len(found))))


def span_of(first: date, grain: str) -> Days:
    """The days of a day, week, month, quarter or year that begins on `first`."""
    if grain == "year":
        return first, first.replace(month=12, day=31)
    if grain in ("month", "quarter"):
        month = first.month + (2 if grain == "quarter" else 0)
        return first, date(first.year, month, monthrange(first.year, month)[1])
    return first, first + (6 * DAY if grain == "week" else 0 * DAY)


def until(first: date, after: date) -> Days:
    """The days from `first` to the day before `after`."""
    return first, after - DAY
