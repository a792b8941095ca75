"""From the rows of a table to a verdict, as of any instant: the same as with the rows cut there."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from recul.assessment import assess
from recul.evidence.origins import settle
from recul.evidence.rows import weigh_rows
from recul.model import CodedRow, Direction, Document, SourceKind
from tests.assessment.build import CASE, CLAIM, MADE_ON, on

KINDS = [
    "troop_count",
    "movement_out",
    "movement_in",
    "equipment",
    "imagery",
    "access_denied",
    "statement_confirm",
    "statement_deny",
    "casualties_clash",
    "something_else",
]


@st.composite
def tables(draw):
    """Documents of a random table, with repeated rows and hours as well as days."""
    documents = []
    for number in range(1, draw(st.integers(0, 15)) + 1):
        best = draw(st.one_of(st.none(), st.floats(1_000, 200_000)))
        hour = draw(st.sampled_from([9, 9, 15, 23]))
        day = MADE_ON + timedelta(days=draw(st.integers(-30, 40)))
        source = draw(st.sampled_from(["Ministry", "Ministry via Agency", "Paper citing Ministry"]))
        text = f"{draw(st.sampled_from(['Columns.', 'Tents.', 'Trains.']))} {source} {day}"
        documents.append(
            Document(
                id=Document.identify(text),
                source="table",
                text=text,
                published=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
                published_to="second",
                row=CodedRow(
                    row=number,
                    source=source,
                    source_kind=draw(st.sampled_from(list(SourceKind))),
                    kind=draw(st.sampled_from(KINDS)),
                    best=best,
                    unit=draw(st.sampled_from(["troops", "percent", None])),
                    area=draw(st.sampled_from(["near border", "within 400 km", None])),
                    direction=draw(st.sampled_from(list(Direction))),
                ),
            )
        )
    return documents


def judge(documents, as_of):
    return assess(settle(weigh_rows(documents, CASE)), CLAIM, as_of, CASE)


@settings(max_examples=25, deadline=None)
@given(tables(), st.integers(-2, 40), st.sampled_from([0, 3]))
def test_cutting_the_table_is_assessing_as_of(documents, day, hours):
    # The end of a day, or noon of the next: some rows of that day are out and some are not.
    as_of = on(day) + timedelta(hours=hours * 4)
    cut = [d for d in documents if d.published is not None and d.published <= as_of]
    assert judge(documents, as_of) == judge(cut, as_of)
