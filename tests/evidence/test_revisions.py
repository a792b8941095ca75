"""Versions of one page: a chain, and what each changed that matters."""

from datetime import UTC, datetime

import pytest

from recul.case import Case
from recul.evidence.revisions import revisions
from recul.extraction import extract
from recul.model import Document
from recul.reading import chains

URL = "https://news.example/world/1"
FIRST = (
    "The ministry said on Tuesday that 12,000 soldiers had left the camp at the border. "
    "“The trains are rolling,” General Orlov said. The alliance has seen no sign of it."
)


def version(text, hour, url=URL):
    return Document(
        id=Document.identify(text, url),
        source="x",
        text=text,
        url=url,
        language="en",
        published=datetime(2022, 2, 16, hour, tzinfo=UTC),
    )


def changed(old, new):
    pages = chains([version(old, 8), version(new, 9)])
    (page,) = pages
    (revision,) = revisions([extract(document, Case(id="x")) for document in page])
    documents = {document.id: document for document in page}
    for change in revision.changes:
        assert change.before is None or documents[revision.before].cut(change.before)
        assert change.after is None or documents[revision.after].cut(change.after)
    return [(change.kind, change.values) for change in revision.changes]


def test_versions_are_a_chain_whoever_led_to_the_page():
    third = version(FIRST + " It snows.", 10, "http://www.news.example/world/1/?utm_source=feed")
    second = version(FIRST + " It rains.", 9, "https://m.news.example/world/1")
    other = version("Another page.", 8, "https://news.example/world/2")
    (page,) = chains([third, other, version(FIRST, 8), second])
    assert [document.published.hour for document in page if document.published] == [8, 9, 10]


def test_a_page_that_came_twice_with_one_text_has_no_versions():
    assert chains([version(FIRST, 8), version(FIRST, 9, URL + "/amp")]) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "values"),
    [
        ("12,000", "7,000", "number", ("12000", "7000")),
        ("had left", "had not left", "negation", ("", "")),
        ("General Orlov", "General Sokolov", "attribution", None),
    ],
)
def test_what_matters_is_told(old, new, kind, values):
    found = dict(changed(FIRST, FIRST.replace(old, new)))
    assert kind in found
    assert values is None or found[kind] == values


def test_another_speaker_is_named_before_and_after():
    found = dict(changed(FIRST, FIRST.replace("General Orlov", "General Sokolov")))
    before, after = found["attribution"]
    assert "Orlov" in before
    assert "Sokolov" in after


def test_a_statement_taken_out_is_told():
    shorter = FIRST.replace("“The trains are rolling,” General Orlov said. ", "")
    assert ("removed", ("", "")) in changed(FIRST, shorter)
    assert ("added", ("", "")) in changed(shorter, FIRST)


def test_a_change_of_spelling_is_none_that_matters():
    assert changed(FIRST, FIRST.replace("camp", "garrison")) == []
