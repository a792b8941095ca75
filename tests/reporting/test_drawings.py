from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import model
from recul.model import Claim
from recul.reporting.axes import CHARACTER, Days, Scale, amount_ticks, day_ticks, flags, round_step
from recul.reporting.chart import chart
from recul.reporting.html import NARROW, WIDE
from recul.reporting.timeline import NUMBERED, PITCH, timeline
from recul.reporting.view import items, origins, shares, source_name
from recul.reporting.words import words
from tests.reporting import crisis

EN = words("en")
DAY = date(2031, 1, 1)


def timeline_of(one, documents, width=WIDE):
    return timeline(items(one, crisis.CASE, documents, EN), one.claim, one.as_of, EN, width)


def chart_of(one, documents, width=WIDE):
    found = chart(one, items(one, crisis.CASE, documents, EN), crisis.CASE, EN, width)
    assert found is not None
    return found


@given(st.integers(1, 4000), st.integers(200, 1200), st.sampled_from(["fr", "en"]))
def test_labels_of_days_never_overlap_nor_leave_the_drawing(length, width, language):
    days = Days(DAY, DAY + timedelta(days=length), 46, width - 10)
    ticks = day_ticks(days, words(language))
    for one, two in pairwise(ticks):
        assert one.at + len(one.label) * 3.2 < two.at - len(two.label) * 3.2
    for tick in ticks:
        assert tick.at - len(tick.label) * 3.2 >= 0
        assert tick.at + len(tick.label) * 3.2 <= width


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(340, 920))
def test_flags_never_overlap(offsets, width):
    days = Days(DAY, DAY + timedelta(days=60), 46, width - 10)
    wanted = [("k", DAY + timedelta(days=n), f"deadline {n} February") for n in offsets]
    boxes = []
    for flag in flags(wanted, days, width):
        size = len(flag.label) * CHARACTER
        left = flag.at if flag.anchor == "start" else flag.at - size
        assert left >= -40
        assert left + size <= width
        boxes.append((flag.row, left, left + size))
    boxes.sort()
    for (row, _, end), (next_row, start, _) in pairwise(boxes):
        assert row != next_row or end <= start


@given(st.floats(1e-6, 1e12))
def test_a_round_step_is_round_and_no_larger_than_it_need_be(least):
    step = round_step(least)
    assert least * (1 - 1e-6) <= step <= 2.5 * least
    assert f"{step:.1e}"[:3] in ("1.0", "2.0", "2.5", "5.0")


def test_amounts_start_at_zero_and_grow():
    ticks = amount_ticks(190000, EN, Scale(0, 200000, 300, 20))
    assert [t.label for t in ticks][:2] == ["0", "50,000"]
    assert ticks[0].at == 300


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_two_marks_of_the_timeline_overlap(width):
    one, documents = crisis.real_size()
    found = timeline_of(one, documents, width)
    assert found.said + found.seen + found.earlier == 70
    assert found.earlier > 0
    places = [(m.x, m.y) for m in found.marks]
    for n, (x, y) in enumerate(places):
        assert found.left <= x <= width
        assert found.top <= y <= found.height
        for other_x, other_y in places[:n]:
            assert max(abs(x - other_x), abs(y - other_y)) >= PITCH - 0.2


def test_what_is_said_stands_above_and_what_is_seen_below():
    found = timeline_of(*crisis.real_size())
    for mark in found.marks:
        assert (mark.y < found.axis) == (mark.item.ledger == "declared")


def test_curves_run_from_the_claim_to_later_evidence_of_others_only():
    found = timeline_of(*crisis.real_size())
    for mark in found.marks:
        answers = mark.item.ledger == "observed" and mark.item.day >= crisis.MADE_ON
        assert (mark.curve is not None) == answers
        if mark.curve:
            assert mark.curve.startswith(f"M{found.claim} ")
            assert mark.curve.endswith(f"{mark.x} {mark.y}")
    assert any(mark.curve for mark in found.marks)


def test_the_weightiest_marks_carry_the_number_of_the_list():
    found = timeline_of(*crisis.real_size())
    numbered = [mark.number for mark in found.marks if mark.number]
    assert numbered
    assert set(numbered) <= set(range(1, NUMBERED + 1))


def test_a_deadline_long_past_or_far_ahead_does_not_break_the_timeline():
    for deadline in (crisis.MADE_ON - timedelta(days=90), crisis.MADE_ON + timedelta(days=900)):
        claim = Claim(**{**crisis.CLAIM.model_dump(), "deadline": deadline})
        found = timeline_of(crisis.assessment(claim=claim), crisis.DOCUMENTS)
        assert [flag.kind for flag in found.flags] == ["claim", "as-of"]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_count_is_drawn_as_an_interval_inside_the_chart(width):
    one, documents = crisis.real_size()
    found = chart_of(one, documents, width)
    assert len(found.bars) + found.not_drawn == 70
    assert found.not_drawn == 7
    for bar in found.bars:
        assert found.left <= bar.x <= found.right
        assert found.top <= bar.high < bar.best < bar.low <= found.bottom
    assert {scope.label for scope in found.scopes} == {"regular troops", "with the guard"}
    assert sum(scope.count for scope in found.scopes) == len(found.bars)


def test_counts_of_one_day_stand_side_by_side():
    found = chart_of(*crisis.real_size())
    of_one_day: dict[date, list[float]] = {}
    for bar in found.bars:
        of_one_day.setdefault(bar.item.day, []).append(bar.x)
    assert all(len(set(xs)) == len(xs) for xs in of_one_day.values())


def test_a_band_from_before_the_first_count_does_not_press_the_chart_flat():
    early = model.LevelPoint(
        day=crisis.MADE_ON - timedelta(days=41),
        level=model.Band(median=38000, low90=100, high90=9e6),
    )
    one = crisis.assessment()
    one = crisis.assessment(track=(early, *one.track))
    found = chart_of(one, crisis.DOCUMENTS)
    assert found.clipped
    assert found.amounts[-1].label == "50,000"


def test_there_is_no_chart_without_level_and_counts():
    one = crisis.assessment(track=(), evidence=())
    assert chart(one, [], crisis.CASE, EN, WIDE) is None
    assert chart_of(crisis.assessment(track=()), crisis.DOCUMENTS).bars


def test_items_are_in_order_of_weight_and_copies_stand_with_their_first():
    shown = items(crisis.assessment(), crisis.CASE, crisis.DOCUMENTS, EN)
    assert [i.weighed.evidence.id for i in shown] == ["seen", "coded", "counted", "said"]
    assert [copy.name for copy in shown[0].copied_by] == ["Copy One", "Copy Two"]
    assert [i.favour for i in shown] == ["against", "for", "against", "neither"]
    assert shown[0].bar == (-60.0, 60.0)
    assert shown[1].bar[0] == 0.0
    assert shown[3].origin == "Vesland’s ministry, 10 Mar"


def test_a_source_is_called_by_its_label_or_by_a_proper_name():
    (card,) = crisis.CASE.sources
    common = card.model_copy(update={"names": ("ministry", "ministère", "Vesland’s ministry")})
    labelled = card.model_copy(update={"label": {"fr": "le ministère", "en": "the ministry"}})
    for one, name in ((common, "Vesland’s ministry"), (labelled, "le ministère")):
        case = crisis.CASE.model_copy(update={"sources": (one,)})
        assert source_name("ves-mod", case, words("fr")) == name
    assert source_name("Rail watchers", crisis.CASE, EN) == "Rail watchers"


def test_origins_gather_their_evidence():
    one, documents = crisis.real_size()
    pieces = tuple(
        w.model_copy(update={"evidence": w.evidence.model_copy(update={"origin": f"o{n % 3}"})})
        for n, w in enumerate(one.evidence)
    )
    one = crisis.assessment(evidence=pieces)
    voices = origins(items(one, crisis.CASE, documents, EN), EN)
    assert sorted(v.name for v in voices) == ["o0", "o1", "o2"]
    assert sum(len(v.items) for v in voices) == 70


def test_the_probability_bar_is_full():
    parts = shares(crisis.assessment().p)
    assert [p.key for p in parts] == ["carried_out", "partial", "not_carried_out", "build_up"]
    assert parts[0].x == 0
    assert parts[-1].x + 100 * parts[-1].p == pytest.approx(100)
