"""`recul verify`, as somebody runs it who was handed a case."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from datetime import date

import pytest

from recul import api, end_of_day
from recul.store import Fetch, Folder
from tests.store.exchanges import document, wire


def recul(*words, cwd):
    command = [sys.executable, "-m", "recul", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """The bundled case, assessed and kept."""
    place = tmp_path_factory.mktemp("cases")
    made = api.new("mine", place, template="ukraine-2022", today=date(2026, 1, 1))
    made.keep(made.assess(as_of=end_of_day(date(2022, 2, 16))))
    made.folder.close()
    return place / "mine"


def test_a_case_proves_itself_in_both_languages_and_for_programs(case, tmp_path):
    said = recul("verify", case, cwd=tmp_path)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("Proved")
    assert recul("verify", case, "--lang", "fr", cwd=tmp_path).stdout.startswith("Prouvé")
    told = json.loads(recul("verify", case, "--json", cwd=tmp_path).stdout)
    assert told["proved"]
    assert told["faults"] == []
    assert told["documents"] > 10
    assert told["quotations"] > 5
    log = recul("custody", case, cwd=tmp_path).stdout.splitlines()
    assert len(log) == told["entries"]
    assert hashlib.sha256(log[-1].encode()).hexdigest() == told["head"]
    assert recul("verify", case, "--noted", told["head"][:16], cwd=tmp_path).returncode == 0


def test_a_quotation_that_is_not_in_its_text_is_named_and_the_exit_code_is_1(case, tmp_path):
    (tmp_path / "case.toml").write_bytes((case / "case.toml").read_bytes())
    with sqlite3.connect(case / "case.db") as whole, sqlite3.connect(tmp_path / "case.db") as copy:
        whole.backup(copy)
        for (name,) in copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            copy.execute(f'DROP TRIGGER "{name}"')
        ((identity, body),) = copy.execute("SELECT id, body FROM evidence LIMIT 1").fetchall()
        evidence = json.loads(body)
        evidence["quote"] = "X" + evidence["quote"][1:]
        copy.execute("UPDATE evidence SET body = ? WHERE id = ?", (json.dumps(evidence), identity))
    said = recul("verify", tmp_path, "--json", cwd=tmp_path)
    assert said.returncode == 1
    told = json.loads(said.stdout)
    assert not told["proved"]
    assert [(f["id"], f["evidence"]) for f in told["faults"]] == [("quotation_differs", identity)]
    assert identity in "".join(recul("verify", tmp_path, cwd=tmp_path).stdout.split())


def test_what_cannot_be_checked_is_bad_input(case, tmp_path):
    assert recul("verify", tmp_path / "none", cwd=tmp_path).returncode == 2
    said = recul("verify", case, "--tsa-ca", tmp_path / "none.pem", cwd=tmp_path)
    assert said.returncode == 2
    assert "holds no certificate" in said.stderr
    assert recul("verify", case, "--noted", "0" * 64, cwd=tmp_path).returncode == 1
    assert recul("verify", case, "--noted", "a", cwd=tmp_path).returncode == 2


def shell(command, cwd):
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=cwd, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_anybody_can_check_a_case_with_other_tools(tmp_path):
    """As docs/archive.md says."""
    folder = Folder.create("mine", tmp_path)
    for n in range(3):
        one = document(f"Day {n} of the “withdrawal”.", f"https://daily.example/{n}")
        folder.add([one], fetches=[Fetch([wire(f"Day {n}", one.url)], (one.id,))])
    (tmp_path / "custody.jsonl").write_text("\n".join(api.OpenCase(folder).custody()) + "\n")
    log = [json.loads(line) for line in (tmp_path / "custody.jsonl").read_text().splitlines()]
    hashed = shell("sed -n 2p custody.jsonl | tr -d '\\n' | sha256sum", tmp_path)
    assert hashed.decode().split()[0] == log[2]["previous"]
    place = log[1]["facts"]["place"]
    cut = (
        f"tail -c +$(({place['offset']} + 1)) mine/archive/{place['file']} | "
        f"head -c $(({place['end']} - {place['offset']}))"
    )
    assert shell(f"{cut} | sha256sum", tmp_path).decode().split()[0] == place["sha256"]
    assert b"GET / HTTP/1.1\r\nHost: daily.example" in shell(f"{cut} | zcat", tmp_path)
    told = log[1]["facts"]["documents"][0]
    query = f"SELECT json_extract(body, '$.text') FROM documents WHERE id = '{told['id']}'"
    with sqlite3.connect(tmp_path / "mine" / "case.db") as database:
        ((text,),) = database.execute(query).fetchall()
    assert hashlib.sha256(text.encode()).hexdigest() == told["text_sha256"]
