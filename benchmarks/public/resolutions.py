"""What Recognizers-Text writes for a number or a date, in its lists and in its results."""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.public.values import Value, until


def days(resolution: dict[str, Any] | None) -> frozenset[Value]:
    """The readings of a date in days; none if one of them is anything else."""
    found = [_days(value) for value in (resolution or {}).get("values", [])]
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


def number(resolution: dict[str, str]) -> float:
    """The value of a number."""
    return float(resolution["value"].replace(",", "."))
