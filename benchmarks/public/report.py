"""The figures of a set, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        """The report as text."""
        yield self.title
        yield f"  {self.source}"
        for definition in self.definitions:
            yield f"  {definition}"
        yield (
            f"  {'part':<26}{'measure':<12}{'system':<36}"
            f"{'P':>6}{'R':>6}{'F1':>6}{'given':>7}{'wanted':>7}{'texts/s':>9}"
        )
        for row in self.rows:
            tally = row.tally
            speed = f"{row.speed:.0f}" if row.speed else ""
            # Where nothing counts as given, precision was not measured.
            precise = f"{tally.precision:.2f}" if tally.given else "–"
            both = f"{tally.f1:.2f}" if tally.given else "–"
            yield (
                f"  {row.part:<26}{row.measure:<12}{row.system:<36}{precise:>6}"
                f"{tally.recall:>6.2f}{both:>6}{tally.given:>7}{tally.wanted:>7}"
                f"{speed:>9}"
            )
        for absent in self.absent:
            yield f"  {absent}"
