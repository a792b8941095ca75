"""The trigram index of the folded words of each document: FTS5 on SQLite, pg_trgm on PostgreSQL.

It only tells which texts may hold some words; FTS5 keeps no positions, which makes it a third of
the size. Every pattern asked for has three characters or more (`recul.store.query`), so no query
has to read every text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Select, Text, column, delete, insert, select, table, text

from recul.model import Document
from recul.store.folding import folded, version
from recul.store.tables import settings

_FOLDING = "folding"


def add(tx: Connection, documents: Iterable[tuple[int, Document]]) -> None:
    """Index documents, by the number of their first version."""
    values = [
        {"seq": seq, "folded": folded(f"{document.title or ''}\n{document.text}")}
        for seq, document in documents
    ]
    number = "rowid" if tx.dialect.name == "sqlite" else "seq"
    if values:
        statement = f"INSERT INTO search ({number}, folded) VALUES (:seq, :folded)"  # noqa: S608
        tx.execute(text(statement), values)


def holding(tx: Connection, patterns: Sequence[str]) -> Select[tuple[int]]:
    """The numbers of the texts whose folded words may hold all of these."""
    if tx.dialect.name == "sqlite":
        trigrams = dict.fromkeys(p[at : at + 3] for p in patterns for at in range(len(p) - 2))
        match = " AND ".join(f'"{trigram}"' for trigram in trigrams)
        return (
            select(column("rowid"))
            .select_from(table("search"))
            .where(text("search MATCH :match").bindparams(match=match))
        )
    words = column("folded", Text)
    return (
        select(column("seq"))
        .select_from(table("search"))
        .where(*(words.contains(pattern, autoescape=True) for pattern in patterns))
    )


def is_fresh(tx: Connection) -> bool:
    """False if the words were folded in another way when they were indexed."""
    held = select(settings.c.value).where(settings.c.key == _FOLDING)
    return tx.execute(held).scalar_one_or_none() == version()


def clear(tx: Connection) -> None:
    """Take everything out of the index."""
    statement = {"sqlite": "INSERT INTO search (search) VALUES ('delete-all')"}
    tx.execute(text(statement.get(tx.dialect.name, "TRUNCATE search")))


def mark(tx: Connection) -> None:
    """Say that what is indexed was folded in the way of this version."""
    tx.execute(delete(settings).where(settings.c.key == _FOLDING))
    tx.execute(insert(settings), {"key": _FOLDING, "value": version()})
