"""Captures: what was fetched, or given, kept as evidence of the documents made of it.

Each of these is called within the transaction that adds the documents. What was fetched is synced
to the archive before that transaction ends: if the program is killed in between, the archive holds
more than the log knows, never less, and `archive.add` sets it aside the next time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pydantic import AwareDatetime
from sqlalchemy import Connection, insert, select

from recul.model import Document, Reason, Value
from recul.reading import Input, warc
from recul.store import archive, custody
from recul.store.archive import Exchange, Place
from recul.store.tables import captured, captures


class Capture(Value):
    """An answer in the archive: its record stands at `offset` to `end` of a file there."""

    id: str
    url: str
    at: AwareDatetime
    status: int
    file: str
    offset: int
    end: int
    payload_sha256: str


def keep(
    tx: Connection,
    folder: Path,
    exchanges: Sequence[Exchange],
    documents: Iterable[Document],
    *,
    now: datetime,
    by: str,
) -> list[Reason]:
    """Keep what was fetched: in the archive, in the tables, in the log.

    Args:
        tx: of `Database.write`.
        folder: of the case.
        exchanges: redirects and the answer, in order; one at least.
        documents: what was read from the answer; none if it could not be read.
        now: when it is logged.
        by: who collects.

    Returns:
        What a crash had left in the archive, and what became of it.

    Raises:
        InputError: the archive cannot be written to, or is shorter than the log knows.
    """
    documents = list(documents)
    written = archive.add(folder, exchanges, last_place(tx), by=by, about=folder.resolve().name)
    if written.aside:
        aside = written.aside.model_dump(mode="json")
        custody.append(tx, "set_aside", written.place.file, {"place": aside}, now=now, by=by)
    answer = written.records[-1]
    facts = {
        "place": written.place.model_dump(mode="json"),
        "records": [
            record.model_dump(mode="json", include={"id", "url", "status", "payload_sha256"})
            for record in written.records
        ],
        "documents": _texts(documents),
    }
    custody.append(tx, "captured", answer.url, facts, now=now, by=by)
    texts = {custody.text_hash(document.text) for document in documents}
    for record in written.records:
        is_answer = record is answer
        row = {
            "id": record.id,
            "url": record.url,
            "at": record.at,
            "status": record.status,
            "content_type": record.media,
            "file": written.place.file,
            "request_offset": record.request_offset,
            "response_offset": record.response_offset,
            "payload_sha256": record.payload_sha256,
            "text_sha256": min(texts) if is_answer and len(texts) == 1 else None,
            "body": json.dumps(facts["place"]),
        }
        key = tx.execute(insert(captures).values(row)).inserted_primary_key
        if is_answer and key is not None:
            of = [{"capture": key[0], "document": id_} for id_ in {d.id for d in documents}]
            if of:
                tx.execute(insert(captured), of)
    return archive.warnings_of(written, folder)


def keep_inputs(
    tx: Connection,
    inputs: Iterable[Input],
    documents: Iterable[Document],
    *,
    now: datetime,
    by: str,
) -> None:
    """Log the files that documents were read from: their names and hashes, not their bytes."""
    by_id = {document.id: document for document in documents}
    for one in inputs:
        read = [by_id[id_] for id_ in one.documents if id_ in by_id]
        texts = _texts(read)
        for text in texts:
            if text["id"] in one.captured:
                text["captured"] = one.captured[text["id"]].isoformat()
        facts = {"sha256": one.sha256, "size": one.size, "documents": texts}
        custody.append(tx, "added", one.source, facts, now=now, by=by)


def keep_texts(
    tx: Connection, source: str, documents: Iterable[Document], *, now: datetime, by: str
) -> None:
    """Log documents whose text came with something else, as that of an item with its feed."""
    custody.append(tx, "added", source, {"documents": _texts(documents)}, now=now, by=by)


def of(tx: Connection, document: str) -> list[Capture]:
    """The captures that a document was read from, the first one first.

    Args:
        tx: of `Database.read`.
        document: its id.
    """
    query = (
        select(captures)
        .join(captured, captured.c.capture == captures.c.seq)
        .where(captured.c.document == document)
        .order_by(captures.c.seq)
    )
    return [
        Capture(
            id=row.id,
            url=row.url,
            at=row.at,
            status=row.status,
            file=row.file,
            offset=row.response_offset,
            end=row.request_offset,
            payload_sha256=row.payload_sha256,
        )
        for row in tx.execute(query)
    ]


def response(folder: Path, capture: Capture) -> bytes | None:
    """The response of a capture as it came; None if the archive does not hold it any more."""
    place = Place(file=capture.file, offset=capture.offset, end=capture.end, sha256="")
    found = next(iter(warc.records(BytesIO(archive.read(folder, place) or b""))), None)
    return found.block if isinstance(found, warc.Record) else None


def last_place(tx: Connection) -> Place | None:
    """Where the bytes of the last capture stand."""
    body = tx.execute(select(captures.c.body).order_by(captures.c.seq.desc()).limit(1)).scalar()
    return Place.model_validate_json(body) if body else None


def _texts(documents: Iterable[Document]) -> list[dict[str, str]]:
    return [{"id": d.id, "text_sha256": custody.text_hash(d.text)} for d in documents]
