"""Small words that Arabic writes together with the next one: "و|ب|موسكو", "and in Moscow".

A word is taken apart only where a word that the pack knows, a noun with its article or a figure
remains: "واشنطن" begins with the letter of "and" and stays whole. An article makes no other word
of a noun: it is left out of the form that is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from pydantic import Field

from recul.languages import available, load
from recul.model import Value

_SHORTEST = 2
"""Letters of the shortest word that is left when its article is taken off."""
_REMEMBERED = 20_000
"""Words of which is kept how they are parted."""


class CliticWords(Value):
    """The table ``[clitics]`` of a language pack.

    Attributes:
        before: letters that are words of their own before another word.
        article: how a noun with its article begins.
        elided: word before which the article loses its first letter, as it is written then.
        whole: words that only look as if one of those stood before them.
        nouns: common nouns that stand nowhere else in the pack, so that what stands before
            them is told apart.
        starts: letters that a form of a verb may begin with, and the pack's word goes on from.
        ends: what a word of the pack may end in besides, each behind a hyphen.
        linked: how its last letter is written before such an end, where it changes.
    """

    before: frozenset[str]
    article: str
    elided: str
    whole: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    starts: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    linked: dict[str, str] = Field(default_factory=dict)


class Clitics:
    """The table, and every word of the pack as it is compared."""

    def __init__(
        self, words: CliticWords, known: frozenset[str], fold: Callable[[str], str]
    ) -> None:
        self._words = words
        self._known = known
        self._whole = frozenset(map(fold, words.whole))
        self._ends = tuple(fold(end).strip("-") for end in words.ends)
        self._linked = tuple((fold(own), fold(linked)) for own, linked in words.linked.items())
        self.parts = lru_cache(maxsize=_REMEMBERED)(self._parts)

    def knows(self, word: str) -> bool:
        """True for a folded word of the pack, as it stands there or with an ending."""
        return word in self._known or any(stem in self._known for stem in self._stems(word))

    def _stems(self, word: str) -> Iterator[str]:
        """What a word may be the form of."""
        for end in self._ends:
            if word.endswith(end) and len(word) - len(end) > _SHORTEST:
                stem = word.removesuffix(end)
                yield stem
                for own, linked in self._linked:
                    if end.startswith(linked):
                        yield stem + own

    def _begins_verb(self, word: str) -> bool:
        """True for a form of a verb that the pack has without its first letter."""
        return word[:1] in self._words.starts and len(word) > _SHORTEST and self.knows(word[1:])

    def _parts(self, word: str) -> tuple[str, ...]:
        """The words in a folded `word`, without articles; all but the last have one letter."""
        bare = self._bare(word)
        if word in self._whole:
            return (word,)
        if word[:1] not in self._words.before or self.knows(bare) or self._begins_verb(word):
            return (bare,)
        first, rest = word[0], word[1:]
        if rest.isdigit():
            return (first, rest)
        long_enough = len(rest) > _SHORTEST + 1
        if first == self._words.elided and rest.startswith(first) and long_enough:
            return (first, rest[1:])
        inner = self._parts(rest)
        goes_on = self.knows(inner[-1]) or self._begins_verb(inner[-1])
        goes_on = goes_on and len(inner[-1]) >= _SHORTEST
        if goes_on or (long_enough and self._bare(rest) != rest):
            return (first, *inner)
        return (bare,)

    def _bare(self, word: str) -> str:
        article = self._words.article
        long_enough = len(word) >= len(article) + _SHORTEST
        return word.removeprefix(article) if long_enough else word


@lru_cache(maxsize=1)
def clitics_of(fold: Callable[[str], str]) -> Clitics | None:
    """The clitics of the pack that has any."""
    for code in available():
        pack = load(code)
        if pack.has("clitics"):
            words = pack.section("clitics", CliticWords)
            article = words.article
            known = {fold(word) for word in pack.vocabulary}
            known |= {word.removeprefix(article) for word in known if word != article}
            whole = {fold(word) for word in words.whole}
            # The pack may write words together, too.
            together = {
                word
                for word in known - whole
                if word[0] in words.before and len(word) > _SHORTEST + 1 and word[1:] in known
            }
            return Clitics(words, frozenset(known - together), fold)
    return None
