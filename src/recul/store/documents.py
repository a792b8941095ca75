"""Documents in the store: each once, in the version that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, Select, func, insert, select

from recul.model import Document, InputError, Reason
from recul.reading import conflicts, first
from recul.store import index
from recul.store.folder import Added
from recul.store.tables import documents as table

_AT_ONCE = 500
"""Ids asked for in one statement."""


class Row(NamedTuple):
    """A version of a document, and its number: what is kept of it refers to that."""

    seq: int
    document: Document


def add(tx: Connection, documents: Iterable[Document], now: datetime) -> Added:
    """Add the documents that are not there yet.

    One that is there and comes with an earlier date of publication, or with its first, supersedes:
    that version counts (`recul.reading.first`), in whichever order they came. So does, without
    being counted as added, one that only has another name or publisher and goes before the one
    that is there.

    Args:
        tx: of `Database.write`.
        documents: in the order they shall have.
        now: the instant of adding.
    """
    documents = list(documents)
    held = {row.document.id: row for row in current(tx, {d.id for d in documents})}
    known = {key: row.document for key, row in held.items()}
    written, added = {}, {}  # type: dict[str, Document], dict[str, Document]
    warnings: list[Reason] = []
    for document in documents:
        there = known.get(document.id)
        kept = first(there, document) if there else document
        if there:
            warnings += conflicts(kept, there if kept is document else document)
        if kept is not there:
            known[document.id] = written[document.id] = kept
        if there is None or there.published != kept.published or document.id in added:
            added[document.id] = kept
    if written:
        tx.execute(insert(table), [_values(d, held.get(d.id), now) for d in written.values()])
        _index(tx, [d for key, d in written.items() if key not in held])
    already = len({document.id for document in documents} - added.keys())
    return Added(list(added.values()), already, warnings)


def current(tx: Connection, ids: Iterable[str] | None = None, *, after: int = 0) -> list[Row]:
    """The documents, in the order they were first added, each in the version that counts.

    Args:
        tx: of `Database.read` or `Database.write`.
        ids: of those that are wanted; all by default.
        after: only versions added after the one of this number.

    Raises:
        InputError: a row is not the document that was written.
    """
    newer, older = table.alias(), table.alias()
    query = (
        select(table.c.seq, table.c.id, table.c.body)
        .where(
            table.c.seq > after,
            ~select(newer.c.seq).where(newer.c.supersedes == table.c.seq).exists(),
        )
        .order_by(select(func.min(older.c.seq)).where(older.c.id == table.c.id).scalar_subquery())
    )
    return list(_rows(tx, query, ids))


def get(tx: Connection, id: str) -> Document | None:
    """A document in the version that counts; None if it is not there."""
    return next((row.document for row in current(tx, [id])), None)


def versions(tx: Connection, id: str) -> list[Document]:
    """The versions of a document, from the first to the one that counts."""
    query = select(table.c.seq, table.c.id, table.c.body).order_by(table.c.seq)
    return [row.document for row in _rows(tx, query, [id])]


def last(tx: Connection) -> int:
    """The number of the version that was added last; 0 if there is none."""
    return tx.execute(select(func.max(table.c.seq))).scalar_one() or 0


def _index(tx: Connection, new: Sequence[Document]) -> None:
    by_id = {document.id: document for document in new}
    ids = list(by_id)
    for start in range(0, len(ids), _AT_ONCE):
        some = table.c.id.in_(ids[start : start + _AT_ONCE])
        numbers = tx.execute(select(table.c.seq, table.c.id).where(some))
        index.add(tx, [(row.seq, by_id[row.id]) for row in numbers])


def rows(tx: Connection, query: Select[Any]) -> Iterator[Row]:
    """The documents of a query for their `seq`, `id` and `body`.

    Raises:
        InputError: a row is not the document that was written.
    """
    for row in tx.execute(query):
        yield Row(row.seq, _document(row.id, row.body))


def _values(document: Document, held: Row | None, now: datetime) -> dict[str, Any]:
    if document.id != document.true_id:  # it could never be read, nor taken back
        raise ValueError(f"{document.id} is not the id of {document.source}")
    return {
        "id": document.id,
        "supersedes": held.seq if held else None,
        "added": now,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "publisher": document.publisher,
        "body": document.model_dump_json(),
    }


def _rows(tx: Connection, query: Select[Any], ids: Iterable[str] | None) -> Iterator[Row]:
    if ids is None:
        yield from rows(tx, query)
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from rows(tx, query.where(table.c.id.in_(wanted[start : start + _AT_ONCE])))


def _document(id_: str, body: str) -> Document:
    try:
        document = Document.model_validate_json(body)
        if document.id != id_ or document.true_id != id_:
            raise ValueError("its text is not the one that its id was made from")
    except ValueError as error:
        problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise InputError(
            f"document {id_}",
            f"not a document: {problem}",
            "Restore the database from a copy; it is never edited by hand",
        ) from None
    return document
