import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import Span
from recul.reporting.quotes import (
    QuoteMismatch,
    host_of,
    quotation,
    shortened,
    visible,
    web_address,
)
from tests.reporting import crisis


def test_a_quotation_is_cut_with_its_context():
    found = quotation(crisis.EVIDENCE[1], crisis.DOCUMENTS)
    assert found.quote == "Forty tanks have arrived at Lorn since Monday."
    assert found.before.endswith("new tents. ")
    assert found.after == " The bridge was finished."
    assert not found.clipped_before
    assert not found.clipped_after


def test_a_sentence_that_was_retyped_is_refused():
    retyped = crisis.EVIDENCE[1].model_copy(
        update={"quote": "Fifty tanks have arrived at Lorn since Monday."}
    )
    with pytest.raises(QuoteMismatch, match="seen"):
        quotation(retyped, crisis.DOCUMENTS)


def test_a_sentence_one_character_off_is_refused():
    span = crisis.EVIDENCE[1].span
    moved = crisis.EVIDENCE[1].model_copy(
        update={"span": Span(start=span.start + 1, end=span.end + 1)}
    )
    with pytest.raises(QuoteMismatch):
        quotation(moved, crisis.DOCUMENTS)


def test_a_sentence_beyond_the_text_or_of_no_document_is_refused():
    beyond = crisis.EVIDENCE[1].model_copy(update={"span": Span(start=9000, end=9046)})
    with pytest.raises(QuoteMismatch):
        quotation(beyond, crisis.DOCUMENTS)
    with pytest.raises(QuoteMismatch, match="not held"):
        quotation(crisis.EVIDENCE[1], {})


@given(st.text(alphabet="ab \n", min_size=1, max_size=80), st.data(), st.integers(0, 40))
def test_context_is_cut_from_the_text_at_words(text, data, context):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = crisis.document(text)
    span = Span(start=start, end=end)
    piece = crisis.evidence(doc, span.of(text), "x").model_copy(update={"span": span})
    found = quotation(piece, {doc.id: doc}, context)
    whole = found.before + found.quote + found.after
    assert whole in text
    assert len(found.before) <= context
    assert len(found.after) <= context
    assert found.clipped_before == (text[:start] != found.before)
    first = start - len(found.before)
    assert first == 0 or not found.before or text[first - 1].isspace()


@given(st.text())
def test_what_is_visible_has_no_character_that_acts_on_a_display(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x1b\x07\x08\r\n\u202e\u202d\u2066\u2069\x9b")


def test_marks_that_right_to_left_scripts_need_are_kept():
    assert visible("\u200fمرحبا\u200e") == "\u200fمرحبا\u200e"


@given(st.text(max_size=300), st.integers(2, 60))
def test_a_shortened_text_fits(text, length):
    assert len(shortened(text, length)) <= length


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//host/x", "http://", "https:///x", " https://a.example", "https://a.example/\n",
        "java\tscript:alert(1)", "https://[::1", "vbscript:x", "https://a.example/\u202egpj", "",
    ],
)  # fmt: skip
def test_only_web_addresses_of_a_host_are_linked(url):
    assert web_address(url) is None


def test_the_host_is_the_one_a_browser_goes_to():
    assert web_address("https://www.press.example@evil.example/x")
    assert host_of("https://www.press.example@evil.example/x") == "evil.example"
    assert host_of("https://www.press.example/x") == "press.example"
