"""Placing documents among many: documents a second, bytes a document, beside datasketch.

Documents are made of words drawn with the frequencies of a language (Zipf 1949), `WORDS` long; one
in ten is a copy of an earlier one, whole, edited or cut, so that it is known what is to be found.
`python -m benchmarks.near_copies N` places N of them, 20,000 unless told (a million take some
fifteen minutes); datasketch, where it is installed, is given the first `PEER` of them.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import accumulate
from statistics import median
from typing import Any

from recul.evidence.copy_index import CopyIndex

WORDS = 300
PEER = 20_000
LAST = 200
"""Documents at the end of which each is timed by itself."""
_VOCABULARY = [f"{'ptkbdgmnslr'[n % 11]}{'aeiou'[n % 5]}{n:x}" for n in range(100_000)]
_FREQUENCIES = list(accumulate(1 / (n + 3) for n in range(100_000)))
HOW = ("whole", "edited", "half", "tenth")


def documents(number: int) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Key and text of each, and of a copy, the key of the first and how it was made."""
    dice = random.Random(7)
    kept: list[tuple[str, list[str]]] = []
    for n in range(number):
        key = f"sha256:{n:064x}"
        if n % 10 == 9:
            first, words = kept[dice.randrange(len(kept))]
            how = HOW[n // 10 % len(HOW)]
            yield key, " ".join(_copied(words, how, dice)), first, how
        else:
            words = dice.choices(_VOCABULARY, cum_weights=_FREQUENCIES, k=WORDS)
            if n % 10 == 0 and len(kept) < 20_000:
                kept.append((key, words))
            yield key, " ".join(words), None, None


def _copied(words: list[str], how: str, dice: random.Random) -> list[str]:
    if how == "edited":  # one word in ten is another one
        return [dice.choice(_VOCABULARY) if dice.random() < 0.1 else w for w in words]
    start = dice.randrange(len(words) // 2)
    part = {"whole": len(words), "half": len(words) // 2, "tenth": len(words) // 10}[how]
    return words if how == "whole" else words[start : start + part]


def main(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    number = int(arguments[0]) if arguments else 20_000
    print(f"{number:,} documents of {WORDS} words, one in ten a copy; one core, processor time")
    _measure("recul", number, _ours())
    if peer := _datasketch():
        _measure("datasketch", min(number, PEER), peer)


Place = Callable[[str, str], list[str]]


def _ours() -> Place:
    index = CopyIndex()
    return lambda key, text: [match.key for match in index.place(key, text)]


def _datasketch() -> Place | None:
    """The usual set-up of its pages: 128 permutations, threshold one half, words by three."""
    try:
        sketch: Any = import_module("datasketch")
    except ImportError:
        print("datasketch is not installed: pip install datasketch")
        return None
    index = sketch.MinHashLSH(threshold=0.5, num_perm=128)

    def place(key: str, text: str) -> list[str]:
        words = text.split()
        signed = sketch.MinHash(num_perm=128)
        signed.update_batch([" ".join(words[n : n + 3]).encode() for n in range(len(words) - 2)])
        found: list[str] = index.query(signed)
        index.insert(key, signed)
        return found

    return place


def _measure(name: str, number: int, place: Place) -> None:
    before = _memory()
    spent, last = 0.0, []
    found = dict.fromkeys(HOW, 0)
    made = dict.fromkeys(HOW, 0)
    wrong = 0
    for n, (key, text, first, how) in enumerate(documents(number)):
        start = time.process_time()
        among = place(key, text)
        took = time.process_time() - start
        spent += took
        if n >= number - LAST:
            last.append(took)
        if how:
            made[how] += 1
            found[how] += first in among
        else:
            wrong += len(among) > 0
    recall = ", ".join(f"{how} {found[how] / max(1, made[how]):.3f}" for how in HOW)
    print(
        f"{name:<12}{number:>10,} placed{number / spent:>8,.0f} a second"
        f"{(_memory() - before) / number:>8,.0f} bytes each; the last {LAST}: median"
        f" {1000 * median(last):.2f} ms, longest {1000 * max(last):.2f} ms"
    )
    print(f"{'':<12}copies found: {recall}; others called copies: {wrong}")
    print(f"{'':<12}memory of the process: {_memory() / 1e9:.2f} GB")


def _memory() -> int:
    """The most this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
