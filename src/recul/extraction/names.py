"""States, organisations, parties and places named in a text.

A name is found by its words (`recul.extraction.lexicon`) and carries the code of whom it stands
for: "Moscou", "russes" and "le Kremlin" are all RUS. Whether it stands as a *place* depends on
the words before it: "la Russie" acts, "en Russie" locates. Cities are matched only where such
a word licenses them, since many share their name with a person or a common word: an unlocated
event is better than a pin on the wrong town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from babel import Locale
from pydantic import Field, field_validator

from recul.case import Case
from recul.extraction.alternatives import END, SPACE, any_word, begin
from recul.extraction.gazetteer import ARABIC, LATIN, City, alpha3, capitals, cities
from recul.extraction.lexicon import Lexicon, Word, folded, glued, words_of
from recul.extraction.patterns import fold
from recul.extraction.places import AROUND, radius_of, radius_of_state
from recul.languages import Pack
from recul.model import Place, Precision, Span, Value

_WINDOW = 48
"""Characters before a name in which the words that make it a place are looked for."""
_LIST_GOES_ON = re.compile(r"[,.;:)»”]|\Z")
_LONGEST_CITY = 4
"""Words in the longest name of a city that is looked for."""


class NameWords(Value):
    """The table ``[names]`` of a language pack; codes are ISO 3166-1 alpha-3.

    Attributes:
        script: how Unicode begins the names of the language's letters ("CYRILLIC").
        city_cases: pairs of the ending a city's name may have and that of its nominative.
        not_names: phrases that hide a name inside them.
        ambiguous: names of cities that are never taken for one.
        given_names: names of states and capitals that people bear as a first name.
        locatives: what stands before a place; ``~`` is an article or nothing.
        near: those of them that put it only close by.
        locatives_after: endings behind an apostrophe that make a place of a name ("Suriye'*de*").
        attributions: what stands before a name that speaks, though it ends like a place.
        attributions_after: the same, behind its ending ("Rusya'ya *göre*").
        place_nouns: nouns that make a place of an adjective ("the Ukrainian border").
        place_noun_first: whether such a noun stands before its adjective.
        possessives: what may stand between a state and such a noun ("Ukraine's border").
        particles: words inside a name that a capital may end ("Mocímboa *da* Praia").
        short: character → the states it stands for, before one of `short_before`: the one that the
            text has named last in full, else the first here.
        short_before: words before which it does ("*俄* 国防部").
        short_sides: words that make a party of it that speaks and acts ("*俄* 方").
        small_words: words without content that may stand in capitals before a name.
        coordinators: what joins a place to the one before it.
        states, capitals, seats, organisations, regions, demonyms: code → forms. A form that two
            states share ("congolais") is that one's which the text names otherwise, else the
            first one's.
        peoples: code → nouns for its people that are not its adjective ("россияне").
    """

    script: str = LATIN
    city_cases: tuple[tuple[str, str], ...] = ()
    not_names: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    locatives: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    locatives_after: frozenset[str] = frozenset()
    attributions: tuple[str, ...] = ()
    attributions_after: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    place_noun_first: bool = False
    possessives: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    short: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    short_before: frozenset[str] = frozenset()
    short_sides: frozenset[str] = frozenset()
    small_words: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    states: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    capitals: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    seats: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    organisations: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    regions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    demonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    peoples: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("place_nouns", "possessives", "small_words")
    @classmethod
    def _folded(cls, entries: frozenset[str]) -> frozenset[str]:
        return fold(entries)


def _joined(text: str, words: Sequence[Word], index: int) -> bool:
    """True if nothing but spaces stands between a word and the two before it."""
    return (
        not text[words[index - 2].end : words[index].start]
        .replace(words[index - 1].text, "")
        .strip()
    )


class Name(Value):
    """A name in a text.

    Attributes:
        text: the characters under the span.
        code: whom it stands for: alpha-3, a party's id or an organisation's short name; None
            for a place that is no actor.
        kind: state, demonym, people, capital, seat, organisation, party or place.
        located: True if the words around it make it a place here ("en Russie").
    """

    span: Span
    text: str
    code: str | None
    kind: str
    located: bool = False
    country: str | None = None
    """The state a place lies in, alpha-3."""
    city: City | None = None
    near: bool = False
    """True if the words before it say that the place is only close by ("near Gori")."""


class _Entry(Value):
    kind: str
    code: str | None = None
    country: str | None = None


_HIDDEN = _Entry(kind="hidden")


class Names:
    """The names one language and one case know. Cheap to build: the language's part is kept."""

    def __init__(self, pack: Pack, case: Case) -> None:
        self._words = pack.section("names", NameWords)
        self._known = _known(pack)
        self._locative = _before(pack, self._words.locatives)
        self._attribution = _before(pack, self._words.attributions)
        self._near = _before(pack, self._words.near)
        self._own = Lexicon(
            [
                (form, _Entry(kind="party", code=party.id))
                for party in case.parties
                for form in (party.id, *party.names)
            ]
        )
        theatre = (*case.theatre.places, *case.theatre.parts)
        self._theatre = Lexicon([(name, _Entry(kind="place")) for name in theatre])
        # Statements, quantities and places ask for the names of the same text in turn.
        self._found = lru_cache(maxsize=2)(self._find)
        coordinated = any_word(word for word in self._words.coordinators if word != ",")
        self._coordinated = re.compile(rf"{SPACE}(?:{coordinated}){END}")
        self._first_words = (
            _first_words(pack)
            | self._words.short.keys()
            | self._own.first_words
            | self._theatre.first_words
        )
        self._state_names = _state_names(pack)
        self._shared = _shared(pack)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Name]:
        """The names in ``text[start:end]``, in order, not overlapping."""
        return list(self._found(text, start, end))

    def _find(self, text: str, start: int, end: int | None) -> tuple[Name, ...]:
        words = words_of(text, start, end)
        found: list[Name] = []
        people: set[str] = set()
        index = 0
        while index < len(words):
            if words[index].folded not in self._first_words and not words[index].text[0].isupper():
                index += 1  # most words: no name begins here
                continue
            step, name = self._at(text, words, index, found, people)
            if name:
                found.append(name)
            index += step
        kept = [name for name in found if not (name.city and name.text in people)]
        return tuple(self._whose(name, kept) for name in kept)

    def _whose(self, name: Name, others: Sequence[Name]) -> Name:
        """A name that several states bear, given to the one that the text names otherwise."""
        shared = self._shared.get(folded(name.text))
        if shared is None or name.kind not in _SHAREABLE:
            return name
        told = {o.code or o.country for o in others if folded(o.text) not in self._shared}
        code = next((code for code in shared if code in told), shared[0])
        return name.model_copy(update={"code": code, "country": code})

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """The places in ``text[start:end]``: names whose words around them locate something."""
        return self.places_among(self.find(text, start, end))

    def places_among(self, found: Iterable[Name]) -> list[Place]:
        """The places among names already found; "ukrainienne" in "la frontière …" is Ukraine."""
        return [_place(name, self._state_names) for name in found if name.located]

    def _at(
        self, text: str, words: Sequence[Word], index: int, found: list[Name], people: set[str]
    ) -> tuple[int, Name | None]:
        """How many words to go on by, and the name that starts at ``words[index]``, if any."""
        match = (
            self._own.at(text, words, index)
            or self._known.at(text, words, index)
            or self._theatre.at(text, words, index)
        )
        if match:
            count, entry = match
            if entry is _HIDDEN or self._is_person(text, words, index, count, entry):
                return count, None
            return count, self._name(text, words, index, count, entry, found)
        if words[index].folded in self._words.short:
            return self._short(text, words, index, found)
        if words[index].text[0].isupper():
            return self._city(text, words, index, found, people)
        return 1, None

    def _name(
        self,
        text: str,
        words: Sequence[Word],
        index: int,
        count: int,
        entry: _Entry,
        found: list[Name],
    ) -> Name:
        span = Span(start=words[index].start, end=words[index + count - 1].end)
        if entry.kind == "demonym":
            located = self._beside_place_noun(text, words, index, count)
        else:
            located = entry.kind in _LOCATABLE and self._is_located(
                text, words, index, count, found
            )
            located = located or self._owns_place_noun(text, words, index, count)
        city = self._city_called(span.of(text)) if entry.kind in ("capital", "place") else None
        if entry.kind == "place":
            located = True
        return Name(
            span=span,
            text=span.of(text),
            code=entry.code,
            kind=entry.kind,
            located=located,
            country=entry.country or (entry.code if entry.kind in _OF_A_STATE else None),
            city=city,
            near=city is not None and self._is_near(text, span),
        )

    def _short(
        self, text: str, words: Sequence[Word], index: int, found: list[Name]
    ) -> tuple[int, Name | None]:
        """One character for a state: "俄方" is a party, "俄" of "俄国防部" an adjective."""
        after = index + 1
        if after == len(words) or not glued(text, words[index], words[after]):
            return 1, None
        codes = self._words.short[words[index].folded]
        named = (n.country for n in reversed(found) if n.country in codes)
        code = next(named, None) or codes[0]
        if words[after].folded in self._words.short_sides:
            return 2, self._name(text, words, index, 2, _Entry(kind="seat", code=code), found)
        if words[after].folded not in self._words.short_before:
            return 1, None
        return 1, self._name(text, words, index, 1, _Entry(kind="demonym", code=code), found)

    def _city(
        self, text: str, words: Sequence[Word], index: int, found: list[Name], people: set[str]
    ) -> tuple[int, Name | None]:
        for count in range(min(_LONGEST_CITY, len(words) - index), 0, -1):
            start, end = words[index].start, words[index + count - 1].end
            surface = text[start:end].replace("’", "'")
            city = self._city_called(surface)
            if city is None or surface in self._words.ambiguous:
                continue
            if self._follows_name(text, words, index):
                people.add(surface)
                return count, None
            if not self._is_located(text, words, index, count, found):
                return count, None
            name = Name(
                span=Span(start=start, end=end),
                text=text[start:end],
                code=None,
                kind="place",
                located=True,
                country=city.country,
                city=city,
                near=self._is_near(text, Span(start=start, end=end)),
            )
            return count, name
        return 1, None

    def _is_near(self, text: str, span: Span) -> bool:
        return self._near.search(text, max(0, span.start - _WINDOW), span.start) is not None

    def _city_called(self, surface: str) -> City | None:
        """The city of that name, perhaps in another case ("под Белгород*ом*")."""
        known = cities(self._words.script)
        surface = folded(surface) if self._words.script == ARABIC else surface
        city = known.get(surface)
        for ending, nominative in () if city else self._words.city_cases:
            if surface.endswith(ending):
                city = city or known.get(surface.removesuffix(ending) + nominative)
        return city

    def _is_person(
        self, text: str, words: Sequence[Word], index: int, count: int, entry: _Entry
    ) -> bool:
        """True for "George Washington" (a capital after a first name) and "Israel Katz"."""
        if entry.kind == "capital" and self._follows_name(text, words, index):
            return True
        after = index + count
        return (
            count == 1
            and words[index].text in self._words.given_names
            and after < len(words)
            and glued(text, words[index], words[after])
            and text[words[index].end] == " "
            and words[after].text[0].isupper()
            and self._known.at(text, words, after) is None
        )

    def _follows_name(self, text: str, words: Sequence[Word], index: int) -> bool:
        """True if a word in capitals that is no name of ours stands right before."""
        if index == 0:
            return False
        before = words[index - 1]
        if before.folded in self._words.particles and index > 1:  # "Mocímboa *da Praia*"
            return words[index - 2].text[0].isupper() and _joined(text, words, index)
        return (
            glued(text, before, words[index])
            and text[before.end] == " "
            and before.text[0].isupper()
            and before.folded not in self._words.small_words
            and self._known.at(text, words, index - 1) is None
        )

    def _is_located(
        self, text: str, words: Sequence[Word], index: int, count: int, found: list[Name]
    ) -> bool:
        span = Span(start=words[index].start, end=words[index + count - 1].end)
        if self._ends_in_locative(text, words, index + count):
            return True
        window = max(0, span.start - _WINDOW)
        if self._locative.search(text, window, span.start):
            return not self._attribution.search(text, window, span.start)
        if not found or not found[-1].located:
            return False
        between = text[found[-1].span.end : span.start].strip(" \n")
        # A bare comma goes on only in a list: not in "near Ukraine, US officials said".
        goes_on = between != "," or _LIST_GOES_ON.match(text, span.end) is not None
        return between in self._words.coordinators and (
            goes_on or self._coordinated.match(text, span.end) is not None
        )

    def _ends_in_locative(self, text: str, words: Sequence[Word], after: int) -> bool:
        """True for "Suriye'de", but not for "Rusya'ya göre": the ending is the word `after`."""
        if not self._words.locatives_after or after >= len(words):
            return False
        ending = words[after]
        if ending.folded not in self._words.locatives_after or text[ending.start - 1] not in "'’":
            return False
        following = words[after + 1].folded if after + 1 < len(words) else ""
        return following not in self._words.attributions_after

    def _beside_place_noun(self, text: str, words: Sequence[Word], index: int, count: int) -> bool:
        beside = index - 1 if self._words.place_noun_first else index + count
        if not 0 <= beside < len(words):
            return False
        left, right = sorted((beside, index if beside < index else index + count - 1))
        return words[beside].folded in self._words.place_nouns and glued(
            text, words[left], words[right]
        )

    def _owns_place_noun(self, text: str, words: Sequence[Word], index: int, count: int) -> bool:
        """True for "Ukraine's borders" and "the Ukraine border"."""
        after = index + count
        if self._words.place_noun_first or after >= len(words):
            return False
        if words[after].folded in self._words.possessives and after + 1 < len(words):
            after += 1
        return words[after].folded in self._words.place_nouns and glued(
            text, words[after - 1], words[after]
        )


_SHAREABLE = frozenset({"state", "demonym"})
_LOCATABLE = frozenset({"state", "capital"})
_OF_A_STATE = frozenset({"state", "demonym", "people", "capital", "seat"})


def _place(name: Name, state_names: Mapping[str, str]) -> Place:
    city = name.city
    demonym = name.kind == "demonym"
    return Place(
        precision=_precision(name),
        radius_km=_radius(name),
        name=state_names.get(name.code or "", name.text) if demonym else name.text,
        span=name.span,
        code=name.code if demonym or name.kind == "state" else city and city.geonames_id,
        country=name.country,
        latitude=city.latitude if city else None,
        longitude=city.longitude if city else None,
    )


def _precision(name: Name) -> Precision:
    if name.city:
        return Precision.AROUND if name.near else Precision.CITY
    return Precision.STATE if name.kind in _OF_A_STATE else Precision.REGION


def _radius(name: Name) -> float | None:
    if name.city:
        return radius_of(name.city.population) + (AROUND if name.near else 0)
    return radius_of_state(name.code) if name.kind in _OF_A_STATE and name.code else None


@lru_cache
def _first_words(pack: Pack) -> frozenset[str]:
    return _known(pack).first_words


@lru_cache
def _state_names(pack: Pack) -> dict[str, str]:
    """Codes → the name of the state, that of CLDR before the pack's own."""
    words = pack.section("names", NameWords)
    known = words.states | _cldr_states(pack.code, words)
    return {code: forms[0] for code, forms in known.items()}


@lru_cache
def _known(pack: Pack) -> Lexicon[_Entry]:
    """What the language itself names, the strongest reading first."""
    words = pack.section("names", NameWords)
    phrases: list[tuple[str, _Entry]] = [(phrase, _HIDDEN) for phrase in words.not_names]
    for kind, table in (
        ("organisation", words.organisations),
        ("seat", words.seats),
        ("state", words.states),
        ("state", _cldr_states(pack.code, words)),
        ("demonym", words.demonyms),
        ("people", words.peoples),
        ("capital", words.capitals),
    ):
        for code, forms in table.items():
            phrases += [(form, _Entry(kind=kind, code=code)) for form in forms]
    for state, forms in words.regions.items():
        phrases += [(form, _Entry(kind="place", country=state)) for form in forms]
    for code, capital in capitals().items():
        if code in words.demonyms and capital not in words.ambiguous:
            phrases.append((capital, _Entry(kind="capital", code=code)))
    return Lexicon(phrases)


@lru_cache
def _shared(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Forms that more than one state has, and whose they may be."""
    words = pack.section("names", NameWords)
    bearers: dict[str, list[str]] = {}
    for code, form in (
        (code, form)
        for table in (words.states, words.demonyms)
        for code, forms in table.items()
        for form in forms
    ):
        bearers.setdefault(folded(form), []).append(code)
    return {form: tuple(codes) for form, codes in bearers.items() if len(set(codes)) > 1}


def _cldr_states(language: str, words: NameWords) -> dict[str, tuple[str, ...]]:
    """Names of states from CLDR; a state is what the pack has a demonym for."""
    territories = Locale.parse(language).territories
    return {
        three: tuple(part.strip() for part in re.split(r"[()]", territories[two]) if part.strip())
        for two, three in alpha3().items()
        if two in territories and three in words.demonyms
    }


@lru_cache
def _before(pack: Pack, phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One of the phrases right before a name, anchored at the end of the searched window."""
    articles = pack.section("names", NameWords).articles
    forms = any_word(phrases).replace(r"\s\~", rf"(?:\s(?:{any_word(articles)}))?")
    pattern = rf"{begin(pack)}(?:{forms})\s?\Z".replace("'", "['’]")
    return re.compile(pattern, re.IGNORECASE)
