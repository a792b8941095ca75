import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.reading.addresses import canonical, host_of, page_key, same_site, wrapper_of

PAGE = "https://news.example/world/troops-leave?id=7"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "HTTPS://News.Example:443/world/troops-leave?id=7#top",
        "https://reader@news.example/world/troops-leave?id=7",
        PAGE + "&utm_source=feed&fbclid=abc",
        "https://news.example/world/troops-leave?utm_medium=x&id=7",
        f"https://web.archive.org/web/20220216120000/{PAGE}",
        f"https://web.archive.org/web/20220216120000id_/{PAGE}#page",
        "https://archive.ph/20220216120000/news.example/world/troops-leave?id=7",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fnews.example%2Fworld%2Ftroops-leave%3Fid%3D7&usg=x",
        "https://news-example.cdn.ampproject.org/c/s/news.example/world/troops-leave?id=7",
    ],
)
def test_one_page_has_one_address(url):
    assert canonical(url) == PAGE
    assert host_of(url) == "news.example"


@pytest.mark.parametrize(
    "url", ["article.txt", "", "mailto:a@b.example", "https://", "http://[::1", "https://a:b/"]
)
def test_what_is_no_web_address_is_left_as_it_is(url):
    assert canonical(url) == url
    assert host_of(url) is None


def test_what_names_another_page_stays():
    assert canonical("https://a.example/?id=1&page=2") != canonical("https://a.example/?id=1")
    assert canonical("https://a.example:8080/") == "https://a.example:8080/"
    assert page_key("https://a.example/1") != page_key("https://a.example/2")
    assert page_key("https://m.example/1") != page_key("https://example/1")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.news.example/a/",
        "https://m.news.example/a",
        "https://news.example/a.amp",
        "https://news.example/a/amp?utm_source=x",
    ],
)
def test_versions_of_a_page_have_one_key(url):
    assert page_key(url) == page_key("https://news.example/a")


def test_an_archive_is_who_carried_it():
    assert wrapper_of(f"https://web.archive.org/web/2022/{PAGE}") == "web.archive.org"
    assert wrapper_of(PAGE) is None


@given(st.text())
def test_any_text_has_an_address_that_stays(url):
    once = canonical(url)
    assert canonical(once) == once or once == url
    assert isinstance(page_key(url), str)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.news.example/a", "https://m.news.example/b", True),
        ("https://news.bbc.co.uk/a", "https://www.bbc.co.uk/b", True),
        ("https://one.co.uk/a", "https://other.co.uk/a", False),
        ("https://a.example/", "https://a.example.evil.example/", False),
        ("https://news.example/a", None, False),
        ("https://[::1/", "https://[::1/", False),
    ],
)
def test_a_site_is_what_was_registered(one, other, same):
    assert same_site(one, other) is same
