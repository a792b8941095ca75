"""A stored text cut into what is shown: paragraphs, one sentence marked, boilerplate greyed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recul.model import Document, Span

Look = Literal["plain", "mark", "removed"]
_PARAGRAPH = re.compile(r"\n\s*")
LONGEST = 60_000
"""Code points of a text that are shown around the sentence at most."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    look: Look
    reason: str | None = None


Passage = list[Piece]
"""A paragraph."""


def passages(document: Document, marked: Span | None, longest: int = LONGEST) -> list[Passage]:
    """The stored text of a document by paragraphs, unchanged but for its line breaks.

    Args:
        document: the document.
        marked: the sentence to mark, if any.
        longest: how much of a long text is shown, around the sentence.
    """
    text = document.text
    middle = marked.start if marked else 0
    first = max(0, min(middle - longest // 2, len(text) - longest))
    last = min(len(text), first + longest)
    borders = {first, last}
    for span in (*document.removed, *((marked,) if marked else ())):
        borders.update(at for at in (span.start, span.end) if first < at < last)
    for found in _PARAGRAPH.finditer(text, first, last):
        borders.update((found.start(), found.end()))
    paragraphs: list[Passage] = [[]]
    ordered = sorted(borders)
    for start, end in itertools.pairwise(ordered):
        if _PARAGRAPH.fullmatch(text, start, end):
            paragraphs.append([])
        else:
            paragraphs[-1].append(_piece(document, marked, start, end))
    return [paragraph for paragraph in paragraphs if paragraph]


def stretch(document: Document, span: Span, found: Sequence[Span]) -> Passage:
    """A stretch of a stored text with what was found in it marked."""
    pieces, at = [], span.start
    for one in found:
        if one.start > at:
            pieces.append(Piece(document.text[at : one.start], "plain"))
        pieces.append(Piece(document.cut(one), "mark"))
        at = one.end
    if at < span.end:
        pieces.append(Piece(document.text[at : span.end], "plain"))
    return pieces


def _piece(document: Document, marked: Span | None, start: int, end: int) -> Piece:
    if marked and marked.start <= start and end <= marked.end:
        return Piece(document.text[start:end], "mark")
    cut = next((c for c in document.removed if c.start <= start and end <= c.end), None)
    if cut:
        return Piece(document.text[start:end], "removed", cut.reason)
    return Piece(document.text[start:end], "plain")
