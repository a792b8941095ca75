"""What stands in a text without being part of the article.

Nothing is taken out of the text: each piece is marked by a `Cut` with its reason, and later
rooms look past it. It is better to leave a line of boilerplate than to lose a sentence of
news, so every rule is bounded: it must match a whole paragraph, the start or the end of a short
one, or stand at the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import Field

from recul import languages
from recul.model import Cut, Value

Patterns = dict[str, tuple[str, ...]]

SHORT = 45
"""Words. Teasers, notices and captions are shorter; a paragraph of news may be longer."""
LINE = 400
"""Characters looked at, at the start or the end of a paragraph. Keeps the time linear, too."""
LABEL = 6
"""Words in the longest label below an article; with a verb or a figure it is none."""
PROSE = 3
"""Paragraphs closed by a full stop that must stand before it."""
BIO = 90
"""Words in the longest description of an author that is looked for."""
BIOS = 3
"""Paragraphs at the end of a text that may describe its authors."""
FRAGMENTS = 3
"""Fragments without a verb that make a self-description; two may end any text."""
FRAGMENT = 7
"""Words in the longest of them."""

_BULLET = re.compile(r"[\s\-–—•*>|►▶→✉📷➡\ufe0f]+")
_DOUBLE_QUOTES = '«»“”„"'
_QUOTES = _DOUBLE_QUOTES + "‘’'"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”\"]+(?=[^\s»”\"])")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\s»”\"')\]]*$")


class Fragments(Value):
    """What a fragment of a self-description looks like."""

    persons: str = r"(?!)"
    """A pattern for nouns that say what somebody is or likes."""
    not_first: tuple[str, ...] = ()
    """Words such a fragment does not begin with: determiners, prepositions."""
    nowhere: tuple[str, ...] = ()
    """Words it does not hold: finite verbs, pronouns, negations."""


class Boilerplate(Value):
    """Table ``[boilerplate]`` of a pack: patterns by reason, and where each must stand."""

    whole: Patterns = Field(default_factory=dict)
    starts: Patterns = Field(default_factory=dict)
    ends: Patterns = Field(default_factory=dict)
    tail: Patterns = Field(default_factory=dict)
    fragments: Fragments = Fragments()


def find(text: str, language: str | None) -> tuple[Cut, ...]:
    """The boilerplate of `text`, in order; nothing if its language has no pack."""
    return _rules(language).find(text) if language else ()


class _Rules:
    """The patterns of one pack, ready for use."""

    def __init__(self, words: Boilerplate) -> None:
        self.whole = _compiled(words.whole)
        self.starts = _compiled(words.starts)
        self.ends = _compiled(words.ends, r"\s*$")
        self.tail = _compiled(words.tail)
        self.persons = re.compile(rf"(?:{words.fragments.persons})", re.IGNORECASE)
        self.not_first = frozenset(words.fragments.not_first)
        self.nowhere = frozenset(words.fragments.nowhere)

    def find(self, text: str) -> tuple[Cut, ...]:
        blocks = list(paragraphs(text))
        cuts = {start: cut for start, end in blocks if (cut := self._cut(text, start, end))}
        if blocks and (first := cuts.get(blocks[0][0])) and first.reason == "read-also":
            del cuts[first.start]  # "Analysis: …" above an article is its headline, not a link
        rest = [block for block in blocks if block[0] not in cuts]
        for _ in range(self._labels(text, rest)):
            start, end = rest.pop()
            cuts[start] = Cut(start=start, end=end, reason="furniture")
        for _ in range(BIOS):
            bio = self._bio(text, *rest[-1]) if len(rest) > 1 else None
            if not bio:
                break
            cuts[rest.pop()[0]] = bio
        return tuple(cuts[start] for start in sorted(cuts))

    def _cut(self, text: str, start: int, end: int) -> Cut | None:
        block = text[start:end]
        if len(block) <= LINE and len(block.split()) <= SHORT:
            reason = self._reason(block)
            if reason:
                return Cut(start=start, end=end, reason=reason)
        last = max(start, end - LINE)
        for reason, pattern in self.ends:
            found = pattern.search(text[last:end])
            if found:
                return Cut(start=last + found.start(), end=end, reason=reason)
        return None

    def _reason(self, block: str) -> str | None:
        """Why a short paragraph is boilerplate as a whole, if it is."""
        bullet = _BULLET.match(block)
        for begin in (0, bullet.end()) if bullet else (0,):
            for reason, pattern in self.whole:
                if pattern.fullmatch(block, begin):
                    return reason
            for reason, pattern in self.starts:
                if pattern.match(block, begin):
                    return reason
        if not any(mark in block for mark in _DOUBLE_QUOTES):
            for reason, pattern in self.ends:
                if pattern.search(block):
                    return reason
        return None

    def _labels(self, text: str, blocks: list[tuple[int, int]]) -> int:
        """How many labels a page's lay-out left below the article: links, menus, signatures.

        They have a few words, no verb and no full stop. A text that does not close its
        paragraphs with full stops (a post, a list) keeps them all.
        """
        prose = len(blocks)
        while prose and self._is_label(text[slice(*blocks[prose - 1])]):
            prose -= 1
        before = [text[max(start, end - 10) : end] for start, end in blocks[:prose][-PROSE:]]
        closed = len(before) == PROSE and all(map(_ENDS_SENTENCE.search, before))
        return len(blocks) - prose if closed else 0

    def _is_label(self, block: str) -> bool:
        words = re.findall(r"[^\W\d_]+", block[:LINE].lower())
        return (
            len(block) <= LINE
            and len(words) <= LABEL
            and not _ENDS_SENTENCE.search(block)
            and not re.search(rf"[\d{_DOUBLE_QUOTES}]", block)
            and not self.nowhere.intersection(words)
        )

    def _bio(self, text: str, start: int, end: int) -> Cut | None:
        """The description of an author in a paragraph at the end of the text, if it has one."""
        block = text[start:end]
        bare = block.strip(_QUOTES + " ")
        if len(block) > 10 * BIO:
            return None
        if len(block.split()) <= BIO and not any(mark in bare for mark in _DOUBLE_QUOTES):
            for reason, pattern in self.tail:
                if pattern.match(bare):
                    return Cut(start=start, end=end, reason=reason)
        begin = self._self_description(block)
        if begin is None:
            return None
        return Cut(start=start + begin, end=end, reason="author-bio")

    def _self_description(self, block: str) -> int | None:
        """Where a run of fragments begins that lasts to the end of the paragraph.

        "Avid reader. Coffee lover. Part-time pilot." Short sentences of news or of a speaker
        have a verb, a pronoun, a negation or a determiner, or name no kind of person.
        """
        begins = [0, *(gap.end() for gap in _SENTENCE_END.finditer(block))]
        ends = [*begins[1:], len(block)]
        begin, count, persons = len(block), 0, 0
        for first, last in zip(reversed(begins), reversed(ends), strict=True):
            words = re.findall(r"[^\W\d_]+", block[first:last].lower())
            if not self._is_fragment(block[first:last], words):
                break
            begin, count = first, count + 1
            persons += any(self.persons.fullmatch(word) for word in words)
        if count < FRAGMENTS or 2 * persons < count:
            return None
        before = block[:begin].rstrip()
        inside = before.count("«") > before.count("»") or before.count("“") > before.count("”")
        return None if inside else begin

    def _is_fragment(self, fragment: str, words: list[str]) -> bool:
        return (
            0 < len(words) <= FRAGMENT
            and not any(char.isdigit() for char in fragment)
            and words[0] not in self.not_first
            and not self.nowhere.intersection(words)
        )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of `text`, without blanks around them: from, to.

    A line is a paragraph, unless it goes on from the line before it: text wrapped by hand.
    """
    start = end = None
    for line in re.finditer(r"[^\n]*\n?", text):
        content = line[0].strip()
        if start is not None and end is not None:
            before = text[max(start, end - 10) : end]
            if content and content[0].islower() and not _ENDS_SENTENCE.search(before):
                end = line.start() + len(line[0].rstrip())
                continue
            yield start, end
            start = end = None
        if content:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            end = line.start() + len(line[0].rstrip())
    if start is not None and end is not None:
        yield start, end


@lru_cache
def _rules(language: str) -> _Rules:
    return _Rules(languages.load(language).section("boilerplate", Boilerplate))


def _compiled(patterns: Patterns, after: str = "") -> list[tuple[str, re.Pattern[str]]]:
    """One pattern a reason."""
    return [(reason, _one_of(several, after)) for reason, several in patterns.items()]


def _one_of(patterns: Iterable[str], after: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns)}){after}", re.IGNORECASE)
