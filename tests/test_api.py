"""The path joined up: as of, order, and the same bits from Python as from the command line."""

import random
from datetime import UTC, date, datetime

import pytest

import recul
from recul import cases
from recul.api import OpenCase, open_case
from recul.fetch import Exchange, Fetched
from recul.model import InputError, end_of_day
from recul.reading import read
from recul.reporting.html import brief
from recul.reporting.json import assess_json
from recul.reporting.terminal import assess_text
from recul.reporting.words import words
from recul.store import Folder

NAME = "ukraine-2022"
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return recul.new(NAME, tmp_path_factory.mktemp("whole"), template=NAME, today=TODAY)


def said(opened, day):
    """All that is said as of a day: the JSON, the page for a terminal and the brief."""
    found = opened.assess(as_of=end_of_day(day), words=words("fr"))
    shown = (found.case, found.assessments, found.documents)
    rest = {"language": "fr", "as_of": found.as_of, "history": found.history}
    return (
        assess_json(*(found.case, found.as_of, found.assessments), history=found.history),
        assess_text(*shown, warnings=found.warnings, **rest),
        brief(*shown, warnings=found.warnings, **rest),
    )


def folder_of(documents, parent):
    opened = OpenCase(Folder.create(NAME, parent, NAME))
    opened.folder.add(documents)
    return opened


@pytest.mark.parametrize(
    "day", [date(2022, 2, 15), date(2022, 2, 16), date(2022, 2, 18), date(2022, 2, 21)]
)
def test_what_is_published_later_changes_nothing_as_of_a_day(whole, day, tmp_path):
    documents = whole.folder.documents()
    known = [d for d in documents if d.published and d.published <= end_of_day(day)]
    assert 0 < len(known) < len(documents)
    assert said(folder_of(known, tmp_path), day) == said(whole, day)


def test_the_order_of_adding_changes_nothing(whole, tmp_path):
    documents = whole.folder.documents()
    random.Random(7).shuffle(documents)
    day = date(2022, 2, 21)
    assert said(folder_of(documents, tmp_path), day) == said(whole, day)


def test_before_the_claim_there_is_nothing_to_judge(whole):
    found = whole.assess(as_of=end_of_day(date(2022, 2, 1)))
    assert found.assessments == ()
    assert "no_claim" in [warning.id for warning in found.warnings]


def test_a_bundled_case_is_copied_before_it_is_used():
    assert NAME in cases.names()
    with pytest.raises(InputError, match="--from"):
        open_case(NAME)


def test_documents_without_a_date_are_counted(tmp_path):
    file = tmp_path / "undated.txt"
    file.write_text("The Kremlin said on Tuesday that its troops were going home.", "utf-8")
    opened = recul.new("mine", tmp_path, today=TODAY)
    opened.add([str(file)], today=TODAY)
    found = opened.assess(as_of=end_of_day(date(2022, 2, 16)))
    assert found.undated == 1
    assert "undated_documents" not in [warning.id for warning in found.warnings]


def test_the_same_document_twice_is_one(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Paris said on Tuesday that talks went on.", "utf-8")
    found = recul.check(
        [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")],
        published=date(2022, 2, 16),
        today=TODAY,
    )
    assert len(found.extractions) == 1


def test_a_claim_of_the_day_itself_is_judged_at_any_hour_of_it(whole):
    evening = datetime(2022, 2, 15, 20, tzinfo=UTC)
    assert whole.assess(as_of=evening).assessments
    text = "Russia has withdrawn its troops from the border of Ukraine, Moscow said on Wednesday."
    article = whole.folder.path.parent / "with-an-hour.txt"
    article.write_text(text, "utf-8")
    found = recul.check(
        [str(article)], published=datetime(2022, 2, 16, 14, 30, tzinfo=UTC), today=TODAY
    )
    assert len(found.claims) == len(found.assessments) == 1


def test_a_case_without_a_force_hears_what_a_check_hears(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(
        "Russia announced on Tuesday the withdrawal of troops from the border of Ukraine.\n"
        "The Pentagon said it had seen no sign of a withdrawal of Russian troops.\n",
        "utf-8",
    )
    published = date(2022, 2, 16)
    checked = recul.check([str(article)], published=published, today=TODAY)
    opened = recul.new("mine", tmp_path, today=TODAY)
    opened.add([str(article)], published=published, today=TODAY)
    assessed = opened.assess(as_of=end_of_day(published))
    assert checked.assessments
    assert checked.assessments[0].p == assessed.assessments[0].p
    assert assessed.assessments[0].evidence


def test_a_date_can_be_given_later(tmp_path):
    file = tmp_path / "undated.txt"
    file.write_text("The Kremlin said on Tuesday that its troops were going home.", "utf-8")
    opened = recul.new("mine", tmp_path, today=TODAY)
    assert len(opened.add([str(file)], today=TODAY)[0]) == 1
    assert len(opened.add([str(file)], published=date(2022, 2, 16), today=TODAY)[0]) == 1
    assert len(opened.add([str(file)], today=TODAY)[0]) == 0
    (document,) = opened.folder.documents()
    assert document.published_on == date(2022, 2, 16)


def test_two_outlets_with_the_same_words_are_two_documents(tmp_path):
    text = "Paris said on Tuesday that talks went on."
    for outlet in ("Le Matin", "Le Soir"):
        (tmp_path / f"{outlet}.txt").write_text(
            f"publisher: {outlet}\npublished: 2022-02-16\n\n{text}", "utf-8"
        )
    files = [str(tmp_path / f"{outlet}.txt") for outlet in ("Le Matin", "Le Soir")]
    assert len(recul.check(files, today=TODAY).extractions) == 2


def versions(tmp_path, *days):
    text = "Russia said on Tuesday that its troops were leaving the border of Ukraine."
    for day in days:
        head = f"url: https://a.example/1\npublisher: Le Matin\npublished: {day}\n\n"
        (tmp_path / f"{day}.txt").write_text(head + text, "utf-8")
    return [str(tmp_path / f"{day}.txt") for day in days]


def test_a_later_date_given_first_does_not_win(tmp_path):
    files = versions(tmp_path, "2022-03-20", "2022-02-16")
    for order in (files, files[::-1]):
        found = recul.check(order, today=TODAY)
        (extraction,) = found.extractions
        assert extraction.document.published_on == date(2022, 2, 16)
        (warning,) = found.warnings
        assert warning.id == "conflicting_dates"
        assert (warning.values["kept"], warning.values["other"]) == ("2022-02-16", "2022-03-20")


def test_the_order_of_adding_versions_changes_nothing(tmp_path):
    files = versions(tmp_path, "2022-03-20", "2022-02-16")
    found = []
    for name, order in (("one", files), ("two", files[::-1])):
        opened = recul.new(name, tmp_path, today=TODAY)
        told = [opened.add([file], today=TODAY) for file in order]
        assert [w.id for added in told for w in added.warnings] == ["conflicting_dates"]
        found.append(opened.assess(as_of=end_of_day(date(2022, 2, 20))).documents)
    assert found[0] == found[1]
    assert len(found[0]) == 1


@pytest.mark.parametrize("as_of", [datetime.min, datetime.max, datetime(1899, 12, 31)])
def test_instants_of_another_age_are_refused(whole, as_of, tmp_path):
    with pytest.raises(InputError, match="as_of: the year"):
        whole.assess(as_of=as_of.replace(tzinfo=UTC))
    with pytest.raises(InputError, match="as_of: the year"):
        recul.check(versions(tmp_path, "2022-02-16"), as_of=as_of.replace(tzinfo=UTC), today=TODAY)


def test_a_page_that_is_added_is_kept_as_it_came(tmp_path, monkeypatch):
    """Also by whom a case is proved afterwards."""
    page = (
        b"<html><body><article><p>"
        + b"The units stay where they are. " * 20
        + b"</p></article></body></html>"
    )
    exchange = Exchange(
        url="https://daily.example/1",
        at=datetime(2022, 2, 16, 9, tzinfo=UTC),
        address="192.0.2.7",
        status=200,
        reason="OK",
        sent=b"GET /1 HTTP/1.1\r\n\r\n",
        received=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page,
    )
    fetched = Fetched(
        url=exchange.url, content=page, content_type="text/html", status=200, exchanges=(exchange,)
    )
    monkeypatch.setattr("recul.fetch.fetch", lambda url: fetched)
    case = recul.new("mine", tmp_path, today=TODAY)
    (one,) = case.add(["https://daily.example/1"], today=TODAY).documents
    (again,) = read(tmp_path / "mine/archive/00001.warc.gz", today=TODAY).documents
    assert again.id == one.id
    proof = case.verify()
    assert (proof.captures, proof.documents, proof.faults) == (1, 1, ())
