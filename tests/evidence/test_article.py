"""The seed article: a claim that a text mentions without naming who made it."""

from datetime import date
from pathlib import Path

import pytest

from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
from recul.extraction import extract
from recul.model import Direction, EvidenceKind, Extraction, SourceKind
from recul.reading import read

ARTICLE = Path(__file__).parents[2] / ".." / "shared" / "seed" / "article.txt"


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    if not ARTICLE.is_file():
        pytest.skip("the seed article is not here: it is not ours to commit")
    day = date(2022, 2, 16)
    (document,) = read(ARTICLE, published=day, today=day).documents
    return extract(document, Case.generic())


def test_it_speaks_of_one_claim_and_that_is_russias(extraction):
    (claim,) = find_claims([extraction], Case.generic())
    assert (claim.claimant, claim.actor) == ("RUS", "RUS")
    assert claim.places == ("UKR",)
    assert claim.made_on == date(2022, 2, 16)


def test_one_man_in_one_article_has_one_voice_of_each_kind(extraction):
    (claim,) = find_claims([extraction], Case.generic())
    evidence = weigh([extraction], case_for(claim, Case.generic()))
    heard = {(e.kind, e.direction) for e in evidence if e.weight}
    assert heard == {
        (EvidenceKind.DENIAL, Direction.FLAT),
        (EvidenceKind.MOVEMENT_IN, Direction.UP),
        (EvidenceKind.COUNT, Direction.UNKNOWN),
    }
    assert len([e for e in evidence if e.weight]) == 3
    assert {e.source_kind for e in evidence} == {SourceKind.INTERNATIONAL_ORG}
    # Nothing is known of who printed it: he is heard, and not vetted.
    assert {e.origin for e in evidence} == {"Jens Stoltenberg (?)"}
    assert {e.grade.reliability for e in evidence} == {"F"}
