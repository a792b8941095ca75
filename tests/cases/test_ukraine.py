"""The bundled case from end to end: its table alone and its texts alone say the same."""

from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recul import cases
from recul.assessment import assess
from recul.case import Case
from recul.evidence import find_claims, weigh
from recul.extraction import extract
from recul.model import (
    Assessment,
    Document,
    Evidence,
    EvidenceKind,
    Extraction,
    InputError,
    Ledger,
    SourceKind,
    Standing,
    Verdict,
    end_of_day,
)
from recul.reading import read

FOLDER = cases.folder("ukraine-2022")
CASE = cases.load("ukraine-2022")
PATHS = ("observations.json", "documents")
CONFIRMED = {Verdict.VERIFIED, Verdict.SUSTAINED, Verdict.ABSENCE_OBSERVED, Verdict.PARTIAL}


@lru_cache
def documents(path: str) -> tuple[Document, ...]:
    return read(FOLDER / path, today=date(2022, 12, 31)).documents


@lru_cache
def extractions(path: str) -> tuple[Extraction, ...]:
    return tuple(extract(document, CASE) for document in documents(path))


@lru_cache
def evidence(path: str) -> tuple[Evidence, ...]:
    return tuple(weigh(extractions(path), CASE))


@lru_cache
def assessed(path: str, day: date) -> Assessment:
    (claim,) = find_claims(extractions(path), CASE)
    return assess(evidence(path), claim, end_of_day(day), CASE, explain=False)


@pytest.mark.parametrize("path", PATHS)
def test_a_day_after_the_claim_nothing_is_observed_and_nothing_is_verified(path):
    assessment = assessed(path, date(2022, 2, 16))
    assert assessment.observed_so_far.p_drop_10 < 0.01
    assert assessment.verdict not in CONFIRMED
    assert assessment.p.carried_out < 0.5


@pytest.mark.parametrize("path", PATHS)
def test_when_the_deadline_has_passed_a_build_up_leads(path):
    assessment = assessed(path, date(2022, 2, 21))
    assert assessment.p.build_up >= 0.6
    assert assessment.observed_so_far.p_drop_10 < 0.01
    assert assessment.verdict not in CONFIRMED


@pytest.mark.parametrize("path", PATHS)
def test_table_and_texts_give_the_same_verdicts(path):
    for day in (date(2022, 2, d) for d in range(15, 29)):
        assert assessed(path, day).verdict is assessed(PATHS[0], day).verdict, day


@pytest.mark.parametrize("path", PATHS)
def test_the_widest_count_is_read_as_scope_not_as_an_arrival(path):
    widest = [e for e in evidence(path) if e.interval and e.interval.high == 190_000]
    assert [e.definition for e in widest] == ["with_paramilitaries"]
    levels = [
        assessment.observed_so_far.level
        for assessment in (assessed(path, date(2022, 2, d)) for d in (17, 18))
    ]
    before, after = (level.median for level in levels if level)
    assert after < 1.1 * before


@pytest.mark.parametrize("path", PATHS)
def test_the_claimants_trains_are_never_observed(path):
    for e in evidence(path):
        if e.source_kind is SourceKind.CLAIMANT and e.kind is EvidenceKind.MOVEMENT_OUT:
            assert e.ledger is Ledger.DECLARED


def test_the_texts_make_one_claim_of_all_the_announcements():
    assert [c.id for c in find_claims(extractions("documents"), CASE)] == ["rus-2022-02-15"]


def test_a_statement_in_two_outlets_counts_once():
    copies = [e for e in evidence("documents") if e.copy_of]
    assert copies
    by_id = {e.id: e for e in evidence("documents")}
    other = [e for e in copies if by_id[e.copy_of or ""].document != e.document]
    assert other
    assert all(e.weight == 0 for e in copies)


def test_every_piece_of_evidence_has_a_name_of_its_own_and_its_words_in_the_text():
    texts = {document.id: document.text for path in PATHS for document in documents(path)}
    pieces = [e for path in PATHS for e in evidence(path)]
    assert len({e.id for e in pieces}) == len(pieces)
    assert all(e.quote == e.span.of(texts[e.document]) for e in pieces)


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 2, 15), date(2022, 2, 18)])
def test_what_was_known_on_a_day_does_not_depend_on_what_came_later(day):
    everything = [x for path in PATHS for x in extractions(path)]
    until = end_of_day(day)
    known = [x for x in everything if x.document.published and x.document.published <= until]
    assert weigh(known, CASE) == [e for e in weigh(everything, CASE) if e.published <= until]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_jumble_of_sentences_gives_quotes_from_the_text_and_one_vote_of_a_kind(data):
    lines = [line for d in documents("documents") for line in d.text.splitlines() if line]
    jumble = " ".join(data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=6)))
    start = data.draw(st.integers(0, len(jumble) - 1))
    text = jumble[start:]
    document = documents("documents")[0].model_copy(
        update={
            "id": Document.identify(text),
            "text": text,
            "language": data.draw(st.sampled_from(["fr", "en", None])),
        }
    )
    pieces = weigh([extract(document, CASE)], CASE)
    assert all(e.quote == e.span.of(text) for e in pieces)
    assert len({e.id for e in pieces}) == len(pieces)


def test_table_and_texts_together_are_no_louder_than_either():
    """The texts tell the facts of the table: most of one is a copy of the other."""
    everything = weigh([x for path in PATHS for x in extractions(path)], CASE)
    alone = sum(e.weight for path in PATHS for e in evidence(path))
    assert sum(e.weight for e in everything) < 0.8 * alone


def test_every_text_has_an_address_a_publisher_a_title_and_a_date():
    assert len(documents("documents")) >= 16
    for document in documents("documents"):
        assert document.url, document.source
        assert document.publisher, document.source
        assert document.title, document.source
        assert document.published, document.source
        assert document.removed == (), document.source
        assert 80 <= len(document.text.split()) <= 250, document.source


def test_half_the_texts_are_french():
    languages = [document.language for document in documents("documents")]
    assert {"fr", "en"} == set(languages)
    assert 0.4 <= languages.count("fr") / len(languages) <= 0.6


def test_a_text_has_the_address_of_a_row_of_the_table():
    addresses = {row.url for row in documents("observations.json")}
    assert {document.url for document in documents("documents")} <= addresses


def test_the_language_of_each_text_is_the_one_in_its_name():
    for document in documents("documents"):
        assert document.source.endswith(f"-{document.language}.txt"), document.source


def test_nothing_in_the_bundled_case_says_how_it_ended():
    table = FOLDER.joinpath("observations.json").read_text(encoding="utf-8")
    for field in ("outcome", "outcome_date", "outcome_basis", "note"):
        assert f'"{field}"' not in table
    claimed = max(claim.made_on for claim in CASE.claims)
    graded = [g for card in CASE.sources if not card.shipped for g in card.grades]
    assert graded
    assert all(grade.on < claimed for grade in graded)


def test_every_row_of_a_graded_source_has_its_card():
    uncarded = {e.source for e in evidence("observations.json")} - {s.id for s in CASE.sources}
    assert len(uncarded) <= 5, uncarded


def test_bundled_cases_are_found_by_name():
    assert "ukraine-2022" in cases.names()
    assert isinstance(cases.load("ukraine-2022"), Case)
    with pytest.raises(InputError, match="Choose one of"):
        cases.load("../ukraine-2022")


def test_a_host_is_told_apart_from_the_claimant():
    standing = {e.source: e.standing for path in PATHS for e in evidence(path)}
    assert standing["rus-mod"] is standing["kremlin"] is Standing.CLAIMANT
    assert standing["blr-government"] is Standing.HOST
    assert standing["ukr-mod"] is Standing.ADVERSARY
    assert standing["usa-official"] is Standing.THIRD_STATE
    assert standing["nato"] is Standing.ORGANISATION
    assert standing["maxar"] is Standing.IMAGERY
