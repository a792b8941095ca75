"""The public sets, by the name that the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.public import duckling, framenet, polnear, recognizers, timebank, wikinews
from benchmarks.public.report import Report
from benchmarks.public.statements import Annotated

MEASURE: dict[str, Callable[..., Report]] = {
    "polnear": polnear.measure,
    "wikinews": wikinews.measure,
    "framenet": framenet.measure,
    "timebank": timebank.measure,
    "recognizers": recognizers.measure,
    "duckling": duckling.measure,
}
LOAD: dict[str, Callable[[Path, str], Iterator[Annotated]]] = {
    "polnear": polnear.load,
    "wikinews": wikinews.load,
    "framenet": framenet.load,
}
"""Sets with a part to look at while tuning (train) and one for the figures (dev)."""
