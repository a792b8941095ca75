"""What keeping evidence costs: captures per second, proving a case, reading WARC files.

Baselines of the same run: documents added without their captures; warcio's reader on the same file.
"""

from __future__ import annotations

import gzip
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from recul.fetch import Exchange
from recul.model import Document
from recul.reading import warc
from recul.store import Fetch, Folder
from recul.store.proof import prove

N = 1_000
NOW = datetime(2022, 2, 16, tzinfo=UTC)
_WORDS = [f"word{n}" for n in range(5_000)]


def main() -> None:
    """Print the table."""
    pick = random.Random(7)
    texts = [" ".join(pick.choices(_WORDS, k=600)) for _ in range(N)]
    documents = [_document(n, text) for n, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as place:
        bare = Folder.create("bare", Path(place))
        _timed("documents, one transaction each", N, lambda: [bare.add([d]) for d in documents])
        kept = Folder.create("kept", Path(place))
        _timed(
            "the same with their captures",
            N,
            lambda: [kept.add([d], fetches=[Fetch([_exchange(d)], (d.id,))]) for d in documents],
        )

        def proof() -> None:
            with kept.database.read() as tx:
                assert not prove(tx, kept.path).faults

        _timed("captures proved", N, proof)
        data = (kept.path / "archive" / "00001.warc.gz").read_bytes()
        print(f"{len(data) / N / 1e3:>10.1f} kB in the archive for each capture")
        count = 2 * N + 1
        _timed("records read", count, lambda: list(warc.records(BytesIO(data))))
        _timed(
            "records read by warcio",
            count,
            lambda: [record.raw_stream.read() for record in ArchiveIterator(BytesIO(data))],
        )


def _timed(what: str, n: int, run: Callable[[], object]) -> None:
    start = time.perf_counter()
    run()
    print(f"{n / (time.perf_counter() - start):>10,.0f} a second: {what}", flush=True)


def _document(n: int, text: str) -> Document:
    url = f"https://daily.example/{n}"
    return Document(id=Document.identify(text, url), source=url, text=text, url=url, published=NOW)


def _exchange(document: Document) -> Exchange:
    body = gzip.compress(f"<html><body>{document.text * 8}</body></html>".encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    sent = b"GET / HTTP/1.1\r\nHost: daily.example\r\n\r\n"
    return Exchange(
        url=str(document.url),
        at=NOW,
        address="192.0.2.7",
        status=200,
        reason="OK",
        sent=sent,
        received=head + body,
    )


if __name__ == "__main__":
    main()
