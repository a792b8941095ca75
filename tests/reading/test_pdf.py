from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recul.model import InputError
from recul.reading import read_bytes
from recul.reading.lines import Line, joined, unwrapped
from tests.reading.files import assembled, pdf, stream

TODAY = date(2022, 3, 1)
LINES = (
    "The ministry said on Tuesday that several units of the southern district had ended",
    "their exercises and would return to their bases. Satellite pictures taken on Wed-",
    "nesday show that the camp is still full: tanks have come by rail.",
    "Nobody saw a convoy leave.",
    "\u201cWe see no change,\u201d said an officer.",
)
TEXT = (
    "The ministry said on Tuesday that several units of the southern district had ended their "
    "exercises and would return to their bases. Satellite pictures taken on Wednesday show that "
    "the camp is still full, and that forty tanks have come by rail. Nobody saw a convoy leave.\n"
)


def column(lines, left=72.0, top=720.0, step=14.0):
    return [(left, top - step * number, line) for number, line in enumerate(lines)]


def ids(document):
    return [warning.id for warning in document.warnings]


def test_lines_are_joined_where_only_the_width_broke_them():
    (document,) = read_bytes(pdf([column(LINES)]), "a.pdf", today=TODAY).documents
    assert document.text == (
        " ".join(LINES[:2]).removesuffix("-") + LINES[2] + "\n" + "\n".join(LINES[3:])
    )
    assert document.language == "en"


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_its_running_heads():
    head, foot = (72, 800, "Monitoring note 7"), "Page {} of 3"
    pages = [
        [head, *column(lines), (280, 30, foot.format(number))]
        for number, lines in enumerate(
            (
                (
                    *LINES[:1],
                    "The units that had been announced to leave stood on Friday where they",
                ),
                (
                    "had stood on Monday, a witness said, and nothing had been taken off the rails.",
                    "So it was.",
                ),
                ("No more was known.",),
            ),
            start=1,
        )
    ]
    (document,) = read_bytes(pdf(pages), "a.pdf", today=TODAY).documents
    assert "stood on Friday where they had stood on Monday" in document.text
    assert "Monitoring" not in document.text
    assert "Page" not in document.text
    (warning,) = [w for w in document.warnings if w.id == "running_heads_left_out"]
    assert warning.values == {"source": "a.pdf", "n": 6, "of": 3}


def test_a_raised_figure_parts_no_line_and_a_table_of_contents_is_no_paragraph():
    page = [
        (72, 740, "Counting the units that left" + " ." * 50 + " 2"),
        (72, 726, "Counting the units that stay" + " ." * 50 + " 3"),
        (72, 700, "The units"),
        (119, 703, "1"),
        (128, 700, "were said on Tuesday to have left, and were seen on Friday."),
    ]
    (document,) = read_bytes(pdf([page]), "a.pdf", today=TODAY).documents
    assert document.text.count("\n") == 2
    assert document.text.endswith("were said on Tuesday to have left, and were seen on Friday.")
    assert "The units 1 were" in document.text


def test_a_hyphen_that_belongs_to_the_word_stays():
    lines = (
        "It is a well-known fact, told by the ministry and by everybody else, that the well-",
        "known commander left the camp on Friday with the staff that had been named there.",
    )
    (document,) = read_bytes(pdf([column(lines)]), "a.pdf", today=TODAY).documents
    assert "that the well-known commander" in document.text


def test_the_title_counts_if_the_text_begins_with_it():
    lines = column(("Units that stay", "", *LINES))
    for title, expected in (
        ("Units that stay", "Units that stay"),
        ("units  THAT stay", "units THAT stay"),
        ("Microsoft Word - draft3.doc", None),
        ("Annual report 2009", None),
    ):
        data = pdf([lines], info=f"/Title({title})")
        assert read_bytes(data, "a.pdf", today=TODAY).documents[0].title == expected


def test_the_day_a_file_was_made_counts_after_what_its_text_says_and_is_told():
    made = "/CreationDate(D:20220218093000+01'00')"
    (document,) = read_bytes(pdf([column(LINES)], info=made), "a.pdf", today=TODAY).documents
    assert document.published_on == date(2022, 2, 18)
    assert "dated_by_its_file" in ids(document)
    dated = column(("Published on 16 February 2022", *LINES))
    (document,) = read_bytes(pdf([dated], info=made), "a.pdf", today=TODAY).documents
    assert document.published_on == date(2022, 2, 16)
    assert "dated_by_its_file" not in ids(document)
    for wrong in ("/CreationDate(D:20220318)", "/CreationDate(D:20229918)", "/CreationDate(x)"):
        (document,) = read_bytes(pdf([column(LINES)], info=wrong), "a.pdf", today=TODAY).documents
        assert document.published is None


def test_a_scan_is_told_and_so_are_pages_without_text():
    with pytest.raises(InputError, match="a scan: none of its 2 pages holds text"):
        read_bytes(pdf([[], []]), "a.pdf", today=TODAY)
    (document,) = read_bytes(pdf([column(LINES), []]), "a.pdf", today=TODAY).documents
    (warning,) = [w for w in document.warnings if w.id == "pages_without_text"]
    assert (warning.values["n"], warning.values["of"]) == (1, 2)


def test_a_locked_pdf_is_told():
    locked = assembled(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"],
        extra=f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'28' * 32}>/U<{'11' * 32}>/P -4>>"
        "/ID[<00><00>]",
    )
    with pytest.raises(InputError, match="locked with a password"):
        read_bytes(locked, "a.pdf", today=TODAY)


def test_a_pdf_that_unpacks_to_gigabytes_ends_its_reader_and_nothing_else(monkeypatch):
    monkeypatch.setattr("recul.reading.pdf.SECONDS", 3)
    squared = stream(stream(bytes(200_000_000)).partition(b"stream\n")[2])  # flate within flate
    content = squared.replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]")
    texts = stream(b"BT /F 9 Tf (a) Tj ET\n" * 3_000_000)
    for bomb in (content, texts):
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            bomb,
        ]
        with pytest.raises(InputError, match=r"a scan|takes too much"):
            read_bytes(assembled(objects), "a.pdf", today=TODAY)


@settings(max_examples=25)
@given(st.integers(0, 2_000), st.binary(max_size=8), st.integers(0, 2_000))
def test_a_damaged_pdf_is_read_or_refused(at, put, cut):
    data = bytearray(pdf([column(LINES)]))
    data[10 + at % len(data) :][: len(put)] = put
    data = data[: 10 + at % len(data)] + put + data[10 + at % len(data) + len(put) :]
    if cut % 3 == 0:
        data = data[: 9 + cut % len(data)]
    try:
        (document,) = read_bytes(bytes(data), "a.pdf", today=TODAY).documents
    except InputError:
        return
    assert document.text


@given(st.lists(st.lists(st.text(min_size=1).filter(str.strip), max_size=5), max_size=4))
def test_joining_lines_keeps_every_letter(pages):
    set_ = [
        [Line(line.strip(), 0.0, float(len(line)), float(n), 1.0) for n, line in enumerate(page)]
        for page in pages
    ]
    signs = "-\u00ad\u2010\u2011\ufffe\x02"

    def letters(text):
        return "".join(c for c in text if not c.isspace() and c not in signs)

    assert letters(joined(set_)) == letters("".join(line.text for page in set_ for line in page))


def test_a_letter_that_was_broken_at_72_characters_is_put_together():
    text = (
        "The units that were to leave on Friday have been seen again in the camp,\n"
        "and nobody knows why.\n"
        "A second report says the same.\n"
        "\n"
        "  - forty tanks\n"
        "  - ten guns\n"
        "> What was written before, and is quoted here in full, as letters often do\n"
        "> at their end.\n"
    )
    assert unwrapped(text).split("\n") == [
        "The units that were to leave on Friday have been seen again in the camp, and nobody knows why.",
        "A second report says the same.",
        "- forty tanks",
        "- ten guns",
        "> What was written before, and is quoted here in full, as letters often do",
        "> at their end.",
    ]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", TEXT),
        (
            "ru",
            "Министерство обороны объявило во вторник, что несколько подразделений, завершив учения, возвращаются в пункты постоянной дислокации. Снимки показывают прибытие самоходной артиллерии.",
        ),
        (
            "zh",
            "国防部星期二宣布，若干部队在完成演习后正在返回永久驻地。随后几天拍摄的卫星照片显示，又有自行火炮抵达火车站，当地观察员统计到至少四十辆坦克。",
        ),
        (
            "ar",
            "أعلنت وزارة الدفاع يوم الثلاثاء أن عدة وحدات أنهت تدريباتها وبدأت العودة إلى قواعدها الدائمة. وأظهرت صور الأقمار الصناعية وصول مدفعية إضافية إلى محطة القطار.",
        ),
    ],
)
def test_what_a_typesetter_made_comes_out_as_it_went_in(language, text, tmp_path):
    """Four scripts, justified and hyphenated; and word for word what pdftotext reads."""
    try:
        from weasyprint import HTML
    except OSError:
        pytest.skip("pango is not installed")
    text = text.strip()
    file = tmp_path / "a.pdf"
    direction = "rtl" if language == "ar" else "ltr"
    style = (
        "@page{size:A5} p{hyphens:auto;text-align:justify;"
        "font-family:Noto Sans,Noto Naskh Arabic,Noto Sans CJK SC}"
    )
    HTML(
        string=f"<html lang={language} dir={direction}><style>{style}</style>"
        f"<body><p>{text}</p><p>{text}</p></body></html>"
    ).write_pdf(file)
    (document,) = read_bytes(file.read_bytes(), "a.pdf", today=TODAY).documents
    assert document.text == f"{text}\n{text}"
    if language != "ar":  # whose direction marks pdftotext puts in between
        other = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True)
        seen = "".join(other.stdout.replace("\u2010\n", "").split())
        assert "".join(document.text.split()) == seen
