"""What a new version of a page says otherwise: numbers, negations, attributions.

A revised page is no second source; what was revised in it may be the news.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from recul.evidence.differences import differences
from recul.model import Extraction, Span, Statement, Value

ALIKE = 0.7
"""Words in common, of those of both, from which two statements are one, put into another mouth."""
_WORD = re.compile(r"\w+")


class Change(Value):
    """One thing that a version says otherwise than the one before it.

    Attributes:
        kind: a number, a negation, who said it; or a statement that was taken out or put in.
        before, after: where it stands in the two versions; None where it does not.
        values: for a number, what was told before and after; for an attribution, the names, empty
            for nobody.
    """

    kind: Literal["number", "negation", "attribution", "removed", "added"]
    before: Span | None
    after: Span | None
    values: tuple[str, str] = ("", "")


class Revision(Value):
    """Two versions of a page, one after the other, and what the later one changed."""

    before: str
    after: str
    changes: tuple[Change, ...]


def revisions(versions: Sequence[Extraction]) -> list[Revision]:
    """The revisions of a page.

    Args:
        versions: of one page, the earliest first.
    """
    return [
        Revision(
            before=before.document.id, after=after.document.id, changes=_changes(before, after)
        )
        for before, after in pairwise(versions)
    ]


def _changes(before: Extraction, after: Extraction) -> tuple[Change, ...]:
    told = [
        Change(kind=d.kind, before=d.there, after=d.here, values=d.values[::-1])
        for d in differences(after, before)
    ]
    found = [*told, *_attributions(before, after)]
    return tuple(sorted(found, key=lambda c: ((c.after or c.before or _START).start, c.kind)))


_START = Span(0, 1)


def _attributions(before: Extraction, after: Extraction) -> Iterator[Change]:
    """Statements that another one makes now, and those that are only in one of the versions."""
    left = list(after.statements)
    for statement in before.statements:
        here = _words(statement, before)
        best = max(left, key=lambda s: _alike(here, _words(s, after)), default=None)
        if best is None or _alike(here, _words(best, after)) < ALIKE:
            text = before.document.cut(statement.span)
            if text not in after.document.text:
                yield Change(kind="removed", before=statement.span, after=None)
                continue
            start = after.document.text.index(text)
            names = _name(statement), ""
            at = Span(start, start + len(text))
            yield Change(kind="attribution", before=statement.span, after=at, values=names)
            continue
        left.remove(best)
        names = _name(statement), _name(best)
        if names[0].casefold() != names[1].casefold():
            yield Change(kind="attribution", before=statement.span, after=best.span, values=names)
    for statement in left:
        if after.document.cut(statement.span) not in before.document.text:
            yield Change(kind="added", before=None, after=statement.span)


def _words(statement: Statement, extraction: Extraction) -> Counter[str]:
    return Counter(_WORD.findall(extraction.document.cut(statement.span).casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    every = (one | other).total()
    return (one & other).total() / every if every else 0.0


def _name(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else ""
