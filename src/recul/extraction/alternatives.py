"""Words and patterns of a language pack as parts of regular expressions.

Where a pack has none, the part matches nowhere. A space stands for any white space. Texts are
matched folded (`recul.extraction.lexicon.folded`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recul.extraction.lexicon import HAN

LETTER = rf"[^\W{HAN}]"
"""A letter or figure of a script that parts its words."""
BEGIN = f"(?<!{LETTER})"
"""Where a word may begin."""
END = f"(?!{LETTER})"
"""Where a word may end."""
SPACE = rf"(?:\s|(?<=[{HAN}])|(?=[{HAN}]))"
"""What parts two words: white space, or nothing beside a Chinese character."""
NOWHERE = "(?!)"
"""A pattern that matches nowhere."""


def any_word(words: Iterable[str]) -> str:
    """One of the words or phrases, taken literally, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return any_pattern(re.escape(word).replace(r"\ ", " ") for word in ordered)


def any_pattern(patterns: Iterable[str]) -> str:
    """One of the patterns, in the order given."""
    return "|".join(spaced(pattern) for pattern in patterns) or NOWHERE


def spaced(pattern: str) -> str:
    """`pattern` with any white space where it has a space."""
    return pattern.replace(" ", r"\s")
