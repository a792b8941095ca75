"""Document → statements, quantities, events, dates and places: `extract`."""

from __future__ import annotations

from recul.case import Case
from recul.extraction.dates import find_dates
from recul.extraction.events import find_events
from recul.extraction.lexicon import words_of
from recul.extraction.names import Names
from recul.extraction.segments import mask
from recul.extraction.speakers import Mentions
from recul.extraction.statements import StatementFinder
from recul.languages import load
from recul.model import Document, Extraction

__all__ = ["extract"]


def extract(document: Document, case: Case) -> Extraction:
    """What is said in a document, by whom, about what; every value with its span.

    A row of a table has been coded by hand: nothing is extracted from it. A document whose
    language has no pack yields nothing, and its reader has warned of that.

    Args:
        document: a document as read.
        case: the parties and places to know beyond the language's own.

    Returns:
        The document with what was found in it.
    """
    if document.row is not None or document.language is None:
        return Extraction(document=document)
    pack = load(document.language)
    text = mask(document.text, document.removed)
    words = words_of(text)
    names = Names(pack, case)
    dates = find_dates(text, pack, document.published_on)
    mentions = Mentions(text, words, pack, names)
    statements = StatementFinder(text, words, mentions, dates, pack).find(document.id)
    named = names.find(text)
    events = find_events(text, words, named, mentions.found, statements, dates, pack)
    return Extraction(
        document=document,
        statements=statements,
        events=events,
        dates=tuple(dates),
        places=tuple(names.places(text)),
    )
