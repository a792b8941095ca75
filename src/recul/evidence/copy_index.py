"""Which of the texts already held is a new one a copy of, or a part of?

Candidates come from two tables: bands of MinHash signatures find texts that are alike as a whole
(locality-sensitive hashing, Indyk & Motwani 1998), anchors find a text that is only a part of
another. Every candidate is verified on all shingles of both before it is called a copy. A text is
placed by itself, in time that does not grow with the number of those held.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from recul.evidence.shingles import Hashes, Parameters, anchors, bands, shingles, signature
from recul.model import InputError

_VERIFIED = 64
"""Candidates that are verified of a text, those that share most first."""
_BLOCK = 1 << 22
"""Shingles are stored in blocks of so many, which are never copied as the index grows."""


_Number = TypeVar("_Number", np.uint32, np.int32)


class Match(NamedTuple):
    """A text held that a new one is a near copy or a part of, or the other way round.

    Attributes:
        resemblance: shared shingles, of those of both (Jaccard).
        contained: of the new one's shingles, how many the held one has.
        contains: of the held one's shingles, how many the new one has.
    """

    key: str
    resemblance: float
    contained: float
    contains: float


class _Entries(NamedTuple):
    """The texts that may be like a new one, and where the new one is to be entered."""

    alike: NDArray[np.int32]
    partly: NDArray[np.int32]
    bands: Hashes
    anchors: Hashes


class CopyIndex:
    """Texts by key, to find near copies and truncated copies among them.

    Some 2.5 kB of memory for a text of 300 words.
    """

    def __init__(self, parameters: Parameters | None = None) -> None:
        self.parameters = parameters or Parameters()
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._shingles = _Lists()
        self._bands = _Chains()
        self._anchors = _Chains()

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def place(self, key: str, text: str) -> list[Match]:
        """Find what a text is a copy of, and keep it.

        A key that is held already is compared with the others and not kept again.

        Returns:
            The copies among the texts placed before, most alike first.
        """
        hashes = shingles(text, self.parameters)
        entries = self._look_up(hashes)
        found = [m for m in self._verified(hashes, entries) if m.key != key]
        if key not in self._numbers:
            self._keep(key, hashes, entries)
        return found

    def _look_up(self, hashes: Hashes) -> _Entries:
        in_bands = bands(signature(hashes, self.parameters), self.parameters)
        in_anchors = anchors(hashes, self.parameters)
        alike, full = self._bands.find(in_bands, self.parameters.crowded)
        partly, crowded = self._anchors.find(in_anchors, self.parameters.crowded)
        return _Entries(alike, partly, in_bands[~full], in_anchors[~crowded])

    def _keep(self, key: str, hashes: Hashes, entries: _Entries) -> None:
        number = len(self._keys)
        self._numbers[key] = number
        self._keys.append(key)
        self._shingles.append(hashes)
        if len(hashes):
            self._bands.insert(entries.bands, number)
            self._anchors.insert(entries.anchors, number)

    def _verified(self, hashes: Hashes, entries: _Entries) -> list[Match]:
        if not len(hashes):
            return []
        # Two anchors in common make a candidate, and so does one band.
        alike = np.concatenate([entries.alike, entries.alike, entries.partly])
        candidates, shared = np.unique(alike, return_counts=True)
        likely = np.argsort(-shared, kind="stable")[:_VERIFIED]
        matches = []
        for number in candidates[likely][shared[likely] > 1].tolist():
            held = self._shingles[number]
            common = len(hashes) + len(held) - len(np.union1d(hashes, held))
            match = Match(
                self._keys[number],
                common / (len(hashes) + len(held) - common),
                common / len(hashes),
                common / len(held),
            )
            if self._is_copy(match, common, min(len(hashes), len(held))):
                matches.append((-match.resemblance, number, match))
        return [match for _, _, match in sorted(matches)]

    def _is_copy(self, match: Match, common: int, shorter: int) -> bool:
        if common < min(self.parameters.least, shorter):
            return False
        return (
            match.resemblance >= self.parameters.resemblance
            or max(match.contained, match.contains) >= self.parameters.containment
        )

    def save(self, file: Path) -> None:
        """Write the shingles with the parameters they were made with.

        Raises:
            OSError: the file cannot be written.
        """
        lengths = np.array([len(hashes) for hashes in self._shingles], dtype=np.int64)
        buffer = io.BytesIO()
        np.savez(
            buffer,
            parameters=np.array(self.parameters.model_dump_json()),
            keys=np.array(self._keys, dtype=np.str_),
            lengths=lengths,
            shingles=np.concatenate([*self._shingles, np.empty(0, dtype=np.uint32)]),
        )
        file.write_bytes(buffer.getvalue())

    @classmethod
    def load(cls, file: Path) -> Self:
        """The index that was saved to a file.

        Raises:
            InputError: it is no such file, or was made with another version of the hashing.
        """
        try:
            with np.load(file, allow_pickle=False) as saved:
                parameters = Parameters.model_validate_json(str(saved["parameters"]))
                keys = [str(key) for key in saved["keys"]]
                ends = np.cumsum(saved["lengths"])
                hashes = np.split(saved["shingles"], ends[:-1]) if keys else []
        except (OSError, ValueError, KeyError, ValidationError) as error:
            raise InputError(
                str(file), f"not an index of copies of this version: {error}", "Make it anew"
            ) from None
        index = cls(parameters)
        for key, each in zip(keys, hashes, strict=True):
            index._keep(key, each, index._look_up(each))
        return index


class _Lists:
    """Arrays of hashes, one after the other in blocks."""

    def __init__(self) -> None:
        self._blocks: list[Hashes] = []
        self._used = 0
        self._places: list[tuple[int, int, int]] = []

    def __iter__(self) -> Iterator[Hashes]:
        return (self[n] for n in range(len(self._places)))

    def __getitem__(self, number: int) -> Hashes:
        block, start, end = self._places[number]
        return self._blocks[block][start:end]

    def append(self, hashes: Hashes) -> None:
        if not self._blocks or self._used + len(hashes) > _BLOCK:
            self._blocks.append(np.empty(max(_BLOCK, len(hashes)), dtype=np.uint32))
            self._used = 0
        start, self._used = self._used, self._used + len(hashes)
        self._blocks[-1][start : self._used] = hashes
        self._places.append((len(self._blocks) - 1, start, self._used))


class _Chains:
    """Which texts stand under a hash: a table of chains, all in arrays."""

    def __init__(self) -> None:
        self._bits = 16
        self._heads = np.full(1 << self._bits, -1, dtype=np.int32)
        self._size = 0
        self._hashes = np.empty(1 << 16, dtype=np.uint32)
        self._nexts = np.empty(1 << 16, dtype=np.int32)
        self._numbers = np.empty(1 << 16, dtype=np.int32)

    def find(self, hashes: Hashes, limit: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """The texts under some hashes, and which of the hashes have `limit` of them or more."""
        at, which = self._heads[self._buckets(hashes)], np.arange(len(hashes))
        held = np.zeros(len(hashes), dtype=np.int64)
        found = []
        while True:
            going = (at >= 0) & (held[which] < limit)
            at, which = at[going], which[going]
            if not len(at):
                break
            same = self._hashes[at] == hashes[which]
            found.append(self._numbers[at[same]])
            held[which[same]] += 1
            at = self._nexts[at]
        numbers = np.concatenate(found) if found else np.empty(0, dtype=np.int32)
        return numbers, held >= limit

    def insert(self, hashes: Hashes, number: int) -> None:
        """Put a text under some hashes, each given once."""
        first, self._size = self._size, self._size + len(hashes)
        if self._size > len(self._hashes):
            room = self._size * 3 // 2
            self._hashes = _with_room(self._hashes, room)
            self._nexts = _with_room(self._nexts, room)
            self._numbers = _with_room(self._numbers, room)
        self._hashes[first : self._size] = hashes
        self._numbers[first : self._size] = number
        self._link(first, self._size)
        if self._size > 2 * len(self._heads):
            self._bits += 2
            self._heads = np.full(1 << self._bits, -1, dtype=np.int32)
            for start in range(0, self._size, _BLOCK):
                self._link(start, min(start + _BLOCK, self._size))

    def _link(self, start: int, end: int) -> None:
        """Put entries in front of their chains; those of one bucket one after the other."""
        if start == end:
            return
        buckets = self._buckets(self._hashes[start:end])
        order = np.argsort(buckets, kind="stable")
        buckets, entries = buckets[order], (order + start).astype(np.int32)
        opens = np.ones(len(buckets), dtype=np.bool_)
        opens[1:] = buckets[1:] != buckets[:-1]
        self._nexts[entries] = np.where(opens, self._heads[buckets], np.roll(entries, 1))
        closes = np.roll(opens, -1)
        closes[-1] = True
        self._heads[buckets[closes]] = entries[closes]

    def _buckets(self, hashes: Hashes) -> NDArray[np.int64]:
        return (hashes >> np.uint32(32 - self._bits)).astype(np.int64)


def _with_room(array: NDArray[_Number], room: int) -> NDArray[_Number]:
    grown = np.empty(room, dtype=array.dtype)
    grown[: len(array)] = array
    return grown
