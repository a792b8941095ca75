"""What the historical claims teach: counts that are added to the elicited tables.

Expectation–maximisation (Dempster, Laird & Rubin 1977) towards the mode of a Dirichlet posterior.
The outcome of a claim tells its hypothesis, but for what *not carried out* was: that, and whether a
source was faithful, is shared out by how likely each is. Outcomes are used here and nowhere else,
and never those of the crisis that is scored (`Learned.without`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np

from recul.assessment.events import Voice, faithful_of, lines_of
from recul.assessment.modes import MODES, Array, pace, prior_of_modes
from recul.assessment.stream import Item, last_day, ready
from recul.assessment.tables import (
    Counted,
    Learned,
    Tables,
    elicited,
    is_dated,
    with_counts,
)
from recul.backtest.claims import HistoricalCase, Prepared, prepare
from recul.backtest.replay import replay_prepared
from recul.backtest.scores import rps
from recul.model import Claim, end_of_day

ROUNDS = 5
HYPOTHESES = len(MODES) - 1


def learn_all(cases: Sequence[HistoricalCase], provenance: Mapping[str, str]) -> Learned:
    """Everything that `learned.json` holds.

    Args:
        cases: claims whose outcome is known.
        provenance: where they come from.
    """
    ready_cases = [prepare(c) for c in cases]
    return Learned(
        provenance=dict(provenance),
        all=learn(ready_cases),
        without={
            crisis: learn([one for one in ready_cases if one.crisis != crisis])
            for crisis in sorted({one.crisis for one in ready_cases})
        },
    )


def learn(cases: Sequence[Prepared]) -> Counted:
    """The counts that `cases` add to the elicited tables, and the hazard that serves them best.

    Raises:
        ValueError: there are no cases.
    """
    if not cases:
        raise ValueError("nothing to learn from")
    counts = Counted()
    for _ in range(ROUNDS):
        counts = _round(cases, with_counts(elicited(), counts))
    tried = (
        counts.model_copy(update={"onset": onset}) for onset in elicited().dynamics.onset_tried
    )
    return min(tried, key=lambda c: _mean_rps(cases, with_counts(elicited(), c)))


def _mean_rps(cases: Sequence[Prepared], tables: Tables) -> float:
    scores = [
        rps(checkpoint.forecast, one.historical.outcome.rank)
        for one in cases
        for checkpoint in replay_prepared(one, tables)
    ]
    return sum(scores) / len(scores)


class _Counts:
    """The counts of one round, as they grow."""

    def __init__(self) -> None:
        self.prior = {"dated": np.zeros(HYPOTHESES), "undated": np.zeros(HYPOTHESES)}
        self.faithful: dict[str, Array] = defaultdict(lambda: np.zeros(2))
        self.family: dict[tuple[str, str], Array] = defaultdict(lambda: np.zeros(HYPOTHESES))


def _round(cases: Sequence[Prepared], tables: Tables) -> Counted:
    counts = _Counts()
    for one in cases:
        _count_case(one, tables, counts)
    family: dict[str, dict[str, tuple[float, ...]]] = {}
    for (name, category), cells in sorted(counts.family.items()):
        family.setdefault(name, {})[category] = tuple(np.round(cells, 3).tolist())
    return Counted(
        claims=len(cases),
        prior={
            kind: tuple(np.round([p[0], p[1], p[2] + p[3], p[4]], 3).tolist())
            for kind, p in counts.prior.items()
        },
        faithful={
            name: tuple(np.round(both, 3).tolist())
            for name, both in sorted(counts.faithful.items())
        },
        family=family,
    )


def _count_case(one: Prepared, tables: Tables, counts: _Counts) -> None:
    historical, case, evidence = one
    claim = case.claims[0]
    stream = ready(evidence, claim, end_of_day(last_day(claim, tables)), case, tables)
    accounts = _by_source(stream.items)
    likely = {source: _account(items, tables) for source, items in accounts.items()}
    prior = prior_of_modes(tables.prior.of(claim), tables.prior.rotation_share)
    log_p = np.log(prior) + sum(np.logaddexp(f, o) for f, o in likely.values())
    log_p = np.where(_possible(historical), log_p, -np.inf)
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    # An outcome does not tell what not carrying out was: that share stays as elicited.
    possible = np.where(_possible(historical), prior, 0.0)
    counts.prior["dated" if is_dated(claim) else "undated"] += possible / possible.sum()
    for source, items in accounts.items():
        if items[0].voice is Voice.PRO:
            continue  # only what it admits is weighed, which says nothing of how it claims
        faithful, otherwise = likely[source]
        believed = p * np.exp(faithful - np.logaddexp(faithful, otherwise))
        share = believed.sum()
        counts.faithful[_kind_of(items[0])] += np.array([share, 1 - share])
        for item in items:
            assert item.says is not None
            weight = item.evidence.weight * _set_in(item, claim, tables)
            counts.family[item.says.family, item.says.category] += weight * believed


def _possible(historical: HistoricalCase) -> Array:
    """Which hypotheses the outcome leaves."""
    rank = historical.outcome.rank
    return np.array([rank == 2, rank == 1, rank == 0, rank == 0, rank == 0])


def _by_source(items: Sequence[Item]) -> dict[str, list[Item]]:
    accounts: dict[str, list[Item]] = {}
    for item in items:
        if item.says:
            accounts.setdefault(item.evidence.source, []).append(item)
    return accounts


def _account(items: Sequence[Item], tables: Tables) -> tuple[Array, Array]:
    """Logarithms of what a source said, if it is faithful and if it is not, (5,) each."""
    first = items[0]
    letter = first.evidence.grade.reliability
    rho = faithful_of(first.voice, letter, tables.events)
    with np.errstate(divide="ignore"):
        lines = np.log((1 - rho) * lines_of(first.voice, tables.events))
    faithful = np.full(HYPOTHESES, np.log(rho))
    for item in items:
        assert item.says is not None
        faithful = faithful + item.evidence.weight * item.says.faithful[:HYPOTHESES]
        lines = lines + item.evidence.weight * item.says.lines
    return faithful, np.full(HYPOTHESES, reduce(np.logaddexp, lines))


def _kind_of(item: Item) -> str:
    """Under which name its faithfulness is kept: its role if it has a stake, else its letter."""
    return "adversary" if item.voice is Voice.ANTI else item.evidence.grade.reliability


def _set_in(item: Item, claim: Claim, tables: Tables) -> float:
    """The chance that the hypothesis had set in by the report: before, it teaches nothing."""
    hazard = pace(claim, tables.dynamics) * tables.dynamics.onset
    days = (item.day - claim.made_on).days
    return 1 - float((1 - hazard) ** (days + 1))
