"""Rows of a table of observations → Evidence.

A coder has already said what each row is; here it is put on its ledger, its numbers get the bounds
that their wording deserves, and its source the grade that the case gives it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Literal

from recul.case import Case
from recul.evidence.cards import card_of, split_citation
from recul.evidence.scopes import definition_of, places_of, unit_of
from recul.evidence.sides import kind_of
from recul.extraction.quantity_words import worded
from recul.model import (
    PART,
    REFERENCE,
    CodedRow,
    Comparator,
    Direction,
    Document,
    Evidence,
    EvidenceKind,
    Grade,
    Interval,
    Ledger,
    Link,
    RowKind,
    SourceKind,
    Span,
    Text,
    Value,
)
from recul.sources import SourceCard, Topic

_KINDS: dict[str, EvidenceKind] = {
    RowKind.TROOP_COUNT: EvidenceKind.COUNT,
    RowKind.MOVEMENT_OUT: EvidenceKind.MOVEMENT_OUT,
    RowKind.MOVEMENT_IN: EvidenceKind.MOVEMENT_IN,
    RowKind.EQUIPMENT: EvidenceKind.EQUIPMENT,
    RowKind.IMAGERY: EvidenceKind.IMAGERY,
    RowKind.ACCESS_GRANTED: EvidenceKind.ACCESS_GRANTED,
    RowKind.ACCESS_DENIED: EvidenceKind.ACCESS_DENIED,
    RowKind.STATEMENT_CONFIRM: EvidenceKind.CONFIRMATION,
    RowKind.STATEMENT_DENY: EvidenceKind.DENIAL,
    RowKind.CASUALTIES_CLASH: EvidenceKind.CLASH,
}
_IMPLIED = {
    EvidenceKind.MOVEMENT_OUT: Direction.DOWN,
    EvidenceKind.MOVEMENT_IN: Direction.UP,
}


class DefaultGrade(Value):
    """The reliability of a source without a card, and why."""

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    reason: Text


class RowTable(Value):
    """`rows.toml`."""

    version: str
    grades: dict[SourceKind, DefaultGrade]
    stranger: DefaultGrade
    """A state or an organisation that a text cites and the case does not name."""

    def graded(self, default: DefaultGrade) -> Grade:
        """A default of this table as a grade, of the day of its version."""
        on = date.fromisoformat(self.version)
        return Grade(reliability=default.reliability, reason=default.reason, on=on)


@lru_cache
def row_table() -> RowTable:
    """The table that ships with the package."""
    text = resources.files(__package__).joinpath("rows.toml").read_text(encoding="utf-8")
    return RowTable.model_validate(tomllib.loads(text))


def weigh_rows(documents: Sequence[Document], case: Case) -> list[Evidence]:
    """Evidence from the documents that are rows of a table; the others are passed over.

    A row without a date of publication, of a kind that is not in the vocabulary of the claims
    data, or a count without a number, gives no evidence. Echo weights are not assigned
    here (`recul.evidence.origins.settle`).

    Args:
        documents: as read, in any order.
        case: names of sources with their grades, counting definitions, parts of the theatre.
    """
    cards: dict[str, SourceCard | None] = {}
    found = []
    for document in documents:
        row = document.row
        if row is None or document.published is None or row.kind not in _KINDS:
            continue
        kind = _KINDS[row.kind]
        bounds = bounds_of(row) if kind is EvidenceKind.COUNT else None
        if kind is EvidenceKind.COUNT and bounds is None:
            continue
        if row.source not in cards:
            cards[row.source] = card_of(row.source, case)
        card = cards[row.source]
        found.append(_evidence(document, row, kind, document.published, bounds, card, case))
    return found


def _evidence(
    document: Document,
    row: CodedRow,
    kind: EvidenceKind,
    published: datetime,
    bounds: tuple[Comparator, Interval] | None,
    card: SourceCard | None,
    case: Case,
) -> Evidence:
    source_kind = kind_of(card, case) if card else row.source_kind
    source, origin = (card.id, card.id) if card else split_citation(row.source)
    party = (card.party if card else None) or _party(source_kind, case)
    day = document.published_on
    grade = card.grade(day, Topic.FORCE) if card else _default_grade(source_kind)
    comparator, interval = bounds or (None, None)
    direction = row.direction
    if direction is Direction.UNKNOWN:
        direction = _IMPLIED.get(kind, direction)
    # A claimant that says more are coming, or that they stay, admits it: no part of its claim.
    declared = source_kind is SourceKind.CLAIMANT and kind is not EvidenceKind.MOVEMENT_IN
    return Evidence(
        id=f"{document.id}#{kind}",
        ledger=Ledger.DECLARED if declared else Ledger.OBSERVED,
        kind=kind,
        direction=direction,
        source=source,
        source_kind=source_kind,
        party=party,
        grade=grade,
        chain=(Link(name=row.source, source=source, kind=source_kind, party=party, grade=grade),),
        origin=f"{origin}@{published.date()}",
        interval=interval,
        comparator=comparator,
        unit=unit_of(row.unit) if interval else None,
        definition=_definition(row, case) if interval else REFERENCE,
        places=places_of(row.area, case),
        published=published,
        document=document.id,
        span=Span(start=0, end=len(document.text)),
        quote=document.text,
        url=document.url,
    )


def _definition(row: CodedRow, case: Case) -> str:
    """What a count includes: told by its area ("incl. navy") and its unit ("ground troops")."""
    area = row.area or ""
    if definition_of(area, case) == PART:
        return PART
    return definition_of(f"{area}; {row.unit or ''}", case)


def bounds_of(row: CodedRow) -> tuple[Comparator, Interval] | None:
    """The bounds of a row's numbers, and the wording they come from.

    Which of low, best and high the coder filled in tells the wording: the best and the high alone
    is "nearly", the low alone (or the low and the best) "more than", the best alone "about".
    """
    low, best, high = row.low, row.best, row.high
    if low is None and best is None and high is None:
        return None
    if low is not None and high is not None:
        if low == high:
            return Comparator.EXACT, worded(Comparator.EXACT, low)
        middle = best if best is not None else (low + high) / 2
        return Comparator.BETWEEN, Interval(low=low, best=middle, high=high)
    if low is not None:
        if best is None or best == low:
            return Comparator.OVER, worded(Comparator.OVER, low)
        return Comparator.AT_LEAST, Interval(
            low=low, best=best, high=worded(Comparator.ABOUT, best).high
        )
    if high is not None:
        if best is None:
            return Comparator.UP_TO, worded(Comparator.UP_TO, high)
        if best == high:
            return Comparator.NEARLY, worded(Comparator.NEARLY, high)
        return Comparator.ABOUT, Interval(
            low=worded(Comparator.ABOUT, best).low, best=best, high=high
        )
    assert best is not None
    return Comparator.ABOUT, worded(Comparator.ABOUT, best)


def _default_grade(kind: SourceKind) -> Grade:
    return row_table().graded(row_table().grades[kind])


def _party(kind: SourceKind, case: Case) -> str | None:
    """The party of a source known only by its kind, where the case leaves no choice."""
    if kind is SourceKind.CLAIMANT and case.claims:
        return case.claims[0].claimant
    of_kind = [party.id for party in case.parties if party.role is kind]
    return of_kind[0] if kind is SourceKind.ADVERSARY and len(of_kind) == 1 else None
