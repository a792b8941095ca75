"""The checklist: what a withdrawal would show, and its opposite; how each stands, and until when.

Kept as warning practice keeps it (Grabo 2004): a list made beforehand, the same for every claim,
with what is awaited shown beside what was seen. It is a view; the score does not read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from recul.assessment.modes import CARRIED_OUT, NO_CHANGE
from recul.assessment.signs import is_vetted
from recul.assessment.stream import Item, Stream
from recul.assessment.tables import Tables
from recul.model import Claim, Indicator, IndicatorStatus

_TRENDS = ("down", "up")
_SETTLED = {
    "statement": ("confirm", "deny"),
    "access": ("granted", "denied"),
}
"""The categories of a family that are indicators, where these are not *down* and *up*."""
_NOT_LISTED = "clash"
"""Fighting says little about leaving."""


def checklist(stream: Stream, claim: Claim, until: date, tables: Tables) -> tuple[Indicator, ...]:
    """Every indicator, in the order of the tables, those in favour first.

    Args:
        stream: the evidence.
        claim: the claim.
        until: the day of the as-of instant.
        tables: give the families, and how long a report of each speaks of today.
    """
    found = []
    for family in tables.family:
        if family.id == _NOT_LISTED:
            continue
        pair = _SETTLED.get(family.id, _TRENDS)
        reports = {name: _reports(stream.items, claim, family.id, name) for name in pair}
        days = tables.indicators.expires_days[family.id]
        for name, opposite in (pair, pair[::-1]):
            likelihood = family.category[name].likelihood
            favours = likelihood[CARRIED_OUT] > likelihood[NO_CHANGE]
            key = f"{family.id}.{name}"
            found.append(_indicator(key, favours, reports[name], reports[opposite], days, until))
    found.sort(key=lambda i: not i.favours)
    return tuple(found)


def _reports(items: Sequence[Item], claim: Claim, family: str, category: str) -> list[Item]:
    """The reports of one category since the claim, the last one first; copies are left out."""
    return [
        item
        for item in reversed(items)
        if item.day >= claim.made_on
        and item.says
        and (item.says.family, item.says.category) == (family, category)
    ]


def _indicator(
    key: str,
    favours: bool,
    reports: Sequence[Item],
    against: Sequence[Item],
    days: int,
    until: date,
) -> Indicator:
    if not reports:
        status = IndicatorStatus.CONTRARY if against else IndicatorStatus.AWAITED
        return Indicator(id=key, favours=favours, status=status)
    last = reports[0].day
    vetted = [item for item in reports if is_vetted(item)]
    expires = (vetted[0].day if vetted else last) + timedelta(days=days)
    if against and against[0].day > last:
        status = IndicatorStatus.CONTRARY
    elif until > expires:
        status = IndicatorStatus.EXPIRED
    else:
        status = IndicatorStatus.SEEN if vetted else IndicatorStatus.SAID
    return Indicator(
        id=key,
        favours=favours,
        status=status,
        last=last,
        expires=expires,
        reports=tuple(item.evidence.id for item in reports),
    )
