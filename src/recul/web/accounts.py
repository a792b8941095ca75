"""Who may use the server: accounts, sessions, tokens for programs, and what was done by whom.

They are kept in the database of the first case that is served. A password is kept as its argon2id
hash (RFC 9106, the low-memory parameters that argon2-cffi takes), a session or a token as the
SHA-256 of a random value that only its holder has.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from threading import Semaphore
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select

from recul.model import InputError
from recul.store import tables
from recul.store.database import Database
from recul.web.throttle import Throttle
from recul.web.visit import ROLES, User

SESSION = timedelta(hours=12)
SHORTEST = 10
"""Characters of a password at least."""
LONGEST = 1_000
SCOPES = ("read", "write", "admin")
"""What a token may be used for; never more than its owner may."""
_NAME = re.compile(r"[\w.@-]{1,64}")
_AT_ONCE = Semaphore(2)
"""A check of a password takes 64 MB: never many at once."""


class Token(NamedTuple):
    """A token as its owner sees it later: not the token itself."""

    id: str
    label: str
    scopes: tuple[str, ...]
    added: datetime
    expires: datetime | None


class Accounts:
    """The accounts in a database.

    Args:
        database: where they are.
        clock: gives the instant.
        hasher: of passwords.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        self._names = Throttle(longest=60)
        self._addresses = Throttle(longest=900)

    # ------------------------------------------------------------------------ accounts

    def add(self, name: str, password: str, role: str, by: str) -> None:
        """Make an account, or give one that is there a new password and role.

        Raises:
            InputError: the name, the password or the role cannot be one.
        """
        if not _NAME.fullmatch(name):
            raise InputError(name, "cannot be a name", "Use letters, digits, dots and hyphens")
        if not SHORTEST <= len(password) <= LONGEST:
            raise InputError("password", f"is shorter than {SHORTEST} characters", "Lengthen it")
        if role not in ROLES:
            raise InputError(role, "is no role", f"Choose one of {', '.join(ROLES)}")
        with _AT_ONCE:
            hashed = self._hasher.hash(password)
        now = self._clock()
        users = tables.users
        with self._database.write() as tx:
            held = tx.execute(select(users.c.name).where(users.c.name == name)).first()
            values = {"password": hashed, "role": role, "disabled": False}
            if held:
                tx.execute(users.update().where(users.c.name == name).values(**values))
                self._end_all(tx, name, now)
            else:
                tx.execute(users.insert().values(name=name, added=now, **values))
            record(tx, now, by, "account", name, {"role": role, "new": not held})

    def close(self, name: str, by: str) -> None:
        """Close an account: it is not removed, since what it did stays, but opens nothing."""
        now = self._clock()
        users = tables.users
        with self._database.write() as tx:
            tx.execute(users.update().where(users.c.name == name).values(disabled=True))
            self._end_all(tx, name, now)
            record(tx, now, by, "account closed", name, {})

    def all(self) -> list[User]:
        """The open accounts, by name."""
        users = tables.users
        with self._database.read() as tx:
            rows = tx.execute(
                select(users.c.name, users.c.role).where(~users.c.disabled).order_by(users.c.name)
            )
            return [User(name, role) for name, role in rows]

    # ------------------------------------------------------------------------ sessions

    def login(self, name: str, password: str, address: str) -> tuple[str | None, int]:
        """Open a session.

        Whether there is such a name cannot be told from the answer, nor from the time it takes.

        Returns:
            The session, or None; and the seconds to wait before another try is looked at.
        """
        now = self._clock()
        wait = max(self._names.wait(name, now), self._addresses.wait(address, now))
        if wait:
            return None, wait
        users = tables.users
        with self._database.read() as tx:
            held = tx.execute(
                select(users.c.password).where(users.c.name == name[:64], ~users.c.disabled)
            ).scalar()
        if not self._right(held or self._nobody, password[:LONGEST]) or held is None:
            self._names.failed(name, now)
            self._addresses.failed(address, now)
            with self._database.write() as tx:
                record(tx, now, name[:64], "login refused", None, {"address": address})
            return None, max(self._names.wait(name, now), self._addresses.wait(address, now))
        self._names.forget(name)
        self._addresses.forget(address)
        session = secrets.token_urlsafe(32)
        with self._database.write() as tx:
            self._keep(tx, session, name, "session", None, SCOPES, now, now + SESSION)
            record(tx, now, name, "login", None, {"address": address})
        return session, 0

    def user(self, session: str) -> User | None:
        """Whose session this is, if it is open."""
        found = self._held(session, "session")
        return found[0] if found else None

    def logout(self, session: str) -> None:
        """Close a session."""
        with self._database.write() as tx:
            tokens = tables.tokens
            tx.execute(
                tokens.update()
                .where(tokens.c.hash == _hash(session), tokens.c.kind == "session")
                .values(revoked=self._clock())
            )

    # -------------------------------------------------------------------------- tokens

    def issue(self, name: str, label: str, scopes: Iterable[str], days: int) -> str:
        """Make a token for a program; it is shown once and kept nowhere.

        Raises:
            InputError: a scope or a period that is none.
        """
        wanted = tuple(scope for scope in SCOPES if scope in set(scopes))
        if not wanted or not 1 <= days <= 366:
            raise InputError("the token", "needs a scope and 1 to 366 days", "Choose them")
        token = "recul_" + secrets.token_urlsafe(32)
        now = self._clock()
        with self._database.write() as tx:
            self._keep(
                tx, token, name, "token", label[:80], wanted, now, now + timedelta(days=days)
            )
            record(tx, now, name, "token", None, {"label": label[:80], "scopes": wanted})
        return token

    def bearer(self, token: str) -> tuple[User, tuple[str, ...]] | None:
        """Whose token this is and what it is for, if it holds."""
        return self._held(token, "token")

    def tokens(self, name: str) -> list[Token]:
        """The tokens of an account that hold."""
        tokens = tables.tokens
        with self._database.read() as tx:
            rows = tx.execute(
                select(tokens)
                .where(tokens.c.user == name, tokens.c.kind == "token", tokens.c.revoked.is_(None))
                .order_by(tokens.c.added)
            ).all()
        return [
            Token(r.hash[:12], r.label or "", tuple(json.loads(r.scopes)), r.added, r.expires)
            for r in rows
        ]

    def revoke(self, name: str, id_: str) -> None:
        """End a token of an account."""
        tokens = tables.tokens
        now = self._clock()
        with self._database.write() as tx:
            tx.execute(
                tokens.update()
                .where(
                    tokens.c.user == name,
                    tokens.c.kind == "token",
                    tokens.c.hash.startswith(id_, autoescape=True),
                )
                .values(revoked=now)
            )
            record(tx, now, name, "token revoked", id_, {})

    # ------------------------------------------------------------------------- inwards

    def _right(self, hashed: str, password: str) -> bool:
        try:
            with _AT_ONCE:
                return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def _keep(
        self,
        tx: Connection,
        secret: str,
        name: str,
        kind: str,
        label: str | None,
        scopes: Iterable[str],
        now: datetime,
        expires: datetime,
    ) -> None:
        tx.execute(
            tables.tokens.insert().values(
                hash=_hash(secret),
                user=name,
                kind=kind,
                label=label,
                scopes=json.dumps(list(scopes)),
                added=now,
                expires=expires,
            )
        )

    def _held(self, secret: str, kind: str) -> tuple[User, tuple[str, ...]] | None:
        tokens, users = tables.tokens, tables.users
        with self._database.read() as tx:
            row = tx.execute(
                select(users.c.name, users.c.role, tokens.c.scopes, tokens.c.expires)
                .join(users, users.c.name == tokens.c.user)
                .where(
                    tokens.c.hash == _hash(secret),
                    tokens.c.kind == kind,
                    tokens.c.revoked.is_(None),
                    ~users.c.disabled,
                )
            ).first()
        if row is None or (row.expires and row.expires <= self._clock()):
            return None
        return User(row.name, row.role), tuple(json.loads(row.scopes))

    def _end_all(self, tx: Connection, name: str, now: datetime) -> None:
        tokens = tables.tokens
        tx.execute(
            tokens.update()
            .where(tokens.c.user == name, tokens.c.revoked.is_(None))
            .values(revoked=now)
        )


def record(
    tx: Connection,
    now: datetime,
    who: str,
    what: str,
    target: str | None,
    body: Mapping[str, Any],
) -> None:
    """Write a line of the audit log, in the transaction of what is done."""
    tx.execute(
        tables.audit.insert().values(
            at=now, who=who, what=what, target=target, body=json.dumps(body)
        )
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
