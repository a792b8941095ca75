"""A PDF that holds text → its text, title and date.

The file is opened by a program of its own (`recul.reading.pdfium`), with bounds on its memory and
time. Pages without text (scans) are counted; recognising letters in pictures is left to others.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from recul.model import FIRST_YEAR, LAST_YEAR, InputError, Reason, Value
from recul.reading import dating
from recul.reading.dating import Instant
from recul.reading.lines import Line, joined
from recul.reading.typography import compact

MAGIC = b"%PDF-"
SECONDS = 90
"""Of waiting for a PDF to be read."""
_PROGRAM = Path(__file__).with_name("pdfium.py")
_EDGE_LINES = 2
"""Lines at the top and at the bottom of a page among which running heads are looked for."""
_FIGURES = re.compile(r"\d+")
_MADE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_TEXT_ONLY = "Add its text, or recognise the letters first (OCR) and add that file"


class Pdf(Value):
    """What a PDF holds. `made` is the day its file was made, after its own metadata."""

    text: str
    title: str | None = None
    made: Instant | None = None
    warnings: tuple[Reason, ...] = ()


def is_pdf(data: bytes) -> bool:
    """Whether some bytes are a PDF: its mark may stand within the first 1,024 (ISO 32000)."""
    return MAGIC in data[:1024]


def extract(data: bytes, source: str, *, today: date) -> Pdf:
    """The text of a PDF.

    Args:
        data: the file.
        source: the input as its user named it.
        today: a file made later is not believed.

    Raises:
        InputError: it is locked, damaged, a scan without text, or takes too much to read.
    """
    found = _opened(data, source)
    pages = [[Line(*line) for line in page] for page in found["pages"]]
    count = found["count"]
    blank = sum(1 for page in pages if not page)
    pages, heads = _without_running_heads(pages)
    text = compact(joined(pages)).strip()
    if not text:
        raise InputError(source, f"a scan: none of its {count} pages holds text", _TEXT_ONLY)
    warnings = [
        Reason(id=what, values={"source": source, "n": n, "of": count})
        for what, n in (
            ("pages_without_text", blank),
            ("pages_not_read", count - len(pages)),
            ("running_heads_left_out", heads),
        )
        if n
    ]
    return Pdf(
        text=text,
        title=_title(found["metadata"].get("Title", ""), text),
        made=_made(found["metadata"].get("CreationDate", ""), today),
        warnings=tuple(warnings),
    )


def _opened(data: bytes, source: str) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)  # noqa: S603
        found = json.loads(done.stdout) if done.returncode == 0 else {"error": "costly"}
    except subprocess.TimeoutExpired:
        found = {"error": "costly"}
    problem = {
        "password": ("is locked with a password", "Save it without one"),
        "damaged": ("is no PDF that can be read", "Open it in a viewer and print it to a new PDF"),
        "costly": ("takes too much memory or time to read, or breaks its reader", _TEXT_ONLY),
    }.get(found.get("error", ""))
    if problem:
        raise InputError(source, *problem)
    return dict(found)


def _without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without the lines that stand on top or at the foot of most, and how many went."""
    edges = [_edges(page) for page in pages]
    often = Counter(key for edge in edges for key in {_FIGURES.sub("#", n.text) for n in edge})
    heads = {key for key, n in often.items() if n >= 2 and n > len(pages) / 2}
    kept = [
        [line for line in page if line not in edge or _FIGURES.sub("#", line.text) not in heads]
        for page, edge in zip(pages, edges, strict=True)
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _edges(page: list[Line]) -> set[Line]:
    ordered = sorted(page, key=lambda line: line.top)
    return {*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]}


def _title(title: str, text: str) -> str | None:
    """The title of the metadata if the text begins with it: else it is a template's, or a name."""
    words = compact(title).split()
    opening = " ".join(text[: 20 * len(title) + 2_000].split()).casefold()
    return " ".join(words) if words and " ".join(words).casefold() in opening else None


def _made(stamp: str, today: date) -> Instant | None:
    found = _MADE.match(stamp)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR or day > today:
        return None
    return dating.instant(day)
