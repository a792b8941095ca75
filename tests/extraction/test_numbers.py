from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import languages
from recul.extraction.numbers import Number, NumberKind, find_numbers
from recul.languages import Pack

FR = languages.load("fr")
EN = languages.load("en")


def one(text: str, pack: Pack) -> Number:
    (number,) = find_numbers(text, pack)
    return number


@pytest.mark.parametrize(
    ("pack", "text", "value"),
    [
        (FR, "cent mille", 100_000),
        (FR, "100 000", 100_000),
        (FR, "100\u202f000", 100_000),
        (FR, "100\u00a0000", 100_000),
        (FR, "100.000", 100_000),
        (FR, "100,000", 100_000),
        (FR, "1,5 million", 1_500_000),
        (FR, "deux cent cinquante mille", 250_000),
        (FR, "quatre-vingt-dix-sept", 97),
        (FR, "soixante et onze", 71),
        (FR, "vingt et un", 21),
        (FR, "quatre-vingts", 80),
        (FR, "mille deux cents", 1200),
        (EN, "100,000", 100_000),
        (EN, "100k", 100_000),
        (EN, "1.5 million", 1_500_000),
        (EN, "a hundred thousand", 100_000),
        (EN, "two hundred and fifty thousand", 250_000),
        (EN, "forty-two thousand", 42_000),
        (EN, "100.000", 100_000),
        (EN, "twenty-five", 25),
    ],
)
def test_reads_a_number_whole(pack: Pack, text: str, value: float) -> None:
    number = one(f"x {text} y", pack)
    assert (number.low, number.high) == (value, value)
    assert f"x {text} y"[number.start : number.end] == text


@pytest.mark.parametrize(
    ("pack", "text", "kind", "value"),
    [
        (FR, "une centaine de milliers", NumberKind.ROUND, 100_000),
        (FR, "une trentaine", NumberKind.ROUND, 30),
        (FR, "deux douzaines", NumberKind.ROUND, 24),
        (FR, "des dizaines de milliers", NumberKind.ORDER, 10_000),
        (FR, "plusieurs milliers", NumberKind.ORDER, 1000),
        (EN, "two dozen", NumberKind.ROUND, 24),
        (EN, "dozens", NumberKind.ORDER, 12),
        (EN, "tens of thousands", NumberKind.ORDER, 10_000),
        (EN, "several thousand", NumberKind.ORDER, 1000),
    ],
)
def test_round_numbers_and_orders(pack: Pack, text: str, kind: NumberKind, value: float) -> None:
    number = one(text, pack)
    assert (number.kind, number.low) == (kind, value)


@pytest.mark.parametrize(
    ("pack", "text", "low", "high"),
    [
        (FR, "130 à 150 000", 130_000, 150_000),
        (FR, "entre 169 000 et 190 000", 169_000, 190_000),
        (FR, "de 100 000 à 130 000", 100_000, 130_000),
        (EN, "between 169,000 and 190,000", 169_000, 190_000),
        (EN, "169,000-190,000", 169_000, 190_000),
        (EN, "169–190k", 169_000, 190_000),
        (EN, "5 to 10 thousand", 5000, 10_000),
    ],
)
def test_ranges(pack: Pack, text: str, low: float, high: float) -> None:
    number = one(text, pack)
    assert (number.kind, number.low, number.high) == (NumberKind.RANGE, low, high)


@pytest.mark.parametrize(
    ("pack", "text"),
    [
        (FR, "plus de soldats, un char, des T-72, une quarantaine… non : 10:30"),
        (EN, "no one, the 41st Army, T-72, S-400, $600 million, 10:30, one of them, a tank"),
        (EN, "thousand-yard, million"),
    ],
)
def test_decoys(pack: Pack, text: str) -> None:
    found = [text[n.start : n.end] for n in find_numbers(text, pack)]
    assert found in ([], ["une quarantaine"])


def test_numbers_in_a_list_are_not_added() -> None:
    assert [n.low for n in find_numbers("two three 100 and 200", EN)] == [2, 3, 100, 200]


@given(
    st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f", "."]), st.sampled_from([FR])
)
def test_grouped_figures_parse_back(value: int, sign: str, pack: Pack) -> None:
    text = f"{value:,}".replace(",", sign)
    assert one(text, pack).low == value


@given(st.text(alphabet="0123456789 .,-k\u202fdeàcentmilux", max_size=60))
def test_spans_lie_inside_and_in_order(text: str) -> None:
    for pack in (FR, EN):
        last = 0
        for number in find_numbers(text, pack):
            assert last <= number.start < number.end <= len(text)
            assert 0 <= number.low <= number.high
            last = number.end


@pytest.mark.parametrize("unit", ["1 000 ", "1,", "cent ", "a hundred ", "9", "de ", "100-"])
def test_pathological_text_is_read_in_linear_steps(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for pack in (FR, EN):
        assert len(find_numbers(text, pack)) <= len(text)
