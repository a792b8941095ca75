"""Who is independent of whom: sources that share what they know stand in one group.

Two offices of one state are one witness, and so are allies that pool their collection: what the
second says adds no second pair of eyes. The case says who pools (`SourceCard.shares_with`).
"""

from __future__ import annotations

from collections.abc import Iterable

from recul.case import Case
from recul.model import Evidence


def grouped(evidence: Iterable[Evidence], case: Case) -> list[Evidence]:
    """`evidence` with its `group`: that of its source or its party; else its party, if any."""
    groups = groups_of(case)
    return [
        e.model_copy(
            update={"group": groups.get(e.source) or groups.get(e.party or "") or e.party or ""}
        )
        for e in evidence
    ]


def groups_of(case: Case) -> dict[str, str]:
    """The group of each card and of each party that has a card, named after its first card."""
    groups: dict[str, str] = {}
    for card in case.sources:
        linked = {card.id, *card.shares_with} | ({card.party} if card.party else set())
        joined = {groups[member] for member in linked if member in groups}
        # Named after the first card that belongs: the earliest of the groups it joins.
        name = next((group for group in groups.values() if group in joined), card.id)
        members = linked | {member for member, group in groups.items() if group in joined}
        groups |= dict.fromkeys(sorted(members), name)
    return groups
