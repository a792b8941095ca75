import pytest
from benchmarks import gold
from benchmarks.accuracy import __main__ as accuracy
from benchmarks.public.report import Report, Row, table
from benchmarks.public.scoring import Tally

REPORT = Report(
    title="A set",
    source="somewhere",
    definitions=("What is found is counted.",),
    rows=(
        Row("all", "half", "recul", Tally(found=1, wanted=2, right=1, given=1), 12_345.0),
        Row("all", "half", "another annotator", Tally(found=1, wanted=2)),
    ),
    absent=("peer: not installed",),
)


def test_a_report_in_both_forms():
    text, page = "\n".join(REPORT.lines()), "\n".join(REPORT.markdown())
    assert "| all | half | recul | 1.00 | 0.50 | 0.67 | 1 | 2 | 12,345 |" in page
    assert "| all | half | another annotator | – | 0.50 | – | – | 2 | – |" in page
    assert "- peer: not installed" in page
    assert "another annotator" in text
    assert "12,345" in text


def test_figures_stand_to_the_right():
    assert list(table(("what", "P"), [("x", "1")]))[1] == "|---|---:|"


def test_a_set_without_a_path_is_not_measured(monkeypatch, tmp_path):
    monkeypatch.setattr(accuracy, "MEASURE", {"a": lambda path: REPORT, "b": lambda path: REPORT})
    monkeypatch.setattr(gold, "GOLD", tmp_path)
    page = "\n".join(accuracy.page({"a": tmp_path}))
    assert "### A set" in page
    assert "### b\n\nnot measured in this run" in page


def test_a_copy_that_is_not_there_is_said(tmp_path):
    (line,) = accuracy._public("polnear", tmp_path)
    assert "not measured in this run: " in line


@pytest.mark.parametrize("argument", ["polnear", "nothing=/x"])
def test_what_is_no_set_stops(argument):
    with pytest.raises(SystemExit, match="SET=PATH"):
        accuracy.main([argument])
