"""The custody log: what came in when, from where, by whom, and what has been done with it.

Each entry is one line of JSON that holds the SHA-256 of the line before it. The hash of an entry is
the SHA-256 of its line, so that the log can be checked with `sha256sum` alone, and who knows the
last hash (on paper, in a time stamp, in somebody else's hands) can tell whether anything before it
was changed, removed or put in between. The table is only ever added to.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import AwareDatetime, Field, ValidationError
from sqlalchemy import Connection, insert, select

import recul
from recul.model import Reason, Value
from recul.store.tables import custody as table

NOTHING = "0" * 64
"""What the first entry holds for the hash of the one before it."""
VARIABLE = "RECUL_USER"
"""The environment variable that names who collects, where the system's user does not."""
_TOOL = f"recul {recul.__version__}"


class Entry(Value):
    """An entry of the log; its JSON, with sorted keys and no spaces, is its line.

    Attributes:
        n: counts from 1, without a gap.
        previous: the hash of the entry before, or `NOTHING`.
        at: when, by the clock of the machine.
        by: who did it.
        tool: the program and its version.
        action: captured, added, set_aside, stamped, or what a later part of the program does.
        subject: what it was done to: an address, a file's name.
        facts: what is known of it; digests are SHA-256 in hexadecimals.
    """

    n: int = Field(ge=1)
    previous: str = Field(pattern=r"^[0-9a-f]{64}$")
    at: AwareDatetime
    by: str
    tool: str
    action: str
    subject: str
    facts: dict[str, Any] = Field(default_factory=dict)

    @property
    def line(self) -> str:
        """Its line, without a line end."""
        told = self.model_dump(mode="json")
        told["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def hash_of(line: str) -> str:
    """The hash of the entry with that line."""
    return hashlib.sha256(line.encode()).hexdigest()


def text_hash(text: str) -> str:
    """The SHA-256 of a stored text, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def collector() -> str:
    """Who collects: `RECUL_USER`, or the user of the system that runs the program."""
    try:
        return os.environ.get(VARIABLE) or getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return f"user {os.getuid()}"


def append(
    tx: Connection, action: str, subject: str, facts: Mapping[str, Any], *, now: datetime, by: str
) -> Entry:
    """Add an entry.

    Args:
        tx: of `Database.write`.
        action: what was done.
        subject: what it was done to.
        facts: values of JSON.
        now: when.
        by: who.
    """
    last = tx.execute(
        select(table.c.body, table.c.hash).order_by(table.c.seq.desc()).limit(1)
    ).one_or_none()
    entry = Entry(
        n=json.loads(last.body)["n"] + 1 if last else 1,
        previous=last.hash if last else NOTHING,
        at=now,
        by=by,
        tool=_TOOL,
        action=action,
        subject=subject,
        facts=dict(facts),
    )
    line = entry.line
    row = {
        "at": now,
        "action": action,
        "subject": subject,
        "body": line,
        "previous": entry.previous,
        "hash": hash_of(line),
    }
    tx.execute(insert(table), [row])
    return entry


def lines(tx: Connection) -> Iterator[str]:
    """The lines of the log, from the first to the last."""
    for row in tx.execute(select(table.c.body).order_by(table.c.seq)):
        yield row.body


def head(tx: Connection) -> Entry | None:
    """The last entry."""
    body = tx.execute(select(table.c.body).order_by(table.c.seq.desc()).limit(1)).scalar()
    return Entry.model_validate_json(body) if body else None


def checked(log: Iterable[str]) -> tuple[list[Entry], list[Reason]]:
    """The entries of a log, and where its chain is broken.

    A line that is no entry, that does not hold the hash of the line before it, or that does not
    count on from it is a fault; the entries after it are checked against the line that is there.
    """
    entries: list[Entry] = []
    faults: list[Reason] = []
    previous, n = NOTHING, 0
    for place, line in enumerate(log, start=1):
        try:
            entry = Entry.model_validate_json(line)
            if entry.line != line:
                raise ValueError
        except (ValidationError, ValueError):
            faults.append(Reason(id="log_not_an_entry", values={"entry": place}))
        else:
            entries.append(entry)
            if entry.previous != previous or entry.n != n + 1:
                faults.append(Reason(id="log_broken", values={"entry": place, "at": entry.at}))
        previous, n = hash_of(line), place
    return entries, faults
