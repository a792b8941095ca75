from __future__ import annotations

import io
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import InputError
from recul.reading import mail, read
from recul.reading.parts import Part, Passed
from tests.reading.files import page, pdf

TODAY = date(2022, 3, 1)
TEXT = (
    "The units that were to leave on Friday have been seen again in the camp on the\n"
    "border, and nobody knows why they have come back.\n"
    "\n"
    "“We see no change,” an officer said on Wednesday, and he added that the tanks\n"
    "had never left.\n"
)
SENT = "Wed, 16 Feb 2022 09:12:33 +0100"


def letter(text: str | None = TEXT, html: bytes | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "Morning Brief <brief@daily.example>",
        "Subject": "The units are back",
        "Date": SENT,
    }.items():
        if headers.get(name, value):
            message[name] = headers.get(name, value)
    for name in headers.keys() - {"From", "Subject", "Date"}:
        message[name.replace("_", "-")] = headers[name]
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html.decode(), subtype="html")
        else:
            message.add_alternative(html.decode(), subtype="html")
    return message


def of(tmp_path, data, name="a.eml"):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return read(file, today=TODAY)


def test_a_letter_is_a_document_by_its_sender_of_its_date(tmp_path):
    (document,) = of(tmp_path, bytes(letter())).documents
    assert document.text.split("\n") == [
        "The units that were to leave on Friday have been seen again in the camp on the "
        "border, and nobody knows why they have come back.",
        "“We see no change,” an officer said on Wednesday, and he added that the tanks had never left.",
    ]
    assert (document.publisher, document.title) == ("Morning Brief", "The units are back")
    assert document.published == datetime(2022, 2, 16, 8, 12, 33, tzinfo=UTC)
    assert document.published_to == "second"
    assert document.url is None


def test_a_page_is_read_where_the_text_beside_it_is_no_alternative(tmp_path):
    html = page("The long article of the newsletter, which tells that the units stay.\n" * 5)
    (document,) = of(tmp_path, bytes(letter("View in a browser", html))).documents
    assert "The long article" in document.text
    (document,) = of(tmp_path, bytes(letter(None, html))).documents
    assert "The long article" in document.text
    assert document.publisher == "Morning Brief"
    (document,) = of(tmp_path, bytes(letter(TEXT, html))).documents
    assert document.text.startswith("The units that were to leave")


def test_headers_in_other_letters_are_read_and_what_is_no_header_is_left_in_the_text(tmp_path):
    message = letter(
        "publisher: Somebody else\n\nThe units stay where they are, says the ministry.",
        From="=?utf-8?b?0JLQtdGB0YLQuA==?= <a@b.example>",
        Subject="=?koi8-r?q?=F7=CF=CA=D3=CB=C1?=",
        Archived_At="<https://daily.example/letters/7>",
    )
    (document,) = of(tmp_path, bytes(message)).documents
    assert (document.publisher, document.title) == ("Вести", "Войска")
    assert document.url == "https://daily.example/letters/7"
    assert document.text.startswith("publisher: Somebody else")


def test_without_a_name_the_address_is_the_publisher(tmp_path):
    (document,) = of(tmp_path, bytes(letter(From="brief@daily.example"))).documents
    assert document.publisher == "brief@daily.example"


@pytest.mark.parametrize(
    "sent", ["", "yesterday", "Wed, 16 Feb 2122 09:12:33 +0100", "Mon, 99 Foo 1 x"]
)
def test_a_date_that_cannot_be_is_none(tmp_path, sent):
    (document,) = of(tmp_path, bytes(letter(Date=sent))).documents
    assert document.published is None


def test_attached_pages_and_pdfs_are_read_and_the_rest_is_counted(tmp_path):
    message = letter()
    words = "The report says that the units have not moved from the place they held."
    message.add_attachment(pdf([[(72, 700, words)]]), "application", "pdf", filename="report.pdf")
    message.add_attachment(page(TEXT + "again"), "text", "html", filename="a.html")
    message.add_attachment(b"PNG", "image", "png", filename="i.png")
    message.add_attachment(letter())
    reading = of(tmp_path, bytes(message))
    assert [d.source.rpartition("/")[2] for d in reading.documents] == [
        "a.eml",
        "a.eml, report.pdf",
        "a.eml, a.html",
    ]
    assert reading.documents[1].text == words
    assert reading.documents[1].published_on == date(2022, 2, 16)
    (warning,) = reading.warnings
    assert warning.id == "parts_type"
    assert warning.values["counts"] == {"image/png": 1, "message/rfc822": 1}


def mbox(*letters: bytes) -> bytes:
    return b"".join(
        b"From brief@daily.example Wed Feb 16 09:12:33 2022\n" + one.rstrip(b"\n") + b"\n\n"
        for one in letters
    )


def test_an_mbox_file_holds_letters_and_gives_back_what_was_quoted_in_them(tmp_path):
    quoted = bytes(letter("The ministry wrote:\n\n>From Monday on, the units are leaving.\n"))
    data = mbox(bytes(letter()), quoted, bytes(letter("", Subject="Empty")))
    for name in ("letters.mbox", "Inbox"):
        reading = of(tmp_path, data, name)
        assert [d.source.rpartition(", ")[2] for d in reading.documents] == ["letter 1", "letter 2"]
        assert reading.documents[1].text.endswith("From Monday on, the units are leaving.")
        assert [(w.id, w.values["counts"]) for w in reading.warnings] == [
            ("parts_broken", {"a letter without text": 1})
        ]


def test_a_text_that_begins_with_from_is_no_mbox_file(tmp_path):
    text = "From Moscow, it was said at 10:30 on 16 February 2022\n\nThe units stay.\n"
    assert len(of(tmp_path, text.encode(), "a.txt").documents) == 1
    (document,) = of(
        tmp_path, b"From Moscow, on 16 February 2022\n\nThe units stay.", "a"
    ).documents
    assert document.text.startswith("From Moscow")


def test_a_maildir_is_read_as_a_folder_of_letters(tmp_path):
    box = tmp_path / "box"
    for name, one in (("cur/1.host:2,S", letter()), ("new/2.host", letter("The units stay.\n"))):
        of(box, bytes(one), name)
    (box / "tmp").mkdir()
    (box / "dovecot.index.log").write_bytes(b"\x00")
    reading = read(box, today=TODAY)
    assert len(reading.documents) == 2
    assert [w.values["problem"] for w in reading.warnings] == ["not a kind of file that is read"]


def test_a_letter_that_is_too_large_is_counted_and_the_others_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(mail, "MAX_MESSAGE_BYTES", 2_000)
    data = mbox(bytes(letter("x " * 3_000)), bytes(letter()))
    reading = of(tmp_path, data, "letters.mbox")
    assert len(reading.documents) == 1
    assert reading.warnings[0].id == "parts_large"
    with pytest.raises(InputError, match=r"nothing in it can be read .*more than"):
        of(tmp_path, bytes(letter("x " * 3_000)))


def test_letters_within_letters_without_end_are_no_letter():
    deep = b"From: a@b.example\nDate: x\n"
    for n in range(3_000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    found = list(mail.parts(deep, "a", TODAY))
    assert [type(one) for one in found] == [Passed]


@given(st.lists(st.sampled_from([
    b"From: ", b"a@b.example", b"\n", b"\n\n", b"Date: ", SENT.encode(), b"Subject: =?utf-8?q?=",
    b"?=", b"Content-Type: multipart/mixed; boundary=x", b"--x", b"--x--", b"Content-Type: text/html",
    b"Content-Transfer-Encoding: base64", b"; charset=\xff", b"\xff\x00", b"\r", b" ", b"text",
    b"Content-Type: message/rfc822", b"Content-Disposition: attachment; filename*=utf-9''%ff",
]), max_size=40))  # fmt: skip
def test_any_bytes_are_a_letter_or_none(pieces):
    for one in mail.parts(b"".join(pieces), "a", TODAY):
        assert isinstance(one, Part | Passed)


@given(st.lists(st.text("Fromabc >\n", max_size=30), min_size=1, max_size=5))
def test_an_mbox_file_loses_no_letter(tmp_path_factory, texts):
    def quoted(text):
        lines = text.split("\n")
        return "\n".join(f">{n}" if n.lstrip(">").startswith("From ") else n for n in lines)

    data = mbox(*(b"Subject: x\n\n" + quoted(text).encode() for text in texts))
    found = list(mail.messages(io.BytesIO(data)))
    assert [one.rstrip(b"\n") for one in found if isinstance(one, bytes)] == [
        (b"Subject: x\n\n" + text.encode()).rstrip(b"\n") for text in texts
    ]
