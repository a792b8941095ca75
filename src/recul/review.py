"""What analysts have decided about what was read: corrections, with a name and a reason.

A review speaks of one thing by its id and is itself never changed: a later review of the same
thing takes its place. `accept` says that it stands as it was read, and so takes an earlier
correction back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AwareDatetime, Field, model_validator

from recul.model import Span, Value

Named = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Action = Literal["accept", "correct", "reject", "merge", "split"]
Kind = Literal["statement", "evidence", "origin", "claim", "assessment"]
ACTIONS: tuple[Action, ...] = get_args(Action)
KINDS: tuple[Kind, ...] = get_args(Kind)


class Review(Value):
    """A decision about one thing.

    Attributes:
        at: when it was made.
        author: who made it.
        action: what was decided.
        kind: what it is about; of an `assessment` one can only accept or reject the publication.
        target: its id: a statement's is ``DOCUMENT#START-END``, any other's its own.
        reason: why.
        others: for a merge, the ids of what is the same thing; for a split of an origin, those of
            the evidence that is not of it.
        changes: for a correction, fields and their values; for a split of a statement, ``at``,
            the offset it is cut at; for a split of a claim, ``into``, the fields of each part.
        document, span: the text it is about, where there is one.
    """

    at: AwareDatetime
    author: Named
    action: Action
    kind: Kind
    target: Named
    reason: Named
    others: tuple[str, ...] = ()
    changes: dict[str, Any] = Field(default_factory=dict)
    document: str | None = None
    span: Span | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.action == "merge" and not self.others:
            raise ValueError("a merge needs the others")
        if self.action == "correct" and not self.changes:
            raise ValueError("a correction needs its changes")
        if self.kind == "assessment" and self.action not in ("accept", "reject"):
            raise ValueError("an assessment is accepted or rejected")
        if self.kind == "origin" and self.action in ("correct", "reject"):
            raise ValueError("an origin is accepted, merged or split")
        needed = {"statement": "at", "claim": "into"}.get(self.kind)
        if self.action == "split" and needed and needed not in self.changes:
            raise ValueError(f"a split of a {self.kind} needs {needed}")
        if self.action == "split" and self.kind == "origin" and not self.others:
            raise ValueError("a split of an origin needs the evidence that is not of it")
        return self

    @property
    def id(self) -> str:
        """Made of all that it says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def approved_by(reviews: Iterable[Review], assessment: str) -> tuple[str, ...]:
    """Who has accepted the publication of an assessment; nobody, if somebody has rejected it.

    Args:
        reviews: those that stand.
        assessment: the id of the version.
    """
    said = [r for r in reviews if r.kind == "assessment" and r.target == assessment]
    if any(review.action == "reject" for review in said):
        return ()
    return tuple(dict.fromkeys(review.author for review in said))


def is_published(reviews: Iterable[Review], assessment: str, *, two_persons: bool) -> bool:
    """Whether enough people have accepted it: one, or two different ones."""
    return len(approved_by(reviews, assessment)) >= (2 if two_persons else 1)
