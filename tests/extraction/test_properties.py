"""What holds of every text, however broken."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recul.case import Case
from recul.extraction import extract
from recul.model import Document, end_of_day

PIECES = {
    "fr": ["a déclaré", "affirme que", "selon", "Emmanuel Macron", "le ministre", "Moscou", "il",
           "le retrait", "les troupes", "d'après", "ajoutant que", "n'a pas", "annonce de", "Pour"],
    "en": ["said", "told reporters that", "according to", "Boris Johnson", "the minister", "Moscow",
           "he", "a withdrawal", "troops", "who warned", "adding that", "does not", "claims of", "Q:"],
}  # fmt: skip
MARKS = ["«", "»", "“", "”", "„", "‹", "›", "‘", "’", "「", "」", '"', "'", ",", ".", ":", "?", "(",
         ")", "—", "\n", "\n\n", " ", "\u00a0", "漢字", "שלום", "🙂", "İ", "e\u0301", "1 000"]  # fmt: skip


def texts(language):
    piece = st.sampled_from(PIECES[language] + MARKS) | st.text(max_size=4)
    return st.lists(piece, min_size=1, max_size=30).map(" ".join).filter(bool)


# Found by random texts: a loop without end, and words looked for where the text has none.
BROKEN = [
    ("fr", "Moscou s'y"),
    ("fr", "Emmanuel Macron d'après Moscou , “"),
    ("en", "troops according to Moscow , ‹"),
    ("it", "sei Oslovena seisei "),
    ("tr", "yetmişdeki yetmişlerinde silahlıyı"),
]


@pytest.mark.parametrize(("language", "text"), BROKEN)
def test_texts_that_once_broke_the_reader(language, text):
    assert extracted(text, language).document.text == text


def statements(text, language):
    return extracted(text, language).statements


def extracted(text, language):
    document = Document(
        id=Document.identify(text),
        source="test",
        text=text,
        language=language,
        published=end_of_day(date(2022, 2, 16)),
    )
    return extract(document, Case.generic())


languages = st.sampled_from(["fr", "en"])
cases = languages.flatmap(lambda language: st.tuples(texts(language), st.just(language)))


@given(cases)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it_and_ids_that_exist(case):
    found = extracted(*case)  # the model itself refuses an empty span or one outside the text
    ids = [s.id for s in found.statements]
    assert len(set(ids)) == len(ids)
    for s in found.statements:
        assert s.inside is None or s.inside in ids
        assert s.continues is None or s.continues in ids
        assert s.id not in (s.inside, s.continues)
    assert all(event.statement is None or event.statement in ids for event in found.events)
    starts = [s.span.start for s in found.statements]
    assert starts == sorted(starts)


@given(cases)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_again(case):
    assert extracted(*case) == extracted(*case)


@given(cases, st.data())
@settings(max_examples=150, deadline=None)
def test_what_follows_changes_nothing_that_was_said_before(case, data):
    text, language = case
    longer = f"{text}\n\n{data.draw(texts(language))}"
    before = [(s.span, s.type, s.cue) for s in statements(text, language)]
    after = [
        (s.span, s.type, s.cue) for s in statements(longer, language) if s.span.start < len(text)
    ]
    assert after == before
