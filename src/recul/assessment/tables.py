"""The numbers of the engine: `tables.toml`, checked and typed."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal, Self

from pydantic import Field, model_validator

from recul.model import Outcomes, Probability, Value

Letter = Literal["A", "B", "C", "D", "E", "F"]
Line = Literal["pro", "still", "alarm"]


class Prior(Value):
    """What is believed of a claim before any evidence."""

    carried_out: Probability
    partial: Probability
    not_carried_out: Probability
    build_up: Probability
    strength: float = Field(gt=0)
    rotation_share: Probability

    @property
    def outcomes(self) -> Outcomes:
        """The prior as outcomes."""
        return Outcomes(
            carried_out=self.carried_out,
            partial=self.partial,
            not_carried_out=self.not_carried_out,
            build_up=self.build_up,
        )


class Dynamics(Value):
    """How hypotheses set in and are left."""

    onset: Probability
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
        for mode in range(5):
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


@lru_cache
def load() -> Tables:
    """The tables that ship with the package."""
    text = resources.files(__package__).joinpath("tables.toml").read_text(encoding="utf-8")
    return Tables.model_validate(tomllib.loads(text))
