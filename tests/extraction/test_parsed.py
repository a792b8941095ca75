"""A parser of the user's, plugged in. Its words are made by hand: spaCy is not needed here."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from recul.case import Case
from recul.extraction import extract
from recul.extraction.parsed import parsed_statements
from recul.model import Document, Span
from tests.test_cli import recul


@dataclass
class Word:
    idx: int
    text: str
    dep_: str = ""
    pos_: str = "NOUN"
    children: list[Word] = field(default_factory=list)

    @property
    def tree(self) -> list[Word]:
        return [self, *(w for child in self.children for w in child.tree)]

    @property
    def left_edge(self) -> Word:
        return min(self.tree, key=lambda word: word.idx)

    @property
    def right_edge(self) -> Word:
        return max(self.tree, key=lambda word: word.idx)


SWEDISH = "Ministeriet i Moskva säger att trupperna lämnar gränsen."


def swedish(paragraph: str) -> list[Word]:
    """The parse of `SWEDISH`, in the labels of Universal Dependencies."""
    words = {}
    position = 0
    for text in ("Ministeriet", "i", "Moskva", "säger", "att", "trupperna", "lämnar", "gränsen"):
        position = paragraph.index(text, position)
        words[text] = Word(position, text)
        position += len(text)
    words["Ministeriet"].dep_, words["Moskva"].dep_, words["i"].dep_ = "nsubj", "nmod", "case"
    words["Moskva"].children = [words["i"]]
    words["Ministeriet"].children = [words["Moskva"]]
    words["lämnar"].dep_ = "ccomp"
    words["lämnar"].children = [words["att"], words["trupperna"], words["gränsen"]]
    words["säger"].pos_ = "VERB"
    words["säger"].children = [words["Ministeriet"], words["lämnar"]]
    return list(words.values())


def document(language=None):
    return Document(
        id=Document.identify(SWEDISH), source="t", text=f"\n{SWEDISH}\n", language=language
    )


def test_a_language_without_a_pack_is_read_by_the_parser_alone():
    doc = document()
    (statement,) = extract(doc, Case.generic(), swedish).statements
    assert statement.span.of(doc.text) == "att trupperna lämnar gränsen"
    assert statement.speaker is not None
    assert statement.speaker.name == "Ministeriet i Moskva"
    assert statement.cue is not None
    assert statement.cue.of(doc.text) == "säger"
    assert extract(doc, Case.generic()).statements == ()


def test_what_the_rules_found_is_not_found_again():
    doc = document()
    known = [Span(start=30, end=40)]
    assert parsed_statements(doc.text, doc.id, swedish, known) == ()


def test_only_verbs_of_saying_count_where_the_pack_knows_them():
    doc = document()
    assert parsed_statements(doc.text, doc.id, swedish, says=lambda word: word == "tror") == ()
    assert len(parsed_statements(doc.text, doc.id, swedish, says=lambda word: word == "säger")) == 1


@pytest.mark.parametrize("parse", [lambda paragraph: [], lambda paragraph: [Word(0, "x")]])
def test_a_parser_that_finds_nothing_adds_nothing(parse):
    assert extract(document("en"), Case.generic(), parse).statements == (
        extract(document("en"), Case.generic()).statements
    )


def test_a_pipeline_that_is_not_there_is_named_with_its_remedy(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(SWEDISH, encoding="utf-8")
    result = recul("check", str(file), "--parser", "no_such_pipeline", cwd=tmp_path)
    assert result.returncode == 2
    assert "no_such_pipeline" in result.stderr
    assert "pip install" in result.stderr
