"""Floors of accuracy on the half of the benchmark's sentences that nothing was tuned on."""

from __future__ import annotations

import pytest
from benchmarks import values

# Raise a floor when the figure rises; lowering one needs a decision record.
DATES, QUANTITIES = 0.93, 0.94


@pytest.mark.parametrize(
    ("what", "read", "floor"),
    [
        ("dates", values.recul_dates, DATES),
        ("quantities", values.recul_quantities, QUANTITIES),
    ],
)
def test_floor(what: str, read: values.Reader, floor: float) -> None:
    rows = values.sentences(what, "report")
    assert len(rows) >= 60
    assert values.score(rows, read).f1 >= floor


@pytest.mark.parametrize("what", ["dates", "quantities"])
def test_the_two_halves_share_no_sentence(what: str) -> None:
    tune = {row.text for row in values.sentences(what, "tune")}
    report = {row.text for row in values.sentences(what, "report")}
    assert tune
    assert not tune & report


def test_the_tuned_half_is_read_right() -> None:
    assert values.misses(values.sentences("dates", "tune"), values.recul_dates) == []
    assert values.misses(values.sentences("quantities", "tune"), values.recul_quantities) == []
