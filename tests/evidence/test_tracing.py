"""The origins of documents in the evidence: who repeats whom, who was copied wrongly."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recul.case import Case, Force, Party
from recul.evidence import weigh
from recul.extraction import extract
from recul.model import Document, EvidenceKind, SourceKind
from recul.reading import read
from recul.sources import CardGrade, SourceCard

ONCE = date(2021, 1, 1)


def card(name, kind=SourceKind.INDEPENDENT_MEDIA, party=None):
    return SourceCard(
        id=name.lower(),
        names=(name,),
        kind=kind,
        party=party,
        grades=(CardGrade(reliability="B", reason="made up", author="test", on=ONCE),),
    )


CASE = Case(
    id="x",
    force=Force(actor="RUS"),
    parties=(
        Party(id="RUS", role=SourceKind.CLAIMANT),
        Party(id="UKR", role=SourceKind.ADVERSARY),
        Party(id="NATO", role=SourceKind.INTERNATIONAL_ORG),
    ),
    sources=(card("Gazette"), card("Courrier"), card("Bote")),
)
ENGLISH = (
    "NATO Secretary General Jens Stoltenberg said on Wednesday that 130,000 Russian soldiers stood"
    " at the borders of Ukraine.\nHe spoke to reporters in Brussels."
)
FRENCH = (
    "Quelque 130 000 soldats russes se trouvent aux frontières de l'Ukraine, a déclaré mercredi à"
    " Bruxelles le secrétaire général de l'Otan, Jens Stoltenberg."
)


def document(text, publisher, hour=8, language="en", url=None):
    return extract(
        Document(
            id=Document.identify(text, url or publisher),
            source="test",
            text=text,
            url=url,
            publisher=publisher,
            language=language,
            published=datetime(2022, 2, 16, hour, tzinfo=UTC),
        ),
        CASE,
    )


def counts(*texts):
    return [e for e in weigh(texts, CASE) if e.kind is EvidenceKind.COUNT]


def test_a_translation_has_the_origin_of_what_it_translates():
    first, second = counts(document(ENGLISH, "Gazette"), document(FRENCH, "Courrier", 9, "fr"))
    assert first.origin == second.origin
    assert (first.weight, second.weight) == (1.0, 0.0)
    assert second.copy_of == first.id


def test_one_digit_makes_another_statement_and_no_second_witness():
    altered = ENGLISH.replace("130,000", "180,000")
    first, second = counts(document(ENGLISH, "Gazette"), document(altered, "Bote", 9))
    assert first.origin != second.origin
    assert second.altered_from == first.id
    assert second.group == (first.group or first.source)
    assert [r.values for r in second.differs] == [{"here": "180000", "there": "130000"}]
    assert 0 < second.weight < 0.5


def test_a_new_version_names_the_one_before():
    url = "https://gazette.example/a"
    second = ENGLISH.replace("130,000", "150,000")
    first, later = counts(
        document(ENGLISH, "Gazette", url=url), document(second, "Gazette", 12, url=url + "?a=b")
    )
    assert later.version_of == first.document
    assert later.origin == first.origin
    assert later.differs


def test_a_planted_text_takes_no_vote_from_the_true_report_that_follows():
    planted, true = counts(document(ENGLISH, "Fake Blog", 6), document(FRENCH, "Courrier", 9, "fr"))
    assert planted.grade.reliability == "F"
    assert true.origin != planted.origin
    assert true.copy_of is None


def test_a_copy_nobody_can_judge_has_no_vote_of_its_own():
    first, *copies = counts(
        document(ENGLISH, "Gazette"), *(document(ENGLISH, f"Site {n}", 9 + n) for n in range(5))
    )
    assert {e.origin for e in copies} == {first.origin}
    assert {e.weight for e in copies} == {0.0}


SEED = Path(__file__).parents[2] / ".." / "shared" / "seed" / "article.txt"
OURS = """BRUSSELS, February 16 - NATO Secretary General Jens Stoltenberg told reporters at the
alliance's headquarters on Wednesday that close to 100,000 Russian soldiers still stood at the
borders of Ukraine, and that more were on their way. He had heard words about diplomacy from Moscow
but had seen no de-escalation on the ground, Stoltenberg said."""
ANOTHER = """BRUSSELS, February 16 - Ukraine's defence minister, Oleksii Reznikov, said on Wednesday
that close to 100,000 Russian soldiers stood at the borders of Ukraine."""


def test_the_seed_article_and_ours_have_one_origin_and_another_speaker_has_another():
    if not SEED.is_file():
        pytest.skip("the seed article is not here: it is not ours to commit")
    day = date(2022, 2, 16)
    (seed,) = read(SEED, published=day, today=day).documents
    texts = [
        extract(seed.model_copy(update={"publisher": "Courrier"}), CASE),
        document(OURS, "Gazette", 14),
        document(ANOTHER, "Bote", 15),
    ]
    evidence = weigh(texts, CASE)
    origins = [{e.origin for e in evidence if e.document == t.document.id} for t in texts]
    assert all(origins)
    assert origins[0] == origins[1]
    assert origins[0].isdisjoint(origins[2])
