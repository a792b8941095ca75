"""Claims whose outcome is known: their file, and what of it an assessment may see."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from recul.case import Case, Theatre
from recul.evidence.origins import settle
from recul.evidence.rows import weigh_rows
from recul.model import (
    Claim,
    CodedRow,
    Direction,
    Document,
    Evidence,
    InputError,
    Interval,
    RowKind,
    SourceKind,
    Value,
    end_of_day,
)

_BETWEEN_SIDES = re.compile(r"\s+[-–]\s+")


class Outcome(StrEnum):
    """What turned out to be true."""

    REAL = "REAL"
    PARTIAL = "PARTIAL"
    FALSE = "FALSE"
    DELAYED = "DELAYED"

    @property
    def rank(self) -> int:
        """0 not carried out, 1 partial, 2 carried out (late or not)."""
        return {Outcome.FALSE: 0, Outcome.PARTIAL: 1}.get(self, 2)


class Observation(Value):
    """A row of a historical claim, as coded: the columns of a table of observations."""

    date: date
    source: str
    source_kind: SourceKind
    kind: RowKind
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    area: str | None = None
    direction: Direction = Direction.UNKNOWN
    paraphrase: str = Field(min_length=1)
    url: str | None = None
    confidence: str | None = None

    def coded(self, number: int) -> CodedRow:
        """The row as a document carries it; ValueError if its numbers cannot be true."""
        return CodedRow(row=number, **self.model_dump(exclude={"date", "paraphrase", "url"}))

    @model_validator(mode="after")
    def _can_be_true(self) -> Self:
        self.coded(1)
        return self


class HistoricalCase(Value):
    """A claim whose outcome is known. `evidence_of` and `case_of` say what may be used of it."""

    id: str
    title: str = ""
    theatre: str = ""
    claimant: str
    claim_date: date
    claim: str
    claimed_quantity: float | None = None
    deadline: date | None = None
    outcome: Outcome
    outcome_date: date | None = None
    outcome_basis: str | None = None
    note: str | None = None
    languages: tuple[str, ...] = ()
    """In which its observations were found."""
    observations: tuple[Observation, ...] = ()


def load(path: Path) -> list[HistoricalCase]:
    """Read a file of historical claims.

    Raises:
        InputError: the file is missing, is not JSON, or a claim is not in the shape.
    """
    source = str(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(list[HistoricalCase]).validate_python(data)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise InputError(source, problem, "Name a file of claims whose outcome is known") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(source, f"not valid JSON: {error}", "Mend the file") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        remedy = "See docs/backtest.md for the shape"
        raise InputError(source, f"{where}: {first['msg']}", remedy) from None


def case_of(historical: HistoricalCase) -> Case:
    """The case a claim would have been watched under, from the claim's own fields.

    The theatre "A/B/C - D border" has the parts A, B and C: a count for one of them is not the
    whole.
    """
    claimant = "claimant"
    side = _BETWEEN_SIDES.split(historical.theatre)[0]
    places = tuple(place.strip() for place in side.split("/") if place.strip())
    claim = Claim(
        id=historical.id,
        claimant=claimant,
        actor=claimant,
        text=historical.claim,
        made_on=historical.claim_date,
        deadline=historical.deadline,
        quantity=_exactly(historical.claimed_quantity),
        unit="persons" if historical.claimed_quantity else None,
    )
    return Case(
        id=historical.id,
        title=historical.title,
        theatre=Theatre(
            label=historical.theatre, places=places, parts=places if len(places) > 1 else ()
        ),
        claims=(claim,),
        crisis=crisis_of(historical),
    )


def documents_of(historical: HistoricalCase) -> list[Document]:
    """The observations as documents, one each."""
    documents = []
    for number, row in enumerate(historical.observations, start=1):
        documents.append(
            Document(
                id=Document.identify(f"{row.date} {row.source} {row.paraphrase}", row.url),
                source=f"{historical.id}#{number}",
                text=row.paraphrase,
                url=row.url,
                published=end_of_day(row.date),
                row=row.coded(number),
            )
        )
    return documents


def evidence_of(historical: HistoricalCase, case: Case) -> list[Evidence]:
    """The observations as settled evidence."""
    return settle(weigh_rows(documents_of(historical), case))


class Prepared(NamedTuple):
    """A claim whose outcome is known, the case it is watched under, and its settled evidence."""

    historical: HistoricalCase
    case: Case
    evidence: list[Evidence]

    @property
    def crisis(self) -> str:
        """The crisis it belongs to."""
        return self.case.crisis


def prepare(historical: HistoricalCase) -> Prepared:
    """What is needed to judge a claim, once for all checkpoints."""
    case = case_of(historical)
    return Prepared(historical, case, evidence_of(historical, case))


@lru_cache
def _crises() -> dict[str, str]:
    text = resources.files(__package__).joinpath("crises.toml").read_text(encoding="utf-8")
    crises: dict[str, list[str]] = tomllib.loads(text)["crises"]
    return {claim: crisis for crisis, claims in crises.items() for claim in claims}


def crisis_of(historical: HistoricalCase) -> str:
    """The crisis a claim belongs to; its own id if the grouping does not list it."""
    return _crises().get(historical.id, historical.id)


def others(historical: HistoricalCase, cases: Sequence[HistoricalCase]) -> list[HistoricalCase]:
    """The cases of other crises."""
    crisis = crisis_of(historical)
    return [c for c in cases if crisis_of(c) != crisis]


def _exactly(number: float | None) -> Interval | None:
    return None if number is None else Interval(low=number, best=number, high=number)
