"""No text takes for ever: a budget of processor time by size, a hundred times what prose takes.

The texts are what a pattern with too much freedom chokes on: the pack's own words in any order,
marks without partners, numbers and names without end.
"""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recul import languages
from recul.case import Case
from recul.extraction import extract
from recul.model import Document, end_of_day
from tests.extraction.test_dates import WEDNESDAY

BUDGET = 2.0
"""Seconds of processor time for `SIZE` characters; prose takes some milliseconds."""
SIZE = 4_000
MARKS = [
    *" ,.;:!?…\n«»“”„\"'‘’()–—-%/",
    *([" "] * 3),
    *("\n\n", "''", "10", "1 000", "2022", "A", "ÉÈ"),
]
ENDLESS = {
    "digits": "1",
    "grouped digits": "100 000 ",
    "open quotations": "« ",
    "straight quotations": '"a" ',
    "brackets": "(",
    "commas": "a, ",
    "capitals": "Ab ",
    "initials": "A. ",
    "hyphens": "a-",
    "colons": "A: ",
    "dashes": "– ",
    "apostrophes": "l'",
    "blanks": " ",
    "line ends": "\n",
}


def seconds(text: str, language: str) -> float:
    document = Document(
        id=Document.identify(text),
        source="t",
        text=text,
        language=language,
        published=end_of_day(WEDNESDAY),
    )
    start = time.process_time()
    extract(document, Case.generic())
    return time.process_time() - start


@pytest.fixture(scope="module", params=languages.available())
def language(request):
    seconds("Warm.", request.param)
    return request.param


@pytest.mark.parametrize("unit", ENDLESS.values(), ids=ENDLESS)
def test_one_thing_without_end(language, unit):
    text = f"x{unit * (SIZE // len(unit))}x"
    assert seconds(text, language) < BUDGET


def test_the_pack_s_own_words_one_by_one_without_end(language):
    words = sorted(languages.load(language).vocabulary)
    draw = random.Random(0)
    for word in draw.sample(words, min(25, len(words))):
        assert seconds(f"{word} " * (SIZE // (len(word) + 1)), language) < BUDGET, word


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_pack_s_words_and_marks_in_any_order(language, data):
    words = sorted(languages.load(language).vocabulary)
    seed = data.draw(st.integers(0, 2**32))
    few = data.draw(st.integers(2, 200))
    draw = random.Random(seed)
    chosen = [*draw.sample(words, few), *MARKS]
    pieces: list[str] = []
    while sum(map(len, pieces)) < SIZE:
        pieces += draw.choice(chosen), draw.choice((" ", " ", " ", ""))
    assert seconds("".join(pieces), language) < BUDGET, seed
