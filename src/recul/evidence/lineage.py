"""The graph of origins: which text goes back to which, in any language, and what is at its root.

Texts are placed one by one in order of publication, each against those before it, so that what
comes later changes nothing. A text is tied to an earlier one as

- a *version*: the same page again, or the same publisher with nearly the same text;
- a *copy*: nearly the same words, saying the same;
- a *translation* or a *retelling*: enough shared marks (`recul.evidence.kinship`);
- a *contradiction*: nearly the same words, saying another thing. It never joins the origin, and
  it is never independent of it.

Beside these, a text *cites* a publisher that it names. Texts that cite each other have no root:
nobody knows who said it first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from recul.case import Case
from recul.evidence.agencies import Agencies
from recul.evidence.cards import words_in
from recul.evidence.copy_index import CopyIndex
from recul.evidence.differences import Difference, counts_differ, differences
from recul.evidence.kinship import kinship, kinship_table
from recul.evidence.marks import SHORTEST_SOUND, Marks, marks_of, weight_of
from recul.evidence.sounds import sounds
from recul.model import Document, Extraction, Value
from recul.reading.addresses import page_key

_RECENT = 48
"""Texts looked at under one mark, the latest first."""
_COMPARED = 24
"""Texts compared with a new one, those first that share most marks."""
_TELLING_NAME = 3
"""Consonants of a name under which texts are looked up."""


class Relation(StrEnum):
    """How a text comes from an earlier one."""

    VERSION = "version"
    COPY = "copy"
    TRANSLATION = "translation"
    RETELLING = "retelling"
    CONTRADICTION = "contradiction"


class Tie(Value):
    """How one document comes from an earlier one.

    Attributes:
        document, of: ids of the two, the later first.
        strength: shared shingles (of copies), or kinship against its threshold.
        differences: what the later one says otherwise.
    """

    document: str
    of: str
    relation: Relation
    strength: float
    differences: tuple[Difference, ...] = ()


class Origin(Value):
    """All documents that go back to one root.

    Attributes:
        root: the earliest document known.
        documents: all of them, in order of publication.
        parties, agencies, imagery, publisher: who vouches, as the root tells.
        known: whether anybody is named who said, wrote or took it.
        circular: whether its documents cite each other, so that none can be the first.
        altered_from: the root of the origin that this one is an altered copy of.
    """

    root: str
    documents: tuple[str, ...]
    parties: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    imagery: frozenset[str] = frozenset()
    publisher: str | None = None
    known: bool = False
    circular: bool = False
    altered_from: str | None = None


class _Placed(NamedTuple):
    number: int
    extraction: Extraction
    marks: Marks
    day: date
    page: str | None
    publisher: tuple[str, ...]
    sounds: frozenset[str]
    """How the name of the publisher sounds, for those who cite it."""


@dataclass
class _Found:
    """What a new text was found to come from."""

    tie: Tie | None = None
    apart: set[int] = field(default_factory=set)
    """Origins it contradicts as a near copy."""


class Lineage:
    """Documents and where they come from; grows by one document at a time."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._agencies = Agencies(case)
        self._copies = CopyIndex()
        self._placed: list[_Placed] = []
        self._numbers: dict[str, int] = {}
        self._origin: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._altered: dict[int, int] = {}
        self._ties: dict[str, Tie] = {}
        self._by_mark: dict[Hashable, list[int]] = defaultdict(list)
        self._origins_of: dict[Hashable, set[int]] = defaultdict(set)
        self._by_page: dict[str, int] = {}
        self._cited: dict[int, set[int]] = defaultdict(set)

    def place(self, extraction: Extraction) -> Tie | None:
        """Place a document after all those placed before; one without a date has no place.

        Returns:
            The tie to the earlier document it comes from, if there is one.
        """
        document = extraction.document
        day = document.published_on
        if day is None or document.id in self._numbers:
            return self._ties.get(document.id)
        new = self._new(extraction, day)
        found = self._find(new)
        self._keep(new, found)
        return found.tie

    def tie(self, document: str) -> Tie | None:
        """How a document comes from an earlier one; None for a root."""
        return self._ties.get(document)

    def root(self, document: str) -> str | None:
        """The id of the first document of its origin; None for one that was not placed."""
        number = self._numbers.get(document)
        return None if number is None else self._id(self._origin[number])

    def origins(self) -> list[Origin]:
        """All origins, in the order of their roots."""
        return [self._as_origin(root) for root in sorted(self._members)]

    # ------------------------------------------------------------------------- placing

    def _new(self, extraction: Extraction, day: date) -> _Placed:
        document = extraction.document
        publisher = words_in(document.publisher) if document.publisher else ()
        heard = (s for word in publisher for s in sounds(word) if len(s) >= SHORTEST_SOUND)
        return _Placed(
            number=len(self._placed),
            extraction=extraction,
            marks=marks_of(extraction, self._case, self._agencies),
            day=day,
            page=page_of(document),
            publisher=publisher,
            sounds=frozenset(heard),
        )

    def _find(self, new: _Placed) -> _Found:
        found = _Found()
        alike = self._copies.place(new.extraction.document.id, _kept_text(new.extraction.document))
        near = [
            (self._placed[self._numbers[m.key]], max(m.resemblance, m.contained)) for m in alike
        ]
        version = self._version(new, near)
        if version is not None:
            found.tie = version
            return found
        for earlier, strength in near:
            told = self._differences(new, earlier)
            if told:
                found.apart.add(self._origin[earlier.number])
            elif found.tie is None:
                found.tie = self._tied(new, earlier, Relation.COPY, strength)
        if found.tie:
            found.apart.clear()  # whole near copies of another version stand beside it
            return found
        if found.apart:
            earlier, strength = next(n for n in near if self._origin[n[0].number] in found.apart)
            told = self._differences(new, earlier)
            found.tie = self._tied(new, earlier, Relation.CONTRADICTION, strength, told)
            return found
        found.tie = self._kin(new)
        return found

    def _version(self, new: _Placed, near: Sequence[tuple[_Placed, float]]) -> Tie | None:
        """The earlier version of the same page, or of the same publisher's nearly same text."""
        earlier = self._by_page.get(new.page) if new.page else None
        if earlier is None:
            same = (p.number for p, _ in near if p.publisher and p.publisher == new.publisher)
            earlier = max(same, default=None)
        if earlier is None:
            return None
        before = self._placed[earlier]
        told = self._differences(new, before)
        strength = next((share for placed, share in near if placed is before), 0.0)
        return self._tied(new, before, Relation.VERSION, strength, told)

    def _kin(self, new: _Placed) -> Tie | None:
        """The earlier document that shares enough marks and says nothing otherwise."""
        table = kinship_table()
        best: tuple[float, int] | None = None
        for number in self._candidates(new):
            earlier = self._placed[number]
            told = self._kinship(new, earlier)
            if told < table.threshold or (best and told <= best[0]):
                continue
            if not counts_differ(new.extraction, earlier.extraction):
                best = told, number
        if best is None:
            return None
        earlier = self._placed[best[1]]
        one = new.extraction.document.language == earlier.extraction.document.language
        relation = Relation.RETELLING if one else Relation.TRANSLATION
        return self._tied(new, earlier, relation, best[0] / table.threshold)

    def _kinship(self, new: _Placed, earlier: _Placed) -> float:
        origin = self._origin[earlier.number]

        def rarity(mark: Hashable) -> float:
            others = self._origins_of.get(mark, set())
            return 1 / math.sqrt(1 + len(others) - (origin in others))

        told = kinship(new.marks, earlier.marks, (new.day, earlier.day), rarity)
        return told + (kinship_table().cited if cites(new, earlier) else 0.0)

    def _candidates(self, new: _Placed) -> list[int]:
        """Earlier documents within the window that share most marks with a new one."""
        days = kinship_table().window_days
        shared: Counter[int] = Counter()
        for mark, weight in _look_ups(new.marks):
            for number in reversed(self._by_mark.get(mark, [])[-_RECENT:]):
                if (new.day - self._placed[number].day).days > days:
                    break
                shared[number] += weight
        ranked = sorted(shared, key=lambda number: (-shared[number], number))
        return ranked[:_COMPARED]

    def _differences(self, new: _Placed, earlier: _Placed) -> tuple[Difference, ...]:
        if new.extraction.document.language != earlier.extraction.document.language:
            return ()
        return differences(new.extraction, earlier.extraction)

    def _tied(
        self,
        new: _Placed,
        earlier: _Placed,
        relation: Relation,
        strength: float,
        told: tuple[Difference, ...] = (),
    ) -> Tie:
        return Tie(
            document=new.extraction.document.id,
            of=earlier.extraction.document.id,
            relation=relation,
            strength=strength,
            differences=told,
        )

    def _keep(self, new: _Placed, found: _Found) -> None:
        number, document = new.number, new.extraction.document
        self._placed.append(new)
        self._numbers[document.id] = number
        earlier = self._numbers[found.tie.of] if found.tie else None
        if found.tie:
            self._ties[document.id] = found.tie
        joins = found.tie is not None and found.tie.relation is not Relation.CONTRADICTION
        origin = self._origin[earlier] if joins and earlier is not None else number
        self._origin.append(origin)
        self._members.setdefault(origin, []).append(number)
        if not joins and earlier is not None:
            self._altered[origin] = self._origin[earlier]
        if new.page:
            self._by_page[new.page] = number
        for mark, _ in _look_ups(new.marks):
            self._by_mark[mark].append(number)
        # An altered copy repeats the marks of another origin: they are no rarer for it.
        for mark in (*new.marks.numbers, *new.marks.names):
            self._origins_of[mark].add(self._altered.get(origin, origin))

    # ------------------------------------------------------------------------- reading

    def _id(self, number: int) -> str:
        return self._placed[number].extraction.document.id

    def _as_origin(self, root: int) -> Origin:
        members = [self._placed[number] for number in self._members[root]]
        first = members[0]
        told = [m.marks for m in members]
        heard = any(m.persons or m.parties or m.agencies or m.imagery for m in told)
        spoke = Counter(party for m in told for party in m.parties)
        hearing = sum(1 for m in told if m.parties)
        altered = self._altered.get(root)
        return Origin(
            root=self._id(root),
            documents=tuple(m.extraction.document.id for m in members),
            parties=frozenset(p for p, n in spoke.items() if 2 * n > hearing),
            agencies=frozenset().union(*(m.agencies for m in told)),
            imagery=frozenset().union(*(m.imagery for m in told)),
            publisher=first.extraction.document.publisher,
            known=heard,
            circular=_circular(members),
            altered_from=None if altered is None else self._id(altered),
        )


def page_of(document: Document) -> str | None:
    """The page a document stands on: its address without what is about the reader."""
    if not document.url:
        return None
    key = page_key(document.url)
    return key if "/" in key or "?" in key else None


def cites(one: _Placed, other: _Placed) -> bool:
    """True if a text names the publisher of another one, in whatever script."""
    if not other.sounds or one.publisher == other.publisher:
        return False
    telling = any(len(s) >= _TELLING_NAME for s in other.sounds)
    return telling and other.sounds <= one.marks.words


def _circular(members: Sequence[_Placed]) -> bool:
    """True if the first of some texts cites a later one that cites it: nobody is the first."""
    first = members[0]
    return any(cites(first, other) and cites(other, first) for other in members[1:])


def _look_ups(marks: Marks) -> Iterator[tuple[Hashable, int]]:
    """The marks under which a text is looked up, and what they count for."""
    for value in marks.numbers:
        if weight_of(value) >= 1:
            yield value, 2
    for name in marks.words:
        if len(name) >= _TELLING_NAME:
            yield name, 1
    for who in (*marks.agencies, *marks.imagery):
        yield ("by", who), 1
    for party in marks.parties:
        yield ("said", party), 1


def _kept_text(document: Document) -> str:
    """The text without its boilerplate."""
    parts, last = [], 0
    for cut in document.removed:
        parts.append(document.text[last : cut.start])
        last = cut.end
    return "".join([*parts, document.text[last:]])


def lineage_of(extractions: Iterable[Extraction], case: Case) -> Lineage:
    """The lineage of some documents, in whatever order they come; rows of tables have none."""
    lineage = Lineage(case)
    texts = (e for e in extractions if e.document.row is None and e.document.published)
    for extraction in sorted(texts, key=lambda e: (e.document.published, e.document.id)):
        lineage.place(extraction)
    return lineage
