"""A text as a set of shingles, and as a MinHash signature of them.

A shingle is a run of words (Broder 1997); in a script that does not part words, a run of letters
stands for each. Case, punctuation and line breaks do not count; numbers do.

Everything is hashed with fixed constants and seeds, so that signatures kept by one program can be
compared by another one that has the same `Parameters`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from recul.model import Value

Hashes = NDArray[np.uint32]
"""Sorted, each once."""

_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han: a letter is a token."""
_TOKEN = re.compile(rf"[{_UNPARTED}]|[^\W{_UNPARTED}]+")
_UNPARTED_TOKEN = re.compile(rf"[{_UNPARTED}]")
_AT_ONCE = 4096
"""Shingles of which the permutations are computed together: bounds memory on long texts."""


class Parameters(Value):
    """How texts are compared; stored beside what was made with them.

    Attributes:
        version: of the hashing.
        words: in a shingle.
        characters: of a script that does not part words, that count as one word; each letter
            begins such a word.
        permutations: numbers in a signature.
        bands: the signature is cut into so many; two texts are compared if one band is alike.
        every: one shingle in so many is an anchor, by its hash; texts that share two are compared.
        crowded: so many texts are kept under one band or anchor; the earliest stay.
        least: shingles that two texts must share to be copies at all.
        resemblance: shared shingles, of those of both, from which two texts are near copies.
        containment: shared shingles, of those of the shorter, from which it is a part of the other.
        seed: of the permutations.
    """

    version: Literal[1] = 1
    words: int = Field(default=3, ge=1)
    characters: int = Field(default=4, ge=1)
    permutations: int = Field(default=64, ge=8)
    bands: int = Field(default=16, ge=1)
    every: int = Field(default=4, ge=1)
    crowded: int = Field(default=64, ge=1)
    least: int = Field(default=8, ge=1)
    resemblance: float = Field(default=0.3, gt=0, le=1)
    containment: float = Field(default=0.6, gt=0, le=1)
    seed: int = 20220215


def shingles(text: str, parameters: Parameters) -> Hashes:
    """The hashed shingles of a text; of one shorter than a shingle, the whole; of none, none."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    if not tokens:
        return np.empty(0, dtype=np.uint32)
    size = min(parameters.words, len(tokens))
    words = _joined(tokens, parameters.characters)
    hashed = np.fromiter((crc32(w.encode()) for w in words), dtype=np.uint64, count=len(words))
    runs = len(tokens) - size + 1
    total = np.zeros(runs, dtype=np.uint64)
    for at, factor in enumerate(_factors(size)):
        total += hashed[at : at + runs] * factor
    return np.unique((_mixed(total) >> np.uint64(32)).astype(np.uint32))


def _joined(tokens: Sequence[str], size: int) -> list[str]:
    """The tokens, each letter of a script that does not part words with those that follow it."""
    unparted = [len(t) == 1 and _UNPARTED_TOKEN.match(t) is not None for t in tokens]
    if not any(unparted):
        return list(tokens)
    words = []
    for at, (token, letter) in enumerate(zip(tokens, unparted, strict=True)):
        end = at + 1
        while letter and end < min(at + size, len(tokens)) and unparted[end]:
            end += 1
        words.append("".join(tokens[at:end]) if letter else token)
    return words


def signature(hashes: Hashes, parameters: Parameters) -> Hashes:
    """The MinHash signature of a set of shingles (one minimum for each permutation)."""
    a, b = _permutations(parameters.permutations, parameters.seed)
    least = np.full(parameters.permutations, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(hashes), _AT_ONCE):
        part = hashes[start : start + _AT_ONCE].astype(np.uint64)
        permuted = (part[:, None] * a[None, :] + b[None, :]) >> np.uint64(32)
        least = np.minimum(least, permuted.min(axis=0).astype(np.uint32))
    return least


def bands(signed: Hashes, parameters: Parameters) -> Hashes:
    """One hash for each band of a signature; the same numbers in another band have another."""
    rows = parameters.permutations // parameters.bands
    cut = signed[: rows * parameters.bands].reshape(parameters.bands, rows).astype(np.uint64)
    total = (cut * _factors(rows)).sum(axis=1, dtype=np.uint64)
    numbered = total + np.arange(parameters.bands, dtype=np.uint64) * _factors(rows + 1)[-1]
    return (_mixed(numbered) >> np.uint64(32)).astype(np.uint32)


def anchors(hashes: Hashes, parameters: Parameters) -> Hashes:
    """The shingles kept of each text to find its parts (FracMinHash, Irber et al. 2022)."""
    kept: Hashes = hashes[hashes % np.uint32(parameters.every) == 0]
    return kept


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea & Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@lru_cache
def _factors(number: int) -> NDArray[np.uint64]:
    """Odd numbers, one for each place in a run."""
    steps = np.arange(1, number + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return _mixed(steps) | np.uint64(1)


@lru_cache
def _permutations(number: int, seed: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Factors and summands of multiply-shift hashing (Dietzfelbinger et al. 1997)."""
    steps = np.arange(1, 2 * number + 1, dtype=np.uint64) + np.uint64(seed) * np.uint64(2**32)
    drawn = _mixed(steps * np.uint64(0x9E3779B97F4A7C15))
    return drawn[:number] | np.uint64(1), drawn[number:]
