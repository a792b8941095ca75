from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recul.model import Document, InputError
from recul.reading import read_bytes
from recul.reading.page import MAX_ELEMENTS, declared_encoding, is_page

TODAY = date(2022, 3, 1)
FIRST = (
    "The ministry announced on Tuesday that several units were going back to their barracks, "
    "though nobody in the area has seen a convoy leave since Sunday."
)
SECOND = "“We see no change on the ground,” an official of the alliance told reporters in the city."
THIRD = "The general didn’t say how many sol&shy;diers would leave, nor when they would do so."
HEAD = """<title>Units to leave | Example Daily</title>
<meta property="og:title" content="Units to leave">
<meta property="og:site_name" content="Example Daily">
<meta property="article:published_time" content="2022-02-16T14:30:00+01:00">
<meta property="article:modified_time" content="2022-02-20T10:00:00+01:00">
<link rel="canonical" href="https://daily.example/units">"""


def page(head: str = HEAD, body: str = "", encoding: str = "utf-8") -> bytes:
    article = f"<h1>Units to leave</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{body}"
    html = (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/s'>Sport</a></nav><article>{article}</article>"
        f"<footer>Contact, imprint</footer></body></html>"
    )
    return html.encode(encoding)


def read(data: bytes, **more: Any) -> Document:
    return read_bytes(data, "a.html", today=TODAY, **more).documents[0]


def test_a_page_gives_its_article_in_paragraphs():
    text = read(page()).text
    assert text.split("\n") == [
        "Units to leave",
        FIRST,
        SECOND,
        "The general didn't say how many soldiers would leave, nor when they would do so.",
    ]


def test_the_publisher_is_not_who_passed_it_on():
    document = read(page(), url="https://m.daily.example/units?utm_source=feed")
    assert document.url == "https://daily.example/units"
    assert document.original is None
    assert document.publisher == "Example Daily"
    assert document.title == "Units to leave"
    assert document.source == "a.html"


def test_a_page_that_says_it_is_elsewhere_stays_where_it_was_found():
    document = read(page(), url="https://gathering.example/7")
    assert document.url == "https://gathering.example/7"
    assert document.original == "https://daily.example/units"


def test_an_archived_page_is_its_publishers_and_tells_who_kept_it():
    kept = "https://web.archive.org/web/20220216120000/https://daily.example/units"
    document = read(page(), url=kept)
    assert (document.url, document.via) == ("https://daily.example/units", "web.archive.org")
    assert document.id == read(page(), url="https://daily.example/units").id


def test_the_address_it_came_from_serves_where_the_page_names_none():
    assert read(page(head=""), url="https://daily.example/x").url == "https://daily.example/x"


def test_the_date_is_that_of_the_first_publication():
    document = read(page())
    assert document.published_on == date(2022, 2, 16)
    assert document.warnings == ()


def test_a_date_given_by_the_user_goes_first():
    assert read(page(), published=date(2022, 2, 17)).published_on == date(2022, 2, 17)


def test_a_date_of_a_page_in_the_future_is_not_believed():
    document = read(
        page(HEAD.replace("2022-02-16", "2022-04-01").replace("2022-02-20", "2022-04-02"))
    )
    assert document.published is None
    assert [warning.id for warning in document.warnings] == [
        "future_date_ignored",
        "no_publication_date",
    ]


def test_a_page_without_a_date_says_so():
    document = read(page(head=""))
    assert document.published is None
    assert [warning.id for warning in document.warnings] == ["no_publication_date"]


def test_boilerplate_inside_the_article_is_marked():
    document = read(page(body="<p>Read also: What the convoys carry</p>"))
    assert [(c.reason, c.of(document.text)) for c in document.removed] == [
        ("read-also", "Read also: What the convoys carry")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_encoding_is_found_whatever_the_page_declares(encoding, declared):
    head = f'<meta charset="{declared}">{HEAD}'
    body = "<p>À Genève, l’émissaire s’est dit « prêt ».</p>"
    text = read(page(head, body, encoding)).text
    assert "À Genève, l'émissaire s'est dit « prêt »." in text


def test_what_a_page_declares():
    assert declared_encoding(b"<meta charset=utf-8>") == "utf-8"
    assert (
        declared_encoding(b'<meta http-equiv="x" content="text/html; charset=KOI8-R">') == "KOI8-R"
    )
    assert declared_encoding(b"<p>charset=x") is None


def test_what_a_page_looks_like():
    assert is_page("\n <!-- x --><!DOCTYPE html><p>x")
    assert is_page("<?xml version='1.0'?>\n<html xmlns='x'>")
    assert not is_page("The <html> tag opens a page.")


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><script>document.write('x')</script></body></html>",
        "<html><head><title>x</title></head><body></body></html>",
        "<html>",
        "<html><body><div id=app></div><noscript></noscript></body></html>",
        "<html><body>" + "<i>" * 1_000_000 + "deep",
        "<html><body>" + "<b>" * 1_000_000,
        "<html><body>" + "<div>" * 900_000 + "<p>deep",
        "<html><body>" + "<!--" * 100_000,
        "<html " + "a " * 100_000,
    ],
    ids=lambda html: f"{html[:24]}…{len(html)}",
)
def test_a_page_without_an_article_is_an_error(html):
    with pytest.raises(InputError, match="no article found") as error:
        read(html.encode())
    assert "save its text" in error.value.remedy


def test_broken_markup_is_read():
    html = f"<html><body><article><p>{FIRST}<p><b>{SECOND}</i></div><p>{THIRD} <a href='x"
    text = read(html.encode()).text
    assert FIRST in text
    assert SECOND in text


def test_a_nest_too_deep_after_an_article_does_not_lose_it():
    html = f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p>" + "<b>" * 1_000_000
    assert FIRST in read(html.encode()).text


@pytest.mark.parametrize(
    "unit",
    [
        '<a href="x">Troops left.</a> ',
        "<h2>Troops left.</h2>",
        "<p><b>Troops</b> left.</p>",
        "a<br>",
    ],
)
def test_a_page_that_is_a_heap_of_elements_is_refused(unit):
    html = f"<html><body>{unit * (MAX_ELEMENTS + 1)}</body></html>"
    with pytest.raises(InputError, match=r"elements, more than the 20,000"):
        read(html.encode())


def test_an_article_above_a_long_list_of_links_is_read():
    links = '<li><a href="x">Troops left the town.</a></li>' * 5_000
    assert FIRST in read(page(body=f"<ul>{links}</ul>")).text
