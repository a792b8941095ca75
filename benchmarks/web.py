"""The pages under load: server time by page, bytes of a first view, the as-of slider, many readers.

The case is made up: `python -m benchmarks.web N` makes N short reports (2,000 unless told) of four
sentences each on one claim, over sixty days, by thirty papers. Pages are asked for over loopback;
what is printed is the time until the whole answer is there, first when nothing is kept in memory
(cold), then when it is (warm, 95th percentile). The slider asks for each day once: each is a
replay. At the end, readers and analysts are let loose together for `SECONDS`.
"""

from __future__ import annotations

import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import httpx2
import uvicorn

from recul import api
from recul.model import Document, end_of_day
from recul.web.app import create
from recul.web.queries import Library
from recul.web.visit import Settings

REPORTS = 2_000
READERS, ANALYSTS, SECONDS = 200, 5, 30.0
WARM = 20
FIRST = date(2031, 3, 1)
MADE_ON = date(2031, 3, 20)
DAYS = 60
CASE = """
id = "load-2031"
title = "A made-up crisis"
[force]
actor = "RUS"
unit = "persons"
[theatre]
countries = ["UKR", "RUS"]
places = ["Ukraine"]
[[parties]]
id = "RUS"
role = "claimant"
names = ["Russian Defence Ministry"]
[[parties]]
id = "UKR"
role = "adversary"
names = ["Ukrainian Defence Ministry"]
[[claims]]
id = "load"
claimant = "RUS"
actor = "RUS"
text = "The units return to their garrisons."
made_on = 2031-03-20
deadline = 2031-04-20
"""
SPEAKERS = (
    "NATO",
    "The Pentagon",
    "The Ukrainian Defence Ministry",
    "The Russian Defence Ministry",
)
TELLINGS = (
    "{who} said that {n},000 Russian troops were still near the border with Ukraine.",
    "{who} said that satellite images showed new tents near Yelnya.",
    "{who} said that units were returning to their garrisons.",
    "{who} said that another {n} tanks had arrived in Belgorod.",
)


def reports(number: int) -> Iterator[Document]:
    """Made-up reports, each of its own words and day."""
    dice = random.Random(7)
    for n in range(number):
        day = FIRST + timedelta(days=n * DAYS // number)
        said = [
            telling.format(who=dice.choice(SPEAKERS), n=dice.randrange(60, 190))
            for telling in dice.sample(TELLINGS, len(TELLINGS))
        ]
        text = f"Report {n}.\n" + "\n".join(said)
        where = f"https://paper{n % 30}.example/{n}"
        yield Document(
            id=Document.identify(text, where),
            source=where,
            url=where,
            publisher=f"Paper {n % 30}",
            text=text,
            language="en",
            published=end_of_day(day),
        )


class Running:
    """A server on loopback."""

    def __init__(self, folder: Path) -> None:
        now = datetime.combine(FIRST + timedelta(days=DAYS), datetime.min.time(), UTC)
        self.app = create(Library([folder]), Settings(clock=lambda: now))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        config = uvicorn.Config(self.app, port=port, log_level="error")
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, daemon=True).start()
        while not self.server.started:
            time.sleep(0.01)


def timed(client: httpx2.Client, path: str) -> tuple[float, int]:
    """Seconds until the answer is there, and its bytes as they came over the wire."""
    began = time.perf_counter()
    with client.stream("GET", path) as answer:
        size = sum(len(part) for part in answer.iter_raw())
    took = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took, size


def p95(times: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


def loose(url: str, paths: list[str], seconds: float) -> tuple[list[float], Counter[int]]:
    """Readers and analysts at once: each asks, waits a second or so, and asks again."""
    until = time.monotonic() + seconds
    times: list[float] = []
    codes: Counter[int] = Counter()

    def person(n: int) -> None:
        dice = random.Random(n)
        with httpx2.Client(base_url=url, timeout=120) as client:
            while time.monotonic() < until:
                path = "/c/load/search?q=Yelnya" if n < ANALYSTS else dice.choice(paths)
                began = time.perf_counter()
                codes[client.get(path).status_code] += 1
                times.append(time.perf_counter() - began)
                time.sleep(dice.uniform(1, 8))

    with ThreadPoolExecutor(READERS + ANALYSTS) as people:
        list(people.map(person, range(READERS + ANALYSTS)))
    return times, codes


def main() -> None:
    """Print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "load"
        folder.mkdir()
        folder.joinpath("case.toml").write_text(CASE)
        case = api.open_case(folder)
        began = time.perf_counter()
        case.folder.add(reports(number))
        print(f"{number} reports added in {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        found = case.assess(as_of=end_of_day(FIRST + timedelta(days=DAYS)))
        rows = len(found.assessments[0].evidence)
        print(
            f"read and assessed in {time.perf_counter() - began:.1f} s: {rows} pieces of evidence"
        )
        case.folder.close()
        running = Running(folder)
        claim = "/c/load/claims/load"
        key = found.assessments[0].evidence[-1].evidence.document
        paths = ["/", claim, "/c/load/sources", "/c/load/map", f"/c/load/documents/{key}"]
        paths += ["/c/load/search?q=Yelnya", "/c/load/log"]
        with httpx2.Client(base_url=running.url, timeout=600) as client:
            print(f"{'page':36} {'cold ms':>9} {'warm p95 ms':>12} {'kB':>7}")
            for path in paths:
                cold, size = timed(client, path)
                warm = p95([timed(client, path)[0] for _ in range(WARM)])
                print(f"{path[:36]:36} {1000 * cold:9.0f} {warm:12.0f} {size / 1000:7.1f}")
            slid = [
                timed(client, f"{claim}?as_of={MADE_ON + timedelta(days=d)}")[0]
                for d in range(0, 40, 4)
            ]
            print(f"as-of slider, a new day each: median {1000 * median(slid):.0f} ms, ", end="")
            print(f"p95 {p95(slid):.0f} ms")
        times, codes = loose(running.url, paths, SECONDS)
        print(
            f"{READERS} readers, {ANALYSTS} analysts, {SECONDS:.0f} s: {len(times)} answers ",
            end="",
        )
        print(f"{dict(codes)}, median {1000 * median(times):.0f} ms, p95 {p95(times):.0f} ms")
        running.server.should_exit = True
        time.sleep(1)


if __name__ == "__main__":
    main()
