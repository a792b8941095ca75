"""The back-test as a page of the documentation, in Markdown; made by ``recul backtest --page``."""

from __future__ import annotations

from collections.abc import Iterable

from recul.assessment.tables import Learned
from recul.backtest.report import REFERENCE, Report
from recul.reporting.words import words


def report_page(report: Report, learned: Learned) -> str:
    """The page.

    Args:
        report: what `recul.backtest.run` gave.
        learned: what the tables were learned from, for its provenance.
    """
    said = words("en")
    days = list(report.scores.checkpoints)
    heads = [f"+{d}" if d.isdigit() else "deadline + 14" for d in days]
    parts = [
        "# The back-test, as scored",
        "Made by `recul backtest --page docs/scores.md`; do not edit. What is scored and how, and "
        "how far it can be trusted: [methods](methods.md), [the data and its weaknesses]"
        "(../src/recul/backtest/data/README.md). Each claim is judged with tables from which its "
        "own crisis was left out.",
        "## Largest misses",
        _table(
            ["claim", "day", "outcome", "carried out", "partial", "not", "verdict", "rps"],
            (
                [
                    m.id,
                    str(m.day),
                    m.outcome.value,
                    f"{m.p.carried_out:.2f}",
                    f"{m.p.partial:.2f}",
                    f"{m.p.not_carried_out + m.p.build_up:.2f}",
                    said.verdict(m.verdict),
                    f"{m.rps:.2f}",
                ]
                for m in report.largest_misses
            ),
        ),
    ]
    for score, title in (
        ("rps", "Ranked probability score, halved (lower is better)"),
        ("brier", "Brier score"),
        ("log", "Logarithmic score"),
    ):
        rows = [
            ["**recul**", *(f"{getattr(report.scores.checkpoints[d], score):.3f}" for d in days)]
        ]
        if score == "rps":
            between = report.scores.rps90
            rows.append(
                [
                    "90 % interval",
                    *(f"{between[d].low90:.3f}–{between[d].high90:.3f}" for d in days),
                ]
            )
        for name, theirs in report.baselines.items():
            cells = (f"{getattr(theirs.checkpoints[d], score):.3f}" for d in days)
            rows.append([said.label(f"baseline_{name}"), *cells])
        parts += [f"## {title}", _table(["", *heads], rows)]
    cases = [str(report.scores.checkpoints[d].cases) for d in days]
    parts += [
        "Intervals are of the bootstrap, with whole crises drawn. Claims at each checkpoint: "
        + ", ".join(cases)
        + ".",
        "## By how much the ranked probability score is lower than that of",
        _table(
            ["", *heads],
            (
                [
                    said.label(f"baseline_{name}"),
                    *(f"{s[d].value:+.0%} ({s[d].low90:+.0%} to {s[d].high90:+.0%})" for d in days),
                ]
                for name in (REFERENCE, *(n for n in report.skill if n != REFERENCE))
                for s in (report.skill[name],)
            ),
        ),
        "## Reliability of *carried out*, over all checkpoints",
        _table(
            ["said", "forecasts", "mean", "carried out"],
            (
                [
                    f"{b.low:.1f}–{b.high:.1f}",
                    str(b.forecasts),
                    f"{b.mean:.2f}",
                    f"{b.happened} ({b.happened / b.forecasts:.0%})",
                ]
                for b in report.reliability
            ),
        ),
    ]
    if report.parts:
        p = report.parts
        parts.append(
            f"Brier score taken apart: reliability {p.reliability:.3f}, resolution "
            f"{p.resolution:.3f}, uncertainty {p.uncertainty:.3f}; calibration error "
            f"{p.calibration_error:.3f}. The forecasts of one claim are no independent ones."
        )
    s = report.scores
    likely = ", ".join(f"{share:.0%} by day {day}" for day, share in s.likely.items())
    wait = "–" if s.median_days_to_verdict is None else f"{s.median_days_to_verdict:g}"
    parts += [
        "## Verdicts",
        f"False confirmations {s.false_confirmations}; carried out and never confirmed {s.missed}; "
        f"median days to the first verdict that takes a side {wait}. Of the claims carried out in "
        f"time, given 60 % or more: {likely}.",
        "## Every claim at every checkpoint: P(carried out), and the verdict",
        _table(
            ["claim", "outcome", *heads],
            (
                [
                    r.id,
                    r.outcome.value,
                    *(
                        next(
                            (
                                f"{c.p.carried_out:.2f} {c.verdict}"
                                for c in r.checkpoints
                                if str(c.day) == d
                            ),
                            "",
                        )
                        for d in days
                    ),
                ]
                for r in report.cases
            ),
        ),
        "## What the tables were learned from",
        _table(["", ""], ([name, value] for name, value in learned.provenance.items())),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
