"""What forces do, as a pack declares it: the table `[events]`, and what it is compiled to."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from recul.extraction.patterns import Patterns, fold
from recul.languages import Pack, load
from recul.model import (
    EventKind,
    Realis,
    Value,
)

WORDS_BEFORE = 9
"""Words before a trigger that can mark its realis."""


class RealisWords(Value):
    """Markers of realis, as patterns. Those of `after` stand behind the trigger."""

    alleged: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    hoped: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    occurred: tuple[str, ...] = ()
    """What tells that it was done, whoever says so ("*after* the attack")."""
    ongoing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """What leaves open whether it happened ("asked *whether*")."""
    hearsay: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    """Endings of a verb in the future."""
    future_in_past: tuple[str, ...] = ()
    """What announces in reported speech and supposes elsewhere ("said it *would* withdraw")."""
    conditional: tuple[str, ...] = ()
    """Endings of a verb that does the same ("a dit qu'elle retir*erait*")."""
    tenseless: bool = False
    """Whether a verb tells no time: without a marker, what is told has happened."""
    past_forms: tuple[str, ...] = ()
    """Verb forms, whole or as endings ("-ed"), that tell of the past by themselves."""
    future_words: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    denied_after: tuple[str, ...] = ()
    denied_beside: tuple[str, ...] = ()
    """What denies only the verb right behind it."""
    hypothetical_after: tuple[str, ...] = ()
    hedged_after: tuple[str, ...] = ()
    announced_after: tuple[str, ...] = ()
    """The last three for languages whose verbs end their clause ("abziehen *wollen*")."""
    forms: dict[Realis, tuple[str, ...]] = Field(default_factory=dict)
    """Forms of a trigger that tell by themselves ("çekil*medi*", denied)."""
    negators: tuple[str, ...] = ()


class EventWords(Value):
    """The table ``[events]`` of a language pack: triggers by kind, nouns and verbs apart."""

    forces: tuple[str, ...] = ()
    tail: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    void: tuple[str, ...] = ()
    """What looks like an event and is none ("withdrew from the race")."""
    first_person: frozenset[str] = frozenset()
    """Words by which who speaks means the own side ("*our* forces")."""
    we: frozenset[str] = frozenset()
    """Pronouns for who speaks, right before what they do ("*we* will withdraw")."""
    possessives: frozenset[str] = frozenset()
    """Determiners that make a force the subject's own ("retrait de *ses* troupes")."""
    own_endings: tuple[str, ...] = ()
    """Ends of a noun, as written, that do the same, each behind a hyphen ("قوات*ها*")."""
    verb_first: bool = False
    """Whether the subject of a verb mostly stands behind it ("*انسحبت* القوات …")."""
    lasting: frozenset[EventKind] = frozenset()
    """Kinds of which goes on what nothing else is said of ("la *présence* de soldats")."""
    beside: int = WORDS_BEFORE
    """Words before a noun among which it is told that it goes on ("*continued* shelling")."""
    joins: frozenset[str] = frozenset()
    """What joins two that act together ("U.S. *and* NATO troops")."""
    breaks: tuple[str, ...] = ()
    """Words that part clauses: a marker before one says nothing of an event after it."""
    nouns: dict[EventKind, tuple[str, ...]] = Field(default_factory=dict)
    verbs: dict[EventKind, tuple[str, ...]] = Field(default_factory=dict)
    realis: RealisWords = RealisWords()
    reach: int = 3
    """Words between an auxiliary and its verb ("hat gestern seine Truppen *abgezogen*": more)."""
    subject_behind: bool = False
    """Whether the subject of a verb may stand behind it ("Gestern *zog* Moskau …")."""


class Trigger(NamedTuple):
    """What a word of the pack names, and whether it is a verb."""

    kind: EventKind
    verb: bool


class EventGrammar:
    """The events of a language, compiled."""

    def __init__(self, pack: Pack) -> None:
        self.words = words = pack.section("events", EventWords)
        self.triggers = Patterns[Trigger | None](
            [(p, None) for p in words.void]
            + [(p, Trigger(kind, False)) for kind, ps in words.nouns.items() for p in ps]
            + [(p, Trigger(kind, True)) for kind, ps in words.verbs.items() for p in ps]
        )
        realis = words.realis
        self.before = Patterns[Realis](
            (pattern, value)
            for value, patterns in (
                (Realis.DENIED, realis.denied),
                (Realis.ALLEGED, realis.alleged + realis.hearsay),
                (Realis.OCCURRED, realis.occurred),
                (Realis.HOPED, realis.hoped),
                (Realis.HYPOTHETICAL, realis.hypothetical),
                (Realis.HEDGED, realis.hedged),
                (Realis.ANNOUNCED, realis.announced + realis.future_words),
                (Realis.UNKNOWN, realis.unknown),
            )
            for pattern in patterns
        )
        self.after = Patterns[Realis](
            (pattern, value)
            for value, patterns in (
                (Realis.DENIED, realis.denied_after),
                (Realis.HYPOTHETICAL, realis.hypothetical_after),
                (Realis.HEDGED, realis.hedged_after),
                (Realis.ANNOUNCED, realis.announced_after),
            )
            for pattern in patterns
        )
        self.forms = Patterns[Realis]((p, r) for r, ps in realis.forms.items() for p in ps)
        self.beside = Patterns[bool]((p, True) for p in realis.denied_beside)
        self.ongoing = Patterns[bool]((p, True) for p in realis.ongoing)
        self.future_in_past = Patterns[bool]((p, True) for p in realis.future_in_past)
        self.past_endings = tuple(p[1:] for p in realis.past_forms if p.startswith("-"))
        self.past_forms = fold(p for p in realis.past_forms if not p.startswith("-"))
        self.possessives = fold(words.possessives)
        self.first_person = fold(words.first_person)
        self.we = fold(words.we)
        self.past = Patterns[bool]((p, True) for p in realis.past)
        self.breaks = Patterns[bool]((p, True) for p in words.breaks)
        self.forces = Patterns[bool]((p, True) for p in words.forces)
        self.own_endings = tuple(ending.removeprefix("-") for ending in words.own_endings)
        self.tail = fold(words.tail)
        self.determiners = fold(words.determiners)


@lru_cache
def event_grammar(code: str) -> EventGrammar:
    """The events of the language `code`."""
    return EventGrammar(load(code))
