"""The diagram of reliability, and intervals over crises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.backtest.calibration import bins, decompose
from recul.backtest.intervals import of_mean, of_skill

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(PAIRS)
def test_every_forecast_is_in_one_bin_and_the_parts_are_in_range(pairs):
    diagram = bins(pairs)
    assert sum(b.forecasts for b in diagram) == len(pairs)
    assert sum(b.happened for b in diagram) == sum(happened for _, happened in pairs)
    parts = decompose(diagram)
    assert 0 <= parts.calibration_error <= 1
    assert parts.resolution <= parts.uncertainty + 1e-9


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.25, 0.85]), st.booleans()), min_size=1))
def test_the_parts_make_the_brier_score_where_a_bin_holds_one_value(pairs):
    parts = decompose(bins(pairs))
    brier = sum((p - happened) ** 2 for p, happened in pairs) / len(pairs)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(brier)


def test_one_crisis_alone_leaves_nothing_to_draw():
    assert of_mean([0.1, 0.3], ["a", "a"]) == pytest.approx((0.2, 0.2))


def test_claims_of_one_crisis_are_drawn_together():
    apart = of_mean([0.0, 1.0] * 8, [str(i) for i in range(16)])
    together = of_mean([0.0, 1.0] * 8, ["a", "b"] * 8)
    assert together[1] - together[0] > apart[1] - apart[0]
    assert of_mean([0.0, 1.0] * 8, ["a", "b"] * 8) == together


def test_skill_over_oneself_is_none():
    assert of_skill([0.2, 0.4], [0.2, 0.4], ["a", "b"]) == pytest.approx((0, 0))
