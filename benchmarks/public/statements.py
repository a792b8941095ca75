"""Texts with annotated statements, the readers that look for them, and how they are compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.check import PLAIN
from benchmarks.public.report import Row
from benchmarks.public.scoring import MEASURES, Measure, Parts, Tally, nested, pairs
from recul.case import Case
from recul.extraction import extract
from recul.model import Document, Statement, end_of_day
from recul.reading.typography import normalise


class Text(NamedTuple):
    """A text of a set."""

    name: str
    text: str
    language: str
    published: date | None = None


class Item(NamedTuple):
    """A statement, annotated or found: where its content is, its kind and the words of its cue."""

    parts: Parts
    kind: str = ""
    cue: str = ""


class Annotated(NamedTuple):
    """A text with the statements that its annotators saw in it."""

    text: Text
    items: Sequence[Item]


Reader = Callable[[Text], Sequence[Item]]
"""Finds the statements of a text."""


class Selection(NamedTuple):
    """A row of a table: which annotations are wanted, which findings count, and what is right.

    A finding is right if it is the same passage as any annotation that `allowed` lets through,
    and an annotation is found if it is `wanted` and the same passage as a finding.
    """

    name: str
    wanted: Callable[[Item], bool]
    given: Callable[[Item], bool]
    allowed: Callable[[Item], bool]


def anything(item: Item) -> bool:
    """Every item."""
    return True


EVERYTHING = Selection("all", anything, anything, anything)


def recul(text: Text) -> list[Item]:
    """What we find; the parts of a quotation that its cue interrupts are one statement."""
    stored = normalise(text.text)  # length for length
    document = Document(
        id=Document.identify(stored),
        source=text.name,
        text=stored,
        language=text.language,
        published=text.published and end_of_day(text.published),
    )
    statements = extract(document, Case.generic()).statements
    return [_item(stored, group) for group in _joined(stored, statements)]


def _joined(text: str, statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements, each with what continues it in its paragraph."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        group = groups.get(statement.continues or "")
        if group and "\n" not in text[group[-1].span.end : statement.span.start]:
            group.append(statement)
            groups[statement.id] = group
        else:
            groups[statement.id] = [statement]
    return list({id(group): group for group in groups.values()}.values())


def _item(text: str, group: Sequence[Statement]) -> Item:
    parts = tuple((s.span.start, s.span.end) for s in group)
    cue = group[0].cue
    return Item(parts, str(group[0].type), cue.of(text) if cue else "")


def plain(text: Text) -> list[Item]:
    """What the plain expression of `benchmarks.check` finds: a quotation beside a verb."""
    return [Item((m.span("content"),), "direct") for m in PLAIN.finditer(normalise(text.text))]


def compare(
    texts: Sequence[Annotated],
    readers: dict[str, Reader],
    selections: Sequence[Selection],
    measures: Sequence[Measure] = MEASURES,
) -> list[Row]:
    """A row per selection, measure and reader, with the texts each reads in a second."""
    rows = []
    read = {name: _read(texts, reader) for name, reader in readers.items()}
    for selection in selections:
        for measure in measures:
            for name, (found, speed) in read.items():
                tally = Tally()
                for annotated, items in zip(texts, found, strict=True):
                    _add(tally, annotated.items, items, selection, measure)
                rows.append(Row(selection.name, measure.name, name, tally, speed))
    return rows


def _read(texts: Sequence[Annotated], reader: Reader) -> tuple[list[Sequence[Item]], float]:
    reader(texts[0].text)  # what is loaded once is not timed
    start = time.perf_counter()
    found = [reader(annotated.text) for annotated in texts]
    return found, len(texts) / (time.perf_counter() - start)


def _add(
    tally: Tally,
    gold: Sequence[Item],
    ours: Sequence[Item],
    selection: Selection,
    measure: Measure,
) -> None:
    gold = [item for item in gold if selection.allowed(item) or selection.wanted(item)]
    ours = [item for item in ours if selection.given(item)]
    same = pairs([item.parts for item in gold], [item.parts for item in ours], measure)
    found, right = {i for i, _ in same}, {j for _, j in same}
    counted = [
        j
        for j, item in enumerate(ours)
        if j in right
        or not (measure.flat and any(nested(item.parts, ours[k].parts) for k in right))
    ]
    tally.add(
        (i in found for i, item in enumerate(gold) if selection.wanted(item)),
        (j in right for j in counted),
    )
