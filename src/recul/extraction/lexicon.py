"""Phrases found in a text by their words: one pass over the words, one look-up each.

A lexicon is asked at a word of the text for the longest of its phrases that starts there. That
stays fast with tens of thousands of phrases, where one large regular expression would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated, Generic, NamedTuple, TypeVar

from pydantic import AfterValidator

from recul.extraction.clitics import Clitics, clitics_of
from recul.extraction.parting import Parting, parting_of, variants
from recul.languages import HAN

T = TypeVar("T")

_ARABIC = "\u0620-\u064a"
_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
"""What Arabic may leave out of a word: the tatweel and the marks of vowels."""
_DOUBLED = r"([A-Z])\1\. ?([A-Z])\2(?:\.|(?![^\W_]))"
"""How Spanish shortens two words in the plural: "EE. UU."."""
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|{_DOUBLED}|[{HAN}]+|(?:[^\W_{HAN}][{_MARKS}]*)+")
_UNVOWELLED = dict.fromkeys(map(ord, _MARKS))
_SPELT = re.compile(f"[’İıЁёأإآٱىة{HAN}]")
_SPELLINGS = str.maketrans("’İıЁёأإآٱىة", "'iiеeاااايه".replace("e", "е"))
"""Letters that are written one way or the other, by the dialect or in haste."""
_LONGEST_ACRONYM = 5
"""Upper-case forms up to this length match only in capitals: ``US`` is not ``us``."""
_SHORTEST_END = 3
"""Letters in the shortest end of a compound."""
_GLUE = frozenset(" -'’·《》\u00a0\u202f\u2009\n")
"""What may stand between two words of a phrase: one of these characters."""
_REMEMBERED = 20_000
"""Arabic words of which is kept how they are compared."""
_PHRASE = 200
"""A text shorter than this, in characters, is a phrase: parted as often as it is asked for."""


def folded(text: str) -> str:
    """`text` in lower case and one spelling, character for character."""
    return spelt(text).lower()


def spelt(text: str) -> str:
    """`text` in one spelling, character for character."""
    # Translating a long text costs more than looking at it.
    return text.translate(_spellings()) if _SPELT.search(text) else text


Key = Annotated[str, AfterValidator(folded)]
"""The key of a table that is looked up folded."""


@lru_cache(maxsize=1)
def _spellings() -> dict[int, int]:
    return {**_SPELLINGS, **variants()}


class Word(NamedTuple):
    """A word of a text: ``text[start:end]``, as written and folded."""

    start: int
    end: int
    text: str
    folded: str


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]``, in order; hyphens and apostrophes part words.

    Nothing parts Chinese words: the words that the pack knows do (`recul.extraction.parting`).

    The last few answers are kept, since names and quantities read the same text in turn. Those of
    phrases are not: they would push out the text.
    """
    end = len(text) if end is None else end
    return _parted(text, start, end) if len(text) < _PHRASE else _kept(text, start, end)


def _parted(text: str, start: int, end: int) -> tuple[Word, ...]:
    plain = folded(text)
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    if _HAN_LETTER.search(text, start, end):
        spans = list(_apart_by_words(plain, spans, parting_of(folded)))
    words = [Word(first, last, text[first:last], plain[first:last]) for first, last in spans]
    if not _ARABIC_LETTER.search(text, start, end):
        return tuple(words)
    clitics = clitics_of(_compared)
    return tuple(part for word in words for part in _apart(word, clitics))


def _apart_by_words(
    plain: str, spans: Iterable[tuple[int, int]], parting: Parting | None
) -> Iterator[tuple[int, int]]:
    """The spans, those of Chinese characters cut into words; into characters without a pack."""
    for start, end in spans:
        if not _HAN_LETTER.match(plain, start):
            yield start, end
            continue
        run, counted = plain[start:end], plain[start - 1 : start].isdigit()
        lengths = parting.lengths(run, counted=counted) if parting else [1] * len(run)
        for length in lengths:
            yield start, start + length
            start += length


def is_capital(word: Word) -> bool:
    """True for a word that may be a name by its look: with a capital, or known to no pack."""
    first = word.text[0]
    if first < "\u2e80":  # most scripts: no character of Chinese comes before
        return first.isupper()
    parting = parting_of(folded) if _HAN_LETTER.match(word.text) else None
    return parting is not None and parting.is_name(word.folded)


def _apart(word: Word, clitics: Clitics | None) -> Iterator[Word]:
    """The words that are written together as one in Arabic, each as it is compared."""
    if not _ARABIC_LETTER.match(word.text):
        yield word
        return
    plain = _compared(word.text)
    parts = clitics.parts(plain) if clitics else (plain,)
    start = word.start
    for part in parts[:-1]:
        end = start + 1
        while word.text[end - word.start] in _MARKS:
            end += 1
        yield Word(start, end, word.text[start - word.start : end - word.start], part)
        start = end
    yield Word(start, word.end, word.text[start - word.start :], parts[-1])


def has_article(word: Word) -> bool:
    """True for a word that is written together with its article."""
    return len(word.folded) < word.end - word.start and word.folded != _compared(word.text)


def is_known(word: Word) -> bool:
    """True for a word that the pack with small words written together has, in some form."""
    clitics = clitics_of(_compared)
    return clitics is not None and clitics.knows(word.folded)


@lru_cache(maxsize=_REMEMBERED)
def _compared(word: str) -> str:
    """An Arabic word as it is compared: in one spelling, without the marks of vowels.

    An alif with a hamza before a lam is none of an article: it keeps a sign of its own.
    """
    bare = word.translate(_UNVOWELLED)
    plain = folded(bare)
    for alif in _NO_ARTICLE.finditer(bare):
        plain = plain[: alif.start()] + _HAMZA + plain[alif.end() :]
    return plain


_HAMZA = "أ"
_NO_ARTICLE = re.compile("[أإآ](?=ل..)")
_HAN_LETTER = re.compile(f"[{HAN}]")
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_kept = lru_cache(maxsize=4)(_parted)


class Lexicon(Generic[T]):
    """Phrases and what each stands for. Of two equal phrases the first one given counts.

    A word written with a capital matches only with a capital, a short one in capitals only in
    capitals, any other in any case. ``*soldaten`` is every compound that ends so, and the word.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[Word, ...], T]]] = {}
        self._by_end: dict[str, T] = {}
        seen: set[str] = set()
        for phrase, value in phrases:
            words = words_of(phrase)
            if phrase.startswith("*"):
                self._by_end.setdefault(words[0].folded, value)
                continue
            if words and phrase not in seen:
                seen.add(phrase)
                self._by_first.setdefault(words[0].folded, []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))  # stable: the first given still wins

    @property
    def first_words(self) -> frozenset[str]:
        """The folded words a phrase may begin with."""
        return frozenset(self._by_first)

    def at(self, text: str, words: Sequence[Word], index: int) -> tuple[int, T] | None:
        """The longest phrase at ``words[index]``: how many words it has, and its value."""
        for phrase, value in self._by_first.get(words[index].folded, ()):
            if _matches(text, words, index, phrase):
                return len(phrase), value
        if self._by_end:
            word = words[index].folded
            for start in range(len(word) - _SHORTEST_END + 1):
                if word[start:] in self._by_end:
                    return 1, self._by_end[word[start:]]
        return None


def _matches(text: str, words: Sequence[Word], index: int, phrase: tuple[Word, ...]) -> bool:
    if index + len(phrase) > len(words):
        return False
    for offset, wanted in enumerate(phrase):
        word = words[index + offset]
        if word.folded != wanted.folded or not _same_case(word.text, wanted.text):
            return False
        if offset and not glued(text, words[index + offset - 1], word):
            return False
    return True


def _same_case(found: str, wanted: str) -> bool:
    if 1 < len(wanted) <= _LONGEST_ACRONYM and wanted.isupper():
        return found == wanted
    return not wanted[0].isupper() or found[0].isupper()


def glued(text: str, left: Word, right: Word) -> bool:
    """True if one space, hyphen or apostrophe parts the two words, or nothing; or in a number."""
    gap = right.start - left.end
    if gap != 1:
        return gap == 0
    mark = text[left.end]
    in_number = mark in ",." and left.text[-1].isdigit() and right.text[0].isdigit()
    return mark in _GLUE or in_number
