"""Speed of an assessment: one huge case, many small ones, one more report.

Baselines: *naive Bayes* is the same tables with every report believed in full and no level; *one
filter at a time* is the same engine run once per replica instead of on arrays of them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import numpy as np

from recul.assessment import assess
from recul.assessment.events import category_of, likelihoods
from recul.assessment.filter import run
from recul.assessment.modes import prior_of_modes
from recul.assessment.stream import ready
from recul.assessment.tables import load
from recul.case import Case
from recul.evidence.origins import settle
from recul.model import (
    Claim,
    Direction,
    Evidence,
    EvidenceKind,
    Grade,
    Interval,
    Ledger,
    SourceKind,
    Span,
    end_of_day,
)

CLAIM = Claim(id="c", claimant="X", actor="X", text="They leave.", made_on=date(2024, 3, 1))
CASE = Case.generic()
KINDS = [kind for kind in EvidenceKind if kind is not EvidenceKind.COUNT]
SOURCES = [
    (f"{kind}-{i}", kind, letter)
    for kind, letter in (
        (SourceKind.THIRD_PARTY_STATE, "B"),
        (SourceKind.INDEPENDENT_MEDIA, "C"),
        (SourceKind.ADVERSARY, "D"),
        (SourceKind.UNKNOWN, "F"),
    )
    for i in range(50)
]


def stream(size: int, days: int, seed: int) -> list[Evidence]:
    """Random evidence: a third counts, the rest reports in categories, from up to 200 sources."""
    dice = random.Random(seed)
    found = []
    for i in range(size):
        source, kind, letter = dice.choice(SOURCES)
        day = CLAIM.made_on + timedelta(days=dice.randrange(-days // 2, days // 2))
        counted = dice.random() < 1 / 3
        best = dice.uniform(80_000, 120_000)
        found.append(
            Evidence(
                id=f"e{i}",
                ledger=Ledger.OBSERVED,
                kind=EvidenceKind.COUNT if counted else dice.choice(KINDS),
                direction=dice.choice(list(Direction)),
                source=source,
                source_kind=kind,
                grade=Grade(reliability=letter, reason="benchmark"),
                origin=f"{source}@{day}",
                interval=Interval(low=0.93 * best, best=best, high=1.07 * best)
                if counted
                else None,
                unit="persons" if counted else None,
                published=end_of_day(day),
                document="d",
                span=Span(start=0, end=1),
                quote="x",
            )
        )
    return found


def naive_bayes(evidence: list[Evidence], as_of: date) -> float:
    """P(carried out) by naive Bayes: no echoes, no bits, no level."""
    tables = load()
    table = likelihoods(tables)
    log_p = np.log(prior_of_modes(tables.prior.undated, tables.prior.rotation_share))
    for e in evidence:
        category = category_of(e.kind, e.direction)
        if category and CLAIM.made_on <= e.published.date() <= as_of:
            log_p += table[category].faithful[:5]
    p = np.exp(log_p - log_p.max())
    return float(p[0] / p.sum())


def seconds(work: Callable[[], object], times: int) -> float:
    """Median duration of `work`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    """Print the table."""
    _huge()
    _small()
    _update()


def _huge() -> None:
    evidence = stream(100_000, 360, seed=1)
    as_of = CLAIM.made_on + timedelta(days=180)
    echoes = seconds(lambda: settle(evidence), 1)
    settled = settle(evidence)
    ours = seconds(lambda: assess(settled, CLAIM, end_of_day(as_of), CASE, explain=False), 3)
    full = seconds(lambda: assess(settled, CLAIM, end_of_day(as_of), CASE), 1)
    naive = seconds(lambda: naive_bayes(evidence, as_of), 3)
    print(f"100,000 observations in one case   echoes {echoes:.2f} s   assess {ours:.2f} s")
    print(f"  with explanation {full:.2f} s")
    print(f"  naive Bayes {naive:.2f} s   ratio {ours / naive:.1f}")


def _small() -> None:
    cases = [settle(stream(10, 60, seed)) for seed in range(200)]
    as_of = end_of_day(CLAIM.made_on + timedelta(days=30))
    each = median(
        seconds(lambda s=s: assess(s, CLAIM, as_of, CASE, explain=False), 1)  # type: ignore[misc]
        for s in cases
    )
    naive = median(seconds(lambda s=s: naive_bayes(s, as_of.date()), 1) for s in cases)  # type: ignore[misc]
    print(f"10,000 cases of 10 observations    {each * 10_000:.0f} s on one core ", end="")
    print(f"({each * 1e3:.1f} ms each, median of {len(cases)})")
    print(f"  naive Bayes {naive * 10_000:.0f} s   ratio {each / naive:.1f}")


def _update() -> None:
    evidence = settle(stream(100, 60, seed=7))
    as_of = CLAIM.made_on + timedelta(days=30)
    tables = load()
    prepared = ready(evidence, CLAIM, end_of_day(as_of), CASE, tables)
    prior = prior_of_modes(tables.prior.undated, tables.prior.rotation_share)
    replicas = 12
    together = seconds(
        lambda: run(prepared, CLAIM, as_of, np.tile(prior, (replicas, 1)), tables), 5
    )
    apart = seconds(
        lambda: [run(prepared, CLAIM, as_of, prior[None, :], tables) for _ in range(replicas)], 3
    )
    one = seconds(lambda: assess(evidence, CLAIM, end_of_day(as_of), CASE), 5)
    print(f"one more report, 100 held           {one * 1e3:.0f} ms with explanation")
    print(f"  {replicas} replicas in one pass {together * 1e3:.0f} ms", end="")
    print(f"   one filter at a time {apart * 1e3:.0f} ms   ratio {together / apart:.2f}")


if __name__ == "__main__":
    main()
