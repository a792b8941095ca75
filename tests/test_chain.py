"""From an article to a verdict in every language: the model case, told by us in each of them.

What Moscow announced and what NATO answered in February 2022: https://www.nato.int (press
conference of the Secretary General, 16 February 2022).
"""

from datetime import date
from pathlib import Path

import pytest

from recul import api, languages
from recul.evidence import case_for, weigh
from recul.model import EvidenceKind, Polarity, Verdict

TEXTS = Path(__file__).parent / "chain"


@pytest.fixture(scope="module", params=languages.available())
def checked(request):
    return api.check(
        [str(TEXTS / f"{request.param}.txt")],
        published=date(2022, 2, 16),
        today=date(2026, 1, 1),
    )


def test_the_language_is_known(checked):
    (extraction,) = checked.extractions
    assert extraction.document.language == Path(extraction.document.source).stem


def test_one_announcement_is_found_and_it_is_moscow_s(checked):
    (claim,) = checked.claims
    assert (claim.claimant, claim.made_on) == ("RUS", date(2022, 2, 15))


def test_nato_denies_it_in_its_own_words(checked):
    (extraction,) = checked.extractions
    denials = [
        s
        for s in extraction.statements
        if s.speaker and s.speaker.party == "NATO" and s.polarity is Polarity.NEGATIVE
    ]
    assert denials
    case = case_for(checked.claims[0], checked.case)
    evidence = weigh(checked.extractions, case)
    assert EvidenceKind.DENIAL in {piece.kind for piece in evidence}


def test_the_force_is_counted(checked):
    (extraction,) = checked.extractions
    (count,) = [q for q in extraction.quantities if q.unit == "persons"]
    assert (count.interval.best, count.actor) == (100_000, "RUS")


def test_it_is_too_early_to_know(checked):
    (assessment,) = checked.assessments
    assert assessment.verdict is Verdict.TOO_EARLY
    assert 0.1 < assessment.p.carried_out < 0.5
