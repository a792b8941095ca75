from datetime import date, datetime, timedelta, timezone
from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recul.assessment import assess
from recul.assessment.tables import load
from recul.case import Case, Force
from recul.evidence.origins import settle
from recul.model import (
    Confidence,
    Direction,
    EvidenceKind,
    Grain,
    Outcomes,
    SourceKind,
    Verdict,
    When,
)
from tests.assessment.build import CASE, CLAIM, MADE_ON, count, on, report, streams

COUNT, OUT, IN = EvidenceKind.COUNT, EvidenceKind.MOVEMENT_OUT, EvidenceKind.MOVEMENT_IN
DOWN, UP, FLAT = Direction.DOWN, Direction.UP, Direction.FLAT


def p_of(evidence, day=20, claim=CLAIM, case=CASE):
    return assess(settle(evidence), claim, on(day), case, explain=False).p.carried_out


def log_odds(p):
    return log(p) - log(1 - p)


@settings(max_examples=40, deadline=None)
@given(streams(), st.integers(-5, 45), st.booleans())
def test_contributions_sum_to_the_log_odds(evidence, day, with_deadline):
    deadline = MADE_ON + timedelta(days=10) if with_deadline else None
    claim = CLAIM.model_copy(update={"deadline": deadline})
    said = assess(settle(evidence), claim, on(day), CASE, explain=False)
    moved = sum(w.contribution for w in said.evidence) + sum(t.contribution for t in said.passage)
    expected = log_odds(said.p.carried_out) - log_odds(said.prior.carried_out)
    assert abs(moved - expected) <= 1e-9


@settings(max_examples=25, deadline=None)
@given(streams(most=18), st.integers(-5, 45))
def test_cutting_the_stream_is_assessing_as_of(evidence, day):
    as_of = on(day)
    whole = assess(settle(evidence), CLAIM, as_of, CASE)
    cut = assess(settle([e for e in evidence if e.published <= as_of]), CLAIM, as_of, CASE)
    assert whole.model_dump_json() == cut.model_dump_json()


@settings(max_examples=15, deadline=None)
@given(streams(most=12), st.randoms())
def test_the_order_of_the_input_does_not_matter(evidence, dice):
    shuffled = list(evidence)
    dice.shuffle(shuffled)
    assert assess(settle(shuffled), CLAIM, on(30), CASE) == assess(
        settle(evidence), CLAIM, on(30), CASE
    )


def test_no_evidence_no_movement():
    said = assess([], CLAIM, on(25), CASE)
    assert said.p.carried_out == pytest.approx(said.prior.carried_out, abs=1e-9)
    assert said.verdict is Verdict.ANNOUNCED
    assert said.confidence is Confidence.LOW
    assert said.observed_so_far.level is None
    assert said.observed_so_far.counts == 0
    assert said.track == ()


def test_before_the_claim_nothing_is_decided():
    said = assess([report("a", OUT, day=-3)], CLAIM, on(-1), CASE)
    assert said.p == said.prior
    assert said.observed_so_far.p_drop_10 == 0


def test_the_claimant_repeating_itself_is_not_evidence():
    held = [
        report("a", EvidenceKind.IMAGERY, FLAT, day=1, source="sat"),
        count("b", 95_000, 105_000, day=-2, source="gov"),
    ]
    repeats = [
        report(f"r{i}", kind, DOWN, day=i * 0.3, source=source, source_kind=SourceKind.CLAIMANT)
        for i in range(50)
        for kind, source in [((OUT, EvidenceKind.CONFIRMATION)[i % 2], f"spokesman {i % 5}")]
    ]
    numbers = [
        count(f"n{i}", 60_000, 62_000, day=i, direction=DOWN, source_kind=SourceKind.CLAIMANT)
        for i in range(10)
    ]
    assert abs(p_of(held + repeats + numbers) - p_of(held)) < 0.02


@pytest.mark.parametrize("accounts", [3, 10, 20, 60])
@pytest.mark.parametrize("direction", [DOWN, UP])
@pytest.mark.parametrize("spread", [0.0, 0.7])
def test_planted_accounts_move_little(accounts, direction, spread):
    held = [
        report("a", EvidenceKind.DENIAL, FLAT, day=1, source="gov"),
        count("b", 95_000, 105_000, day=-2, source="gov"),
        count("c", 95_000, 105_000, day=5, source="other gov"),
    ]
    factor = 0.4 if direction is DOWN else 2.0
    planted = []
    for i in range(accounts):
        who: dict[str, Any] = {
            "source": f"@account{i}",
            "source_kind": SourceKind.UNKNOWN,
            "letter": "F",
        }
        day = 3 + i * spread
        planted.append(report(f"p{i}", OUT if direction is DOWN else IN, direction, day=day, **who))
        planted.append(
            count(
                f"q{i}",
                factor * (95_000 + i),
                factor * 105_000,
                day=day,
                direction=direction,
                **who,
            )
        )
    assert abs(p_of(held + planted) - p_of(held)) < 0.10


def test_duplicated_rows_change_nothing():
    held = [
        report("a", EvidenceKind.DENIAL, FLAT, day=1, source="gov"),
        report("b", OUT, DOWN, day=2, source="sat", source_kind=SourceKind.IMAGERY),
        count("c", 95_000, 105_000, day=2, source="gov"),
    ]
    copies = [e.model_copy(update={"id": f"{e.id}{i}"}) for e in held for i in range(10)]
    assert abs(p_of(held + copies) - p_of(held)) < 0.02
    assert abs(p_of(held + held) - p_of(held)) < 0.02


def test_opposite_evidence_moves_it_both_ways():
    sources = ["A", "B", "C"]
    leaving = [report(f"o{s}", OUT, DOWN, day=i, source=s) for i, s in enumerate(sources)]
    arriving = [report(f"i{s}", IN, UP, day=i, source=s) for i, s in enumerate(sources)]
    prior = 1 / 3
    assert p_of(leaving) > prior + 0.1
    assert p_of(arriving) < prior - 0.05
    assert assess(settle(arriving), CLAIM, on(10), CASE).p.build_up > 1 / 12


def test_a_fall_that_is_counted_is_a_fall():
    levels = [(-20, 100), (-10, 101), (5, 92), (10, 80), (15, 66), (20, 55), (25, 45)]
    evidence = [
        count(f"{s}{d}", n * 970, n * 1030, day=d, source=s, direction=DOWN)
        for d, n in levels
        for s in ("A", "B")
    ]
    said = assess(settle(evidence), CLAIM, on(26), CASE)
    assert said.observed_so_far.p_drop_10 > 0.95
    assert said.observed_so_far.counts == 10
    assert said.p.carried_out > 0.6
    assert said.p.carried_out + said.p.partial > 0.85
    level = said.observed_so_far.level
    assert level is not None
    assert level.low90 < 47_000 < level.high90 * 1.1
    assert said.observed_so_far.change["4w"].median < -0.3
    assert said.track[-1].level.median == pytest.approx(level.median, rel=1e-6)


def test_a_wider_definition_is_not_an_arrival():
    held = [count(f"a{d}", 97_000, 103_000, day=d, source="gov") for d in range(-20, 10, 3)]
    wide = count("w", 160_000, 170_000, day=12, source="gov", definition="with_proxies")
    level = assess(settle([*held, wide]), CLAIM, on(13), CASE).observed_so_far.level
    assert level is not None
    assert 95_000 < level.median < 106_000


def test_the_same_definition_moves_the_level_more_than_a_wider_one():
    held = [count(f"a{d}", 97_000, 103_000, day=d, source="gov") for d in range(-20, 10, 3)]
    levels = []
    for definition in ("reference", "with_proxies"):
        more = count("w", 112_000, 118_000, day=12, source="gov", definition=definition)
        level = assess(settle([*held, more]), CLAIM, on(13), CASE).observed_so_far.level
        assert level is not None
        levels.append(level.median)
    assert levels[0] > levels[1] + 2_000


def test_counts_in_other_units_and_of_parts_are_no_levels():
    parts = [
        count("a", 5_000, 6_000, day=2, definition="part"),
        count("b", 50, 55, day=2, unit="tanks", source="T"),
    ]
    assert assess(settle(parts), CLAIM, on(5), CASE).observed_so_far.level is None
    tanks = Case(id="t", force=Force(actor="X", unit="tanks"))
    level = assess(settle(parts), CLAIM, on(5), tanks).observed_so_far.level
    assert level is not None
    assert level.unit == "tanks"


def test_silence_after_a_deadline_argues_only_while_somebody_looks():
    claim = CLAIM.model_copy(update={"deadline": MADE_ON + timedelta(days=5)})
    unseen = p_of([], day=40, claim=claim)
    assert unseen == pytest.approx(load().prior.of(claim).carried_out, abs=1e-9)
    looked = [report("a", EvidenceKind.CLASH, FLAT, day=12, source="S")]
    later = p_of(looked, day=19, claim=claim)
    assert later < p_of(looked, day=12, claim=claim)
    assert p_of(looked, day=60, claim=claim) > later - 0.02
    strangers = [report("a", EvidenceKind.CLASH, FLAT, day=12, source="@x", letter="F")]
    unlooked = p_of(strangers, day=19, claim=claim) - p_of(strangers, day=12, claim=claim)
    assert abs(unlooked) < 0.005


def test_what_was_known_at_the_horizon_is_still_known_years_later():
    evidence = [report(s, OUT, DOWN, day=3 * i, source=s) for i, s in enumerate("ABCDE")]
    evidence.append(count("n", 95_000, 105_000, day=-3))
    at_horizon = assess(settle(evidence), CLAIM, on(30), CASE)
    later = assess(settle(evidence), CLAIM, on(2_000), CASE)
    assert later.p == at_horizon.p
    assert later.track[-1].day == CLAIM.horizon + timedelta(days=90)


def test_the_prior_of_the_case_counts_and_its_range_is_printed():
    low = CASE.model_copy(
        update={"prior": Outcomes(carried_out=0.1, partial=0.2, not_carried_out=0.4, build_up=0.3)}
    )
    said = assess([report("a", OUT, day=1)], CLAIM, on(5), low)
    assert said.prior.carried_out == pytest.approx(0.1)
    assert said.p_range[0] < said.p.carried_out < said.p_range[1]


def test_unused_evidence_is_counted_by_reason():
    evidence = [report("a", OUT, day=999), report("b", OUT, day=-700), report("c", OUT, day=1)]
    said = assess(evidence, CLAIM, on(5), CASE)
    assert said.unused == {"before_window": 1}
    assert assess(evidence, CLAIM, on(1000), CASE).unused["after_window"] == 1
    assert [w.evidence.id for w in said.evidence] == ["c"]


def seen_on(day):
    return When.day(MADE_ON + timedelta(days=day))


def test_a_count_seen_long_before_it_was_published_is_no_count_of_today():
    held = [count(f"a{d}", 97_000, 103_000, day=d, source="gov") for d in range(-20, 10, 3)]
    old = count("old", 20_000, 21_000, day=10, source="paper", observed=seen_on(-300))
    without, said = (assess(settle(e), CLAIM, on(11), CASE) for e in (held, [*held, old]))
    assert said.unused == {"stale": 1}
    assert said.observed_so_far == without.observed_so_far
    assert said.p == without.p


def test_nor_is_an_old_sighting():
    old = report("old", OUT, day=10, observed=seen_on(-300))
    said = assess([old], CLAIM, on(11), CASE)
    assert said.unused == {"stale": 1}
    assert said.evidence == ()
    assert assess([report("new", OUT, day=10, observed=seen_on(9))], CLAIM, on(11), CASE).evidence


@pytest.mark.parametrize(("year", "stale"), [(2022, 1), (2023, 1), (2024, 0)])
def test_a_count_of_a_year_is_as_old_as_its_end(year, stale):
    of_year = When(start=date(year, 1, 1), end=date(year, 12, 31), grain=Grain.YEAR)
    said = assess([count("n", 95_000, 105_000, day=5, observed=of_year)], CLAIM, on(6), CASE)
    assert said.unused.get("stale", 0) == stale
    assert (said.observed_so_far.level is None) == bool(stale)


def test_a_count_seen_before_the_claim_is_not_one_since():
    lagging = count("a", 95_000, 105_000, day=2, observed=seen_on(-3))
    later = count("b", 95_000, 105_000, day=4, source="T", observed=seen_on(1))
    said = assess([lagging, later], CLAIM, on(5), CASE)
    assert said.observed_so_far.counts == 1
    assert said.unused == {}


def test_days_are_those_of_universal_time():
    # 01:00 in the east is still the day before: out by then, and heard.
    east = timezone(timedelta(hours=5))
    early = report("a", OUT, day=3).model_copy(
        update={"published": datetime(2024, 3, 5, 1, tzinfo=east)}
    )
    said = assess([early], CLAIM, on(3), CASE)
    assert said.evidence[0].contribution > 0


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        assess([], CLAIM, datetime(2024, 3, 5), CASE)


def test_what_would_change_it_is_feasible_and_worth_something():
    evidence = [report(s, OUT, DOWN, day=i, source=s) for i, s in enumerate("ABC")]
    said = assess(settle(evidence), CLAIM, on(6), CASE)
    assert said.would_change
    assert all(w.evsi >= 0 and 0 <= w.swing <= 1 for w in said.would_change)
    assert max(w.swing for w in said.would_change) > 0.05
    assert said.would_change == tuple(
        sorted(said.would_change, key=lambda w: (-w.evsi, -w.swing, w.observation))
    )


def test_what_is_worth_nothing_is_ranked_by_how_far_it_would_move():
    # Whatever a new source said, one would do the same: what is left of the value is rounding.
    said = assess([], CLAIM, on(3), CASE)
    worthless = [w for w in said.would_change if w.evsi < 1e-9]
    assert len(worthless) > 1
    assert all(w.evsi == 0 for w in worthless)
    assert [w.swing for w in worthless] == sorted((w.swing for w in worthless), reverse=True)


def test_the_count_that_places_the_level_was_not_predicted():
    first = count("a", 95_000, 105_000, day=1)
    shares = [
        [
            r.values["share"]
            for r in assess(e, CLAIM, on(6), CASE).confidence_reasons
            if "outside" in r.id
        ]
        for e in ([first], [first, count("b", 300_000, 310_000, day=3, source="T")])
    ]
    assert shares == [[], [1.0]]


def test_leaving_out_the_only_source_shows_in_the_confidence():
    evidence = [report(f"e{i}", k, DOWN, day=1 + i, source="one") for i, k in enumerate([OUT])]
    reasons = {r.id: r for r in assess(evidence, CLAIM, on(6), CASE).confidence_reasons}
    assert reasons["confidence.leave_one_out"].values["group"] in {
        "source:one",
        "kind:movement_out",
        "origin:one@2024-03-02",
    }
    assert reasons["confidence.leave_one_out"].values["swing"] > 0.05


def test_explaining_does_not_change_the_answer():
    evidence = settle([report(s, OUT, DOWN, day=i, source=s) for i, s in enumerate("ABC")])
    full = assess(evidence, CLAIM, on(6), CASE)
    brief = assess(evidence, CLAIM, on(6), CASE, explain=False)
    assert full.p == brief.p
    assert full.evidence == brief.evidence
    assert full.verdict is brief.verdict
