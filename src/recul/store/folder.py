"""A case as a folder: `case.toml`, and the database of what is kept.

This module imports no SQLAlchemy, so that a case can be read under without waiting for it.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from recul import cases
from recul.case import Case
from recul.cases import CASE_FILE
from recul.extraction import extract
from recul.model import Assessment, Document, Extraction, InputError, Reason
from recul.reading import Input

if TYPE_CHECKING:
    from recul.store.archive import Exchange
    from recul.store.assessments import Kept
    from recul.store.database import Database
    from recul.store.documents import Row

DATABASE_FILE = "case.db"
VARIABLE = "RECUL_DATABASE"
"""The environment variable that gives the address of a PostgreSQL server."""
_READ_AT_ONCE = 100
"""Documents read before what was found in them is kept."""


class Added(NamedTuple):
    """What became of documents that were given to be added.

    Attributes:
        documents: those that were not there, and those that are dated anew.
        already: how many were there, with that date or an earlier one.
        warnings: on what the versions of a document disagree.
    """

    documents: list[Document]
    already: int
    warnings: list[Reason]


class Fetch(NamedTuple):
    """What went over the wire for some documents, and their ids."""

    exchanges: Sequence[Exchange]
    documents: tuple[str, ...]


class Folder:
    """A case folder that exists. Made by `create`, found by `open`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: Database | None = None

    @classmethod
    def create(cls, name: str, parent: Path, template: str | None = None) -> Self:
        """Make the folder of a new case.

        It appears whole or not at all: it is filled under another name and renamed.

        Args:
            name: of the folder, in `parent`.
            parent: an existing folder.
            template: the name of a bundled case whose `case.toml` is copied; by default one with
                comments to be filled in.

        Raises:
            InputError: the name cannot be a folder's, something of that name is there already,
                `parent` is missing or not writable, or there is no such bundled case.
        """
        if name in ("", ".", "..") or Path(name).name != name or not name.isprintable():
            raise InputError(name, "not a name for a folder", "Use letters, digits and hyphens")
        path = parent / name
        if os.path.lexists(path):
            raise InputError(str(path), "is there already", "Choose another name")
        text = _case_text(name, template)
        try:
            with tempfile.TemporaryDirectory(dir=parent, prefix=f".{name}-") as workshop:
                made = Path(workshop) / name
                made.mkdir()
                made.joinpath(CASE_FILE).write_text(text, encoding="utf-8")
                made.rename(path)
        except OSError as error:
            raise InputError(
                str(path), f"cannot be made: {error.strerror}", "Choose a folder you may write to"
            ) from None
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The case folder at `path`.

        Raises:
            InputError: there is no folder, or it holds no `case.toml`.
        """
        if not os.path.isfile(path / CASE_FILE):  # False too for a name that cannot be
            raise InputError(
                str(path), f"not a case folder: no {CASE_FILE}", "Make one with `recul new NAME`"
            )
        return cls(path)

    def case(self) -> Case:
        """The case, read anew each time, since it is edited by hand.

        Raises:
            InputError: `case.toml` does not describe a case.
        """
        return Case.load(self.path / CASE_FILE)

    def reviewed(self) -> Case:
        """The case, with what analysts decided of it: the one to judge by.

        Raises:
            InputError: `case.toml` does not describe a case, or the database cannot be read.
        """
        from recul.store import reviews

        with self.database.read() as tx:
            return self.case().model_copy(update={"reviews": tuple(reviews.current(tx))})

    @property
    def database(self) -> Database:
        """The database of the case, opened once: where `RECUL_DATABASE` says, else `case.toml`.

        Raises:
            InputError: there is none there, or it may not be used.
        """
        if self._database is None:
            from recul.store.database import Database  # SQLAlchemy takes a while to import

            case = self.case()
            url = os.environ.get(VARIABLE) or case.store.url
            if url:
                distinct = hashlib.sha256(case.id.encode()).hexdigest()[:8]
                schema = case.store.schema_name or _schema(case.id, distinct)
                self._database = Database.on_server(url, schema)
            else:
                self._database = Database.at(self.path / DATABASE_FILE)
        return self._database

    def close(self) -> None:
        """Let go of the database, which is opened anew when it is asked for."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def documents(self) -> list[Document]:
        """The documents, in the order they were first added, each in the version that counts.

        Raises:
            InputError: the database cannot be read.
        """
        return [row.document for row in self.rows()]

    def rows(self) -> list[Row]:
        """The documents with the numbers of their versions, for what is kept of them."""
        from recul.store import documents

        with self.database.read() as tx:
            return documents.current(tx)

    def extractions(self, rows: Sequence[Row], case: Case) -> list[Extraction]:
        """What is found in documents; those that were not read yet under this case are.

        Args:
            rows: as given by `rows`.
            case: its parties and theatre matter to what is found.

        Returns:
            In the order of `rows`.
        """
        from recul.store import extractions

        reader = extractions.reader(case)
        with self.database.read() as tx:
            found = extractions.load(tx, rows, reader)
        unread = [row for row in rows if row.document.id not in found]
        for start in range(0, len(unread), _READ_AT_ONCE):
            some = unread[start : start + _READ_AT_ONCE]
            new = {row.seq: extract(row.document, case) for row in some}
            with self.database.write() as tx:
                extractions.keep(tx, new, reader)
                found |= extractions.load(tx, some, reader)  # as any later run will find it
        return [found[row.document.id] for row in rows]

    def keep(self, made: Iterable[Assessment], *, now: datetime | None = None) -> list[Kept]:
        """Keep the assessments that say something new (`recul.store.assessments.keep`)."""
        from recul.store import assessments

        with self.database.write() as tx:
            at = now or datetime.now(UTC)
            return [assessments.keep(tx, assessment, at) for assessment in made]

    def add(
        self,
        given: Iterable[Document],
        *,
        inputs: Iterable[Input] = (),
        fetches: Iterable[Fetch] = (),
        now: datetime | None = None,
    ) -> Added:
        """Add the documents that are not there yet (`recul.store.documents.add`), and log them.

        All of them or, if the disk is full, none.

        Args:
            given: in the order they shall have.
            inputs: the files that some were read from.
            fetches: what went over the wire for others, and their ids.
            now: the instant of adding; that of the clock by default.

        Raises:
            InputError: the database or the archive cannot be read or written to.
        """
        from recul.store import captures, custody, documents

        given = list(given)
        inputs, fetches = list(inputs), list(fetches)
        now, by = now or datetime.now(UTC), custody.collector()
        by_id = {document.id: document for document in given}
        told = {id_ for one in inputs for id_ in one.documents} | {
            id_ for fetch in fetches for id_ in fetch.documents
        }
        by_source: dict[str, list[Document]] = {}
        for document in given:
            if document.id not in told:
                by_source.setdefault(document.source, []).append(document)
        with self.database.write() as tx:
            added = documents.add(tx, given, now)
            captures.keep_inputs(tx, inputs, given, now=now, by=by)
            for source, untold in by_source.items():
                captures.keep_texts(tx, source, untold, now=now, by=by)
            for exchanges, ids in fetches:
                of = [by_id[id_] for id_ in ids]
                added.warnings.extend(captures.keep(tx, self.path, exchanges, of, now=now, by=by))
        return added


def _case_text(name: str, template: str | None) -> str:
    if template is not None:
        text = cases.folder(template).joinpath(CASE_FILE).read_text(encoding="utf-8")
    else:
        text = resources.files(__package__).joinpath("template.toml").read_text(encoding="utf-8")
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace("{name}", quoted)
    if os.environ.get(VARIABLE):  # two cases of one id on one server are two cases
        text += f'\n[store]\nschema = "{_schema(name, secrets.token_hex(4))}"\n'
    return text


def _schema(name: str, distinct: str) -> str:
    """A name for a schema: a case's, in small letters, digits, underscores, and what parts two."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "_".join(["recul", *re.findall("[a-z0-9]+", plain[:40]), distinct])
