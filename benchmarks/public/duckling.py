"""The examples that the authors of Duckling test their readers with (``Corpus.hs``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.public.peers import DATES, NUMBERS, beside
from benchmarks.public.report import Report, Row
from benchmarks.public.statements import Text
from benchmarks.public.values import (
    LANGUAGES,
    Days,
    Phrase,
    Reading,
    compare,
    either_side,
    exact,
    recul_dates,
    recul_numbers,
    span_of,
    until,
)
from recul import languages

TODAY = date(2013, 2, 12)
GRAINS = frozenset({"day", "week", "month", "quarter", "year"})
_EXAMPLES = re.compile(
    r"\bexamples \((?P<value>[^\"]*?(?:\"[^\"]*\")?)\)\s*\[(?P<texts>.*?)\n\s*\]", re.S
)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MOMENT = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), [\d.]+\)")


def measure(path: Path) -> Report:
    """Score ourselves on the lists of the copy at `path`."""
    rows: list[Row] = []
    absent: set[str] = set()
    for code in languages.available():
        if code in LANGUAGES:
            others = beside(NUMBERS, code)
            readers = {"recul": recul_numbers, **others.readers}
            rows += compare(f"numbers, {code}", numbers(path, code), readers, exact)
            absent.update(others.absent)
            others = beside(DATES, code)
            readers = {"recul": recul_dates, **others.readers}
            for part, named in (("dates", False), ("named days", True)):
                phrases = dates(path, code, named)
                for same in (exact, either_side) if phrases else ():
                    rows += compare(f"{part}, {code}", phrases, readers, same)
            absent.update(others.absent)
    return Report(
        title="Duckling, lists of examples",
        source="github.com/facebook/duckling, Duckling/*/*/Corpus.hs (BSD)",
        definitions=(
            "numbers: the examples of Numeral whose value is whole and not negative.",
            "dates: the examples of Time that give days only (no hours, no open intervals); the "
            f"day is {TODAY}.",
            "named days: those of them that are holidays.",
            "exact: the first and the last day are the same.",
            "either side: or both are a week or a year apart: an assistant takes “Monday” for the "
            "next one, news for the last.",
        ),
        rows=rows,
        absent=sorted(absent),
    )


def numbers(path: Path, code: str) -> list[Phrase]:
    """The examples whose value is a count."""
    found = []
    for value, text in _examples(path / "Duckling" / "Numeral" / code.upper() / "Corpus.hs"):
        number = float(re.sub(r"NumeralValue|[()\s]", "", value))
        if number >= 0 and number.is_integer():
            found.append(Phrase(Text("", text, code), [Reading(frozenset({number}))]))
    return found


def dates(path: Path, code: str, named: bool = False) -> list[Phrase]:
    """The examples whose value is in days, of holidays or of all else."""
    found = []
    for value, text in _examples(path / "Duckling" / "Time" / code.upper() / "Corpus.hs"):
        days = days_of(value)
        if days and named == ("Holiday" in value):
            found.append(Phrase(Text("", text, code, TODAY), [Reading(frozenset({days}))]))
    return found


def days_of(value: str) -> Days | None:
    """The days of a value; None if it has hours or an open end, or lies before our era."""
    kind, *_ = value.split()
    moments = [tuple(map(int, moment)) for moment in _MOMENT.findall(value)]
    grain = re.sub(r'\(.*\)|".*"', "", value).split()[-1].lower()
    if grain not in GRAINS or kind.startswith("datetimeOpen") or not moments:
        return None
    # Some lists write a month as (2013, 1, 0) and a year as (2013, 0, 0).
    first, *last = (date(year, max(month, 1), max(day, 1)) for year, month, day, *_ in moments)
    return until(first, last[0]) if last else span_of(first, grain)


def _examples(file: Path) -> Iterator[tuple[str, str]]:
    """The examples of the main list of a file: the value and each text that has it."""
    source = file.read_text(encoding="utf-8")
    main = source.partition("\nallExamples =")[2]
    for group in _EXAMPLES.finditer(main):
        for text in _TEXT.findall(group["texts"]):
            yield group["value"].strip(), _unescaped(text)


def _unescaped(text: str) -> str:
    r"""A Haskell string: ``\233`` and ``\"``."""
    return re.sub(r"\\(\d+)", lambda code: chr(int(code[1])), text).replace('\\"', '"')
