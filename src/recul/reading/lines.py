"""Lines as they were set → paragraphs.

A line break of the page is no break of the text where the next word would not have fitted: the
paragraph goes on. One that came earlier than it had to is meant. Hyphens put in at line ends are
taken out again.

For text whose length is free (a PDF, a letter): where the stored text must be the input sign for
sign, nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from recul.languages import HAN

HYPHENS = "-\u00ad\u2010\u2011\ufffe\x02"
"""Hyphens, also those that PDFium puts in the place of one that it takes for a mere line end's."""
_HYPHENATED = re.compile(rf"(?P<parts>-?)(?P<head>[^\W\d_]+)[{HYPHENS}]$")
_TAIL = re.compile(r"[^\W\d_]+")
_TERMINAL = re.compile(r"[.!?…:;。！？：；؟۔][\"'»”’)\]]*$")
_WIDE = re.compile(rf"[{HAN}\u3000-\u30ff\uff00-\uffef]")
"""Characters that are set without spaces between words."""
_ENTRY = re.compile(r"[•●▪■►◦‣*–—-]\s|\(?\d{1,3}[.)]\s")
"""How an entry of a list begins."""

_LEADER = re.compile(r"(?:[.·…] ?){4}\s*\w{0,6}$")
"""How a line of a table of contents ends."""

_FULL = 0.92
"""Of the width of its block: a line that would be wider with the next word was full."""
_GAP = 1.35
"""Usual steps from one line to the next; more is a space between paragraphs."""
_LEAST_GAP = 1.75
"""The same in heights of a line, where a page has too few lines to tell what is usual."""
_SIZE = 1.2
"""Factor between the heights of two lines beyond which they are not of one paragraph."""


class Line(NamedTuple):
    """A line, and where it stands: any unit, from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    height: float


def unwrapped(text: str) -> str:
    """The paragraphs of a text whose lines were broken at a fixed number of characters.

    Paragraphs are parted by a line end each; lines of quotation (``>``) are not joined to others.
    """
    lines = [
        Line(line.strip(), float(_indent(line)), float(len(line.rstrip())), float(number), 1.0)
        for number, line in enumerate(text.expandtabs().split("\n"))
        if line.strip()
    ]
    return joined([lines])


def joined(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of some pages, parted by line ends; one may go on over the end of a page."""
    blocks = [block for page in pages for block in _blocks(_rows(page))]
    whole = " ".join(line.text for block in blocks for line in block)
    known = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole.lower()))
    paragraphs: list[str] = []
    before: Line | None = None
    for block in blocks:
        width = max(line.right - line.left for line in block)
        margin = min(line.left for line in block)
        for line in block:
            goes_on = before is not None and (
                _goes_on(before, line, width, margin)
                if line is not block[0]
                else _crosses(before, line)
            )
            if goes_on:
                paragraphs[-1] = _attached(paragraphs[-1], line.text, known)
            else:
                paragraphs.append(line.text)
            before = line
    return "\n".join(paragraphs)


def _rows(page: Sequence[Line]) -> list[Line]:
    """The lines, each whole: a raised figure (of a footnote) may have parted one."""
    rows: list[Line] = []
    for line in page:
        before = rows[-1] if rows else None
        height = max(before.height, line.height) if before else 0
        if (
            before
            and abs(line.top - before.top) < height / 2
            and 0 <= line.left - before.right < height
        ):
            text = f"{before.text} {line.text}"
            rows[-1] = Line(text, before.left, line.right, before.top, before.height)
        else:
            rows.append(line)
    return rows


def _blocks(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one size that stand below each other without a gap."""
    block: list[Line] = list(page[:1])
    steps = [line.top - above.top for above, line in pairwise(page) if line.top > above.top]
    usual = _GAP * median(steps) if len(steps) > 2 else inf
    for above, line in pairwise(page):
        step = line.top - above.top
        heights = sorted((above.height, line.height))
        near = 0 < step <= min(usual, _LEAST_GAP * heights[1])
        if near and heights[1] <= _SIZE * heights[0]:
            block.append(line)
        else:
            yield block
            block = [line]
    if block:
        yield block


def _goes_on(above: Line, line: Line, width: float, margin: float) -> bool:
    """Whether a line goes on with the sentence of the one above it, in one block."""
    if (
        _ENTRY.match(line.text)
        or _LEADER.search(above.text)
        or above.text.startswith(">")
        or line.text.startswith(">")
    ):
        return False
    indented = line.left - margin > 0.8 * line.height and line.left > above.left
    ended = bool(_TERMINAL.search(above.text))
    if indented and ended:
        return False
    if not ended and line.text[0].islower():
        return True
    breadth = (above.right - above.left) / len(above.text)  # of a character
    word = 1 if _WIDE.match(line.text) else len(line.text.split(maxsplit=1)[0]) + 1
    return above.right - above.left + word * breadth > _FULL * width


def _crosses(above: Line, line: Line) -> bool:
    """Whether a sentence goes on in the next block: in the next column, or on the next page."""
    if line.top > above.top and line.left < above.right and line.right > above.left:
        return False  # below it, after a gap: a heading and its text
    if abs(above.height - line.height) > (_SIZE - 1) * above.height:
        return False
    begins_small = line.text[0].islower() or bool(_WIDE.match(line.text))
    return begins_small and not _TERMINAL.search(above.text)


def _attached(text: str, line: str, known: frozenset[str]) -> str:
    hyphenated, tail = _HYPHENATED.search(text), _TAIL.match(line)
    if hyphenated and tail and tail[0][0].islower():
        head = hyphenated["head"]
        whole, parted = (f"{head}{sign}{tail[0]}".lower() for sign in ("", "-"))
        seen = parted in known and whole not in known  # well-known, elsewhere within a line
        keeps = seen or hyphenated["parts"]  # a-t-il
        return text[:-1] + ("-" if keeps else "") + line
    apart = "" if _WIDE.search(text[-1]) and _WIDE.match(line) else " "
    return f"{text}{apart}{line}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
