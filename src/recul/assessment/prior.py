"""What is believed before any evidence, and how far the answer depends on it."""

from __future__ import annotations

from datetime import date
from math import lgamma

import numpy as np

from recul.assessment.modes import settled_prior
from recul.assessment.tables import Prior
from recul.case import Case
from recul.model import Claim, Outcomes

CELLS = 4000


def prior_for(claim: Claim, case: Case, until: date, prior: Prior) -> Outcomes:
    """The prior of a claim as of a day: the case's own, else the engine's for such claims.

    The track record of the claimant moves it, and nothing else: what a party did before is no
    evidence of what it does now, and must not count twice. Each earlier claim is worth one of the
    `Prior.strength` that the prior is.
    """
    start = settled_prior(case.prior or prior.of(claim))
    names = tuple(Outcomes.model_fields)
    counts = [prior.strength * getattr(start, name) for name in names]
    for past in case.track_record:
        if past.party in (claim.claimant, claim.actor) and past.known_on <= until:
            counts[names.index(past.outcome)] += 1
    shares = [count / sum(counts) for count in counts]
    return settled_prior(Outcomes(**dict(zip(names, shares, strict=True))))


def prior_points(prior: Outcomes, strength: float) -> tuple[Outcomes, Outcomes]:
    """The prior with *carried out* at its 10 % and at its 90 % point, the rest in proportion.

    The prior is an opinion worth `strength` past claims: P(carried out) ~ Beta.
    """
    p = prior.carried_out
    low, high = (beta_quantile(q, p * strength, (1 - p) * strength) for q in (0.1, 0.9))
    return _with_carried_out(prior, low), _with_carried_out(prior, high)


def beta_quantile(level: float, a: float, b: float) -> float:
    """A quantile of Beta(a, b), to about 1/`CELLS`: the sum of its density over cells."""
    x = (np.arange(CELLS) + 0.5) / CELLS
    constant = lgamma(a + b) - lgamma(a) - lgamma(b)
    density = np.exp(constant + (a - 1) * np.log(x) + (b - 1) * np.log1p(-x))
    cumulative = np.cumsum(density) / density.sum()
    return float(np.interp(level, cumulative, x + 0.5 / CELLS))


def _with_carried_out(prior: Outcomes, value: float) -> Outcomes:
    rest = (1 - value) / (1 - prior.carried_out)
    partial, build_up = prior.partial * rest, prior.build_up * rest
    return Outcomes(
        carried_out=value,
        partial=partial,
        not_carried_out=1 - value - partial - build_up,
        build_up=build_up,
    )
