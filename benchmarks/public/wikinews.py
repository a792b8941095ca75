"""German WikiNews: quotation attribution by Petersen-Frey and Biemann (2024).

The licence forbids commercial use: the set is measured and never shipped. Its test part is never
read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.public.report import Report
from benchmarks.public.scoring import MEASURES, Parts
from benchmarks.public.statements import (
    EVERYTHING,
    Annotated,
    Item,
    Selection,
    Text,
    compare,
    recul,
)

PARTS = ("dev", "train")
FREE = ("FreeIndirect", "IndirectFreeIndirect")
_PUBLISHED = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")


def measure(path: Path, part: str = "dev") -> Report:
    """Score ourselves on a part of the copy at `path`."""
    texts = list(load(path, part))
    return Report(
        title=f"German WikiNews quotations, {part}: {len(texts)} articles, German",
        source="github.com/uhh-lt/german-news-quotation-attribution-2024 (CC BY-NC-SA 4.0)",
        definitions=(
            "direct: a quotation found is right if it is an annotated direct one; a fragment that "
            "is quoted inside indirect speech with the same cue is part of that, not a quotation.",
            "indirect: indirect or mixed speech found is right if it is annotated as indirect, or "
            "as free indirect, which is not wanted.",
            "all: whatever the kind, of all kinds, also free indirect and reported speech.",
            *(f"{m.name}: {m.definition}." for m in MEASURES),
        ),
        rows=compare(texts, {"recul": recul}, (DIRECT, INDIRECT, EVERYTHING)),
    )


def load(path: Path, part: str = "dev") -> Iterator[Annotated]:
    """The articles of a part with their statements."""
    if part not in PARTS:
        raise ValueError(f"German WikiNews is measured on {' or '.join(PARTS)}, not on {part}")
    folder = path / "data" / part
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not there")
    for file in sorted(folder.glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        name = article["documentName"]
        published = _PUBLISHED.search(name)
        day = date.fromisoformat(published[1]) if published else None
        text = Text(name, article["originalText"], "de", day)
        yield Annotated(text, statements(article["annotations"]))


def statements(annotations: list[dict[str, Any]]) -> list[Item]:
    """The annotated statements, less the quoted fragments of indirect ones."""
    indirect = [
        (_parts(a["cue"]), _parts(a["quote"])) for a in annotations if a["type"] == "Indirect"
    ]
    found = []
    for annotation in annotations:
        quote, cue = _parts(annotation["quote"]), _parts(annotation["cue"])
        fragment = annotation["type"] == "Direct" and any(
            cue == other and _inside(quote, content) for other, content in indirect
        )
        if quote and not fragment:
            found.append(Item(quote, annotation["type"], annotation["cue"]["text"]))
    return found


def _parts(annotation: dict[str, Any]) -> Parts:
    return tuple((span["charBegin"], span["charEnd"]) for span in annotation["spans"])


def _inside(one: Parts, other: Parts) -> bool:
    return all(any(c <= a and b <= d for c, d in other) for a, b in one)


DIRECT = Selection(
    "direct",
    wanted=lambda item: item.kind == "Direct",
    given=lambda item: item.kind == "direct",
    allowed=lambda item: item.kind == "Direct",
)
INDIRECT = Selection(
    "indirect",
    wanted=lambda item: item.kind == "Indirect",
    given=lambda item: item.kind in ("indirect", "mixed"),
    allowed=lambda item: item.kind in ("Indirect", *FREE),
)
