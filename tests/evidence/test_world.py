"""Origins found in the world that we wrote, with floors. Only the reporting half counts."""

from functools import cache

import pytest
from benchmarks.origins import Scores

from recul.evidence.lineage import lineage_of
from recul.extraction import extract
from tests.evidence.world import CASE, HALVES, articles


@cache
def scores(half):
    return Scores(half)


def test_it_is_the_world_that_was_asked_for():
    everything = [article for half in HALVES for article in articles(half)]
    assert len(everything) >= 120
    assert len({a.origin for a in everything}) == 20
    for half in HALVES:
        assert len({a.document.language for a in articles(half)}) >= 6
        assert len({a.origin for a in articles(half)}) == 10
    assert len({a.document.id for a in everything}) == len(everything)


def test_pairs_of_one_origin_are_found_and_no_others():
    assert scores("reporting").precision >= 0.97
    assert scores("reporting").recall >= 0.85


def test_near_copies_alone_do_much_worse():
    precision, recall = scores("reporting").baseline()
    assert precision < 0.8
    assert recall < 0.4


@pytest.mark.parametrize("half", HALVES)
def test_a_digit_or_a_negation_keeps_two_statements_apart(half):
    kept, altered = scores(half).contradictions()
    assert kept == altered >= 10


def test_versions_are_recognised():
    right, all_, wrong = scores("reporting").versions()
    assert right >= 0.95 * all_
    assert wrong == 0
    assert all_ >= 10


@pytest.mark.parametrize("half", HALVES)
def test_independent_origins_are_never_over_counted(half):
    for crisis, found, true in scores(half).independence():
        assert 2 <= found <= true, crisis


def test_what_comes_later_changes_nothing():
    known = [extract(a.document, CASE) for a in articles("tuning")]
    known.sort(key=lambda e: (e.document.published, e.document.id))
    whole, half = lineage_of(known, CASE), lineage_of(known[::-1][len(known) // 2 :], CASE)
    for extraction in known[: len(known) // 2]:
        document = extraction.document.id
        assert whole.tie(document) == half.tie(document)
        assert whole.root(document) == half.root(document)
