"""Extraction on passages annotated by language models that had not seen the extractor.

`tests/gold/<language>.jsonl` holds our own passages, half *tune* (looked at while mending), half
*report* (only scored). Statements, counts, dates and events match where their spans share at least
half of their union, one to one; speaker, party, modality, polarity, kind and realis are scored on
what matched. The baseline is the plain expression of `benchmarks.check`, for statements.

`python -m benchmarks.gold misses LANGUAGE` prints what was missed, wrongly found and read otherwise
in the tune half, which is there to be looked at; the report half is not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from benchmarks.check import PLAIN
from recul.case import Case
from recul.extraction import extract
from recul.extraction.numbers import Number, NumberKind
from recul.extraction.quantity_words import bounded, worded
from recul.model import Comparator, Document, Extraction, Span, end_of_day
from recul.reading.typography import normalise

GOLD = Path(__file__).parents[1] / "tests" / "gold"
HALVES = ("tune", "report")
ENOUGH = 0.5
"""Shared characters over all characters of two spans that count as the same."""


def main(arguments: Sequence[str] = ()) -> None:
    """Print a table per language and half, or the misses of the languages named."""
    if arguments and arguments[0] == "misses":
        for language in arguments[1:]:
            for passage in passages(language, "tune"):
                print("\n".join(misses(passage, language)))
        return
    for file in sorted(GOLD.glob("*.jsonl")):
        for half in HALVES:
            scores = scored(file.stem, half)
            if not scores.passages:
                continue
            print(f"{file.stem}, {half}: {scores.passages} passages")
            for line in scores.lines():
                print(f"  {line}")


class Scores:
    """Counts of one half of one language, and the figures made of them.

    Attributes:
        notes: a line for each disagreement, for `misses`.
    """

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.passages = 0
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.matched: Counter[str] = Counter()

    def f1(self, kind: str) -> float:
        """Harmonic mean of precision and recall of spans of a kind."""
        both = self.found[kind] + self.wanted[kind]
        return 2 * self.right[kind] / both if both else 1.0

    def share(self, attribute: str) -> float:
        """Share of matched items whose attribute agrees."""
        return self.agreed[attribute] / self.matched[attribute] if self.matched[attribute] else 1.0

    def lines(self) -> Iterator[str]:
        """The table."""
        for kind in ("statement", "plain statement", "quantity", "date", "event"):
            precision = self.right[kind] / self.found[kind] if self.found[kind] else 1.0
            recall = self.right[kind] / self.wanted[kind] if self.wanted[kind] else 1.0
            name = "baseline: plain expression" if kind.startswith("plain") else kind
            yield f"{name:<28}P {precision:.2f}  R {recall:.2f}  F1 {self.f1(kind):.2f}"
        for attribute in sorted(self.matched):
            yield f"  {attribute:<26}{self.share(attribute):.2f}  of {self.matched[attribute]}"


def passages(language: str, half: str) -> list[dict[str, Any]]:
    """The annotated passages of a half."""
    lines = (GOLD / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [p for p in map(json.loads, filter(None, lines)) if p["split"] == half]


def scored(language: str, half: str) -> Scores:
    """Extract every passage of a half and count what agrees."""
    scores = Scores()
    for passage in passages(language, half):
        scores.passages += 1
        _score(passage, read(passage, language), scores)
    return scores


def misses(passage: dict[str, Any], language: str) -> Iterator[str]:
    """What was missed, wrongly found and read otherwise in a passage; nothing if nothing was."""
    scores = Scores()
    _score(passage, read(passage, language), scores)
    notes = [note for note in scores.notes if not note.startswith("  plain")]
    if notes:
        yield f"\n{passage['id']} ({passage['published']}) {passage['text']}"
        yield from notes


def read(passage: dict[str, Any], language: str) -> Extraction:
    """What is found in a passage."""
    text = normalise(passage["text"])  # as it is stored, length for length
    document = Document(
        id=Document.identify(text),
        source=passage["id"],
        text=text,
        language=language,
        published=end_of_day(date.fromisoformat(passage["published"])),
    )
    return extract(document, Case.generic())


def _score(passage: dict[str, Any], found: Extraction, scores: Scores) -> None:
    text = passage["text"]
    for gold, ours in _matched("statement", passage["statements"], found.statements, text, scores):
        named = ours.speaker.name if ours.speaker else None
        party = ours.speaker.party if ours.speaker else None
        modality = list(map(str, ours.modality))
        same = same_name(gold["speaker"], named)
        _agree(scores, "speaker", gold, gold["speaker"], named, same=same)
        _agree(scores, "party", gold, gold["party"], party)
        same = bool(set(gold["modality"]) & set(modality))
        _agree(scores, "modality", gold, gold["modality"], modality, same=same)
        _agree(scores, "polarity", gold, gold["polarity"], str(ours.polarity))
        _agree(scores, "type", gold, gold["type"], str(ours.type))
    for gold, ours in _matched(
        "quantity", passage.get("quantities"), found.quantities, text, scores
    ):
        want, got = _bounds(gold), (ours.interval.low, ours.interval.high)
        same = all(abs(w - g) <= 0.02 * max(w, 1) for w, g in zip(want, got, strict=True))
        _agree(scores, "quantity bounds", gold, want, got, same=same)
        same = gold["unit"] in (ours.unit, _BROADER.get(ours.unit))
        _agree(scores, "quantity unit", gold, gold["unit"], str(ours.unit), same=same)
        _agree(scores, "quantity actor", gold, gold["actor"], ours.actor)
    for gold, ours in _matched("date", passage.get("dates"), found.dates, text, scores):
        days = (ours.start.isoformat(), ours.end.isoformat())
        _agree(scores, "date value", gold, (gold["from"], gold["to"]), days)
    for gold, ours in _matched("event", passage.get("events"), found.events, text, scores):
        _agree(scores, "event kind", gold, gold["kind"], str(ours.kind))
        _agree(scores, "event realis", gold, gold["realis"], str(ours.realis))
        _agree(scores, "event actor", gold, gold["actor"], ours.actor)
    plain = [_Spanned(Span(start=m.start("content"), end=m.end("content")))
             for m in PLAIN.finditer(text)]  # fmt: skip
    list(_matched("plain statement", passage["statements"], plain, text, scores))


def _bounds(gold: dict[str, Any]) -> tuple[float, float]:
    """The bounds of an annotated count: given, or those that its wording gives its figures."""
    if "low" in gold:
        return gold["low"], gold["high"]
    low, high, comparator = gold["numbers"][0], gold["numbers"][-1], Comparator(gold["comparator"])
    if comparator is Comparator.DOZENS and low < high:  # the order itself, as it is bounded
        interval = worded("order", low / 2)
    else:
        kind = NumberKind.RANGE if comparator is Comparator.BETWEEN else NumberKind.COUNT
        interval = bounded(Number(0, 0, low, high, kind, figures=False), comparator)
    return interval.low, interval.high


_BROADER = {
    "tanks": "vehicles",
    "armoured_vehicles": "vehicles",
    "helicopters": "aircraft",
    "battalion_groups": "battalions",
    "artillery": "systems",
    "missiles": "systems",
    "divisions": "units",
    "regiments": "units",
}
"""Units of the packs → what some annotators count them as."""


class Spanned(Protocol):
    """What stands somewhere in a text."""

    @property
    def span(self) -> Span | None:
        """Where it stands."""


T = TypeVar("T", bound=Spanned)


class _Spanned:
    def __init__(self, span: Span) -> None:
        self.span = span


def _matched(
    kind: str, gold: Sequence[Any] | None, ours: Sequence[Any], text: str, scores: Scores
) -> Iterator[tuple[Any, Any]]:
    """The pairs of `matched`, counted; what belongs to none is noted.

    Some passages are annotated for their statements alone: there is nothing to score besides.
    """
    if gold is None:
        return
    pairs = matched(kind, gold, ours, text)
    scores.wanted[kind] += len(gold)
    scores.found[kind] += len(ours)
    scores.right[kind] += len(pairs)
    yield from pairs
    used_gold, used_ours = {id(g) for g, _ in pairs}, {id(our) for _, our in pairs}
    for item in gold:
        if id(item) not in used_gold:
            scores.notes.append(f"  {kind} missed: {item['content']}")
    for our in ours:
        if id(our) not in used_ours:
            scores.notes.append(f"  {kind} wrongly found: {our.span and our.span.of(text)}")


def matched(
    kind: str, gold: Sequence[dict[str, Any]], ours: Sequence[T], text: str
) -> list[tuple[dict[str, Any], T]]:
    """Pairs of one annotation and one thing that has a span, best first, each used once."""
    spans = [located(text, g["content"], g.get("nth", 1)) for g in gold]
    # Events are named by single words and by phrases: for them any shared character will do.
    enough = 1e-9 if kind == "event" else ENOUGH
    pairs = sorted(
        (
            (-_overlap(span, our.span), i, j)
            for i, span in enumerate(spans)
            for j, our in enumerate(ours)
            if our.span and _overlap(span, our.span) >= enough
        ),
    )
    found = []
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    for _, i, j in pairs:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            found.append((gold[i], ours[j]))
    return found


def located(text: str, content: str, nth: int) -> Span:
    """The span of the `nth` occurrence of `content`."""
    start = -1
    for _ in range(nth):
        start = text.index(content, start + 1)
    return Span(start=start, end=start + len(content))


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / (max(one.end, other.end) - min(one.start, other.start)))


def _agree(
    scores: Scores,
    attribute: str,
    gold: dict[str, Any],
    want: object,
    got: object,
    *,
    same: bool | None = None,
) -> None:
    """Count one attribute of a matched pair; `same` if equal is not what agrees."""
    agrees = want == got if same is None else same
    scores.matched[attribute] += 1
    scores.agreed[attribute] += agrees
    if not agrees:
        scores.notes.append(f"  {attribute}: {want} read as {got}: {gold['content']}")


def same_name(gold: str | None, ours: str | None) -> bool:
    """True for the same last word, or one name inside the other: "Wallace", "Ben Wallace"."""
    if gold is None or ours is None:
        return gold is ours
    want, got = gold.lower().replace("’", "'"), ours.lower().replace("’", "'")
    return want in got or got in want or want.split()[-1] == got.split()[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
