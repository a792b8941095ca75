from __future__ import annotations

import gzip
import json
import sqlite3
from datetime import timedelta

import pytest
from benchmarks._local_site import Article
from sqlalchemy import event, text

from recul.model import InputError
from recul.reading.feeds import read_feed
from recul.watch import book, outbox
from recul.watch.health import Health
from tests.watch.conftest import T

ANNOUNCED = (
    "Russia's defence ministry said on Tuesday that units near Ukraine were returning to base.",
    "The spokesman, Igor Konashenkov, announced that troops were leaving Crimea for their garrisons.",
)
DOUBTED = (
    "Satellite images published on Wednesday show more Russian tanks arriving at the border of Ukraine.",
    "NATO Secretary General Jens Stoltenberg said that Russia had increased its forces near Ukraine.",
)


def article(n, paragraphs=ANNOUNCED, hours=1.0):
    told = [*paragraphs, f"This is report number {n}."]
    return Article(f"/{n}.html", f"Story {n}", told, T - timedelta(hours=hours))


def queued(watched):
    with watched.folder.database.read() as tx:
        return book.counts(tx)


def errors(watched):
    with watched.folder.database.read() as tx:
        rows = tx.execute(text("SELECT key, error FROM queue WHERE error IS NOT NULL"))
        return {key.rpartition("/")[2]: error for key, error in rows}


def health(watched):
    with watched.folder.database.read() as tx:
        return {f.url: f for f in watched.worker.health(tx, watched.clock())}


def alerts(watched):
    with watched.folder.database.read() as tx:
        return outbox.changes(tx)[::-1]


# ------------------------------------------------------------------------- polling, reading


def test_a_feed_is_polled_its_pages_read_and_nothing_twice(site, watched):
    site.publish("/rss", [article(n) for n in range(5)], etag='"1"')
    watched.lists(site.url("/rss")).settle()
    assert sorted(watched.documents()) == [site.url(f"/{n}.html") for n in range(5)]
    watched.clock.on(minutes=2)
    watched.settle()
    assert site.asked["/rss"] == 2
    assert all(site.asked[f"/{n}.html"] == 1 for n in range(5))
    site.publish("/rss", [article(n) for n in range(7)], etag='"2"')
    watched.clock.on(minutes=2)
    watched.settle()
    assert len(watched.documents()) == 7
    assert site.asked["/3.html"] == 1


def test_one_item_of_two_feeds_is_read_once(site, watched):
    site.publish("/a", [article(1)])
    site.serve("/b", site.url("/1.html?utm_source=b") + "\n" + site.url("/1.html#top"))
    watched.lists(site.url("/a"), site.url("/b")).settle()
    assert site.asked["/1.html"] == 1
    assert list(watched.documents()) == [site.url("/1.html")]


def test_an_index_of_sitemaps_is_followed(site, watched):
    site.serve(
        "/map", f"<sitemapindex><sitemap><loc>{site.url('/m1')}</loc></sitemap></sitemapindex>"
    )
    lines = "".join(f"<url><loc>{site.url(f'/{n}.html')}</loc></url>" for n in range(3))
    site.serve(
        "/m1", gzip.compress(f"<urlset>{lines}</urlset>".encode()), content_type="application/gzip"
    )
    site.publish("/unlisted", [article(n) for n in range(3)])
    watched.lists(site.url("/map")).settle()
    assert len(watched.documents()) == 3
    found = health(watched)[site.url("/map")]
    assert (found.health, found.items) == (Health.WELL, 3)


def test_the_text_of_a_feed_is_read_where_the_case_says_so_or_the_page_is_not_to_be_had(
    site, watched
):
    def rss(path, told):
        item = (
            f"<item><title>Story</title><link>{path}</link><description>{told}</description></item>"
        )
        return f"<rss version='2.0'><channel><title>Local</title>{item}</channel></rss>"

    told = "NATO said on Tuesday that no Russian troops had left the border of Ukraine."
    site.serve("/full", rss("/full.html", told), content_type="text/xml")
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private", content_type="text/plain")
    site.serve("/short", rss("/private.html", told), content_type="text/xml")
    watched.lists(site.url("/full"), text="feed").settle()
    (document,) = watched.documents().values()
    assert (document.url, document.publisher) == (site.url("/full.html"), "Local")
    assert told in document.text
    assert site.asked["/full.html"] == 0
    watched.lists(site.url("/short"))
    watched.clock.on(minutes=2)
    watched.settle()
    refused = watched.documents()[site.url("/private.html")]
    assert "text_of_feed" in [w.id for w in refused.warnings]
    assert site.asked["/private.html"] == 0


def test_an_undated_page_is_dated_when_it_was_first_seen(site, watched):
    site.serve("/list", site.url("/1.html"))
    site.serve(
        "/1.html", "<html><body><article><p>" + " ".join(DOUBTED) + "</p></article></body></html>"
    )
    watched.lists(site.url("/list")).settle()
    (document,) = watched.documents().values()
    assert document.published == T
    assert "dated_when_seen" in [w.id for w in document.warnings]


def test_old_items_are_not_read(site, watched):
    site.publish("/rss", [article(1), article(2, hours=24 * 40)])
    watched.lists(site.url("/rss")).settle()
    assert list(watched.documents()) == [site.url("/1.html")]


def test_a_network_that_is_not_listed_is_not_reached(site, watched):
    site.publish("/rss", [article(1)])
    watched.lists(site.url("/rss"))
    file = watched.folder.path / "case.toml"
    file.write_text(file.read_text().replace('networks = ["127.0.0.0/8"]', ""))
    watched.settle()
    assert health(watched)[site.url("/rss")].problem == "not_public"
    assert site.asked == {}


# ------------------------------------------------------------------------------------ faults


def test_whatever_one_host_does_the_others_are_read(site, watched):
    def host(n):
        return f"127.0.1.{n}"

    site.publish("/rss", [article(n) for n in range(3)])
    site.serve("/garbage", bytes(range(256)) * 40)
    site.serve("/page", "<html><body>Not found</body></html>")
    site.serve("/loop", "", status=302, location="/loop2")
    site.serve("/loop2", "", status=302, location="/loop")
    site.serve("/bomb", gzip.compress(bytes(90_000_000)), content_encoding="gzip")
    site.serve("/entities", "<!DOCTYPE a [<!ENTITY b 'c'>]><rss version='2.0'/>")
    site.serve("/sick", "", status=503, retry_after="300")
    site.serve("/gone", "", status=410)
    site.hang("/hang")
    bad = ["garbage", "page", "loop", "bomb", "entities", "sick", "gone", "hang", "rss"]
    urls = {name: site.url(f"/{name}", host(n)) for n, name in enumerate(bad, start=1)}
    watched.lists(*urls.values()).settle()
    assert len(watched.documents()) == 3
    found = {name: health(watched)[url].problem for name, url in urls.items()}
    assert found == {
        "garbage": "not_a_feed", "page": "not_a_feed", "loop": "redirects", "bomb": "too_large",
        "entities": "not_a_feed", "sick": "status", "gone": "status", "hang": "too_slow", "rss": None,
    }  # fmt: skip
    watched.clock.on(days=1, hours=1)
    site.serve("/garbage", "", status=404)
    watched.settle()
    dying = {name for name, url in urls.items() if health(watched)[url].health is Health.DYING}
    assert dying == set(bad) - {"rss"}
    (alert,) = [a for a in alerts(watched) if a.claim is None]  # one for all of them
    assert {c.subject for c in alert.changes} == {urls[name] for name in dying}


def test_pages_that_fail_are_tried_again_or_given_up_and_counted(site, watched):
    site.publish("/rss", [article(n) for n in range(6)])
    site.serve("/0.html", "", status=404)
    site.serve("/1.html", "", status=500)
    site.serve("/2.html", b"\x00\x01" * 500, content_type="image/png")
    site.serve("/3.html", gzip.compress(bytes(90_000_000)), content_encoding="gzip")
    site.serve("/4.html", "", status=302, location="/4.html")
    watched.lists(site.url("/rss")).settle()
    assert len(watched.documents()) == 1
    assert errors(watched) == {
        "0.html": "status", "1.html": "status", "2.html": "type", "3.html": "too_large",
        "4.html": "redirects",
    }  # fmt: skip
    assert queued(watched) == {"waiting": 1, "done": 1, "failed": 4}
    site.serve("/1.html", article(1).page())
    watched.clock.on(minutes=2)
    watched.settle()
    assert queued(watched) == {"waiting": 0, "done": 2, "failed": 4}


def test_a_clock_set_back_stops_nothing_and_tells_nothing_twice(site, watched):
    site.publish("/rss", [article(1)])
    watched.lists(site.url("/rss")).settle()
    watched.clock.on(hours=1)
    site.publish("/rss", [article(1), article(2)])
    watched.settle()
    told = len(alerts(watched))
    for back in (timedelta(minutes=50), timedelta(days=400)):
        watched.clock.now -= back
        number = int(back.total_seconds())
        page = Article(
            f"/{number}.html",
            "Later",
            ["It rained on the market square for most of the day.", f"Number {number}."],
            watched.clock(),
        )
        site.publish("/rss", [article(1), page])
        watched.settle()
        assert site.url(page.path) in watched.documents()
    assert len(alerts(watched)) == told


def test_a_full_disk_loses_nothing(site, watched, database):
    if database != "sqlite":
        pytest.skip("the server's disk is the server's")
    site.publish("/rss", [article(n, [*ANNOUNCED, "x" * 5000]) for n in range(10)])
    worker = watched.lists(site.url("/rss")).start()
    engine = watched.folder.database.engine
    full: list[int] = []

    @event.listens_for(engine, "begin")
    def limit(connection):
        if not full:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            full.append(pages)
        connection.exec_driver_sql(f"PRAGMA max_page_count = {full[0] or 1_000_000}")

    for _ in range(12):
        worker.step()
    assert "full" in (worker.status().trouble or "")
    assert len(watched.documents()) < 10
    full[0] = 0  # somebody made room
    watched.settle()
    assert len(watched.documents()) == 10
    assert queued(watched) == {"waiting": 0, "done": 10, "failed": 0}


def test_a_locked_database_loses_nothing(site, watched, database):
    if database != "sqlite":
        pytest.skip("a lock of PostgreSQL is waited for in the server")
    site.publish("/rss", [article(n) for n in range(4)])
    worker = watched.lists(site.url("/rss")).start()
    worker.step()

    @event.listens_for(watched.folder.database.engine, "begin")
    def impatient(connection):
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")

    other = sqlite3.connect(watched.folder.path / "case.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(4):
        assert worker.step()
    assert "locked" in (worker.status().trouble or "")
    other.execute("ROLLBACK")
    other.close()
    watched.settle()
    assert len(watched.documents()) == 4


# ----------------------------------------------------------------------------------- workers


def test_two_workers_share_the_work_and_double_nothing(site, watched):
    for host in range(1, 7):
        site.publish(f"/rss{host}", [article(f"{host}-{n}") for n in range(12)])
    watched.lists(*(site.url(f"/rss{host}", f"127.0.2.{host}") for host in range(1, 7)))
    one, two = watched.start(threads=2), watched.start(threads=2)
    for _ in range(100):
        if not any([one.step(), two.step()]):
            break
    assert len(watched.folder.documents()) == 72
    assert max(site.asked[f"/{h}-{n}.html"] for h in range(1, 7) for n in range(12)) == 1
    assert one.status().documents > 0
    assert two.status().documents > 0
    assert one.status().documents + two.status().documents == 72
    assert len({a.key for a in alerts(watched)}) == len(alerts(watched)) <= 2


def test_what_a_dead_worker_had_in_hand_is_taken_up(site, watched, monkeypatch):
    site.publish("/rss", [article(n) for n in range(12)])
    worker = watched.lists(site.url("/rss")).start(threads=1)
    monkeypatch.setattr(worker, "owner", "elsewhere:1:dead")
    monkeypatch.setattr(worker._teller, "_owner", "elsewhere:1:dead")
    for _ in range(20):
        worker._renew(T)
        worker._take(T)
        worker._gather(0.2)
        if worker._pages:
            break
        worker._keep()
    assert queued(watched)["waiting"] > 0  # and the worker is heard of no more
    other = watched.start()
    watched.clock.on(seconds=1)
    for _ in range(3):
        other.step()
    assert queued(watched)["done"] == 0  # it may still be alive
    watched.clock.on(minutes=1)
    watched.settle()
    assert len(watched.documents()) == 12
    worker._keep()  # not dead after all: what it brings is there already
    assert len(watched.documents()) == 12
    assert queued(watched) == {"waiting": 0, "done": 12, "failed": 0}


def test_a_worker_of_this_machine_that_was_killed_is_seen_to_be_dead_at_once(site, watched):
    watched.lists(site.url("/rss")).settle()
    with watched.folder.database.write() as tx:
        mine = book.new_owner()
        dead = mine.replace(f":{mine.split(':')[1]}:", ":999999999:")
        book.renew(tx, dead, T)
        book.renew(tx, "elsewhere:1:alive", T)
        book.renew(tx, mine, T)
        assert book.alive(tx, T) >= {mine, "elsewhere:1:alive"}
        assert dead not in book.alive(tx, T)
        assert book.alive(tx, T - timedelta(days=1)) == set()  # of a clock that was set back


def test_a_worker_that_stops_lets_go(site, watched):
    site.publish("/rss", [article(n) for n in range(3)])
    worker = watched.lists(site.url("/rss")).start()
    worker.step()
    worker._stop()
    with watched.folder.database.read() as tx:
        assert book.alive(tx, T) == set()
        assert book.busy_hosts(tx, T + timedelta(seconds=1)) == set()
    watched.worker = None
    watched.settle()
    assert len(watched.documents()) == 3


# ------------------------------------------------------------------------------------ alerts


def test_a_new_claim_and_what_changes_it_are_told_once_each_and_copies_are_not(site, watched):
    watched.lists(site.url("/rss"))
    site.publish("/rss", [])
    watched.settle()
    pages = [article(1, hours=0)]
    site.publish("/rss", pages)
    watched.clock.on(minutes=2)
    watched.settle()
    (first,) = alerts(watched)
    assert [(c.rule, c.old) for c in first.changes] == [("verdict", None)]
    for n in range(2, 6):  # the same words elsewhere
        pages.append(Article(f"/{n}.html", "Story 1", pages[0].paragraphs, T))
        site.publish("/rss", pages)
        watched.clock.on(minutes=2)
        watched.settle()
    assert alerts(watched) == [first]
    watched.clock.on(days=1)
    pages.append(Article("/9.html", "Doubts", DOUBTED, watched.clock()))
    site.publish("/rss", pages)
    watched.settle()
    watched.clock.on(minutes=2)
    watched.settle()
    told = alerts(watched)
    assert len({a.key for a in told}) == len(told)
    assert len(watched.post.sent) == len(told)
    feed = json.loads((watched.folder.path / "changes.json").read_text())
    assert len(feed["items"]) == len(told)


def test_what_cannot_be_sent_is_sent_later_and_says_so(site, watched):
    watched.lists(site.url("/rss"))
    site.publish("/rss", [])
    watched.settle()
    watched.post.refuses = True
    site.publish("/rss", [article(1, hours=0)])
    watched.clock.on(minutes=2)
    watched.settle()
    assert watched.post.sent == []
    watched.post.refuses = False
    watched.clock.on(minutes=1)
    watched.settle()
    ((target, message, key),) = watched.post.sent
    assert target == "json://127.0.0.1:9/"
    assert "may have reached you before" in message.body
    watched.clock.on(days=1)
    watched.settle()
    assert [k for _, _, k in watched.post.sent].count(key) == 1


def test_the_feeds_of_changes_can_be_read_by_any_reader(site, watched):
    watched.lists(site.url("/rss"))
    site.publish("/rss", [])
    watched.settle()
    site.publish("/rss", [article("1&2", hours=0)])
    watched.clock.on(minutes=2)
    watched.settle()
    for name in ("changes.atom", "changes.json"):
        data = (watched.folder.path / name).read_bytes()
        feed = read_feed(data, "https://desk.example/" + name, now=watched.clock())
        assert feed.title == "North"
    entries = json.loads((watched.folder.path / "changes.json").read_text())["items"]
    assert [entry["tags"] for entry in entries] == [["verdict"]]
    assert entries[0]["_recul"]["sentences"][0]["url"] == site.url("/1&2.html")


def test_a_case_without_feeds_says_so(watched):
    with pytest.raises(InputError, match="lists no feed"):
        watched.lists().start()
