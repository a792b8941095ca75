from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.reading.typography import compact, normalise

# Any code point, lone surrogates too, and often those with a rule.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("a é1’‘‚'`´«»“”„\"\r\n\t\u00a0\u202f\u200b\u00ad\ufeff\u0301\u2028\x00"),
    )
)


@given(TEXTS)
def test_as_many_code_points_come_out_as_went_in(text):
    assert len(normalise(text)) == len(text)


@given(TEXTS)
def test_once_is_enough(text):
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_what_comes_out_can_be_stored(text):
    normalise(text).encode()
    assert "\r" not in normalise(text)
    assert "\0" not in normalise(text)


@given(st.text("abc éàœ ,.;:!?«»“”„…–—-0123456789\n"))
def test_ordinary_text_is_left_alone(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’armée", "l'armée"),
        ("l‘armée, l`armée, l´armée", "l'armée, l'armée, l'armée"),
        ("soldiers’ families", "soldiers' families"),
        ("‘We stay,’ he said", "‘We stay,’ he said"),
        ("‘It’s the soldiers’ choice’", "‘It's the soldiers’ choice'"),
        ("‚Wir bleiben‘", "‚Wir bleiben‘"),
        ('« Oui », “yes”, „ja“, "si"', '« Oui », “yes”, „ja“, "si"'),
        ("«\u00a0Oui\u202f»", "« Oui »"),
        ("100\u202f000 et 90\u2009000", "100\u00a0000 et 90\u00a0000"),
        ("en 2022\u00a0: 3\u00a0chars", "en 2022 : 3 chars"),
        ("a\r\nb\rc\u2028d\x0ce", "a \nb\nc\nd\ne"),
        ("a\tb\x00c\ud800", "a b c\ufffd"),
        ("sol\u00addats rus\u200bses.", "soldats  russes. "),
        ("e\u0301tat d\u2019e\u0301tat", "état  d'état "),
    ],
)
def test_each_sign_has_one_spelling(text, expected):
    assert normalise(text) == expected
    assert len(expected) == len(text)


def test_compact_text_is_composed_and_has_nothing_unseen():
    assert compact("de\u0301\u00adpart\u200b") == "départ"
    assert unicodedata.is_normalized("NFC", compact("e\u0301o\u0302"))
