"""What stands before every page: which hosts are answered, how much is taken in, and the headers.

No page runs a script or a style of another origin, or one that stands in the page itself: the
content security policy forbids it, so that markup that slipped through would still do nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(Exception):  # noqa: N818 (what the answer says)
    """A request brought more than is taken in."""


class Guard:
    """ASGI middleware.

    Args:
        app: what it stands before.
        hosts: names the server answers to; another one in ``Host`` is refused, so that no name
            of somebody else's can be made to lead here (DNS rebinding). Empty: any.
        limit: bytes of a request's body at most.
        uploads: bytes at most where documents are uploaded (`UPLOADS`).
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], limit: int, uploads: int) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.limit = limit
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = self.uploads if scope["path"].endswith("/documents") else self.limit
        refusal = self._refusal(scope, headers, most)
        if refusal:
            await refusal(scope, receive, _with_headers(scope, send))
            return
        too_large = _plain("More than is taken in.", 413)
        taken = 0
        started = refused = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLarge
            return message

        async def answer(message: Message) -> None:
            nonlocal started, refused
            if taken > most and not started:  # whatever the application made of it
                started = refused = True
                await too_large(scope, receive, _with_headers(scope, send))
            if not refused:
                started = True
                await _with_headers(scope, send)(message)

        try:
            await self.app(scope, counted, answer)
        except TooLarge:
            if not started:
                await too_large(scope, receive, _with_headers(scope, send))

    def _refusal(self, scope: Scope, headers: Headers, most: int) -> PlainTextResponse | None:
        if self.hosts and host_of(headers.get("host", "")) not in self.hosts:
            return _plain("No such host here.", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit():
            return _plain("Content-Length is no number.", 400)
        if int(length) > most:
            return _plain("More than is taken in.", 413)
        if scope["method"] not in SAFE and not _from_here(headers):
            return _plain("This form was sent from another site.", 403)
        return None


def host_of(host: str) -> str:
    """A ``Host`` header without its port, in small letters."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _from_here(headers: Headers) -> bool:
    """False if a browser says that another site sent this; programs say nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _plain(text: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status)


def _with_headers(scope: Scope, send: Send) -> Send:
    """Files that are the same for everybody may be kept, if asked again whether they changed."""
    kept = "no-cache" if scope["path"].startswith("/static/") else "no-store"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", kept)
        await send(message)

    return sending
