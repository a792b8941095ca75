"""A site of this machine, a clock, and a watch over a case that lists the site's feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from benchmarks import _local_site as local_site

from recul import watch
from recul.fetch import Limits
from recul.store import Folder
from recul.watch.texts import Message

T = datetime(2022, 2, 16, 12, tzinfo=UTC)
CASE = """
id = "{id}"
title = "North"
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
host_seconds = 0
networks = ["127.0.0.0/8"]
[watch.alerts]
to = ["json://127.0.0.1:9/"]
"""


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = T

    def __call__(self) -> datetime:
        return self.now

    def on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


class Post:
    """Where alerts are sent; refuses as long as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Message, str]] = []
        self.refuses = False

    def __call__(self, target: str, message: Message, key: str) -> None:
        if self.refuses:
            raise watch.NotSent("refused")
        self.sent.append((target, message, key))


class Watched:
    """A case that is watched, step by step."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.folder, self.clock, self.post = Folder.create("north", path), clock, Post()
        self.head = CASE.replace("{id}", f"north-{token_hex(4)}")  # one schema for each test
        self.worker: watch.Worker | None = None

    def lists(self, *feeds: str, **settings: object) -> Watched:
        """The feeds of the case, and settings of each."""
        more = "".join(f"{key} = {value!r}\n" for key, value in settings.items())
        text = "".join(f'[[watch.feeds]]\nurl = "{url}"\n{more}' for url in feeds)
        (self.folder.path / "case.toml").write_text(self.head + text)
        return self

    def start(self, **options: Any) -> watch.Worker:
        limits = options.pop("limits", Limits(connect=1, read=0.5, total=1, size=200_000))
        self.worker = watch.start(
            self.folder,
            clock=self.clock,
            send=self.post,
            jitter=lambda: 0.0,
            limits=limits,
            **options,
        )
        return self.worker

    def settle(self, most=60):
        """Step until nothing is left to do; the number of steps is bounded."""
        worker = self.worker or self.start()
        for _ in range(most):
            if not worker.step():
                return self
        raise AssertionError(f"still busy: {worker.status()}")

    def documents(self):
        return {d.url: d for d in self.folder.documents()}


@pytest.fixture
def site():
    with local_site.site() as there:
        yield there


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watched(tmp_path, clock, database):
    found = Watched(tmp_path, clock)
    yield found
    found.folder.close()
