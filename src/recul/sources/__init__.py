"""Source cards: who is cited, whose it is, and how far it is believed, says who, when and why.

A card is data. A set of them ships with the package (`shipped`); a case adds its own, and what it
says of a source goes before what the set says (`with_shipped`). Grades are never deleted: a later
one goes before an earlier one from its day on, so that an assessment as of a day in between still
uses the one that was known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from recul.model import Grade, InputError, SourceKind, Text, Value, check_year

FILES = ("agencies", "outlets", "states", "observers", "carriers")
"""The files of the set that ships, without their suffix."""
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/@?[a-z0-9_.-]+)?", re.ASCII)
_GRADE = ("reliability", "reason", "author", "on", "topic", "since", "until")

Stake = Literal["for", "against"]


class Who(StrEnum):
    """What sort of source it is."""

    AGENCY = "agency"
    OUTLET = "outlet"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    SPOKESPERSON = "spokesperson"
    ORGANISATION = "organisation"
    MONITOR = "monitor"
    IMAGERY = "imagery"
    RESEARCH = "research"
    NGO = "ngo"
    ACCOUNT = "account"
    CARRIER = "carrier"
    """Passes on what others publish, under their names: an aggregator, an archive."""
    PLATFORM = "platform"
    """Lets anybody publish under any name."""


class Control(StrEnum):
    """Who decides what it says."""

    STATE = "state"
    STATE_FUNDED = "state_funded"
    PUBLIC = "public"
    PRIVATE = "private"
    NONPROFIT = "nonprofit"
    PARTISAN = "partisan"
    INTERGOVERNMENTAL = "intergovernmental"


class Topic(StrEnum):
    """What a grade is about: that something was said, what is on the ground, or both."""

    ANY = "any"
    WORDS = "words"
    FORCE = "force"


class CardGrade(Value):
    """A grade that somebody gave to a source (reliability on the Admiralty scale, STANAG 2511).

    Attributes:
        author, on: who gave it, and on what day.
        topic: what it is about.
        since, until: the time that it judges, inclusive; open where not given.
    """

    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    reason: Text
    author: str
    on: date
    topic: Topic = Topic.ANY
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} is before since {self.since}")
        return self

    def holds(self, day: date) -> bool:
        """True if it judges what was put out on that day."""
        return (self.since or day) <= day <= (self.until or day)


class SourceCard(Value):
    """Who is cited: whose it is, how reliable, says who, and why.

    Where a case has only one grade for a source, `reliability`, `reason`, `author` and `on` may
    stand on the card itself.
    """

    id: str
    names: tuple[str, ...] = ()
    """Names under which it is cited, in any language, matched whole and without case."""
    label: Text = ""
    """What a brief calls it; without one, the first of its names that is a proper name."""
    who: Who | None = None
    kind: SourceKind | None = None
    """What it is to the claim; by default, what its party is, else what its `who` says."""
    party: str | None = None
    """The party it speaks for; by default its state, if that controls it."""
    state: str | None = None
    """Where it is at home (ISO 3166-1 alpha-3)."""
    owner: Text = ""
    control: Control | None = None
    interests: dict[str, Stake] = Field(default_factory=dict)
    """By party: whether it gains if that party is believed, or loses."""
    domains: tuple[str, ...] = ()
    """Where it publishes: names of hosts, their subdomains included, and accounts on platforms
    ("t.me/its_name")."""
    shares_with: tuple[str, ...] = ()
    """Ids of cards or parties it has its information from or pools it with: they and this one are
    not independent. Sources of one party never are."""
    grades: tuple[CardGrade, ...] = ()
    shipped: bool = False
    """True for a card of the set that ships with the package."""

    @model_validator(mode="before")
    @classmethod
    def _one_grade(cls, given: Any) -> Any:  # noqa: ANN401 (what is to be validated)
        if not isinstance(given, Mapping) or not any(key in given for key in _GRADE):
            return given
        rest = {key: value for key, value in given.items() if key not in _GRADE}
        grade = {key: given[key] for key in _GRADE if key in given}
        return {**rest, "grades": [*rest.get("grades", ()), grade]}

    @model_validator(mode="after")
    def _of_its_state(self) -> Self:
        if self.party is None and self.control is Control.STATE and self.state:
            object.__setattr__(self, "party", self.state)
        return self

    @field_validator("domains")
    @classmethod
    def _hosts(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        for domain in domains:
            if not _DOMAIN.fullmatch(domain):
                raise ValueError(
                    f"{domain!r:.60} is neither a host, as in example.org, nor an account on one"
                )
        return domains

    def grade(self, day: date | None = None, topic: Topic = Topic.ANY) -> Grade:
        """The grade for what it put out on a day, on a topic; F where nobody gave one.

        Of those that hold, one on the very topic goes before one on any, then the latest given.
        The credibility digit is judged per report, so it is 6 here.
        """
        holding = [
            (g.topic is topic, g.on, at, g)
            for at, g in enumerate(self.grades)
            if g.topic in (topic, Topic.ANY) and (day is None or g.holds(day))
        ]
        if not holding:
            return Grade(reliability="F", reason=UNGRADED, card=self.id)
        given = max(holding)[-1]
        return Grade(
            reliability=given.reliability,
            reason=given.reason,
            author=given.author,
            on=given.on,
            card=self.id,
        )

    def answers_to(self, search: str) -> bool:
        """True if `search` is a part of its id, of a name or of where it publishes."""
        wanted = search.casefold()
        return any(wanted in text.casefold() for text in (self.id, *self.names, *self.domains))

    def known_on(self, day: date) -> Self:
        """The card with the grades that had been given by a day.

        Where none had been, the first ones given are kept: they judge in hindsight, which
        `recul trace` says.
        """
        first = min((g.on for g in self.grades), default=day)
        known = tuple(g for g in self.grades if g.on <= max(day, first))
        return self if len(known) == len(self.grades) else self.model_copy(update={"grades": known})


UNGRADED: Text = {
    "en": "Nobody has graded this source for that time: it cannot be judged",
    "fr": "Personne n’a noté cette source pour cette période : elle ne peut être jugée",
}


@lru_cache
def shipped() -> tuple[SourceCard, ...]:
    """The cards that ship with the package, in the order of their files."""
    cards: list[SourceCard] = []
    for name in FILES:
        text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
        cards += read_cards(text, f"{name}.toml", shipped=True)
    check_cards(cards, "the cards that ship")
    return tuple(cards)


def read_cards(text: str, source: str, *, shipped: bool = False) -> list[SourceCard]:
    """The cards in a TOML file: tables ``[[sources]]``, and in ``[defaults]`` what all have.

    Raises:
        InputError: it is not TOML, or a card cannot be; the card and its key are named.
    """
    try:
        content = tomllib.loads(text)
    except ValueError as error:
        raise InputError(source, f"not valid TOML: {error}", "Mend the file") from None
    defaults = content.get("defaults", {})
    cards = []
    for number, given in enumerate(content.get("sources", ()), 1):
        name = given.get("id", f"number {number}")
        if "grades" not in given:
            given = {**defaults, **given}
        else:
            given = {**given, "grades": [{**defaults, **grade} for grade in given["grades"]]}
        try:
            card = SourceCard.model_validate({**given, "shipped": shipped})
        except ValidationError as error:
            first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
            where = ".".join(str(part) for part in first["loc"])
            told = f"source {name}{f', {where}' if where else ''}: {first['msg']}"
            raise InputError(source, told, "Mend the card") from None
        cards.append(card)
    return cards


def check_cards(cards: Iterable[SourceCard], source: str) -> None:
    """Check what no card shows alone.

    Raises:
        InputError: an id is used twice, a card can never be found, or a date cannot be.
    """
    seen: set[str] = set()
    for card in cards:
        if card.id in seen:
            raise InputError(source, f"source id used twice: {card.id}", "Keep one of them")
        seen.add(card.id)
        for grade in card.grades:
            check_year(grade.on, f"{source}, source {card.id}, on")
        if not card.names and not card.domains:
            raise InputError(
                source,
                f"source {card.id} has neither names nor domains",
                "Say under which names it is cited",
            )


def with_shipped(own: Sequence[SourceCard]) -> tuple[SourceCard, ...]:
    """The cards of a case, filled up with those of the set that ship.

    A card of the case with the id of a shipped one goes before it: where it has grades, only they
    count; its names and domains are added; what it leaves out is taken from the shipped one.
    """
    ships = {card.id: card for card in shipped()}
    taken = {card.id for card in own}
    mine = (_filled(card, ships[card.id]) if card.id in ships else card for card in own)
    return (*mine, *(card for card in shipped() if card.id not in taken))


def _filled(card: SourceCard, ships: SourceCard) -> SourceCard:
    filled = {
        field: getattr(card, field) or getattr(ships, field)
        for field in ("label", "who", "kind", "party", "state", "owner", "control", "grades")
    }
    both = {
        field: tuple(dict.fromkeys((*getattr(card, field), *getattr(ships, field))))
        for field in ("names", "domains", "shares_with")
    }
    interests = {**ships.interests, **card.interests}
    return card.model_copy(update={**filled, **both, "interests": interests})
