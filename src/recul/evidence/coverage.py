"""What was looked for and seen, looked for and not seen, and not looked for at all.

"Not observed" is not "observed absent": that needs somebody who looked. And what was seen some
time ago says nothing of today: each kind of report lasts for a while (`coverage.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from pydantic import Field

from recul.model import Claim, Evidence, EvidenceKind, Ledger, SourceKind, Value


class Look(StrEnum):
    """What became of a question."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    """Somebody looked and did not see it."""
    REFUSED = "refused"
    """Somebody was kept from looking."""
    EXPIRED = "expired"
    """The last report speaks of a time that is over."""
    NOT_LOOKED = "not_looked"


class Question(Value):
    """What is asked, and which reports answer it.

    Attributes:
        seen, not_seen, refused: kinds of evidence, or a kind and a direction (``imagery.down``).
        from_: any report by one of these says that it was looked.
    """

    id: str
    seen: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    from_: tuple[SourceKind, ...] = Field(default=(), alias="from")

    def answer(self, e: Evidence) -> Look | None:
        """What a report says to the question, if it says anything."""
        if self.from_:
            return Look.SEEN if e.source_kind in self.from_ else None
        names = {str(e.kind), f"{e.kind}.{e.direction}"}
        answers = (
            (Look.SEEN, self.seen),
            (Look.NOT_SEEN, self.not_seen),
            (Look.REFUSED, self.refused),
        )
        return next((look for look, told in answers if not names.isdisjoint(told)), None)


class CoverageTable(Value):
    """`coverage.toml`."""

    version: str
    lasts: dict[EvidenceKind, int]
    questions: tuple[Question, ...]


class Covered(Value):
    """The state of a question as of a day.

    Attributes:
        last: the day that the latest report on it speaks of.
        sources: who reported what the state says, the latest first.
        evidence: their ids.
    """

    question: str
    look: Look
    last: date | None = None
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@lru_cache
def coverage_table() -> CoverageTable:
    """The table that ships with the package."""
    text = resources.files(__package__).joinpath("coverage.toml").read_text(encoding="utf-8")
    return CoverageTable.model_validate(tomllib.loads(text))


def with_expiry(evidence: Iterable[Evidence]) -> list[Evidence]:
    """`evidence` with the last day of which each piece says anything."""
    lasts = coverage_table().lasts
    return [
        e.model_copy(update={"expires": speaks_of(e) + timedelta(days=lasts[e.kind])})
        for e in evidence
    ]


def speaks_of(e: Evidence) -> date:
    """The last day a report speaks of: that of the event if it is told, never after publication."""
    published = e.published.astimezone(UTC).date()
    return min(e.observed.end, published) if e.observed else published


def coverage(evidence: Sequence[Evidence], claim: Claim, as_of: datetime) -> tuple[Covered, ...]:
    """Each question about a claim, in the order of the table.

    Only what was observed counts, since the day the claim was made; copies do not.

    Args:
        evidence: with expiry, in any order.
        claim: what is judged.
        as_of: nothing published later is used.
    """
    day = as_of.astimezone(UTC).date()
    used = [
        e
        for e in evidence
        if e.ledger is Ledger.OBSERVED
        and e.copy_of is None
        and e.published <= as_of
        and speaks_of(e) >= claim.made_on
    ]
    used.sort(key=lambda e: (speaks_of(e), e.published, e.id), reverse=True)
    return tuple(_covered(question, used, day) for question in coverage_table().questions)


def _covered(question: Question, used: Sequence[Evidence], day: date) -> Covered:
    """The latest report that still holds decides; of one day, having seen goes before."""
    answers = [(look, e) for e in used if (look := question.answer(e))]
    if not answers:
        return Covered(question=question.id, look=Look.NOT_LOOKED)
    last = speaks_of(answers[0][1])
    holding = [(look, e) for look, e in answers if e.expires is None or e.expires >= day]
    if not holding:
        look, telling = Look.EXPIRED, [e for _, e in answers if speaks_of(e) == last]
    else:
        newest = [look for look, e in holding if speaks_of(e) == speaks_of(holding[0][1])]
        look = Look.SEEN if Look.SEEN in newest else newest[0]
        telling = [e for told, e in holding if told is look]
    return Covered(
        question=question.id,
        look=look,
        last=last,
        sources=tuple(dict.fromkeys(e.source for e in telling)),
        evidence=tuple(e.id for e in telling),
    )
