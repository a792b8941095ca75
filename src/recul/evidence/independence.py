"""Are two origins independent of each other? Judged on who stands behind them.

Two origins share a hand if the same party speaks in both, the same agency carries both, the same
company took the pictures, or the same publisher tells both in its own voice. Where nobody is named
who said, wrote or took it, where documents cite each other in a circle, and where a text is an
altered copy of another, independence is *not established*: a state of its own, which never counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from recul.evidence.lineage import Origin


class Independence(StrEnum):
    """What is known of two origins."""

    ESTABLISHED = "established"
    SHARED_PARTY = "shared_party"
    SHARED_AGENCY = "shared_agency"
    SHARED_IMAGERY = "shared_imagery"
    SHARED_PUBLISHER = "shared_publisher"
    NOT_ESTABLISHED = "not_established"


def independence(one: Origin, other: Origin) -> Independence:
    """Whether two origins are independent, and if not, what they share."""
    if not (is_placed(one) and is_placed(other)):
        return Independence.NOT_ESTABLISHED
    if one.imagery or other.imagery:
        # Pictures are their owner's, whoever shows them and whoever is quoted beside them.
        if one.imagery & other.imagery:
            return Independence.SHARED_IMAGERY
        return Independence.ESTABLISHED
    if one.parties & other.parties:
        return Independence.SHARED_PARTY
    if one.agencies & other.agencies:
        return Independence.SHARED_AGENCY
    own_voice = not (one.parties or one.agencies or other.parties or other.agencies)
    if own_voice and one.publisher and one.publisher == other.publisher:
        return Independence.SHARED_PUBLISHER
    return Independence.ESTABLISHED


def is_placed(origin: Origin) -> bool:
    """True if somebody is known to stand at the root of an origin."""
    return origin.known and not origin.circular and origin.altered_from is None


def independent(origins: Sequence[Origin]) -> int:
    """How many origins are shown to be independent of each other: groups that share no hand."""
    placed = [origin for origin in origins if is_placed(origin)]
    group = list(range(len(placed)))
    for at, one in enumerate(placed):
        for before in range(at):
            if independence(one, placed[before]) is not Independence.ESTABLISHED:
                old, new = group[at], group[before]
                group = [new if g == old else g for g in group]
    return len(set(group))
