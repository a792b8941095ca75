"""The path joined up: as of, order, and the same bits from Python as from the command line."""

import random
from datetime import date

import pytest

import recul
from recul import cases
from recul.api import OpenCase, open_case
from recul.model import InputError, end_of_day
from recul.store import Folder

NAME = "ukraine-2022"
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return recul.new(NAME, tmp_path_factory.mktemp("whole"), template=NAME, today=TODAY)


def said(opened, day):
    """All that is said as of a day, but for how much was left out for being later."""
    found = opened.assess(as_of=end_of_day(day))
    return [a.model_copy(update={"unused": {}}).model_dump_json() for a in found.assessments]


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
    assert "undated_documents" in [warning.id for warning in found.warnings]


def test_the_same_document_twice_is_one(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Paris said on Tuesday that talks went on.", "utf-8")
    found = recul.check(
        [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")],
        published=date(2022, 2, 16),
        today=TODAY,
    )
    assert len(found.extractions) == 1
