from __future__ import annotations

import gzip
import io
import zlib
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import InputError
from recul.reading import read, warc
from tests.reading.files import answer, packed, page, pdf, record, wacz

TODAY = date(2022, 3, 1)
TEXT = (
    "The ministry announced on Tuesday that several units would return to their bases, but those "
    "who live there saw no convoy leave.\n“We see no change,” an officer said on Wednesday."
)
PAGE = answer(page(TEXT))


def of(tmp_path, data, name="crawl.warc.gz"):
    file = tmp_path / name
    file.write_bytes(data)
    return read(file, today=TODAY)


def warned(reading):
    return {w.id: (w.values.get("n"), w.values.get("counts")) for w in reading.warnings}


@pytest.mark.parametrize(
    "pack",
    [packed, lambda *records: b"".join(records), lambda *records: gzip.compress(b"".join(records))],
    ids=["a member for each record", "plain", "one member"],
)
def test_pages_texts_and_pdfs_become_documents_and_the_others_are_counted(tmp_path, pack):
    letters = pdf(
        [[(72, 700, "The units were seen in the camp on Friday, and nobody had left it.")]]
    )
    reading = of(
        tmp_path,
        pack(
            record("warcinfo", block=b"software: test\r\n"),
            record("request", block=b"GET /1 HTTP/1.1\r\n\r\n"),
            record("response", block=PAGE),
            record("response", "https://daily.example/2.pdf", answer(letters, "application/pdf")),
            record(
                "resource", "file:///3", b"The third text, of Monday.", Content_Type="text/plain"
            ),
            record("response", "https://daily.example/i.png", answer(b"\x89PNG", "image/png")),
            record("response", "https://daily.example/4", answer(b"gone", status=404)),
            record("revisit", "https://daily.example/1"),
            record("resource", "urn:text:https://daily.example/1", b"x", Content_Type="text/plain"),
        ),
    )
    assert [d.url for d in reading.documents] == [
        "https://daily.example/1",
        "https://daily.example/2.pdf",
        "file:///3",
    ]
    assert reading.documents[0].text.endswith("an officer said on Wednesday.")
    assert reading.documents[0].source.endswith("crawl.warc.gz, https://daily.example/1")
    assert reading.documents[0].published_on == date(2022, 2, 16)
    assert warned(reading) == {
        "parts_type": (1, {"image/png": 1}),
        "parts_status": (1, {"404": 1}),
        "parts_record": (2, {"revisit": 1, "resource": 1}),
    }
    (taken,) = reading.inputs
    assert set(taken.documents) == {d.id for d in reading.documents}
    assert taken.captured == dict.fromkeys(
        taken.documents, datetime(2022, 2, 18, 9, 30, tzinfo=UTC)
    )


def test_a_wacz_file_is_read_like_the_warc_files_in_it(tmp_path):
    reading = of(tmp_path, wacz(packed(record("response", block=PAGE))), "site.wacz")
    assert [d.url for d in reading.documents] == ["https://daily.example/1"]
    damaged = bytearray(wacz(packed(record("response", block=PAGE))))
    damaged[damaged.index(b"\x1f\x8b") + 40] ^= 1
    with pytest.raises(InputError, match="nothing in it can be read"):
        of(tmp_path, bytes(damaged), "site.wacz")
    for data in (wacz(b"", "x/data.warc"), b"PK\x03\x04" + bytes(30)):
        with pytest.raises(InputError, match=r"holds no WARC|no WACZ file that can be read"):
            of(tmp_path, data, "site.wacz")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(page(TEXT)), {"Content-Encoding": "gzip"}),
        (zlib.compress(page(TEXT)), {"Content-Encoding": "deflate"}),
        (zlib.compress(page(TEXT))[2:-4], {"Content-Encoding": "deflate"}),
        (
            b"5\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page(TEXT)), page(TEXT)),
            {"Transfer-Encoding": "chunked"},
        ),
        (page(TEXT), {"Transfer-Encoding": "chunked"}),  # undone by who wrote the file
    ],
    ids=["gzip", "zlib", "deflate", "chunks", "chunks undone"],
)
def test_codings_are_undone(tmp_path, body, headers):
    block = answer(body, **headers)
    reading = of(tmp_path, packed(record("response", block=block)))
    assert "would return to their bases" in reading.documents[0].text


def test_old_files_and_folded_headers_are_read(tmp_path):
    one = record("response", "<https://daily.example/1>", PAGE, version="WARC/1.0")
    folded = one.replace(b"WARC-Date: ", b"WARC-Date:\r\n\t")
    reading = of(tmp_path, packed(folded), "a.warc")
    assert reading.documents[0].url == "https://daily.example/1"


def test_what_was_captured_on_a_day_was_not_published_after_it(tmp_path):
    block = answer(page(TEXT, date="2022-02-25"))
    reading = of(tmp_path, packed(record("response", block=block)))
    assert reading.documents[0].published is None
    assert "future_date_ignored" in [w.id for w in reading.documents[0].warnings]


def test_a_file_cut_short_gives_what_is_whole_and_says_where_it_ends(tmp_path):
    whole = packed(record("response", block=PAGE))
    second = packed(record("response", "https://daily.example/2", answer(page(TEXT + "x"))))
    for cut, read_whole in ((5, 1), (len(second) // 2, 1), (len(second) - 3, 2)):
        reading = of(tmp_path, whole + second[:cut])
        assert len(reading.documents) == read_whole
        ((problem, n),) = warned(reading)["parts_broken"][1].items()
        assert (n, str(len(whole)) in problem) == (1, True)


def test_broken_records_are_told_and_never_taken_for_the_end(tmp_path):
    good = record("response", block=PAGE)
    cases = {
        "tell its length": record("response", block=PAGE).replace(b"Content-Length: ", b"X: "),
        "no record begins": b"GARBAGE\r\n\r\n",
        "no record at byte": b"x" * 100_000,
        "too many headers": b"WARC/1.1\r\n" + b"a: b\r\n" * 1_000,
        "damaged": None,
    }
    for expected, bad in cases.items():
        data = packed(good, bad) if bad else packed(good) + b"\x00" * 500
        (problem,) = warned(of(tmp_path, data))["parts_broken"][1]
        assert expected in problem
    for block, expected in (
        (b"no response", "no HTTP response"),
        (answer(b"", "text/html"), "empty"),
        (
            answer(gzip.compress(page(TEXT))[:50], Content_Encoding="gzip"),
            "compressed, and cut short",
        ),
        (answer(b"\x1f\x8bxx", Content_Encoding="gzip"), "compressed, and damaged"),
        (answer(b"xx", Content_Encoding="br"), "coded as br"),
        (answer(b"5\r\n<html\r\nzz", Transfer_Encoding="chunked"), "chunks cut short"),
    ):
        reading = of(tmp_path, packed(good, record("response", block=block), good))
        assert warned(reading)["parts_broken"] == (1, {expected: 1})
        assert len(reading.documents) == 2


def test_bombs_are_bounded(tmp_path, monkeypatch):
    good = record("response", block=PAGE)
    bomb = answer(gzip.compress(bytes(60_000_000)), Content_Encoding="gzip")
    reading = of(tmp_path, packed(record("response", block=bomb), good))
    assert warned(reading)["parts_broken"] == (1, {"too large": 1})
    monkeypatch.setattr(warc, "MAX_RECORD_BYTES", 5_000_000)
    large = record("response", block=bytes(9_000_000))
    reading = of(tmp_path, packed(large, good))
    assert warned(reading)["parts_broken"] == (1, {"a record of more than 5 MB": 1})
    assert len(reading.documents) == 1
    monkeypatch.setattr(warc, "MAX_UNPACKED_BYTES", 5_000_000)
    reading = of(tmp_path, packed(good, large, good))
    assert "when decompressed" in next(iter(warned(reading)["parts_broken"][1]))


def test_nothing_that_can_be_read_is_an_error(tmp_path):
    with pytest.raises(InputError, match="nothing in it can be read"):
        of(tmp_path, packed(record("request", block=b"GET / HTTP/1.1\r\n\r\n")))
    with pytest.raises(InputError, match="nothing in it can be read"):
        of(tmp_path, b"", "empty.warc")


@given(st.lists(st.binary(max_size=200), max_size=5), st.sampled_from(["plain", "members", "one"]))
def test_every_record_comes_out_as_it_went_in(blocks, how):
    whole = [record("resource", f"urn:{n}", block) for n, block in enumerate(blocks)]
    data = {
        "plain": b"".join(whole),
        "members": packed(*whole),
        "one": gzip.compress(b"".join(whole)),
    }[how]
    found = [one for one in warc.records(io.BytesIO(data)) if isinstance(one, warc.Record)]
    assert [one.block for one in found] == blocks
    if how == "members" and found:
        starts = [len(packed(*whole[:n])) for n in range(len(whole))]
        assert [one.offset for one in found] == starts
        assert found[0].at == datetime(2022, 2, 18, 9, 30, tzinfo=UTC)


@given(st.binary(max_size=400), st.integers(0, 400), st.booleans())
def test_damaged_bytes_end_in_records_or_in_a_problem(noise, at, compressed):
    data = record("response", block=PAGE[:300])
    data = data[:at] + noise + data[at:]
    if compressed:
        data = gzip.compress(data)[: 400 - at // 2]
    found = list(warc.records(io.BytesIO(data)))
    assert all(isinstance(one, warc.Record | warc.Broken) for one in found)
    for one in found:
        if isinstance(one, warc.Record):
            with suppress(warc.Broken):
                warc.message(one.block).content(10_000)
