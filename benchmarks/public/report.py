"""The figures of a set, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.public.scoring import Tally


@dataclass(frozen=True)
class Row:
    """The figures of one system on one part of a set, by one measure."""

    part: str
    measure: str
    system: str
    tally: Tally
    speed: float | None = None
    """Texts a second."""


@dataclass(frozen=True)
class Report:
    """What was measured on a set.

    Attributes:
        title: the set and its part.
        source: where a copy is to be had, and under which licence.
        definitions: what is counted and what counts as a match, a sentence each.
        rows: the figures.
        absent: what could not be measured, with the remedy.
    """

    title: str
    source: str
    definitions: Sequence[str]
    rows: Sequence[Row]
    absent: Sequence[str] = ()

    def lines(self) -> Iterator[str]:
        """The report for a terminal."""
        yield self.title
        yield f"  {self.source}"
        for sentence in (*self.definitions, *self.absent):
            yield f"  {sentence}"
        for part, measure, system, *figures in (COLUMNS, *map(cells, self.rows)):
            aligned = "".join(f"{figure:>9}" for figure in figures)
            yield f"  {part:<16}{measure:<13}{system:<60}{aligned}"

    def markdown(self) -> Iterator[str]:
        """The report for a page."""
        yield f"### {self.title}\n"
        yield f"{self.source}\n"
        for sentence in (*self.definitions, *self.absent):
            yield f"- {sentence}"
        yield ""
        yield from table(COLUMNS, map(cells, self.rows))


COLUMNS = ("part", "measure", "system", "P", "R", "F1", "Given", "Wanted", "Texts/s")


def cells(row: Row) -> tuple[str, ...]:
    """A row as text; where nothing counts as given, precision was not measured."""
    tally = row.tally
    return (
        row.part,
        row.measure,
        row.system,
        f"{tally.precision:.2f}" if tally.given else "–",
        f"{tally.recall:.2f}",
        f"{tally.f1:.2f}" if tally.given else "–",
        f"{tally.given}" if tally.given else "–",
        f"{tally.wanted}",
        f"{row.speed:,.0f}" if row.speed else "–",
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown; the columns with a capital hold figures and stand to the right."""
    yield f"| {' | '.join(columns)} |"
    yield "|" + "".join("---|" if name.islower() else "---:|" for name in columns)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
