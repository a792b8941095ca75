"""What an assessment must beat. Each is a forecast over (not carried out, partial, carried out)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import numpy as np

from recul.assessment.events import category_of, likelihoods
from recul.assessment.modes import prior_of_modes
from recul.assessment.tables import elicited
from recul.backtest.claims import HistoricalCase, others
from recul.model import Direction, Evidence, SourceKind

Forecast = tuple[float, float, float]
"""P(not carried out), P(partial), P(carried out)."""

Baseline = Callable[
    [HistoricalCase, Sequence[Evidence], datetime, Sequence[HistoricalCase]], Forecast
]

SURE = 0.9
"""What a baseline that believes puts on what it believes; the rest is shared out."""

INDIFFERENT: Forecast = (1 / 3, 1 / 3, 1 / 3)
_REST = (1 - SURE) / 2
_CARRIED_OUT: Forecast = (_REST, _REST, SURE)
_NOT: Forecast = (SURE, _REST, _REST)
_THIRD_PARTIES = frozenset(
    {
        SourceKind.THIRD_PARTY_STATE,
        SourceKind.INTERNATIONAL_ORG,
        SourceKind.INDEPENDENT_MEDIA,
        SourceKind.IMAGERY,
        SourceKind.NGO,
        SourceKind.RESEARCHER,
    }
)


def base_rates(
    claim: HistoricalCase,
    evidence: Sequence[Evidence],
    as_of: datetime,
    cases: Sequence[HistoricalCase],
) -> Forecast:
    """How often claims of other crises ended so, each outcome counted once more."""
    counts = [1.0, 1.0, 1.0]
    for other in others(claim, cases):
        counts[other.outcome.rank] += 1
    total = sum(counts)
    return counts[0] / total, counts[1] / total, counts[2] / total


def believe_the_claimant(
    claim: HistoricalCase,
    evidence: Sequence[Evidence],
    as_of: datetime,
    cases: Sequence[HistoricalCase],
) -> Forecast:
    """It will be as announced."""
    return _CARRIED_OUT


def believe_nobody(
    claim: HistoricalCase,
    evidence: Sequence[Evidence],
    as_of: datetime,
    cases: Sequence[HistoricalCase],
) -> Forecast:
    """It will not."""
    return _NOT


def last_third_party(
    claim: HistoricalCase,
    evidence: Sequence[Evidence],
    as_of: datetime,
    cases: Sequence[HistoricalCase],
) -> Forecast:
    """It is as the latest report by somebody without a stake has it."""
    said = [
        e
        for e in evidence
        if e.source_kind in _THIRD_PARTIES
        and claim.claim_date <= e.published.date()
        and e.published <= as_of
        and e.direction is not Direction.UNKNOWN
    ]
    if not said:
        return INDIFFERENT
    last = max(said, key=lambda e: (e.published, e.id))
    return _CARRIED_OUT if last.direction is Direction.DOWN else _NOT


def naive_bayes(
    claim: HistoricalCase,
    evidence: Sequence[Evidence],
    as_of: datetime,
    cases: Sequence[HistoricalCase],
) -> Forecast:
    """The elicited tables, every report believed in full, each copy counted again."""
    tables = elicited()
    table = likelihoods(tables)
    log_p = np.log(prior_of_modes(tables.prior.undated, tables.prior.rotation_share))
    for e in evidence:
        if not claim.claim_date <= e.published.date() or e.published > as_of:
            continue
        category = category_of(e.kind, e.direction)
        if category:
            log_p = log_p + table[category].faithful[:5]
    p = np.exp(log_p - log_p.max())
    carried_out, partial, *rest = (p / p.sum()).tolist()
    return sum(rest), partial, carried_out


BASELINES: Mapping[str, Baseline] = MappingProxyType(
    {
        "base_rates": base_rates,
        "believe_the_claimant": believe_the_claimant,
        "believe_nobody": believe_nobody,
        "last_third_party": last_third_party,
        "naive_bayes": naive_bayes,
    }
)
