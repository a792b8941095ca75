"""Does a dependency parser added to the rules earn its weight? Statements and speed, en and fr.

Run in the environment of the peers (``requirements/peers.txt``), which has spaCy:
``python -m benchmarks.parser [SET=PATH…]`` with `polnear` and `framenet` of `benchmarks.public`.
What was asked of it: three points of F1 at 25 documents a second on one core.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.gold import matched, passages, read
from benchmarks.public import framenet, polnear
from benchmarks.public.peers import PARSERS, REMEDY
from benchmarks.public.statements import Annotated, Item, Text, compare, recul
from recul.extraction.cues import cues_of
from recul.extraction.lexicon import Word, folded
from recul.extraction.parsed import Parser, parsed_statements
from recul.model import Span

SETS = {"polnear": ("en", polnear), "framenet": ("fr", framenet)}


def main(arguments: Sequence[str] = ()) -> None:
    """Print the rules alone beside the rules with the parser."""
    paths = dict(argument.split("=", 1) for argument in arguments)
    for language, package in PARSERS.items():
        try:
            print(f"{language}: {package} {version(package)}, spaCy {version('spacy')}")
        except PackageNotFoundError:
            print(f"{language}: {package} is {REMEDY}")
            continue
        parse: Parser = import_module("spacy").load(package.replace("-", "_"))
        _ours(language, parse)
        for name, (of, module) in SETS.items():
            if of == language and name in paths:
                _public(name, module, Path(paths[name]), _with(parse, language))


def _says(language: str) -> Callable[[str], bool]:
    cues = cues_of(language)
    return lambda word: cues.is_verb(Word(0, len(word), word, folded(word)))


def _ours(language: str, parse: Parser) -> None:
    """Our own passages, both halves."""
    for half in ("tune", "report"):
        right, found, wanted = [0, 0], [0, 0], 0
        seconds = 0.0
        for passage in passages(language, half):
            extraction = read(passage, language)
            text = passage["text"]
            start = time.process_time()
            more = parsed_statements(
                text,
                extraction.document.id,
                parse,
                [statement.span for statement in extraction.statements],
                _says(language),
            )
            seconds += time.process_time() - start
            wanted += len(passage["statements"])
            for i, statements in enumerate(
                (extraction.statements, (*extraction.statements, *more))
            ):
                found[i] += len(statements)
                right[i] += len(matched("statement", passage["statements"], statements, text))
        figures = [
            f"P {r / f:.2f} R {r / wanted:.2f} F1 {2 * r / (f + wanted):.3f}"
            for r, f in zip(right, found, strict=True)
        ]
        print(f"  our {half} half: rules {figures[0]}; with the parser {figures[1]}")
    print(f"  the parser alone reads {len(passages(language, 'report')) / seconds:.0f} passages/s")


def _with(parse: Parser, language: str) -> Callable[[Text], list[Item]]:
    def reader(text: Text) -> list[Item]:
        ours = recul(text)
        known = [Span(start=start, end=end) for item in ours for start, end in item.parts]
        more = parsed_statements(text.text, "sha256:" + "0" * 64, parse, known, _says(language))
        return [*ours, *(Item(((s.span.start, s.span.end),), "indirect") for s in more)]

    return reader


def _public(name: str, module: Any, path: Path, reader: Callable[[Text], list[Item]]) -> None:
    texts: list[Annotated] = list(module.load(path))
    rows = compare(texts, {"rules": recul, "rules and parser": reader}, module.SELECTIONS)
    print(f"  {name}")
    for row in rows:
        tally = row.tally
        print(
            f"    {row.part}, {row.measure}, {row.system}: P {tally.precision:.2f} "
            f"R {tally.recall:.2f}, {row.speed or 0:.0f} texts/s"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
