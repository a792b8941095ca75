"""Document → statements, quantities, events, dates and places: `extract`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recul.case import Case
from recul.extraction.datelines import find_datelines, local_day
from recul.extraction.dates import find_dates, unresolved_dates
from recul.extraction.event_words import Trigger
from recul.extraction.events import actor_beside, find_events, find_triggers
from recul.extraction.lexicon import Word, folded, words_of
from recul.extraction.names import Names
from recul.extraction.parsed import Parser, parsed_statements
from recul.extraction.patterns import Match
from recul.extraction.places import placed
from recul.extraction.quantities import find_quantities
from recul.extraction.scene import Scene
from recul.extraction.segments import mark_ordinals, mask
from recul.extraction.spans import Spans
from recul.extraction.speakers import Mentions
from recul.extraction.statements import find_statements, innermost
from recul.languages import load
from recul.model import Document, Event, Extraction, Quantity, Reason, Span, Statement, When

__all__ = ["extract"]


_ANY_DAY = date(2000, 6, 15)
"""Where nobody knows when a text was published, its days are still no content."""


def extract(document: Document, case: Case, parse: Parser | None = None) -> Extraction:
    """What is said in a document, by whom, about what; every value with its span.

    A row of a table has been coded by hand: nothing is extracted from it. A document whose
    language has no pack yields nothing, and its reader has warned of that.

    Args:
        document: a document as read.
        case: the parties and places to know beyond the language's own.
        parse: a parser whose statements are taken where the rules find none, and the only reader
            of a language without a pack.

    Returns:
        The document with what was found in it.
    """
    if document.row is not None:
        return Extraction(document=document)
    if document.language is None:
        text = mask(document.text, document.removed)
        found = parsed_statements(text, document.id, parse) if parse else ()
        return Extraction(document=document, statements=found)
    pack = load(document.language)
    text = mark_ordinals(mask(document.text, document.removed), pack)
    words = words_of(text)
    names = Names(pack, case)
    named = names.find(text)
    headed = find_datelines(text, named, pack)
    datelines = Spans(headed, lambda span: span)
    published = local_day(document, headed)
    dates = find_dates(text, pack, published)
    # Nobody acts or speaks where a report was filed.
    acting = [name for name in named if not datelines.overlapping(name.span)]
    filed = (name for name in named if datelines.overlapping(name.span))
    home = next((name.country or name.code for name in filed if name.kind != "organisation"), None)
    mentions = Mentions(text, words, pack, acting, home)
    spoken = (date for date in dates if date.span and not datelines.overlapping(date.span))
    spoken_of = Spans(spoken, _place)
    triggers = find_triggers(text, words, pack)
    named_events = Spans((_words_at(words, trigger) for trigger in triggers), lambda span: span)
    expressions = dates if published else find_dates(text, pack, _ANY_DAY)
    dated = Spans([date.span for date in expressions if date.span], lambda span: span)
    scene = Scene(text, words, mentions, spoken_of, named_events, datelines, dated, pack)
    statements = find_statements(scene, document.id)
    if parse:
        statements = _with_parsed(statements, scene, document.id, parse)
    said = Spans(statements, lambda statement: statement.span)
    quantities = find_quantities(text, pack, names, dates, published)
    events = find_events(
        text, words, triggers, acting, mentions.found, said, dates, published, pack
    )
    told = Spans(events, lambda event: event.span)
    unresolved = 0 if published else unresolved_dates(text, pack)
    return Extraction(
        document=document,
        statements=statements,
        quantities=tuple(_stated(_owned(q, told, text), said) for q in quantities),
        events=events,
        dates=tuple(dates),
        places=placed(names.places_among(named), events, quantities, case.theatre),
        warnings=(Reason(id="unresolved_dates", values={"n": unresolved}),) if unresolved else (),
    )


def _with_parsed(
    statements: tuple[Statement, ...], scene: Scene, document: str, parse: Parser
) -> tuple[Statement, ...]:
    """The statements of the rules, and those a parser finds where they found none."""
    known = [statement.span for statement in statements]

    def says(word: str) -> bool:
        return scene.cues.is_verb(Word(0, len(word), word, folded(word)))

    more = parsed_statements(scene.text, document, parse, known, says)
    return tuple(sorted((*statements, *more), key=lambda statement: statement.span.start))


def _owned(quantity: Quantity, events: Spans[Event], text: str) -> Quantity:
    """The quantity with the side whose forces the event beside it tells of, if it names none."""
    if quantity.actor:
        return quantity
    actor = actor_beside(text, quantity.span, events)
    return quantity.model_copy(update={"actor": actor}) if actor else quantity


def _stated(quantity: Quantity, statements: Spans[Statement]) -> Quantity:
    """The quantity with the innermost statement that holds it."""
    holder = innermost(statements, quantity.span)
    return quantity.model_copy(update={"statement": holder.id}) if holder else quantity


def _words_at(words: Sequence[Word], match: Match[Trigger]) -> Span:
    """Where the words of a match stand."""
    return Span(start=words[match.first].start, end=words[match.last - 1].end)


def _place(date: When) -> Span:
    """Where a date stands; it was found in a text, so it stands somewhere."""
    if date.span is None:
        raise ValueError("a date without a span was not found in a text")
    return date.span
