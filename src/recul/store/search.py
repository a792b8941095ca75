"""Full-text search over the documents of a case and what is said in them.

The index (`recul.store.index`) finds the texts that may hold what is looked for. Each is then read,
so that every database finds the same, and what is shown is cut from the stored text by its span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from recul.model import Document, Span, Statement, Value
from recul.store import index
from recul.store.documents import Row, rows
from recul.store.query import Query
from recul.store.tables import documents, statements

CONTEXT = 80
"""Code points shown on either side of what was found."""
_MOST_EXCERPTS = 3
_AT_ONCE = 200


class Excerpt(Value):
    """A stretch of a text around what was found in it; all spans are of the stored text."""

    span: Span
    found: tuple[Span, ...]


class Hit(Value):
    """A document that holds what was looked for.

    Attributes:
        document: in the version that counts.
        found: where, in order; empty if only its title holds it.
        excerpts: the first stretches around it.
        statements: those that it stands in, as the last reader found them.
    """

    document: Document
    found: tuple[Span, ...]
    excerpts: tuple[Excerpt, ...]
    statements: tuple[Statement, ...]


class Found(Value):
    """A page of hits, the latest publication first; `more` if there are others after it."""

    hits: tuple[Hit, ...]
    more: bool


def search(
    tx: Connection,
    query: str,
    *,
    reader: str | None = None,
    said: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Look for words in the documents.

    Args:
        tx: of `Database.read`, after `refresh`.
        query: words that must all be there; "in quotation marks", one after the other.
        reader: whose statements are shown (`recul.store.extractions.reader`); without, none.
        said: only where one statement holds all that is looked for.
        limit: hits of a page.
        offset: hits before it.

    Raises:
        InputError: the query holds no word, or too many.
    """
    wanted = Query.parse(query)
    hits = islice(_hits(tx, wanted, reader, said), offset, offset + limit + 1)
    page = list(hits)
    return Found(hits=tuple(page[:limit]), more=len(page) > limit)


def refresh(tx: Connection) -> None:
    """Index every document anew. `tx` is of `Database.write`."""
    index.clear(tx)
    first = select(documents.c.seq).where(documents.c.supersedes.is_(None))
    numbers = list(tx.execute(first.order_by(documents.c.seq)).scalars())
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        index.add(tx, rows(tx, select(documents).where(documents.c.seq.in_(some))))
    index.mark(tx)


def _hits(tx: Connection, query: Query, reader: str | None, said: bool) -> Iterator[Hit]:
    for row in _candidates(tx, query):
        document = row.document
        places = query.spans(document.text, document.language)
        title = query.spans(document.title or "", document.language)
        if not all(there or also for there, also in zip(places, title, strict=True)):
            continue
        found = tuple(sorted({span for some in places for span in some}, key=_order))
        spoken = []
        if reader:
            spoken = [
                statement
                for statement in _statements(tx, row.seq, reader)
                if _holds(statement, places if said else [found])
            ]
        if spoken or not said:
            yield Hit(
                document=document,
                found=found,
                excerpts=tuple(_excerpts(document.text, found)),
                statements=tuple(spoken),
            )


def _candidates(tx: Connection, query: Query) -> Iterator[Row]:
    """The documents that may hold what is looked for, the latest publication first."""
    current, first, newer = documents.alias(), documents.alias(), documents.alias()
    numbers = tx.execute(
        select(current.c.seq)
        .join(first, first.c.id == current.c.id)
        .where(
            first.c.supersedes.is_(None),
            first.c.seq.in_(index.holding(tx, query.patterns)),
            ~select(newer.c.seq).where(newer.c.supersedes == current.c.seq).exists(),
        )
        .order_by(current.c.published.desc().nulls_last(), current.c.seq)
    )
    for some in numbers.scalars().partitions(_AT_ONCE):
        there = {
            row.seq: row for row in rows(tx, select(documents).where(documents.c.seq.in_(some)))
        }
        for seq in some:
            yield there[seq]


def _statements(tx: Connection, seq: int, reader: str) -> list[Statement]:
    query = (
        select(statements.c.body)
        .where(statements.c.document == seq, statements.c.reader == reader)
        .order_by(statements.c.start, statements.c.end, statements.c.seq)
    )
    return [Statement.model_validate_json(body) for body in tx.execute(query).scalars()]


def _holds(statement: Statement, places: Iterable[Sequence[Span]]) -> bool:
    """True if a statement holds one of each of these."""
    return all(any(statement.span.covers(span) for span in some) for some in places)


def _excerpts(text: str, found: Sequence[Span]) -> list[Excerpt]:
    if not found:
        return [Excerpt(span=_window(text, 0, 0), found=())]
    stretches: list[list[Span]] = []
    for span in found:
        if stretches and span.start - stretches[-1][-1].end < CONTEXT:
            stretches[-1].append(span)
        else:
            stretches.append([span])
    return [
        Excerpt(span=_window(text, some[0].start, max(s.end for s in some)), found=tuple(some))
        for some in stretches[:_MOST_EXCERPTS]
    ]


def _window(text: str, start: int, end: int) -> Span:
    """Some context on either side, cut at a blank where there is one."""
    low, high = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    if low and (blank := text.find(" ", low, start)) >= 0:
        low = blank + 1
    if high < len(text) and (blank := text.rfind(" ", end, high)) >= 0:
        high = blank
    return Span(low, high)


def _order(span: Span) -> tuple[int, int]:
    return span.start, span.end
