from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from warcio.archiveiterator import ArchiveIterator

from recul.model import InputError
from recul.reading import read, warc
from recul.store import Fetch, Folder, archive, captures, custody, tables
from recul.store.proof import prove
from tests.store.exchanges import NOW, chunked, document, wire

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def folder(tmp_path):
    return Folder.create("crisis", tmp_path)


def fetch(folder, *wires, documents=(), now=NOW):
    of = list(documents)
    return folder.add(of, fetches=[Fetch(wires, tuple(d.id for d in of))], now=now)


def first_file(folder):
    return folder.path / "archive" / "00001.warc.gz"


def records(folder, offset=0):
    with first_file(folder).open("rb") as file:
        file.seek(offset)
        found = list(warc.records(file))
    assert all(isinstance(one, warc.Record) for one in found)
    return [one for one in found if isinstance(one, warc.Record)]


def proof(folder, **more):
    with folder.database.read() as tx:
        return prove(tx, folder.path, **more)


def faults(folder, **more):
    return [fault.id for fault in proof(folder, **more).faults]


def entries(folder):
    with folder.database.read() as tx:
        return custody.checked(custody.lines(tx))[0]


def test_what_went_over_the_wire_is_kept_byte_for_byte(folder):
    moved = wire("", "https://daily.example/0", 301)
    answer = wire()
    fetch(folder, moved, answer, documents=[document()])
    found = records(folder)
    kinds = ["warcinfo", "response", "request", "response", "request"]
    assert [one.kind for one in found] == kinds
    assert [found[n].block for n in (1, 2, 3, 4)] == [
        moved.received, moved.sent, answer.received, answer.sent,
    ]  # fmt: skip
    response, request = found[3], found[4]
    assert response.url == answer.url
    assert response.at == NOW
    assert request.headers["warc-concurrent-to"] == response.headers["warc-record-id"]
    assert response.headers["warc-ip-address"] == "192.0.2.7"
    with folder.database.read() as tx:
        rows = tx.execute(select(tables.captures).order_by(tables.captures.c.seq)).all()
        of = tx.execute(select(tables.captured)).all()
    assert [(row.url, row.status) for row in rows] == [(moved.url, 301), (answer.url, 200)]
    assert [(one.capture, one.document) for one in of] == [(rows[1].seq, document().id)]
    assert records(folder, rows[1].response_offset)[0].headers == response.headers


def test_a_document_leads_to_the_answer_it_was_read_from(folder):
    for n in range(2):
        fetch(folder, wire(f"Day {n}."), documents=[document()], now=NOW + timedelta(days=n))
    with folder.database.read() as tx:
        first, second = captures.of(tx, document().id)
        assert captures.of(tx, "sha256:0") == []
    assert captures.response(folder.path, first) == wire("Day 0.").received
    assert captures.response(folder.path, second) == wire("Day 1.").received
    assert (second.url, second.at, second.status) == (wire().url, NOW, 200)
    first_file(folder).unlink()
    assert captures.response(folder.path, first) is None


def test_other_readers_find_every_digest_right(folder):
    """With warcio's own checker: also of a payload that came in chunks."""
    fetch(folder, wire(received=chunked()), documents=[document()])
    fetch(folder, wire("Another day.", "https://daily.example/2"))
    with first_file(folder).open("rb") as file:
        checked = []
        for record in ArchiveIterator(file, check_digests="raise"):
            record.raw_stream.read()
            checked.append((record.rec_type, record.digest_checker.passed))
    assert checked == [("warcinfo", True), *[("response", True), ("request", True)] * 2]
    with first_file(folder).open("rb") as file:
        contents = [
            r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "response"
        ]
    assert contents == [b"The units stay.", b"Another day."]


@pytest.mark.parametrize(
    ("received", "payload"),
    [
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\nThe units stay.", b"The units stay."),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + chunked(), b"The units stay."),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"<html>", b"<html>"),
        (chunked()[:-20], chunked()[:-20]),
    ],
    ids=["bare line feeds", "hints before", "nothing", "no head", "chunks cut short"],
)
def test_whatever_came_is_kept_and_proved(folder, received, payload):
    fetch(folder, wire(received=received))
    assert records(folder)[1].block == received
    (entry,) = entries(folder)
    (record,) = entry.facts["records"]
    assert record["payload_sha256"] == hashlib.sha256(payload).hexdigest()
    assert faults(folder) == []


def test_the_archive_of_a_case_can_be_read_as_a_source(folder):
    page = (
        "<html><body><article><p>"
        + "The units stay where they are. " * 20
        + "</p></article></body></html>"
    )
    fetch(folder, wire(page))
    (one,) = read(first_file(folder), today=NOW.date()).documents
    assert one.url == "https://daily.example/1"


def test_the_log_holds_who_when_what_and_the_hash_of_the_line_before(folder, monkeypatch):
    monkeypatch.setenv("RECUL_USER", "Анна")
    fetch(folder, wire(), documents=[document()])
    (folder.path.parent / "a.txt").write_text("The units stay, says the ministry.")
    reading = read(folder.path.parent / "a.txt", today=NOW.date())
    folder.add(reading.documents, inputs=reading.inputs, now=NOW + timedelta(days=1))
    with folder.database.read() as tx:
        lines = list(custody.lines(tx))
    one, two = (json.loads(line) for line in lines)
    assert (one["by"], one["action"], one["subject"]) == ("Анна", "captured", wire().url)
    assert one["at"] == "2022-02-18T09:30:00.000000+00:00"
    assert one["previous"] == "0" * 64
    assert two["previous"] == hashlib.sha256(lines[0].encode()).hexdigest()
    assert (
        two["facts"]["sha256"] == hashlib.sha256(b"The units stay, says the ministry.").hexdigest()
    )
    assert one["facts"]["documents"] == [
        {"id": document().id, "text_sha256": hashlib.sha256(b"The units stay.").hexdigest()}
    ]
    found = proof(folder, noted=two["previous"][:12])
    assert (found.faults, found.entries, found.captures, found.documents) == ((), 2, 1, 2)


def test_a_document_that_a_program_gives_is_logged_too(folder):
    folder.add([document()], now=NOW)
    assert [(one.action, one.subject) for one in entries(folder)] == [("added", document().source)]
    assert faults(folder) == []


def test_a_tail_of_a_crash_is_set_aside_and_nothing_is_there_twice(folder):
    fetch(folder, wire(), documents=[document()])
    whole = first_file(folder).stat().st_size
    written = first_file(folder).read_bytes()
    for tail, left in ((written[:40], "archive_cut"), (written + b"\x1f\x8b", "archive_set_aside")):
        with first_file(folder).open("ab") as file:
            file.write(tail)
        assert faults(folder) == ["archive_unlogged"]
        added = fetch(folder, wire("Another day.", f"https://daily.example/{left}"))
        assert [w.id for w in added.warnings] == [left]
        assert faults(folder) == []
    assert first_file(folder).read_bytes()[:whole] == written
    (aside,) = (folder.path / "archive").glob("unlogged-*")
    assert aside.read_bytes() == written + b"\x1f\x8b"
    aside.write_bytes(b"x")
    assert faults(folder) == ["archive_missing"]


def test_a_block_that_fails_after_the_archive_was_written_logs_nothing(folder):
    fetch(folder, wire(), documents=[document()])

    def fails():
        with folder.database.write() as tx:
            captures.keep(tx, folder.path, [wire("x")], [], now=NOW, by="me")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert len(entries(folder)) == 1
    fetch(folder, wire("x", "https://daily.example/2"))
    assert [one.action for one in entries(folder)] == ["captured", "set_aside", "captured"]
    assert faults(folder) == []


def test_a_full_disk_leaves_nothing_half_written(folder, monkeypatch):
    fetch(folder, wire(), documents=[document()])
    before = first_file(folder).read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"00001.warc.gz: cannot be written: No space left"):
        fetch(folder, wire("x", "https://daily.example/2"), documents=[document("x")])
    monkeypatch.undo()
    assert first_file(folder).read_bytes() == before
    assert len(folder.documents()) == 1
    assert faults(folder) == []


def test_an_archive_that_was_cut_is_not_written_to(folder):
    fetch(folder, wire(), documents=[document()])
    with first_file(folder).open("ab") as file:
        file.truncate(file.tell() - 10)
    with pytest.raises(InputError, match="10 bytes shorter than its log knows"):
        fetch(folder, wire("x"))
    assert faults(folder) == ["archive_missing"]
    first_file(folder).unlink()
    with pytest.raises(InputError, match="shorter than its log knows"):
        fetch(folder, wire("x"))
    assert not first_file(folder).exists()


def test_a_full_file_is_followed_by_the_next(folder, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 100)
    for n in range(3):
        fetch(folder, wire(f"Day {n}.", f"https://daily.example/{n}"))
    names = sorted(os.listdir(folder.path / "archive"))
    assert names == ["00001.warc.gz", "00002.warc.gz", "00003.warc.gz"]
    assert faults(folder) == []


def test_each_change_is_found_and_told(folder, database):
    for n in range(3):
        url = f"https://daily.example/{n}"
        fetch(folder, wire(f"Day {n}.", url), documents=[document(f"Day {n}.", url)])
    whole = first_file(folder).read_bytes()
    for at in range(20, len(whole), 211):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        first_file(folder).write_bytes(changed)
        assert faults(folder) == ["archive_changed"]
    first_file(folder).write_bytes(whole)
    assert faults(folder) == []
    assert faults(folder, noted="0" * 64) == ["log_lacks_hash"]

    def forced(statement, **values):
        with folder.database.write() as tx:
            if database == "sqlite":
                names = tx.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
                for name in names.scalars().all():
                    tx.execute(text(f'DROP TRIGGER "{name}"'))
            else:
                tx.execute(text("SET LOCAL session_replication_role = replica"))
            tx.execute(text(statement), values)

    with folder.database.read() as tx:
        line = list(custody.lines(tx))[1]
    forged = line.replace("captured", "captvred")
    forced("UPDATE custody SET body = :new WHERE body = :old", new=forged, old=line)
    assert faults(folder) == ["log_broken", "log_hash_differs", "archive_gap"]
    forced("UPDATE custody SET body = :old WHERE body = :new", new=forged, old=line)
    assert faults(folder) == []
    forced("UPDATE documents SET body = replace(body, 'Day 1.', 'Day 7.')")
    assert faults(folder) == ["document_damaged"]
    forced("UPDATE documents SET body = replace(body, 'Day 7.', 'Day 1.')")
    forced("DELETE FROM custody WHERE body = :old", old=line)
    assert faults(folder)[0] == "log_broken"


def test_whoever_is_killed_leaves_a_case_that_proves_itself(folder, database):
    """Killed at random while it fetches, ten times; then every capture that was told is there."""
    program = f"""
import itertools, sys
from recul.store import Fetch, Folder
from tests.store.exchanges import document, wire
folder = Folder.open(__import__("pathlib").Path({str(folder.path)!r}))
for n in itertools.count():
    url = f"https://daily.example/{{sys.argv[1]}}-{{n}}"
    one = document(f"Day {{n}}.", url)
    folder.add([one], fetches=[Fetch([wire(f"Day {{n}}." * 5000, url)], (one.id,))])
    print(url, flush=True)
"""
    told = []
    for run in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", program, str(run)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        for _ in range(3 + run):
            told.append(child.stdout.readline().strip())
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().split()
        child.wait()
        child.stdout.close()
    fetch(folder, wire("The end.", "https://daily.example/end"))
    assert faults(folder) == []
    kept = [one.subject for one in entries(folder) if one.action == "captured"]
    assert len(kept) == len(set(kept))
    assert set(told) <= set(kept)
    urls = [one.url for one in records(folder) if one.kind == "response"]
    assert urls == kept
