"""What is being watched: the force, the theatre, the parties, the sources, the claims.

A case is a `case.toml`. Nothing about a crisis stands in code: a new crisis is a new file.
`Case.generic` is the case of somebody who has only a document and no file.
"""

from __future__ import annotations

import re
import stat
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from recul.model import (
    Claim,
    InputError,
    Outcomes,
    SourceKind,
    Text,
    Value,
    check_year,
)
from recul.review import Review
from recul.sources import SourceCard, check_cards, with_shipped
from recul.watchlist import Watch

MAX_CASE_BYTES = 200_000
"""Of a `case.toml`; the bundled one has 20,000."""
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"(?:[^"\\\n]|\\.){0,80}"|'[^'\n]{0,80}')[ \t]*\.[ \t]*){32}"""
)
"""A dotted key of more than 32 parts. No case has one, and their cost grows with the square."""


class Party(Value):
    """A party to the crisis, or a speaker on it.

    `role` is its position towards the claim; states that no case names are third parties.
    `speaks_for` is the party on whose side it stands (a proxy, a spokesman without a state).
    """

    id: str
    role: SourceKind
    names: tuple[str, ...] = ()
    """Names beyond those of CLDR, in any language, matched in texts."""
    speaks_for: str | None = None


class Definition(Value):
    """A way of counting: what is in and what is out. `phrases` are matched in a count's scope."""

    id: str
    label: Text
    phrases: tuple[str, ...] = ()


class Force(Value):
    """The force being watched."""

    actor: str
    unit: str = "persons"
    label: Text = ""
    readiness_days: int | None = Field(default=None, ge=0)
    capability_threshold: float | None = Field(default=None, gt=0)
    """The level at and above which it can attack, in `unit`."""


class Theatre(Value):
    """Where it stands. A count for a place in `parts` is a part, never the whole."""

    label: Text = ""
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Store(Value):
    """Where what is kept is kept: in the case folder, or on a PostgreSQL server.

    Attributes:
        url: the server's address, ``postgresql://user@host/database``.
        schema_name: the schema there; by default one named after the case's id.
    """

    url: str | None = None
    schema_name: str | None = Field(default=None, alias="schema")


class Reviewing(Value):
    """How decisions about what was read are taken: the table ``[review]``.

    Attributes:
        two_persons: whether a verdict is only published when two have accepted it.
    """

    two_persons: bool = False


class PastClaim(Value):
    """How an earlier withdrawal of a party ended: its track record, which moves the prior only.

    `known_on` is the day the outcome could be known: no assessment as of an earlier day uses it.
    """

    party: str
    outcome: Literal["carried_out", "partial", "not_carried_out", "build_up"]
    known_on: date
    reason: Text
    """Which claim it was, and who says how it ended."""
    url: str | None = None


class Case(Value):
    """A crisis under watch."""

    id: str
    title: Text = ""
    force: Force | None = None
    theatre: Theatre = Theatre()
    parties: tuple[Party, ...] = ()
    sources: tuple[SourceCard, ...] = ()
    shipped_sources: bool = True
    """Whether the cards that ship with the package are added to those of the file."""
    definitions: tuple[Definition, ...] = ()
    claims: tuple[Claim, ...] = ()
    crisis: str = ""
    """The crisis of the bundled back-test it is of: nothing learned from that one judges it."""
    prior: Outcomes | None = None
    """Before any evidence; None for the engine's default."""
    watch: Watch = Watch()
    store: Store = Store()
    review: Reviewing = Reviewing()
    reviews: tuple[Review, ...] = ()
    """What analysts decided; not from the file (`recul.store.Folder.reviewed`)."""
    track_record: tuple[PastClaim, ...] = ()
    """Earlier withdrawals of the parties, each worth one claim against those of the prior."""

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        for kind, ids in (
            ("party", [p.id for p in self.parties]),
            ("source", [s.id for s in self.sources]),
            ("definition", [d.id for d in self.definitions]),
            ("claim", [c.id for c in self.claims]),
        ):
            twice = {i for i in ids if ids.count(i) > 1}
            if twice:
                raise ValueError(f"{kind} id used twice: {', '.join(sorted(twice))}")
        return self

    def _check_years(self) -> None:
        for claim in self.claims:
            check_year(claim.made_on, f"claim {claim.id}, made_on")
            check_year(claim.deadline or claim.made_on, f"claim {claim.id}, deadline")
        for number, past in enumerate(self.track_record, start=1):
            check_year(past.known_on, f"track_record {number}, known_on")

    @classmethod
    def generic(cls) -> Case:
        """A case that knows nothing: every state is a third party, and the shipped cards stand."""
        return cls(id="generic", sources=with_shipped(()))

    @classmethod
    def load(cls, path: Path) -> Case:
        """Read a `case.toml`.

        Raises:
            InputError: the file is missing or cannot be read, is not TOML, or does not describe
                a case.
        """
        text = _text(path)
        try:
            case = cls.model_validate(tomllib.loads(text))
            case._check_years()
            if case.shipped_sources:
                case = case.model_copy(update={"sources": with_shipped(case.sources)})
            check_cards(case.sources, "sources")
        except RecursionError:
            raise InputError(str(path), "nested too deep", "Mend the file") from None
        except InputError as error:
            raise InputError(f"{path}, {error.source}", error.problem, error.remedy) from None
        except ValidationError as error:
            # A misspelt key is behind the missing one: name it first.
            first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
            where = ".".join(str(part) for part in first["loc"]) or "the case"
            raise InputError(str(path), f"{where}: {first['msg']}", "Mend the file") from None
        except ValueError as error:  # not TOML, or a date or a number that cannot be
            raise InputError(str(path), f"not valid TOML: {error}", "Mend the file") from None
        return case

    def known_on(self, day: date) -> Self:
        """The case with the grades that had been given to its sources by a day."""
        return self.model_copy(update={"sources": tuple(c.known_on(day) for c in self.sources)})

    def party(self, party_id: str | None) -> Party | None:
        """The party of that id, if the case names it."""
        return next((p for p in self.parties if p.id == party_id), None)


def _text(path: Path) -> str:
    """The text of a `case.toml` that can be parsed in a short time."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe never ends
            raise InputError(str(path), "not a regular file", "Put a file in its place")
        if status.st_size > MAX_CASE_BYTES:
            raise InputError(
                str(path), f"larger than {MAX_CASE_BYTES / 1000:.0f} kB", "Keep documents out of it"
            )
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(str(path), "no such file", "Make a case with `recul new NAME`") from None
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read: {error.strerror}", "Check its rights"
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"not UTF-8: {error.reason}", "Save it as UTF-8") from None
    if _LONG_KEY.search(text):
        raise InputError(str(path), "a key of more than 32 parts", "Mend the file")
    return text
