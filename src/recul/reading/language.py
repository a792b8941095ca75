"""Which language a text is in, among those that have a pack, or none of them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from recul import languages
from recul.model import Value

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 2_000  # code points; a longer sample changed no answer in benchmarks/reading.py
_WORD = re.compile(rf"[{languages.HAN}]|[^\W\d_{languages.HAN}]+")
"""A word; of Chinese, which does not part them, a character."""

SURE_WORDS = 20
SURE_SHARE = 0.15
SURE_LEAD = 3.0
"""Of `SURE_WORDS` words or more, `SURE_SHARE` are the language's commonest and no other pack
has a third as many: it is that language, and the model is not loaded (a third of a second,
once, and a millisecond a text). Paragraphs in the 14 other languages of benchmarks/reading.toml
have at most .04 of them."""

MIN_LETTERS = 8
"""With fewer letters there is nothing to judge by."""
MIN_SHARE = 0.5
"""A pack's language is taken if the unrestricted model gives it this share of what it gives
the packs' languages and the likeliest other language together."""
MIN_PROBABILITY = 0.1
"""… and at least this probability among all the languages the model knows."""


class Identity(Value):
    """What tells a language at sight: table ``[identity]`` of a pack."""

    commonest: tuple[str, ...] = ()
    """Its commonest words, in lower case, apostrophes and hyphens taken as blanks."""
    script: str = ""
    """Ranges of letters, if it alone is written in these without those of `other_script`."""
    other_script: str = ""


def identify(text: str) -> str | None:
    """The code of the pack whose language `text` is in; None if no pack's, or too short.

    A model restricted to the packs' languages would find Russian to be French or English, so
    the model judges among all it knows, and a text is left alone if another language leads.
    """
    sample = text[:_SAMPLE]
    return _at_sight(sample) or _by_script(sample) or _by_model(sample)


def common_words(text: str, code: str) -> int:
    """How many of the commonest words of a language begin a text, each time they stand there."""
    commonest = _commonest()[code]
    return sum(word in commonest for word in _WORD.findall(text[:_SAMPLE].lower()))


@lru_cache
def _commonest() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(languages.load(code).section("identity", Identity).commonest)
        for code in languages.available()
    }


def _at_sight(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < SURE_WORDS:
        return None
    counts = sorted(
        (
            (sum(words[word] for word in commonest), code)
            for code, commonest in _commonest().items()
        ),
        reverse=True,
    )
    most, code = counts[0]
    next_most = counts[1][0] if len(counts) > 1 else 0
    return code if most >= SURE_SHARE * total and most >= SURE_LEAD * next_most else None


@lru_cache
def _scripts() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    identities = {c: languages.load(c).section("identity", Identity) for c in languages.available()}
    return {
        code: (re.compile(f"[{own.script}]"), re.compile(f"[{own.other_script}]"))
        for code, own in identities.items()
        if own.script
    }


def _by_script(sample: str) -> str | None:
    """The language whose letters most of a sample's are, with none of another that shares them."""
    letters = sum(map(len, _WORD.findall(sample)))
    for code, (own, other) in _scripts().items():
        found = len(own.findall(sample))
        if found >= MIN_LETTERS and found > letters / 2 and not other.search(sample):
            return code
    return None


@lru_cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a third of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _by_model(sample: str) -> str | None:
    if sum(map(len, _WORD.findall(sample))) < MIN_LETTERS:
        return None
    packs = set(languages.available())
    ranking: list[tuple[str, float]] = _model().rank(sample)
    code, probability = next(entry for entry in ranking if entry[0] in packs)
    other = next(p for c, p in ranking if c not in packs)
    likely = probability >= MIN_SHARE * (probability + other)
    return code if likely and probability >= MIN_PROBABILITY else None
