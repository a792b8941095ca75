"""Why the probability is what it is, and what would change it."""

from __future__ import annotations

from datetime import date

import numpy as np

from recul.assessment.confidence import LeaveOut
from recul.assessment.events import Likelihoods, Voice, faithful_of, likelihoods, lines_of
from recul.assessment.filter import Run, run
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
from recul.model import Claim, SourceKind, WouldChange

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


def leave_out(
    base: Run, stream: Stream, claim: Claim, until: date, prior: Array, tables: Tables
) -> LeaveOut:
    """Leave out each source, origin and kind in turn, the weightiest groups first.

    A group is a rerun, so only `confidence.groups` of them are tried, and in a stream of more
    than `confidence.most_items` none: the swing is then estimated from the contributions.
    """
    groups = _groups(base, stream)
    rubric = tables.confidence
    weightiest = sorted(groups, key=lambda g: (-abs(_moved(base, groups[g])), g))[: rubric.groups]
    if not weightiest:
        return LeaveOut()
    before = float(base.p[0, CARRIED_OUT])
    if len(stream.items) > rubric.most_items:
        odds = np.log(before) - np.log1p(-before) - _moved(base, groups[weightiest[0]])
        without = 1 / (1 + float(np.exp(-odds)))
        return LeaveOut(abs(without - before), weightiest[0], _flips(before, without), True)
    out = np.zeros((len(weightiest), len(stream.items)), dtype=np.float64)
    for row, group in enumerate(weightiest):
        out[row, groups[group]] = 1.0
    again = run(stream, claim, until, np.repeat(prior, len(out), axis=0), tables, out)
    without_each = again.p[:, CARRIED_OUT]
    worst = int(np.argmax(np.abs(without_each - before)))
    flips = any(_flips(before, float(p)) for p in without_each)
    return LeaveOut(abs(float(without_each[worst]) - before), weightiest[worst], flips)


def _groups(base: Run, stream: Stream) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for i, item in enumerate(stream.items):
        if item.count is None and item.says is None:
            continue
        e = item.evidence
        for name in (f"source:{e.source}", f"origin:{e.origin}", f"kind:{e.kind}"):
            groups.setdefault(name, []).append(i)
    return groups


def _moved(base: Run, items: list[int]) -> float:
    return float(sum(base.contributions[i] for i in items))


def _flips(before: float, after: float) -> bool:
    return (before >= 0.5) != (after >= 0.5)


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


def _four(p: Array) -> Array:
    return np.array([p[CARRIED_OUT], p[PARTIAL], p[ROTATION] + p[NO_CHANGE], p[BUILD_UP]])


def _least_loss(p: Array, tables: Tables) -> float:
    loss = tables.loss
    return min(float(p @ np.array(row)) for row in (loss.confirm, loss.withhold, loss.reject))
