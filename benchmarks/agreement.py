"""How far two annotators agree on the same passages, the second one blind.

Both were language models that worked from one guide (`tests/gold/README.md`) and had not seen the
extractor: they agree more than two people without a guide would.

`tests/gold/second/<language>.jsonl` holds what a second annotator saw in the passages of
`tests/gold/<language>.jsonl`, matched as the extractor is. What two annotators do not agree
on, no reader can be asked to find: these figures stand beside every figure of `benchmarks.gold`.
Values carry Cohen's kappa (1960), agreement beyond what the frequencies of the labels give.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.gold import GOLD, located, matched, same_name
from recul.model import Span

SECOND = GOLD / "second"
KINDS = {"statement": "statements", "quantity": "quantities", "date": "dates", "event": "events"}
VALUES = {
    "statement": ("speaker", "party", "modality", "polarity", "type"),
    "quantity": ("comparator", "unit", "actor"),
    "date": ("days",),
    "event": ("kind", "realis", "actor"),
}
"""What is compared of two annotations of the same words."""


def main() -> None:
    """Print a table per language that has a second annotation."""
    for file in sorted(SECOND.glob("*.jsonl")):
        agreement = measured(file.stem)
        print(f"{file.stem}: {agreement.passages} passages annotated twice, the second time blind")
        for line in agreement.lines():
            print(f"  {line}")


class Agreement:
    """Counts of agreement between two annotators of one language."""

    def __init__(self) -> None:
        self.passages = 0
        self.both: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.second: Counter[str] = Counter()
        self.pairs: dict[str, list[tuple[Hashable, Hashable]]] = {}

    def f1(self, kind: str) -> float:
        """Harmonic mean of what each annotator found of what the other found."""
        found = self.first[kind] + self.second[kind]
        return 2 * self.both[kind] / found if found else 1.0

    def share(self, value: str) -> float:
        """Share of items annotated by both whose value is the same."""
        pairs = self.pairs.get(value, [])
        return sum(one == other for one, other in pairs) / len(pairs) if pairs else 1.0

    def kappa(self, value: str) -> float:
        """Cohen's kappa of a value."""
        pairs = self.pairs.get(value, [])
        if not pairs:
            return 1.0
        ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
        chance = sum(ones[label] * others[label] for label in ones) / len(pairs) ** 2
        return (self.share(value) - chance) / (1 - chance) if chance < 1 else 1.0

    def lines(self) -> Iterator[str]:
        """The table."""
        for kind in KINDS:
            yield f"{kind:<28}F1 {self.f1(kind):.2f}  of {self.first[kind]} and {self.second[kind]}"
            for name in VALUES[kind]:
                value = f"{kind} {name}"
                yield f"  {value:<26}{self.share(value):.2f}  kappa {self.kappa(value):.2f}"


class _Item(NamedTuple):
    """An annotation of the second annotator, with its span."""

    span: Span
    item: dict[str, Any]


def measured(language: str) -> Agreement:
    """Compare the two annotations of a language; passages the second had seen are left out."""
    first = {p["id"]: p for p in _lines(GOLD / f"{language}.jsonl")}
    agreement = Agreement()
    for second in _lines(SECOND / f"{language}.jsonl"):
        if second.get("seen"):
            continue
        passage = first[second["id"]]
        agreement.passages += 1
        for kind, table in KINDS.items():
            _compare(kind, passage["text"], passage[table], second[table], agreement)
    return agreement


def _compare(
    kind: str,
    text: str,
    first: Sequence[dict[str, Any]],
    second: Sequence[dict[str, Any]],
    agreement: Agreement,
) -> None:
    items = [_Item(located(text, i["content"], i.get("nth", 1)), i) for i in second]
    agreement.first[kind] += len(first)
    agreement.second[kind] += len(second)
    for one, other in matched(kind, first, items, text):
        agreement.both[kind] += 1
        for name in VALUES[kind]:
            pair = _values(name, one, other.item)
            agreement.pairs.setdefault(f"{kind} {name}", []).append(pair)


def _values(name: str, one: dict[str, Any], other: dict[str, Any]) -> tuple[Hashable, Hashable]:
    """What two annotations say of a value, alike where they mean the same."""
    if name == "speaker":
        same = same_name(one["speaker"], other["speaker"])
        return one["speaker"], one["speaker"] if same else other["speaker"]
    if name == "modality":
        shared = sorted(set(one["modality"]) & set(other["modality"]))
        return (shared[0], shared[0]) if shared else (one["modality"][0], other["modality"][0])
    if name == "days":
        return (one["from"], one["to"]), (other["from"], other["to"])
    return one[name], other[name]


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
