from datetime import timedelta

import pytest

from recul.assessment import assess
from recul.case import Case, Theatre
from recul.evidence.origins import settle
from recul.model import Direction, EvidenceKind, Outcomes, SourceKind, Verdict
from tests.assessment.build import CASE, CLAIM, MADE_ON, count, on, report

OUT, IN, IMAGERY, EQUIPMENT, DENIAL, CONFIRMATION = (
    EvidenceKind.MOVEMENT_OUT,
    EvidenceKind.MOVEMENT_IN,
    EvidenceKind.IMAGERY,
    EvidenceKind.EQUIPMENT,
    EvidenceKind.DENIAL,
    EvidenceKind.CONFIRMATION,
)
DOWN, UP, FLAT = Direction.DOWN, Direction.UP, Direction.FLAT
GENEROUS = CASE.model_copy(
    update={"prior": Outcomes(carried_out=0.7, partial=0.1, not_carried_out=0.15, build_up=0.05)}
)


def judge(evidence, day=20, case=CASE, claim=CLAIM):
    return assess(settle(evidence), claim, on(day), case)


def leaving(*sources, kinds=(OUT, IMAGERY, EQUIPMENT, CONFIRMATION), letter="B", **rest):
    return [
        report(f"{s}{k}", k, DOWN, day=2 + 5 * i, source=s, letter=letter, **rest)
        for s in sources
        for i, k in enumerate(kinds)
    ]


def reasons(said):
    return {r.id for r in said.verdict_reasons}


def test_two_vetted_origins_that_see_it_leave_verify_it():
    said = judge(leaving("A", "B", "C"))
    assert said.verdict is Verdict.VERIFIED
    assert said.p.carried_out >= 0.8
    assert {r.id for r in said.verdict_reasons} == {"verdict.probable", "verdict.signs"}


def test_one_origin_does_not_however_probable():
    said = judge(leaving("A"), case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.ABSENCE_OBSERVED
    assert "verdict.too_few_origins" in {r.id for r in said.verdict_reasons}


def test_words_without_signs_do_not():
    confirming = [
        report(f"{s}", CONFIRMATION, DOWN, day=3 + i, source=s) for i, s in enumerate("ABCDEFGH")
    ]
    said = judge(confirming, case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.COULD_NOT_BE_VERIFIED


def test_counts_that_do_not_fall_hold_a_confirmation_back():
    steady = [count(f"n{d}", 95_000, 100_000, day=d, source=f"N{d}") for d in range(-5, 20, 3)]
    said = judge(leaving("A", "B", "C") + steady, case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.observed_so_far.p_drop_10 < 0.7
    assert said.verdict is Verdict.ABSENCE_OBSERVED
    assert "verdict.not_fallen" in reasons(said)


def by_adversary(*sources, **rest):
    return leaving(*sources, source_kind=SourceKind.ADVERSARY, letter="D", **rest)


def test_the_adversary_may_bear_out_a_vetted_sign_and_never_stand_for_it():
    seen = leaving("A", kinds=(OUT, IMAGERY))
    said = judge(seen + by_adversary("X"), case=GENEROUS)
    assert said.verdict is Verdict.VERIFIED
    assert "verdict.signs_and_admission" in reasons(said)
    said = judge(by_adversary("X", "Y", "Z"), case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.DEPARTURE_OBSERVED
    assert "verdict.too_few_origins" in reasons(said)


def test_a_word_of_the_adversary_on_something_else_is_no_admission():
    seen = leaving("A", kinds=(OUT, IMAGERY))
    calmer = by_adversary("X", kinds=(EvidenceKind.CLASH, EvidenceKind.ACCESS_GRANTED))
    said = judge(seen + calmer, case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.ABSENCE_OBSERVED


def test_an_admission_that_is_taken_back_is_none():
    seen = leaving("A", kinds=(OUT, IMAGERY, EQUIPMENT))
    admitted = by_adversary("X", kinds=(CONFIRMATION,))
    taken_back = [report("no", DENIAL, FLAT, day=15, source="X", source_kind=SourceKind.ADVERSARY)]
    assert judge(seen + admitted, case=GENEROUS).verdict is Verdict.VERIFIED
    said = judge(seen + admitted + taken_back, case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.ABSENCE_OBSERVED


def test_those_who_share_what_they_know_are_one_witness():
    assert judge(leaving("A", "B"), case=GENEROUS).verdict is Verdict.VERIFIED
    said = judge(leaving("A", "B", group="state"), case=GENEROUS)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.ABSENCE_OBSERVED
    assert said.independent_origins == 1
    # Nor does an adversary bear out what it told the vetted source.
    told = leaving("A", group="g") + by_adversary("X", group="g")
    assert judge(told, case=GENEROUS).verdict is Verdict.ABSENCE_OBSERVED


def test_strangers_may_hold_a_confirmation_back_and_never_tip_it():
    seen = leaving("A", "B", kinds=(IMAGERY,))
    strangers = leaving(
        *[f"@{i}" for i in range(20)], source_kind=SourceKind.UNKNOWN, letter="F", kinds=(OUT,)
    )
    lifted = CASE.model_copy(
        update={"prior": Outcomes(carried_out=0.5, partial=0.2, not_carried_out=0.2, build_up=0.1)}
    )
    assert judge(seen, case=lifted).p.carried_out < 0.8
    said = judge(seen + strangers, case=lifted)
    assert said.p.carried_out >= 0.8
    assert said.verdict is Verdict.ABSENCE_OBSERVED
    assert "verdict.leans_on_unvetted" in reasons(said)


def looks(*days, kind=IMAGERY, direction=DOWN, source="A"):
    return [report(f"{source}{d}", kind, direction, day=d, source=source) for d in days]


def test_found_empty_again_after_a_fortnight_it_is_sustained():
    confirmed = [report(f"w{s}", CONFIRMATION, DOWN, day=3, source=s) for s in "VW"]
    assert judge(looks(3, 10) + confirmed, case=GENEROUS).verdict is Verdict.ABSENCE_OBSERVED
    said = judge(looks(3, 10, 18) + confirmed, case=GENEROUS)
    assert said.verdict is Verdict.SUSTAINED
    assert {"verdict.stayed_away", "verdict.too_few_origins"} < reasons(said)


def test_not_if_somebody_was_seen_there_in_between_or_is_back():
    confirmed = [report(f"w{s}", CONFIRMATION, DOWN, day=3, source=s) for s in "VWX"]
    for day in (8, 19):
        back = looks(day, kind=IN, direction=UP)
        said = judge(looks(3, 10, 18) + back + confirmed, case=GENEROUS)
        assert said.p.carried_out >= 0.8
        assert said.verdict is Verdict.ABSENCE_OBSERVED


def test_unvetted_accounts_never_verify():
    planted = leaving(
        *[f"@{i}" for i in range(40)], source_kind=SourceKind.UNKNOWN, letter="F", kinds=(OUT,)
    )
    assert judge(planted, case=GENEROUS).verdict is not Verdict.VERIFIED


def test_arrivals_contradict_it():
    arriving = [
        report(f"{s}{d}", k, UP, day=d, source=s)
        for s in "ABC"
        for d, k in [(2, IN), (6, IMAGERY), (11, EQUIPMENT)]
    ]
    said = judge(arriving)
    assert said.verdict is Verdict.CONTRADICTED
    assert said.p.build_up > 0.7


def test_no_change_contradicts_it_only_with_time():
    still = [
        report(f"{s}{d}", k, FLAT, day=d, source=s)
        for s in "ABC"
        for d, k in [(0.1, DENIAL), (6, IMAGERY), (11, DENIAL)]
    ]
    assert judge(still, day=0.4).verdict is Verdict.TOO_EARLY
    assert judge(still, day=15).verdict is Verdict.CONTRADICTED


def test_troops_gone_and_tanks_still_there():
    mixed = [
        report(f"{s}{k}{d}", k, y, day=d, source=s)
        for s in "ABCD"
        for d, k, y in [(3, OUT, DOWN), (7, EQUIPMENT, FLAT), (12, DENIAL, DOWN)]
    ]
    part = CASE.model_copy(
        update={
            "prior": Outcomes(carried_out=0.2, partial=0.6, not_carried_out=0.15, build_up=0.05)
        }
    )
    said = judge(mixed, case=part)
    assert said.verdict is Verdict.EQUIPMENT_REMAINS
    no_tanks = [e for e in mixed if e.kind is not EQUIPMENT]
    assert judge(no_tanks, case=part).verdict in {Verdict.PARTIAL, Verdict.DEPARTURE_OBSERVED}


@pytest.mark.parametrize("parts", [(), ("Island",)])
def test_out_of_one_district_and_into_the_next(parts):
    turn = CASE.model_copy(
        update={
            "theatre": Theatre(parts=parts),
            "prior": Outcomes(carried_out=0.05, partial=0.05, not_carried_out=0.85, build_up=0.05),
        }
    )
    moves = [
        report(f"{s}{i}", k, y, day=3 + 2 * i, source=s).model_copy(update={"places": (place,)})
        for s in "ABCDEF"
        for i, (k, y, place) in enumerate([(OUT, DOWN, "Coast"), (IN, UP, "Island")])
    ]
    said = judge(moves, case=turn)
    assert said.verdict is (Verdict.MOVED_ELSEWHERE if parts else Verdict.ROTATED)


def test_inspectors_turned_away():
    refused = [report("a", EvidenceKind.ACCESS_DENIED, Direction.UNKNOWN, day=3, source="OSC")]
    assert judge(refused, day=5).verdict is Verdict.ACCESS_DENIED
    alleged = [e.model_copy(update={"source_kind": SourceKind.ADVERSARY}) for e in refused]
    assert judge(alleged, day=5).verdict is Verdict.TOO_EARLY


def test_only_the_claimant_has_spoken():
    claims = [report("a", OUT, DOWN, day=1, source_kind=SourceKind.CLAIMANT, letter="E")]
    assert judge(claims, day=5).verdict is Verdict.ANNOUNCED


def test_after_the_horizon_it_could_not_be_verified():
    assert judge([], day=40).verdict is Verdict.COULD_NOT_BE_VERIFIED
    late = CLAIM.model_copy(update={"deadline": MADE_ON + timedelta(days=60)})
    assert judge([], day=40, claim=late).verdict is Verdict.ANNOUNCED


def test_more_likely_than_not_and_seen_leaving():
    said = judge(leaving("A", "B", kinds=(OUT,)), day=3)
    assert 0.5 <= said.p.carried_out < 0.8
    assert said.verdict is Verdict.DEPARTURE_OBSERVED


def test_the_generic_case_can_be_judged():
    said = assess(settle(leaving("A", "B")), CLAIM, on(20), Case.generic())
    assert said.independent_origins == 2
