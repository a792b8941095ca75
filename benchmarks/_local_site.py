"""Sites on this machine for the watch: well behaved, or as bad as told.

One server answers on every address of 127.0.0.0/8, so that any number of hosts can be had without
a name server: a host is ``127.0.1.7:PORT``.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_REUSEADDR, SOL_SOCKET

Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Article:
    """A page of a site, and what its feed says of it."""

    def __init__(
        self, path: str, title: str, paragraphs: Sequence[str], published: datetime
    ) -> None:
        self.path, self.title, self.paragraphs, self.published = path, title, paragraphs, published

    def page(self) -> bytes:
        """The page as HTML."""
        body = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        day = self.published.isoformat()
        return (
            "<!doctype html><html lang=en><head><meta charset=utf-8>"
            f"<title>{escape(self.title)}</title>"
            f'<meta property="article:published_time" content="{day}"></head>'
            f"<body><article><h1>{escape(self.title)}</h1>{body}</article></body></html>"
        ).encode()

    def item(self) -> str:
        """Its entry in an RSS feed."""
        return (
            f"<item><title>{escape(self.title)}</title><link>{self.path}</link>"
            f"<pubDate>{format_datetime(self.published)}</pubDate></item>"
        )


class Site:
    """What a server answers, and what it was asked: paths are those of every host."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.paths: dict[str, Behaviour] = {}
        self.asked: Counter[str] = Counter()
        self.stop = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path on a host of this machine."""
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        """Answer a path with a body; ``etag`` and the like as keyword arguments."""
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            etag = headers.get("etag")
            same = etag and request.headers.get("if-none-match") == etag
            request.send_response(304 if same else status)
            for name, value in {"content_type": "text/html; charset=utf-8", **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("content-length", str(0 if same else len(data)))
            request.end_headers()
            if not same:
                request.wfile.write(data)

        self.paths[path] = answer

    def publish(self, feed: str, articles: Sequence[Article], etag: str = "") -> None:
        """Serve some articles and an RSS feed of them."""
        for article in articles:
            self.serve(article.path, article.page())
        items = "".join(article.item() for article in articles)
        self.serve(
            feed,
            "<?xml version='1.0'?><rss version='2.0'><channel><title>Local</title>"
            f"{items}</channel></rss>",
            content_type="application/rss+xml",
            etag=etag,
        )

    def hang(self, path: str) -> None:
        """Accept requests for a path and never answer."""

        def wait(request: BaseHTTPRequestHandler) -> None:
            self.stop.wait(120)

        self.paths[path] = wait


@contextmanager
def site() -> Iterator[Site]:
    """A site on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            there.asked[self.path] += 1
            behaviour = there.paths.get(self.path)
            try:
                if behaviour:
                    behaviour(self)
                else:
                    self.send_response(404)
                    self.send_header("content-length", "0")
                    self.end_headers()
            except OSError:
                self.close_connection = True

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def server_bind(self) -> None:
            self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            super().server_bind()

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("0.0.0.0", 0), Handler)
    there = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield there
    finally:
        there.stop.set()
        server.shutdown()
        server.server_close()
