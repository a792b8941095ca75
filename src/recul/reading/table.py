"""A table of observations → one coded row each.

CSV with a line of column names, or JSON: a list of cases with their `observations`, one such
case, or a bare list of observations. A table is read whole or not at all.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NoReturn

from recul.model import CodedRow, Direction, InputError, RowKind, SourceKind, Value
from recul.reading.dating import Instant, given

REQUIRED = ("date", "source", "source_kind", "kind", "paraphrase")
OPTIONAL = ("low", "best", "high", "unit", "area", "direction", "url", "confidence")
CONFIDENCES = ("high", "medium", "low")
_OPENS_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
"""4.000 is four thousand to some and four to others."""
_NUMBERS = ("low", "best", "high")
_WORDS = tuple(column for column in REQUIRED + OPTIONAL if column not in _NUMBERS)
_CHOICES = {
    "source_kind": tuple(SourceKind),
    "kind": tuple(RowKind),
    "direction": tuple(Direction),
    "confidence": CONFIDENCES,
}


class Observation(Value):
    """A row, its words and its date."""

    row: CodedRow
    paraphrase: str
    url: str | None
    published: Instant


def is_json(text: str) -> bool:
    """Whether a text opens as a JSON object or a list of them does."""
    return bool(_OPENS_JSON.match(text))


def read_json(text: str, source: str, today: date) -> tuple[Observation, ...]:
    """The observations of a JSON table, numbered from 1 through the whole file.

    Raises:
        InputError: it is no such table, or a value in it cannot be true.
    """
    try:
        content = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_object)
    except RecursionError:
        raise InputError(source, "JSON nested too deep", "Give a list of observations") from None
    except ValueError as error:
        raise InputError(source, f"not valid JSON: {error}", "Mend the file") from None
    return _observations(_rows(content, source), source, today)


def read_csv(text: str, source: str, today: date) -> tuple[Observation, ...]:
    """The observations of a CSV table; the separator is a comma, a semicolon or a tab.

    Raises:
        InputError: it is no such table, or a value in it cannot be true.
    """
    head = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[dict[str | None, str | None]] = []
    try:
        twice = _twice(reader.fieldnames or ())
        if twice is not None:
            raise InputError(source, f"there are two columns {twice!r:.40}", "Keep one")
        for row in reader:
            rows.append({column: value or None for column, value in row.items()})  # noqa: PERF401
    except csv.Error as error:
        raise InputError(
            f"{source}, row {len(rows) + 1}", f"not valid CSV: {error}", "Mend the file"
        ) from None
    for number, row in enumerate(rows, 1):
        if None in row:
            raise InputError(
                f"{source}, row {number}", "more values than columns", "Put quotes around commas"
            )
    return _observations(rows, source, today)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    twice = _twice(key for key, _ in pairs)
    if twice is not None:
        raise ValueError(f"an object gives {twice!r:.40} twice")
    return dict(pairs)


def _twice(names: Iterable[str]) -> str | None:
    """The first name that is there more than once."""
    return next((name for name, n in Counter(names).items() if n > 1), None)


def _rows(content: object, source: str) -> list[object]:
    """The observations of all cases in a decoded JSON file."""
    if isinstance(content, dict):
        content = [content]
    if not isinstance(content, list):
        raise InputError(source, "no list of observations", "See the docs on tables")
    rows: list[object] = []
    for entry in content:
        of_case = entry.get("observations") if isinstance(entry, dict) else None
        if of_case is not None and not isinstance(of_case, list):
            raise InputError(source, "observations is not a list", "Make it a list of objects")
        rows += [entry] if of_case is None else of_case
    return rows


def _observations(rows: Sequence[object], source: str, today: date) -> tuple[Observation, ...]:
    if not rows:
        raise InputError(source, "a table without rows", "Give a row for each observation")
    found: dict[tuple[str, str | None, Instant, str], Observation] = {}
    for number, row in enumerate(rows, 1):
        where = f"{source}, row {number}"
        new = _observation(row, number, where, today)
        key = (new.paraphrase, new.url, new.published, new.row.source)
        held = found.setdefault(key, new)
        if held.row != new.row.model_copy(update={"row": held.row.row}):
            raise InputError(
                where,
                f"has the paraphrase, url, date and source of row {held.row.row}",
                "Say in the paraphrase what is different, or remove one",
            )
    return tuple(found.values())


def _observation(row: object, number: int, source: str, today: date) -> Observation:
    if not isinstance(row, Mapping):
        raise InputError(source, f"{row!r:.40} is not an observation", "Make it an object")
    _check_columns(row, source)
    words = {column: _text(row.get(column), column, source) for column in _WORDS}
    low, best, high = (_number(row.get(column), column, source) for column in _NUMBERS)
    for column in REQUIRED:
        if not words[column]:
            raise InputError(source, f"{column} is empty", f"Fill in the column {column}")
    for column, allowed in _CHOICES.items():
        if words[column] and words[column] not in allowed:
            raise InputError(
                source,
                f"{column}: {words[column]!r} is not known",
                f"Use one of: {', '.join(allowed)}",
            )
    known = [number for number in (low, best, high) if number is not None]
    if known != sorted(known):
        raise InputError(
            source,
            f"low {low}, best {best}, high {high} are not in order",
            "Make low the smallest and high the largest",
        )
    return Observation(
        row=CodedRow(
            row=number,
            source=words["source"],
            source_kind=SourceKind(words["source_kind"]),
            kind=words["kind"],
            low=low,
            best=best,
            high=high,
            unit=words["unit"] or None,
            area=words["area"] or None,
            direction=Direction(words["direction"] or Direction.UNKNOWN),
            confidence=words["confidence"] or None,
        ),
        paraphrase=words["paraphrase"],
        url=words["url"] or None,
        published=given(words["date"], source, "date", today),
    )


def _check_columns(row: Mapping[object, object], source: str) -> None:
    for column in row:
        if column not in REQUIRED + OPTIONAL:
            absent = [name for name in REQUIRED + OPTIONAL if name not in row]
            near = difflib.get_close_matches(str(column), absent, n=1)
            near = near or difflib.get_close_matches(str(column), REQUIRED + OPTIONAL, n=1)
            raise InputError(
                source,
                f"there is no column {column!r:.40}",
                f"Rename it to {near[0]}"
                if near
                else f"Remove it: the columns are {', '.join(REQUIRED + OPTIONAL)}",
            )
    missing = [column for column in REQUIRED if column not in row]
    if missing:
        raise InputError(
            source, f"the column {missing[0]} is missing", f"Add a column {missing[0]}"
        )


def _text(value: object, column: str, source: str) -> str:
    """A text without blanks around it, empty if there is none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(source, f"{column}: {value!r:.40} is not a text", "Write it in quotes")
    return value.strip()


def _number(value: object, column: str, source: str) -> float | None:
    """A number of zero or more; blanks that group its digits are allowed in CSV."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and _GROUPED.fullmatch(value.strip()):
        raise InputError(
            source,
            f"{column}: {value!r:.40} may be thousands or a fraction",
            "Write digits only, as in 4000",
        )
    try:
        number = float("".join(str(value).split()))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(
            source, f"{column}: {value!r:.40} is not a number", "Write digits only, as in 100000"
        )
    if number < 0:
        raise InputError(source, f"{column}: {value} is negative", "A count is zero or more")
    return number
