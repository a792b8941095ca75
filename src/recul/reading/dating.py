"""When a text was published, as far as its own words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from recul import languages
from recul.model import FIRST_YEAR, LAST_YEAR, InputError, Value, end_of_day

_FIRST_LINES = 6  # a dateline stands above the text or opens it …
_LAST_LINES = 3  # … or is printed below it
_LONGEST_LINE = 120
"""A longer line is a sentence, and a date in it is that of what it tells."""


class Instant(Value):
    """An instant and its grain; the end of the day (UTC) if only the day is known."""

    at: datetime
    to: Literal["day", "second"] = "day"


class Dateline(Value):
    """The words around a date of publication: table ``[dateline]`` of a pack.

    Names of months and weekdays are those of CLDR.
    """

    published: tuple[str, ...] = ()
    """Words before the date of publication: "published on"."""
    article: tuple[str, ...] = ()
    """Words a date takes before it in a dateline: "on", "this"."""
    updated: tuple[str, ...] = ()
    """Words before the date of a later version, used if no other date is given."""


def instant(published: date | datetime) -> Instant:
    """A date or a time as an instant; a time without a zone is taken to be UTC."""
    if not isinstance(published, datetime):
        return Instant(at=end_of_day(published))
    if published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Instant(at=published.astimezone(UTC), to="second")


def parse(text: str) -> Instant | None:
    """An ISO 8601 date or time as an instant; None if it is neither, or of another age."""
    for kind in (date, datetime):
        try:
            found = kind.fromisoformat(text.strip())
        except ValueError:
            continue
        return instant(found) if FIRST_YEAR <= found.year <= LAST_YEAR else None
    return None


def given(text: str, source: str, field: str, today: date) -> Instant:
    """A date somebody wrote down for us, in a header or a table.

    Raises:
        InputError: it is no date, of another age, or after `today`.
    """
    found = parse(text)
    if found is None:
        raise InputError(
            source,
            f"{field}: {text!r:.40} is not a date of {FIRST_YEAR} to {LAST_YEAR}",
            "Write it as 2022-02-16",
        )
    not_after(found, today, source, field)
    return found


def not_after(published: Instant, today: date, source: str, field: str) -> None:
    """Check a date that its giver vouches for.

    Raises:
        InputError: it is after `today`.
    """
    if published.at.date() > today:
        raise InputError(
            source,
            f"{field}: {published.at.date()} is in the future (today is {today})",
            "Give the day it was published",
        )


def from_text(text: str, language: str | None) -> date | None:
    """The day of publication from a dateline of the text, or None.

    A dateline is a short line with a full date set off from the rest ("By A. Writer |
    16 February 2022"), or the opening of an agency report ("BRUSSELS, 16 February 2022 –").
    A date inside a sentence is no dateline. Where a first publication and an update are both
    given, the first publication counts.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    around = lines[:_FIRST_LINES] + lines[_FIRST_LINES:][-_LAST_LINES:]
    patterns = _patterns(language)
    found = [hit for line in around for hit in patterns.find(line)]
    first = [day for day, is_update in found if not is_update]
    return next(iter(first), None) or next((day for day, _ in found), None)


class _Patterns:
    """The patterns of one language."""

    def __init__(self, language: str | None) -> None:
        words = Dateline()
        self.months: dict[str, int] = {}
        weekdays: list[str] = []
        self.day_first = False
        numeric = ""
        if language:
            from babel import Locale

            locale = Locale.parse(language)
            words = languages.load(language).section("dateline", Dateline)
            for width in ("wide", "abbreviated"):
                for number, name in locale.months["format"][width].items():
                    self.months[name.lower().rstrip(".")] = number
                weekdays += [name.rstrip(".") for name in locale.days["format"][width].values()]
            numeric = locale.date_formats["long"].pattern  # y年M月d日, where months have no name
            self.day_first = locale.date_formats["short"].pattern.lower().startswith("d")
        updated = _any_of(words.updated)
        named = rf"\b(?:{updated}|{_any_of(words.published)})\b"
        lead = rf"(?:(?:{named}|{_any_of((*words.article, *weekdays))})[\s,:：.]*)*"
        month = _any_of(self.months)
        day = r"(?P<{}>\d{{1,2}})[^\W\d_]{{0,2}}"  # 1er, 2nd
        shapes = [r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"]
        shapes += [r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})"]
        if numeric and "MMM" not in numeric:
            parts = {"y": r"(?P<y>\d{4})", "M": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})"}
            shapes += [r"\s*".join(parts.get(sign, re.escape(sign)) for sign in numeric)]
        if self.months:
            shapes += [rf"{day.format('d')}\.?\s+(?:\w\w\s+)?(?P<m>{month})\.?,?\s+(?P<y>\d{{4}})"]
            shapes += [rf"(?P<m>{month})\.?\s+{day.format('d')},?\s+(?P<y>\d{{4}})"]
        self.shapes = [
            re.compile(
                rf"(?:^|[,|·•–—()/-]|(?={named}))\s*(?P<lead>{lead})\b{shape}(?!\d)",
                re.IGNORECASE,
            )
            for shape in shapes
        ]
        self.updated = re.compile(updated, re.IGNORECASE)

    def find(self, line: str) -> Iterator[tuple[date, bool]]:
        """The dates a line gives as a dateline; True with those of an update."""
        for shape in self.shapes:
            for hit in shape.finditer(line[:_LONGEST_LINE]):
                day = self._day(hit.groupdict())
                if day and (_is_short(line) or _opens_report(line[hit.end() :])):
                    yield day, bool(self.updated.search(hit["lead"]))

    def _day(self, parts: dict[str, str]) -> date | None:
        if "a" in parts:
            one, two = int(parts["a"]), int(parts["b"])
            if not self.day_first and one <= 12 and two <= 12 and one != two:
                return None  # 3/4/2022 is a day of March or of April
            day, month = (two, one) if two > 12 else (one, two)
        else:
            name = parts["m"].lower()
            day, month = int(parts["d"]), self.months.get(name) or int(name)
        try:
            found = date(int(parts["y"]), month, day)
        except ValueError:
            return None
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


@lru_cache
def _patterns(language: str | None) -> _Patterns:
    return _Patterns(language)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; one that never matches if there is none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and line[-1] not in '.!?。！？»”"…'


def _opens_report(after: str) -> bool:
    """What follows the date of an agency's dateline: "(AGENCY) –" and the text."""
    return bool(re.match(r"\)?\s*(?:\([^)]{1,40}\)\s*)?[–—-]+\s", after))
