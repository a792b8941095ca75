"""The numbers of the engine, checked and typed.

`tables.toml` holds what was elicited, `learned.json` the counts that claims with known outcomes
add to it: all of them, and all but those of one crisis, for whoever judges that crisis. Both are
counts of a Dirichlet: what is used is its mean, so that few cases weigh little.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal, Self

from pydantic import Field, model_validator

from recul.model import Claim, Outcomes, Probability, Value

Letter = Literal["A", "B", "C", "D", "E", "F"]
Line = Literal["pro", "still", "alarm"]

LEARNED = "learned.json"
MODES = 5
"""Hypotheses that a likelihood is given for."""


Four = tuple[float, float, float, float]
"""A number for each outcome, in the order of `Outcomes`."""
Five = tuple[float, float, float, float, float]
"""A number for each hypothesis."""


class Prior(Value):
    """What is believed of a claim before any evidence.

    A promise with a date is a commitment, one without is cheap: each has its own prior.

    Attributes:
        dated: of a claim with a deadline that is not past when it is made.
        undated: of any other.
        strength: how many past claims the opinion is worth, for its 10 % and 90 % points.
        rotation_share: of what is not carried out without a build-up.
    """

    dated: Outcomes
    undated: Outcomes
    strength: float = Field(gt=0)
    rotation_share: Probability

    def of(self, claim: Claim) -> Outcomes:
        """The prior of `claim`."""
        return self.dated if is_dated(claim) else self.undated


def is_dated(claim: Claim) -> bool:
    """True for a claim with a deadline that was not past when it was made."""
    return claim.deadline is not None and claim.deadline >= claim.made_on


class Dynamics(Value):
    """How hypotheses set in and are left."""

    onset: Probability
    onset_tried: tuple[Probability, ...]
    leak: Probability
    usual_days: int = Field(gt=0)
    model_error: Probability
    memory_days: int = Field(gt=0)
    watch_days: int = Field(ge=0)


class Drift(Value):
    """The movement of the log level in one mode, per day."""

    mu: float
    s: float = Field(ge=0)
    kappa: Probability
    q: float = Field(ge=0)


class Modes(Value):
    """The modes, in the order the engine keeps them in."""

    carried_out: Drift
    partial: Drift
    rotation: Drift
    no_change: Drift
    build_up: Drift
    not_yet: Drift


class Bias(Value):
    """Bias of a source, in log level; `drift` is per root day."""

    mean: float
    sd: float = Field(gt=0)
    drift: float = Field(ge=0)


class Offset(Value):
    """Offset of a counting definition to the reference one, in log level."""

    mean: float
    sd: float = Field(gt=0)


class Counts(Value):
    """How counts are read."""

    outlier: Probability
    outlier_width: float = Field(gt=0)
    least_half_width: float = Field(gt=0)
    longest_lag_days: int = Field(ge=0)
    band_factor: float = Field(ge=1)
    tracked_sources: int = Field(ge=1)
    sigma: dict[Letter, float]
    bias: dict[str, Bias]
    definitions: dict[str, Offset]


class Lines(Value):
    """What one who is not faithful says, whatever the truth; sums to one."""

    pro: Probability
    still: Probability
    alarm: Probability
    uniform: Probability


class Events(Value):
    """How far a source is believed."""

    votes_per_day: float = Field(gt=0)
    faithful: dict[Letter, Probability]
    interested_faithful: dict[Literal["claimant", "adversary"], Probability]
    own_line: Probability
    pool_coordinated: Probability
    lines: dict[Literal["claimant", "adversary", "other", "pool"], Lines]


class Deadline(Value):
    """What silence after a deadline is worth."""

    detection: Probability
    delay_days: float = Field(gt=0)
    coverage_days: int = Field(gt=0)


class Category(Value):
    """One category of a family of reports: P(category | mode), and on whose lines it is."""

    lines: tuple[Line, ...]
    likelihood: tuple[float, float, float, float, float]


class Family(Value):
    """Reports that exclude each other: their likelihoods sum to one in each mode."""

    id: str
    category: dict[str, Category]

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        for mode in range(MODES):
            total = sum(c.likelihood[mode] for c in self.category.values())
            if abs(total - 1.0) > 1e-9:
                raise ValueError(f"family {self.id}: mode {mode} sums to {total}, not 1")
        return self


class Gate(Value):
    """Thresholds of the verdicts."""

    probable: Probability
    drop: Probability
    rest: Probability
    build_up: Probability
    partial: Probability
    rotation: Probability
    origins: int


class Loss(Value):
    """What it costs to confirm, withhold or reject, per outcome."""

    confirm: tuple[float, float, float, float]
    withhold: tuple[float, float, float, float]
    reject: tuple[float, float, float, float]


class Cut(Value):
    """The edges of high and of moderate confidence."""

    high: float
    moderate: float


class Rubric(Value):
    """The deterministic rubric of confidence."""

    origins: Cut
    leave_one_out: Cut
    prior: Cut
    age_days: Cut
    outside: Cut
    groups: int
    most_items: int


class Indicators(Value):
    """How many days a report of each family speaks of today, for the checklist."""

    expires_days: dict[str, int]


class Learning(Value):
    """What the elicited numbers are worth, in cases, against those that are counted.

    Attributes:
        claims: that the prior is worth, and that the prior of all claims is worth against that
            of the claims with a date, or of those without.
        sources: that each probability of being faithful is worth.
        reports: that each mode of a family is worth.
    """

    claims: float = Field(gt=0)
    reports: float = Field(gt=0)
    sources: float = Field(gt=0)


class Tables(Value):
    """Everything in `tables.toml`."""

    version: str
    provenance: str
    prior: Prior
    dynamics: Dynamics
    modes: Modes
    counts: Counts
    events: Events
    deadline: Deadline
    family: tuple[Family, ...]
    gate: Gate
    loss: Loss
    confidence: Rubric
    indicators: Indicators
    learning: Learning


class Counted(Value):
    """What claims with known outcomes add (`recul.backtest.learning`); nothing by default.

    Attributes:
        claims: how many were counted.
        onset: the hazard that served best, None for the elicited one.
        prior: claims by outcome, of those with a date and of those without.
        faithful: sources by letter or role, those that were faithful and those that were not.
        family: reports by family, category and mode.
    """

    claims: int = 0
    onset: Probability | None = None
    prior: dict[Literal["dated", "undated"], Four] = Field(default_factory=dict)
    faithful: dict[str, tuple[float, float]] = Field(default_factory=dict)
    family: dict[str, dict[str, Five]] = Field(default_factory=dict)


class Learned(Value):
    """`learned.json`, as `python -m benchmarks.learn` writes it.

    Attributes:
        provenance: the claims, the elicited tables they were counted on, and how.
        all: from all claims.
        without: from all claims but those of one crisis.
    """

    provenance: dict[str, str]
    all: Counted
    without: dict[str, Counted]


@lru_cache
def elicited() -> Tables:
    """The tables before anything was counted."""
    return Tables.model_validate(tomllib.loads(_read("tables.toml")))


@lru_cache
def learned() -> Learned:
    """The counts that ship with the package."""
    return Learned.model_validate_json(_read(LEARNED))


@lru_cache
def load(without: str = "") -> Tables:
    """The tables that ship with the package: elicited, and learned from the bundled claims.

    Args:
        without: a crisis of the bundled claims, from which nothing may be learned.
    """
    counts = learned()
    return with_counts(elicited(), counts.without.get(without, counts.all))


def with_counts(tables: Tables, counted: Counted) -> Tables:
    """The mean of the Dirichlet of `tables` and of what was counted.

    Args:
        tables: as elicited.
        counted: what cases add.
    """
    return tables.model_copy(
        update={
            "prior": _prior(tables, counted),
            "dynamics": _dynamics(tables.dynamics, counted),
            "events": _events(tables, counted),
            "family": tuple(
                _family(family, counted.family.get(family.id, {}), tables.learning.reports)
                for family in tables.family
            ),
        }
    )


def _prior(tables: Tables, counted: Counted) -> Prior:
    """Each kind of claim leans on all claims, and all claims on the elicited prior."""
    prior, worth = tables.prior, tables.learning.claims
    nothing: Four = (0.0, 0.0, 0.0, 0.0)
    dated, undated = (counted.prior.get(kind, nothing) for kind in ("dated", "undated"))
    every = [a + b for a, b in zip(dated, undated, strict=True)]
    return prior.model_copy(
        update={
            kind: _mean(_mean(of_kind, every, worth), seen, worth)
            for kind, of_kind, seen in (
                ("dated", prior.dated, dated),
                ("undated", prior.undated, undated),
            )
        }
    )


def _dynamics(dynamics: Dynamics, counted: Counted) -> Dynamics:
    if counted.onset is None:
        return dynamics
    return dynamics.model_copy(update={"onset": counted.onset})


def _mean(prior: Outcomes, seen: Sequence[float], worth: float) -> Outcomes:
    names = tuple(Outcomes.model_fields)
    counts = [worth * getattr(prior, n) + s for n, s in zip(names, seen, strict=True)]
    return Outcomes(**{n: c / sum(counts) for n, c in zip(names, counts, strict=True)})


def _events(tables: Tables, counted: Counted) -> Events:
    worth = tables.learning.sources

    def mean(name: str, probability: float) -> float:
        yes, no = counted.faithful.get(name, (0.0, 0.0))
        return (worth * probability + yes) / (worth + yes + no)

    events = tables.events
    return events.model_copy(
        update={
            "faithful": {name: mean(name, p) for name, p in events.faithful.items()},
            "interested_faithful": {
                name: mean(name, p) for name, p in events.interested_faithful.items()
            },
        }
    )


def _family(family: Family, counted: dict[str, Five], worth: float) -> Family:
    nothing = (0.0,) * MODES
    seen = {name: counted.get(name, nothing) for name in family.category}
    totals = [worth + sum(cells[mode] for cells in seen.values()) for mode in range(MODES)]
    category = {}
    for name, before in family.category.items():
        after = [
            (worth * before.likelihood[mode] + seen[name][mode]) / totals[mode]
            for mode in range(MODES)
        ]
        category[name] = before.model_copy(update={"likelihood": tuple(after)})
    return family.model_copy(update={"category": category})


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
