"""Words that nothing parts: where the words of a Chinese sentence begin and end.

A run of characters is cut so that as much of it as possible stands in words that the pack knows,
and in as few of them as possible. What remains between them is one word: most often a name, since
a pack lists the words that are common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from recul.languages import available, load
from recul.model import Value

_WORD_COST, _SINGLE_COST, _UNKNOWN_COST = 10, 13, 16
"""A word of several characters costs less than one of a single one, and that less than a
character that is no word."""
_TABLES = (
    "names", "speakers", "speech", "modality", "numbers", "quantities", "dates", "events",
    "segments",
)  # fmt: skip
"""The tables of a pack whose entries are words of texts."""


class PartingWords(Value):
    """The table ``[parting]`` of a language pack, whose script does not part its words.

    Attributes:
        variants: pairs of characters, the first of which is another spelling of the second.
        singles: words of one character; any other character by itself is no word.
        loose: those of them that foreign names are spelt with, too: beside a character that is
            no word they belong to it.
        people: names of people that a word would be found in.
        common: words that no other table of the pack lists.
    """

    variants: str = ""
    singles: str = ""
    loose: str = ""
    people: str = ""
    common: str = ""


class Parting:
    """The known words of a language, compiled.

    Args:
        words: its words, folded.
        listed: the words of the other tables of its pack, folded.
        short: characters that stand for a name; by itself each is a word.
    """

    def __init__(self, words: PartingWords, listed: Iterable[str], short: Iterable[str]) -> None:
        self._singles = frozenset(words.singles.split())
        self._people = frozenset(words.people.split())
        self._open = frozenset(words.loose.split()) | (frozenset(short) - self._singles)
        self._known = frozenset(words.common.split()) | frozenset(listed)
        lengths: dict[str, set[int]] = {}
        for word in self._known | self._people:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}

    def is_name(self, word: str) -> bool:
        """True for a word of several characters that the pack does not know as a word."""
        return len(word) > 1 and word not in self._known

    def lengths(self, run: str, *, counted: bool = False) -> list[int]:
        """The lengths of the words of a run of characters, in order.

        Of a run behind a figure, `counted`, the first character belongs to no name ("15日").
        """
        size = len(run)
        costs = [0] * (size + 1)
        steps = [1] * size
        for index in range(size - 1, -1, -1):
            first = run[index]
            best = costs[index + 1] + (_SINGLE_COST if first in self._singles else _UNKNOWN_COST)
            for length in self._lengths.get(first, ()):
                end = index + length
                if end > size:
                    break
                cost = costs[end] + _WORD_COST
                if cost < best:
                    word = run[index:end]
                    if word in self._known or word in self._people:
                        best, steps[index] = cost, length
            costs[index] = best
        if counted and steps[0] == 1 and run[0] in self._singles:
            return [1, *self._merged(run[1:], steps[1:])]
        return self._merged(run, steps)

    def _merged(self, run: str, steps: list[int]) -> list[int]:
        """The words along the steps; neighbouring characters that are no words make one."""
        lengths: list[int] = []
        index = 0
        while index < len(run):
            last, unknown = index, False
            while last < len(run) and steps[last] == 1:
                character = run[last]
                if character not in self._open:
                    if character in self._singles:
                        break
                    unknown = True
                last += 1
            if last > index and unknown:
                lengths.append(last - index)
            elif last > index:
                lengths += [1] * (last - index)
            else:
                last = index + steps[index]
                lengths.append(steps[index])
            index = last
        return lengths


@lru_cache(maxsize=1)
def _words() -> tuple[str, PartingWords] | None:
    """The code of the pack that has the table, and the table."""
    for code in available():
        pack = load(code)
        if pack.has("parting"):
            return code, pack.section("parting", PartingWords)
    return None


def variants() -> dict[int, int]:
    """Characters → the spelling of them that is compared."""
    found = _words()
    pairs = found[1].variants.split() if found else ()
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


@lru_cache(maxsize=1)
def parting_of(fold: Callable[[str], str]) -> Parting | None:
    """The words of the pack that has the table; None if none has it."""
    found = _words()
    if found is None:
        return None
    code, words = found
    pack = load(code)
    figures = {fold(word) for word in pack.words_of(("numbers",)) if len(word) == 1}
    listed = (fold(word) for word in pack.words_of(_TABLES) if len(word) > 1)
    listed = (word for word in listed if not figures.issuperset(word))  # numbers are parted
    short = (fold(word) for word in pack.words_of(("names",)) if len(word) == 1)
    return Parting(words, listed, short)
