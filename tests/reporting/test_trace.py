"""Every grade and weight of an assessment leads to a card, a person, a date and a reason."""

import math
from datetime import date
from functools import lru_cache

import pytest

from recul import cases
from recul.assessment import assess
from recul.case import Case
from recul.evidence import find_claims, weigh
from recul.extraction import extract
from recul.languages import spoken
from recul.model import InputError, end_of_day
from recul.reading import read
from recul.reporting.trace import cards_json, cards_text, trace_json, trace_text, traces
from recul.sources import CardGrade, shipped

CASE = cases.load("ukraine-2022")
AS_OF = end_of_day(date(2022, 2, 21))


@lru_cache
def judged(case_id="bundled"):
    folder = cases.folder("ukraine-2022")
    documents = [
        document
        for part in ("observations.json", "documents")
        for document in read(folder / part, today=date(2026, 1, 1)).documents
        if document.published and document.published <= AS_OF
    ]
    case = (
        CASE
        if case_id == "bundled"
        else Case.generic().model_copy(
            update={"force": CASE.force, "parties": CASE.parties, "claims": CASE.claims}
        )
    )
    view = case.known_on(AS_OF.date())
    extractions = [extract(document, view) for document in documents]
    (claim,) = find_claims(extractions, view)
    assessment = assess(weigh(extractions, view), claim, AS_OF, view, explain=False)
    return case, assessment, {d.id: d for d in documents}


@pytest.mark.parametrize("case_id", ["bundled", "shipped cards alone"])
def test_every_grade_and_weight_is_traced(case_id):
    case, assessment, documents = judged(case_id)
    found = traces([assessment], case, documents, as_of=AS_OF)
    assert {t.weighed.evidence.id for t in found} == {w.evidence.id for w in assessment.evidence}
    told = trace_json(found, case, as_of=AS_OF)["traces"]
    for one in told:
        assert [v["reliability"] for v in one["chain"] if v["weakest"]] == [one["grade"][0]]
        for voice in one["chain"]:
            assert voice["author"]
            assert voice["on"]
            assert voice["reason"]
        shares = [factor["share"] for factor in one["weighing"]]
        assert math.isclose(one["weight"], math.prod(shares), abs_tol=1e-12)
        assert all(factor["text"] and factor["version"] for factor in one["weighing"])
        assert (one["copy_of"] is not None) == (one["weight"] == 0)
    assert any(voice["card"] for one in told for voice in one["chain"])
    assert any(one["weighing"] for one in told)


def test_grades_given_after_the_day_are_told_to_be_hindsight():
    case, assessment, documents = judged("shipped cards alone")
    found = traces([assessment], case, documents, as_of=AS_OF)
    carded = [v for t in found for v in t.voices if v.card]
    assert carded
    assert all(voice.hindsight for voice in carded)
    assert "in hindsight" in trace_text(found, case, language="en", as_of=AS_OF)
    case, assessment, documents = judged()
    own = [v for t in traces([assessment], case, documents, as_of=AS_OF) for v in t.voices]
    assert not any(v.hindsight for v in own if v.card and not v.card.shipped)


def test_a_report_is_found_by_its_number_or_the_beginning_of_its_id():
    case, assessment, documents = judged()
    (first,) = traces([assessment], case, documents, as_of=AS_OF, what="1")
    name = first.weighed.evidence.id
    for what in (name, name[:20], name.removeprefix("sha256:")[:12]):
        assert first in traces([assessment], case, documents, as_of=AS_OF, what=what)
    everything = traces([assessment], case, documents, as_of=AS_OF, what=assessment.claim.id)
    assert len(everything) == len(assessment.evidence)
    with pytest.raises(InputError, match="is no claim"):
        traces([assessment], case, documents, as_of=AS_OF, what="nothing")


@pytest.mark.parametrize("language", spoken())
def test_people_read_it_in_every_language_spoken(language):
    case, assessment, documents = judged()
    found = traces([assessment], case, documents, as_of=AS_OF)
    text = trace_text(found, case, language=language, as_of=AS_OF)
    assert "recul" in text
    assert "maxar" in text
    assert "trace_" not in text
    assert "weight_" not in text
    listed = cards_text(shipped(), case, language=language)
    assert all(card.id in listed for card in shipped())


def test_a_grade_that_was_changed_stays_in_the_trace():
    case, assessment, documents = judged()
    (maxar,) = [card for card in case.sources if card.id == "maxar"]
    older = CardGrade(reliability="C", reason="First look.", author="jd", on=date(2021, 5, 1))
    changed = maxar.model_copy(update={"grades": (older, *maxar.grades)})
    others = tuple(card for card in case.sources if card.id != "maxar")
    view = case.model_copy(update={"sources": (changed, *others)})
    text = trace_text(
        traces([assessment], view, documents, as_of=AS_OF, what="1"),
        view,
        language="en",
        as_of=AS_OF,
    )
    assert "C. Graded by jd on 1 May 2021: First look." in text


def test_programs_get_the_cards_whole():
    (tass,) = cards_json([card for card in shipped() if card.id == "tass"])["sources"]
    assert [grade["topic"] for grade in tass["grades"]] == ["words", "force"]
    assert tass["state"] == tass["party"] == "RUS"
