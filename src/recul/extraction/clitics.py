"""Small words that Arabic writes together with the next one: "و|ب|موسكو", "and in Moscow".

A word is taken apart only where a word that the pack knows, a noun with its article or a figure
remains: "واشنطن" begins with the letter of "and" and stays whole. An article makes no other word
of a noun: it is left out of the form that is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from recul.languages import available, load
from recul.model import Value

_SHORTEST = 2
"""Letters of the shortest word that is left when its article is taken off."""


class CliticWords(Value):
    """The table ``[clitics]`` of a language pack.

    Attributes:
        before: letters that are words of their own before another word.
        article: how a noun with its article begins.
        elided: word before which the article loses its first letter, as it is written then.
        whole: words that only look as if one of those stood before them.
        nouns: common nouns that stand nowhere else in the pack, so that what stands before
            them is told apart.
    """

    before: frozenset[str]
    article: str
    elided: str
    whole: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class Clitics(NamedTuple):
    """The table, and every word of the pack as it is compared."""

    words: CliticWords
    known: frozenset[str]

    def parts(self, word: str) -> tuple[str, ...]:
        """The words in a folded `word`, without articles; all but the last have one letter."""
        bare = self._bare(word)
        if word in self.known or bare in self.known or word[:1] not in self.words.before:
            return (bare,)
        first, rest = word[0], word[1:]
        if rest.isdigit():
            return (first, rest)
        long_enough = len(rest) > _SHORTEST + 1
        if first == self.words.elided and rest.startswith(first) and long_enough:
            return (first, rest[1:])
        inner = self.parts(rest)
        if inner[-1] in self.known or (long_enough and self._bare(rest) != rest):
            return (first, *inner)
        return (bare,)

    def _bare(self, word: str) -> str:
        article = self.words.article
        long_enough = len(word) >= len(article) + _SHORTEST
        return word.removeprefix(article) if long_enough else word


@lru_cache(maxsize=1)
def clitics_of(fold: Callable[[str], str]) -> Clitics | None:
    """The clitics of the pack that has any."""
    for code in available():
        pack = load(code)
        if pack.has("clitics"):
            words = pack.section("clitics", CliticWords)
            known = {fold(word) for word in pack.vocabulary}
            article = words.article
            return Clitics(words, frozenset(known | {w.removeprefix(article) for w in known}))
    return None
