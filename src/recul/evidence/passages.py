"""A document as a sequence of passages: its statements, and the sentences of its own voice.

A passage is the unit that gets a say: whatever one sentence holds, it gives at most one piece
of evidence of each kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recul.evidence.wording import Sense, says
from recul.extraction.segments import mark_ordinals, mask, paragraphs, quotations, sentences
from recul.languages import available, load
from recul.model import Event, Extraction, Place, Quantity, Span, Statement, StatementType

_BOUNDARIES = ",;:.!?()"
"""Where a clause ends, for want of a parser."""
_SENTENCE_ENDS = frozenset(".!?\n")
_SHORTEST_CLAUSE = 12
"""A boundary closer than this is inside the clause (a thousands comma, an apposition)."""


@dataclass(frozen=True)
class Passage:
    """A statement, or a sentence of the narrative, with what was found in it.

    Attributes:
        statement: None for the narrative.
        outer: the statement this one is nested in, if any.
    """

    extraction: Extraction
    span: Span
    statement: Statement | None
    outer: Statement | None
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    answers: tuple[Event, ...] = ()
    """Where it holds no event: those that stand before it in the statement around it or in the one
    that its sentence begins with, which "no evidence of that" speaks of."""

    @property
    def name(self) -> str:
        """Names it within its document; names sort as the passages stand in the text."""
        return f"{self.span.start:07d}-{self.statement.id if self.statement else 'text'}"

    @property
    def text(self) -> str:
        """The stored characters of the passage."""
        return self.extraction.document.cut(self.span)

    @property
    def published_on(self) -> date:
        """The day it was published; only a dated document has a say."""
        day = self.extraction.document.published_on
        if day is None:
            raise ValueError("a passage of a document without a date")
        return day

    def says(self, sense: Sense, within: Span | None = None) -> bool:
        """True if words of that sense stand in the passage, or in a stretch of it."""
        document = self.extraction.document
        if document.language is None:
            return False
        return says(sense, document.text, within or self.span, document.language)

    def clause(self, inside: Span) -> Span:
        """The stretch of the passage between the marks of punctuation around `inside`."""
        text = self.extraction.document.text
        start, end = inside.start, inside.end
        while start > self.span.start and not (
            text[start - 1] in _BOUNDARIES and inside.start - start >= _SHORTEST_CLAUSE
        ):
            start -= 1
        while end < self.span.end and text[end] not in _BOUNDARIES:
            end += 1
        return Span(start=start, end=end)

    def places(self, named: Sequence[str]) -> list[Place]:
        """The places of the document that go by one of these names, by code or by surface."""
        document = self.extraction.document
        return [
            place
            for place in self.extraction.places
            if not {place.name, place.code, document.cut(place.span)}.isdisjoint(named)
        ]

    def denies(self) -> bool:
        """True if the passage, or the statement it is nested in, has words of denial.

        "He has seen no evidence that they are leaving" denies in the outer statement what the
        inner one says.
        """
        return self.says(Sense.DENIES) or (
            self.outer is not None and self.says(Sense.DENIES, self.outer.span)
        )

    def is_said(self, sense: Sense) -> bool:
        """True if the verb of saying has that sense ("…, the ministry confirmed")."""
        cue = self.statement.cue if self.statement else None
        return cue is not None and self.says(sense, cue)


def passages(extraction: Extraction) -> Iterator[Passage]:
    """The passages of a document that hold an event or a quantity, or answer one, in order."""
    statements = {s.id: s for s in extraction.statements}
    own_voice = _sentences(extraction)
    events: dict[tuple[Span, str | None], list[Event]] = {}
    quantities: dict[tuple[Span, str | None], list[Quantity]] = {}
    for event in extraction.events:
        events.setdefault(_place_of(event, statements, own_voice), []).append(event)
    for quantity in (q for q in extraction.quantities if not q.loss):
        quantities.setdefault(_place_of(quantity, statements, own_voice), []).append(quantity)
    before = _before(extraction)
    nested = {(s.span, s.id) for s in extraction.statements if s.inside or s.id in before}
    keys = sorted({*events, *quantities, *nested}, key=lambda k: (k[0].start, k[0].end, k[1] or ""))
    for span, statement_id in keys:
        statement = statements.get(statement_id) if statement_id else None
        outer = statements.get(statement.inside or "") if statement else None
        named = events.get((span, statement_id), [])
        answered = outer or before.get(statement_id or "") if not named else None
        around = events.get((answered.span, answered.id), []) if answered else []
        yield Passage(
            extraction=extraction,
            span=span,
            statement=statement,
            outer=outer,
            events=tuple(named),
            quantities=tuple(quantities.get((span, statement_id), ())),
            answers=tuple(event for event in around if event.span.end <= span.start),
        )


def _before(extraction: Extraction) -> dict[str, Statement]:
    """Statements by the one that answers them in the same sentence: "X says so, but *Y denies*"."""
    text = extraction.document.text
    found: dict[str, Statement] = {}
    last: Statement | None = None
    for statement in extraction.statements:
        if statement.inside:
            continue
        if last and _SENTENCE_ENDS.isdisjoint(text[last.span.end : statement.span.start]):
            found[statement.id] = last
        last = statement
    return found


def _place_of(
    found: Event | Quantity, statements: dict[str, Statement], own_voice: Sequence[Span]
) -> tuple[Span, str | None]:
    """The span and the statement of the passage that something found belongs to."""
    statement = statements.get(found.statement or "")
    # "X's claim that … is false, Y said": Y speaks of it, whosever claim it is.
    if statement and statement.type is StatementType.REPORTED:
        statement = statements.get(statement.inside or "", statement)
    if statement:
        return statement.span, statement.id
    at = bisect_right(own_voice, found.span.start, key=lambda s: s.start) - 1
    within = at >= 0 and own_voice[at].covers(found.span)
    return own_voice[at] if within else found.span, None


def _sentences(extraction: Extraction) -> list[Span]:
    """The sentences of a document; its paragraphs, where its language has no pack."""
    document = extraction.document
    text = mask(document.text, document.removed)
    if document.language not in available():
        return paragraphs(text)
    pack = load(document.language)
    text = mark_ordinals(text, pack)
    return [
        sentence
        for paragraph in paragraphs(text)
        for sentence in sentences(text, paragraph, quotations(text, paragraph, pack), pack)
    ]
