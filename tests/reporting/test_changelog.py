from datetime import date

import pytest

import recul
from recul.model import end_of_day
from recul.reporting.changelog import changelog_json, changelog_text


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    name = "ukraine-2022"
    opened = recul.new(name, tmp_path_factory.mktemp("log"), template=name, today=date(2026, 1, 1))
    for day in (16, 21):
        opened.keep(opened.assess(as_of=end_of_day(date(2022, 2, day))))
    return opened


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Verdict: Not confirmed: too early to know", "The sentences behind it"]),
        ("fr", ["Confiance : faible → élevée", "Les phrases derrière ce changement"]),
    ],
)
def test_the_log_reads_in_both_languages(opened, language, lines):
    entries = [(entry.id, entry.change) for entry in opened.log()]
    text = changelog_text(entries, opened.case, language=language).replace("\xa0", " ")
    assert all(line in text for line in lines)
    assert all(id_ in text for id_, _ in entries)
    assert max(map(len, text.splitlines())) <= 80
    first = text[: text.index(entries[1][0])]
    assert "→" not in first  # there was nothing before


def test_an_empty_log_says_so(opened):
    assert "No assessment is kept" in changelog_text([], opened.case, language="en")
    assert changelog_json([]) == []


def test_programs_get_the_spans_of_the_sentences(opened):
    documents = {d.id: d for d in opened.folder.documents()}
    entries = changelog_json([(entry.id, entry.change) for entry in opened.log()])
    assert [entry["before"] is None for entry in entries] == [True, False]
    for entry in entries:
        for driver in entry["drivers"]:
            text = documents[driver["document"]].text
            assert text[driver["start"] : driver["end"]] == driver["quote"]
