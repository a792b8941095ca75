"""Words and patterns of a language pack as parts of regular expressions.

Where a pack has none, the part matches nowhere. A space stands for any white space. Texts are
matched folded (`recul.extraction.lexicon.folded`); patterns may be in any spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recul.extraction.clitics import CliticWords
from recul.extraction.lexicon import spelt
from recul.languages import HAN, Pack

LETTER = rf"[^\W{HAN}]"
"""A letter or figure of a script that parts its words."""
_BEGIN = f"(?<!{LETTER})"
_BEGIN_HAN = f"(?=[{HAN}])"
"""A Chinese word may begin anywhere, and end anywhere."""
END = f"(?:(?!{LETTER})|(?<=[{HAN}]))"
"""Where a word may end."""
SPACE = rf"(?:\s|(?<=[{HAN}])|(?=[{HAN}]))"
"""What parts two words: white space, or nothing beside a Chinese character."""
NOWHERE = "(?!)"
"""A pattern that matches nowhere."""


def small_words(pack: Pack) -> frozenset[str]:
    """The words of a language that are written together with the next one."""
    clitics = pack.has("clitics") and pack.section("clitics", CliticWords)
    return clitics.before if clitics else frozenset()


def begin(pack: Pack) -> str:
    """Where a word may begin: also after a small word that is written together with it."""
    if not pack.has("clitics"):
        return f"(?:{_BEGIN}|{_BEGIN_HAN})" if pack.has("parting") else _BEGIN
    clitics = pack.section("clitics", CliticWords)
    before = "".join(sorted(clitics.before))
    heads = [f"[{before}]", clitics.article, f"[{before}]{clitics.article}", 2 * clitics.elided]
    return f"(?:{_BEGIN}|{'|'.join(f'(?<={_BEGIN}{head})' for head in heads)})"


def any_word(words: Iterable[str]) -> str:
    """One of the words or phrases, taken literally, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return any_pattern(re.escape(word).replace(r"\ ", " ") for word in ordered)


def any_pattern(patterns: Iterable[str]) -> str:
    """One of the patterns, in the order given."""
    return "|".join(spaced(pattern) for pattern in patterns) or NOWHERE


def spaced(pattern: str) -> str:
    """`pattern` with any white space where it has a space."""
    return spelt(pattern).replace(" ", r"\s")
