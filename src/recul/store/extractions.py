"""What was found in each document, kept so that no text is read twice.

An extraction depends on the version of the document, on the code and the words that read it, and
on the parties and the theatre of the case; `reader` names the latter three. Where one of them has
changed, the text is read again, and both extractions stay.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from sqlalchemy import Connection, insert, select

from recul import extraction, languages, model
from recul.case import Case
from recul.model import Extraction
from recul.store.documents import Row
from recul.store.tables import extractions as table
from recul.store.tables import statements

_AT_ONCE = 500


def reader(case: Case) -> str:
    """Names the code, the packs and what of a case an extraction depends on."""
    known = case.model_dump_json(include={"parties", "theatre"})
    return hashlib.sha256(f"{_code()}\n{known}".encode()).hexdigest()


def load(tx: Connection, rows: Iterable[Row], read_by: str) -> dict[str, Extraction]:
    """The extractions that are kept, by the id of their document.

    Args:
        tx: of `Database.read` or `Database.write`.
        rows: the versions of documents (`recul.store.documents.current`).
        read_by: the `reader`.
    """
    documents = {row.seq: row.document for row in rows}
    numbers = sorted(documents)
    found = {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(table.c.document, table.c.body).where(
            table.c.reader == read_by, table.c.document.in_(numbers[start : start + _AT_ONCE])
        )
        for seq, body in tx.execute(query):
            document = documents[seq]
            found[document.id] = Extraction.model_validate(
                {**json.loads(body), "document": document}
            )
    return found


def keep(tx: Connection, found: Mapping[int, Extraction], read_by: str) -> None:
    """Keep extractions, and their statements, that are not there yet.

    Args:
        tx: of `Database.write`.
        found: by the number of their document's version.
        read_by: the `reader`.
    """
    numbers = sorted(found)
    there: set[int] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = select(table.c.document).where(
            table.c.reader == read_by, table.c.document.in_(some)
        )
        there.update(tx.execute(query).scalars())
    new = {seq: found[seq] for seq in numbers if seq not in there}
    if not new:
        return
    bodies = ((seq, e.model_dump_json(exclude={"document"})) for seq, e in new.items())
    tx.execute(insert(table), [{"document": s, "reader": read_by, "body": b} for s, b in bodies])
    spoken = [
        {
            "document": seq,
            "reader": read_by,
            "id": statement.id,
            "start": statement.span.start,
            "end": statement.span.end,
            "type": statement.type,
            "speaker": statement.speaker.name if statement.speaker else None,
            "party": statement.speaker.party if statement.speaker else None,
            "body": statement.model_dump_json(),
        }
        for seq, extracted in new.items()
        for statement in extracted.statements
    ]
    if spoken:
        tx.execute(insert(statements), spoken)


@lru_cache
def _code() -> str:
    """A digest of all that reads: a change of one word of a pack makes another reader."""
    digest = hashlib.sha256()
    rooms: Sequence[str] = (extraction.__name__, languages.__name__)
    for file in (resources.files(model.__package__) / "model.py", *map(resources.files, rooms)):
        for part in _files(file):
            digest.update(f"{part.name}\n".encode())
            digest.update(part.read_bytes())
    return digest.hexdigest()


def _files(entry: Traversable) -> Iterator[Traversable]:
    if entry.is_dir():
        for inner in sorted(entry.iterdir(), key=lambda e: e.name):
            yield from _files(inner)
    elif entry.name.endswith((".py", ".toml")):
        yield entry
