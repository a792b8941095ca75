"""Who can speak, as a pack declares it: the table `[speakers]`, and what it is compiled to."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from pydantic import field_validator

from recul.extraction.cues import cues_of
from recul.extraction.date_forms import DateWords
from recul.extraction.lexicon import (
    Word,
    folded,
    is_known,
    words_of,
)
from recul.extraction.patterns import Patterns, fold
from recul.languages import Pack, load
from recul.model import Span, Value

Kind = Literal["pronoun", "dropped", "nobody", "person", "role", "group", "party"]
"""Nobody is the subject of "it was said"; a dropped subject is a pronoun that is not written
("Añadió que"); a role is one person's ("the minister"), a group many ("officials") or none ("the
ministry")."""


class SpeakerWords(Value):
    """The table ``[speakers]`` of a language pack."""

    roles: tuple[str, ...]
    offices: tuple[str, ...] = ()
    """Roles and institutions that belong to some state even where the text names none."""
    organisation_offices: tuple[str, ...] = ()
    """Roles in some organisation even where the text names none."""
    anaphoric: tuple[str, ...] = ()
    """Roles that, with a definite article and nothing else, are whoever spoke last."""
    definite: frozenset[str] = frozenset()
    people_articles: frozenset[str] = frozenset()
    """Articles that make a people of an adjective in small letters ("*los* ucranianos")."""
    unnamed: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    determiners: frozenset[str]
    joins: frozenset[str]
    particles: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    not_names: frozenset[str]
    relatives: frozenset[str] = frozenset()
    strict_joins: frozenset[str] = frozenset()
    """Those that are a joining word before a name, a role or a determiner only."""
    joins_names: bool = False
    """Whether only a known name may follow one of the `joins` ("полковник *в* Бамако")."""
    genitives: tuple[str, ...] = ()
    """Endings of a complement that nothing joins to its role ("министр *обороны*"), and with a
    capital those of `proper_genitives` ("министр *Чешской* Республики")."""
    proper_genitives: tuple[str, ...] = ()
    people_genitives: tuple[str, ...] = ()
    """The same of people, of whom "очевидцы" are many and "очевидцев" somebody's."""
    name_endings: tuple[str, ...] = ()
    """Endings that names take on in their cases, those of the dictionary form first."""
    prepositions: frozenset[str]
    oblique: frozenset[str] = frozenset()
    """Determiners that make an object of what stands after them ("dem Sender")."""
    nouns: tuple[str, ...] = ()
    """Nouns that are no names, where all nouns have capitals; patterns."""
    named_first: tuple[str, ...] = ()
    """Roles that stand right behind the name of who has them ("米利 *将军*")."""
    modifiers_first: bool = False
    """Whether what modifies a role stands before it ("Russian defence minister")."""
    names_first: bool = False
    """Whether a name may stand before what it is the name of ("Dawn gazetesi")."""
    possessive: str = ""
    """What ends the owner of a role, apart by spaces ("Ukraine'*s* minister", "ABD'*nin* …")."""
    capitals: bool = True
    """Whether a person's name begins with one; where none does, it is told by its place, behind a
    role or a verb of saying, and by words that the pack does not know."""
    given_names: frozenset[str] = frozenset()
    """Names, as written, that are words of the pack as well."""
    construct_nouns: bool = False
    """Whether a noun follows another as its complement with nothing between ("وزير الدفاع")."""
    adjective_endings: tuple[str, ...] = ()
    """How the adjectives end that may follow such a noun, with the article it has."""
    verb_endings: tuple[str, ...] = ()
    """Endings by which a word in small letters is a verb ("lleg*ó*", "retira*ron*")."""
    pronouns: dict[str, str]

    @field_validator(
        "titles",
        "determiners",
        "joins",
        "particles",
        "adjectives",
        "not_names",
        "relatives",
        "prepositions",
        "definite",
        "oblique",
    )
    @classmethod
    def _folded(cls, entries: frozenset[str]) -> frozenset[str]:
        return fold(entries)


class Mention(NamedTuple):
    """A noun phrase that can be a speaker. `gender` is m, f, mp, fp or x, for pronouns."""

    span: Span
    kind: Kind
    first: int
    last: int
    name: str | None = None
    role: str | None = None
    party: str | None = None
    gender: str = "x"


class SpeakerGrammar:
    """The compiled table of one language."""

    def __init__(self, pack: Pack) -> None:
        self.words = words = pack.section("speakers", SpeakerWords)
        self.heads = Patterns[Kind](
            [(r, "role") for r in words.roles]
            + [(r, "group") for r in words.unnamed]
            + [(r, "group") for r in words.institutions]
        )
        self.offices = Patterns[bool]([(r, True) for r in words.offices])
        self.organisation_offices = Patterns[bool]([(r, True) for r in words.organisation_offices])
        self.anaphoric = frozenset(
            " ".join(word.folded for word in words_of(role)) for role in words.anaphoric
        )
        self.institutions = Patterns[bool]([(r, True) for r in words.institutions])
        self.nouns = Patterns[bool]([(noun, True) for noun in words.nouns])
        self.named_first = Patterns[bool]([(r, True) for r in words.named_first])
        self.pronouns = Patterns[str](list(words.pronouns.items()))
        self.possessives = fold(words.possessive.split())
        self.cues = cues_of(pack.code)
        self.case_endings = sorted(map(folded, words.name_endings), key=len, reverse=True)
        self.given_names = words.given_names
        dates = pack.section("dates", DateWords)
        self.dates = fold([*dates.weekdays, *dates.months, *dates.units, *dates.parts])
        self.adjective_endings = tuple(folded(end).strip("-") for end in words.adjective_endings)

    def knows(self, word: Word) -> bool:
        """True for a word of the pack that is no name as well."""
        plain = word.text[-len(word.folded) :]  # without its article
        named = word.text in self.given_names or plain in self.given_names
        return not named and is_known(word)


@lru_cache
def speaker_grammar(code: str) -> SpeakerGrammar:
    """Who can speak in the language `code`."""
    return SpeakerGrammar(load(code))


def is_role(phrase: str, pack: Pack) -> bool:
    """True for a phrase that begins with the head of a role."""
    return speaker_grammar(pack.code).heads.at(phrase, words_of(phrase), 0) is not None
