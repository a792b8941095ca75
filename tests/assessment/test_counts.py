import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.assessment.counts import interval_moments, normal_between


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (8, 9), (-9, -8), (30, 31), (0, 0.001)])
def test_normal_between_is_accurate_in_both_tails(low, high):
    x = np.linspace(low, high, 20_001)
    density = np.exp(-0.5 * x**2) / np.sqrt(2 * np.pi)
    expected = np.trapezoid(density, x)
    assert normal_between(low, high) == pytest.approx(expected, rel=1e-6)


@given(
    st.floats(-2, 2), st.floats(0.01, 2), st.floats(0.02, 1), st.floats(-2, 2), st.floats(0.01, 0.5)
)
def test_moments_are_those_of_numerical_integration(low, width, noise, mean, prior_sd):
    # The prediction is the level plus noise; the posterior of the level follows from its moments.
    high, outlier, spread = low + width, 0.05, 3.0
    sd = np.hypot(prior_sd, noise)
    got = interval_moments(low, high, np.array([mean]), np.array([sd]), outlier, spread)
    x = mean + prior_sd * np.linspace(-9, 9, 4001)
    prior = np.exp(-0.5 * ((x - mean) / prior_sd) ** 2)
    inside = [normal_between((low - v) / noise, (high - v) / noise) for v in x]
    likelihood = (1 - outlier) * np.array(inside) + outlier * width / spread
    posterior = prior * likelihood
    total = posterior.sum()
    new_mean = (x * posterior).sum() / total
    new_variance = (x**2 * posterior).sum() / total - new_mean**2
    gain = prior_sd**2 / sd
    assert got.likelihood[0] == pytest.approx(total / prior.sum(), rel=1e-5)
    assert mean + gain * got.shift[0] == pytest.approx(new_mean, abs=1e-5)
    assert prior_sd**2 + gain**2 * got.shrink[0] == pytest.approx(new_variance, abs=1e-5)


def test_an_absurd_count_moves_nothing():
    got = interval_moments(40.0, 40.1, np.array([0.0]), np.array([0.1]), 0.05, 3.0)
    assert got.shift[0] == 0
    assert got.shrink[0] == 0
    assert got.likelihood[0] > 0
