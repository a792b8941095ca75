"""Not observed is not observed absent: that needs somebody who looked, and lately."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.evidence.coverage import Look, coverage, coverage_table, speaks_of, with_expiry
from recul.model import Direction, EvidenceKind, Ledger, SourceKind, When
from tests.assessment.build import CLAIM, MADE_ON, on, report, streams

UP, DOWN, FLAT, UNKNOWN = Direction.UP, Direction.DOWN, Direction.FLAT, Direction.UNKNOWN


def looked(*evidence, after=3):
    at = on(after)
    return {c.question: c for c in coverage(with_expiry(evidence), CLAIM, at)}


def test_with_no_report_nobody_has_looked():
    assert {c.look for c in looked().values()} == {Look.NOT_LOOKED}
    assert set(looked()) == {question.id for question in coverage_table().questions}


def test_no_sign_of_it_is_looked_for_and_not_seen():
    told = looked(report("e", EvidenceKind.DENIAL, FLAT, day=1, source="nato"))
    assert (told["departure"].look, told["departure"].sources) == (Look.NOT_SEEN, ("nato",))
    assert told["arrival"].look is Look.NOT_LOOKED


def test_what_is_seen_later_goes_before_what_was_not_seen_earlier_and_the_other_way_round():
    no = report("no", EvidenceKind.DENIAL, FLAT, day=1)
    yes = report("yes", EvidenceKind.MOVEMENT_OUT, DOWN, day=2)
    assert looked(no, yes)["departure"].look is Look.SEEN
    again = report("again", EvidenceKind.IMAGERY, FLAT, day=3)
    assert looked(no, yes, again)["departure"].look is Look.NOT_SEEN


def test_the_claimants_word_and_what_was_before_the_claim_are_no_look():
    said = report("said", EvidenceKind.MOVEMENT_OUT, DOWN, day=1)
    said = said.model_copy(update={"ledger": Ledger.DECLARED})
    before = report("before", EvidenceKind.IMAGERY, UP, day=-5)
    assert {c.look for c in looked(said, before).values()} == {Look.NOT_LOOKED}


def test_a_report_that_is_too_old_says_nothing_of_today():
    seen = report("e", EvidenceKind.MOVEMENT_OUT, DOWN, day=1)
    lasts = coverage_table().lasts[EvidenceKind.MOVEMENT_OUT]
    assert looked(seen, after=1 + lasts)["departure"].look is Look.SEEN
    assert looked(seen, after=2 + lasts)["departure"].look is Look.EXPIRED


def test_who_is_kept_out_has_not_looked():
    told = looked(report("e", EvidenceKind.ACCESS_DENIED, UNKNOWN, day=1))
    assert told["inspection"].look is Look.REFUSED


def test_the_age_of_a_report_is_that_of_what_it_speaks_of():
    e = report("e", EvidenceKind.IMAGERY, DOWN, day=9)
    shot = MADE_ON + timedelta(days=1)
    taken = e.model_copy(update={"observed": When.day(shot)})
    assert speaks_of(taken) == shot
    assert looked(taken, after=9)["pictures"].last == shot
    planned = e.model_copy(update={"observed": When.day(date(2100, 1, 1))})
    assert speaks_of(planned) == e.published.date()


def test_voices_are_heard_by_their_standing():
    told = looked(report("e", EvidenceKind.DENIAL, FLAT, day=1, source_kind=SourceKind.ADVERSARY))
    assert told["adversary"].look is Look.SEEN
    assert told["third_states"].look is Look.NOT_LOOKED


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_every_kind_lasts_for_a_while(kind):
    assert coverage_table().lasts[kind] > 0


@given(streams(), st.integers(-10, 40))
def test_what_comes_later_changes_nothing(evidence, after):
    at = on(after)
    known = [e for e in evidence if e.published <= at]
    whole = coverage(with_expiry(evidence), CLAIM, at)
    assert coverage(with_expiry(known), CLAIM, at) == whole
