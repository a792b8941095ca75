"""Do two texts go back to one origin? What their shared marks tell, added up.

A mark that several origins share tells less: the name of the town that everybody writes about, the
strength of the force that everybody repeats (`Rarity`). The sum is no probability; its threshold is
chosen on the tuning half of the world of origins and checked on the other half.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources

from recul.evidence.marks import Marks, weight_of
from recul.model import Value

Rarity = Callable[[Hashable], float]
"""A mark → how much of its weight it keeps, in (0, 1]."""
TELLING = 1.0
"""Weight of a number from which its absence tells something."""


class KinshipTable(Value):
    """`kinship.toml`."""

    version: str
    threshold: float
    window_days: int
    name: tuple[float, float, float, float]
    person: float
    party: float
    agency: float
    imagery: float
    cited: float
    day: float
    other_numbers: float
    other_persons: float
    other_parties: float
    other_occasion: float
    same_day: float
    day_apart: float


@lru_cache(maxsize=1)
def kinship_table() -> KinshipTable:
    """The table that ships with the package."""
    text = resources.files(__package__).joinpath("kinship.toml").read_text(encoding="utf-8")
    return KinshipTable.model_validate(tomllib.loads(text))


def kinship(
    one: Marks, other: Marks, days: tuple[date, date], rarity: Rarity = lambda _: 1.0
) -> float:
    """How much two texts share, against `KinshipTable.threshold`.

    Args:
        one: the marks of a text.
        other: those of another.
        days: when they were published.
        rarity: how much of its weight each mark keeps.
    """
    table = kinship_table()
    heard = _heard_in(one, other) | _heard_in(other, one)
    told = _numbers(one, other, rarity) + _names(one, other, heard, rarity)
    told += _voices(one, other, heard)
    near = {day + timedelta(days=off) for day in days for off in (-1, 0, 1)}
    if one.occasions and other.occasions and one.occasions.isdisjoint(other.occasions):
        told += table.other_occasion
    told += table.day * len((one.days & other.days) - near)
    between = abs((days[0] - days[1]).days)
    return told + (table.day_apart * (between - 1) if between else table.same_day)


def _numbers(one: Marks, other: Marks, rarity: Rarity) -> float:
    shared = [v for v in one.numbers.keys() & other.numbers.keys() if _one_unit(v, one, other)]
    if shared:
        return sum(weight_of(value) * rarity(value) for value in shared)
    both = _tells(one.numbers) and _tells(other.numbers)
    return kinship_table().other_numbers if both else 0.0


def _one_unit(value: float, one: Marks, other: Marks) -> bool:
    units, others = one.numbers[value], other.numbers[value]
    return not units or not others or not units.isdisjoint(others)


def _tells(numbers: Iterable[float]) -> bool:
    return any(weight_of(value) >= TELLING for value in numbers)


def _names(one: Marks, other: Marks, besides: frozenset[str], rarity: Rarity) -> float:
    table = kinship_table().name
    shared = ((one.names & other.words) | (other.names & one.words)) - besides
    return math.fsum(table[min(len(name), 5) - 2] * rarity(name) for name in shared)


def _voices(one: Marks, other: Marks, heard: frozenset[str]) -> float:
    table = kinship_table()
    told = 0.0
    if heard:
        told += table.person
    elif one.persons and other.persons:
        told += table.other_persons
    if one.parties & other.parties:
        told += table.party
    elif one.parties and other.parties:
        told += table.other_parties
    told += table.agency if one.agencies & other.agencies else 0.0
    return told + (table.imagery if one.imagery & other.imagery else 0.0)


def _heard_in(one: Marks, other: Marks) -> frozenset[str]:
    """The names of those who speak in `one` and speak in `other`, or are named there in full."""
    return frozenset().union(
        *(
            {last, *first}
            for last, first in one.persons.items()
            if last in other.persons or (last in other.words and not first.isdisjoint(other.words))
        )
    )
