from __future__ import annotations

import contextlib
import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.backtest import BUNDLED
from recul.model import Direction, Document, InputError, SourceKind, end_of_day
from recul.reading import read, read_bytes

TODAY = date(2022, 3, 1)
ROW = {
    "date": "2022-02-18",
    "source": "An ambassador",
    "source_kind": "third_party_state",
    "kind": "troop_count",
    "low": 169000,
    "best": None,
    "high": 190000,
    "unit": "troops",
    "area": "in and near the country",
    "direction": "up",
    "paraphrase": "Between 169,000 and 190,000 personnel were there, up from 100,000 in January.",
    "url": "https://a.example/1",
    "confidence": "high",
}


def as_json(*rows: object) -> bytes:
    return json.dumps(rows).encode()


def as_csv(*rows: dict[str, object], separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read_table(data: bytes, name: str = "a.json") -> tuple[Document, ...]:
    return read_bytes(data, name, today=TODAY).documents


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", as_json(ROW)),
        ("a.json", json.dumps(ROW).encode()),
        ("a.json", as_json({"id": "x", "outcome": "FALSE", "observations": [ROW]})),
        ("a.json", json.dumps({"id": "x", "observations": [ROW]}).encode("utf-16")),
        ("-", as_json(ROW)),
        ("a.csv", as_csv(ROW)),
        ("a.csv", b"\xef\xbb\xbf" + as_csv(ROW, separator=";")),
        ("a.tsv", as_csv(ROW, separator="\t")),
        ("a.csv", as_csv({**ROW, "low": " 169 000 ", "high": "1.9e5"})),
    ],
)
def test_a_row_becomes_a_document(name, data):
    (document,) = read_table(data, name)
    assert document.text == ROW["paraphrase"]
    assert document.url == ROW["url"]
    assert document.publisher is None
    assert document.language == "en"
    assert document.published == end_of_day(date(2022, 2, 18))
    assert document.source == name
    row = document.row
    assert row is not None
    assert (row.row, row.low, row.best, row.high, row.unit) == (1, 169000, None, 190000, "troops")
    assert (row.source_kind, row.direction) == (SourceKind.THIRD_PARTY_STATE, Direction.UP)


def test_a_text_in_brackets_is_no_table():
    text = "[Agency] The ministry announced on Tuesday that the units were going home."
    assert [d.text for d in read_table(text.encode(), "-")] == [text]


def test_rows_are_numbered_through_the_file():
    rows = [{**ROW, "paraphrase": f"{ROW['paraphrase']} {number}"} for number in range(3)]
    cases = [{"observations": rows[:2]}, {"observations": rows[2:]}]
    assert [d.row.row for d in read_table(as_json(*cases)) if d.row] == [1, 2, 3]


def test_rows_that_would_be_one_document_are_an_error():
    with pytest.raises(
        InputError, match="row 2: has the paraphrase, url, date and source of row 1"
    ):
        read_table(as_json(ROW, {**ROW, "high": 200000}))


@pytest.mark.parametrize(
    "change", [{"url": "https://a.example/2"}, {"date": "2022-02-17"}, {"source": "A ministry"}]
)
def test_rows_of_the_same_words_are_two_documents(change):
    for rows in ((ROW, {**ROW, **change}), ({**ROW, **change}, ROW)):
        found = read_table(as_json(*rows))
        assert len({document.id for document in found}) == 2


def test_a_row_that_is_there_twice_is_one():
    (document,) = read_table(as_json(ROW, ROW))
    assert document.row is not None
    assert document.row.row == 1
    (again,) = read_table(as_csv(ROW), "b.csv")
    assert again.id == document.id == document.true_id


def test_a_row_of_another_table_cannot_take_the_place_of_this_one():
    (one,), (other,) = (read_table(as_json({**ROW, "high": high})) for high in (190000, 200000))
    assert one.id != other.id


def test_a_bad_field_names_its_row():
    rows = as_csv(ROW, {**ROW, "paraphrase": "x" * 200_000})
    with pytest.raises(InputError, match="row 2: not valid CSV: field larger than"):
        read_table(rows, "a.csv")


def test_columns_that_may_be_left_out():
    row = {k: ROW[k] for k in ("date", "source", "source_kind", "kind", "paraphrase")}
    (document,) = read_table(as_json(row))
    assert document.row is not None
    assert document.row.direction is Direction.UNKNOWN
    assert document.url is None


@pytest.mark.parametrize(
    ("change", "problem", "remedy"),
    [
        ({"dat": "2022-02-18"}, "no column 'dat'", "Rename it to date"),
        ({"hihg": 3}, "no column 'hihg'", "Rename it to high"),
        ({"xyz": 3}, "no column 'xyz'", "Remove it"),
        ({"date": "18/02/2022"}, "date: '18/02/2022' is not a date", "2022-02-16"),
        ({"date": "2022-02-30"}, "date: '2022-02-30' is not a date", "2022-02-16"),
        ({"date": "0001-01-01"}, "date: '0001-01-01' is not a date of 1900", "2022-02-16"),
        ({"date": "9999-12-31T23:00-14:00"}, "is not a date of 1900 to 2199", "2022-02-16"),
        ({"date": "0001-01-01T00:00+14:00"}, "is not a date of 1900 to 2199", "2022-02-16"),
        ({"date": "2022-03-02"}, "date: 2022-03-02 is in the future", "published"),
        ({"date": ""}, "date is empty", "Fill in"),
        ({"paraphrase": "  "}, "paraphrase is empty", "Fill in"),
        ({"low": -1}, "low: -1 is negative", "zero or more"),
        ({"best": "-0.5"}, "best: -0.5 is negative", "zero or more"),
        ({"low": 200000}, "low 200000.0, best None, high 190000.0", "smallest"),
        ({"best": 1}, "not in order", "smallest"),
        ({"high": "many"}, "high: 'many' is not a number", "digits"),
        ({"high": "1,000"}, "high: '1,000' may be thousands", "digits"),
        ({"high": "4.000"}, "high: '4.000' may be thousands", "4000"),
        ({"high": "4,5.0"}, "high: '4,5.0' is not a number", "digits"),
        ({"high": "nan"}, "high: 'nan' is not a number", "digits"),
        ({"high": "inf"}, "high: 'inf' is not a number", "digits"),
        ({"source_kind": "spy"}, "source_kind: 'spy' is not known", "Use one of: claimant,"),
        ({"kind": "rumour"}, "kind: 'rumour' is not known", "troop_count"),
        ({"direction": "left"}, "direction: 'left' is not known", "up, down"),
        ({"confidence": "none"}, "confidence: 'none' is not known", "high, medium, low"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.csv"])
def test_what_is_wrong_in_a_row_is_named_with_its_row_and_column(name, change, problem, remedy):
    good = {**dict.fromkeys(change), **ROW} if name == "a.csv" else ROW
    wrong = {**ROW, **change}
    if set(change) - set(ROW):  # a wrong column is wrong in every row
        good = wrong
    data = as_json(good, wrong) if name == "a.json" else as_csv(good, wrong)
    with pytest.raises(InputError) as error:
        read_table(data, name)
    assert error.value.source == f"{name}, row {1 if good is wrong else 2}"
    assert problem in error.value.problem
    assert remedy in error.value.remedy


@pytest.mark.parametrize("column", ["date", "source", "source_kind", "kind", "paraphrase"])
def test_a_missing_column_is_named(column):
    row = {k: v for k, v in ROW.items() if k != column}
    for name, data in (("a.json", as_json(row)), ("a.csv", as_csv(row))):
        with pytest.raises(InputError, match=f"the column {column} is missing"):
            read_table(data, name)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.json", b"[]", "without rows"),
        ("a.json", b"{}", "is missing"),
        ("a.json", b"3", "no list of observations"),
        ("a.json", b"[1]", "is not an observation"),
        ("a.json", b'[{"observations": 1}]', "observations is not a list"),
        ("a.json", b"[{", "not valid JSON"),
        ("a.json", b"[" * 1_000_000, "nested too deep"),
        ("a.json", as_json({**ROW, "high": 1}).replace(b": 1,", b": NaN,"), "NaN is not a number"),
        ("a.json", as_json({**ROW, "high": True}), "True is not a number"),
        ("a.json", as_json({**ROW, "source": 3}), "3 is not a text"),
        ("a.json", as_json({**ROW, "high": [1]}), "is not a number"),
        ("a.json", as_json(ROW).replace(b'{"date', b'{"low": 1, "date'), "gives 'low' twice"),
        ("a.csv", as_csv(ROW).replace(b"confidence", b"low"), "two columns 'low'"),
        ("a.csv", b"date,source\n", "without rows"),
        ("a.csv", as_csv(ROW) + b"a,b,c,d,e,f,g,h,i,j,k,l,m,n\n", "more values than columns"),
        ("a.csv", as_csv(ROW).replace(b"An amb", b'"An amb'), "not valid CSV"),
        ("a.csv", b"Just a text, in a file of the wrong name.\nYes.", "no column"),
    ],
)
def test_what_is_no_table_is_an_error(name, data, problem):
    with pytest.raises(InputError, match=problem):
        read_table(data, name)


def test_the_claims_data_are_read_whole():
    reading = read(BUNDLED, today=date(2027, 1, 1))
    assert len(reading.documents) == 352
    assert len({document.id for document in reading.documents}) == 352
    covered = [document.language for document in reading.documents]
    assert covered.count("en") >= 340
    assert set(covered) == {"en", None}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*ROW, "observations"]), inner),
)


@given(JSON)
def test_any_json_is_a_table_or_an_input_error(content):
    with contextlib.suppress(InputError):
        assert read_table(json.dumps(content).encode())


@given(st.dictionaries(st.sampled_from([*ROW]), st.text() | st.integers() | st.none()))
def test_any_change_of_a_row_is_read_or_an_input_error(change):
    with contextlib.suppress(InputError):
        assert read_table(as_json({**ROW, **change}))
