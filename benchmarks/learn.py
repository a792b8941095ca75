"""Learn from the bundled claims, and rewrite the counts that the engine adds to its tables.

``python -m benchmarks.learn`` writes `src/recul/assessment/learned.json`: the counts of all claims,
and for each crisis those of all others, which are what that crisis is judged and scored by. The
same claims and the same elicited tables always give the same bytes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from recul import backtest
from recul.assessment import tables
from recul.backtest.claims import crisis_of
from recul.backtest.learning import learn_all

TARGET = Path(tables.__file__).with_name(tables.LEARNED)


def learned() -> str:
    """The text of the file."""
    cases = backtest.load(backtest.BUNDLED)
    elicited = Path(tables.__file__).with_name("tables.toml")
    provenance = {
        "claims": f"{backtest.BUNDLED.name}, sha256 {_digest(backtest.BUNDLED)}",
        "counted": f"{len(cases)} claims of {len({crisis_of(c) for c in cases})} crises",
        "elicited": f"tables.toml of {tables.elicited().version}, sha256 {_digest(elicited)}",
        "method": "expectation-maximisation on Dirichlet counts; the onset by ranked probability",
    }
    return learn_all(cases, provenance).model_dump_json(indent=1) + "\n"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Write the file and say what the claims taught."""
    TARGET.write_text(learned(), encoding="utf-8")
    print(f"wrote {TARGET}")
    tables.learned.cache_clear()
    tables.load.cache_clear()
    before, after = tables.elicited(), tables.load()
    print(f"onset {before.dynamics.onset} -> {after.dynamics.onset}", end="; without a crisis: ")
    print(", ".join(f"{c} {n.onset}" for c, n in tables.learned().without.items()))
    for name in ("dated", "undated"):
        p = getattr(after.prior, name)
        print(f"prior, {name}: out {p.carried_out:.2f} partial {p.partial:.2f} ", end="")
        print(f"not {p.not_carried_out:.2f} build-up {p.build_up:.2f}")
    for name, p in after.events.faithful.items():
        print(f"faithful {name}: {before.events.faithful[name]:.2f} -> {p:.2f}")
    told = before.events.interested_faithful["adversary"]
    print(f"faithful adversary: {told:.2f} -> {after.events.interested_faithful['adversary']:.2f}")


if __name__ == "__main__":
    main()
