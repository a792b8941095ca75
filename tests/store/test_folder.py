import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from recul.case import Case
from recul.model import Document, InputError
from recul.store import Folder


def document(text):
    return Document(
        id=Document.identify(text),
        source="test",
        text=text,
        published=datetime(2022, 2, 16, tzinfo=UTC),
    )


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def folder(tmp_path):
    return Folder.create("crisis", tmp_path)


def test_a_new_case_can_be_read_at_once(tmp_path):
    folder = Folder.create("crisis", tmp_path)
    case = folder.case()
    assert all(card.shipped for card in case.sources)
    assert case.model_copy(update={"sources": ()}) == Case(
        id="crisis", title={"fr": "crisis", "en": "crisis"}, store=case.store
    )
    assert folder.documents() == []


def test_every_line_of_the_template_becomes_a_case_when_uncommented(folder):
    lines = folder.path.joinpath("case.toml").read_text(encoding="utf-8").splitlines()
    keys = [line[2:] for line in lines if line.startswith(("# [", "# ")) and _is_toml(line[2:])]
    text = "\n".join([line for line in lines if not line.startswith("#")] + keys)
    folder.path.joinpath("case.toml").write_text(text, encoding="utf-8")
    case = folder.case()
    assert case.force
    assert case.claims
    assert case.sources
    assert case.definitions
    assert case.theatre.parts


def _is_toml(line):
    return line.startswith("[") or (" = " in line and line.split(" = ")[0].isidentifier())


def test_a_bundled_case_can_be_the_template(tmp_path):
    folder = Folder.create("mine", tmp_path, template="ukraine-2022")
    assert folder.case().id == "ukraine-2022"
    with pytest.raises(InputError, match="ukraine-2022"):
        Folder.create("other", tmp_path, template="no-such-case")
    assert sorted(os.listdir(tmp_path)) == ["mine"]


def test_a_name_with_quotes_makes_a_valid_case(tmp_path):
    assert Folder.create('a "b" \\c', tmp_path).case().id == 'a "b" \\c'


def test_a_folder_is_never_written_over(folder):
    with pytest.raises(InputError, match="already"):
        Folder.create("crisis", folder.path.parent)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc", "x" * 300])
def test_a_name_that_is_a_path_is_refused(tmp_path, name):
    with pytest.raises(InputError):
        Folder.create(name, tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_missing_parent_leaves_nothing(tmp_path):
    with pytest.raises(InputError, match="cannot be made"):
        Folder.create("crisis", tmp_path / "nowhere")
    assert os.listdir(tmp_path) == []


def test_a_folder_without_a_case_is_not_opened(tmp_path):
    with pytest.raises(InputError, match="recul new"):
        Folder.open(tmp_path)
    with pytest.raises(InputError):
        Folder.open(tmp_path / "nowhere")
    with pytest.raises(InputError):
        Folder.open(tmp_path / ("x" * 300))


def test_documents_come_back_in_order_and_each_once(folder):
    one, two = document("one"), document("two\nlines, « guillemets » \u2028 and all")
    assert folder.add([one, one]) == ([one], 0, [])
    assert folder.add([two, one]) == ([two], 1, [])
    assert Folder.open(folder.path).documents() == [one, two]


def on(day, text="one", **more):
    return document(text).model_copy(
        update={"published": day and datetime(2022, 2, day, tzinfo=UTC), **more}
    )


@pytest.mark.parametrize(
    "order", [(16, 20), (20, 16), (None, 20, 16), (16, None, 20), (20, 16, 18)]
)
def test_the_earliest_date_counts_in_whichever_order_they_came(folder, order):
    warnings = [w for day in order for w in folder.add([on(day)]).warnings]
    assert [d.published.day for d in folder.documents()] == [16]
    assert {w.id for w in warnings} == {"conflicting_dates"}
    assert {(w.values["source"], w.values["other"]) for w in warnings} <= {
        ("test", f"2022-02-{day}") for day in (18, 20)
    }


def test_dates_that_differ_within_one_adding_are_told(folder):
    added = folder.add([on(20), on(16)])
    assert [d.published.day for d in added.documents] == [16]
    assert [w.id for w in added.warnings] == ["conflicting_dates"]
    assert folder.add([on(16)]) == ([], 1, [])


def test_publishers_that_differ_are_told(folder):
    text, url = "one", "https://a.example/1"
    one, two = (
        on(16, text, id=Document.identify(text, url), url=url, publisher=name)
        for name in ("Le Matin", "Le Soir")
    )
    folder.add([two])
    (warning,) = folder.add([one]).warnings
    assert warning.id == "conflicting_publishers"
    assert {warning.values["kept"], warning.values["other"]} == {"Le Matin", "Le Soir"}
    other = Folder.create("other", folder.path.parent)
    other.add([one, two])
    assert other.documents() == folder.documents()


def test_programs_that_add_at_the_same_time_lose_nothing_and_double_nothing(folder):
    script = (
        "import sys; from pathlib import Path; from recul.model import Document;"
        "from recul.store import Folder; folder = Folder(Path(sys.argv[1]));"
        "[folder.add([Document(id=Document.identify(t), source='s', text=t)])"
        " for t in ['shared ' + str(n) for n in range(30)] + [sys.argv[2] + str(n) for n in range(30)]]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, folder.path, name]) for name in "abc"
    ]
    assert [program.wait(60) for program in running] == [0, 0, 0]
    assert len(folder.documents()) == 120


def test_the_name_of_a_file_depends_on_no_order_and_makes_no_new_document(folder):
    one, two = on(16, source="a.txt"), on(16, source="b.txt")
    other = Folder.create("other", folder.path.parent)
    assert [folder.add([d]).already for d in (one, two)] == [0, 1]
    assert [other.add([d]).already for d in (two, one)] == [0, 1]
    assert folder.documents() == other.documents() == [one]
