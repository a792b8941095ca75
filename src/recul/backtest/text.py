"""The back-test for a terminal: the largest misses first, then the scores beside the baselines."""

from __future__ import annotations

from collections.abc import Mapping

from recul.backtest.replay import Report
from recul.backtest.scores import Scores
from recul.reporting.page import WIDTH, Page
from recul.reporting.words import words

_NAME = 22
_CELL = 8


def report_text(report: Report, language: str, *, width: int = WIDTH) -> str:
    """The report on a page.

    Args:
        report: what `recul.backtest.run` gave.
        language: of the words, ``fr`` or ``en``.
        width: columns.
    """
    said = words(language)
    page = Page(width)
    page.title(said.label("backtest_title"))
    page.line(said.count("backtest_claims", len(report.cases)))
    page.heading(said.label("backtest_misses"))
    for miss in report.largest_misses:
        page.line(
            said.label(
                "backtest_miss",
                claim=miss.id,
                day=str(miss.day),
                outcome=said.label(f"outcome_{miss.outcome}".lower()),
                verdict=said.verdict(miss.verdict),
                p=miss.p.carried_out,
                rps=f"{miss.rps:.2f}",
            ),
            indent=2,
            hang=2,
        )
    days = list(report.scores.checkpoints)
    for score in ("rps", "brier", "log"):
        page.heading(said.label(f"backtest_{score}"))
        page.line(" " * _NAME + "".join(f"{_day(day):>{_CELL}}" for day in days))
        page.line(_row("recul", report.scores.checkpoints, days, score), style="bold")
        for name, scores in report.baselines.items():
            page.line(_row(said.label(f"baseline_{name}"), scores.checkpoints, days, score))
    page.gap()
    summary = report.scores
    page.line(said.count("backtest_false", summary.false_confirmations))
    page.line(said.count("backtest_missed", summary.missed))
    if summary.median_days_to_verdict is not None:
        page.line(said.label("backtest_days", n=summary.median_days_to_verdict))
    page.gap()
    page.line(said.label("backtest_caveat"), style="dim")
    return page.text()


def _day(checkpoint: str) -> str:
    """A checkpoint as the head of a column: "+7", "d+14" (of the deadline)."""
    return f"+{checkpoint}" if checkpoint.isdigit() else "d+14"


def _row(name: str, scores: Mapping[str, Scores], days: list[str], score: str) -> str:
    cells = [
        f"{getattr(scores[day], score):{_CELL}.3f}" if day in scores else " " * (_CELL - 1) + "–"
        for day in days
    ]
    return f"{name:<{_NAME}}" + "".join(cells)
