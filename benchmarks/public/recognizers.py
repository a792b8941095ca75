"""The examples that the authors of Recognizers-Text test their readers with (``Specs``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.public.report import Report, Row
from benchmarks.public.statements import Text
from benchmarks.public.values import (
    LANGUAGES,
    Phrase,
    Reading,
    Value,
    compare,
    exact,
    recul_dates,
    recul_numbers,
    until,
)
from recul import languages

NUMBERS = "Number", "NumberModel.json"
DATES = "DateTime", "DateTimeModel.json"


def measure(path: Path) -> Report:
    """Score ourselves on the lists of the copy at `path`."""
    rows: list[Row] = []
    for code in languages.available():
        if code in LANGUAGES:
            rows += compare(
                f"numbers, {code}", numbers(path, code), {"recul": recul_numbers}, exact
            )
            rows += compare(f"dates, {code}", dates(path, code), {"recul": recul_dates}, exact)
    return Report(
        title="Recognizers-Text, lists of examples",
        source="github.com/microsoft/Recognizers-Text, Specs (MIT)",
        definitions=(
            "numbers: the examples of NumberModel whose values are whole and not negative, and "
            "those without a value; a number is right if its value is.",
            "dates: the examples of DateTimeModel that give days only (no hours, durations, "
            "repetitions or open intervals), and those without a date; a date is right if its "
            "first and its last day are those of one of its readings.",
            "Recognizers-Text was written on these lists.",
        ),
        rows=rows,
    )


def numbers(path: Path, code: str) -> list[Phrase]:
    """The examples whose values are all counts."""
    found = []
    for example in _examples(path, code, *NUMBERS):
        values = [_number(result) for result in example["Results"]]
        if all(value >= 0 and value.is_integer() for value in values):
            wanted = [Reading(frozenset({value})) for value in values]
            found.append(Phrase(Text("", example["Input"], code), wanted))
    return found


def dates(path: Path, code: str) -> list[Phrase]:
    """The examples whose values are all days."""
    found = []
    for example in _examples(path, code, *DATES):
        values = [days(result) for result in example["Results"]]
        if all(values):
            today = example.get("Context", {}).get("ReferenceDateTime")
            day = date.fromisoformat(today[:10]) if today else None
            wanted = [Reading(value) for value in values]
            found.append(Phrase(Text("", example["Input"], code, day), wanted))
    return found


def days(result: dict[str, Any]) -> frozenset[Value]:
    """The readings of a date in days; none if one of them is anything else."""
    resolution = (result.get("Resolution") or {}).get("values", [])
    found = [_days(value) for value in resolution]
    return frozenset[Value]().union(*found) if all(found) else frozenset()


def _days(value: dict[str, str]) -> set[Value]:
    """The days of a reading; of "from the 1st to the 7th", the last day may be in it or not."""
    try:
        if value["type"] == "date" and "Mod" not in value:
            day = date.fromisoformat(value["value"])
            return {(day, day)}
        if value["type"] == "daterange" and "Mod" not in value:
            start, end = map(date.fromisoformat, (value["start"], value["end"]))
            days: set[Value] = {until(start, end)}
            return days | {(start, end)} if value["timex"].startswith("(") else days
    except (KeyError, ValueError):  # an open interval, or "not resolved"
        pass
    return set()


def _number(result: dict[str, Any]) -> float:
    return float(result["Resolution"]["value"].replace(",", "."))


def _examples(path: Path, code: str, kind: str, file: str) -> Iterator[dict[str, Any]]:
    text = (path / "Specs" / kind / LANGUAGES[code] / file).read_text(encoding="utf-8-sig")
    yield from json.loads(text)
