"""Which cues the misses have: counts and words of saying, no sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.public.scoring import HALF, Parts, pairs, shared
from benchmarks.public.statements import Annotated, Item, Reader

MOST = 40


class Misses:
    """Items of one side without a counterpart, by cue: none touches them, or with other bounds."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()
        self.bounds: Counter[str] = Counter()

    def add(self, items: Sequence[Item], matched: set[int], others: Sequence[Parts]) -> None:
        """Count the items of a text."""
        for index, item in enumerate(items):
            cue = f"{item.kind}: {item.cue.lower()}"
            self.all[cue] += 1
            if index not in matched:
                touched = any(shared(item.parts, other) for other in others)
                (self.bounds if touched else self.alone)[cue] += 1

    def lines(self, name: str) -> Iterator[str]:
        """The totals, and the most frequent cues."""
        either = self.alone + self.bounds
        yield f"{name}: {either.total()} of {self.all.total()}"
        yield f"{'alone':>8}{'bounds':>8}{'of all':>8}  cue"
        yield f"{self.alone.total():>8}{self.bounds.total():>8}{self.all.total():>8}  all"
        for cue, _ in either.most_common(MOST):
            yield f"{self.alone[cue]:>8}{self.bounds[cue]:>8}{self.all[cue]:>8}  {cue}"


def lines(texts: Sequence[Annotated], reader: Reader) -> Iterator[str]:
    """What `reader` misses, and what it finds that nobody annotated."""
    missed, wrong = Misses(), Misses()
    for text in texts:
        ours = reader(text.text)
        here, there = [item.parts for item in text.items], [item.parts for item in ours]
        same = pairs(here, there, HALF)
        missed.add(text.items, {i for i, _ in same}, there)
        wrong.add(ours, {j for _, j in same}, here)
    yield from missed.lines("annotated and not found")
    yield from wrong.lines("found and not annotated")
