"""Statements found by a dependency parser: for a language without a pack, or beside the rules.

Any spaCy pipeline whose labels are those of Universal Dependencies, or spaCy's English ones, can
be plugged in: a verb with a subject and a clause for its object says that clause. The pipeline is
the user's; nothing here imports spaCy. What was measured of it beside the rules, and why it is
not part of them, is told in ``docs/decisions/rules-without-a-parser.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from recul.extraction.segments import paragraphs, strip
from recul.extraction.spans import Spans
from recul.model import Span, Speaker, Statement, StatementType

_CONTENTS = frozenset({"ccomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "expl:subj"})
_PARTS_OF_A_NAME = frozenset(
    {
        "compound",
        "flat",
        "flat:name",
        "flat:foreign",
        "amod",
        "det",
        "nmod",
        "case",
        "fixed",
        "prep",
    }
)
"""Labels of what belongs to a speaker's name; a relative clause or an apposition does not."""
_MARKS = " \u00a0,;:.!?…–—-«»“”\"'"


class Token(Protocol):
    """A word of a parsed text, as spaCy gives it; `idx` is its offset in characters."""

    idx: int
    text: str
    dep_: str
    pos_: str

    @property
    def children(self) -> Iterable[Token]:
        """The words that hang on it."""

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""


Parser = Callable[[str], Iterable[Token]]
"""A spaCy pipeline (``spacy.load(…)``), called on one paragraph at a time."""


def parsed_statements(
    text: str,
    document: str,
    parse: Parser,
    known: Sequence[Span] = (),
    says: Callable[[str], bool] | None = None,
) -> tuple[Statement, ...]:
    """The statements the parser finds where none is `known`, in order of their start.

    Args:
        text: the text, boilerplate masked.
        document: the id of its document.
        parse: the pipeline.
        known: the contents of statements that are kept: what overlaps one is not found again.
        says: whether a verb, folded, is one of saying; None takes every verb with such an object.
    """
    taken = Spans(known, lambda span: span)
    found = []
    for paragraph in paragraphs(text):
        tokens = list(parse(paragraph.of(text)))
        for content, speaker, cue in _said(text, tokens, paragraph.start, says):
            if not taken.overlapping(content):
                found.append((content, speaker, cue))
    return tuple(
        Statement(
            id=f"{document[7:19]}-p{number}",
            document=document,
            span=content,
            type=StatementType.INDIRECT,
            speaker=speaker,
            cue=cue,
        )
        for number, (content, speaker, cue) in enumerate(found, start=1)
    )


def _said(
    text: str, tokens: Sequence[Token], start: int, says: Callable[[str], bool] | None
) -> Iterator[tuple[Span, Speaker, Span]]:
    """Contents, who says each, and the verb."""
    for verb in tokens:
        if verb.pos_ not in ("VERB", "AUX") or (says and not says(verb.text.lower())):
            continue
        children = list(verb.children)
        subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
        contents = [child for child in children if child.dep_ in _CONTENTS]
        if subject is None:
            continue
        for content in contents[:1]:
            first, last = content.left_edge, content.right_edge
            span = strip(text, start + first.idx, start + last.idx + len(last.text), _MARKS)
            if span and span.end - span.start > len(content.text):
                name = _name(text, subject, start)
                cue = Span(start=start + verb.idx, end=start + verb.idx + len(verb.text))
                yield span, Speaker(name=name.of(text), span=name), cue


def _name(text: str, subject: Token, start: int) -> Span:
    """Where a speaker is named: the head of the subject and what belongs to its name."""
    parts = [subject, *_parts(subject)]
    first = min(parts, key=lambda token: token.idx)
    last = max(parts, key=lambda token: token.idx)
    return Span(start=start + first.idx, end=start + last.idx + len(last.text))


def _parts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _PARTS_OF_A_NAME:
            yield child
            yield from _parts(child)
