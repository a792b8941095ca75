"""The back-test on claims whose outcome is known, beside the baselines."""

from __future__ import annotations

import time
from datetime import timedelta

from recul import backtest
from recul.backtest.baselines import naive_bayes
from recul.backtest.claims import HistoricalCase, Observation, case_of, evidence_of
from recul.backtest.replay import CHECKPOINTS, day_of
from recul.model import Direction, SourceKind, end_of_day


def planted(case: HistoricalCase) -> HistoricalCase:
    """The claim with twenty reports of departures from sources nobody knows."""
    lies = tuple(
        Observation(
            date=case.claim_date + timedelta(days=i),
            source=f"account {i}",
            source_kind=SourceKind.UNKNOWN,
            kind="movement_out",
            direction=Direction.DOWN,
            paraphrase=f"Columns leave, says account {i}.",
        )
        for i in range(20)
    )
    return case.model_copy(update={"observations": (*case.observations, *lies)})


def fooled(cases: list[HistoricalCase]) -> int:
    """How many false or partial claims naive Bayes believes at some checkpoint, when attacked."""
    count = 0
    for case in map(planted, cases):
        evidence = evidence_of(case, case_of(case))
        days = [day for checkpoint in CHECKPOINTS if (day := day_of(checkpoint, case))]
        forecasts = [naive_bayes(case, evidence, end_of_day(day), cases) for day in days]
        count += case.outcome.rank < 2 and max(f[2] for f in forecasts) >= 0.8
    return count


def main() -> None:
    """Print the score table and the largest misses."""
    cases = backtest.load(backtest.BUNDLED)
    start = time.perf_counter()
    report = backtest.run(cases)
    took = time.perf_counter() - start
    table = {
        "recul": report.scores.checkpoints,
        **{name: scores.checkpoints for name, scores in report.baselines.items()},
    }
    for score in ("rps", "brier", "log"):
        print(f"{score:22}" + "".join(f"{day:>12}" for day in report.scores.checkpoints))
        for name, row in table.items():
            values = "".join(f"{getattr(row[d], score):12.3f}" for d in report.scores.checkpoints)
            print(f"  {name:20}{values}")
    print(f"cases {len(cases)}, {took:.1f} s")
    print(f"false confirmations {report.scores.false_confirmations}, ", end="")
    print(f"missed {report.scores.missed}, ", end="")
    print(f"median days to a verdict {report.scores.median_days_to_verdict}")
    attacked = backtest.run([planted(case) for case in cases])
    print("with twenty planted accounts that see them leave, day after day from the claim")
    for name, row, clean in (
        ("recul", attacked.scores.checkpoints, report.scores.checkpoints),
        ("naive_bayes", attacked.baselines["naive_bayes"].checkpoints, table["naive_bayes"]),
    ):
        values = "".join(f"{row[d].rps:12.3f}" for d in clean)
        print(f"  {name:20}{values}")
    print(f"  false confirmations of recul {attacked.scores.false_confirmations}, ", end="")
    print(f"claims naive Bayes puts at .8 or more and that were not carried out {fooled(cases)}")
    print("largest misses")
    for miss in report.largest_misses:
        p = miss.p
        print(
            f"  {miss.id:28} day {miss.day!s:12} {miss.outcome:8} rps {miss.rps:.2f}  "
            f"out {p.carried_out:.2f} partial {p.partial:.2f} "
            f"not {p.not_carried_out + p.build_up:.2f}  {miss.verdict}"
        )


if __name__ == "__main__":
    main()
