"""Whose force a count is of, where it stands, what the count takes in, and when it held."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from recul.extraction.count_text import WINDOW, CountText, within
from recul.model import Grain, Span, When

_SPOKEN_OF = 400
"""Characters before a count in which it was told whose force it is."""
_OF_FORCES = frozenset({"demonym", "organisation", "party"})
_ACTORS = frozenset({"state", "demonym", "people", "capital", "seat", "organisation", "party"})


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
    if source.reader.holds_after.search(source.plain, span.end, sentence.end):
        first = next(iter(acting), None)
        if first and first.span.end <= span.start:
            return first.code
    for name in reversed(acting):
        if name.span.end <= span.start:
            before = ""
            if source.reader.words.verb_first:
                opening = max(sentence.start, name.span.start - WINDOW)
                before = source.plain[opening : name.span.start]
            between = source.plain[name.span.end : span.start]
            if _has(source, between, before):
                return name.code
            break
    return None


def spoken_of(source: CountText, span: Span) -> str | None:
    """Whose soldiers alone the paragraph spoke of before: "*Eritrean soldiers* …; 300 men"."""
    line = source.text.rfind("\n", 0, span.start) + 1
    if line >= span.start:
        return None
    paragraph = Span(start=max(line, span.start - _SPOKEN_OF), end=span.start)
    owners = set()
    for name in within(source.names, source.starts, paragraph):
        if name.kind not in _OF_FORCES or name.located:
            continue
        index = bisect_left(source.starts, name.span.end)
        beside = range(index, min(index + 2, len(source.words)))
        if any(source.reader.units.at(source.text, source.words, i) for i in beside):
            owners.add(name.code)
    return owners.pop() if len(owners) == 1 else None


def _has(source: CountText, between: str, before: str) -> bool:
    """True for " has massed " or nothing, false for " has counted " and for a comma."""
    reader = source.reader
    return not between or (
        "," not in between
        and reader.holds.search(f"{before} {between}") is not None
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


def date_of(
    source: CountText, span: Span, inside: Span, published: date | None, before: Span | None
) -> When | None:
    """The date nearest to the count, before the next number of its sentence.

    None where it is that of publication: nothing is named, or the present is ("now", "this
    year", "since April"). A date after publication is when something is to happen, not when it
    was counted; one beside the count before is that one's; and one long past, which most
    often tells of something else ("Crimea, annexed in 2014, …"), must stand in the clause.

    Args:
        source: the text.
        span: the count.
        inside: its sentence, up to the next number.
        published: the day of publication.
        before: the count before it.
    """
    near = [
        (max(when.span.start - span.end, span.start - when.span.end), when)
        for when in within(source.dates, source.starts, inside)
        if when.span
        and (published is None or when.start <= published)
        and not (published and when.grain is Grain.INTERVAL and when.end > published)
        and not _is_of(before, when.span, span)
        and (not _is_old(when, published) or _in_clause(source, when.span, span, inside))
    ]
    if not near:
        return None
    nearest = min(near, key=lambda pair: pair[0])[1]
    return None if _reaches_now(source, nearest, published) else nearest


def date_before(source: CountText, position: int, published: date) -> When | None:
    """The past date named last before `position`: what "at the time" goes back to."""
    past = [
        when
        for start, when in source.dates.items()
        if position - _AT_THE_TIME <= start < position and when.end < published
    ]
    return past[-1] if past else None


def _is_of(before: Span | None, date_span: Span, span: Span) -> bool:
    """True for a date between two counts that is nearer to the first."""
    return (
        before is not None
        and before.end <= date_span.start < span.start
        and date_span.start - before.end < span.start - date_span.end
    )


def _is_old(when: When, published: date | None) -> bool:
    return published is not None and published - when.end > _RECENT


def _in_clause(source: CountText, date_span: Span, span: Span, inside: Span) -> bool:
    """True if no other clause begins between the date and the count.

    A comma after "In 2014" that opens the sentence begins none.
    """
    if date_span.start >= span.end:
        between = source.plain[span.end : date_span.start]
    else:
        between = source.plain[date_span.end : span.start]
        opening = source.plain[inside.start : date_span.start].split()
        if len(opening) <= 1:
            between = between.removeprefix(",")
    return source.reader.breaks.search(between) is None


def _reaches_now(source: CountText, when: When, published: date | None) -> bool:
    """True for the present, and for a wide period that goes on."""
    if when.grain in _NOW or when.span is None:
        return True
    lead_in = source.plain[max(0, when.span.start - _LEAD_IN) : when.span.start].rstrip()
    since = source.reader.since
    if since.match(source.plain, when.span.start) or any(
        match.end() == len(lead_in) for match in since.finditer(lead_in)
    ):
        return True
    return when.grain in _WIDE and (published is None or when.end >= published)


_RECENT = timedelta(days=60)
_AT_THE_TIME = 400
"""Characters that "at the time" goes back, at most."""
_LEAD_IN = 8
_NOW = frozenset({Grain.NOW, Grain.UNTIL_NOW})
_WIDE = frozenset({Grain.VAGUE, Grain.YEAR})
"""Grains too wide to date a count, unless they lie wholly in the past."""
