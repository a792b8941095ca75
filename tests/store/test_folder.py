import errno
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.case import Case
from recul.model import Document, InputError
from recul.store import Folder
from recul.store.folder import DOCUMENTS_FILE


def document(text):
    return Document(
        id=Document.identify(text),
        source="test",
        text=text,
        published=datetime(2022, 2, 16, tzinfo=UTC),
    )


@pytest.fixture
def folder(tmp_path):
    return Folder.create("crisis", tmp_path)


def test_a_new_case_can_be_read_at_once(tmp_path):
    folder = Folder.create("crisis", tmp_path)
    assert folder.case() == Case(id="crisis", title={"fr": "crisis", "en": "crisis"})
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


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc"])
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


def test_documents_come_back_in_order_and_each_once(folder):
    one, two = document("one"), document("two\nlines, « guillemets » \u2028 and all")
    assert folder.add([one, one]) == [one]
    assert folder.add([two, one]) == [two]
    assert Folder.open(folder.path).documents() == [one, two]


def test_adding_changes_no_byte_of_what_is_there(folder):
    folder.add([document("one")])
    before = folder.path.joinpath(DOCUMENTS_FILE).read_bytes()
    folder.add([document("two")])
    assert folder.path.joinpath(DOCUMENTS_FILE).read_bytes().startswith(before)


@given(cut=st.integers(min_value=1, max_value=400))
def test_a_line_cut_short_by_a_crash_is_left_out_and_then_replaced(tmp_path_factory, cut):
    folder = Folder.create("crisis", tmp_path_factory.mktemp("store"))
    one, two, three = document("one"), document("two"), document("three")
    folder.add([one, two])
    file = folder.path / DOCUMENTS_FILE
    whole = file.read_bytes()
    last = len(whole) - len(whole.splitlines(keepends=True)[-1])
    file.write_bytes(whole[: max(last, len(whole) - cut)])
    assert folder.documents() == [one]
    folder.add([three])
    assert folder.documents() == [one, three]


def test_a_full_disk_leaves_the_documents_as_they_were(folder, monkeypatch):
    folder.add([document("one")])
    before = folder.path.joinpath(DOCUMENTS_FILE).read_bytes()

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        folder.add([document("two"), document("three")])
    assert folder.path.joinpath(DOCUMENTS_FILE).read_bytes() == before


def test_a_spoilt_line_is_named(folder):
    folder.path.joinpath(DOCUMENTS_FILE).write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        folder.documents()
