from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.languages import available
from recul.model import Document, InputError, end_of_day
from recul.reading import MAX_BYTES, MAX_PAGE_BYTES, MAX_TABLE_BYTES, Reading, read, read_bytes

TODAY = date(2022, 3, 1)
DAY = date(2022, 2, 16)
TEXT = (
    "Le ministère a annoncé mardi le retour de plusieurs unités dans leurs casernes, mais les "
    "habitants n’ont vu partir aucun convoi.\n« Nous ne voyons aucun changement », a dit un officier.\n"
)
ARTICLE = Path(__file__).parents[2] / "../shared/seed/article.txt"


def from_text(text: str, **more: Any) -> Document:
    (document,) = read_bytes(text.encode(), "a.txt", today=TODAY, **more).documents
    return document


def ids(reading: Reading | Document) -> list[str]:
    return [warning.id for warning in reading.warnings]


def test_the_stored_text_is_the_input_length_for_length():
    document = from_text(TEXT.replace("\n", "\r\n"))
    assert document.text == TEXT.replace("’", "'").replace("\n", " \n")
    assert document.id == Document.identify(document.text)
    assert (document.source, document.language, document.url) == ("a.txt", "fr", None)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_read_with_as_many_code_points(text):
    if text.strip() and not text.lstrip().startswith("<") and text[0] != "\ufeff":
        assert len(from_text(text).text) == len(text)


def test_a_header_says_where_a_text_comes_from():
    header = "url: https://a.example/1\r\npublisher: Example\npublished: 2022-02-16T08:00:00Z\n\n"
    document = from_text(header + TEXT)
    assert document.text == TEXT.replace("’", "'")
    assert (document.url, document.publisher, document.title) == (
        "https://a.example/1",
        "Example",
        None,
    )
    assert document.published == datetime(2022, 2, 16, 8, tzinfo=UTC)
    assert document.published_to == "second"
    assert document.id == Document.identify(document.text, "https://a.example/1")


def test_the_date_the_user_gives_goes_before_the_header_and_the_header_before_the_text():
    text = "Publié le 14 février 2022\n" + TEXT
    headed = f"published: 2022-02-15\n\n{text}"
    assert from_text(headed, published=DAY).published == end_of_day(DAY)
    assert from_text(headed).published == end_of_day(date(2022, 2, 15))
    assert from_text(text).published == end_of_day(date(2022, 2, 14))
    assert from_text(text).published_to == "day"


def test_a_text_without_a_date_says_so():
    assert from_text(TEXT).published is None
    assert ids(from_text(TEXT)) == ["no_publication_date"]
    assert ids(from_text(TEXT, published=DAY)) == []


def test_a_date_in_the_future_is_an_error_where_it_was_given_for_us():
    with pytest.raises(InputError, match=r"published: 2022-03-02 is in the future"):
        from_text(TEXT, published=date(2022, 3, 2))
    with pytest.raises(InputError, match=r"published: 2022-03-02 is in the future"):
        from_text(f"published: 2022-03-02\n\n{TEXT}")
    with pytest.raises(InputError, match="'tomorrow' is not a date"):
        from_text(f"published: tomorrow\n\n{TEXT}")
    document = from_text(f"Publié le 2 mars 2022\n{TEXT}")
    assert ids(document) == ["future_date_ignored", "no_publication_date"]
    assert from_text(TEXT, published=TODAY).published_on == TODAY


@pytest.mark.parametrize(
    "text", ["Τα στρατεύματα αποσύρονται από τα σύνορα, οι σκηνές έμειναν.", "OK!", "1 2 3"]
)
def test_a_language_without_a_pack_is_none_and_a_warning(text):
    document = from_text(text, published=DAY)
    assert document.language is None
    assert ids(document) == ["language_not_covered"]
    assert document.warnings[0].values == {"covered": list(available())}


def test_the_shared_article_is_read_as_it_is():
    if not ARTICLE.exists():
        pytest.skip(f"{ARTICLE} is not here: it may not be committed")
    (document,) = read(ARTICLE, published=DAY, today=TODAY).documents
    raw = ARTICLE.read_text(encoding="utf-8")
    assert document.text == raw.replace("’", "'")
    assert (document.language, document.published_on, document.warnings) == ("fr", DAY, ())
    assert [(c.start, c.end, c.reason) for c in document.removed] == [(2538, 2659, "author-bio")]


def test_the_type_a_server_gives_goes_before_the_name():
    html = b"<p>" + TEXT.encode() * 3 + b"</p>"
    reading = read_bytes(
        html, "https://a.example/x.txt", content_type="text/html; charset=utf-8", today=TODAY
    )
    assert "<p>" not in reading.documents[0].text
    with pytest.raises(InputError, match="not valid JSON"):
        read_bytes(html, "https://a.example/x", content_type="application/json", today=TODAY)


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "1.txt").write_text(TEXT + "x", encoding="cp1252")
    (tmp_path / "3.txt").write_bytes(bytes(100))
    (tmp_path / "4.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "5.csv").write_bytes(b"date,source\n2022-02-01,x\n")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    reading = read(tmp_path, today=TODAY)
    assert [d.source for d in reading.documents] == [
        str(tmp_path / "1.txt"),
        str(tmp_path / "b" / "2.txt"),
    ]
    assert [
        (w.id, Path(w.values["source"]).name, w.values["problem"]) for w in reading.warnings
    ] == [
        ("file_not_read", "3.txt", "is binary, not text"),
        ("file_not_read", "4.pdf", "is no PDF that can be read"),
        ("file_not_read", "5.csv, row 1", "the column source_kind is missing"),
        ("file_not_read", "gone.txt", "no such file"),
    ]
    assert all(w.values["remedy"] for w in reading.warnings)


def test_reading_a_folder_twice_gives_the_same(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(TEXT + name)
    assert read(tmp_path, today=TODAY) == read(tmp_path, today=TODAY)
    assert [Path(d.source).name for d in read(tmp_path, today=TODAY).documents] == [
        "a.txt",
        "b.txt",
        "c.md",
    ]


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    reading = read(tmp_path, today=TODAY)
    assert len(reading.documents) == 1
    assert ids(reading) == ["file_not_read"]


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path):
    with pytest.raises(InputError, match="nothing in the folder can be read"):
        read(tmp_path, today=TODAY)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty.txt: is empty"):
        read(tmp_path, today=TODAY)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "no.txt", today=TODAY)
    with pytest.raises(InputError, match=r"no such file|cannot be read"):
        read("a\0b", today=TODAY)
    with pytest.raises(InputError, match=r"no such file|cannot be read"):
        read("x" * 5000, today=TODAY)


def test_what_is_no_regular_file_is_an_error(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        read(tmp_path / "pipe", today=TODAY)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_an_error(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        read(path, today=TODAY)


@pytest.mark.parametrize(
    ("name", "size"),
    [("a.txt", 100_000_000), ("a.html", MAX_PAGE_BYTES + 1), ("a.csv", MAX_TABLE_BYTES + 1)],
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch, name, size):
    with (tmp_path / name).open("wb") as file:
        file.truncate(size)  # sparse: takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(InputError, match=r"MB is more than the \d+ MB"):
        read(tmp_path / name, today=TODAY)


def test_bytes_that_are_too_many_are_refused():
    with pytest.raises(InputError, match=r"10.0 MB is more than the 10 MB"):
        read_bytes(b"a" * (MAX_BYTES + 1), "-", today=TODAY)
    with pytest.raises(InputError, match=r"6.0 MB is more than the 5 MB"):
        read_bytes(b"<html>" * 1_000_000, "-", today=TODAY)


def test_a_file_name_that_is_no_text_can_be_named(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(TEXT)
    assert read(path, today=TODAY).documents[0].source.endswith("/\ufffd.txt")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.html", "a.json", "a.csv", "-"]))
def test_bytes_are_documents_or_an_input_error(data, name):
    try:
        reading = read_bytes(data, name, today=TODAY)
    except InputError:
        return
    assert reading.documents


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "0001-01-01T00:00+14:00", "1899-12-31"]
)
def test_a_date_of_another_age_in_a_header_is_an_error(day):
    with pytest.raises(InputError, match="is not a date of 1900 to 2199"):
        read_bytes(f"published: {day}\n\nTroops left.".encode(), "a.txt", today=TODAY)


@pytest.mark.parametrize("day", [date.min, date.max, datetime.min, datetime(1899, 12, 31)])
def test_a_date_of_another_age_given_by_the_user_is_an_error(day):
    with pytest.raises(InputError, match="published: the year"):
        read_bytes(b"Troops left.", "a.txt", published=day, today=TODAY)


def test_a_dateline_of_another_age_is_none():
    text = (
        b"PARIS, 1 January 0001 - The ministry said on Tuesday that the troops had left the town."
    )
    assert read_bytes(text, "a.txt", today=TODAY).documents[0].published is None
