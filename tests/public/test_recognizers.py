"""In the format of the lists of Recognizers-Text, with sentences of our own."""

import json
from datetime import date

import pytest
from benchmarks.public.recognizers import dates, numbers
from benchmarks.public.resolutions import days, number

NUMBERS = [
    {"Input": "10k tents", "Results": [{"Resolution": {"subtype": "integer", "value": "10000"}}]},
    {"Input": "un demi", "Results": [{"Resolution": {"subtype": "fraction", "value": "0,5"}}]},
    {"Input": "minus 4", "Results": [{"Resolution": {"value": "-4"}}]},
    {"Input": "no tent", "Results": []},
]


def _range(timex, **value):
    return {"values": [{"timex": timex, "type": "daterange", **value}]}


DATES = [
    {
        "Input": "they left in March",
        "Context": {"ReferenceDateTime": "2024-03-13T10:00:00"},
        "Results": [{"Resolution": _range("2024-03", start="2024-03-01", end="2024-04-01")}],
    },
    {
        "Input": "for an hour",
        "Context": {"ReferenceDateTime": "2024-03-13T10:00:00"},
        "Results": [{"Resolution": {"values": [{"timex": "PT1H", "type": "duration"}]}}],
    },
]


@pytest.fixture
def copy(tmp_path):
    for kind, rows in (("Number", NUMBERS), ("DateTime", DATES)):
        folder = tmp_path / "Specs" / kind / "English"
        folder.mkdir(parents=True)
        (folder / f"{kind}Model.json").write_text(json.dumps(rows), encoding="utf-8-sig")
    return tmp_path


def test_only_counts_and_texts_without_a_number(copy):
    found = numbers(copy, "en")
    assert [phrase.text.text for phrase in found] == ["10k tents", "no tent"]
    assert [[w.values for w in phrase.wanted] for phrase in found] == [[{10000.0}], []]


def test_only_days_and_the_end_of_a_range_is_outside(copy):
    (march,) = dates(copy, "en")
    assert march.text.published == date(2024, 3, 13)
    assert march.wanted[0].values == {(date(2024, 3, 1), date(2024, 3, 31))}


def test_from_one_day_to_another_both_ends_will_do():
    found = days(_range("(2024-03-01,2024-03-07,P6D)", start="2024-03-01", end="2024-03-07"))
    march = date(2024, 3, 1)
    assert found == {(march, date(2024, 3, 6)), (march, date(2024, 3, 7))}


def test_open_and_unresolved_dates_are_no_days():
    assert not days(_range("2024-03-01", start="2024-03-01", Mod="since"))
    assert not days(_range("2024-03-01", start="2024-03-01"))
    assert not days({"values": [{"timex": "x", "type": "date", "value": "not resolved"}]})
    assert not days(None)
    assert number({"value": "1E+12"}) == 1e12
