"""The examples that the authors of Recognizers-Text test their readers with (``Specs``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.public.peers import DATES, NUMBERS, beside
from benchmarks.public.report import Report, Row
from benchmarks.public.resolutions import days, number
from benchmarks.public.statements import Text
from benchmarks.public.values import (
    LANGUAGES,
    Phrase,
    Reading,
    compare,
    exact,
    recul_dates,
    recul_numbers,
)
from recul import languages

_NUMBERS = "Number", "NumberModel.json"
_DATES = "DateTime", "DateTimeModel.json"


def measure(path: Path) -> Report:
    """Score ourselves on the lists of the copy at `path`."""
    rows: list[Row] = []
    absent: set[str] = set()
    for code in languages.available():
        if code in LANGUAGES:
            for part, phrases, reader, peers in (
                ("numbers", numbers(path, code), recul_numbers, NUMBERS),
                ("dates", dates(path, code), recul_dates, DATES),
            ):
                others = beside(peers, code)
                rows += compare(
                    f"{part}, {code}", phrases, {"recul": reader, **others.readers}, exact
                )
                absent.update(others.absent)
    return Report(
        title="Recognizers-Text, lists of examples",
        source="github.com/microsoft/Recognizers-Text, Specs (MIT)",
        definitions=(
            "numbers: the examples of NumberModel whose values are whole and not negative, and "
            "those without a value; a number is right if its value is.",
            "dates: the examples of DateTimeModel that give days only (no hours, durations, "
            "repetitions or open intervals), and those without a date; a date is right if its "
            "first and its last day are those of one of its readings.",
            "Recognizers-Text was written on these lists; it gives several readings of a date, we "
            "give one.",
        ),
        rows=rows,
        absent=sorted(absent),
    )


def numbers(path: Path, code: str) -> list[Phrase]:
    """The examples whose values are all counts."""
    found = []
    for example in _examples(path, code, *_NUMBERS):
        values = [number(result["Resolution"]) for result in example["Results"]]
        if all(value >= 0 and value.is_integer() for value in values):
            wanted = [Reading(frozenset({value})) for value in values]
            found.append(Phrase(Text("", example["Input"], code), wanted))
    return found


def dates(path: Path, code: str) -> list[Phrase]:
    """The examples whose values are all days."""
    found = []
    for example in _examples(path, code, *_DATES):
        values = [days(result.get("Resolution")) for result in example["Results"]]
        if all(values):
            today = example.get("Context", {}).get("ReferenceDateTime")
            day = date.fromisoformat(today[:10]) if today else None
            wanted = [Reading(value) for value in values]
            found.append(Phrase(Text("", example["Input"], code, day), wanted))
    return found


def _examples(path: Path, code: str, kind: str, file: str) -> Iterator[dict[str, Any]]:
    text = (path / "Specs" / kind / LANGUAGES[code] / file).read_text(encoding="utf-8-sig")
    yield from json.loads(text)
