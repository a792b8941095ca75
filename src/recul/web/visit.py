"""One request: who asks, in which language, and how a page is answered."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

import recul
from recul.languages import spoken
from recul.reporting.html import templates
from recul.reporting.words import Words, words
from recul.web.addresses import address, instant
from recul.web.queries import Library, Opened

COOKIE = "recul"
LANGUAGE = "recul_language"
YEAR = 365 * 86_400
ROLES = ("reader", "analyst", "editor", "admin")
"""Each may do what those before it may: read; review and add; grade and publish; manage."""


@dataclass(frozen=True)
class Settings:
    """How the server runs.

    Attributes:
        login: whether who asks has to say who they are; else everybody is the one person here.
        hosts: the names it answers to.
        https: whether cookies are only sent over HTTPS.
        uploads: bytes of one upload at most.
        clock: gives the instant; in tests, a fixed one.
    """

    clock: Callable[[], datetime]
    login: bool = False
    hosts: frozenset[str] = frozenset()
    https: bool = False
    uploads: int = 32_000_000
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)


@dataclass(frozen=True)
class User:
    """Who asks."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether what `role` may do is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Visit:
    """A request and all that answers it."""

    def __init__(self, request: Request, user: User | None) -> None:
        self.request = request
        self.user = user
        self.settings: Settings = request.app.state.settings
        self.library: Library = request.app.state.library
        self.session = request.cookies.get(COOKIE) or ""
        self.fresh = not re.fullmatch(r"[\w-]{32,64}", self.session)
        if self.fresh:
            self.session = secrets.token_urlsafe(32)

    @property
    def here(self) -> str:
        """The address asked for, to come back to."""
        asked = self.request.url
        return f"{asked.path}?{asked.query}" if asked.query else asked.path

    @property
    def now(self) -> datetime:
        """The instant of the request."""
        return self.settings.clock()

    @property
    def today(self) -> date:
        """The day of the request, UTC."""
        return self.now.date()

    @cached_property
    def words(self) -> Words:
        """The interface: as chosen before, else as the browser prefers, else English."""
        chosen = self.request.cookies.get(LANGUAGE)
        if chosen in spoken():
            return words(chosen)
        for part in self.request.headers.get("accept-language", "").split(","):
            code = part.split(";")[0].strip()[:2].lower()
            if code in spoken():
                return words(code)
        return words("en")

    @property
    def token(self) -> str:
        """What a form of this session carries, which no other site can know.

        Another one each time, so that its compressed length tells nothing (BREACH).
        """
        return self._token(secrets.token_hex(8))

    def _token(self, salt: str) -> str:
        said = f"{salt}.{self.session}".encode()
        return f"{salt}.{hmac.new(self.settings.secret, said, hashlib.sha256).hexdigest()}"

    def same_session(self, token: str | None) -> None:
        """Let a form through only from the session it was made for.

        Raises:
            HTTPException: 403.
        """
        expected = self._token((token or "").partition(".")[0])
        if self.fresh or not hmac.compare_digest((token or "").encode(), expected.encode()):
            raise HTTPException(403, "csrf")

    def check(self, token: str | None, role: str) -> User:
        """Let a form through only from its own session, and from somebody who may.

        Raises:
            HTTPException: 403.
        """
        self.same_session(token)
        if self.user is None or not self.user.may(role):
            raise HTTPException(403, "role")
        return self.user

    def as_of(self, given: str | None, opened: Opened) -> datetime:
        """The instant asked for, or the latest that counts.

        Raises:
            InputError: it is no date.
        """
        return instant(given) if given else opened.latest(self.words, self.today)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
        """A page of HTML."""
        response = HTMLResponse(self.text(template, **context), status_code=status)
        response.headers["Vary"] = "Cookie, Accept-Language"
        self.remember(response)
        return response

    def text(self, template: str, **context: Any) -> str:  # noqa: ANN401 (what templates show)
        """A template filled in."""
        said = self.words
        return (
            templates("recul.web")
            .get_template(template)
            .render(
                w=said,
                t=said.label,
                n=said.count,
                p=said.page,
                v=self,
                u=address,
                version=recul.__version__,
                **context,
            )
        )

    def to(self, where: str) -> RedirectResponse:
        """Go on to another page of this server."""
        response = RedirectResponse(where, status_code=303)
        self.remember(response)
        return response

    def remember(self, response: HTMLResponse | RedirectResponse) -> None:
        """Give a new visitor a session."""
        if self.fresh:
            self.set_cookie(response, COOKIE, self.session)

    def set_cookie(
        self, response: HTMLResponse | RedirectResponse, name: str, value: str, age: int = YEAR
    ) -> None:
        """Set a cookie that scripts cannot read and other sites cannot send with a form."""
        response.set_cookie(
            name, value, max_age=age, httponly=True, samesite="lax", secure=self.settings.https
        )
