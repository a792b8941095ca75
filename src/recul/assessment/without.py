"""Leave one out: what would be said without a source, an origin or a kind of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from recul.assessment.confidence import LeaveOut
from recul.assessment.filter import Run, run
from recul.assessment.modes import CARRIED_OUT, Array, outcomes
from recul.assessment.observed import p_drop
from recul.assessment.stream import Stream
from recul.assessment.tables import Tables
from recul.assessment.verdict import Known, decide
from recul.case import Case
from recul.model import Claim, ObservedSoFar, Without

Sharing = Literal["source", "origin", "kind"]


class Group(NamedTuple):
    """Evidence that shares its source, its origin or its kind; `items` are places in the stream."""

    of: Sharing
    name: str
    items: list[int]


def leave_out(
    base: Run,
    stream: Stream,
    observed: ObservedSoFar,
    strangers: Array,
    claim: Claim,
    until: date,
    case: Case,
    prior: Array,
    tables: Tables,
) -> tuple[LeaveOut, tuple[Without, ...]]:
    """Leave out each source, origin and kind in turn, the weightiest groups first.

    A group is a rerun, so only `confidence.groups` of them are tried, and in a stream of more
    than `confidence.most_items` none: the swing is then estimated from the contributions.

    Args:
        base: the pass with everything.
        stream: the evidence.
        observed: what has been observed so far, with everything.
        strangers: (items,), 1 for what unvetted sources say in favour (`Known`).
        claim: the claim.
        until: the day of the as-of instant.
        case: the case.
        prior: (1, 5).
        tables: the numbers of the engine.

    Returns:
        The largest swing, and what each group does, the largest change first.
    """
    rubric = tables.confidence
    groups = sorted(_groups(stream), key=lambda g: (-abs(_moved(base, g)), g.of, g.name))
    groups = groups[: rubric.groups]
    if not groups:
        return LeaveOut(), ()
    before = float(base.p[0, CARRIED_OUT])
    if len(stream.items) > rubric.most_items:
        odds = np.log(before) - np.log1p(-before) - _moved(base, groups[0])
        p = 1 / (1 + float(np.exp(-odds)))
        return LeaveOut(abs(p - before), _label(groups[0]), _flips(before, p), True), ()
    found = _rerun(groups, stream, observed, strangers, claim, until, case, prior, tables, before)
    found.sort(key=lambda w: (-abs(w.carried_out - before), w.of, w.name))
    worst = found[0]
    swing = abs(worst.carried_out - before)
    flips = any(w.flips for w in found)
    return LeaveOut(swing, f"{worst.of}:{worst.name}", flips), tuple(found)


def _rerun(
    groups: Sequence[Group],
    stream: Stream,
    observed: ObservedSoFar,
    strangers: Array,
    claim: Claim,
    until: date,
    case: Case,
    prior: Array,
    tables: Tables,
    before: float,
) -> list[Without]:
    """One pass with two replicas for each group: without it, and without strangers as well."""
    n = len(groups)
    out = np.zeros((2 * n, len(stream.items)))
    for row, group in enumerate(groups):
        out[np.ix_([row, n + row], group.items)] = 1.0
    out[n:] = np.maximum(out[n:], strangers)
    again = run(stream, claim, until, np.repeat(prior, 2 * n, axis=0), tables, out)
    found = []
    for row, group in enumerate(groups):
        left = set(group.items)
        kept = tuple(item for i, item in enumerate(stream.items) if i not in left)
        seen = {
            "p_drop_10": p_drop(again, row, tables),
            "level": observed.level if any(item.count for item in kept) else None,
        }
        p = outcomes(again.p[row])
        known = Known(float(again.p[n + row, CARRIED_OUT]), p_drop(again, n + row, tables))
        verdict, _ = decide(
            p,
            observed.model_copy(update=seen),
            known,
            stream._replace(items=kept),
            claim,
            until,
            case,
            tables.gate,
        )
        found.append(
            Without(
                of=group.of,
                name=group.name,
                reports=len(group.items),
                carried_out=p.carried_out,
                verdict=verdict,
                flips=_flips(before, p.carried_out),
            )
        )
    return found


def _groups(stream: Stream) -> list[Group]:
    groups: dict[tuple[Sharing, str], list[int]] = {}
    for i, item in enumerate(stream.items):
        if item.count is None and item.says is None:
            continue
        e = item.evidence
        shared: tuple[tuple[Sharing, str], ...] = (
            ("source", e.source),
            ("origin", e.origin),
            ("kind", e.kind),
        )
        for key in shared:
            groups.setdefault(key, []).append(i)
    return [Group(of, name, items) for (of, name), items in groups.items()]


def _label(group: Group) -> str:
    return f"{group.of}:{group.name}"


def _moved(base: Run, group: Group) -> float:
    return float(sum(base.contributions[i] for i in group.items))


def _flips(before: float, after: float) -> bool:
    return (before >= 0.5) != (after >= 0.5)
