"""The notation of a pack entry."""

import pytest

from recul.extraction.lexicon import words_of
from recul.extraction.patterns import Patterns, phrases


def found(entries, text):
    words = words_of(text)
    return [
        (text[words[m.first].start : words[m.last - 1].end], m.value)
        for m in Patterns([(e, e) for e in entries]).find(text, words)
    ]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("un|deux mots", "deux mots", "deux mots"),
        ("retir*", "ils retiraient", "retiraient"),
        ("?le retrait", "le retrait", "le retrait"),
        ("?le retrait", "retrait", "retrait"),
        ("a ?bien dit", "il a dit", "a dit"),
        ("s'est dit", "il s’est dit", "s’est dit"),
        ("porte-parole", "le porte-parole", "porte-parole"),
        ("retrait ?des ?troupes", "retrait des troupes", "retrait des troupes"),
    ],
)
def test_notation(entry, text, expected):
    assert found([entry], text) == [(expected, entry)]


@pytest.mark.parametrize("text", ["a, dit", "a. Dit", "a  dit", "a « dit", "adit"])
def test_only_one_joint_may_part_two_words(text):
    assert found(["a dit"], text) == []


def test_the_longest_wins_and_of_two_as_long_the_first():
    assert found(["a", "a b c", "a b"], "a b c") == [("a b c", "a b c")]
    assert found(["a|x b", "a b"], "a b") == [("a b", "a|x b")]


def test_matches_do_not_overlap():
    assert found(["a b", "b c"], "a b c") == [("a b", "a b")]


@pytest.mark.parametrize("entry", ["re*", "!", "a |"])
def test_an_entry_that_would_match_anything_is_refused(entry):
    with pytest.raises(ValueError, match=r"stem|word"):
        Patterns([(entry, True)])


def test_an_entry_of_which_all_may_be_missing_never_matches_nothing():
    assert found(["?a ?b"], "c") == []


def test_a_list_is_compiled_once():
    assert phrases(("a b",)) is phrases(("a b",))
