"""An editor's questions, answered from a real case, in both languages."""

import json
import re
from datetime import date

import pytest
from typer.testing import CliRunner

from recul import api
from recul.cli import app
from recul.model import Verdict
from recul.reporting.words import words

RUN = CliRunner()


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    return str(api.new("u", folder, template="ukraine-2022", today=date(2026, 1, 1)).folder.path)


def run(*args):
    done = RUN.invoke(app, [str(a) for a in args], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_question_has_its_heading_and_no_line_is_too_long(case, language):
    text = run("explain", case, "--as-of", "2022-02-21", "--lang", language)
    said = words(language)
    for key in ("why", "carried_by", "without", "value", "assumptions", "indicators", "matrix"):
        assert said.told(key) in text
    assert said.told("warning_time") in text
    assert max(len(line) for line in text.splitlines()) <= 80
    assert not re.search(r"\{\w|assumption\.", text)


def test_what_is_explained_for_programs_adds_up(case):
    found = json.loads(run("explain", case, "--as-of", "2022-02-21", "--json"))
    (one,) = found["explanations"]
    assert found["as_of"] == "2022-02-21T23:59:59Z"
    assert one["carried_by"]["of"] == "source"
    assert {a["id"] for a in one["assumptions"]} >= {"prior_dated", "tables", "horizon"}
    assert all(a["text"] and a["undermined_by"] for a in one["assumptions"])
    assert {i["status"] for i in one["indicators"]} >= {"seen", "awaited"}
    assert one["warning_time"]["threshold"] == 150000


def test_an_unknown_claim_is_refused(case):
    done = RUN.invoke(app, ["explain", case, "nobody", "--as-of", "2022-02-21"])
    assert done.exit_code != 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_has_changed_names_both_verdicts_and_the_sentences(case, language):
    text = run(
        "changes", case, "--since", "2022-02-16", "--as-of", "2022-02-21", "--lang", language
    )
    said = words(language)
    for verdict in (Verdict.TOO_EARLY, Verdict.CONTRADICTED):
        assert said.table.verdict[verdict] in text
    assert "helicopters newly arrived" in " ".join(text.split())
    assert max(len(line) for line in text.splitlines()) <= 80


def test_what_has_changed_for_programs(case):
    args = ("changes", case, "--since", "2022-02-16", "--as-of", "2022-02-21", "--json")
    (one,) = json.loads(run(*args))["claims"]
    assert one["then"]["verdict"] == "too_early"
    assert one["now"]["verdict"] == "contradicted"
    assert one["change"]["drivers"]
    before = json.loads(
        run("changes", case, "--since", "2022-02-10", "--as-of", "2022-02-16", "--json")
    )
    assert before["claims"][0]["then"] is None


def test_since_has_to_be_earlier(case):
    done = RUN.invoke(app, ["changes", case, "--since", "2022-02-21", "--as-of", "2022-02-16"])
    assert done.exit_code != 0
