"""The engine on simulated crises, honest and under attack.

Friendly to the engine: simulated calibration is not calibration. Each crisis has a mode that sets
in some days after the claim, a level with its drift, eight sources with biases (one of them the
adversary, one unvetted), counts, and reports drawn from the engine's own tables. Under attack,
twenty planted accounts see the force leave.
"""

from __future__ import annotations

import math
import random
from datetime import timedelta
from typing import NamedTuple

from benchmarks.assessment import CASE, CLAIM, naive_bayes
from recul.assessment import assess
from recul.assessment.events import LINES, likelihoods, lines_of, voice_of
from recul.assessment.modes import MODES
from recul.assessment.tables import Letter, load
from recul.backtest.replay import CONFIRMING
from recul.evidence.origins import settle
from recul.model import (
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

CRISES = 150
"""Per mode: a false confirmation in a few hundred has to show."""
DAYS = (7, 14, 28, 56)
REPORTS_A_DAY = 0.5
COUNTS_A_DAY = 0.35
SOURCES: list[tuple[str, SourceKind, Letter]] = [
    ("state-1", SourceKind.THIRD_PARTY_STATE, "B"),
    ("state-2", SourceKind.THIRD_PARTY_STATE, "B"),
    ("organisation", SourceKind.INTERNATIONAL_ORG, "B"),
    ("satellite", SourceKind.IMAGERY, "A"),
    ("press-1", SourceKind.INDEPENDENT_MEDIA, "C"),
    ("press-2", SourceKind.INDEPENDENT_MEDIA, "C"),
    ("adversary", SourceKind.ADVERSARY, "D"),
    ("stranger", SourceKind.UNKNOWN, "F"),
]
KINDS: dict[str, dict[str, EvidenceKind]] = {
    "movement": {"down": EvidenceKind.MOVEMENT_OUT, "up": EvidenceKind.MOVEMENT_IN},
    "imagery": {},
    "equipment": {},
    "statement": {},
}
STATEMENTS = {
    "confirm": (EvidenceKind.CONFIRMATION, Direction.DOWN),
    "partly": (EvidenceKind.DENIAL, Direction.DOWN),
    "unsure": (EvidenceKind.CONFIRMATION, Direction.UNKNOWN),
    "deny": (EvidenceKind.DENIAL, Direction.FLAT),
}


class Crisis(NamedTuple):
    """A simulated crisis: its mode, its evidence, its log level by day since the claim."""

    mode: int
    evidence: list[Evidence]
    level: dict[int, float]


def crisis(mode: int, seed: int) -> Crisis:
    """One crisis, from 60 days before the claim to 56 after it."""
    dice = random.Random(seed)
    tables = load()
    table = likelihoods(tables)
    drift = getattr(tables.modes, MODES[mode])
    still = tables.modes.not_yet
    sets_in = dice.expovariate(0.2)
    bias = {name: dice.gauss(0, 0.12) for name, _, _ in SOURCES}
    # A source that is not faithful keeps to one line throughout.
    line: dict[str, str | None] = {}
    for name, kind, letter in SOURCES:
        voice = voice_of(_evidence("x", 0, name, kind, letter, EvidenceKind.CLASH, Direction.UP))
        faithful = 0.4 if kind is SourceKind.ADVERSARY else tables.events.faithful[letter]
        weights = lines_of(voice, tables.events).tolist()
        line[name] = None if dice.random() < faithful else dice.choices(LINES, weights)[0]
    level, found = math.log(100_000), []
    levels = {}
    for day in range(-60, 57):
        now = drift if day >= sets_in else still
        level += now.mu + dice.gauss(0, now.q)
        levels[day] = level
        name, kind, letter = dice.choice(SOURCES)
        if dice.random() < COUNTS_A_DAY:
            best = math.exp(level + bias[name] + dice.gauss(0, 0.09))
            found.append(_count(f"n{day}", day, name, kind, letter, best))
        name, kind, letter = dice.choice(SOURCES)
        if day >= 0 and dice.random() < REPORTS_A_DAY:
            family = dice.choice(list(KINDS))
            names = [key[1] for key in table if key[0] == family]
            at = mode if day >= sets_in else MODES.index("not_yet")
            odds = [math.exp(table[family, n].faithful[at]) for n in names]
            follows = line[name]
            if follows is not None:
                index = LINES.index(follows)
                odds = [math.exp(table[family, n].lines[index]) for n in names]
            said = dice.choices(names, odds)[0]
            found.append(_report(f"r{day}", day, name, kind, letter, family, said))
    return Crisis(mode, found, levels)


def planted() -> list[Evidence]:
    """Twenty accounts nobody knows, one a day from the claim."""
    return [
        _evidence(
            f"p{i}",
            i,
            f"account-{i}",
            SourceKind.UNKNOWN,
            "F",
            EvidenceKind.MOVEMENT_OUT,
            Direction.DOWN,
        )
        for i in range(20)
    ]


def _report(
    id: str, day: int, name: str, source: SourceKind, letter: Letter, family: str, said: str
) -> Evidence:
    if family == "statement":
        kind, direction = STATEMENTS[said]
    else:
        direction = Direction(said)
        kind = KINDS[family].get(
            said, EvidenceKind.MOVEMENT_IN if family == "movement" else EvidenceKind(family)
        )
    return _evidence(id, day, name, source, letter, kind, direction)


def _count(
    id: str, day: int, name: str, source: SourceKind, letter: Letter, best: float
) -> Evidence:
    bare = _evidence(id, day, name, source, letter, EvidenceKind.CLASH, Direction.FLAT)
    interval = Interval(low=0.93 * best, best=best, high=1.07 * best)
    return bare.model_copy(
        update={"kind": EvidenceKind.COUNT, "interval": interval, "unit": "persons"}
    )


def _evidence(
    id: str,
    day: int,
    name: str,
    source: SourceKind,
    letter: Letter,
    kind: EvidenceKind,
    direction: Direction,
) -> Evidence:
    when = CLAIM.made_on + timedelta(days=day)
    return Evidence(
        id=id,
        ledger=Ledger.OBSERVED,
        kind=kind,
        direction=direction,
        source=name,
        source_kind=source,
        grade=Grade(reliability=letter, reason="simulated"),
        origin=f"{name}@{when}",
        published=end_of_day(when),
        document="d",
        span=Span(start=0, end=1),
        quote="x",
    )


def main() -> None:
    """Print accuracy, Brier score and false confirmations, beside naive Bayes."""
    print(
        f"{5 * CRISES} simulated crises   accuracy  Brier  false confirmations  confirmed when true"
    )
    for label, attack in (("honest", []), ("twenty planted accounts", planted())):
        worlds = [crisis(mode, 1000 * mode + i) for mode in range(5) for i in range(CRISES)]
        worlds = [w._replace(evidence=[*w.evidence, *attack]) for w in worlds]
        for day in DAYS:
            _row(f"{label}, day {day}", worlds, day)


def _row(label: str, worlds: list[Crisis], day: int) -> None:
    right = brier = false = true = naive_false = covered = 0.0
    as_of = CLAIM.made_on + timedelta(days=day)
    for mode, evidence, levels in worlds:
        outcome = (0, 1, 2, 2, 3)[mode]
        said = assess(settle(evidence), CLAIM, end_of_day(as_of), CASE, explain=False)
        p = (said.p.carried_out, said.p.partial, said.p.not_carried_out, said.p.build_up)
        right += max(range(4), key=p.__getitem__) == outcome
        brier += sum((v - (i == outcome)) ** 2 for i, v in enumerate(p))
        confirmed = said.verdict in CONFIRMING
        false += confirmed and outcome != 0
        true += confirmed and outcome == 0
        level = said.observed_so_far.level
        covered += level is not None and level.low90 <= math.exp(levels[day]) <= level.high90
        naive_false += naive_bayes(evidence, as_of) >= 0.8 and outcome != 0
    n, others = len(worlds), 4 * CRISES
    print(
        f"  {label:36}{right / n:.2f}   {brier / n:.2f}   {false / others:.1%}"
        f" (naive Bayes {naive_false / others:.1%})   {true / CRISES:.0%}   {covered / n:.0%}"
    )


if __name__ == "__main__":
    main()
