"""Who has seen what since the claim: the observations that the verdict and its confidence rest on.

Each rung of the ladder of a verdict needs an observation of a named kind, not a probability alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from recul.assessment.events import Voice
from recul.assessment.stream import Item
from recul.model import Claim, Direction, EvidenceKind

VETTED_LETTERS = "AB"

SUSTAINED_AFTER = timedelta(days=14)
"""How long a force has to stay away: what comes back sooner was never a withdrawal (the horizon of
a claim is its deadline and as many days)."""

_LOOKS = (EvidenceKind.IMAGERY, EvidenceKind.EQUIPMENT)
"""Reports by somebody who looks at the place itself, and would see that it is empty."""


def signs(items: Iterable[Item], claim: Claim, *directions: Direction) -> list[Item]:
    """Reports of something on the ground since the claim, not copies, in one of `directions`."""
    return [
        item
        for item in items
        if item.evidence.physical
        and item.evidence.weight > 0
        and item.day >= claim.made_on
        and item.evidence.direction in directions
    ]


def is_vetted(item: Item) -> bool:
    """True for a source that is graded A or B and has no stake in the claim."""
    return item.voice is Voice.VETTED and item.evidence.grade.reliability in VETTED_LETTERS


def group_of(item: Item) -> str:
    """Who shares what the source of `item` knows: its group, else the source itself."""
    return item.evidence.group or item.evidence.source


def independent(items: Iterable[Item]) -> int:
    """How many independent origins stand behind `items`.

    Reports of one origin count once, and so do those of one group on several occasions.
    """
    kept = list(items)
    return min(len({i.evidence.origin for i in kept}), len({group_of(i) for i in kept}))


def admissions(items: Iterable[Item], claim: Claim) -> list[Item]:
    """The last word of each adversary on the matter, where it grants that they are leaving.

    What it says of fighting or of access is no word on the matter, and what it has taken back
    is granted no more.
    """
    last: dict[str, Item] = {}
    for item in items:
        e = item.evidence
        says = e.physical or e.kind in (EvidenceKind.CONFIRMATION, EvidenceKind.DENIAL)
        if item.voice is Voice.ANTI and says and e.weight > 0 and item.day >= claim.made_on:
            last[group_of(item)] = item
    return [
        item
        for item in last.values()
        if item.evidence.direction is Direction.DOWN
        and item.evidence.kind is not EvidenceKind.DENIAL
    ]


def absences(items: Iterable[Item], claim: Claim) -> list[Item]:
    """Vetted looks at the place itself that found it emptied."""
    down = signs(items, claim, Direction.DOWN)
    return [i for i in down if is_vetted(i) and i.evidence.kind in _LOOKS]


def lasting(items: Iterable[Item], claim: Claim) -> list[Item]:
    """The absences, if they lasted; else none of them.

    They last if the place is found empty again `SUSTAINED_AFTER` later, and no vetted sign of
    anybody still there, or back, is as late as the first of them.
    """
    kept = list(items)
    there = [i.day for i in signs(kept, claim, Direction.FLAT, Direction.UP) if is_vetted(i)]
    gone = [i for i in absences(kept, claim) if not there or i.day > max(there)]
    return gone if gone and gone[-1].day - gone[0].day >= SUSTAINED_AFTER else []
