"""In the format of TimeBank, with sentences of our own."""

from datetime import date

import pytest
from benchmarks.public.timebank import FOLDER, compare, days_of, load
from benchmarks.public.values import Reading

ARTICLE = """<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-13">20240313</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">left</EVENT> <TIMEX3 tid="t1" type="DATE" value="2024-03-11">on
Monday</TIMEX3>, after <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.</TEXT>
</TimeML>"""
MONDAY = (date(2024, 3, 11), date(2024, 3, 11))


@pytest.fixture
def article(tmp_path):
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "x.tml").write_text(ARTICLE, encoding="utf-8")
    (read,) = load(tmp_path)
    return read


def test_expressions_stand_where_the_text_has_them(article):
    assert article.text.published == date(2024, 3, 13)
    places = [article.text.text[a:z] for reading in article.wanted for a, z in reading.parts]
    assert places == ["on\nMonday", "two days"]
    assert [reading.values for reading in article.wanted] == [{MONDAY}, set()]


def test_what_is_found_on_a_duration_is_not_counted(article):
    monday, duration = article.wanted
    found = [monday, duration._replace(values=monday.values), Reading(monday.values, ((0, 4),))]
    overlap, value = compare([article], {"x": lambda text: found})
    assert (overlap.tally.wanted, overlap.tally.found) == (1, 1)
    assert (overlap.tally.given, overlap.tally.right) == (2, 1)
    assert value.tally.right == 1


def test_a_place_without_the_value_is_an_overlap(article):
    wrong = article.wanted[0]._replace(values=frozenset({(date(2024, 3, 4), date(2024, 3, 4))}))
    overlap, value = compare([article], {"x": lambda text: [wrong]})
    assert (overlap.tally.found, value.tally.found) == (1, 0)
    assert (overlap.tally.right, value.tally.right) == (1, 0)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1998", "1998-01-01", "1998-12-31"),
        ("1998-Q2", "1998-04-01", "1998-06-30"),
        ("1998-02", "1998-02-01", "1998-02-28"),
        ("1998-W02", "1998-01-05", "1998-01-11"),
        ("1998-W02-WE", "1998-01-10", "1998-01-11"),
        ("1998-01-08TEV", "1998-01-08", "1998-01-08"),
    ],
)
def test_values(value, first, last):
    assert days_of("DATE", value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "1998-WXX", "199", "1998-SU"])
def test_values_that_are_no_days(value):
    assert days_of("DATE", value) is None
    assert days_of("DURATION", "1998") is None
