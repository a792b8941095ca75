"""Where quotations and sentences begin and end."""

import pytest

from recul.extraction.segments import mask, paragraphs, quotations, sentences
from recul.languages import load
from recul.model import Cut, Span


def quoted(text, language="fr", open_before=""):
    pack = load(language)
    span = Span(start=0, end=len(text))
    return quotations(text, span, pack, open_before=open_before)


def split(text, language):
    span = Span(start=0, end=len(text))
    pack = load(language)
    return [s.of(text) for s in sentences(text, span, quotations(text, span, pack), pack)]


@pytest.mark.parametrize(
    "marks", ["«»", "“”", "„“", "„”", "‹›", "‘’", "「」", "『』", '""'], ids=lambda m: m
)
def test_every_pair_of_marks(marks):
    text = f"Il a dit {marks[0]}nous partons{marks[1]} hier"
    (found,) = quoted(text)
    assert found.inner.of(text) == "nous partons"
    assert found.outer.of(text) == f"{marks[0]}nous partons{marks[1]}"


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("« Un « deux » trois »", ["Un « deux » trois"]),
        ("« Un “deux” trois »", ["Un “deux” trois"]),
        ("“one ‘two’ three” four", ["one ‘two’ three"]),
        ("‘the army’s move’ is over", ["the army’s move"]),
        ("« Jamais refermé, dit-on", ["Jamais refermé, dit-on"]),
        ("« Un », dit-il, « deux »", ["Un", "deux"]),
        ("refermé » sans être ouvert", []),
        ("l'armée n'a qu'une tâche", []),
        ('un écran de 5" et de 7"', []),
        ("«  »", []),
        ("« Fermé trop tôt », » ou presque. Fin", ["Fermé trop tôt », » ou presque."]),
    ],
)
def test_outermost_quotations(text, inner):
    assert [q.inner.of(text) for q in quoted(text)] == inner


def test_a_paragraph_that_reopens_the_mark_goes_on():
    (found,) = quoted("« et nous restons. »", open_before="«")
    assert not found.opens
    (new,) = quoted("“et nous restons.”", open_before="«")
    assert new.opens


def test_a_mark_nobody_closes_does_not_swallow_a_long_paragraph():
    text = "« " + "mot " * 2000 + "« fin »"
    found = quoted(text)
    assert not found[0].closed
    assert found[-1].inner.of(text) == "fin"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("M. Macron part. Il revient.", "fr", ["M. Macron part.", "Il revient."]),
        ("Gen. Milley left. He is back.", "en", ["Gen. Milley left.", "He is back."]),
        ("« Un. Deux. » Trois.", "fr", ["« Un. Deux. »", "Trois."]),
        ("« Un. Deux », dit-il. Trois.", "fr", ["« Un. Deux », dit-il.", "Trois."]),
        ("J. Smith said 3.5 percent. Yes", "en", ["J. Smith said 3.5 percent.", "Yes"]),
        ("Vraiment ? oui, vraiment. Bon", "fr", ["Vraiment ? oui, vraiment.", "Bon"]),
    ],
)
def test_sentences(text, language, expected):
    assert split(text, language) == expected


def test_a_stretch_without_a_full_stop_is_read_in_pieces_that_lose_no_word():
    text = "mot " * 1000
    pieces = split(text, "fr")
    assert len(pieces) > 1
    assert " ".join(pieces).split() == text.split()


def test_a_mask_keeps_length_and_lines():
    text = "un\ndeux\ntrois"
    cuts = [Cut(start=8, end=13, reason="b"), Cut(start=0, end=5, reason="a")]
    assert mask(text, cuts) == "  \n  ux\n     "
    assert [p.of(mask(text, cuts)) for p in paragraphs(mask(text, cuts))] == ["ux"]
