"""What a speaker does with a content, and whether its main clause is negated.

The content is cut into clauses. Coordinate clauses are main clauses and each has its modality:
that of its own markers, else that of the cue. Subordinate clauses ("because …") have no say in
polarity, but a marker of uncertainty in one is kept beside the cue's modality.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from recul.extraction.lexicon import Word
from recul.extraction.patterns import Patterns, fold
from recul.languages import Pack, load
from recul.model import Modality, Polarity, Span, Value

Negation = Literal["spurious", "whole", "first", "second"]
Boundary = Literal["subordinate", "coordinate"]

_ENDS = frozenset(".!?;")
_SHORTEST = 3
"""Words: a shorter piece is a coordinate noun, not a clause."""


class ModalityWords(Value):
    """The table ``[modality]`` of a language pack."""

    asserted: tuple[str, ...] = ()
    """What tells a thing as done, even behind a verb that announces ("announced it *had left*")."""
    hedged: tuple[str, ...] = ()
    hoped: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    """Verb forms of what one only heard ("aurait", "seraient"), beside "according to"."""
    alleged: tuple[str, ...] = ()
    """What leaves a content to somebody else ("якобы")."""
    denied: tuple[str, ...] = ()
    """What calls something else untrue ("c'est faux", "est un mensonge")."""
    conditional: tuple[str, ...] = ()
    negators: tuple[str, ...] = ()
    """Words that open a negation and need a second one ("ne … pas"); they may be dropped."""
    negative: tuple[str, ...] = ()
    """The second ones; or, where a language has no `negators`, whole negations ("not", "no")."""
    negative_alone: tuple[str, ...] = ()
    """Negations without a verb ("aucun signe")."""
    not_negative: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    """Endings of a verb that announces by its form ("se retira*rá*")."""
    verbs: frozenset[str] = frozenset()
    """Common finite verbs: a piece with none of them is no clause of its own."""


class _Clause(NamedTuple):
    words: Sequence[Word]
    main: bool


class _Grammar:
    def __init__(self, pack: Pack) -> None:
        words = pack.section("modality", ModalityWords)
        self.asserted = Patterns[bool]((entry, True) for entry in words.asserted)
        markers = [
            (Modality.HEDGED, words.hedged),
            (Modality.HOPED, words.hoped),
            (Modality.ANNOUNCED, words.announced),
            (Modality.DEMANDED, words.demanded),
            (Modality.WARNED, words.warned),
            (Modality.ALLEGED, words.alleged),
            (Modality.DENIED, words.denied),
            (Modality.CONDITIONAL, words.conditional),
        ]
        self.markers = Patterns[Modality](
            (entry, modality) for modality, entries in markers for entry in entries
        )
        self.negation = Patterns[Negation](
            [(entry, "spurious") for entry in words.not_negative]
            + [(entry, "whole") for entry in words.negative_alone]
            + [(entry, "second") for entry in words.negative]
            + [(entry, "first") for entry in words.negators]
        )
        self.hearsay = Patterns[bool]((entry, True) for entry in words.hearsay)
        self.negators = fold(words.negators)
        self.future = words.future
        self.boundaries = Patterns[Boundary](
            [(entry, "subordinate") for entry in words.subordinators]
            + [(entry, "coordinate") for entry in words.coordinators]
        )


@lru_cache
def _grammar(code: str) -> _Grammar:
    return _Grammar(load(code))


def read_modality(
    text: str, words: Sequence[Word], span: Span, cue: Modality, negated: bool, pack: Pack
) -> tuple[tuple[Modality, ...], Polarity]:
    """The modality and the polarity of a content.

    Args:
        text: the text.
        words: the words of the content.
        span: the content.
        cue: the modality of the cue.
        negated: whether the cue itself is negated ("does not confirm").
        pack: the language.

    Returns:
        The modalities in the order of `Modality`, and the polarity of the main clauses: negative
        if one of them is negated, or if the speaker denies it.
    """
    grammar = _grammar(pack.code)
    found: list[Modality] = []
    negative = negated != (cue is Modality.DENIED)
    for clause in _clauses(text, words, grammar):
        marker = _marker(text, clause.words, grammar)
        if clause.main:
            done = cue is Modality.ANNOUNCED and not marker and _tells(text, clause.words, grammar)
            own = Modality.ASSERTED if done else cue
            found.append(marker if marker and cue is Modality.ASSERTED else own)
            denied = marker is Modality.DENIED or _negates(text, clause.words, grammar)
            negative = negative or denied
        elif marker in (Modality.HEDGED, Modality.CONDITIONAL):
            found.append(marker)
    if not found:
        found.append(cue)
    if text[span.start : span.end].rstrip('»”" \u00a0').endswith("?"):
        found = [Modality.QUESTIONED]
    kept = tuple(modality for modality in Modality if modality in found)
    return kept, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def tells_of_hearsay(text: str, words: Sequence[Word], pack: Pack) -> bool:
    """True for a verb form of what one only heard, in a clause without a condition."""
    grammar = _grammar(pack.code)
    if not grammar.hearsay.find(text, words):
        return False
    conditions = (match.value for match in grammar.markers.find(text, words))
    return all(modality is not Modality.CONDITIONAL for modality in conditions)


def negators(pack: Pack) -> frozenset[str]:
    """The words that open a negation of two words, as they are compared."""
    return _grammar(pack.code).negators


def negates(text: str, words: Sequence[Word], pack: Pack) -> bool:
    """True if the words hold a negation."""
    return _negates(text, words, _grammar(pack.code))


def _clauses(text: str, words: Sequence[Word], grammar: _Grammar) -> Iterator[_Clause]:
    """The clauses of a content, each main or subordinate."""
    pieces: list[_Clause] = []
    current: list[Word] = []
    main = True
    index = 0
    while index < len(words):
        word = words[index]
        boundary = None
        if index:
            gap = text[words[index - 1].end : word.start]
            ends = not _ENDS.isdisjoint(gap)
            boundary = grammar.boundaries.at(text, words, index)
            if ends or boundary:
                pieces.append(_Clause(current, main))
                current = []
                main = ends or (boundary is not None and boundary.value == "coordinate")
        opens = boundary.last if boundary else index + 1
        current += words[index:opens]  # "savoir si" opens one clause, not two
        index = opens
    if current:
        pieces.append(_Clause(current, main))
    return iter(_merged(pieces))


def _merged(pieces: list[_Clause]) -> list[_Clause]:
    """Short pieces are coordinate nouns: they belong to the clause before them."""
    merged: list[_Clause] = []
    for piece in pieces:
        if merged and len(piece.words) < _SHORTEST + 1:
            last = merged[-1]
            merged[-1] = _Clause([*last.words, *piece.words], last.main)
        else:
            merged.append(piece)
    return merged


def _marker(text: str, words: Sequence[Word], grammar: _Grammar) -> Modality | None:
    match = next(iter(grammar.markers.find(text, words)), None)
    if match:
        return match.value
    endings = grammar.future
    ahead = bool(endings) and any(w.folded.endswith(endings) for w in words if w.text.islower())
    return Modality.ANNOUNCED if ahead else None


def _tells(text: str, words: Sequence[Word], grammar: _Grammar) -> bool:
    return next(iter(grammar.asserted.find(text, words)), None) is not None


def _negates(text: str, words: Sequence[Word], grammar: _Grammar) -> bool:
    """True for a negation that is none of the idioms that only look like one."""
    index = 0
    opened = False
    while index < len(words):
        found = grammar.negation.at(text, words, index)
        if found is None:
            index += 1
            continue
        if found.value == "whole" or (found.value == "second" and opened):
            return True
        opened = found.value == "first" or (opened and found.value != "spurious")
        index = found.last
    return False
