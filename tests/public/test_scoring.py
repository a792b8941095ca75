import pytest
from benchmarks.public.scoring import (
    FLAT,
    HALF,
    THIRD,
    Tally,
    gold_share,
    nested,
    pairs,
    union_share,
)
from benchmarks.public.statements import EVERYTHING, Annotated, Item, Text, compare


def test_an_interruption_belongs_to_neither():
    split = ((0, 10), (20, 30))
    assert union_share(split, ((0, 30),)) == pytest.approx(20 / 30)
    assert union_share(split, ((10, 20),)) == 0
    assert gold_share(split, ((0, 10),)) == 0.5


def test_half_is_enough_and_less_is_not():
    assert pairs([((0, 10),)], [((0, 20),)]) == [(0, 0)]
    assert pairs([((0, 10),)], [((0, 21),)]) == []
    assert pairs([((0, 10),)], [((0, 21),)], THIRD) == [(0, 0)]


def test_each_is_used_once_and_the_best_first():
    whole, front, back = ((0, 10),), ((0, 6),), ((0, 9),)
    assert pairs([whole], [front, back]) == [(0, 1)]
    assert pairs([front, whole], [whole]) == [(1, 0)]


def test_figures():
    tally = Tally()
    tally.add([True, False, False, False], [True, False])
    assert (tally.recall, tally.precision) == (0.25, 0.5)
    assert tally.f1 == pytest.approx(1 / 3)
    assert HALF.enough == 0.5


def test_nothing_given_is_no_success():
    tally = Tally()
    tally.add([False], [])
    assert (tally.precision, tally.recall, tally.f1) == (1.0, 0.0, 0.0)


def test_nested():
    assert nested(((0, 10),), ((2, 4), (6, 8)))
    assert nested(((2, 4),), ((0, 10),))
    assert not nested(((0, 10),), ((5, 15),))


def test_a_flat_set_has_no_room_for_a_statement_in_a_statement():
    text = Annotated(Text("x", "", "en"), [Item(((0, 10),)), Item(((20, 30),))])
    found = [Item(((0, 10),)), Item(((5, 10),)), Item(((18, 40),)), Item(((5, 15),))]
    half, flat = compare([text], {"x": lambda _: found}, [EVERYTHING], (HALF, FLAT))
    assert (half.tally.right, half.tally.given) == (1, 4)
    assert (flat.tally.right, flat.tally.given) == (1, 3)
    assert half.tally.found == flat.tally.found == 1
