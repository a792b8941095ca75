"""What would change an assessment, and how well each report fits each outcome."""

from __future__ import annotations

import numpy as np

from recul.assessment.events import Likelihoods, Voice, faithful_of, likelihoods, lines_of
from recul.assessment.filter import Run
from recul.assessment.modes import (
    BUILD_UP,
    CARRIED_OUT,
    NO_CHANGE,
    PARTIAL,
    ROTATION,
    Array,
    resolved,
)
from recul.assessment.stream import Stream
from recul.assessment.tables import Letter, Tables
from recul.model import MatrixRow, SourceKind, WouldChange

FEASIBLE: tuple[tuple[SourceKind, Voice, Letter, tuple[str, ...]], ...] = (
    (SourceKind.IMAGERY, Voice.VETTED, "B", ("imagery",)),
    (SourceKind.INTERNATIONAL_ORG, Voice.VETTED, "B", ("movement", "equipment", "access")),
    (SourceKind.THIRD_PARTY_STATE, Voice.VETTED, "B", ("movement", "statement")),
    (SourceKind.ADVERSARY, Voice.ANTI, "D", ("statement",)),
)
"""Who could still report what: a new source of that kind, and the families it could report in."""

MOST_SHOWN = 8

EVSI_DIGITS = 9
"""What is left of a value of nought by rounding is nought, and must not rank."""


def would_change(base: Run, prior: Array, tables: Tables) -> tuple[WouldChange, ...]:
    """For each feasible observation, its largest swing and the expected value of asking.

    The expected value (Raiffa & Schlaifer 1961) is the expected fall of the least expected loss,
    under the loss table, over what the observation might say: p(y) = Σ p_h p(y | h).
    """
    table = likelihoods(tables)
    found = []
    for kind, voice, letter, families in FEASIBLE:
        faithful = faithful_of(voice, letter, tables.events)
        for family in families:
            says = {name: table[key] for key in table if key[0] == family for name in (key[1],)}
            chance = {
                name: _chance(category, voice, faithful, tables) for name, category in says.items()
            }
            found.append(_value(base, prior, chance, f"{family}.{kind}", tables))
    found.sort(key=lambda w: (-w.evsi, -w.swing, w.observation))
    return tuple(found[:MOST_SHOWN])


def _chance(says: Likelihoods, voice: Voice, faithful: float, tables: Tables) -> Array:
    """P(category | mode) from a source not heard before, (6,)."""
    line = float(lines_of(voice, tables.events) @ np.exp(says.lines))
    return np.asarray(faithful * np.exp(says.faithful) + (1 - faithful) * line)


def _value(
    base: Run, prior: Array, chance: dict[str, Array], name: str, tables: Tables
) -> WouldChange:
    weights = base.weights[0]
    now = _four(base.p[0])
    saved = _least_loss(now, tables)
    swings = {}
    for category, likelihood in chance.items():
        p_category = float(weights @ likelihood)
        after = _four(
            resolved(weights * likelihood / p_category, prior[0], tables.dynamics.model_error)
        )
        saved -= p_category * _least_loss(after, tables)
        swings[category] = float(after[0] - now[0])
    telling = max(swings, key=lambda c: (abs(swings[c]), c))
    family, kind = name.split(".")
    return WouldChange(
        observation=f"{family}.{telling}.{kind}",
        evsi=round(max(0.0, saved), EVSI_DIGITS),
        swing=abs(swings[telling]),
    )


def matrix(run: Run, stream: Stream, rotation_share: float) -> tuple[MatrixRow, ...]:
    """The matrix of competing hypotheses, a row for each report that was weighed, as they came."""
    return tuple(
        MatrixRow(evidence=stream.items[i].evidence.id, fits=_fits(gained, rotation_share))
        for i, gained in sorted(run.gained.items())
    )


def _fits(gained: Array, rotation_share: float) -> tuple[float, float, float, float]:
    """How well a report fits each outcome, 1 for the one it fits best.

    Args:
        gained: what it adds to the log-likelihood of each mode, (6,).
        rotation_share: of what is not carried out without a build-up.
    """
    likelihood = np.exp(gained - gained[:5].max())
    unchanged = rotation_share * likelihood[ROTATION] + (1 - rotation_share) * likelihood[NO_CHANGE]
    four = np.array([likelihood[CARRIED_OUT], likelihood[PARTIAL], unchanged, likelihood[BUILD_UP]])
    out, partial, nothing, more = (four / four.max()).tolist()
    return out, partial, nothing, more


def _four(p: Array) -> Array:
    return np.array([p[CARRIED_OUT], p[PARTIAL], p[ROTATION] + p[NO_CHANGE], p[BUILD_UP]])


def _least_loss(p: Array, tables: Tables) -> float:
    loss = tables.loss
    return min(float(p @ np.array(row)) for row in (loss.confirm, loss.withhold, loss.reject))
