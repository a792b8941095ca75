"""Write the page of accuracy, with the public sets whose copies are named.

``python -m benchmarks.accuracy [SET=PATH…]``, with the sets of `benchmarks.public`.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks import agreement, gold
from benchmarks.public.report import table
from benchmarks.public.sets import MEASURE
from recul.model import ReculError

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
NOT_HAD = (
    "The articles that the GenderGapTracker was tested on, English and French, are given by their "
    "authors on request; their repository has the scores' code only, whose measure is used here.",
    "Duckling is not measured beside us: it is a Haskell program. Its examples are.",
    "The test parts of PolNeAR and German WikiNews are left for the end, and never read here.",
)
SPANS = {"statement": "statements", "quantity": "counts", "date": "dates", "event": "events"}
SHARES = {
    "statement": {name: name for name in ("speaker", "party", "modality", "polarity", "type")},
    "quantity": {name: f"quantity {name}" for name in ("bounds", "unit", "actor")},
    "date": {"days": "date value"},
    "event": {name: f"event {name}" for name in ("kind", "realis", "actor")},
}
"""What is scored of matched items: the head of its column → its name among the scores."""


def main(arguments: list[str]) -> None:
    """Write the page."""
    paths = {}
    for argument in arguments:
        name, _, path = argument.partition("=")
        if name not in MEASURE or not path:
            sys.exit(f"{argument}: write SET=PATH, with SET one of {', '.join(MEASURE)}")
        paths[name] = Path(path).expanduser()
    PAGE.write_text("\n".join(page(paths)).rstrip() + "\n", encoding="utf-8")
    print(PAGE)


def page(paths: Mapping[str, Path]) -> Iterator[str]:
    """The page, line by line."""
    yield "# Accuracy\n"
    yield (
        "Made by `python -m benchmarks.accuracy SET=PATH…`: every figure on it is of one run, ours "
        f"beside the others. Recul {_version()} at {_commit()}, Python "
        f"{platform.python_version()}. P is precision, R recall, F1 their harmonic mean.\n"
    )
    yield "## Our own passages\n"
    yield (
        "`tests/gold` holds passages written for this project, annotated by language models "
        "that had not seen the extractor. The *tune* half may be looked at while mending, and "
        "passages were added to it by somebody who knew the reader (`tests/gold/README.md`); the "
        "*report* half is only scored. Items match one to one where their spans share at least "
        "half of the characters that either has; events, where they share any.\n"
    )
    yield "Of statements P and R, of the rest F1; behind each, what agrees on matched items.\n"
    for half, what in (("report", "only scored"), ("tune", "looked at while mending")):
        yield f"### The {half} half, {what}\n"
        yield from _ours(half)
    yield "### Two annotators\n"
    yield (
        "The same passages annotated a second time by another one that saw the text and the "
        "guide only, matched in the same way; what it had seen before is left out.\n"
    )
    yield from _agreed()
    yield "## Public sets\n"
    yield (
        "Read from copies outside the repository, which holds no sentence of theirs; "
        "`python -m benchmarks.public SET PATH` measures one. The other readers are those of "
        "`requirements/peers.txt`; they are run as their authors document, in the same process.\n"
    )
    for name in MEASURE:
        yield from _public(name, paths.get(name))
    yield "## Not to be had, or left alone\n"
    yield from (f"- {sentence}" for sentence in NOT_HAD)


def _ours(half: str) -> Iterator[str]:
    """A row per language: spans found, and what agrees on those that match."""
    rows = []
    for file in sorted(gold.GOLD.glob("*.jsonl")):
        scores = gold.scored(file.stem, half)
        if scores.passages:
            rows.append((file.stem, str(scores.passages), *_figures(scores)))
    heads = ("P", "R", *SHARES["statement"])
    for kind in ("quantity", "date", "event"):
        heads += (f"{SPANS[kind]} F1", *SHARES[kind])
    return table(("language", "passages", *heads), rows)


def _figures(scores: gold.Scores) -> Iterator[str]:
    right, found, wanted = (c["statement"] for c in (scores.right, scores.found, scores.wanted))
    yield f"{right / found:.2f}" if found else "–"
    yield f"{right / wanted:.2f}" if wanted else "–"
    for kind, shares in SHARES.items():
        if kind != "statement":
            yield f"{scores.f1(kind):.2f}" if scores.wanted[kind] else "–"
        for name in shares.values():
            yield f"{scores.share(name):.2f}" if scores.matched[name] else "–"


def _agreed() -> Iterator[str]:
    """A row per language that was annotated twice."""
    rows = []
    for file in sorted(agreement.SECOND.glob("*.jsonl")):
        found = agreement.measured(file.stem)
        figures = [
            figure
            for kind, names in agreement.VALUES.items()
            for figure in (found.f1(kind), *(found.share(f"{kind} {name}") for name in names))
        ]
        rows.append((file.stem, str(found.passages), *(f"{figure:.2f}" for figure in figures)))
    heads = [
        head for kind, names in agreement.VALUES.items() for head in (f"{SPANS[kind]} F1", *names)
    ]
    return table(("language", "passages", *heads), rows)


def _public(name: str, path: Path | None) -> Iterator[str]:
    if path is None:
        yield f"### {name}\n\nnot measured in this run: no path was given.\n"
        return
    print(f"{name} …", file=sys.stderr, flush=True)
    try:
        yield from MEASURE[name](path).markdown()
    except (OSError, ReculError) as problem:
        yield f"### {name}\n\nnot measured in this run: {str(problem).splitlines()[0]}\n"


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "an unknown commit"


if __name__ == "__main__":
    main(sys.argv[1:])
