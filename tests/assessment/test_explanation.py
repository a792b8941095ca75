"""Leaving out, the matrix, assumptions, the checklist, the warning time."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from recul.assessment import assess
from recul.case import Force
from recul.evidence.origins import settle
from recul.model import Direction, EvidenceKind, IndicatorStatus, SourceKind
from tests.assessment.build import CASE, CLAIM, MADE_ON, count, on, report, streams

OUT, IN, IMAGERY = EvidenceKind.MOVEMENT_OUT, EvidenceKind.MOVEMENT_IN, EvidenceKind.IMAGERY
DOWN, UP, FLAT = Direction.DOWN, Direction.UP, Direction.FLAT


def said(*evidence, day=10, case=CASE, claim=CLAIM):
    return assess(settle(evidence), claim, on(day), case)


def indicator(assessment, key):
    return next(i for i in assessment.indicators if i.id == key)


def test_what_is_said_without_a_source_is_what_is_said_when_it_is_not_there():
    mine = [report("a", IMAGERY, DOWN, day=1, source="A"), report("b", OUT, day=5, source="A")]
    others = [report("c", IN, UP, day=2, source="B"), report("d", OUT, day=4, source="C")]
    settled = settle([*mine, *others])
    whole = assess(settled, CLAIM, on(10), CASE)
    without = next(w for w in whole.without if (w.of, w.name) == ("source", "A"))
    rest = assess([e for e in settled if e.source != "A"], CLAIM, on(10), CASE)
    assert without.carried_out == pytest.approx(rest.p.carried_out, abs=1e-9)
    assert without.verdict is rest.verdict
    assert without.reports == 2


def test_the_largest_change_comes_first_and_a_flip_is_told():
    whole = said(
        report("a", IMAGERY, DOWN, source="A"),
        report("b", EvidenceKind.CONFIRMATION, DOWN, source="A", day=2),
        report("c", EvidenceKind.CLASH, FLAT, source="B"),
    )
    sizes = [abs(w.carried_out - whole.p.carried_out) for w in whole.without]
    assert sizes == sorted(sizes, reverse=True)
    assert whole.p.carried_out > 0.5
    assert whole.without[0].flips
    assert whole.without[0].carried_out < 0.5


@settings(max_examples=25, deadline=None)
@given(streams(most=12))
def test_every_weighed_report_fits_some_outcome_best(evidence):
    whole = assess(settle(evidence), CLAIM, on(20), CASE)
    known = {w.evidence.id: w for w in whole.evidence}
    for row in whole.matrix:
        assert max(row.fits) == pytest.approx(1)
        assert min(row.fits) >= 0
        known.pop(row.evidence)
    first = [w for w in known.values() if w.contribution]
    assert all(w.evidence.kind is EvidenceKind.COUNT for w in first)
    for without in whole.without:
        assert 0 < without.carried_out < 1


def test_every_assumption_has_its_own_id_and_only_what_plays_a_part_is_listed():
    bare = {r.id for r in said(report("a", OUT)).assumptions}
    assert "assumption.strangers" not in bare
    assert "assumption.adversary" not in bare
    both = said(
        report("a", OUT, source="x", source_kind=SourceKind.UNKNOWN, letter="F"),
        report("b", EvidenceKind.DENIAL, FLAT, source="y", source_kind=SourceKind.ADVERSARY),
        report("c", EvidenceKind.CONFIRMATION, DOWN, source="z", source_kind=SourceKind.CLAIMANT),
        count("n", 90_000, 100_000, day=-3, definition="within_400_km"),
    ).assumptions
    ids = [r.id for r in both]
    assert len(ids) == len(set(ids))
    assert {
        "assumption.strangers",
        "assumption.adversary",
        "assumption.claimant",
        "assumption.scope",
        "assumption.first_count",
    } <= set(ids)


def test_an_indicator_is_awaited_then_seen_then_expired():
    seen = report("a", IMAGERY, DOWN, day=2)
    assert indicator(said(), "imagery.down").status is IndicatorStatus.AWAITED
    now = indicator(said(seen, day=5), "imagery.down")
    assert now.status is IndicatorStatus.SEEN
    assert now.favours
    assert now.reports == ("a",)
    assert now.expires == MADE_ON + timedelta(days=16)
    assert indicator(said(seen, day=20), "imagery.down").status is IndicatorStatus.EXPIRED


def test_the_last_word_may_be_the_opposite_and_strangers_only_say():
    seen, back = report("a", IMAGERY, DOWN, day=2), report("b", IMAGERY, UP, day=4, source="T")
    both = said(seen, back, day=5)
    assert indicator(both, "imagery.down").status is IndicatorStatus.CONTRARY
    assert indicator(both, "imagery.up").status is IndicatorStatus.SEEN
    rumour = report("c", OUT, source="x", source_kind=SourceKind.UNKNOWN, letter="F")
    assert indicator(said(rumour, day=3), "movement.down").status is IndicatorStatus.SAID


def watched(threshold, readiness=3):
    force = Force(actor="X", capability_threshold=threshold, readiness_days=readiness)
    return CASE.model_copy(update={"force": force})


def counts(level):
    return [count(f"n{d}", 0.97 * level, level, day=d, source=f"N{d}") for d in range(-12, 8, 2)]


def test_no_threshold_or_no_count_no_warning_time():
    assert said(*counts(100_000)).warning_time is None
    assert said(report("a", OUT), case=watched(80_000)).warning_time is None


def test_a_threshold_that_is_met_leaves_readiness_alone():
    warning = said(*counts(100_000), case=watched(60_000)).warning_time
    assert warning.p_capable > 0.95
    assert warning.passage_days[0] == 0
    assert warning.warning_days == 3
    assert warning.significant_quantity == pytest.approx(40_000, rel=0.3)


def test_the_further_the_threshold_the_longer_the_warning():
    near, far = (said(*counts(100_000), case=watched(t)).warning_time for t in (108_000, 1_000_000))
    assert near.p_capable > far.p_capable
    assert far.passage_days[0] is None
    assert far.warning_days is None
    assert near.passage_days[0] is None or near.passage_days[0] >= 0
    assert near == said(*counts(100_000), case=watched(108_000)).warning_time


def test_who_looks_often_sees_a_reversal():
    looks = [report(f"l{d}", IMAGERY, FLAT, day=d, source="L") for d in range(1, 8)]
    seen, unseen = (
        said(*counts(100_000), *more, case=watched(150_000)).warning_time for more in (looks, [])
    )
    assert seen.looks_per_week > unseen.looks_per_week
    assert seen.p_detected > unseen.p_detected
