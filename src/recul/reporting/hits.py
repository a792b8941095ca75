"""What a search found, for people and for programs: excerpts cut from the stored texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from recul.model import Document, Span, Statement
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import visible
from recul.reporting.words import words


class Excerpt(Protocol):
    """A stretch of a text, and what was found in it."""

    @property
    def span(self) -> Span:
        """The stretch."""

    @property
    def found(self) -> Sequence[Span]:
        """What was found, inside it."""


Hits = Sequence[tuple[Document, Sequence[Excerpt], Sequence[Statement]]]
"""Each document with its excerpts and the statements that hold what was found."""


def hits_text(
    hits: Hits, *, more: bool, language: str, width: int = WIDTH, colour: bool = False
) -> str:
    """The hits as a page for a terminal.

    Args:
        hits: in the order they are shown.
        more: whether there are others after them.
        language: of the interface; excerpts stay in their own.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    if not hits:
        page.line(said.label("search_none"))
    for document, excerpts, statements in hits:
        day = said.day(document.published_on) if document.published_on else None
        head = (day or said.label("search_undated"), document.publisher, document.title)
        page.line(" · ".join(visible(part) for part in head if part), style="bold")
        page.line(document.url or document.source, indent=2, style="dim")
        for excerpt in excerpts:
            text = " ".join(document.cut(excerpt.span).split())
            at = {"start": str(excerpt.span.start), "end": str(excerpt.span.end)}
            page.line(said.label("search_excerpt", text=text, **at), indent=2, hang=2)
        speakers = [s.speaker.name for s in statements if s.speaker]
        if speakers:
            names = ", ".join(dict.fromkeys(speakers))
            page.line(said.label("search_said", speaker=names), indent=2)
        page.gap()
    if more:
        page.line(said.label("search_more"), style="dim")
    return page.text()


def hits_json(hits: Hits) -> list[dict[str, Any]]:
    """The hits for programs. Offsets are code points into the stored text of the document."""
    return [
        {
            "document": document.id,
            "source": document.source,
            "url": document.url,
            "publisher": document.publisher,
            "title": document.title,
            "language": document.language,
            "published": document.published and document.published.isoformat(),
            "excerpts": [
                {
                    **_span(excerpt.span),
                    "text": document.cut(excerpt.span),
                    "found": [_span(span) for span in excerpt.found],
                }
                for excerpt in excerpts
            ],
            "statements": [
                {
                    "id": statement.id,
                    **_span(statement.span),
                    "speaker": statement.speaker and statement.speaker.name,
                    "party": statement.speaker and statement.speaker.party,
                }
                for statement in statements
            ],
        }
        for document, excerpts, statements in hits
    ]


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
