"""The back-test on claims whose outcome is known, beside the baselines."""

from __future__ import annotations

import time
from pathlib import Path

from recul import backtest

CLAIMS = Path(__file__).parents[2] / "shared" / "data" / "withdrawal_claims.json"


def main() -> None:
    """Print the score table and the largest misses."""
    if not CLAIMS.exists():
        print(f"{CLAIMS} is not here: the claims with known outcomes are kept apart")
        return
    cases = backtest.load(CLAIMS)
    start = time.perf_counter()
    report = backtest.run(cases)
    took = time.perf_counter() - start
    table = {"recul": report.scores.checkpoints, **report.baselines}
    for score in ("rps", "brier", "log"):
        print(f"{score:22}" + "".join(f"{day:>12}" for day in report.scores.checkpoints))
        for name, row in table.items():
            values = "".join(f"{getattr(row[d], score):12.3f}" for d in report.scores.checkpoints)
            print(f"  {name:20}{values}")
    print(f"cases {len(cases)}, {took:.1f} s")
    print(f"false confirmations {report.scores.false_confirmations}, ", end="")
    print(f"missed {report.scores.missed}, ", end="")
    print(f"median days to a verdict {report.scores.median_days_to_verdict}")
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
