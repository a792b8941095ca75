"""How fast texts are read, in every language: documents a second, time by length, memory.

Documents are passages of `tests/gold` joined to `WORDS` words (a Chinese character counts as
`HAN`, so that a page is a page). Each row stands beside the plain expression of
`benchmarks.check` over the same texts, in the same run. `python -m benchmarks.throughput N`
reads N documents for the memory, 5,000 unless told (100,000 take about ten minutes).
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from statistics import median
from typing import TypeVar

from benchmarks.check import PLAIN
from benchmarks.gold import GOLD, HALVES, passages
from recul.case import Case
from recul.extraction import extract
from recul.languages import HAN as HAN_CHARACTERS
from recul.model import Document
from recul.reading import read_bytes

T = TypeVar("T")

WORDS = 500
HAN = 0.55
"""Words that a Chinese character counts for: 900 of them are a page of 500 words."""
RUNS = 5
DOCUMENTS = 20
SHORT, LONG = 2_000, 2_000_000
"""Bytes of the texts whose time by the word is compared."""
PUBLISHED, TODAY = date(2022, 2, 16), date(2026, 1, 1)
_UNIT = re.compile(rf"[{HAN_CHARACTERS}]|[^\W_{HAN_CHARACTERS}]+")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the three tables."""
    count = int(arguments[0]) if arguments else 5_000
    languages = [file.stem for file in sorted(GOLD.glob("*.jsonl"))]
    texts = {language: _texts(language) for language in languages}
    print(f"documents of {WORDS} words a second, one core, processor time (median of {RUNS})")
    print(f"{'':<6}{'extract':>10}{'read, extract':>16}{'plain expression':>20}")
    for language, documents in texts.items():
        read = [_read(text) for text in documents]
        rates = (
            _rate(_extract, read),
            _rate(_read_and_extract, documents),
            _rate(PLAIN.findall, documents),
        )
        print(f"{language:<6}{rates[0]:>10,.0f}{rates[1]:>16,.0f}{rates[2]:>20,.0f}")
    print(f"\nmicroseconds a word in a text of {LONG:,} bytes and of {SHORT:,}, and their ratio")
    for language, documents in texts.items():
        long, short = _by_length(documents, LONG), _by_length(documents, SHORT)
        print(f"{language:<6}{long:>8.1f}{short:>8.1f}{long / short:>8.2f}")
    _memory(count, [text for documents in texts.values() for text in documents])


def _texts(language: str) -> list[str]:
    """Documents of `WORDS` words: the passages of a language, joined from ever other starts."""
    found = [p["text"] for half in HALVES for p in passages(language, half)]
    documents = []
    for start in range(DOCUMENTS):
        parts: list[str] = []
        words = 0.0
        for passage in cycle(found[start % len(found) :] + found[: start % len(found)]):
            parts.append(passage)
            words += _words(passage)
            if words >= WORDS:
                break
        text = "\n\n".join(parts)
        documents.append(text[: int(len(text) * WORDS / words)])
    return documents


def _words(text: str) -> float:
    return sum(HAN if len(unit) == 1 and unit >= "㐀" else 1 for unit in _UNIT.findall(text))


_CASE = Case.generic()


def _read(text: str) -> Document:
    return read_bytes(text.encode(), "a.txt", published=PUBLISHED, today=TODAY).documents[0]


def _extract(document: Document) -> object:
    return extract(document, _CASE)


def _read_and_extract(text: str) -> object:
    return extract(_read(text), _CASE)


def _rate(work: Callable[[T], object], documents: Sequence[T]) -> float:
    """Documents a second of processor time."""
    rates = []
    for _ in range(RUNS + 1):  # the first run loads what is loaded once
        start = time.process_time()
        for document in documents:
            work(document)
        rates.append(len(documents) / (time.process_time() - start))
    return median(rates[1:])


def _by_length(documents: Sequence[str], size: int) -> float:
    """Microseconds a word, of texts of `size` bytes that have as many words together."""
    joined = "\n\n".join(documents)
    text = joined
    while len(text.encode()) < size:
        text += "\n\n" + joined
    text = text.encode()[:size].decode(errors="ignore")
    document = _read(text)
    times = max(1, 200_000 // size)
    extract(document, _CASE)
    start = time.process_time()
    for _ in range(times):
        extract(document, _CASE)
    return (time.process_time() - start) / times / _words(text) * 1e6


def _memory(count: int, texts: Sequence[str]) -> None:
    """Peak memory after a tenth of the documents and after all of them."""
    print(f"\npeak memory, {count:,} documents in all languages")
    for number, text in enumerate(cycle(texts), start=1):
        extract(_read(f"{number} {text}"), _CASE)
        if number in (count // 10, count):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"after {number:>8,}: {peak:,.0f} MB")
        if number == count:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
