"""`recul watch` as a program: once, stopped, and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from benchmarks._local_site import Article

from recul.store import Folder
from recul.store.proof import prove
from tests.watch.conftest import CASE

NOW = datetime.now(UTC)


def pages(count):
    sentence = (
        "Russia's defence ministry said on Tuesday that units near Ukraine were returning to base."
    )
    return [
        Article(
            f"/{n}.html",
            f"Story {n}",
            [sentence, f"This is report number {n}."],
            NOW - timedelta(minutes=n),
        )
        for n in range(count)
    ]


@pytest.fixture
def folder(tmp_path, site, monkeypatch):
    monkeypatch.delenv("RECUL_DATABASE", raising=False)
    site.publish("/rss", pages(40))
    made = Folder.create("north", tmp_path)
    text = CASE.replace("{id}", "north").replace('to = ["json://127.0.0.1:9/"]', "")
    feed = f'[[watch.feeds]]\nurl = "{site.url("/rss")}"\n'
    (made.path / "case.toml").write_text(text + feed)
    return made


def start(folder, *options):
    command = [sys.executable, "-m", "recul", "watch", *options, str(folder.path)]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"LANG": "en"}
    )


def test_once_reads_what_is_there_and_stops(folder):
    done = start(folder, "--once")
    _, told = done.communicate(timeout=60)
    assert done.returncode == 0, told
    assert told.rstrip().endswith("Stopped. Documents read: 40; alerts: 0.")
    assert len(folder.documents()) == 40


def test_killed_again_and_again_it_loses_and_doubles_nothing(folder, site):
    for moment in (0.0, 0.3, 0.6):
        victim = start(folder)
        victim.stderr.readline()  # it has begun
        time.sleep(moment)
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
    last = start(folder, "--once")
    _, told = last.communicate(timeout=60)
    assert last.returncode == 0, told
    urls = [d.url for d in folder.documents()]
    assert sorted(urls) == sorted(site.url(f"/{n}.html") for n in range(40))
    with folder.database.read() as tx:
        proof = prove(tx, folder.path)
    assert proof.faults == ()
    assert proof.captures >= 40


def test_a_signal_to_stop_is_obeyed_with_nothing_left_in_hand(folder):
    running = start(folder)
    running.stderr.readline()
    time.sleep(0.3)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 0
    assert "Stopped." in told
    with folder.database.read() as tx:
        assert (
            tx.exec_driver_sql("SELECT count(*) FROM queue WHERE owner IS NOT NULL").scalar() == 0
        )
        assert tx.exec_driver_sql("SELECT count(*) FROM leases WHERE owner <> ''").scalar() == 0
