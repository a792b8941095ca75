"""Where two texts that are nearly one say another thing: a number, or a negation.

One digit or one "not" makes another statement of a sentence, however alike the rest is. So every
near copy is compared sentence by sentence before it is called a copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from recul.evidence.marks import figures_in
from recul.extraction.lexicon import words_of
from recul.extraction.modality import negates
from recul.languages import available, load
from recul.model import Extraction, Quantity, Reason, Span, Value

ALIKE = 0.55
"""Words in common, of those of both, from which two sentences are one, changed."""
LONGEST = 400
"""Sentences of a text that are compared."""
_SENTENCE = re.compile(r"[^.!?\n。！？]+(?:[.!?。！？]+(?=\d)[^.!?\n。！？]+)*")
_WORD = re.compile(r"\w+")


class Difference(Value):
    """One place where two texts differ in what they say.

    Attributes:
        kind: a number or a negation.
        here, there: the sentence in the one text and in the other.
        values: for a number, what the one says and what the other.
    """

    kind: Literal["number", "negation"]
    here: Span
    there: Span
    values: tuple[str, str] = ("", "")

    @property
    def reason(self) -> Reason:
        """The difference as a reason for readers."""
        if self.kind == "negation":
            return Reason(id="differs.negation", values={})
        here, there = self.values
        return Reason(id="differs.number", values={"here": here, "there": there})


class _Sentence(NamedTuple):
    span: Span
    words: Counter[str]


def differences(one: Extraction, other: Extraction) -> tuple[Difference, ...]:
    """What a text says otherwise than an earlier near copy of it, in one language."""
    there = _sentences(other)
    known = {frozenset(s.words.items()) for s in there}
    changed = [s for s in _sentences(one) if frozenset(s.words.items()) not in known]
    kept = {frozenset(s.words.items()) for s in _sentences(one)}
    left = [s for s in there if frozenset(s.words.items()) not in kept]
    return tuple(
        difference
        for sentence in changed
        for match in _nearest(sentence, left)
        for difference in _differing(sentence, match, one, other)
    )


def counts_differ(one: Extraction, other: Extraction) -> tuple[Difference, ...]:
    """The counts that two texts in any two languages give otherwise.

    Only where each gives one count of a unit: of several, nobody can say which is which.
    """
    found = []
    mine, theirs = _single_counts(one), _single_counts(other)
    for unit in sorted(mine.keys() & theirs.keys()):
        here, there = mine[unit], theirs[unit]
        if here.interval.low > there.interval.high or there.interval.low > here.interval.high:
            values = f"{here.interval.best:g}", f"{there.interval.best:g}"
            found.append(Difference(kind="number", here=here.span, there=there.span, values=values))
    return tuple(found)


def _single_counts(extraction: Extraction) -> dict[str, Quantity]:
    by_unit: dict[str, list[Quantity]] = {}
    for quantity in extraction.quantities:
        by_unit.setdefault(quantity.unit, []).append(quantity)
    return {
        unit: counts[0]
        for unit, counts in by_unit.items()
        if len({c.interval.best for c in counts}) == 1
    }


def _sentences(extraction: Extraction) -> list[_Sentence]:
    return list(_split(extraction.document.text)[:LONGEST])


@lru_cache(maxsize=256)
def _split(text: str) -> tuple[_Sentence, ...]:
    return tuple(
        _Sentence(Span(found.start(), found.end()), words)
        for found in _SENTENCE.finditer(text)
        if (words := Counter(_WORD.findall(found.group().casefold())))
    )


def _nearest(sentence: _Sentence, among: Sequence[_Sentence]) -> Iterator[_Sentence]:
    """The sentence that shares most words with one, if it is that one, changed."""
    best = max(among, key=lambda other: _alike(sentence, other), default=None)
    if best and _alike(sentence, best) >= ALIKE:
        yield best


def _alike(one: _Sentence, other: _Sentence) -> float:
    shared = (one.words & other.words).total()
    return shared / (one.words | other.words).total()


def _differing(
    one: _Sentence, other: _Sentence, here: Extraction, there: Extraction
) -> Iterator[Difference]:
    mine, theirs = _values(one.span, here), _values(other.span, there)
    only_mine, only_theirs = mine - theirs, theirs - mine
    if only_mine and only_theirs:
        values = _listed(only_mine), _listed(only_theirs)
        yield Difference(kind="number", here=one.span, there=other.span, values=values)
    if _negations(one.words - other.words, here) != _negations(other.words - one.words, there):
        yield Difference(kind="negation", here=one.span, there=other.span)


def _values(span: Span, extraction: Extraction) -> Counter[float]:
    """The numbers of a sentence, in figures and in words."""
    told = Counter(value for value in figures_in(extraction.document.cut(span)))
    for quantity in extraction.quantities:
        if span.covers(quantity.span) and not any(
            c.isdigit() for c in extraction.document.cut(quantity.span)
        ):
            told[quantity.interval.best] += 1
    return told


def _listed(values: Counter[float]) -> str:
    return ", ".join(f"{value:g}" for value in sorted(values))


def _negations(words: Counter[str], extraction: Extraction) -> bool:
    language = extraction.document.language
    if language not in available() or not words:
        return False
    text = " ".join(words)
    return negates(text, words_of(text), load(language))
