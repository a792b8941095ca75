"""Whose force a count is of, where it stands, what the count takes in, and when it held."""

from __future__ import annotations

from datetime import date

from recul.extraction.count_text import CountText, within
from recul.model import Grain, Span, When

_ACTORS = frozenset({"state", "demonym", "capital", "seat", "organisation", "party"})


def actor_of(source: CountText, span: Span, sentence: Span) -> str | None:
    """Whose force it is: named in the count, right after it, else by the subject before it."""
    names = within(source.names, source.starts, sentence)
    actors = [name for name in names if name.kind in _ACTORS]
    for name in actors:
        if span.covers(name.span) and (name.kind == "demonym" or not name.located):
            return name.code
    acting = [name for name in actors if not name.located]
    for name in acting:
        if name.span.start >= span.end:
            if _of_whom(source, source.plain[span.end : name.span.start]):
                return name.code
            break
    for name in reversed(acting):
        if name.span.end <= span.start:
            between = source.plain[name.span.end : span.start]
            return name.code if _has(source, between) else None
    return None


def _has(source: CountText, between: str) -> bool:
    """True for " has massed ", false for " has counted " and for anything with a comma."""
    reader = source.reader
    return (
        "," not in between
        and reader.holds.search(between) is not None
        and reader.observes.search(between) is None
    )


def _of_whom(source: CountText, gap: str) -> bool:
    """True for " de l'armée " and " of the ": two or three words that begin with a link."""
    words = gap.replace("'", " ").split()
    return 0 < len(words) <= 3 and words[0] in source.reader.words.of


def places_of(source: CountText, span: Span, sentence: Span, limit: int) -> tuple[str, ...]:
    """The places after the count, up to who says so or to the next number, else those before."""
    places = within(source.places, source.starts, sentence)
    report = source.reader.reports.search(source.plain, span.end, min(sentence.end, limit))
    last = report.start() if report else limit
    after = [place.name for place in places if span.end <= place.span.start < last]
    before = [place.name for place in places if place.span.end <= span.start]
    return tuple(dict.fromkeys(after or before))


def scope_of(source: CountText, inside: Span) -> str | None:
    """What the count takes in or leaves out, in the words of the text."""
    found = source.reader.scope.finditer(source.plain, inside.start, inside.end)
    parts = [source.text[match.start() : match.end()].strip() for match in found]
    return "; ".join(parts) or None


def date_of(source: CountText, span: Span, inside: Span, published: date | None) -> When | None:
    """The date nearest to the count, before the next number of its sentence.

    A date after publication is when something is to happen, not when it was counted.
    """
    dates = within(source.dates, source.starts, inside)
    near = [
        (max(when.span.start - span.end, span.start - when.span.end), when)
        for when in dates
        if when.span and when.grain not in _OPEN and (published is None or when.start <= published)
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


_OPEN = frozenset({Grain.NOW, Grain.UNTIL_NOW, Grain.VAGUE, Grain.YEAR})
"""Grains too wide to date a count."""
