"""Measure one public set: ``python -m benchmarks.public SET PATH [PART]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.public import duckling, framenet, polnear, recognizers, timebank, wikinews
from benchmarks.public.report import Report
from recul.model import ReculError

SETS: dict[str, Callable[..., Report]] = {
    "polnear": polnear.measure,
    "wikinews": wikinews.measure,
    "framenet": framenet.measure,
    "timebank": timebank.measure,
    "recognizers": recognizers.measure,
    "duckling": duckling.measure,
}
IN_PARTS = ("polnear", "wikinews", "framenet")
"""Sets with a part to look at while tuning (train) and one for the figures (dev)."""


def main(arguments: list[str]) -> None:
    """Print the figures of a set."""
    if len(arguments) not in (2, 3) or arguments[0] not in SETS:
        sys.exit(f"python -m benchmarks.public SET PATH [PART], with SET one of {', '.join(SETS)}")
    name, path, *part = arguments
    if part and (name not in IN_PARTS or part[0] not in ("dev", "train")):
        sys.exit(f"PART is dev or train, of {', '.join(IN_PARTS)}; no other part is read")
    try:
        report = SETS[name](Path(path), *part)
    except (OSError, ReculError) as problem:
        sys.exit(f"{name}: {problem}")
    print(*report.lines(), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
