"""TimeBank 1.2 as cleaned for TempEval-3: the dates of English news, resolved by annotators."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.public.peers import DATES, beside
from benchmarks.public.report import Report, Row
from benchmarks.public.scoring import Measure, Tally, gold_share, pairs
from benchmarks.public.statements import Text
from benchmarks.public.values import (
    DAY,
    Days,
    Phrase,
    Reader,
    Reading,
    exact,
    recul_dates,
    span_of,
)

OVERLAP = Measure("overlap", "one to one, any shared character", gold_share, 1e-9)
FOLDER = Path("data") / "TBAQ-cleaned" / "TimeBank"
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


def measure(path: Path) -> Report:
    """Score ourselves on the copy at `path`."""
    articles = list(load(path))
    others = beside(DATES, "en")
    rows = list(compare(articles, {"recul": recul_dates, **others.readers}))
    return Report(
        title=f"TimeBank 1.2 (TempEval-3 edition): {len(articles)} articles, English",
        source="github.com/jspotter/TempEval-3, data/TBAQ-cleaned/TimeBank",
        definitions=(
            "Wanted are the expressions of type DATE or TIME with a year, quarter, month, week or "
            "day; what is found on any other one (a duration, “now”) is not counted.",
            f"{OVERLAP.name}: {OVERLAP.definition}.",
            "value: and the first and the last day are the same; an hour is its day, "
            "and of several readings (Recognizers-Text) any may be right.",
        ),
        rows=rows,
        absent=others.absent,
    )


def load(path: Path) -> Iterator[Phrase]:
    """The articles with the expressions of time in them; without values those not wanted."""
    if not (path / FOLDER).is_dir():
        raise FileNotFoundError(f"{path / FOLDER} is not there")
    for file in sorted((path / FOLDER).glob("*.tml")):
        root = ElementTree.parse(file).getroot()
        made = root.find(".//DCT/TIMEX3")
        body = root.find("TEXT")
        if made is None or body is None:
            raise ValueError(f"{file} has no date of creation or no text")
        text, wanted = _read(body)
        today = date.fromisoformat(made.attrib["value"][:10])
        yield Phrase(Text(file.stem, text, "en", today), wanted)


def _read(body: ElementTree.Element) -> tuple[str, list[Reading]]:
    """The text of an article and where its expressions of time stand."""
    text = body.text or ""
    found = []
    for element in body:
        words = "".join(element.itertext())
        if element.tag == "TIMEX3":
            days = days_of(element.attrib["type"], element.attrib["value"])
            parts = ((len(text), len(text) + len(words)),)
            found.append(Reading(frozenset({days} if days else ()), parts))
        text += words + (element.tail or "")
    return text, found


def compare(articles: Sequence[Phrase], readers: dict[str, Reader]) -> Iterator[Row]:
    """Two rows per reader: what it finds, and what it also resolves."""
    for name, reader in readers.items():
        reader(articles[0].text)  # what is loaded once is not timed
        start = time.perf_counter()
        read = [reader(article.text) for article in articles]
        speed = len(articles) / (time.perf_counter() - start)
        overlap, value = Tally(), Tally()
        for article, found in zip(articles, read, strict=True):
            _add(overlap, value, article.wanted, found)
        yield Row("dates", "overlap", name, overlap, speed)
        yield Row("dates", "value", name, value, speed)


def _add(
    overlap: Tally, value: Tally, annotated: Sequence[Reading], found: Sequence[Reading]
) -> None:
    same = dict(pairs([a.parts for a in annotated], [f.parts for f in found], OVERLAP))
    wanted = [i for i, reading in enumerate(annotated) if reading.values]
    beside = {j for i, j in same.items() if i not in wanted}
    right = {same[i]: exact(annotated[i], found[same[i]]) for i in wanted if i in same}
    given = [j for j in range(len(found)) if j not in beside]
    overlap.add((i in same for i in wanted), (j in right for j in given))
    value.add(
        (right.get(same.get(i, -1), False) for i in wanted), (right.get(j, False) for j in given)
    )


def days_of(kind: str, value: str) -> Days | None:
    """The days of a value of TimeML, if it is a date of the calendar."""
    match = _VALUE.fullmatch(value)
    if not match or kind not in ("DATE", "TIME"):
        return None
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        first, last = span_of(monday, "week")
        return (last - DAY if match["weekend"] else first), last
    if match["quarter"]:
        return span_of(date(year, 3 * int(match["quarter"]) - 2, 1), "quarter")
    if match["day"]:
        return span_of(date(year, int(match["month"]), int(match["day"])), "day")
    if match["month"]:
        return span_of(date(year, int(match["month"]), 1), "month")
    return span_of(date(year, 1, 1), "year")
