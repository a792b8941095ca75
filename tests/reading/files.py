"""Files for the tests, written here byte by byte: PDFs, WARC and WACZ files, letters."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Sequence

Placed = tuple[float, float, str]
"""A line of a page: left, baseline from the bottom, text (Latin letters)."""


def pdf(pages: Sequence[Sequence[Placed]], *, size: int = 11, info: str = "") -> bytes:
    """A PDF of A4 pages in Helvetica."""
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content.encode("latin-1") if isinstance(content, str) else content)
        return len(objects)

    first = 4  # catalog, tree of pages and font stand before
    kids = [first + 2 * i for i in range(len(pages))]
    add("<</Type/Catalog/Pages 2 0 R>>")
    add(f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>")
    add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for kid, lines in zip(kids, pages, strict=True):
        add(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {kid + 1} 0 R>>"
        )
        shown = b"".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm (".encode()
            + text.encode("cp1252")
            .replace(b"\\", rb"\\")
            .replace(b"(", rb"\(")
            .replace(b")", rb"\)")
            + b") Tj ET\n"
            for x, y, text in lines
        )
        add(stream(shown))
    add(f"<<{info}>>")
    return assembled(objects, extra=f"/Info {len(objects)} 0 R")


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: Sequence[bytes], extra: str = "") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    size = len(objects) + 1
    out.write(f"trailer<</Size {size}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def record(
    kind: str,
    url: str = "https://daily.example/1",
    block: bytes = b"",
    *,
    at: str = "2022-02-18T09:30:00Z",
    version: str = "WARC/1.1",
    **headers: str,
) -> bytes:
    """A WARC record."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": at,
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, media: str = "text/html; charset=utf-8", status: int = 200, **more: str
) -> bytes:
    """An HTTP response."""
    headers = {"Content-Type": media} | {k.replace("_", "-"): v for k, v in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} OK\r\n{head}\r\n".encode() + body


def packed(*records: bytes) -> bytes:
    """Each record in a gzip member of its own, as ISO 28500 recommends."""
    return b"".join(gzip.compress(one) for one in records)


def wacz(warc: bytes, name: str = "archive/data.warc.gz") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(name, warc)
        archive.writestr("pages/pages.jsonl", "{}\n")
    return out.getvalue()


def page(text: str, title: str = "The units", date: str = "2022-02-16") -> bytes:
    """A web page with an article."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{date}"></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()
