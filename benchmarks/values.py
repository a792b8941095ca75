"""Dates and counts of forces in text: value F1 and time per text, beside two readers.

The sentences were written for this benchmark, in French and English, with decoys. Half of them
(``tune``) may be looked at when a pack is changed; the other half (``report``) is only scored,
and its floors are pinned in ``tests/extraction/test_values.py``.

Measured once on 24 November 2026 beside quantulum3 0.10.0 (without its classifier) on the English
counts, value alone: F1 .64 (tune) and .78 (report) at 1 ms a sentence; it reads every number, not
only forces, so the decoys weigh on its precision. dateparser 1.5.0 on the dates: .38 and .40 at
0.5 ms; it gives days only, so the intervals weigh on it.

A date is right if its first and last day are; a count, if its value (or both ends of its range),
unit, comparator and direction of change are.
"""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from recul import languages
from recul.case import Case
from recul.extraction.dates import find_dates
from recul.extraction.names import Names
from recul.extraction.quantities import find_quantities
from recul.extraction.quantity_words import wording
from recul.model import Comparator, Quantity

PUBLISHED = date(2022, 2, 16)
_DATA = Path(__file__).parent / "data"


class Sentence(NamedTuple):
    """A labelled sentence: its language, its text and what is in it."""

    language: str
    text: str
    expected: tuple[str, ...]


def sentences(what: str, part: str) -> list[Sentence]:
    """The labelled sentences of `what` (dates, quantities), ``tune`` or ``report``."""
    text = (_DATA / f"values_{what}.txt").read_text(encoding="utf-8")
    lines = text.partition(f"== {part}\n")[2].partition("==")[0].splitlines()
    rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in lines if line]
    return [
        Sentence(language, sentence, () if found == "-" else tuple(found.split("; ")))
        for language, sentence, found in rows
    ]


class Score(NamedTuple):
    """Right, given and wanted values."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was given."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0


Reader = Callable[[Sentence], Iterable[str]]


def score(rows: list[Sentence], read: Reader, label: Callable[[str], str] = str) -> Score:
    """How well `read` finds the labels of `rows`, each first put through `label`."""
    right = given = wanted = 0
    for row in rows:
        found = Counter(label(value) for value in read(row))
        expected = Counter(label(value) for value in row.expected)
        right += (found & expected).total()
        given += found.total()
        wanted += expected.total()
    return Score(right, given, wanted)


def misses(rows: list[Sentence], read: Reader) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """The sentences read wrongly: text, wanted, given."""
    given = [(row, list(read(row))) for row in rows]
    return [(row.text, row.expected, found) for row, found in given if [*row.expected] != found]


def recul_dates(row: Sentence) -> list[str]:
    """The dates we find, as labels."""
    found = find_dates(row.text, languages.load(row.language), PUBLISHED)
    return [_interval(when.start, when.end) for when in found]


def recul_quantities(row: Sentence) -> list[str]:
    """The counts we find, as labels."""
    pack = languages.load(row.language)
    names = Names(pack, Case.generic())
    dates = find_dates(row.text, pack, PUBLISHED)
    found = find_quantities(row.text, pack, names, dates, PUBLISHED)
    return [_label(quantity) for quantity in found if not quantity.loss]


def _interval(start: date, end: date) -> str:
    return str(start) if start == end else f"{start}..{end}"


def _label(quantity: Quantity) -> str:
    interval = quantity.interval
    if quantity.comparator is Comparator.BETWEEN:
        value = f"{interval.low:.0f}-{interval.high:.0f}"
    else:
        value = f"{_stated(quantity):.0f}"
    change = f" {quantity.change}" if quantity.change else ""
    return f"{quantity.comparator} {value} {quantity.unit}{change}"


def _stated(quantity: Quantity) -> float:
    """The number as stated, from the best value: an order ("dozens") was multiplied."""
    low, best, _ = wording().factors["order"]
    interval = quantity.interval
    is_order = (
        quantity.comparator is Comparator.DOZENS and interval.best == interval.low * best / low
    )
    return interval.best / best if is_order else interval.best


def _value(label: str) -> str:
    """The value alone of a label of a count."""
    return label.split()[1]


def _dateparser(row: Sentence) -> list[str]:
    search = importlib.import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": datetime(2022, 2, 16, 12), "PREFER_DATES_FROM": "past"}
    found = search(row.text, languages=[row.language], settings=settings) or []
    return [str(moment.date()) for _, moment in found]


def _quantulum3(row: Sentence) -> list[str]:
    parse = importlib.import_module("quantulum3.parser").parse
    return [f"? {quantity.value:.0f} ?" for quantity in parse(row.text)]


def _line(name: str, rows: list[Sentence], read: Reader, label: Callable[[str], str] = str) -> None:
    result = score(rows, read, label)
    begin = time.perf_counter()
    for row in rows:
        read(row)
    micros = (time.perf_counter() - begin) / len(rows) * 1e6
    print(
        f"  {name:<34} P {result.precision:.2f}  R {result.recall:.2f}  F1 {result.f1:.3f}"
        f"  {micros:8.0f} µs a sentence"
    )


def _beside(
    package: str, rows: list[Sentence], read: Reader, label: Callable[[str], str] = str
) -> None:
    if importlib.util.find_spec(package) is None:
        print(f"  {package:<34} not installed")
    else:
        _line(f"{package} {version(package)}", rows, read, label)


def main() -> None:
    """Print the table."""
    for part in ("tune", "report"):
        rows = sentences("dates", part)
        print(f"dates, {part}: {len(rows)} sentences")
        _line("recul", rows, recul_dates)
        _beside("dateparser", rows, _dateparser)
        rows = sentences("quantities", part)
        print(f"counts of forces, {part}: {len(rows)} sentences")
        _line("recul", rows, recul_quantities)
        _line("recul, value alone", rows, recul_quantities, _value)
        english = [row for row in rows if row.language == "en"]
        _line("recul, value alone, English", english, recul_quantities, _value)
        _beside("quantulum3", english, _quantulum3, _value)


if __name__ == "__main__":
    main()
