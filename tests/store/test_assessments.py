import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

import recul
from recul.model import Document, InputError, end_of_day
from recul.store import Folder, assessments, extractions, tables

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2022, 3, 1, tzinfo=UTC)
CASE = """
id = "river"
[force]
actor = "RUS"
[[claims]]
id = "c"
claimant = "RUS"
actor = "RUS"
text = "They leave."
made_on = 2022-02-15
"""


def report(day, text):
    return Document(
        id=Document.identify(text, "Paper"),
        source="test",
        text=text,
        language="en",
        publisher="Paper",
        published=datetime(2022, 2, day, 12, tzinfo=UTC),
    )


STAYS = report(
    16, "Satellite images show that Russian troops arrived near the border on Wednesday."
)
LATER = report(
    18, '"We see no sign of a withdrawal," NATO Secretary General Jens Stoltenberg said.'
)


@pytest.fixture
def opened(tmp_path):
    folder = Folder.create("crisis", tmp_path)
    store = folder.case().store
    text = CASE if store.schema_name is None else f'{CASE}\n[store]\nschema = "{store.schema_name}"'
    folder.path.joinpath("case.toml").write_text(text)
    return recul.open(folder.path)


def assess(opened, day):
    return opened.assess(as_of=end_of_day(date(2022, 2, day)))


def test_what_says_the_same_is_kept_once(opened):
    opened.folder.add([STAYS])
    (first,) = opened.keep(assess(opened, 16))
    assert first.change
    assert first.before is None
    (again,) = opened.keep(assess(opened, 16))
    assert again == (first.id, None, again.before)
    opened.folder.add([report(16, STAYS.text + " ")])  # a copy
    assert opened.keep(assess(opened, 16))[0].change is None
    assert [entry.id for entry in opened.log()] == [first.id]


def test_a_version_comes_back_as_it_was_said(opened):
    opened.folder.add([STAYS, LATER])
    found = assess(opened, 18)
    (kept,) = opened.keep(found)
    with opened.folder.database.read() as tx:
        version = assessments.version(tx, kept.id)
        assert version.assessment.model_dump_json() == found.assessments[0].model_dump_json()
        with pytest.raises(InputError, match="recul log"):
            assessments.version(tx, "0" * 16)


def test_ids_are_the_same_wherever_the_same_is_said(opened, tmp_path):
    opened.folder.add([STAYS, LATER])
    other = Folder.create("other", tmp_path)
    other.path.joinpath("case.toml").write_text(CASE.replace('"river"', '"other-river"'))
    again = recul.open(other.path)
    again.folder.add([LATER, STAYS])
    assert [k.id for k in opened.keep(assess(opened, 18))] == [
        k.id for k in again.keep(assess(again, 18))
    ]


def test_the_log_tells_what_changed_and_by_which_sentence(opened):
    opened.folder.add([STAYS])
    opened.keep(assess(opened, 16))
    opened.folder.add([LATER])
    opened.keep(assess(opened, 18))
    first, second = opened.log("c")
    assert first.change.before is None
    assert second.change.before == end_of_day(date(2022, 2, 16))
    assert {d.what for d in second.change.differences} <= {d.what for d in first.change.differences}
    for entry in (first, second):
        assert 1 <= len(entry.change.drivers) <= 6
        for driver in entry.change.drivers:
            held = {d.id: d for d in (STAYS, LATER)}[driver.evidence.document]
            assert held.cut(driver.evidence.span) == driver.evidence.quote
    assert [d.evidence.document for d in first.change.drivers] == [STAYS.id]


def test_an_assessment_of_an_earlier_day_takes_its_place(opened):
    opened.folder.add([STAYS, LATER])
    opened.keep(assess(opened, 18))
    opened.keep(assess(opened, 16))
    days = [entry.change.after.day for entry in opened.log()]
    assert days == sorted(days)
    assert opened.log()[0].change.before is None


def test_a_claim_that_was_never_judged_is_named(opened):
    with pytest.raises(InputError, match="no-such"):
        opened.log("no-such")


def test_a_text_is_read_once_for_each_version_and_case(opened, monkeypatch):
    opened.folder.add([STAYS])
    assess(opened, 18)
    read = []
    monkeypatch.setattr("recul.store.folder.extract", lambda d, _: read.append(d.id))
    assess(opened, 18)
    assert read == []
    opened.folder.add([STAYS.model_copy(update={"published": STAYS.published.replace(hour=1)})])
    with pytest.raises(AttributeError):  # it is read again: what is reckoned from its date changed
        assess(opened, 18)
    assert read == [STAYS.id]


def test_another_party_is_another_reader_and_another_grade_is_not(opened):
    case = opened.case
    graded = case.model_copy(update={"title": "another"})
    assert extractions.reader(graded) == extractions.reader(case)
    theatre = case.model_copy(
        update={"theatre": case.theatre.model_copy(update={"places": ("X",)})}
    )
    assert extractions.reader(theatre) != extractions.reader(case)


def test_statements_are_kept_with_what_was_read(opened):
    opened.folder.add([LATER])
    assess(opened, 18)
    with opened.folder.database.read() as tx:
        (row,) = tx.execute(select(tables.statements)).all()
        assert LATER.text[row.start : row.end] == "We see no sign of a withdrawal"
        assert json.loads(row.body)["id"] == row.id
        assert tx.execute(select(func.count()).select_from(tables.extractions)).scalar_one() == 1
