"""What counts as the same passage, and the figures made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Parts = tuple[tuple[int, int], ...]
"""Half-open ranges of code points: one, or several for a passage that is interrupted."""


class Measure(NamedTuple):
    """A way to say that two passages are the same: how much of what has to be shared."""

    name: str
    definition: str
    share: Callable[[Parts, Parts], float]
    enough: float
    flat: bool = False
    """What holds a right finding, or lies in one, is not counted: such a set has no room for it."""


def shared(one: Parts, other: Parts) -> int:
    """How many characters are in both."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def size(parts: Parts) -> int:
    """How many characters there are."""
    return sum(end - start for start, end in parts)


def union_share(gold: Parts, ours: Parts) -> float:
    """Shared characters over the characters of both."""
    common = shared(gold, ours)
    return common / (size(gold) + size(ours) - common)


def gold_share(gold: Parts, ours: Parts) -> float:
    """Shared characters over the characters of the annotation."""
    return shared(gold, ours) / size(gold)


HALF = Measure(
    "half",
    "one to one, the content found and the annotated one share at least half of the characters "
    "that either has (intersection over union ≥ .5)",
    union_share,
    0.5,
)
THIRD = Measure(
    "third",
    "one to one, the content found has at least .3 of the characters of the annotated one "
    "(the measure of the GenderGapTracker)",
    gold_share,
    0.3,
)
MEASURES = (HALF, THIRD)
FLAT = HALF._replace(
    name="half, flat",
    definition="as half, but a finding that holds a right one or lies in a right one is not "
    "counted, for the annotations of this set never overlap (a word belongs to one at most)",
    flat=True,
)


def nested(one: Parts, other: Parts) -> bool:
    """Whether one lies inside the other."""
    return shared(one, other) == min(size(one), size(other))


@dataclass
class Tally:
    """Right, given and wanted items, added up over texts."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    given: int = 0

    def add(self, gold: Iterable[bool], ours: Iterable[bool]) -> None:
        """Count the annotations of a text that were found, and the findings that were right."""
        for was_found in gold:
            self.wanted += 1
            self.found += was_found
        for was_right in ours:
            self.given += 1
            self.right += was_right

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs(
    gold: Sequence[Parts], ours: Sequence[Parts], measure: Measure = HALF
) -> list[tuple[int, int]]:
    """Places in `gold` and in `ours` of the same passages, best first, each used once."""
    near = sorted(
        (-share, i, j)
        for i, want in enumerate(gold)
        for j, got in enumerate(ours)
        if (share := measure.share(want, got)) >= measure.enough
    )
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    found = []
    for _, i, j in near:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            found.append((i, j))
    return found
