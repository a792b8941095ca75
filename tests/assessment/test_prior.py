"""The prior: of what kind of claim, and what a track record does to it."""

from datetime import timedelta

import pytest

from recul.assessment import assess
from recul.assessment.tables import Counted, elicited, learned, load, with_counts
from recul.case import PastClaim
from recul.model import Outcomes
from tests.assessment.build import CASE, CLAIM, MADE_ON, on


def past(outcome="not_carried_out", party="X", days=-10):
    return PastClaim(
        party=party, outcome=outcome, known_on=MADE_ON + timedelta(days=days), reason="test"
    )


def judged(*record, day=5):
    return assess([], CLAIM, on(day), CASE.model_copy(update={"track_record": record}))


def test_broken_promises_lower_the_prior_and_are_no_evidence():
    before, after = judged(), judged(past(), past())
    assert after.prior.carried_out == pytest.approx(before.prior.carried_out * 8 / 10)
    assert after.p.carried_out == pytest.approx(after.prior.carried_out)
    assert not after.evidence


def test_the_record_of_others_and_what_is_not_known_yet_change_nothing():
    assert judged(past(party="Y"), past(days=6)) == judged()
    assert judged(past(days=6), day=6).prior != judged(day=6).prior


def test_a_deadline_makes_another_kind_of_claim():
    dated = CLAIM.model_copy(update={"deadline": MADE_ON + timedelta(days=20)})
    over = CLAIM.model_copy(update={"deadline": MADE_ON - timedelta(days=1)})
    tables = load()
    assert tables.prior.of(dated) == tables.prior.dated
    assert tables.prior.of(over) == tables.prior.of(CLAIM) == tables.prior.undated


def test_nothing_counted_leaves_the_elicited_tables():
    same = with_counts(elicited(), Counted())
    assert same.events == elicited().events
    for ours, theirs in zip(same.family, elicited().family, strict=True):
        for name, category in ours.category.items():
            assert category.likelihood == pytest.approx(theirs.category[name].likelihood)


def test_few_cases_weigh_little_and_all_sum_to_one():
    ten = Counted(prior={"dated": (10, 0, 0, 0)}, faithful={"B": (10, 0)})
    tables = with_counts(elicited(), ten)
    assert sum(Outcomes.model_dump(tables.prior.dated).values()) == pytest.approx(1)
    assert 1 / 3 < tables.prior.undated.carried_out < tables.prior.dated.carried_out < 0.8
    assert tables.events.faithful["B"] == pytest.approx((8.5 + 10) / 20)
    for counts in (learned().all, *learned().without.values()):
        for family in with_counts(elicited(), counts).family:
            for mode in range(5):
                total = sum(c.likelihood[mode] for c in family.category.values())
                assert total == pytest.approx(1)


def test_a_crisis_is_judged_without_what_was_learned_from_it():
    assert load("russia") != load()
    assert load("a crisis nobody knows") == load()
