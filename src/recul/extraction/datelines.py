"""Where and by whom a report was filed, at the head of a paragraph: "MOSCOW, 15 February (AP) —".

What stands there is no part of a sentence: nobody acts or speaks in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from recul.extraction.gazetteer import cities
from recul.extraction.names import Name
from recul.extraction.segments import SegmentWords, paragraphs
from recul.extraction.speaker_words import is_role
from recul.languages import Pack
from recul.model import Document, Span, end_of_day

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’ -]{1,60})[^\n!?:«»“”]{0,45}?"
    r"(?P<agency>\([^\W\d_][^)\n\d]{1,23}\))?"
    r"(?:\s+[-–—]{1,2}\s+|(?P<stop>\s?\.\s?[-–—]{1,2}\s?))(?=\S)"
)
"""MOSCOW, 15 February (Agency) — : where and by whom a report was filed; or Bogotá, 5 mar.- ."""
_PLACE = re.compile(r"[^\W\d_][\w'’ ]*")
_DASH = re.compile(r"\s[-–—]{1,2}\s|\.\s?[-–—]")
_SHORT_AGENCY = 5
"""Characters of the abbreviation of an agency in small letters, brackets and all."""
_EARLY = 150
"""Characters in which the dash of a dateline comes."""
_PLACE_LINE = re.compile(
    r"(?P<place>[^\W\d_]{5,}(?:[ -][^\W\d_]{2,})*)(?:, [^\n.:!?]{2,30})?[.:] (?=[^\W\d_])"
)
"""BAMAKO: , NEW DELHI, Aug 9: , CHISINAU. — a place in capitals; acronyms are shorter."""
_AFTER_PLACE = re.compile(r"(?:, [^\n.:!?]{2,30})?[.:] (?=[^\W\d_])")
"""What follows the place, where a list knows it."""


def local_day(document: Document, datelines: Sequence[Span]) -> date | None:
    """The day of publication where the report was filed, if it tells; else that day in UTC.

    "On Wednesday" is the reporter's Wednesday. A text of which only the day is known has no hour
    to put in another zone.
    """
    published = document.published
    if not datelines or published is None or published == end_of_day(published.date()):
        return document.published_on
    place = _PLACE.match(document.text, datelines[0].start)
    city = place and cities().get(place[0].strip().title())
    return published.astimezone(ZoneInfo(city.zone)).date() if city else document.published_on


def find_datelines(text: str, named: Iterable[Name], pack: Pack) -> list[Span]:
    """The datelines of a text, each from the head of its paragraph to the first sentence."""
    names = {name.span.start: name for name in named}
    ends = (
        (paragraph.start, _end(text, paragraph, names.get(paragraph.start), pack))
        for paragraph in paragraphs(text)
    )
    return [Span(start=start, end=end) for start, end in ends if end > start]


def _is_agency(name: str | None) -> bool:
    """True for what stands in brackets: no small letter first, or a short word ("(dpa)")."""
    if name is None:
        return False
    return not name[1].islower() or (name[1:-1].isalpha() and len(name) <= _SHORT_AGENCY)


@lru_cache
def _heads(pack: Pack) -> re.Pattern[str] | None:
    """What the datelines of a language look like besides those known here."""
    words = pack.section("segments", SegmentWords).datelines
    return re.compile("|".join(words)) if words else None


def _end(text: str, paragraph: Span, name: Name | None, pack: Pack) -> int:
    """Where a paragraph's dateline ends; its start if it has none.

    An organisation is in capitals too, but files nothing by itself: "NATO – 32 members – said".
    Nor does a role, which labels what is said: "SPOKESMAN: We are leaving".
    """
    heads = _heads(pack)
    head = heads and heads.match(text, paragraph.start, paragraph.end)
    if head:
        return head.end()
    # Most paragraphs have no dash so early, and the long pattern is slow to find that out.
    dashed = _DASH.search(text, paragraph.start, min(paragraph.end, paragraph.start + _EARLY))
    dateline = dashed and _DATELINE.match(text, paragraph.start, paragraph.end)
    organisation = name is not None and name.kind == "organisation"
    filed = dateline is not None and (_is_agency(dateline["agency"]) or bool(dateline["stop"]))
    if dateline and (filed or (dateline["place"].isupper() and not organisation)):
        return dateline.end()
    place = _PLACE_LINE.match(text, paragraph.start, paragraph.end)
    if place and not place["place"].isupper():
        place = None
    if place and is_role(place.group(), pack):
        return paragraph.start
    if place is None and name and name.kind in ("capital", "place") and name.text.isupper():
        place = _AFTER_PLACE.match(text, name.span.end, paragraph.end)  # "NEW DELHI: "
    return place.end() if place else paragraph.start
