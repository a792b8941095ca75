"""What somebody looks for, and where a text holds it.

Words apart by blanks must all be found, in any order; words in quotation marks one after the
other. A word finds those that begin with it and, in a text of a language whose pack inflects, its
other forms; one of a letter or two, or a Chinese character, finds only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from recul.model import InputError, Span, Value
from recul.store.folding import Word, forms, words

_MOST = 20
"""Words of a query."""
_BEGINNING = 3
"""Letters of a word that also finds those that begin with it."""
_PARTS = re.compile(r'"([^"]*)"?|(\S+)')


class Wanted(Value):
    """One folded word of a query."""

    text: str

    @cached_property
    def forms(self) -> dict[str, frozenset[str]]:
        """Its other forms, by language."""
        return forms(self.text) if self.begins else {}

    @property
    def begins(self) -> bool:
        """Whether it also finds words that begin with it."""
        return len(self.text) >= _BEGINNING

    @property
    def stem(self) -> str:
        """What it and all its forms begin with."""
        stem = self.text
        for form in (form for some in self.forms.values() for form in some):
            while not form.startswith(stem):
                stem = stem[:-1]
        return stem

    def finds(self, word: str, language: str | None) -> bool:
        """True if a folded word of a text in that language, or in one not known, is this one."""
        if word == self.text or (self.begins and word.startswith(self.text)):
            return True
        if language is None:
            return any(word in some for some in self.forms.values())
        return word in self.forms.get(language, ())


class Query(Value):
    """What is looked for: phrases of one or more words, each of which must be found."""

    phrases: tuple[tuple[Wanted, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read a query.

        Raises:
            InputError: it holds no word, or more than 20.
        """
        phrases = []
        for quoted, plain in _PARTS.findall(text):
            found = tuple(Wanted(text=word.text) for word in words(quoted or plain))
            if found:
                phrases.append(found)
        if not phrases:
            raise InputError(repr(text), "no word to look for", "Give a word")
        if sum(map(len, phrases)) > _MOST:
            raise InputError(repr(text[:40]), "too many words", f"Give at most {_MOST}")
        return cls(phrases=tuple(phrases))

    @property
    def patterns(self) -> list[str]:
        """What the folded words (`recul.store.folding.folded`) of any text that is found hold.

        Each has three characters or more: a trigram index can look for it.
        """
        return list(dict.fromkeys(p for phrase in self.phrases for p in _patterns(phrase)))

    def spans(self, text: str, language: str | None) -> list[list[Span]]:
        """Where a text holds each phrase, in the order of the phrases; empty where it does not."""
        there = list(words(text))
        return [_spans(phrase, there, language) for phrase in self.phrases]


def _patterns(phrase: Sequence[Wanted]) -> Iterator[str]:
    pattern = " "
    for wanted in phrase:
        if wanted.begins:
            yield pattern + wanted.stem
            pattern = " "
        else:
            pattern += f"{wanted.text} "
    if pattern != " ":
        yield pattern


def _spans(phrase: Sequence[Wanted], there: Sequence[Word], language: str | None) -> list[Span]:
    found = []
    first, *rest = phrase
    for at, word in enumerate(there[: len(there) - len(rest)]):
        if first.finds(word.text, language) and all(
            wanted.finds(there[at + further].text, language)
            for further, wanted in enumerate(rest, start=1)
        ):
            found.append(Span(start=word.start, end=there[at + len(rest)].end))
    return found
