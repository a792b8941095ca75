"""How a name sounds, whatever script it is written in: the consonants, in coarse classes.

Only candidates are found by it. That two names sound alike is a reason to look, not a proof.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|لل)|[وفبلك](?=\w{3}))")
"""What Arabic writes together with a word: "and", "by", "to", the article."""
_ARABIC = re.compile(r"[\u0620-\u06ff]")
LONGEST = 5
"""Consonants of a name that are compared: inflected languages change its end."""


def sound(word: str) -> str:
    """The consonants of a word in coarse classes: ``Шойгу`` and ``Choïgou`` are both ``SK``."""
    return _sound(word.casefold())


def sounds(word: str) -> frozenset[str]:
    """Every way a word may sound: in Arabic with and without what is written before a name."""
    told = {sound(word)}
    if _ARABIC.search(word):
        told.add(sound(_ARTICLE.sub("", word)))
    return frozenset(told - {""})


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    groups, letters = _tables()
    if word.isascii() or not _ARABIC.search(word):
        word = "".join(_plain(character) for character in word)
    found: list[str] = []
    for part in groups.split(word):
        if part in _groups():
            found.append(_groups()[part])
        else:
            found.extend(letters.get(character, " ") for character in part)
    # A letter written twice is one; two with a vowel between them are two.
    classes = re.sub(r"(\w)\1+", r"\1", "".join(found)).replace(" ", "")
    return classes[:LONGEST]


def _plain(character: str) -> str:
    """A letter without its marks, where the table does not know it with them."""
    _, letters = _tables()
    return character if character in letters else unicodedata.normalize("NFD", character)[0]


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    groups: dict[str, str] = _table()["groups"]
    return groups


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the groups of letters, and the class of each letter."""
    longest = sorted(_groups(), key=len, reverse=True)
    letters = {
        letter: sounding for sounding, each in _table()["letters"].items() for letter in each
    }
    return re.compile("(" + "|".join(map(re.escape, longest)) + ")"), letters


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("sounds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
