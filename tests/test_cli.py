"""The commands as a user calls them: exit codes, errors, files whole or absent, JSON in shape."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (
    "MOSCOW, 15 February 2022 - Russia has started to withdraw some of its troops from the border "
    "with Ukraine, the Russian defence ministry said on Tuesday.\n\n"
    "The Pentagon said it had seen no sign of a withdrawal. More than 150,000 Russian troops were "
    "massed near Ukraine's borders, a US defence official said.\n"
)


def recul(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from recul.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "LANG": "en_GB.UTF-8", "LC_ALL": "", "COLUMNS": "80", **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def failed(result, *words):
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    return True


def test_check_prints_json_in_the_shape_programs_rely_on(article, tmp_path):
    result = recul("check", article, "--published", "2022-02-16", "--json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    (document,) = found["documents"]
    assert document["language"] == "en"
    assert document["published"] == "2022-02-16"
    (claim,) = found["claims"]
    assert claim["claimant"] == "RUS"
    (assessment,) = found["assessments"]
    assert assessment["verdict"] == "too_early"
    for statement in document["statements"]:
        assert 0 <= statement["start"] < statement["end"] <= len(TEXT)


def test_check_speaks_the_language_of_its_user(article, tmp_path):
    english = recul("check", article, "--published", "2022-02-16", cwd=tmp_path)
    french = recul(
        "check", article, "--published", "2022-02-16", cwd=tmp_path, LC_ALL="fr_FR.UTF-8"
    )
    assert "TOO EARLY" in english.stdout
    assert "TROP TÔT" in french.stdout
    assert max(map(len, english.stdout.splitlines())) <= 80
    assert max(map(len, french.stdout.splitlines())) <= 80


def test_without_a_date_there_is_a_warning_and_no_verdict(tmp_path):
    file = tmp_path / "undated.txt"
    file.write_text("The Kremlin said on Tuesday that troops were going home.", encoding="utf-8")
    result = recul("check", file, "--json", cwd=tmp_path)
    found = json.loads(result.stdout)
    assert result.returncode == 0
    assert found["assessments"] == []
    assert any("date" in warning for warning in found["warnings"])


def test_what_came_after_the_day_asked_for_is_counted_where_the_user_named_it(article, tmp_path):
    early = ("check", article, "--published", "2022-02-16", "--as-of", "2022-02-10")
    for tongue, told in (
        ("en", "1 document was published after"),
        ("fr", "1 document publié après"),
    ):
        text = " ".join(recul(*early, "--lang", tongue, cwd=tmp_path).stdout.split())
        assert told in text
        assert "No announced withdrawal" not in text
        assert "Aucune annonce" not in text
    later = recul(*early[:-1], "2022-02-16", cwd=tmp_path).stdout
    assert "published after" not in later
    recul("new", "mine", cwd=tmp_path)
    recul("add", "mine", article, "--published", "2022-02-16", cwd=tmp_path)
    of_a_case = recul("assess", "mine", "--as-of", "2022-02-10", cwd=tmp_path).stdout
    assert "published after" not in " ".join(of_a_case.split())


def test_each_document_without_a_date_is_named_when_it_is_added(tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"Troops were going home from {name}.", encoding="utf-8")
    recul("new", "mine", cwd=tmp_path)
    told = recul("add", "mine", "one.txt", "two.txt", cwd=tmp_path).stderr
    assert "one.txt: no date of publication" in told
    assert "two.txt: no date of publication" in told
    assert "not used until it has one" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nothing.txt"], ["nothing.txt"]),
        (["check", "article.txt", "--published", "yesterday"], ["yesterday", "2022-02-16"]),
        (["check", "article.txt", "--published", "2022-02-16T12:00"], ["zone"]),
        (["check", "article.txt", "--published", "2999-01-01"], ["2999"]),
        (["check", "article.txt", "--published", "0001-01-01"], ["--published 0001-01-01", "1900"]),
        (["check", "article.txt", "--published", "0001-01-01T00:00+14:00"], ["the year 1 "]),
        (
            ["check", "article.txt", "--as-of", "9999-12-31T23:00-14:00"],
            ["--as-of", "the year 9999"],
        ),
        (["check", "article.txt", "--as-of", "0001-01-01"], ["--as-of 0001-01-01", "the year 1 "]),
        (["check", "article.txt", "--html", "article.txt"], ["--html article.txt", "not a page"]),
        (["check", "article.txt", "--html", "case.toml"], ["--html case.toml"]),
        (["check", "article.txt", "--html", "case.db"], ["--html case.db"]),
        (["check", "article.txt", "--html", "."], ["--html .", "not a regular file"]),
        (["check", "a\x1b[31m\u202eb.txt"], ["a\ufffd[31m\ufffdb.txt"]),
        (["demo", "--into", "article.txt"], ["--into article.txt", "cannot be written"]),
        (["check", "article.txt", "--lang", "xx"], ["--lang xx", "fr"]),
        (["check", "http://127.0.0.1:1/"], ["127.0.0.1"]),
        (["check", "ftp://example.org/"], ["ftp"]),
        (["check", "article.txt", "--case", "nowhere"], ["nowhere", "recul new"]),
        (["assess", "nowhere"], ["nowhere", "recul new"]),
        (["assess", "ukraine-2022"], ["--from ukraine-2022"]),
        (["add", "nowhere", "article.txt"], ["nowhere"]),
        (["new", "../escape"], ["../escape"]),
        (["new", "x", "--from", "atlantis"], ["atlantis", "ukraine-2022"]),
        (["backtest", "article.txt"], ["article.txt"]),
        (["trace", "nowhere"], ["nowhere", "recul new"]),
        (["sources", "no such source"], ["no such source", "no source card"]),
    ],
)
def test_bad_input_is_named_with_its_remedy(arguments, words, article, tmp_path):
    assert failed(recul(*arguments, cwd=tmp_path), *words)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt"]


def test_a_file_that_cannot_be_written_is_an_error_and_nothing_is_left(article, tmp_path):
    result = recul(
        "check", article, "--published", "2022-02-16", "--html", "no/where.html", cwd=tmp_path
    )
    assert failed(result, "no/where.html")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt"]


def test_a_case_from_its_making_to_its_brief(article, tmp_path):
    assert recul("new", "mine", cwd=tmp_path).returncode == 0
    added = recul("add", "mine", article, "--published", "2022-02-15", cwd=tmp_path)
    assert added.returncode == 0, added.stderr
    assert "1 document added" in added.stdout
    again = recul("add", "mine", article, "--published", "2022-02-15", cwd=tmp_path)
    assert "0 documents added" in again.stdout
    later = recul("add", "mine", article, "--published", "2022-03-20", cwd=tmp_path)
    assert "0 documents added" in later.stdout
    assert "2022" in later.stderr


def test_a_grade_is_traced_and_its_card_is_shown(article, tmp_path):
    recul("new", "mine", cwd=tmp_path)
    recul("add", "mine", article, "--published", "2022-02-16", cwd=tmp_path)
    traced = recul("trace", "mine", "--as-of", "2022-02-17", "--json", cwd=tmp_path)
    assert traced.returncode == 0, traced.stderr
    (grade, *_) = [v for t in json.loads(traced.stdout)["traces"] for v in t["chain"]]
    assert grade["reliability"]
    assert grade["author"] == "recul"
    assert grade["on"]
    assert failed(recul("trace", "mine", "99", cwd=tmp_path), "99", "is no claim")
    card = recul("sources", "reuters.com", "--lang", "fr", cwd=tmp_path)
    assert "agence de presse" in card.stdout


def test_an_undated_document_is_told_where_no_day_is_asked_for(tmp_path):
    file = tmp_path / "undated.txt"
    file.write_text("The Kremlin said on Tuesday that troops were going home.", encoding="utf-8")
    recul("new", "mine", cwd=tmp_path)
    assert "date" in recul("add", "mine", file, cwd=tmp_path).stderr
    now = json.loads(recul("assess", "mine", "--json", cwd=tmp_path).stdout)
    then = recul("assess", "mine", "--as-of", "2022-02-16", "--json", cwd=tmp_path)
    assert any("no date of publication" in warning for warning in now["warnings"])
    assert "no date of publication" not in then.stdout


@pytest.mark.parametrize("kind", ["fifo", "link", "dangling"])
def test_a_brief_takes_the_place_of_a_brief_only(kind, article, tmp_path):
    target, other = tmp_path / "brief.html", tmp_path / "other.html"
    if kind == "fifo":
        os.mkfifo(target)
    else:
        target.symlink_to(other)
    if kind == "link":
        other.write_text("mine")
    before = target.lstat().st_ino
    result = recul("check", article, "--published", "2022-02-16", "--html", target, cwd=tmp_path)
    assert failed(result, "not a regular file")
    assert target.lstat().st_ino == before
    assert other.exists() == (kind == "link")


def test_a_brief_is_written_over_an_earlier_one(article, tmp_path):
    target = tmp_path / "brief.html"
    target.write_text("earlier")
    result = recul("check", article, "--published", "2022-02-16", "--html", target, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_one_bad_source_adds_nothing(article, tmp_path):
    recul("new", "mine", cwd=tmp_path)
    assert failed(recul("add", "mine", article, "absent.txt", cwd=tmp_path), "absent.txt")
    assert not (tmp_path / "mine" / "case.db").exists()


def test_demo_writes_the_briefs_and_can_be_run_again(tmp_path):
    for _ in range(2):
        result = recul("demo", cwd=tmp_path)
        assert result.returncode == 0, result.stderr
    briefs = sorted((tmp_path / "demo").glob("*.html"))
    assert [b.name for b in briefs] == [
        f"ukraine-2022-2022-02-{day}.{tongue}.html" for day in (16, 21) for tongue in ("en", "fr")
    ]
    for brief in briefs:
        assert str(brief) in result.stdout
    assert result.stdout.count("NOT CONFIRMED") == 1
    assert "CONTRADICTED" in result.stdout


def test_the_python_way_is_the_same(article):
    script = (
        "import recul, datetime as d;"
        f"c = recul.check([{str(article)!r}], published=d.date(2022, 2, 16),"
        " today=d.date(2022, 2, 17));"
        "print(c.claims[0].claimant, c.assessments[0].verdict)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.split() == ["RUS", "too_early"]


def test_a_closed_pipe_is_no_error(article, tmp_path):
    command = (
        f"{sys.executable} -c 'from recul.cli import main; main()' check {article} "
        "--published 2022-02-16 --json | head -n 1"
    )
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


def test_the_two_commands_are_documented():
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert command in readme


def test_a_demo_removes_nothing_behind_a_link(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "case.toml").write_text("mine")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "ukraine-2022").symlink_to(tmp_path / "mine")
    assert failed(recul("demo", cwd=tmp_path), "--into demo")
    assert (tmp_path / "mine" / "case.toml").read_text() == "mine"
