"""Small patterns over words, for the entries of a language pack.

The notation of a pack entry, words apart by spaces:

- ``a|b`` one of several words; ``retir*`` any ending; ``?x`` may be missing;
- an apostrophe or a hyphen parts words as a space does, so ``s'est dit`` has three.

Entries become a tree of words that is walked once from each word of the text: the cost does
not grow with the number of entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from recul.extraction.lexicon import Word, glued, words_of

T = TypeVar("T")

_SHORTEST_STEM = 3
"""Stems are filed under their first letters; a shorter one would match half the language."""


class Match(NamedTuple, Generic[T]):
    """Words ``first`` to ``last`` (exclusive) of a word list, and what they stand for."""

    first: int
    last: int
    value: T


class _Node(Generic[T]):
    __slots__ = ("exact", "stems", "values")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[T]] = {}
        self.stems: dict[str, list[tuple[str, _Node[T]]]] = {}
        self.values: list[T] = []

    def child(self, word: str) -> _Node[T]:
        if not word.endswith("*"):
            return self.exact.setdefault(word, _Node())
        stem = word[:-1]
        if len(stem) < _SHORTEST_STEM:
            raise ValueError(f"the stem of {word!r} is shorter than {_SHORTEST_STEM} letters")
        filed = self.stems.setdefault(stem[:_SHORTEST_STEM], [])
        for known, branch in filed:
            if known == stem:
                return branch
        branch = _Node[T]()
        filed.append((stem, branch))
        return branch

    def step(self, word: str) -> list[_Node[T]]:
        nodes = []
        exact = self.exact.get(word)
        if exact is not None:
            nodes.append(exact)
        if self.stems:
            for stem, node in self.stems.get(word[:_SHORTEST_STEM], ()):
                if word.startswith(stem):
                    nodes.append(node)
        return nodes


class Patterns(Generic[T]):
    """Pack entries, compiled."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for pattern, value in entries:
            for words in expand(pattern):
                node = self._root
                for word in words:
                    node = node.child(word)
                if value not in node.values:
                    node.values.append(value)

    def at(self, text: str, words: Sequence[Word], index: int) -> Match[T] | None:
        """The longest entry at ``words[index]``; of two as long, the first given."""
        best: Match[T] | None = None
        front = [self._root]
        for position in range(index, len(words)):
            if position > index and not glued(text, words[position - 1], words[position]):
                break
            front = [n for node in front for n in node.step(words[position].folded)]
            if not front:
                break
            for node in front:
                if node.values and (best is None or best.last <= position):
                    best = Match(index, position + 1, node.values[0])
        return best

    def find(self, text: str, words: Sequence[Word]) -> list[Match[T]]:
        """The longest entries from left to right, not overlapping."""
        found: list[Match[T]] = []
        index = 0
        while index < len(words):
            match = self.at(text, words, index)
            if match:
                found.append(match)
                index = match.last
            else:
                index += 1
        return found


def expand(pattern: str) -> list[tuple[str, ...]]:
    """All the runs of words an entry stands for."""
    choices: list[list[tuple[str, ...]]] = []
    for token in pattern.lower().split():
        optional = token.startswith("?")
        alternatives = [_words(word) for word in token.removeprefix("?").split("|")]
        choices.append([()] * optional + [words for words in alternatives if words])
    runs = [tuple(word for part in run for word in part) for run in product(*choices)]
    return [run for run in dict.fromkeys(runs) if run]


def _words(token: str) -> tuple[str, ...]:
    words = [word.folded for word in words_of(token.removesuffix("*"))]
    if words and token.endswith("*"):
        words[-1] += "*"
    return tuple(words)


def fold(entries: Iterable[str]) -> frozenset[str]:
    """Single words as they are compared: lower case, without apostrophe or full stop."""
    return frozenset(word.folded for entry in entries for word in words_of(entry))
