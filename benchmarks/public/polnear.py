"""PolNeAR: attributions in the political news of seven American publishers (2018).

Every attribution is annotated, of thoughts, wishes and findings too; a part of them has a cue of
saying (`speech.toml`). Its test part is never read.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path

from benchmarks.public.peers import STATEMENTS, beside
from benchmarks.public.report import Report, Row
from benchmarks.public.scoring import FLAT, HALF, THIRD
from benchmarks.public.statements import (
    EVERYTHING,
    Annotated,
    Item,
    Selection,
    Text,
    anything,
    compare,
    plain,
    recul,
)

PARTS = ("dev", "train")
MEASURES = (HALF, FLAT, THIRD)
_SPAN = re.compile(r"(?P<id>T\d+)\t(?P<role>\S+) (?P<ranges>[\d ;]+)(?:\t|$)")


def measure(path: Path, part: str = "dev") -> Report:
    """Score ourselves and the plain expression on a part of the copy at `path`."""
    texts = list(load(path, part))
    others = beside(STATEMENTS, "en")
    readers = {"recul": recul, "plain expression": plain, **others.readers}
    rows = compare(texts, readers, SELECTIONS, MEASURES)
    return Report(
        title=f"PolNeAR 1.0.0, {part}: {len(texts)} articles, English",
        source="github.com/networkdynamics/PolNeAR",
        definitions=(
            "Precision is of all statements found, against all attributions; recall is of those "
            "with a cue of saying (one that introduces what was said), of speech (that, or another "
            "act of speech), or of all. The words are listed in benchmarks/public/speech.toml.",
            "another annotator: each annotator of the articles of train and dev that have several, "
            "scored against each other one as a reader is.",
            "An article with several annotators counts once, with the first of them.",
            *(f"{m.name}: {m.definition}." for m in MEASURES),
        ),
        rows=rows + _between_annotators(path),
        absent=others.absent,
    )


def load(path: Path, part: str = "dev") -> Iterator[Annotated]:
    """The articles of a part with their attributions."""
    if part not in PARTS:
        raise ValueError(f"PolNeAR is measured on {' or '.join(PARTS)}, not on {part}")
    for text, versions in _articles(path, part):
        yield Annotated(text, versions[0])


def _articles(path: Path, part: str) -> Iterator[tuple[Text, list[list[Item]]]]:
    """The articles of a part, each with the attributions of each of its annotators."""
    folder = path / "data" / part
    with (path / "data" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if row["compartment"] == part:
            name = row["filename"]
            text = _decoded(folder / "text" / f"{name}.txt")
            versions = [
                attributions(_decoded(folder / "attributions" / f"{name}_{annotator}.ann"), text)
                for annotator in sorted(row["annotators"].split("|"))
            ]
            yield Text(name, text, "en", date.fromisoformat(row["publication_date"])), versions


def _decoded(file: Path) -> str:
    """The text of a file with its line ends as they are: offsets count them."""
    return file.read_bytes().decode()


def _between_annotators(path: Path) -> list[Row]:
    """What an annotator finds of what another one saw in the same article."""
    texts, others = [], {}
    for part in PARTS:
        for text, versions in _articles(path, part):
            for i, j in permutations(range(len(versions)), 2):
                name = f"{text.name} {i} {j}"
                texts.append(Annotated(text._replace(name=name), versions[i]))
                others[name] = versions[j]
    rows = compare(
        texts, {"another annotator": lambda text: others[text.name]}, SELECTIONS, MEASURES
    )
    return [replace(row, speed=None) for row in rows]


def attributions(standoff: str, text: str) -> list[Item]:
    """The attributions of an annotation file that have a content."""
    lines = standoff.split("\n")
    spans = {
        span["id"]: [_range(pair) for pair in span["ranges"].split(";")]
        for span in filter(None, map(_SPAN.match, lines))
    }
    found = []
    for line in lines:
        if line.startswith("E"):
            roles = [role.split(":") for role in line.partition("\t")[2].split()]
            content = [p for role, key in roles if role.startswith("Content") for p in spans[key]]
            cue = [
                text[a:z] for role, key in roles if role.startswith("Cue") for a, z in spans[key]
            ]
            if content:
                found.append(Item(tuple(content), "attribution", " ".join(cue)))
    return found


def _range(pair: str) -> tuple[int, int]:
    start, end = pair.split()
    return int(start), int(end)


def is_saying(item: Item) -> bool:
    """Whether the cue of an attribution has a word that introduces what was said."""
    return _has(item.cue, _forms("saying", "nouns", "phrases"))


def is_speech(item: Item) -> bool:
    """Whether it has that or a word for another act of speech."""
    return is_saying(item) or _has(item.cue, _forms("acts"))


def _has(cue: str, forms: frozenset[str]) -> bool:
    words = " ".join(re.findall(r"[a-z]+", cue.lower()))
    return any(f" {form} " in f" {words} " for form in forms)


@cache
def _forms(*tables: str) -> frozenset[str]:
    """The forms that `speech.toml` lists in some of its tables; a phrase is one."""
    words = tomllib.loads((Path(__file__).parent / "speech.toml").read_text(encoding="utf-8"))
    return frozenset(
        form
        for table in tables
        for line in words[table]
        for form in ([line] if table == "phrases" else line.split())
    )


SELECTIONS = (
    Selection("saying", is_saying, anything, anything),
    Selection("speech", is_speech, anything, anything),
    EVERYTHING,
)
