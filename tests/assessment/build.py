"""Evidence, claims and streams for the tests of the assessment."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from recul.case import Case
from recul.model import (
    Claim,
    Direction,
    Evidence,
    EvidenceKind,
    Grade,
    Interval,
    Ledger,
    SourceKind,
    Span,
    When,
    end_of_day,
)

MADE_ON = date(2024, 3, 1)
CLAIM = Claim(id="c", claimant="X", actor="X", text="They are leaving.", made_on=MADE_ON)
CASE = Case(id="case", claims=(CLAIM,))


def on(day: int) -> datetime:
    """The end of the day `day` days after the claim."""
    return end_of_day(MADE_ON + timedelta(days=day))


def report(
    id: str,
    kind: EvidenceKind,
    direction: Direction = Direction.DOWN,
    *,
    day: float = 1,
    source: str = "S",
    source_kind: SourceKind = SourceKind.THIRD_PARTY_STATE,
    letter: str = "B",
    origin: str | None = None,
    count: tuple[float, float] | None = None,
    definition: str = "reference",
    weight: float = 1.0,
    unit: str = "persons",
    observed: When | None = None,
    group: str = "",
) -> Evidence:
    """One piece of evidence."""
    published = datetime(2024, 3, 1, 12, tzinfo=UTC) + timedelta(days=day)
    declared = source_kind is SourceKind.CLAIMANT
    return Evidence(
        id=id,
        ledger=Ledger.DECLARED if declared else Ledger.OBSERVED,
        kind=kind,
        direction=direction,
        source=source,
        source_kind=source_kind,
        grade=Grade(reliability=letter, reason="test"),
        origin=origin or f"{source}@{published.date()}",
        weight=weight,
        interval=Interval(low=count[0], best=sum(count) / 2, high=count[1]) if count else None,
        unit=unit if count else None,
        definition=definition,
        published=published,
        observed=observed,
        group=group,
        document="d",
        span=Span(start=0, end=1),
        quote="x",
    )


def count(id: str, low: float, high: float, **rest: Any) -> Evidence:
    """A count between `low` and `high`."""
    rest.setdefault("direction", Direction.FLAT)
    direction = rest.pop("direction")
    return report(id, EvidenceKind.COUNT, direction, count=(low, high), **rest)


@st.composite
def streams(draw, most=25, days=(-40, 45)):
    """Random evidence: every kind, direction, source kind and letter, some of it repeated."""
    size = draw(st.integers(0, most))
    found = []
    for i in range(size):
        kind = draw(st.sampled_from(list(EvidenceKind)))
        low = draw(st.floats(1_000, 200_000))
        wide = draw(st.sampled_from([1.0, 1.02, 1.15, 1.5]))
        seen = MADE_ON + timedelta(days=draw(st.integers(-60, 40)))
        found.append(
            report(
                f"e{i:03}",
                kind,
                draw(st.sampled_from(list(Direction))),
                day=draw(st.integers(*days)) + draw(st.sampled_from([0.0, 0.0, 0.25])),
                source=draw(st.sampled_from("PQRSTUV")),
                source_kind=draw(st.sampled_from(list(SourceKind))),
                letter=draw(st.sampled_from("ABCDEF")),
                origin=draw(st.sampled_from([None, None, "one", "two"])),
                count=(low, low * wide) if kind is EvidenceKind.COUNT else None,
                definition=draw(st.sampled_from(["reference", "within_400_km", "mine", "part"])),
                unit=draw(st.sampled_from(["persons", "persons", "tanks"])),
                observed=draw(st.sampled_from([None, None, When.day(seen)])),
                group=draw(st.sampled_from(["", "", "g"])),
            )
        )
    return found
