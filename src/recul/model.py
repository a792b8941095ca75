"""The nouns of the house, and the small values they are made of.

Five nouns travel from room to room: `Document` (reading), `Statement` (extraction),
`Evidence` and `Claim` (evidence), `Assessment` (assessment). Everything here is frozen and
checked when it is made: a span outside its text, an interval upside down or a time without
a zone cannot exist.

Conventions, everywhere:

- *Offsets* count Unicode code points into `Document.text`, half open: ``text[start:end]``.
- *Dates* of an interval are inclusive; *instants* carry a time zone.
- *Parties and actors* are ISO 3166-1 alpha-3 codes for states, else the id the case gives
  or the organisation's usual short name (``NATO``).
- Enumeration values are the strings of the JSON contract.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class ReculError(Exception):
    """Base of the errors this package raises on purpose."""


class InputError(ReculError):
    """An input that cannot be used. The command line prints it and exits with 2.

    Args:
        source: the input as its user would name it (path, URL, row of a table).
        problem: what is wrong with it, in one clause.
        remedy: what to do about it, in one clause.
    """

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}. {remedy}")


class Value(BaseModel):
    """A frozen, closed value: equal by content, no unknown fields, hashable if its fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of the dates that are given to Recul: what is reckoned from them stays a date."""


def check_year(day: date, source: str) -> None:
    """Check a day or an instant that somebody gave.

    Raises:
        InputError: its year is before `FIRST_YEAR` or after `LAST_YEAR`.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(
            source,
            f"the year {day.year} is not one of {FIRST_YEAR} to {LAST_YEAR}",
            "Write the date as 2022-02-16",
        )


Text = str | Annotated[dict[str, Annotated[str, Field(min_length=1)]], Field(min_length=1)]
"""A text for readers: in one language, or one text per language code."""


def in_language(text: Text, language: str) -> str:
    """`text` in `language`, else in English, else in whatever it has."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get("en") or next(iter(text.values()))


# ---------------------------------------------------------------------------- vocabulary


class StatementType(StrEnum):
    """How the text gives a statement."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    REPORTED = "reported"  # nominal: "the allegations of …"


class Modality(StrEnum):
    """What the speaker does with the content; a statement may carry several."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HEDGED = "hedged"
    HOPED = "hoped"
    WARNED = "warned"
    DEMANDED = "demanded"
    ANNOUNCED = "announced"
    ALLEGED = "alleged"
    CONDITIONAL = "conditional"
    QUESTIONED = "questioned"


class Polarity(StrEnum):
    """Whether the main clause of the content is negated."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Comparator(StrEnum):
    """How a number is hedged by its wording."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    UNDER = "under"
    BETWEEN = "between"
    DOZENS = "dozens"  # vague words: dozens, une trentaine


class EventKind(StrEnum):
    """What happened, or is said to."""

    WITHDRAWAL = "withdrawal"
    BUILDUP = "buildup"
    MOVEMENT = "movement"
    ROTATION = "rotation"
    PRESENCE = "presence"
    DEPLOYMENT = "deployment"
    EXERCISE = "exercise"
    DEESCALATION = "deescalation"
    DIPLOMACY = "diplomacy"
    ACCESS = "access"
    ATTACK = "attack"
    MOBILISATION = "mobilisation"


class Realis(StrEnum):
    """Whether the event is presented as real (Saurí & Pustejovsky's factuality, coarsened)."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    DENIED = "denied"
    ANNOUNCED = "announced"
    ALLEGED = "alleged"
    HEDGED = "hedged"
    HOPED = "hoped"
    HYPOTHETICAL = "hypothetical"
    UNKNOWN = "unknown"


class Grain(StrEnum):
    """The grain of a date expression."""

    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    INTERVAL = "interval"
    NOW = "now"
    UNTIL_NOW = "until-now"
    VAGUE = "vague"


class SourceKind(StrEnum):
    """Who stands behind a report, relative to the claim (the vocabulary of the claims data)."""

    CLAIMANT = "claimant"
    ADVERSARY = "adversary"
    THIRD_PARTY_STATE = "third_party_state"
    INTERNATIONAL_ORG = "international_org"
    INDEPENDENT_MEDIA = "independent_media"
    IMAGERY = "imagery"
    NGO = "ngo"
    RESEARCHER = "researcher"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Where a source stands towards the claim, finer than its kind.

    In past claims the adversary's confirmation was the strongest sign, and a friend's a weak one.
    """

    CLAIMANT = "claimant"
    HOST = "host"
    """On the claimant's side, with the force on its soil: it sees the force itself."""
    FRIEND = "friend"
    """On the claimant's side, elsewhere."""
    ADVERSARY = "adversary"
    THIRD_STATE = "third_state"
    MONITOR = "monitor"
    """A mission that was sent to look."""
    ORGANISATION = "organisation"
    IMAGERY = "imagery"
    PRESS = "press"
    NGO = "ngo"
    RESEARCHER = "researcher"
    UNKNOWN = "unknown"


class RowKind(StrEnum):
    """What a coder says a row of a table of observations is (the claims data's words)."""

    TROOP_COUNT = "troop_count"
    MOVEMENT_OUT = "movement_out"
    MOVEMENT_IN = "movement_in"
    EQUIPMENT = "equipment"
    IMAGERY = "imagery"
    ACCESS_DENIED = "access_denied"
    ACCESS_GRANTED = "access_granted"
    STATEMENT_CONFIRM = "statement_confirm"
    STATEMENT_DENY = "statement_deny"
    CASUALTIES_CLASH = "casualties_clash"


class Ledger(StrEnum):
    """Said is not seen."""

    DECLARED = "declared"
    OBSERVED = "observed"


class EvidenceKind(StrEnum):
    """What sort of observation a piece of evidence is."""

    COUNT = "count"
    MOVEMENT_OUT = "movement_out"
    MOVEMENT_IN = "movement_in"
    EQUIPMENT = "equipment"
    IMAGERY = "imagery"
    ACCESS_GRANTED = "access_granted"
    ACCESS_DENIED = "access_denied"
    CONFIRMATION = "confirmation"
    DENIAL = "denial"
    CLASH = "clash"


class Direction(StrEnum):
    """What a piece of evidence says about the level of the force the claim is about."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Ladder and counter-states of OSCE monitoring practice (standards.md)."""

    ANNOUNCED = "announced"
    DEPARTURE_OBSERVED = "departure_observed"
    ARRIVAL_OBSERVED = "arrival_observed"
    ABSENCE_OBSERVED = "absence_observed"
    SUSTAINED = "sustained"
    VERIFIED = "verified"
    PARTIAL = "partial"
    ROTATED = "rotated"
    MOVED_ELSEWHERE = "moved_elsewhere"
    EQUIPMENT_REMAINS = "equipment_remains"
    ACCESS_DENIED = "access_denied"
    CONTRADICTED = "contradicted"
    TOO_EARLY = "too_early"
    COULD_NOT_BE_VERIFIED = "could_not_be_verified"


class Confidence(StrEnum):
    """ICD 203 analytic confidence: how good the basis is, not how likely the event."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


# -------------------------------------------------------------------------- small values


REFERENCE = "reference"
"""The definition of a count of the whole force, as the case watches it."""
PART = "part"
"""The definition of a count of a part of the force, which says nothing of the whole level."""
ONE_DAY = frozenset({Grain.HOUR, Grain.PART_OF_DAY, Grain.DAY, Grain.NOW})
"""Grains of a date that is one day."""
_STATE = re.compile(r"[A-Z]{3}")


def is_state(party: str) -> bool:
    """True for an ISO 3166-1 alpha-3 code; a three-letter organisation must be a party."""
    return _STATE.fullmatch(party) is not None


class Reason(Value):
    """A reason or a warning as data, an id and its parameters; reporting puts it into words."""

    id: str
    values: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, ``text[start:end]``, never empty.

    Hundreds are made of each document, so it is the one value that is no pydantic model.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span is empty or upside down: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cut(Span):
    """A span of boilerplate, with the reason for its removal (``author-bio``, ``cookie`` …)."""

    reason: str


class When(Value):
    """An inclusive interval of dates, with the span of the words that gave it, if any.

    A date of `Grain.UNTIL_NOW` or `Grain.VAGUE` has bounds all the same: wide ones.
    """

    start: date
    end: date
    grain: Grain
    span: Span | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"interval of dates is upside down: {self.start}..{self.end}")
        return self

    @classmethod
    def day(cls, day: date, span: Span | None = None) -> When:
        """The interval of one day."""
        return cls(start=day, end=day, grain=Grain.DAY, span=span)


class Precision(StrEnum):
    """How narrow a place is that a text tells."""

    CITY = "city"
    AROUND = "around"
    REGION = "region"
    STATE = "state"


class Place(Value):
    """A place named in the text. `code` is ISO alpha-3 for a state, a gazetteer id or None.

    Attributes:
        precision: how narrow a place it is; `around` a city is wider than the city.
        radius_km: of the circle it lies in, around its coordinates; None where no list tells.
        happened: whether an event or a count of the text is there; else it is only named.
        in_theatre: whether it lies in the theatre of the case; None where the case has none.
    """

    name: str
    span: Span
    code: str | None = None
    country: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: Precision = Precision.REGION
    radius_km: float | None = Field(default=None, gt=0)
    happened: bool = False
    in_theatre: bool | None = None


class Speaker(Value):
    """Who speaks: the fullest name known in the document, and the mention that led to it."""

    name: str
    role: str | None = None
    party: str | None = None
    span: Span | None = None
    """The mention nearest the cue ("il", "Stoltenberg"); None where the text continues."""


class Interval(Value):
    """Numeric bounds with a best value, in the unit of the quantity; ``low ≤ best ≤ high``."""

    low: float = Field(ge=0)
    best: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.best <= self.high:
            raise ValueError(
                f"interval is upside down: low {self.low}, best {self.best}, high {self.high}"
            )
        return self


class Grade(Value):
    """A grade on the Admiralty scale (STANAG 2511), somebody's, with a reason.

    Reliability F and credibility 6 mean *cannot be judged*, not *worst*.
    """

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Literal[1, 2, 3, 4, 5, 6] = 6
    reason: Text
    author: str = "recul"
    on: date | None = None
    card: str | None = None
    """The id of the source card it stands on; None for the default of a kind of source."""

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


# --------------------------------------------------------------------------------- nouns


class CodedRow(Value):
    """What the coder of a table of observations wrote in one row.

    The fields are those of the claims data; numbers are in `unit`.
    """

    row: int = Field(ge=1)
    source: str
    source_kind: SourceKind
    kind: str
    low: float | None = Field(default=None, ge=0)
    best: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    unit: str | None = None
    area: str | None = None
    direction: Direction = Direction.UNKNOWN
    confidence: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"low {self.low}, best {self.best}, high {self.high} are not in order")
        return self


class Document(Value):
    """One version of one text, as stored: everything later points into `text`.

    Attributes:
        id: ``sha256:`` and the hex digest of address and text (`Document.identify`).
        source: the input as its user named it.
        text: the stored text, typography normalised length for length.
        published: when it was published; the end of the day (UTC) where only the day is known,
            so that nothing is used before it can have been read. None if unknown.
        published_to: the grain of `published`.
        removed: spans of boilerplate, in order, not overlapping.
        via: the host of the archive, cache or redirection it was reached through, if it was.
        original: an address on another site that the page gives as its own: who carries it may
            say so of what is somebody else's, and anybody may say so.
        row: the coder's row, if the document is a row of a table of observations
            (`text` is then its paraphrase).
    """

    id: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    source: str
    text: str = Field(min_length=1)
    url: str | None = None
    via: str | None = None
    original: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    published: AwareDatetime | None = None
    published_to: Literal["day", "second"] = "day"
    removed: tuple[Cut, ...] = ()
    warnings: tuple[Reason, ...] = ()
    row: CodedRow | None = None

    @model_validator(mode="after")
    def _spans_inside(self) -> Self:
        last = 0
        for cut in self.removed:
            if cut.start < last or cut.end > len(self.text):
                raise ValueError(
                    f"removed span {cut.start}..{cut.end} is outside the text or order"
                )
            last = cut.end
        return self

    @staticmethod
    def identify(text: str, where: str | None = None) -> str:
        """The id of a text at an address, or with a publisher where it has no address.

        The same input always has the same id; the same words of two outlets have two.
        """
        return "sha256:" + hashlib.sha256(f"{where or ''}\n{text}".encode()).hexdigest()

    @staticmethod
    def identify_row(text: str, url: str | None, published: datetime, row: CodedRow) -> str:
        """The id of a coder's row: of all that it says, but not of its place in the table.

        A row cannot take the place of another one that has its words and says something else.
        """
        said = row.model_dump_json(exclude={"row"}, exclude_defaults=True)
        return Document.identify(text, f"{url or ''}\n{published.isoformat()}\n{said}")

    @property
    def true_id(self) -> str:
        """The id that its contents give; another than `id` if somebody edited them."""
        if self.row and self.published:
            return self.identify_row(self.text, self.url, self.published.astimezone(UTC), self.row)
        return self.identify(self.text, self.url or self.publisher)

    @property
    def published_on(self) -> date | None:
        """The day of publication, UTC."""
        return self.published.astimezone(UTC).date() if self.published else None

    def cut(self, span: Span) -> str:
        """The stored characters under `span`; raises ValueError if it leaves the text."""
        if span.end > len(self.text):
            raise ValueError(f"span {span.start}..{span.end} is outside a text of {len(self.text)}")
        return span.of(self.text)


class Statement(Value):
    """Something somebody is reported to have said. Spans point into the document's text."""

    id: str
    document: str
    span: Span
    type: StatementType
    speaker: Speaker | None = None
    cue: Span | None = None
    modality: tuple[Modality, ...] = (Modality.ASSERTED,)
    polarity: Polarity = Polarity.POSITIVE
    inside: str | None = None
    """The id of the statement this one is nested in (a reported claim, an inner attribution)."""
    continues: str | None = None
    """The id of the statement this quotation goes on from."""
    said: When | None = None
    """When it was said, as far as the text or its date of publication tells."""


class Quantity(Value):
    """A counted or measured force, with bounds from its wording.

    `unit` is the normalised unit (``persons``, ``battalion_groups``, ``tanks`` …), `counted`
    the noun in the text. `change` is set for an addition or a reduction ("another 7,000"),
    which must not be read as a level.
    """

    span: Span
    comparator: Comparator
    interval: Interval
    unit: str
    counted: str
    actor: str | None = None
    places: tuple[str, ...] = ()
    scope: str | None = None
    """What the count includes, in the words of the text ("with separatists", "within 400 km")."""
    when: When | None = None
    change: Direction | None = None
    part: bool = False
    """True for a share of a force ("half of the 30,000"), which must not be read as its level."""
    loss: bool = False
    """True for the killed, the captured, the destroyed: no force that stands anywhere."""
    statement: str | None = None


class Event(Value):
    """An event named in the text, coded after PLOVER (``RETREAT/withdraw`` …)."""

    span: Span
    kind: EventKind
    plover: str
    actor: str | None = None
    place: str | None = None
    realis: Realis = Realis.UNKNOWN
    when: When | None = None
    statement: str | None = None


class Extraction(Value):
    """What was found in one document. Every span lies inside its text."""

    document: Document
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _spans_inside(self) -> Self:
        size = len(self.document.text)
        for span in self._spans():
            if span.end > size:
                raise ValueError(f"span {span.start}..{span.end} is outside a text of {size}")
        return self

    def _spans(self) -> Iterator[Span]:
        for statement in self.statements:
            yield statement.span
            if statement.cue:
                yield statement.cue
            if statement.speaker and statement.speaker.span:
                yield statement.speaker.span
        for quantity in self.quantities:
            yield quantity.span
        for event in self.events:
            yield event.span
        for place in self.places:
            yield place.span
        for when in self.dates:
            if when.span:
                yield when.span


class ClaimKind(StrEnum):
    """What sort of leaving is announced."""

    WITHDRAWAL = "withdrawal"
    END_OF_EXERCISE = "end_of_exercise"
    CEASEFIRE = "ceasefire"


class Claim(Value):
    """An announcement of a withdrawal, to be judged.

    Attributes:
        kind: a withdrawal, the end of an exercise, or a pull-back that a ceasefire asks for.
        claimant: the party that announced it.
        actor: the party whose force is to leave (another one, where a host or a mediator pledges).
        made_on: the day it was announced or, failing that, the day it was first known.
        deadline: the day by which the force is to be gone, if one was given.
        conditions: what it is made to depend on, as spans of its document.
        revises: the id of the earlier claim that it changes or extends.
    """

    id: str
    kind: ClaimKind = ClaimKind.WITHDRAWAL
    claimant: str
    actor: str
    text: Text
    made_on: date
    deadline: date | None = None
    quantity: Interval | None = None
    unit: str | None = None
    places: tuple[str, ...] = ()
    document: str | None = None
    span: Span | None = None
    statement: str | None = None
    conditions: tuple[Span, ...] = ()
    revises: str | None = None

    @model_validator(mode="after")
    def _deadline_after(self) -> Self:
        if self.deadline and self.deadline < self.made_on - timedelta(days=366):
            raise ValueError(f"deadline {self.deadline} is over a year before {self.made_on}")
        return self

    @property
    def for_another(self) -> bool:
        """True for a pledge about a force that is not the claimant's own."""
        return self.claimant != self.actor

    @property
    def horizon(self) -> date:
        """The day the claim is judged at: deadline + 14 days, else 30 days after it was made."""
        if self.deadline and self.deadline >= self.made_on:
            return self.deadline + timedelta(days=14)
        return self.made_on + timedelta(days=30)


class Link(Value):
    """One who stands between a fact and its reader, and how far that one is believed.

    Attributes:
        name: as the text or the table cites it.
        source: the id of its card, else its name.
        kind: who it is, relative to the claim.
        grade: its own; the evidence has the grade of the weakest link.
    """

    name: str
    source: str
    kind: SourceKind
    party: str | None = None
    grade: Grade


class Evidence(Value):
    """One origin's report on the watched force, ready to be weighed.

    Attributes:
        ledger: declared (said by the claimant or on its behalf) or observed.
        direction: what it says about the level of the force.
        source: the id or name of who vouches for it (not who printed it).
        source_kind: who that is, relative to the claim.
        standing: the same, finer: a host or a friend of the claimant, a monitor.
        chain: who stands between the fact and the reader, the innermost first, the publisher last.
        origin: the same string for all evidence of one origin.
        group: the same string for all evidence whose sources share what they know (two offices
            of one state, allies who pool collection), so that they are not independent of each
            other. Empty where nothing is known to be shared: then the source stands alone.
        weight: echo weight in [0, 1]; 0 for a copy of a statement already held.
        weighing: the factors of that weight, each with its `share` and the `version` of the table
            it stands in; none for a full vote.
        interval: the count, for `EvidenceKind.COUNT`, in `unit`.
        definition: what the count includes, an id of the case (``reference`` by default).
        published: when it could be known; assessments use nothing published after their as-of.
        observed: the dates it speaks about, if known (for the reporting lag).
        expires: the last day of which it still says something.
        quote: the stored text under `span`, cut, never retyped.
        copy_of: the id of the evidence this one repeats, if its weight is 0 for that reason.
        altered_from: the id of the evidence of which this one is an altered copy: nearly the same
            words that say another thing. It is another statement, and no independent one.
        differs: what an altered copy, or a new version, says otherwise.
    """

    id: str
    ledger: Ledger
    kind: EvidenceKind
    direction: Direction
    source: str
    source_kind: SourceKind
    party: str | None = None
    standing: Standing = Standing.UNKNOWN
    grade: Grade
    chain: tuple[Link, ...] = ()
    origin: str
    group: str = ""
    weight: Probability = 1.0
    weighing: tuple[Reason, ...] = ()
    interval: Interval | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    definition: str = REFERENCE
    places: tuple[str, ...] = ()
    published: AwareDatetime
    observed: When | None = None
    expires: date | None = None
    document: str
    span: Span
    quote: str
    url: str | None = None
    copy_of: str | None = None
    version_of: str | None = None
    altered_from: str | None = None
    differs: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.kind is EvidenceKind.COUNT and self.interval is None:
            raise ValueError("a count needs an interval")
        if len(self.quote) != self.span.end - self.span.start:
            raise ValueError("the quote is not as long as its span")
        return self

    @property
    def physical(self) -> bool:
        """True for a report of something on the ground, not of somebody's opinion."""
        return self.ledger is Ledger.OBSERVED and self.kind in _PHYSICAL


_PHYSICAL = frozenset(
    {
        EvidenceKind.COUNT,
        EvidenceKind.MOVEMENT_OUT,
        EvidenceKind.MOVEMENT_IN,
        EvidenceKind.EQUIPMENT,
        EvidenceKind.IMAGERY,
    }
)


class Outcomes(Value):
    """Probabilities of what is going on; they sum to one."""

    carried_out: Probability
    partial: Probability
    not_carried_out: Probability
    build_up: Probability

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        total = self.carried_out + self.partial + self.not_carried_out + self.build_up
        if abs(total - 1.0) > 1e-9:
            raise ValueError(f"probabilities sum to {total}, not 1")
        return self


class Band(Value):
    """A median with its central 90 % band."""

    median: float
    low90: float
    high90: float


class Change(Band):
    """Relative change of the level over a period: +0.07 is seven per cent up."""

    p_up: Probability


class Level(Band):
    """The level of the force, in `unit`, under the counting `definition`."""

    unit: str
    definition: str


class ObservedSoFar(Value):
    """What has been seen since the claim; says nothing about what is to come."""

    p_drop_10: Probability
    """That the level has fallen by a tenth or more since the claim. With no `counts` it is only
    what the hypotheses imply, and should not be shown as something seen."""
    counts: int = Field(default=0, ge=0)
    """Counts of the whole force since the claim."""
    level: Level | None = None
    change: dict[Literal["1w", "4w", "12w"], Change] = Field(default_factory=dict)


class LevelPoint(Value):
    """The level on a day, for the chart."""

    day: date
    level: Band


class Weighed(Value):
    """A piece of evidence and what it did: the change in the log-odds of *carried out*."""

    evidence: Evidence
    contribution: float


class MatrixRow(Value):
    """A piece of evidence that was weighed, in a matrix of competing hypotheses (Heuer 1999).

    For reading, never for the score.

    Attributes:
        evidence: its id.
        fits: how well it fits each outcome, in the order of `Outcomes`; 1 for the best.
    """

    evidence: str
    fits: tuple[float, float, float, float]


class PassageOfTime(Value):
    """What a day without news did to the log-odds of *carried out*."""

    day: date
    contribution: float


class WouldChange(Value):
    """A feasible observation and what it would do."""

    observation: str
    """An id (``imagery.down.third_party_state``); the reporting room puts it into words."""
    evsi: float
    """Expected value of the information, in the units of the loss table."""
    swing: float
    """The largest change of P(carried out) it could make."""


class Without(Value):
    """What would be said without one group of evidence.

    Attributes:
        of: what its members share.
        name: of the source, the origin or the kind of evidence.
        reports: how many of them are weighed.
        carried_out: P(carried out) without them.
        verdict: the verdict without them.
        flips: True if P(carried out) crosses one half without them.
    """

    of: Literal["source", "origin", "kind"]
    name: str
    reports: int = Field(ge=1)
    carried_out: Probability
    verdict: Verdict
    flips: bool


class IndicatorStatus(StrEnum):
    """How an indicator stands, by the reports since the claim."""

    SEEN = "seen"  # by a vetted source, and not expired
    SAID = "said"  # by others only
    CONTRARY = "contrary"  # the last word on it is the opposite
    EXPIRED = "expired"  # seen, too long ago to speak of today
    AWAITED = "awaited"


class Indicator(Value):
    """One line of the checklist: something that a withdrawal, or its opposite, would show.

    Attributes:
        id: family and category of report (``imagery.down``).
        favours: whether it argues for *carried out*.
        last: the day of the last report of it.
        expires: the day until which that report speaks of today.
        reports: ids of the evidence, the last one first.
    """

    id: str
    favours: bool
    status: IndicatorStatus
    last: date | None = None
    expires: date | None = None
    reports: tuple[str, ...] = ()


class WarningTime(Value):
    """How much warning there would be of an attack, against a capability threshold.

    Attributes:
        threshold: the level at and above which the force can attack, in `unit`.
        p_capable: P(the level is at or above the threshold).
        readiness_days: from there to an attack, where the case tells.
        passage_days: days until the level first reaches the threshold, by simulation: the 10 %
            point, the median and the 90 % point; None beyond `looked_ahead`.
        looked_ahead: days simulated.
        warning_days: readiness and the 10 % point of the passage; None where the case gives no
            readiness, or the threshold is not reached.
        significant_quantity: the smallest reduction that takes the level below the threshold, in
            `unit` (after the IAEA's notion); 0 where it is below.
        p_detected: that a reversal would be seen within the warning time, or else within a week,
            at the rate at which vetted sources have looked lately.
        looks_per_week: that rate.
    """

    threshold: float
    unit: str
    p_capable: Probability
    readiness_days: int | None
    passage_days: tuple[float | None, float | None, float | None]
    looked_ahead: int
    warning_days: float | None
    significant_quantity: float
    p_detected: Probability
    looks_per_week: float


class Assessment(Value):
    """What can be said about one claim as of one instant.

    ``logit(p.carried_out) − logit(prior.carried_out)`` equals the sum of all contributions,
    of evidence and of passing time, to within 1e-9.
    """

    claim: Claim
    as_of: AwareDatetime
    prior: Outcomes
    p: Outcomes
    p_range: tuple[Probability, Probability]
    """P(carried out) at the 10 % and the 90 % point of the prior."""
    observed_so_far: ObservedSoFar
    verdict: Verdict
    verdict_reasons: tuple[Reason, ...] = ()
    words: str | None
    """Key of the ICD 203 band (``very_unlikely``); None outside 1–99 %."""
    confidence: Confidence
    confidence_reasons: tuple[Reason, ...]
    evidence: tuple[Weighed, ...]
    passage: tuple[PassageOfTime, ...]
    independent_origins: int = Field(ge=0)
    would_change: tuple[WouldChange, ...] = ()
    without: tuple[Without, ...] = ()
    """Each source, origin and kind left out, the largest change of P(carried out) first."""
    matrix: tuple[MatrixRow, ...] = ()
    assumptions: tuple[Reason, ...] = ()
    """What it rests on; under the same id with ``.undermined``, what would undermine it."""
    indicators: tuple[Indicator, ...] = ()
    warning_time: WarningTime | None = None
    """None without a capability threshold, or without a count."""
    track: tuple[LevelPoint, ...] = ()
    unused: dict[str, int] = Field(default_factory=dict)
    """Evidence left out, counted by reason (``stale``, ``no_date``, ``other_unit`` …)."""


class Past(Value):
    """An earlier assessment of a claim: when, what the verdict was, and why."""

    as_of: AwareDatetime
    verdict: Verdict
    why: str


def end_of_day(day: date) -> datetime:
    """The last second of `day`, UTC: the instant an assessment *as of* a date is made at."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
