"""Small patterns over words, for the entries of a language pack.

The notation of a pack entry, words apart by spaces:

- ``a|b`` one of several words; ``retir*`` any ending, ``*abzug`` any beginning or none (the last
  part of a compound, or an ending); ``?x`` may be missing;
- ``_`` any one word, ``?_`` any one or none;
- an apostrophe or a hyphen parts words as a space does, so ``s'est dit`` has three.

Entries become one automaton over words, entered at each word of the text: the cost hardly grows
with the number of entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from recul.extraction.lexicon import Word, glued, words_of

T = TypeVar("T")

ANY = "_"
_SHORTEST_STEM = 3
"""Stems are filed under their first letters; a shorter one would match half the language."""
_SHORTEST_END = 2
"""Ends are filed under their last letters."""


REMEMBERED = 20_000
"""Words whose next states are kept for each state: a bound on memory over many documents."""


class Match(NamedTuple, Generic[T]):
    """Words ``first`` to ``last`` (exclusive) of a word list, and what they stand for."""

    first: int
    last: int
    value: T


class _Node(Generic[T]):
    """A state of the automaton: edges by word and by stem, and what ends here."""

    __slots__ = ("any", "ends", "exact", "stems", "values")

    def __init__(self) -> None:
        self.exact: dict[str, list[_Node[T]]] = {}
        self.stems: dict[str, list[tuple[str, _Node[T]]]] = {}
        self.ends: dict[str, list[tuple[str, _Node[T]]]] = {}
        self.any: list[_Node[T]] = []
        self.values: list[T] = []

    def lead(self, word: str, node: _Node[T]) -> None:
        """Add an edge for a word, for a stem or an end written with a star, or for any word."""
        if word == ANY:
            self.any.append(node)
            return
        if "*" not in word:
            self.exact.setdefault(word, []).append(node)
            return
        part = word.strip("*")
        shortest = _SHORTEST_STEM if word.endswith("*") else _SHORTEST_END
        if len(part) < shortest:
            raise ValueError(f"the stem of {word!r} is shorter than {shortest} letters")
        if word.endswith("*"):
            self.stems.setdefault(part[:_SHORTEST_STEM], []).append((part, node))
        else:
            self.ends.setdefault(part[-_SHORTEST_END:], []).append((part, node))

    def step(self, word: str) -> Sequence[_Node[T]]:
        """Where a word leads."""
        exact: Sequence[_Node[T]] = self.exact.get(word, ())
        if self.any:
            exact = [*exact, *self.any]
        filed = self.stems and self.stems.get(word[:_SHORTEST_STEM])
        if filed:
            exact = [*exact, *(node for stem, node in filed if word.startswith(stem))]
        filed = self.ends and self.ends.get(word[-_SHORTEST_END:])
        if filed:
            exact = [*exact, *(node for end, node in filed if word.endswith(end))]
        return exact


class _State(Generic[T]):
    """Several nodes at once, as one: what ends here, and where each word met so far leads."""

    __slots__ = ("moves", "nodes", "values")

    def __init__(self, nodes: Sequence[_Node[T]]) -> None:
        self.nodes = nodes
        self.values: Sequence[T] = next((node.values for node in nodes if node.values), ())
        self.moves: dict[str, _State[T] | None] = {}

    def move(self, word: str) -> _State[T] | None:
        """Where a word leads, kept: the words of a language are met again and again."""
        if len(self.moves) > REMEMBERED:
            self.moves.clear()
        nodes = [node for each in self.nodes for node in each.step(word)]
        state = self.moves[word] = _State(nodes) if nodes else None
        return state


_UNKNOWN: Any = object()


class Patterns(Generic[T]):
    """Pack entries, compiled."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for pattern, value in entries:
            self._add(pattern, value)
        self._start = _State([self._root])

    def _add(self, pattern: str, value: T) -> None:
        front = [self._root]
        for token in pattern.split():
            after: _Node[T] = _Node()
            for alternative in token.removeprefix("?").split("|"):
                *firsts, last = _words(alternative)
                nodes = front
                for word in firsts:
                    between: _Node[T] = _Node()
                    for node in nodes:
                        node.lead(word, between)
                    nodes = [between]
                for node in nodes:
                    node.lead(last, after)
            front = [*front, after] if token.startswith("?") else [after]
        for node in front:
            if node is not self._root:  # an entry of which everything may be missing
                node.values.append(value)

    def at(self, text: str, words: Sequence[Word], index: int) -> Match[T] | None:
        """The longest entry at ``words[index]``; of two as long, the first given."""
        folded = words[index].folded
        state = self._start.moves.get(folded, _UNKNOWN)
        if state is _UNKNOWN:
            state = self._start.move(folded)
        best: Match[T] | None = None
        position = index
        while state is not None:  # nearly always it is
            position += 1
            if state.values:
                best = Match(index, position, state.values[0])
            if position >= len(words) or not glued(text, words[position - 1], words[position]):
                break
            folded = words[position].folded
            following = state.moves.get(folded, _UNKNOWN)
            state = state.move(folded) if following is _UNKNOWN else following
        return best

    def find(self, text: str, words: Sequence[Word]) -> list[Match[T]]:
        """The longest entries from left to right, not overlapping."""
        found: list[Match[T]] = []
        taken = 0
        for index, word in enumerate(words):
            if index >= taken and self.begins(word.folded):
                match = self.at(text, words, index)
                if match:
                    found.append(match)
                    taken = match.last
        return found

    def begins(self, folded: str) -> bool:
        """True if an entry may begin with a word, given as it is compared."""
        state = self._start.moves.get(folded, _UNKNOWN)
        return (self._start.move(folded) if state is _UNKNOWN else state) is not None


@lru_cache
def phrases(entries: tuple[str, ...]) -> Patterns[bool]:
    """The entries of a list, which stand for nothing but themselves."""
    return Patterns((entry, True) for entry in entries)


def _words(alternative: str) -> list[str]:
    if alternative == ANY:
        return [ANY]
    words = [word.folded for word in words_of(alternative.strip("*"))]
    if not words:
        raise ValueError(f"no word in the alternative {alternative!r}")
    if alternative.startswith("*"):
        words[0] = "*" + words[0]
    if alternative.endswith("*"):
        words[-1] += "*"
    return words


def fold(entries: Iterable[str]) -> frozenset[str]:
    """Single words as they are compared: lower case, without apostrophe or full stop."""
    return frozenset(word.folded for entry in entries for word in words_of(entry))
