"""The database of a case: SQLite in its folder, or a schema of its own on PostgreSQL.

There are two ways in, `Database.read` and `Database.write`, and both are transactions. One writer
writes at a time (``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL), so what a writer
reads is still so when it writes. What fails leaves nothing half-written.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from recul.model import InputError
from recul.store import index, migrations

PATIENCE = 30
"""Seconds to wait for another writer."""
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Database:
    """A database that is there and has the tables of this version."""

    def __init__(self, engine: Engine, name: str, schema: str | None = None) -> None:
        self.engine = engine
        self.name = name
        self._schema = schema
        self.close = weakref.finalize(self, engine.dispose)

    @classmethod
    def at(cls, path: Path) -> Self:
        """The SQLite database in a file, made if it is not there.

        Raises:
            InputError: it cannot be made or opened, or is another version's.
        """
        if path.exists() and not path.is_file():  # a pipe never ends
            raise InputError(str(path), "not a regular file", "Restore the file from a copy")
        engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE}
        )
        event.listen(engine, "connect", _sqlite_connection)
        event.listen(engine, "begin", _sqlite_begin)
        return cls(engine, str(path))._ready()

    @classmethod
    def on_server(cls, url: str, schema: str) -> Self:
        """The schema of a case on a PostgreSQL server, made if it is not there.

        Raises:
            InputError: not the address of such a server, it does not answer or lets us do too
                little, or the tables are another version's.
        """
        if not _SCHEMA.fullmatch(schema):
            raise InputError(
                schema, "not a name for a schema", "Use small letters, digits and underscores"
            )
        try:
            address = make_url(url)
            if address.get_backend_name() != "postgresql":
                raise InputError(
                    address.render_as_string(), "not PostgreSQL", "Write postgresql://user@host/db"
                )
            engine = create_engine(
                address.set(drivername="postgresql+psycopg"),
                connect_args={
                    "options": f"-csearch_path={schema},public -clock_timeout={PATIENCE}s",
                    "connect_timeout": PATIENCE,
                },
                pool_pre_ping=True,
            )
        except (ArgumentError, NoSuchModuleError):
            raise InputError(
                "the database's address", "cannot be read", "Write postgresql://user@host/db"
            ) from None
        except ImportError:
            raise InputError(
                "PostgreSQL",
                "psycopg is not installed",
                'Install it: pip install "recul[postgres]"',
            ) from None
        return cls(engine, f"{address.render_as_string()}, schema {schema}", schema)._ready()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One view of the database, whatever is written meanwhile."""
        level = {} if self._schema is None else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.connect().execution_options(**level) as tx, tx.begin():
            yield tx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one writer: all that is done in the block, or nothing.

        Raises:
            InputError: another one wrote for longer than `PATIENCE`, the disk is full, or the
                database is not there any more or may not be written to.
        """
        with (
            self._told(),
            self.engine.connect().execution_options(begin="BEGIN IMMEDIATE") as tx,
            tx.begin(),
        ):
            if self._schema is not None:
                tx.execute(
                    text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"),
                    {"name": f"recul {self._schema}"},
                )
            yield tx

    def _ready(self) -> Self:
        """Bring the tables up to this version, once, whoever else tries."""
        with self.read() as tx:
            version = migrations.version(tx)
        if version != migrations.HEAD:
            with self.write() as tx:
                if self._schema is not None:
                    # Other cases may be made on this server at this moment.
                    tx.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('recul', 0))"))
                    tx.execute(text(f"CREATE SCHEMA IF NOT EXISTS {self._schema}"))
                migrations.upgrade(tx, self.name)
                if version is None:
                    index.mark(tx)
        return self

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database cannot do, as an error that says what to do about it."""
        try:
            yield
        except DatabaseError as error:
            remedy = _remedy(error)
            if remedy is None:
                raise  # a fault of ours
            problem = str(error.orig).strip().partition("\n")[0]
            raise InputError(self.name, problem, remedy) from error


def _remedy(error: DatabaseError) -> str | None:
    said = str(error.orig)
    for words, remedy in _REMEDIES.items():
        if words in said:
            return remedy
    if isinstance(error, OperationalError) and "no such" not in said:
        return "See that the database is there and may be read and written"
    return None


_REMEDIES = {
    "locked": "Wait until nobody else is writing, then try again",
    "lock timeout": "Wait until nobody else is writing, then try again",
    "full": "Free some space, then try again: nothing was written",
    "No space": "Free some space, then try again: nothing was written",
    "readonly": "Ask for the right to write there",
    "permission denied": "Ask for the rights to the database",
    "unable to open": "Ask for the right to read and write there",
    "not a database": "Restore the file from a copy",
    "malformed": "Restore the file from a copy",
}


def _sqlite_connection(connection, _record) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
