import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.assessment.level import DRIFT, LEVEL, LevelBank
from recul.assessment.modes import MODES, NOT_YET, drifts
from recul.assessment.tables import load

TABLES = load()
OFFSETS = [(0.1, 0.2, 0.01), (-0.2, 0.3, 0.0)]


def bank():
    made = LevelBank(2, OFFSETS, TABLES)
    made.anchor()
    made.split()
    return made


def test_a_step_is_the_matrix_formula():
    made = bank()
    made.update(-0.1, 0.1, 0, [6], 0.1, np.ones(2))
    n = made.mean.shape[-1]
    before, spread = made.mean.copy(), made.covariance.copy()
    made.step()
    rates = drifts(TABLES)
    for m in range(len(MODES)):
        keep = 1 - rates["kappa"][m]
        move = np.eye(n)
        move[DRIFT, DRIFT] = keep
        move[LEVEL, DRIFT] = keep
        noise = np.zeros((n, n))
        shock = rates["s"][m] ** 2 * (1 - keep**2)
        noise[np.ix_([LEVEL, DRIFT], [LEVEL, DRIFT])] = shock
        noise[LEVEL, LEVEL] += rates["q"][m] ** 2
        noise[6, 6] += 0.01**2
        pull = np.zeros(n)
        pull[[LEVEL, DRIFT]] = rates["kappa"][m] * rates["mu"][m]
        np.testing.assert_allclose(made.mean[0, m], move @ before[0, m] + pull, atol=1e-12)
        expected = move @ spread[0, m] @ move.T + noise
        np.testing.assert_allclose(made.covariance[0, m], expected, atol=1e-12)


def test_change_since_a_clone_is_exact_and_stays_correlated():
    made = LevelBank(1, [], TABLES)
    made.anchor()
    made.clone("claim")
    _, sd = made.change("claim")
    assert sd[0, 0] == 0.0
    for _ in range(7):
        made.step()
    # A count of the level now says something of the level then, and little of the change.
    before = made.change("claim")[1][0, 0]
    made.update(-0.01, 0.01, 0, [], 0.01, np.ones(1))
    after = made.change("claim")[1][0, 0]
    assert made.covariance[0, 0, 2, 2] < 0.02
    assert 0.9 * before < after <= before


def test_the_first_count_places_the_level_and_says_nothing_of_the_change():
    made = LevelBank(1, [], TABLES)
    made.split()
    made.clone("claim")
    for _ in range(100):
        made.step()
    change, sd = made.change("claim")
    made.anchor()
    np.testing.assert_allclose(made.mean[..., LEVEL], 0.0)
    np.testing.assert_allclose(made.change("claim")[0], change)
    np.testing.assert_allclose(made.change("claim")[1], sd)
    assert change[0, 0] < -1.0


def test_a_definition_takes_the_jump_that_the_level_does_not():
    made = LevelBank(1, [(0.25, 0.2, 0.0)], TABLES)
    made.anchor()
    for _ in range(10):
        made.step()
        made.update(-0.05, 0.05, 0, [], 0.05, np.ones(1))
    made.update(0.25, 0.35, 0, [6], 0.08, np.ones(1))
    assert abs(made.mean[0, 0, LEVEL]) < 0.03
    assert made.mean[0, 0, 6] > 0.25


def test_a_replica_that_does_not_hear_is_left_alone():
    made = bank()
    before = made.mean[1].copy(), made.covariance[1].copy()
    made.update(0.2, 0.3, 2, [6], 0.1, np.array([1.0, 0.0]))
    np.testing.assert_array_equal(made.mean[1], before[0])
    np.testing.assert_array_equal(made.covariance[1], before[1])
    assert not np.array_equal(made.mean[0], before[0])


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 0.6), st.integers(0, 14)), max_size=12))
def test_covariances_stay_symmetric_and_positive(reports):
    made = bank()
    share = np.full((2, 6, 6), 1 / 6)
    for low, width, lag in reports:
        made.mix(share)
        made.step()
        made.update(low, low + width, lag, [6, 7], 0.1, np.ones(2))
    for p in made.covariance.reshape(-1, *made.covariance.shape[2:]):
        np.testing.assert_allclose(p, p.T, atol=1e-12)
        assert np.linalg.eigvalsh(p).min() > -1e-9


def test_mixing_keeps_the_moments():
    made = bank()
    made.mean[0, 0, LEVEL], made.mean[0, 1, LEVEL] = 1.0, -1.0
    share = np.zeros((2, 6, 6))
    share[:, 0, :], share[:, 1, :] = 0.5, 0.5
    variance = made.covariance[0, 0, LEVEL, LEVEL]
    made.mix(share)
    assert made.mean[0, NOT_YET, LEVEL] == pytest.approx(0.0)
    assert made.covariance[0, NOT_YET, LEVEL, LEVEL] == pytest.approx(variance + 1.0)
