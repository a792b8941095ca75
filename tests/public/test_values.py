from datetime import date

from benchmarks.public.scoring import Tally
from benchmarks.public.statements import Text
from benchmarks.public.values import (
    Reading,
    add,
    either_side,
    exact,
    recul_dates,
    recul_numbers,
    span_of,
)


def _reading(*values):
    return Reading(frozenset(values))


def _day(text):
    return date.fromisoformat(text), date.fromisoformat(text)


def test_any_reading_may_be_right_and_each_finding_once():
    tally = Tally()
    wanted = [_reading(5.0), _reading(5.0), _reading(7.0, 8.0)]
    add(tally, wanted, [_reading(5.0), _reading(8.0), _reading(9.0)], exact)
    assert (tally.wanted, tally.found, tally.given, tally.right) == (3, 2, 3, 2)


def test_either_side_is_a_week_or_a_year_and_both_days_alike():
    monday = _reading(_day("2024-03-11"))
    assert either_side(monday, _reading(_day("2024-03-04")))
    assert either_side(_reading(_day("2024-03-01")), _reading(_day("2023-03-01")))
    assert not either_side(monday, _reading(_day("2024-03-10")))
    week = (date(2024, 3, 4), date(2024, 3, 11))
    assert not either_side(monday, _reading(week))
    assert not either_side(_reading(7.0), _reading(14.0))


def test_spans():
    assert span_of(date(2024, 2, 1), "month") == (date(2024, 2, 1), date(2024, 2, 29))
    assert span_of(date(2024, 10, 1), "quarter") == (date(2024, 10, 1), date(2024, 12, 31))
    assert span_of(date(2024, 1, 1), "year") == (date(2024, 1, 1), date(2024, 12, 31))
    assert span_of(date(2024, 3, 4), "week") == (date(2024, 3, 4), date(2024, 3, 10))
    assert span_of(date(2024, 3, 4), "day") == _day("2024-03-04")


def test_our_own_readings():
    text = Text("", "On Monday 200 left; from 60 to 83 stay.", "en", date(2024, 3, 13))
    assert [reading.values for reading in recul_numbers(text)] == [{200.0}, {60.0}, {83.0}]
    assert [reading.values for reading in recul_dates(text)] == [{_day("2024-03-11")}]
