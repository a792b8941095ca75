from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import InputError, end_of_day
from recul.reading.feeds import MAX_FEED_BYTES, Feed, link_key, read_feed

NOW = datetime(2022, 2, 16, 12, tzinfo=UTC)
URL = "https://feeds.example/world/rss.xml"


def read(text: str | bytes, url: str = URL, content_type: str | None = None) -> Feed:
    data = text.encode() if isinstance(text, str) else text
    return read_feed(data, url, content_type=content_type, now=NOW)


def rss(items: str, head: str = "<title>World</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def warned(feed: Feed) -> dict[str, int]:
    return {w.id: w.values["n"] for w in feed.warnings}


def test_the_publisher_of_an_rss_item_is_its_source_not_the_feed():
    feed = read(
        rss(
            """<item><title>Tanks seen on trains - Le Monde</title>
            <link>https://news.example/articles/CBMi?oc=5</link>
            <pubDate>Tue, 15 Feb 2022 18:30:00 +0300</pubDate>
            <source url="https://lemonde.example">Le Monde</source></item>"""
        )
    )
    (item,) = feed.items
    assert (feed.kind, feed.title) == ("rss", "World")
    assert item.publisher == "Le Monde"
    assert item.published
    assert item.published.at == datetime(2022, 2, 15, 15, 30, tzinfo=UTC)


def test_a_feed_is_publisher_only_of_what_stands_on_its_own_host():
    feed = read(
        rss(
            "<item><link>/own</link></item><item><link>https://other.example/a</link></item>",
            "<title>Gazette</title>",
        )
    )
    assert [(i.link, i.publisher) for i in feed.items] == [
        ("https://feeds.example/own", "Gazette"),
        ("https://other.example/a", None),
    ]


def test_atom_with_relative_links_and_its_own_source():
    feed = read(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title type="html">D&amp;eacute;fense</title>
        <entry><title type="html">Des &amp;lt;chars&amp;gt; &lt;b&gt;vus&lt;/b&gt;</title><id>urn:1</id>
        <link rel="alternate" href="../a/1#top"/><link rel="enclosure" href="/x.mp3"/>
        <published>2022-02-15T10:00:00+01:00</published><updated>2022-02-16T09:00:00Z</updated>
        <source><title>AFP</title></source>
        <content type="html">&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux &amp;amp; trois.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content>
        </entry></feed>"""
    )
    (item,) = feed.items
    assert (feed.kind, feed.title) == ("atom", "Défense")
    assert (item.link, item.publisher, item.language) == (
        "https://feeds.example/a/1#top", "AFP", "fr",
    )  # fmt: skip
    assert item.text == "Un.\nDeux & trois."
    assert item.published
    assert item.updated
    assert item.published.at.hour == 9


def test_json_feed():
    feed = read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "G",
                "items": [
                    {
                        "id": 7,
                        "url": "/7",
                        "content_text": "a < b\nc",
                        "date_published": "2022-02-15",
                    },
                    {"id": "https://feeds.example/8", "content_html": "<p>x</p>"},
                    "not an item",
                    {"id": "no address"},
                ],
            }
        )
    )
    assert [(i.link[-2:], i.text) for i in feed.items[:2]] == [("/7", "a < b\nc"), ("/8", "x")]
    assert feed.items[0].published
    assert feed.items[0].published.at == end_of_day(NOW.date().replace(day=15))


def test_sitemaps_news_and_index():
    news = read(
        """<?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><urlset
        xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://x/image"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
        <image:image><image:loc>https://feeds.example/i.png</image:loc><image:title>no</image:title></image:image>
        <loc>https://feeds.example/a</loc><lastmod>2022-02-16T08:00:00Z</lastmod><news:news>
        <news:publication><news:name>Gazette</news:name><news:language>fr</news:language></news:publication>
        <news:publication_date>2022-02-15</news:publication_date><news:title>Retrait</news:title>
        </news:news></url><url><loc>https://feeds.example/b</loc></url></urlset>"""
    )
    first, second = news.items
    assert (news.kind, first.link, first.title) == ("sitemap", "https://feeds.example/a", "Retrait")
    assert (first.publisher, first.language) == ("Gazette", "fr")
    assert first.published
    assert first.published.to == "day"
    assert second.published is None
    index = read(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        "<loc>/s1.xml</loc></sitemap><sitemap><loc>/s2.xml.gz</loc><lastmod>2022-02-15</lastmod>"
        "</sitemap></sitemapindex>"
    )
    assert index.children == ("https://feeds.example/s2.xml.gz", "https://feeds.example/s1.xml")
    assert index.items == ()


def test_a_sitemap_cut_short_gives_what_it_holds():
    feed = read(gzip.compress(b"<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url><url><lo"))
    assert [i.link[-2:] for i in feed.items] == ["/a", "/b"]


def test_a_list_of_addresses():
    feed = read(
        "# mine\nhttps://a.example/1\n\nhttps://a.example/2?utm_source=x\nftp://a.example/\n"
    )
    assert [i.link for i in feed.items] == [
        "https://a.example/1",
        "https://a.example/2?utm_source=x",
    ]
    assert warned(feed) == {"feed_item_without_link": 1}


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Wed, 16 Feb 2022 09:00:00 GMT", 9), ("Wed, 16 Feb 2022 09:00:00", 9),
        ("2022-02-16T09:00:00", 9), ("2022-02-16T10:00:00+01:00", 9),
        ("Wed, 16 Feb 2022 04:00:00 EST", 9), ("16 Feb 22 09:00 GMT", 9),
        ("Wed, 16 Feb 2022 12:05:00 GMT", 12), ("2022-02-16", 23),
    ],
)  # fmt: skip
def test_dates_as_they_are_written(date, at):
    (item,) = read(rss(f"<item><link>/a</link><pubDate>{date}</pubDate></item>")).items
    assert item.published
    assert item.published.at.hour == at


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        ("Thu, 17 Feb 2022 09:00:00 GMT", "feed_date_in_future"), ("2022-02-17", "feed_date_in_future"),
        ("soon", "feed_date_unreadable"), ("0001-01-01T00:00:00Z", "feed_date_unreadable"),
        ("Mon, 32 Feb 2022 99:00:00", "feed_date_unreadable"),
        ("9999-12-31T23:59:59-23:00", "feed_date_unreadable"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_dropped_and_counted(date, problem):
    feed = read(rss(f"<item><link>/a</link><pubDate>{date}</pubDate></item>"))
    assert feed.items[0].published is None
    assert warned(feed) == {problem: 1}


def test_addresses_that_are_none_are_left_out_and_counted():
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://u:p@a.example/",
        "http://[::1",
        "",
        "http://a b/",
    ]
    feed = read(rss("".join(f"<item><title>t</title><link>{x}</link></item>" for x in links)))
    assert feed.items == ()
    assert warned(feed) == {"feed_item_without_link": len(links)}


def test_one_item_twice_is_one():
    feed = read(rss("<item><link>/a?utm_source=rss</link></item><item><link>/a#x</link></item>"))
    assert len(feed.items) == 1
    assert link_key("HTTPS://A.example/x?b=1&utm_medium=2#f") == "https://a.example/x?b=1"
    assert link_key("https://a.example") == link_key("https://a.example/")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("windows-1251", True), ("utf-8", False), ("utf-16", True), ("koi8-r", True)],
)
def test_encodings(encoding, declared):
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    body = "<rss version='2.0'><channel><title>Вывод войск из Крыма</title><item><link>/a</link>"
    text = f"{head}{body}<title>Танки грузят на платформы &#8212; очевидцы</title></item></channel></rss>"
    (item,) = read(text.encode(encoding)).items
    assert item.title == "Танки грузят на платформы — очевидцы"


def test_bombs_are_refused():
    lol = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    for bomb in (
        lol + rss("<item><link>/&b;</link></item>"),
        lol + "<urlset><url><loc>&b;</loc></url></urlset>",
    ):
        for data in (bomb.encode(), bomb.encode("utf-16"), gzip.compress(bomb.encode())):
            with pytest.raises(InputError, match="entities"):
                read(data)
    with pytest.raises(InputError, match="larger than"):
        read(gzip.compress(bytes(5 * MAX_FEED_BYTES)))


def test_no_file_and_no_address_is_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(
        "<rss version='2.0'><channel><item><link>https://a.example/s</link></item></channel></rss>"
    )
    for data in (str(secret), f"file://{secret}"):
        with pytest.raises(InputError):
            read(data)


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\x01\x02\xff" * 300, b"hello", b"<html><body>404</body></html>", b"<!doctype html><p>x",
        b"{", b'{"version": 1}', b"[1, 2]", b"<a>", b"<", b"%PDF-1.4", b"\x1f\x8bnot gzip", b"<urlset",
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 90_000,
        b"<rss" * 3000, b"<?xml version='1.0' encoding='nonsense'?><p/>",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_an_error_that_says_so(garbage):
    with pytest.raises(InputError):
        read(garbage)


def test_a_feed_full_of_errors_gives_what_can_be_read():
    feed = read(
        "<rss version='2.0'><channel><title>A & B</title><item><title>a < b</title><link>/1</link>"
        "<item><link>/2</link></channel>"
    )
    assert feed.title == "A & B"
    assert [i.link[-2:] for i in feed.items][:1] == ["/1"]


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda t: rss(t).encode()))
def test_whatever_comes_is_a_feed_or_an_error(data):
    try:
        feed = read(data)
    except InputError:
        return
    for item in feed.items:
        assert item.link.startswith(("http://", "https://"))
