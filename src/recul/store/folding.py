"""Words as they are searched: without case, marks, articles, and one spelling for each letter.

The words of a text and of a query are folded alike, so what is ambiguous (an Arabic word that
begins with the letter of *and*) is parted on both sides, and found whole. Each Chinese character
is a word. The packs hold what is of a language: ``[search]``, ``[clitics]``, ``[inflections]``.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from recul import languages
from recul.extraction.clitics import CliticWords
from recul.languages import HAN
from recul.model import Value

_SHORTEST = 3
"""Letters that must be left of a word when something is taken off it."""
_REMEMBERED = 100_000


class Letters(Value):
    """The table ``[search]`` of a language pack.

    Attributes:
        letters: for a letter that Unicode does not take apart, the spelling it is searched by.
    """

    letters: dict[str, str] = Field(default_factory=dict)


class Word(NamedTuple):
    """A folded word and where it stands; the parts of one word all stand where it does."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The folded words of a text, in order, with their offsets in it."""
    for found in _word().finditer(text):
        for part in fold(found[0]):
            yield Word(part, found.start(), found.end())


def folded(text: str) -> str:
    """The folded words of a text, each between two spaces."""
    return f" {' '.join(word.text for word in words(text))} "


@lru_cache(_REMEMBERED)
def fold(word: str) -> tuple[str, ...]:
    """A word as it is searched; parted from the small words written together with it."""
    return tuple(part for part in _parted(_plain(word)) if part)


def forms(word: str) -> dict[str, frozenset[str]]:
    """The other forms that a folded word may have, by language: all that its end allows."""
    found: dict[str, set[str]] = {}
    for code, classes in _endings().items():
        for endings in classes:
            for ending in endings:
                stem = word[: len(word) - len(ending)]
                if word.endswith(ending) and len(stem) >= max(_SHORTEST, len(word) // 2):
                    found.setdefault(code, set()).update(stem + other for other in endings)
    return {code: frozenset(some) for code, some in found.items()}


@lru_cache
def version() -> str:
    """Names this way of folding: an index made in another way has to be made again."""
    digest = hashlib.sha256(repr((_table(), _clitics(), unicodedata.unidata_version)).encode())
    digest.update(_word().pattern.encode())
    return digest.hexdigest()


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
    return bare.translate(_table())


def _parted(word: str) -> list[str]:
    for clitics in _clitics():
        if word[:1] not in clitics.first or word in clitics.whole:
            continue
        if article := clitics.article.match(word):
            return _parted(word[article.end() :])
        if word[0] in clitics.before and len(word) > _SHORTEST:
            return [word[0], *_parted(word[1:])]
    return [word]


class _Clitics(NamedTuple):
    first: frozenset[str]
    before: frozenset[str]
    article: re.Pattern[str]
    whole: frozenset[str]


@lru_cache
def _clitics() -> tuple[_Clitics, ...]:
    found = []
    for code in languages.available():
        pack = languages.load(code)
        if not pack.has("clitics"):
            continue
        table = pack.section("clitics", CliticWords)
        before, article = map(_plain, ("".join(sorted(table.before)), table.article))
        elided = _plain(table.elided)
        found.append(
            _Clitics(
                frozenset(before + article[0]),
                frozenset(before),
                re.compile(
                    rf"(?:[{before}]{{0,2}}{article}|[{before}]?{elided}{article[1:]})"
                    rf"(?=\w{{{_SHORTEST - 1}}})"
                ),
                frozenset(_plain(word) for word in table.whole),
            )
        )
    return tuple(found)


@lru_cache
def _table() -> Mapping[int, str]:
    table: dict[str, str] = {}
    for code in languages.available():
        table |= languages.load(code).section("search", Letters).letters
    return str.maketrans(table)


@lru_cache
def _endings() -> Mapping[str, tuple[frozenset[str], ...]]:
    """The endings of each class of words, by language."""
    return {
        code: tuple(
            frozenset(_plain(ending) for ending in endings)
            for endings in languages.load(code).inflections.values()
        )
        for code in languages.available()
    }


@lru_cache
def _word() -> re.Pattern[str]:
    """A word with its marks, or one Chinese character."""
    marks = _ranges(c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] == "M")
    return re.compile(rf"[{HAN}]|(?:[^\W_{HAN}]|[{marks}])+")


def _ranges(points: Iterator[int]) -> str:
    ranges: list[list[int]] = []
    for point in points:
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)
