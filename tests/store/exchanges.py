"""What went over the wire, made here: no server needed."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import NamedTuple

from recul.model import Document

NOW = datetime(2022, 2, 18, 9, 30, tzinfo=UTC)


class Wire(NamedTuple):
    url: str
    at: datetime
    address: str | None
    status: int
    sent: bytes
    received: bytes


def wire(text="The units stay.", url="https://daily.example/1", status=200, **more):
    """An exchange, compressed, as servers send."""
    body = gzip.compress(text.encode(), mtime=0)
    head = b"HTTP/1.1 %d OK\r\ncontent-type: text/html\r\nX-Odd:  two  spaces \r\nContent-Encoding: gzip\r\n"
    given = {
        "sent": f"GET / HTTP/1.1\r\nHost: {url[8:21]}\r\n\r\n".encode(),
        "received": head % status + b"\r\n" + body,
    } | more
    return Wire(url, NOW, "192.0.2.7", status, given["sent"], given["received"])


def chunked(text: bytes = b"The units stay.") -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (
        len(text),
        text,
    )


def document(text="The units stay.", url="https://daily.example/1"):
    return Document(id=Document.identify(text, url), source=url, text=text, url=url, published=NOW)
