from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.backtest.scores import brier, logarithmic, mean_scores, rps

PROPER = [rps, brier, logarithmic]


@st.composite
def forecasts(draw):
    parts = [draw(st.floats(0.01, 1)) for _ in range(3)]
    return tuple(part / sum(parts) for part in parts)


@given(forecasts(), forecasts())
def test_no_forecast_beats_the_true_one_on_average(truth, forecast):
    for score in PROPER:
        honest = sum(p * score(truth, i) for i, p in enumerate(truth))
        other = sum(p * score(forecast, i) for i, p in enumerate(truth))
        assert honest <= other + 1e-12


def test_known_values():
    assert rps((1, 0, 0), 0) == 0
    assert rps((1, 0, 0), 2) == 1
    assert rps((1, 0, 0), 1) == 0.5
    assert brier((0, 0, 1), 0) == 2
    assert logarithmic((0.5, 0.25, 0.25), 0) == pytest.approx(log(2))
    assert logarithmic((1, 0, 0), 1) < 20


def test_the_order_of_outcomes_counts():
    assert rps((0.1, 0.8, 0.1), 2) < rps((0.8, 0.1, 0.1), 2)


def test_means():
    got = mean_scores([((1, 0, 0), 0), ((1, 0, 0), 2)])
    assert (got.rps, got.brier, got.cases) == (0.5, 1.0, 2)
