"""An invalid noun cannot be made."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from recul.model import (
    CodedRow,
    Cut,
    Document,
    Evidence,
    Extraction,
    Grade,
    Interval,
    Outcomes,
    Span,
    Statement,
    When,
)


def document(text="Ten tanks left.", **kwargs):
    return Document(id=Document.identify(text), source="test", text=text, **kwargs)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_span_is_neither_empty_nor_upside_down(start, end):
    with pytest.raises(ValueError, match="upside down"):
        Span(start=start, end=end)


def test_removed_spans_lie_in_the_text_in_order():
    document(removed=(Cut(start=0, end=3, reason="x"), Cut(start=3, end=9, reason="x")))
    with pytest.raises(ValidationError, match="outside"):
        document(removed=(Cut(start=0, end=99, reason="x"),))
    with pytest.raises(ValidationError, match="order"):
        document(removed=(Cut(start=4, end=9, reason="x"), Cut(start=0, end=5, reason="x")))


def test_a_statement_outside_its_text_cannot_be_extracted():
    doc = document()
    statement = Statement(id="s", document=doc.id, span=Span(start=4, end=16), type="direct")
    with pytest.raises(ValidationError, match="outside"):
        Extraction(document=doc, statements=(statement,))


def test_time_needs_a_zone():
    with pytest.raises(ValidationError, match="timezone"):
        document(published=datetime(2022, 2, 16, 12))
    assert document(published=datetime(2022, 2, 16, 12, tzinfo=UTC)).published_on == date(
        2022, 2, 16
    )


@pytest.mark.parametrize(("low", "best", "high"), [(-1, 0, 1), (3, 2, 4), (1, 5, 4)])
def test_intervals_stand_upright(low, best, high):
    with pytest.raises(ValidationError):
        Interval(low=low, best=best, high=high)


def test_dates_in_order():
    with pytest.raises(ValidationError, match="upside down"):
        When(start=date(2022, 2, 17), end=date(2022, 2, 16), grain="day")


def test_a_row_with_bounds_out_of_order_is_refused_even_with_holes():
    with pytest.raises(ValidationError, match="not in order"):
        CodedRow(row=1, source="a", source_kind="ngo", kind="troop_count", low=5, high=4)


def test_a_count_without_a_number_and_a_quote_of_another_length_are_refused():
    doc = document()
    common = {
        "id": "e", "ledger": "observed", "direction": "up", "source": "a", "source_kind": "ngo",
        "grade": Grade(reliability="F", reason="unknown"), "origin": "o",
        "published": datetime(2022, 2, 16, tzinfo=UTC), "document": doc.id,
        "span": Span(start=0, end=9),
    }  # fmt: skip
    Evidence(kind="imagery", quote="Ten tanks", **common)
    with pytest.raises(ValidationError, match="interval"):
        Evidence(kind="count", quote="Ten tanks", **common)
    with pytest.raises(ValidationError, match="quote"):
        Evidence(kind="imagery", quote="Ten tank", **common)


def test_probabilities_sum_to_one():
    with pytest.raises(ValidationError, match="sum"):
        Outcomes(carried_out=0.5, partial=0.2, not_carried_out=0.2, build_up=0.2)


def test_values_are_frozen_and_closed():
    interval = Interval(low=0, best=1, high=2)
    with pytest.raises(ValidationError, match="frozen"):
        interval.low = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra"):
        Interval(low=0, best=1, high=2, colour="red")  # type: ignore[call-arg]
    span = Span(start=0, end=1)
    with pytest.raises(FrozenInstanceError):
        span.start = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="unexpected"):
        TypeAdapter(Span).validate_python({"start": 0, "end": 1, "colour": "red"})
