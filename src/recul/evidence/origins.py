"""Copies are one voice: echo weights.

The weight of a report depends on earlier reports only, so cutting the stream changes nothing in
what came before the cut.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from recul.model import Evidence, EvidenceKind, Interval, Reason, SourceKind, Value


class UnknownLineage(Value):
    """Weight of a report of unknown lineage, by what was already about."""

    nothing_like_it: float
    same_category: float
    same_interval: float


class Press(Value):
    """Weight of a press report with numbers already out."""

    same_interval: float


class EchoTable(Value):
    """`echoes.toml`."""

    version: str
    same_report_days: int
    same_origin_days: int
    same_interval_days: int
    same_category_days: int
    same_category_weight: float
    origin_correlation: float
    altered: float
    unknown_lineage: UnknownLineage
    press: Press


@lru_cache
def echo_table() -> EchoTable:
    """The table that ships with the package."""
    text = resources.files(__package__).joinpath("echoes.toml").read_text(encoding="utf-8")
    return EchoTable.model_validate(tomllib.loads(text))


def settle(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Assign echo weights, whatever weights the evidence came with.

    - The same statement of one origin, or of one party (else one source) on the same or the next
      day, is a copy: it weighs 0 and gets `copy_of`. So do its same numbers within days. Movement,
      equipment and pictures are one statement if they point the same way: a coder files as
      equipment what a text tells as a movement. What points another way is no copy.
    - A source that repeats a category within days weighs little.
    - Different statements of one origin weigh n_eff(j) − n_eff(j−1), n_eff(n) = n/(1+(n−1)r).
    - A source of unknown lineage never has a full vote, nor has an altered copy.

    Args:
        evidence: from rows and from texts alike, in any order.

    Returns:
        The same evidence, sorted by time of publication, then by id.
    """
    echoes = _Echoes(echo_table())
    ordered = sorted(evidence, key=lambda e: (e.published, e.id))
    return [echoes.weigh(each) for each in ordered]


class _Echoes:
    """What was said so far, as far as it bears on what is said next."""

    def __init__(self, table: EchoTable) -> None:
        self.table = table
        self.ids: set[str] = set()
        # Latest voting report of a source, per category, and of a party, per family and direction;
        # the latest counts of a party, per unit.
        self.by_source: dict[tuple[object, ...], Evidence] = {}
        self.by_party: dict[tuple[object, ...], Evidence] = {}
        self.counts: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
        self.by_origin: dict[str, list[Evidence]] = defaultdict(list)
        # Latest report of anybody, per category and per exact numbers.
        self.category: dict[tuple[object, ...], Evidence] = {}
        self.numbers: dict[tuple[object, ...], Evidence] = {}

    def weigh(self, e: Evidence) -> Evidence:
        copied = self._copied(e)
        if copied is not None:
            told = self._factor("copy", 0.0)
            return e.model_copy(update={"weight": 0.0, "copy_of": copied, "weighing": told})
        shares = {
            "origin": self._share_of_origin(e),
            "source": self._share_of_source(e),
            "lineage": self._share_of_lineage(e),
            "altered": self.table.altered if e.altered_from else 1.0,
        }
        told = tuple(
            r for what, share in shares.items() if share < 1 for r in self._factor(what, share)
        )
        weight = math.prod(shares.values())
        weighed = e.model_copy(update={"weight": weight, "copy_of": None, "weighing": told})
        self._remember(weighed)
        return weighed

    def _factor(self, what: str, share: float) -> tuple[Reason, ...]:
        """A factor of a weight, and the table it stands in."""
        values = {"share": share, "version": self.table.version}
        return (Reason(id=f"weight_{what}", values=values),)

    def _copied(self, e: Evidence) -> str | None:
        """The id of the report this one repeats."""
        if e.id in self.ids:
            return e.id
        for earlier in self._of_origin(e):
            if same_statement(earlier, e):
                return earlier.id
        if e.kind is EvidenceKind.COUNT:
            for earlier in reversed(self.counts[_counted(e)]):
                days = _days(earlier, e)
                if days > self.table.same_interval_days:
                    break
                same = earlier.interval == e.interval
                alike = earlier.definition == e.definition
                if same and (alike or days <= self.table.same_report_days):
                    return earlier.id
                near = days <= self.table.same_report_days and earlier.ledger is e.ledger
                if near and alike and _overlap(earlier.interval, e.interval):
                    return earlier.id
            return None
        last = self.by_party.get(_told(e))
        if last is not None and _days(last, e) <= self.table.same_report_days:
            return last.id
        return None

    def _of_origin(self, e: Evidence) -> list[Evidence]:
        """What the origin of `e` has put out lately; an origin need not name its occasion."""
        lately = self.table.same_origin_days
        return [earlier for earlier in self.by_origin[e.origin] if _days(earlier, e) <= lately]

    def _share_of_origin(self, e: Evidence) -> float:
        before = len(self._of_origin(e))
        return _effective(before + 1, self.table) - _effective(before, self.table)

    def _share_of_source(self, e: Evidence) -> float:
        last = self.by_source.get((e.source, *_category(e)))
        if (
            e.kind is EvidenceKind.COUNT
            or last is None
            or _days(last, e) > self.table.same_category_days
        ):
            return 1.0
        return self.table.same_category_weight

    def _share_of_lineage(self, e: Evidence) -> float:
        unknown = e.source_kind is SourceKind.UNKNOWN or e.grade.reliability == "F"
        if not unknown and e.source_kind is not SourceKind.INDEPENDENT_MEDIA:
            return 1.0
        known = self.numbers.get(_numbers(e)) if e.interval else None
        if known is not None and _days(known, e) <= self.table.same_interval_days:
            lineage = self.table.unknown_lineage if unknown else self.table.press
            return lineage.same_interval
        if not unknown:
            return 1.0
        like = self.category.get(_category(e))
        if like is not None and _days(like, e) <= self.table.same_category_days:
            return self.table.unknown_lineage.same_category
        return self.table.unknown_lineage.nothing_like_it

    def _remember(self, e: Evidence) -> None:
        self.ids.add(e.id)
        self.by_origin[e.origin].append(e)
        self.by_source[(e.source, *_category(e))] = e
        self.by_party[_told(e)] = e
        self.category[_category(e)] = e
        if e.interval:
            self.counts[_counted(e)].append(e)
            self.numbers[_numbers(e)] = e


def _effective(n: int, table: EchoTable) -> float:
    return n / (1 + (n - 1) * table.origin_correlation) if n else 0.0


def _category(e: Evidence) -> tuple[object, ...]:
    return e.kind, e.direction


def _told(e: Evidence) -> tuple[object, ...]:
    """Who tells what, where the same told again is a copy."""
    return e.party or e.source, e.ledger, *_statement(e)


def _statement(e: Evidence) -> tuple[object, ...]:
    """What is told: kinds that tell of the same thing are one."""
    return "movement" if e.kind in _MOVEMENT else e.kind, e.direction


_MOVEMENT = frozenset(
    {
        EvidenceKind.MOVEMENT_IN,
        EvidenceKind.MOVEMENT_OUT,
        EvidenceKind.EQUIPMENT,
        EvidenceKind.IMAGERY,
    }
)


def _counted(e: Evidence) -> tuple[object, ...]:
    return e.party or e.source, e.unit


def _numbers(e: Evidence) -> tuple[object, ...]:
    assert e.interval is not None
    return e.interval.low, e.interval.high, e.unit, e.definition


def same_statement(one: Evidence, other: Evidence) -> bool:
    """True if two reports tell one thing: overlapping counts, or one kind and one direction."""
    if one.kind is EvidenceKind.COUNT and other.kind is EvidenceKind.COUNT:
        counted = (one.unit, one.definition) == (other.unit, other.definition)
        return counted and _overlap(one.interval, other.interval)
    return _statement(one) == _statement(other)


def _overlap(one: Interval | None, other: Interval | None) -> bool:
    if one is None or other is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _days(earlier: Evidence, later: Evidence) -> int:
    return (later.published.date() - earlier.published.date()).days
