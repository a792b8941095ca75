"""Who is independent of whom: sources that share what they know stand in one group.

Two offices of one state are one witness, and so are allies that pool their collection: what the
second says adds no second pair of eyes. The case says who pools (`SourceCard.shares_with`).
"""

from __future__ import annotations

from collections.abc import Iterable

from recul.case import Case
from recul.model import Evidence


def grouped(evidence: Iterable[Evidence], case: Case) -> list[Evidence]:
    """`evidence` with its `group`: of who put it out first, else of its source, else its party."""
    groups = groups_of(case)

    def group(e: Evidence) -> str:
        if e.group:
            return e.group  # all that one unknown publisher carries (`recul.evidence.vouchers`)
        first, _, _ = e.origin.rpartition("@")
        known = (groups[who] for who in (first, e.source, e.party) if who in groups)
        return next(known, e.party or "")

    return [e.model_copy(update={"group": group(e)}) for e in evidence]


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
