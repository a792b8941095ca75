import pytest
from benchmarks.public.scoring import HALF, THIRD, Tally, gold_share, pairs, union_share


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
