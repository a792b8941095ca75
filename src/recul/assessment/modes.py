"""The hypotheses and how belief moves between them as days pass.

Five hypotheses and one mode of waiting, *not yet changed*, which is where every case stands until
the claim is made. After it, mass leaves the waiting mode at a hazard and is shared out as the
prior says; each mode leaks back a little, so that a verdict can be reversed (the interacting
multiple model of Blom & Bar-Shalom 1988, with the waiting mode as a hub).

Arrays over modes are in the order of `MODES`; the last one is the waiting mode.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recul.assessment.tables import Dynamics, Tables
from recul.model import Claim, Outcomes

Array = npt.NDArray[np.float64]

MODES = ("carried_out", "partial", "rotation", "no_change", "build_up", "not_yet")
CARRIED_OUT, PARTIAL, ROTATION, NO_CHANGE, BUILD_UP, NOT_YET = range(6)

SMALLEST_PRIOR = 1e-3
"""A prior of nought could never be moved; it is read as this."""


def settled_prior(prior: Outcomes) -> Outcomes:
    """`prior` with none of its outcomes below `SMALLEST_PRIOR`."""
    values = np.maximum(
        [prior.carried_out, prior.partial, prior.not_carried_out, prior.build_up], SMALLEST_PRIOR
    )
    return outcomes(np.asarray(values / values.sum()))


def prior_of_modes(prior: Outcomes, rotation_share: float) -> Array:
    """The prior over the five hypotheses, shape (5,)."""
    rest = prior.not_carried_out
    return np.array(
        [
            prior.carried_out,
            prior.partial,
            rest * rotation_share,
            rest * (1 - rotation_share),
            prior.build_up,
        ]
    )


def pace(claim: Claim, dynamics: Dynamics) -> float:
    """How fast the clock of a claim runs, in (0, 1].

    A promise with a far deadline sets in later, and what was seen of it stays true for longer:
    both hazards are those of a claim of `usual_days`, stretched to the time allowed.
    """
    if claim.deadline is None:
        return 1.0
    allowed = max((claim.deadline - claim.made_on).days, 1)
    return min(1.0, dynamics.usual_days / allowed)


def transition(onset: float, leak: float, prior: Array) -> Array:
    """Transition matrices of one day, source mode by target mode.

    Args:
        onset: hazard of leaving the waiting mode.
        leak: hazard of returning to it.
        prior: shape (R, 5), one prior per replica.

    Returns:
        shape (R, 6, 6); rows sum to one.
    """
    matrix = np.zeros((len(prior), 6, 6))
    hypotheses = np.arange(5)
    matrix[:, hypotheses, hypotheses] = 1 - leak
    matrix[:, :5, NOT_YET] = leak
    matrix[:, NOT_YET, :5] = onset * prior
    matrix[:, NOT_YET, NOT_YET] = 1 - onset
    return matrix


def resolved(weights: Array, prior: Array, model_error: float) -> Array:
    """P(hypothesis): what waits is shared out as the prior says.

    The result is mixed with the prior by `model_error`, the chance that the model does not
    describe the case at all; so no probability reaches 0 or 1, and log-odds stay finite.

    Args:
        weights: shape (..., 6).
        prior: shape (..., 5).
        model_error: in (0, 1).

    Returns:
        shape (..., 5).
    """
    p = weights[..., :5] + weights[..., NOT_YET:] * prior
    return np.asarray((1 - model_error) * p + model_error * prior)


def outcomes(p: Array) -> Outcomes:
    """Probabilities of five hypotheses, or of four outcomes, as `Outcomes`."""
    if len(p) == 5:
        p = np.array([p[CARRIED_OUT], p[PARTIAL], p[ROTATION] + p[NO_CHANGE], p[BUILD_UP]])
    carried_out, partial, not_carried_out, build_up = (float(v) for v in p)
    return Outcomes(
        carried_out=carried_out,
        partial=partial,
        not_carried_out=not_carried_out,
        build_up=build_up,
    )


def log_odds(p: float) -> float:
    """The log-odds of `p`."""
    return float(np.log(p) - np.log1p(-p))


def drifts(tables: Tables) -> dict[str, Array]:
    """The dynamics of each mode as arrays of shape (6,): ``mu``, ``s``, ``kappa``, ``q``."""
    modes = [getattr(tables.modes, name) for name in MODES]
    return {
        field: np.array([getattr(mode, field) for mode in modes])
        for field in ("mu", "s", "kappa", "q")
    }
