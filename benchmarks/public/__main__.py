"""Measure one public set: ``python -m benchmarks.public SET PATH [PART]``."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.public import framenet, polnear, wikinews
from recul.model import ReculError

SETS = {"polnear": polnear.measure, "wikinews": wikinews.measure, "framenet": framenet.measure}


def main(arguments: list[str]) -> None:
    """Print the figures of a set."""
    if len(arguments) not in (2, 3) or arguments[0] not in SETS:
        sys.exit(f"python -m benchmarks.public SET PATH [PART], with SET one of {', '.join(SETS)}")
    name, path, *part = arguments
    try:
        report = SETS[name](Path(path), *part)
    except (OSError, ReculError) as problem:
        sys.exit(f"{name}: {problem}")
    print(*report.lines(), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
