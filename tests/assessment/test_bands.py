import numpy as np
import pytest

from recul.assessment.bands import below, quantile


def test_a_probability_is_none_above_one():
    # Six weights that sum to one by hand and to a little more by machine.
    weights = np.array([0.1, 0.2, 0.3, 0.15, 0.15, 0.1]) * (1 + 4e-16)
    assert weights.sum() > 1
    assert below(1e3, weights, np.zeros(6), np.ones(6)) == 1.0


def test_a_quantile_is_where_that_much_lies_below():
    weights, mean, sd = np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 0.0])
    for level in (0.05, 0.2, 0.5, 0.95):
        edge = quantile(level, weights, mean, sd)
        at_or_below = float(below(edge + 1e-6, weights, mean, sd))
        assert float(below(edge - 1e-6, weights, mean, sd)) <= level + 1e-5
        assert at_or_below >= level - 1e-5


def test_a_single_gaussian():
    one = np.array([1.0])
    assert quantile(0.95, one, np.array([3.0]), np.array([2.0])) == pytest.approx(3 + 2 * 1.644854)
