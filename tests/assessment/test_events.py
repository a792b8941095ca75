import numpy as np
import pytest

from recul.assessment.events import EventBook, Voice, category_of, likelihoods
from recul.assessment.modes import BUILD_UP, CARRIED_OUT, NO_CHANGE
from recul.assessment.tables import load
from recul.model import Direction, EvidenceKind

TABLES = load()
SAYS = likelihoods(TABLES)
ONE = np.ones(1)


def worth(voice, letter, *categories, weight=ONE, source="S"):
    """Log-odds of carried out against no change that these reports of one source add."""
    book = EventBook(1, TABLES)
    total = np.zeros((1, 6))
    for c in categories:
        total += book.add(source, voice, letter, SAYS[c], weight)
    return total[0, CARRIED_OUT] - total[0, NO_CHANGE]


def test_every_kind_and_direction_has_a_family_or_says_nothing():
    for kind in EvidenceKind:
        for direction in Direction:
            category = category_of(kind, direction)
            assert category is None or category in SAYS
            if direction is not Direction.UNKNOWN:
                assert category is not None


def test_better_sources_weigh_more():
    out = ("movement", "down")
    values = [worth(Voice.VETTED, letter, out) for letter in "ABCDE"]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


def test_twenty_reports_of_one_source_are_worth_less_than_two():
    # Attack of the design record: twenty favourable reports took naive Bayes from .05 to .94.
    out = ("movement", "down")
    assert worth(Voice.VETTED, "D", *[out] * 20) < worth(Voice.VETTED, "B", out) * 2


def test_an_adversary_that_admits_is_worth_more_than_one_that_denies():
    admits = worth(Voice.ANTI, "D", ("statement", "confirm"))
    denies = worth(Voice.ANTI, "D", ("statement", "deny"))
    assert admits > 1.0
    assert -admits / 2 < denies < 0


def test_a_claimant_that_admits_the_contrary_is_heard():
    assert worth(Voice.PRO, "E", ("movement", "up")) < 0
    assert worth(Voice.PRO, "E", ("statement", "deny")) < -0.5


@pytest.mark.parametrize("accounts", [1, 3, 10, 20, 100])
def test_the_pool_bit_bounds_planted_accounts(accounts):
    book = EventBook(1, TABLES)
    total = np.zeros((1, 6))
    for i in range(accounts):
        total += book.add(f"account {i}", Voice.UNVETTED, "F", SAYS["movement", "down"], ONE)
    assert total[0, CARRIED_OUT] - total[0, NO_CHANGE] < 1.0
    assert total[0, CARRIED_OUT] - total[0, BUILD_UP] < 1.5


def test_no_votes_no_effect():
    assert worth(Voice.VETTED, "A", ("imagery", "down"), weight=np.zeros(1)) == pytest.approx(0)
