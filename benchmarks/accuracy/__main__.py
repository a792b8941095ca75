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

from benchmarks import gold
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
SPANS = {
    "statement": "statements",
    "plain statement": "statements, plain expression",
    "quantity": "counts of forces",
    "date": "dates",
    "event": "events",
}


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
        "`tests/gold` holds passages written for this project, annotated by somebody who had not "
        "seen the extractor. The *tune* half may be looked at while mending, the *report* half is "
        "only scored. Items match one to one where their spans share at least half of the "
        "characters that either has; events, where they share any.\n"
    )
    yield from _spans()
    yield "What agrees on the items that match: the share of them, of how many.\n"
    yield from _attributes()
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


def _spans() -> Iterator[str]:
    rows = []
    for language, half, scores in _scored():
        for kind, name in SPANS.items():
            right, found, wanted = (
                counts[kind] for counts in (scores.right, scores.found, scores.wanted)
            )
            precision = f"{right / found:.2f}" if found else "–"
            recall = f"{right / wanted:.2f}" if wanted else "–"
            f1 = f"{scores.f1(kind):.2f}" if found and wanted else "–"
            rows.append((language, half, name, precision, recall, f1, str(found), str(wanted)))
    return table(("language", "half", "what", "P", "R", "F1", "Given", "Wanted"), rows)


def _attributes() -> Iterator[str]:
    scored = list(_scored())
    names = sorted({name for _, _, scores in scored for name in scores.matched})
    rows = [
        (name, *(f"{s.share(name):.2f} of {s.matched[name]}" for _, _, s in scored))
        for name in names
    ]
    return table(("attribute", *(f"{language} {half}" for language, half, _ in scored)), rows)


def _scored() -> Iterator[tuple[str, str, gold.Scores]]:
    for file in sorted(gold.GOLD.glob("*.jsonl")):
        for half in gold.HALVES:
            scores = gold.scored(file.stem, half)
            if scores.passages:
                yield file.stem, half, scores


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
