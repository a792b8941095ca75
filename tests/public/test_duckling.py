"""In the format of the lists of Duckling, with phrases of our own."""

from datetime import date

import pytest
from benchmarks.public.duckling import dates, days_of, numbers

NUMERALS = r"""
negative = examples (NumeralValue 3) [ "not this" ]

allExamples :: [Example]
allExamples = concat
  [ examples (NumeralValue 2e5)
             [ "200k"
             , "deux cent mille\233"
             ]
  , examples (NumeralValue (-7))
             [ "minus \"7\""
             ]
  , examples (NumeralValue 0.5)
             [ "a half"
             ]
  ]
"""
TIMES = r"""
allExamples = concat
  [ examples (datetime (2013, 2, 11, 0, 0, 0) Week)
             [ "this very week"
             ]
  , examples (datetimeInterval ((2013, 2, 12, 0, 0, 0), (2013, 2, 17, 0, 0, 0)) Day)
             [ "till Saturday"
             ]
  , examples (datetimeHoliday (2013, 5, 1, 0, 0, 0) Day "Labour Day")
             [ "labour day"
             ]
  , examples (datetime (2013, 2, 12, 4, 30, 0) Second)
             [ "now"
             ]
  ]
"""


@pytest.fixture
def copy(tmp_path):
    for kind, source in (("Numeral", NUMERALS), ("Time", TIMES)):
        folder = tmp_path / "Duckling" / kind / "EN"
        folder.mkdir(parents=True)
        (folder / "Corpus.hs").write_text(source, encoding="utf-8")
    return tmp_path


def test_only_counts_of_the_main_list(copy):
    found = numbers(copy, "en")
    assert [phrase.text.text for phrase in found] == ["200k", "deux cent milleé"]
    assert found[0].wanted[0].values == {200_000.0}


def test_only_days_with_the_holidays_apart(copy):
    week, days = dates(copy, "en")
    assert week.wanted[0].values == {(date(2013, 2, 11), date(2013, 2, 17))}
    assert days.wanted[0].values == {(date(2013, 2, 12), date(2013, 2, 16))}
    (labour,) = dates(copy, "en", named=True)
    assert labour.text.text == "labour day"


def test_values():
    assert days_of("datetime (2013, 0, 0, 0, 0, 0) Year") == (date(2013, 1, 1), date(2013, 12, 31))
    assert days_of("datetimeOpenInterval After (2013, 2, 12, 0, 0, 0) Day") is None
    assert days_of("datetime (-44, 3, 15, 0, 0, 0) Day") is None
