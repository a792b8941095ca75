"""The back-test for a terminal: the largest misses first, then the scores beside the baselines."""

from __future__ import annotations

from collections.abc import Mapping

from recul.backtest.report import LIKELY, REFERENCE, Report
from recul.backtest.scores import Scores
from recul.reporting.page import WIDTH, Page
from recul.reporting.words import Words, words

_NAME = 22
_CELL = 9


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
        if score == "rps":
            page.line(_cells(said.told("interval"), _intervals(report, days)))
        for name, scores in report.baselines.items():
            page.line(_row(said.label(f"baseline_{name}"), scores.checkpoints, days, score))
    page.heading(said.told("skill"))
    for name in (REFERENCE, *(n for n in report.skill if n != REFERENCE)):
        gained = report.skill[name]
        cells = [f"{gained[day].value:+.0%}" if day in gained else "–" for day in days]
        page.line(_cells(said.label(f"baseline_{name}"), cells))
    _reliability(page, report, said)
    page.gap()
    summary = report.scores
    page.line(said.count("backtest_false", summary.false_confirmations))
    page.line(said.count("backtest_missed", summary.missed))
    if summary.median_days_to_verdict is not None:
        page.line(said.label("backtest_days", n=summary.median_days_to_verdict))
    for day, share in list(summary.likely.items())[-1:]:
        page.line(said.told("likely_by", day=day, share=share, least=LIKELY))
    page.gap()
    page.line(said.label("backtest_caveat"), style="dim")
    return page.text()


def _reliability(page: Page, report: Report, said: Words) -> None:
    page.heading(said.told("reliability"))
    for each in report.reliability:
        page.line(
            said.told(
                "reliability_bin",
                low=f"{each.low:.1f}",
                high=f"{each.high:.1f}",
                n=each.forecasts,
                mean=f"{each.mean:.2f}",
                share=f"{each.happened / each.forecasts:.2f}",
            ),
            indent=2,
        )
    if report.parts:
        parts = {name: f"{value:.3f}" for name, value in report.parts.model_dump().items()}
        page.line(said.told("parts", **parts), indent=2, hang=2)


def _intervals(report: Report, days: list[str]) -> list[str]:
    between = report.scores.rps90
    return [f"{between[d].low90:.2f}–{between[d].high90:.2f}".replace("0.", ".") for d in days]


def _cells(name: str, cells: list[str]) -> str:
    return f"{name:<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _day(checkpoint: str) -> str:
    """A checkpoint as the head of a column: "+7", "d+14" (of the deadline)."""
    return f"+{checkpoint}" if checkpoint.isdigit() else "d+14"


def _row(name: str, scores: Mapping[str, Scores], days: list[str], score: str) -> str:
    return _cells(
        name, [f"{getattr(scores[day], score):.3f}" if day in scores else "–" for day in days]
    )
