from datetime import timedelta

import numpy as np
import pytest

from recul.assessment.modes import (
    NOT_YET,
    outcomes,
    pace,
    prior_of_modes,
    resolved,
    settled_prior,
    transition,
)
from recul.assessment.prior import beta_quantile, prior_points
from recul.assessment.tables import Family, load
from recul.assessment.words import BANDS, words
from recul.model import Outcomes
from tests.assessment.build import CLAIM, MADE_ON

PRIOR = Outcomes(carried_out=0.3, partial=0.3, not_carried_out=0.3, build_up=0.1)


def test_without_evidence_belief_stays_at_the_prior():
    prior = prior_of_modes(PRIOR, 0.4)[None, :]
    weights = np.zeros((1, 6))
    weights[0, NOT_YET] = 1.0
    moves = transition(0.5, 0.004, prior)
    np.testing.assert_allclose(moves.sum(axis=2), 1.0)
    for _ in range(60):
        weights = (weights[:, :, None] * moves).sum(axis=1)
    np.testing.assert_allclose(resolved(weights, prior, 0.005), prior, atol=1e-12)
    assert weights[0, NOT_YET] < 0.02


def test_a_far_deadline_slows_the_clock():
    dynamics = load().dynamics
    assert pace(CLAIM, dynamics) == 1.0
    near = CLAIM.model_copy(update={"deadline": MADE_ON + timedelta(days=5)})
    far = CLAIM.model_copy(update={"deadline": MADE_ON + timedelta(days=600)})
    assert pace(near, dynamics) == 1.0
    assert pace(far, dynamics) == pytest.approx(0.05)


def test_a_prior_of_nought_can_still_be_moved():
    sure = settled_prior(Outcomes(carried_out=1, partial=0, not_carried_out=0, build_up=0))
    assert 0 < sure.build_up < 0.01
    assert sure.carried_out < 1


def test_hypotheses_fold_into_outcomes():
    folded = outcomes(np.array([0.1, 0.2, 0.3, 0.25, 0.15]))
    assert folded.not_carried_out == pytest.approx(0.55)
    assert folded.build_up == pytest.approx(0.15)


def test_points_of_the_prior():
    assert beta_quantile(0.5, 1, 1) == pytest.approx(0.5, abs=1e-3)
    assert beta_quantile(0.1, 2, 1) == pytest.approx(0.1**0.5, abs=1e-3)
    low, high = prior_points(PRIOR, 8)
    assert low.carried_out < 0.3 < high.carried_out
    assert low.partial / low.build_up == pytest.approx(3)


def test_words_have_half_open_bands():
    edges = {low: key for low, _, key in BANDS}
    for edge, key in edges.items():
        assert words(edge) == key
        assert words(edge - 1e-9) != key
    assert words(0.99) == "almost_certain"
    assert words(0.0099) is None
    assert words(0.9901) is None


def test_a_family_that_does_not_sum_to_one_is_refused():
    good = load().family[0]
    bad = good.model_dump()
    bad["category"]["down"]["likelihood"] = (0.7, 0.5, 0.3, 0.3, 0.1)
    with pytest.raises(ValueError, match="sums to"):
        Family.model_validate(bad)
