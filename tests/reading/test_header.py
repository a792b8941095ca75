from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import InputError
from recul.reading.header import split_header


def test_a_header_ends_at_the_empty_line():
    text = (
        "URL: https://a.example/1\npublished:2022-02-16\ntitle: A: B\npublisher:\n\nText.\n\nMore."
    )
    fields, body = split_header(text, "a.txt")
    assert fields == {"url": "https://a.example/1", "published": "2022-02-16", "title": "A: B"}
    assert body == "Text.\n\nMore."


@pytest.mark.parametrize(
    "text",
    [
        "Text.",
        "\nurl: https://a.example\n\nText.",
        "Title: a story about a title.\nAnother line.\n\nText.",
        "published: 2022-02-16\nauthor: A.\n\nText.",
        "The url: https://a.example\n\nText.",
    ],
)
def test_what_is_no_header_is_text(text):
    assert split_header(text, "a.txt") == ({}, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("url: a\nURL: b\n\nText.", "gives url twice"),
        ("url: a\ntitle: b", "a header and no text"),
        ("url: a\n\n \n", "a header and no text"),
    ],
)
def test_a_wrong_header_is_an_error(text, problem):
    with pytest.raises(InputError, match=problem):
        split_header(text, "a.txt")


@given(st.text())
def test_the_body_is_the_end_of_the_text(text):
    try:
        _, body = split_header(text, "a.txt")
    except InputError:
        return
    assert text.endswith(body)
