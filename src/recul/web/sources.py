"""The pages on where it comes from: sources against claims, origins, the map, the change log."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from recul.case import Case
from recul.model import Extraction, Place, in_language, is_state
from recul.reporting.changelog import differences
from recul.reporting.html import Section
from recul.reporting.view import Favour, favour, odds, party_name, source_name
from recul.reporting.words import Words
from recul.review import approved_by
from recul.web.access import Reader
from recul.web.addresses import address

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Cell:
    """What one source did to one claim."""

    reports: int
    odds: str
    favour: Favour
    href: str


@dataclass(frozen=True)
class Row:
    """A source: its grade with the reason, and what it did to each claim."""

    name: str
    kind: str
    letter: str
    reliability: str
    reason: str
    author: str
    on: date | None
    cells: tuple[Cell | None, ...]

    @property
    def reports(self) -> int:
        """Its reports on all claims."""
        return sum(cell.reports for cell in self.cells if cell)


def matrix(sections: list[Section], words: Words) -> list[Row]:
    """Sources against claims; those heard most often first."""
    rows: dict[tuple[str, str, str], list[list[Any]]] = {}
    about: dict[tuple[str, str, str], Any] = {}
    for column, section in enumerate(sections):
        for item in section.items:
            grade = item.weighed.evidence.grade
            reason = in_language(grade.reason, words.language)
            key = (item.source, str(grade.reliability), reason)
            rows.setdefault(key, [[] for _ in sections])[column].append(item)
            about.setdefault(key, item)
    made = []
    for key, columns in rows.items():
        name, letter, reason = key
        evidence = about[key].weighed.evidence
        cells = []
        for section, found in zip(sections, columns, strict=True):
            total = math.fsum(item.weighed.contribution for item in found)
            cells.append(
                Cell(len(found), odds(total, words, "times"), favour(total), section.href(found[0]))
                if found
                else None
            )
        made.append(
            Row(
                name=name,
                kind=words.name("source_kind", evidence.source_kind),
                letter=letter,
                reliability=words.name("reliability", letter),
                reason=reason,
                author=evidence.grade.author,
                on=evidence.grade.on,
                cells=tuple(cells),
            )
        )
    return sorted(made, key=lambda row: (-row.reports, row.name, row.letter))


@router.get("/c/{slug}/sources")
def sources(visit: Reader, slug: str, as_of: str | None = None) -> Response:
    """Sources against claims, each grade with its reason; origins and who carries them."""
    opened = visit.library.case(slug)
    instant = visit.as_of(as_of, opened)
    found = opened.assessed(instant, visit.words)
    sections = [opened.section(a.claim.id, instant, visit.words, as_of) for a in found.assessments]
    return visit.page(
        "sources.html.j2",
        opened=opened,
        as_of=instant,
        sections=sections,
        rows=matrix(sections, visit.words),
        feeds=opened.feeds(visit.now),
    )


@router.get("/c/{slug}/log")
def log(visit: Reader, slug: str) -> Response:
    """What each kept assessment changed, the latest first; each has an address of its own."""
    opened = visit.library.case(slug)
    case = opened.case
    reviews = opened.open.reviews()
    entries = [
        {
            "id": entry.id,
            "change": entry.change,
            "differences": differences(entry.change, visit.words),
            "drivers": [
                (source_name(d.evidence.source, case, visit.words), d) for d in entry.change.drivers
            ],
            "approved": approved_by(reviews, entry.id),
        }
        for entry in reversed(opened.log())
    ]
    return visit.page("log.html.j2", opened=opened, entries=entries)


# ------------------------------------------------------------------------------- the map


@router.get("/c/{slug}/map")
def map_page(visit: Reader, slug: str, as_of: str | None = None) -> Response:
    """Where things happened and what was named, each as wide as it is uncertain."""
    opened = visit.library.case(slug)
    instant = visit.as_of(as_of, opened)
    marks, unlocated = located(opened.extractions(instant), opened.case, visit.words)
    return visit.page(
        "map.html.j2",
        opened=opened,
        as_of=instant,
        asked=as_of,
        theatre=in_language(opened.case.theatre.label, visit.words.language),
        marks=marks,
        unlocated=unlocated,
        days=sorted({mark["day"] for mark in marks}),
    )


@router.get("/c/{slug}/map.json")
def map_data(visit: Reader, slug: str, as_of: str | None = None) -> Response:
    """The places of the map, for the script that draws them."""
    opened = visit.library.case(slug)
    instant = visit.as_of(as_of, opened)
    marks, _ = located(opened.extractions(instant), opened.case, visit.words)
    for mark in marks:
        mark["href"] = address("c", slug, "documents", mark["document"])
    states = {*opened.case.theatre.countries, *(party.id for party in opened.case.parties)}
    names = {code: visit.words.party(code) for code in sorted(states) if is_state(code)}
    return JSONResponse({"places": marks, "names": names})


def located(
    extractions: Iterable[Extraction], case: Case, words: Words
) -> tuple[list[dict[str, Any]], list[tuple[str, int]]]:
    """The places of some texts: once for each text, place, and whether something happened there.

    Returns:
        Those with coordinates, by day; and the names of those without, with how many texts name
        them.
    """
    marks: dict[tuple[str, float, float, bool], dict[str, Any]] = {}
    without: dict[str, int] = {}
    for extraction in extractions:
        document = extraction.document
        missing = set()
        for place in extraction.places:
            if place.latitude is None or place.longitude is None:
                missing.add(_name(place, case, words))
                continue
            key = (document.id, place.latitude, place.longitude, place.happened)
            marks.setdefault(
                key,
                {
                    "name": _name(place, case, words),
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "radius": place.radius_km,
                    "precision": words.page(f"precision_{place.precision}"),
                    "happened": place.happened,
                    "day": document.published_on.isoformat() if document.published_on else "",
                    "document": document.id,
                    "source": document.publisher or document.title or document.source,
                },
            )
        for name in missing:
            without[name] = without.get(name, 0) + 1
    return (
        sorted(marks.values(), key=lambda mark: (mark["day"], mark["name"])),
        sorted(without.items(), key=lambda n: (-n[1], n[0])),
    )


def _name(place: Place, case: Case, words: Words) -> str:
    is_state = place.code and place.precision == "state"
    return party_name(place.code, case, words) if is_state and place.code else place.name
