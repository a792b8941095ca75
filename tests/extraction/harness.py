"""What the tests of every language share: how a sentence is read, and what is told of it."""

from datetime import date
from functools import partial

from recul.case import Case
from recul.extraction import extract
from recul.model import Document, end_of_day
from recul.reading.typography import normalise

PUBLISHED = date(2022, 2, 16)  # a Wednesday


def read(text, language):
    """What is found in a text, as it would be stored: length for length."""
    stored = normalise(text)
    document = Document(
        id=Document.identify(stored),
        source="test",
        text=stored,
        language=language,
        published=end_of_day(PUBLISHED),
    )
    return extract(document, Case.generic())


def reader(language):
    """`read` in one language."""
    return partial(read, language=language)


def is_said_by(statement, name, party, modality):
    """True if a statement is in that modality; by another speaker or side, an error tells whose."""
    speaker = statement.speaker
    assert ((speaker.name, speaker.party) if speaker else (None, None)) == (name, party)
    return modality in map(str, statement.modality)
