"""Dates named in a text, as intervals.

Absolute dates, and those relative to the day of publication: "mercredi" is the last Wednesday
up to that day, or the next one where the words around it look ahead. Without a day of
publication a relative date stays unresolved; `unresolved_dates` counts them for a warning.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from recul.extraction.date_forms import DateMatch, DateWords, Reach, Unit, date_matches
from recul.languages import Pack
from recul.model import Grain, Span, When

FURTHEST_AHEAD = timedelta(days=60)
"""A date without a year lies ahead only this far, unless the words say so: news looks back."""
UNTIL_NOW = timedelta(days=365)
"""How far "so far" reaches back: a wide bound, not a claim."""

STORY = 400
"""Characters that "the day after" goes back to the day it is after."""

_Interval = tuple[date, date, Grain]
_DAY = timedelta(days=1)
_DAYS = (Grain.DAY, Grain.PART_OF_DAY, Grain.HOUR)


def find_dates(
    text: str, pack: Pack, published: date | None, skip: Sequence[Span] = ()
) -> list[When]:
    """The dates in `text`, in order, not overlapping.

    Args:
        text: the text.
        pack: its language.
        published: the day relative dates count from; None leaves them out.
        skip: spans that are not read (boilerplate).
    """
    words = pack.section("dates", DateWords)
    found: list[When] = []
    for match in date_matches(text, pack, skip):
        told = match.form.anchor == "story"
        day = _day_told(found, match.start, published) if told else published
        interval = _resolved(match, words, day)
        if interval:
            reached = _reached(interval, match.reach, published)
            start, end, grain = reached or interval
            ends = (match.lead, match.tail) if reached else (match.start, match.end)
            span = Span(start=ends[0], end=ends[1])
            found.append(When(start=start, end=end, grain=grain, span=span))
    return found


def _day_told(found: Sequence[When], position: int, published: date | None) -> date | None:
    """The last day that the text has named, not far before, else that of publication."""
    days = (when for when in reversed(found) if when.grain in _DAYS)
    last = next(days, None)
    near = last and last.span and position - last.span.end <= STORY
    return last.start if last and near else published


def _reached(interval: _Interval, reach: Reach, published: date | None) -> _Interval | None:
    """The time from a date to publication, or from publication to it; None if it is itself."""
    start, end, grain = interval
    if grain in (Grain.NOW, Grain.UNTIL_NOW):
        return None
    if published and reach == "since" and start <= published:
        return start, published, Grain.INTERVAL
    if published and reach == "until" and end >= published:
        return published, end, Grain.INTERVAL
    return None


def unresolved_dates(text: str, pack: Pack, skip: Sequence[Span] = ()) -> int:
    """How many dates in `text` need a day of publication to be resolved."""
    words = pack.section("dates", DateWords)
    sample = date(2000, 6, 15)  # any day will do: only whether it is needed counts
    return sum(
        _resolved(match, words, None) is None and _resolved(match, words, sample) is not None
        for match in date_matches(text, pack, skip)
    )


def _resolved(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    """The interval of a match; None if it is no date or needs a day of publication."""
    try:
        if match.form.means in _ABSOLUTE:
            return _ABSOLUTE[match.form.means](match, words, published)
        if published is None:
            return None
        interval = _RELATIVE[match.form.means](match, words, published)
        return _clipped(interval, match.form.side, published)
    except (ValueError, OverflowError):  # 31 February; a thousand years ago
        return None


# ------------------------------------------------------------------------------ absolute


def _iso(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    slots = match.slots
    return _one_day(date(int(slots["year"]), int(slots["mm"]), int(slots["dd"])))


def _numeric(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    first, second = int(match.slots["dd"]), int(match.slots["mm"])
    year = int(match.slots["year"])
    day, month = (first, second) if words.day_first or first > 12 else (second, first)
    return _one_day(date(year, month, day))


def _day(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    day_word = match.slots.get("dayword")
    number = words.days[day_word] if day_word else _number(match.slots["day"])
    if "month" not in match.slots:
        return _day_of_month(match, number, published)
    month = words.months[match.slots["month"]]
    day = _dated(match, published, lambda year: date(year, month, number))
    if day is None:
        return None
    return (day, day, Grain.PART_OF_DAY) if "part" in match.slots else _one_day(day)


def _day_of_month(match: DateMatch, number: int, published: date | None) -> _Interval | None:
    """The last such day up to publication, or the next one where it lies ahead: "no dia 8"."""
    if published is None:
        return None
    first = published.replace(day=1)
    if match.form.unit == "month":
        return _one_day(_add_months(first, match.form.shift).replace(day=number))
    months = [_add_months(first, shift) for shift in range(-2, 3)]
    days = [month.replace(day=number) for month in months if number <= _last_of_month(month).day]
    if match.ahead or match.form.which == "next":
        return _one_day(next(day for day in days if day > published))
    return _one_day(next(day for day in reversed(days) if day <= published))


def _days(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    slots = match.slots
    first = words.months[slots.get("month") or slots["month2"]]
    last = words.months[slots.get("month2") or slots["month"]]
    end = _dated(match, published, lambda year: date(year, last, _number(slots["day2"])))
    if end is None:
        return None
    year = int(slots["year"]) if "year" in slots else end.year - (first > last)
    start = date(year, first, _number(slots["day"]))
    return (start, end, Grain.INTERVAL) if start <= end else None


def _month(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    month = words.months[match.slots["month"]]
    third = match.slots.get("third")
    first, last = _THIRDS[words.thirds[third]] if third else (1, 31)

    def ends(start: date) -> date:
        return min(start.replace(day=1) + timedelta(days=last - 1), _last_of_month(start))

    start = _dated(match, published, lambda year: date(year, month, first), ends)
    if start is None:
        return None
    return start, ends(start), Grain.INTERVAL if third else Grain.MONTH


_THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}
"""First and last day of the beginning, the middle and the end of a month."""


def _season(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    return _three_months(match, published, words.seasons[match.slots["season"]], Grain.SEASON)


def _quarter(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    month = 3 * words.ordinals[match.slots["ordinal"]] - 2
    return _three_months(match, published, month, Grain.QUARTER)


def _three_months(
    match: DateMatch, published: date | None, month: int, grain: Grain
) -> _Interval | None:
    def ends(start: date) -> date:
        return _last_of_month(_add_months(start, 2))

    start = _dated(match, published, lambda year: date(year, month, 1), ends)
    return (start, ends(start), grain) if start else None


def _year(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    return _of_year(int(match.slots["year"]), words.thirds.get(match.slots.get("third", "")))


def _of_year(year: int, third: int | None) -> _Interval:
    """A year, or its beginning, its middle or its end."""
    if third is None:
        return date(year, 1, 1), date(year, 12, 31), Grain.YEAR
    month = 4 * third - 3
    return date(year, month, 1), _last_of_month(date(year, month + 3, 1)), Grain.INTERVAL


def _years(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    first, last = int(match.slots["year"]), int(match.slots["year2"])
    return (date(first, 1, 1), date(last, 12, 31), Grain.INTERVAL) if first <= last else None


def _decade(match: DateMatch, words: DateWords, published: date | None) -> _Interval | None:
    named = match.slots.get("decade")
    first = words.decades[named] if named else int(match.slots["year"]) // 10 * 10
    return date(first, 1, 1), date(first + 9, 12, 31), Grain.INTERVAL


def _same(day: date) -> date:
    return day


def _dated(
    match: DateMatch,
    published: date | None,
    in_year: Callable[[int], date],
    ends: Callable[[date], date] = _same,
) -> date | None:
    """The date in its own year, else in the year that fits the day of publication best.

    Args:
        match: the words of the date.
        published: the day of publication.
        in_year: its first day in a year; ValueError where that year has no such day.
        ends: its last day, from the first.
    """
    year = match.slots.get("year2") if match.form.means == "days" else None
    year = year or match.slots.get("year")
    if year:
        return in_year(int(year))
    if published is None:
        return None
    if match.form.unit == "year":
        return in_year(published.year + match.form.shift)
    candidates = _around(published, in_year)
    past = [day for day in candidates if ends(day) < published]
    present = [day for day in candidates if day <= published <= ends(day)]
    future = [day for day in candidates if day > published]
    if match.form.which == "last":
        return past[-1] if past else None
    if match.form.which == "next":
        return future[0] if future else None
    if present:
        return present[0]
    if match.ahead or not past or not future:
        return future[0] if future else past[-1] if past else None
    ahead, behind = future[0] - published, published - ends(past[-1])
    return future[0] if ahead < behind and ahead <= FURTHEST_AHEAD else past[-1]


def _around(published: date, in_year: Callable[[int], date]) -> list[date]:
    """The date in the years around publication; 29 February comes every four."""
    days = []
    for year in range(published.year - 4, published.year + 5):
        try:
            days.append(in_year(year))
        except ValueError:
            continue
    return days


# ------------------------------------------------------------------------------ relative


def _weekday(match: DateMatch, words: DateWords, published: date) -> _Interval:
    back = (published.weekday() - words.weekdays[match.slots["weekday"]]) % 7
    if match.form.unit == "week":  # "上周五": of the calendar's last week
        monday = published - timedelta(days=published.weekday())
        weekday = words.weekdays[match.slots["weekday"]]
        day = monday + timedelta(weeks=match.form.shift, days=weekday)
    elif match.form.which == "next" or match.ahead:
        day = published + timedelta(days=7 - back)
    elif match.form.which == "last":
        day = published - timedelta(days=back or 7)
    else:
        day = published - timedelta(days=back)
    if "weekday2" in match.slots:  # "la nuit de lundi à mardi"
        nights = (day.weekday() - words.weekdays[match.slots["weekday2"]]) % 7
        return day - timedelta(days=nights), day, Grain.PART_OF_DAY
    if "part" in match.slots:
        return day, day, Grain.PART_OF_DAY
    return _one_day(day)


def _ago(match: DateMatch, words: DateWords, published: date) -> _Interval:
    low, high, unit = _count(match, words)
    grain = _GRAINS[unit] if low == high else Grain.VAGUE
    return _add(published, -high, unit), _add(published, -low, unit), grain


def _since(match: DateMatch, words: DateWords, published: date) -> _Interval:
    _, high, unit = _count(match, words)
    return _add(published, -high, unit), published, Grain.INTERVAL


def _in(match: DateMatch, words: DateWords, published: date) -> _Interval:
    low, high, unit = _count(match, words)
    grain = _GRAINS[unit] if low == high else Grain.VAGUE
    return _add(published, low, unit), _add(published, high, unit), grain


def _within(match: DateMatch, words: DateWords, published: date) -> _Interval:
    _, high, unit = _count(match, words)
    return published, _add(published, high, unit), Grain.INTERVAL


def _offset(match: DateMatch, words: DateWords, published: date) -> _Interval:
    form = match.form
    grain = form.grain or (Grain.DAY if form.from_ == form.to else Grain.INTERVAL)
    if "part" in match.slots:
        grain = Grain.PART_OF_DAY
    return published + form.from_ * _DAY, published + form.to * _DAY, grain


def _calendar(match: DateMatch, words: DateWords, published: date) -> _Interval:
    unit, shift = match.form.unit, match.form.shift
    third = words.thirds.get(match.slots.get("third", ""))
    if unit == "year":
        return _of_year(published.year + shift, third)
    if unit == "month":
        start = _add_months(published.replace(day=1), shift)
        last = _last_of_month(start)
        if third is None:
            return start, last, Grain.MONTH
        first, end = _THIRDS[third]
        return (
            start.replace(day=first),
            min(last, last.replace(day=min(end, last.day))),
            Grain.INTERVAL,
        )
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    if unit == "weekend":
        return monday + 5 * _DAY, monday + 6 * _DAY, Grain.INTERVAL
    return monday, monday + 6 * _DAY, Grain.WEEK


def _now(match: DateMatch, words: DateWords, published: date) -> _Interval:
    return published, published, Grain.NOW


def _until_now(match: DateMatch, words: DateWords, published: date) -> _Interval:
    return published - UNTIL_NOW, published, Grain.UNTIL_NOW


_ABSOLUTE: dict[str, Callable[[DateMatch, DateWords, date | None], _Interval | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "days": _days,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year": _year,
    "years": _years,
    "decade": _decade,
}
_RELATIVE: dict[str, Callable[[DateMatch, DateWords, date], _Interval]] = {
    "weekday": _weekday,
    "ago": _ago,
    "since": _since,
    "in": _in,
    "within": _within,
    "offset": _offset,
    "calendar": _calendar,
    "now": _now,
    "until-now": _until_now,
}
_GRAINS: dict[Unit, Grain] = {
    "hour": Grain.HOUR,
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "year": Grain.YEAR,
}


# ------------------------------------------------------------------------------- helpers


def _clipped(interval: _Interval, side: int, published: date) -> _Interval:
    """The part of the interval before or after publication, if only one is meant."""
    start, end, grain = interval
    if side < 0:
        return start, max(start, min(end, published)), grain
    if side > 0:
        return min(end, max(start, published)), end, grain
    return interval


def _one_day(day: date) -> _Interval:
    return day, day, Grain.DAY


def _number(text: str) -> int:
    """The number that begins `text`: 1 of "1er", 16 of "16th"."""
    return int("".join(character for character in text if character.isdigit()))


def _count(match: DateMatch, words: DateWords) -> tuple[int, int, Unit]:
    pair = match.slots.get("pair")
    if pair:
        return 2, 2, words.pairs[pair]
    unit = words.units[match.slots["unit"]]
    count = match.slots.get("n", "1")
    if count.isdigit():
        return int(count), int(count), unit
    low, high = words.counts[" ".join(count.split())]
    return low, high, unit


def _add(day: date, count: int, unit: Unit) -> date:
    """`day` and `count` units later; hours count as the days they fill."""
    if unit == "year":
        return _add_months(day, 12 * count)
    if unit == "month":
        return _add_months(day, count)
    if unit == "week":
        return day + timedelta(weeks=count)
    if unit == "hour":
        return day + timedelta(days=int(count / 24))
    return day + timedelta(days=count)


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
