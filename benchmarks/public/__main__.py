"""Measure one public set, or count the cues of its misses.

``python -m benchmarks.public SET PATH [PART]`` prints the figures, of the part for figures unless
said otherwise; ``python -m benchmarks.public misses SET PATH`` counts the misses of the other part.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.public import misses
from benchmarks.public.sets import LOAD, MEASURE
from benchmarks.public.statements import recul
from recul.model import ReculError


def main(arguments: list[str]) -> None:
    """Print the figures of a set, or its misses."""
    try:
        match arguments:
            case ["misses", name, path] if name in LOAD:
                lines = misses.lines(list(LOAD[name](Path(path), "train")), recul)
            case [name, path] if name in MEASURE:
                lines = MEASURE[name](Path(path)).lines()
            case [name, path, "dev" | "train" as part] if name in LOAD:
                lines = MEASURE[name](Path(path), part).lines()
            case _:
                sys.exit(
                    f"python -m benchmarks.public SET PATH, with SET one of {', '.join(MEASURE)}\n"
                    f"with dev or train after PATH, or misses before SET: {', '.join(LOAD)}"
                )
        print(*lines, sep="\n")
    except (OSError, ReculError) as problem:
        sys.exit(f"{arguments}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
