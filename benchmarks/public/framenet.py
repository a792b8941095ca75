"""The French FrameNet of ASFALDA: who says what, in French newspaper and Europarl sentences.

Its sentences come from the French Treebank and Sequoia, one by one, in the spacing of a treebank.
The annotation is not exhaustive (a hundred sentences a word at most), so only recall is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.public.peers import STATEMENTS, beside
from benchmarks.public.report import Report
from benchmarks.public.scoring import MEASURES, Tally
from benchmarks.public.statements import (
    Annotated,
    Item,
    Selection,
    Text,
    anything,
    compare,
    plain,
    recul,
)

PARTS = ("train", "dev")
"""By the remainder of the number of a sentence over two."""
FILE = Path("allanno") / "allanno_FR_Statement-manner-noise.xml"
WORDS = 3
_NAMESPACE = {"f": "http://framenet.icsi.berkeley.edu"}
_LOOSE = re.compile(r"(?<=['’]) | (?=[,.)\]])|(?<=[(\[]) ")


def measure(path: Path, part: str = "dev") -> Report:
    """Score ourselves and the plain expression on a part of the copy at `path`."""
    texts = list(load(path, part))
    others = beside(STATEMENTS, "fr")
    readers = {"recul": recul, "plain expression": plain, **others.readers}
    rows = compare(texts, readers, SELECTIONS)
    return Report(
        title=f"French FrameNet 1.3, frame Statement, {part}: {len(texts)} sentences, French",
        source="github.com/kleag/french-framenet (ASFALDA; the sentences of the French Treebank "
        "are licensed for research)",
        definitions=(
            "Recall of the element Message of the frame FR_Statement-manner-noise; what was found "
            "beside it is not counted, for the sentences are not annotated throughout.",
            f"clause: those of {WORDS} words or more, for a pronoun (“il l'affirme”) is no "
            "statement; Message: all of them.",
            "dev are the sentences with an odd number, train those with an even one.",
            "The blanks that a treebank puts around quotation marks and commas are taken out.",
            *(f"{m.name}: {m.definition}." for m in MEASURES),
        ),
        rows=[replace(r, tally=Tally(found=r.tally.found, wanted=r.tally.wanted)) for r in rows],
        absent=others.absent,
    )


def load(path: Path, part: str = "dev") -> Iterator[Annotated]:
    """The sentences of a part with their messages."""
    if part not in PARTS:
        raise ValueError(f"French FrameNet is measured on {' or '.join(PARTS)}, not on {part}")
    sentences: dict[str, tuple[Text, list[Item]]] = {}
    for sentence in ElementTree.parse(path / FILE).iterfind(".//f:sentence", _NAMESPACE):
        number = sentence.attrib["ID"]
        if PARTS[int(number) % 2] == part:
            spaced = sentence.findtext("f:text", "", _NAMESPACE)
            text, place = closed_up(spaced)
            _, items = sentences.setdefault(number, (Text(number, text, "fr"), []))
            items += messages(sentence, spaced, place)
    return (Annotated(text, items) for text, items in sentences.values())


def messages(sentence: ElementTree.Element, spaced: str, place: list[int]) -> Iterator[Item]:
    """The messages of a sentence, each with the word that evokes the frame."""
    for annotation in sentence.iterfind("f:annotationSet", _NAMESPACE):
        labels = [
            (label.attrib["name"], int(label.attrib["start"]), int(label.attrib["end"]) + 1)
            for label in annotation.iterfind(".//f:label[@start]", _NAMESPACE)
        ]
        message = sorted({(a, z) for name, a, z in labels if name == "Message"})
        target = " ".join(spaced[a:z] for name, a, z in labels if name == "Target")
        if message:
            words = sum(len(re.findall(r"\w+", spaced[a:z])) for a, z in message)
            parts = tuple((place[a], place[z]) for a, z in message)
            yield Item(parts, "clause" if words >= WORDS else "pronoun", target)


def closed_up(spaced: str) -> tuple[str, list[int]]:
    """A sentence without the blanks of a treebank, and where each character went."""
    loose = {match.start() for match in _LOOSE.finditer(spaced)}
    for number, sign in enumerate(re.finditer('"', spaced)):
        inner = sign.start() - 1 if number % 2 else sign.end()
        if spaced[inner : inner + 1] == " ":
            loose.add(inner)
    place, text = [], ""
    for index, character in enumerate(spaced):
        place.append(len(text))
        if index not in loose:
            text += character
    return text, [*place, len(text)]


SELECTIONS = (
    Selection("clause", lambda item: item.kind == "clause", anything, anything),
    Selection("Message", anything, anything, anything),
)
