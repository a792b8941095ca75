"""The bundled case through the engine: the pictures at the size they will have."""

import json
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from recul.assessment import assess
from recul.case import Case
from recul.evidence.origins import settle
from recul.evidence.rows import weigh_rows
from recul.model import CodedRow, Document, end_of_day
from recul.reporting.chart import chart
from recul.reporting.html import NARROW, WIDE, brief
from recul.reporting.json import assess_json
from recul.reporting.terminal import assess_text
from recul.reporting.timeline import PITCH, timeline
from recul.reporting.view import items
from recul.reporting.words import words

AS_OF = end_of_day(date(2022, 2, 21))
FIELDS = ("source", "source_kind", "kind", "low", "best", "high", "unit", "area", "direction")


@pytest.fixture(scope="module")
def ukraine():
    folder = Path(str(resources.files("recul.cases").joinpath("ukraine-2022")))
    table = folder / "observations.json"
    if not table.exists():
        pytest.skip("the bundled case has no table of observations yet")
    case = Case.load(folder / "case.toml")
    documents = {}
    rows = json.loads(table.read_text(encoding="utf-8"))[0]["observations"]
    for n, row in enumerate(rows, start=1):
        document = Document(
            id=Document.identify(row["paraphrase"], f"{row['url']}#{n}"),
            source=f"row {n}",
            text=row["paraphrase"],
            url=row["url"],
            language="en",
            published=end_of_day(date.fromisoformat(row["date"])),
            row=CodedRow(row=n, **{field: row[field] for field in FIELDS}),
        )
        documents[document.id] = document
    evidence = settle(weigh_rows(list(documents.values()), case))
    return case, assess(evidence, case.claims[0], AS_OF, case), documents


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_drawings_hold_what_they_must(ukraine, width):
    case, one, documents = ukraine
    said = words("fr")
    shown = items(one, case, documents, said)
    assert len(shown) > 60
    line = timeline(shown, one.claim, one.as_of, said, width)
    for n, mark in enumerate(line.marks):
        for other in line.marks[:n]:
            assert max(abs(mark.x - other.x), abs(mark.y - other.y)) >= PITCH - 0.2
    assert {flag.kind for flag in line.flags} == {"claim", "deadline", "as-of"}
    found = chart(one, shown, case, said, width)
    assert found is not None
    assert len(found.scopes) >= 4
    assert len({scope.index for scope in found.scopes}) == len(found.scopes)
    assert [days.at for days in found.ticks] == sorted(days.at for days in found.ticks)
    for left, right in pairwise(found.ticks):
        assert right.at - left.at > 40
    for bar in found.bars:
        assert found.top <= bar.high <= bar.best <= bar.low <= found.bottom


@pytest.mark.parametrize("language", ["fr", "en"])
def test_brief_and_page_are_made_in_both_languages(ukraine, language):
    case, one, documents = ukraine
    html = brief(case, [one], documents, language=language, as_of=AS_OF)
    assert len(html) < 400_000
    assert html.count("<mark>") == len(items(one, case, documents, words(language)))
    text = assess_text(case, [one], documents, language=language, as_of=AS_OF)
    assert max(map(len, text.splitlines())) <= 80
    assert words(language).verdict(one.verdict).upper() in text


def test_every_reason_of_the_engine_has_words(ukraine):
    _, one, _ = ukraine
    for reason in (*one.verdict_reasons, *one.confidence_reasons):
        assert reason.id not in words("en").reason(reason)
        assert reason.id not in words("fr").reason(reason)


def test_the_json_is_one_that_any_program_reads(ukraine):
    case, one, _ = ukraine
    found = json.loads(json.dumps(assess_json(case, AS_OF, [one]), allow_nan=False))
    (told,) = found["assessments"]
    assert sum(told["p"].values()) == pytest.approx(1)
    with_copies = [e for e in told["evidence"] if e["copies"]]
    assert with_copies
    assert all(e["weight"] > 0 for e in with_copies)
