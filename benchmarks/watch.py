"""The watch: killed at random, over many feeds, and over the bundled case day by day.

python -m benchmarks.watch replay              alerts on the bundled case, and on it with copies
python -m benchmarks.watch kill [N] [DOCS]     kill -9 at random points; 50 over 2,000 documents
python -m benchmarks.watch feeds [F] [ITEMS]   500 feeds with 20,000 items; speed, memory, delay
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from benchmarks._local_site import Article, site
from recul import api, watch
from recul.assessment import assess
from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
from recul.extraction import extract
from recul.model import Document, Extraction, end_of_day
from recul.reporting.words import words
from recul.store import Folder
from recul.store import tables as t
from recul.watch.alerts import Alert, Told, baseline, judge
from recul.watch.texts import message
from recul.watchlist import Alerts

TOML = """
id = "bench"
title = "Bench"
[force]
actor = "RUS"
[theatre]
countries = ["UKR", "RUS", "BLR"]
[[parties]]
id = "RUS"
role = "claimant"
[[parties]]
id = "UKR"
role = "adversary"
[watch]
host_seconds = {spacing}
networks = ["127.0.0.0/8"]
"""
SENTENCES = (
    "Russia's defence ministry said on {day} that units near Ukraine were returning to base.",
    "NATO said on {day} that about {n},000 Russian troops were near the border of Ukraine.",
    "Satellite images published on {day} show {n} more tanks at a camp in Belarus.",
    "A spokesman in Kyiv denied on {day} that any Russian unit had left Crimea.",
    "Residents of Belgorod said they saw a column of {n} trucks heading for the border.",
)
PADDING = (
    "The meeting had been planned for weeks, and diplomats expected little of it.",
    "Markets hardly moved after the news, traders said, and the rouble was stable.",
    "The two ministers spoke by telephone for an hour and agreed to speak again.",
    "Schools in the region stayed open, and trains ran as usual throughout the day.",
)


def articles(count: int, now: datetime, hours: float = 48) -> list[Article]:
    """Pages that differ, some of which say something about the force."""
    chance = random.Random(7)
    made = []
    for n in range(count):
        at = now - timedelta(hours=chance.uniform(0.1, hours))
        said = chance.choice(SENTENCES).format(day=f"{at:%A}", n=chance.randint(3, 190))
        rest = chance.sample(PADDING, 2)
        lines = [said, *rest, f"This is dispatch {n} of the day, filed by desk {n % 37}."]
        made.append(Article(f"/{n}.html", f"Dispatch {n}", lines, at))
    return made


# ---------------------------------------------------------------------------------- replay


def replay() -> None:
    """The alerts that the bundled case would have sent, and those with every report copied."""
    with tempfile.TemporaryDirectory() as place:
        opened = api.new("ukraine-2022", Path(place), template="ukraine-2022", today=date.today())
        case, documents = opened.case, opened.folder.documents()
    settings = Alerts(indicators=("equipment.down", "access_denied", "movement_out"))
    read = [extract(document, case) for document in documents]
    copied = [extract(copy_of(d, n), case) for d in documents if d.row is None for n in range(3)]
    first = min(d.published_on for d in documents if d.published_on)
    days = [first + timedelta(days=n) for n in range(160)]
    plain = list(replayed(read, case, settings, days))
    with_copies = list(replayed([*read, *copied], case, settings, days))
    said = words("en")
    print(f"{len(documents)} documents, {days[0]} to {days[-1]}; alerts: {len(plain)}")
    for alert in plain:
        changes = "; ".join(f"{c.rule}: {c.old} → {c.new}" for c in alert.changes)
        print(f"  {alert.at.date()}  {alert.claim}  {changes}")
        print(f"    {message(alert, case, said).subject}")
        for e in alert.sentences[:2]:
            print(f"    · {e.quote[:110]}")
    print(f"the same with {len(copied)} copies elsewhere: {len(with_copies)} alerts")
    same = Counter((a.claim, a.changes) for a in plain)
    more = Counter((a.claim, a.changes) for a in with_copies) - same
    for (claim, changed), n in more.items():
        print(f"  not in the first: {n} × {claim} {[f'{c.old}→{c.new}' for c in changed]}")


def copy_of(document: Document, n: int) -> Document:
    """The same text on another site an hour or more later."""
    url = f"https://copy{n}.example/{document.id[7:20]}"
    at = document.published + timedelta(hours=n + 1) if document.published else None
    return document.model_copy(
        update={
            "id": Document.identify(document.text, url),
            "url": url,
            "publisher": f"Copy {n}",
            "published": at,
        }
    )


def replayed(
    read: Sequence[Extraction], case: Case, settings: Alerts, days: Sequence[date]
) -> Iterable[Alert]:
    """The alerts at the end of each of some days; how things stand on the first is no change."""
    told: dict[str, Told] = {}
    for day in days:
        as_of = end_of_day(day)
        known = [e for e in read if e.document.published and e.document.published <= as_of]
        claims = [c for c in find_claims(known, case) if c.made_on <= day]
        for claim in claims:
            view = case_for(claim, case)
            assessment = assess(weigh(known, view), claim, as_of, view, explain=False)
            before = told.get(claim.id)
            if before is None and day == days[0]:
                told[claim.id] = baseline(assessment, settings)
                continue
            told[claim.id], alert = judge(before, assessment, settings)
            if alert:
                yield alert


# ------------------------------------------------------------------------------------ kill


def kill(times: int = 50, count: int = 2000) -> None:
    """Kill a watch at random points; compare with one that nobody disturbed."""
    now = datetime.now(UTC).replace(microsecond=0)
    chance = random.Random(11)
    made = articles(count, now)
    hosts = [f"127.0.3.{n}" for n in range(1, 9)]
    with site() as there, tempfile.TemporaryDirectory() as place:
        for article in made:
            there.serve(article.path, article.page())
        for n in range(len(hosts)):
            there.publish(f"/rss{n}", made[n :: len(hosts)])
        feeds = [there.url(f"/rss{n}", host) for n, host in enumerate(hosts)]
        disturbed = _case(Path(place), "disturbed", feeds, spacing=0)
        calm = _case(Path(place), "calm", feeds, spacing=0)
        began = time.monotonic()
        kills = progress = 0
        while kills < times:
            victim = _start(disturbed)
            assert victim.stderr is not None
            victim.stderr.readline()
            time.sleep(chance.uniform(0.0, 1.6))
            if victim.poll() is None:
                victim.send_signal(signal.SIGKILL)
                kills += 1
            victim.communicate()
            held = len(disturbed.documents())
            if held != progress:
                print(f"  {kills} kills, {held} documents", flush=True)
            progress = held
            if held >= count and kills >= times:
                break
        requests = sum(n for path, n in there.asked.items() if path.endswith(".html"))
        _run(disturbed)
        print(f"{times} kills in {time.monotonic() - began:.0f} s")
        again = sum(n for path, n in there.asked.items() if path.endswith(".html")) - count
        began = time.monotonic()
        _run(calm)
        print(f"undisturbed: {time.monotonic() - began:.0f} s")
        urls = Counter(d.url for d in disturbed.documents())
        print(f"documents: {len(urls)} of {count}, twice: {sum(n > 1 for n in urls.values())}")
        print(f"pages fetched again after a kill: {again} (of {requests} requests until then)")
        as_of = now + timedelta(days=1)
        one = api.OpenCase(disturbed).assess(as_of=as_of)
        other = api.OpenCase(calm).assess(as_of=as_of)
        same = [a.model_dump_json() for a in one.assessments] == [
            a.model_dump_json() for a in other.assessments
        ]
        print(f"the final assessments are the same bits: {same} ({len(one.assessments)} claims)")
        proved = subprocess.run(
            [sys.executable, "-m", "recul", "verify", str(disturbed.path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        print(f"recul verify: exit {proved.returncode}; {proved.stdout.strip()[-300:]}")
        alerts = json.loads((disturbed.path / "changes.json").read_text())["items"]
        ids = [alert["id"] for alert in alerts]
        print(f"alerts: {len(ids)}, twice: {len(ids) - len(set(ids))}")


def _case(place: Path, name: str, feeds: Sequence[str], spacing: float) -> Folder:
    made = Folder.create(name, place)
    listed = "".join(f'[[watch.feeds]]\nurl = "{url}"\n' for url in feeds)
    (made.path / "case.toml").write_text(TOML.format(spacing=spacing) + listed)
    return made


def _start(folder: Folder, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "recul", "watch", *options, str(folder.path)]
    environment = os.environ | {"LANG": "en"}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def _run(folder: Folder) -> None:
    done = _start(folder, "--once")
    _, told = done.communicate()
    print(" ", told.strip().rpartition("\n")[2])


# ----------------------------------------------------------------------------------- feeds


def feeds(number: int = 500, items: int = 20_000, fresh: int = 100) -> None:
    """Poll many feeds of as many hosts; then publish more, and see how long each takes."""
    now = datetime.now(UTC).replace(microsecond=0)
    made = articles(items, now)
    with site() as there, tempfile.TemporaryDirectory() as place:
        for article in made:
            there.serve(article.path, article.page())
        each = [made[n::number] for n in range(number)]
        for n, some in enumerate(each):
            there.publish(f"/rss{n}", some, etag=f'"{n}"')
        urls = [there.url(f"/rss{n}", f"127.1.{n // 200}.{n % 200 + 1}") for n in range(number)]
        folder = _case(Path(place), "many", urls, spacing=0.2)
        began = time.monotonic()
        worker = watch.start(folder, clock=lambda: datetime.now(UTC), send=lambda *_: None)
        stop = threading.Event()
        seen: dict[str, float] = {}
        published: dict[str, float] = {}

        def tell(status: watch.Status) -> None:
            print(
                f"  {time.monotonic() - began:6.0f} s  {status.documents} documents, "
                f"{status.waiting} waiting, {_memory():.0f} MB",
                flush=True,
            )

        last = [0.0]

        def seldom(status: watch.Status) -> None:
            if time.monotonic() - last[0] > 20:
                tell(status)
                last[0] = time.monotonic()
            if status.waiting == 0 and status.documents >= items and not published:
                took = time.monotonic() - began
                print(
                    f"{items} items of {number} feeds in {took:.0f} s: {items / took:.1f} a second"
                )
                print(f"peak memory {_memory():.0f} MB")
                for n in range(fresh):
                    lines = [SENTENCES[3].format(day="Monday"), f"This is number {n}."]
                    article = Article(f"/new{n}.html", f"New {n}", lines, datetime.now(UTC))
                    there.serve(article.path, article.page())
                    there.publish(f"/rss{n}", [article, *each[n]], etag=f'"new{n}"')
                    published[article.path] = time.monotonic()
            if published:
                with folder.database.read() as tx:
                    rows = tx.execute(
                        select(t.documents.c.url).where(t.documents.c.url.contains("/new"))
                    )
                    paths = ["/" + url.rpartition("/")[2] for (url,) in rows]
                for path in set(paths) - seen.keys():
                    seen[path] = time.monotonic() - published[path]
            if len(seen) >= fresh:
                stop.set()

        last_status = worker.run(stop, seldom)
        tell(last_status)
        delays = sorted(seen.values())
        print(
            f"from publication to assessment of {len(delays)} new items at default polling: "
            f"median {statistics.median(delays):.0f} s, last {delays[-1]:.0f} s"
        )
        print(f"peak memory {_memory():.0f} MB")


def _memory() -> float:
    """The most this process has held, in MB; the site it serves is in it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(what: str = "replay", *numbers: str) -> None:
    """Run one of the benchmarks."""
    known: dict[str, Callable[..., None]] = {"replay": replay, "kill": kill, "feeds": feeds}
    if what not in known:
        sys.exit(__doc__)
    known[what](*map(int, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
