"""Things found in a text, sorted by where they start, and asked for by position.

Every question costs a binary search, so that a long text costs no more by the word than a short
one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from recul.model import Span

T = TypeVar("T")


class Spans(Generic[T]):
    """Items in order of their starts.

    Args:
        items: the items, in any order; of two that start together the first given comes first.
        span: where an item stands.
    """

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        placed = sorted(((span(item), item) for item in items), key=lambda pair: pair[0].start)
        self.items: Sequence[T] = tuple(item for _, item in placed)
        self._starts = [place.start for place, _ in placed]
        self._ends = [place.end for place, _ in placed]
        self._reach = list(accumulate(self._ends, max))

    def starting_in(self, start: int, end: int) -> Sequence[T]:
        """Those that start in ``[start, end)``."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def starting_at(self, start: int) -> T | None:
        """The first of those that start at `start`."""
        index = bisect_left(self._starts, start)
        found = index < len(self._starts) and self._starts[index] == start
        return self.items[index] if found else None

    def backwards(self, end: int, start: int = 0) -> Iterator[T]:
        """Those that start in ``[start, end)``, the last one first."""
        first = bisect_left(self._starts, start)
        for index in range(bisect_left(self._starts, end) - 1, first - 1, -1):
            yield self.items[index]

    def overlapping(self, span: Span) -> list[T]:
        """Those that share a character with `span`."""
        return self._between(span.start, span.end)

    def at(self, position: int) -> list[T]:
        """Those that hold the character at `position`."""
        return self._between(position, position + 1)

    def _between(self, start: int, end: int) -> list[T]:
        if not self.items:
            return []
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [self.items[i] for i in range(first, last) if self._ends[i] > start]
