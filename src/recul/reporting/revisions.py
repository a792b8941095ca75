"""The versions of a page and what each changed, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recul.evidence.revisions import Change, Revision
from recul.model import Document, Span
from recul.reporting.findings import in_quotes
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import shortened
from recul.reporting.words import Words, words

Json = dict[str, Any]
Revised = Sequence[Sequence[Revision]]
"""The revisions of each page, the earliest first."""
_QUOTE = 160


def versions_json(pages: Revised, documents: Mapping[str, Document]) -> Json:
    """The revisions of pages for programs; offsets count code points of each version."""
    return {
        "pages": [
            {
                "url": documents[page[0].before].url,
                "versions": [page[0].before, *(revision.after for revision in page)],
                "revisions": [
                    {
                        "before": revision.before,
                        "after": revision.after,
                        "changes": [_change(c, revision, documents) for c in revision.changes],
                    }
                    for revision in page
                ],
            }
            for page in pages
        ]
    }


def _change(change: Change, revision: Revision, documents: Mapping[str, Document]) -> Json:
    return {
        "kind": change.kind,
        "values": list(change.values),
        "before": _quote(change.before, documents[revision.before]),
        "after": _quote(change.after, documents[revision.after]),
    }


def _quote(span: Span | None, document: Document) -> Json | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "quote": document.cut(span)}


def versions_text(
    pages: Revised,
    documents: Mapping[str, Document],
    *,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The revisions of pages for a terminal."""
    said = words(language)
    page = Page(width, colour=colour)
    if not pages:
        page.line(said.label("versions_none"))
    for revisions in pages:
        page.heading(documents[revisions[0].before].url or "")
        for revision in revisions:
            page.line(_when(revision, documents, said), indent=2, style="bold")
            if not revision.changes:
                page.line(said.label("versions_same"), indent=4)
            for change in revision.changes:
                _write(page, change, revision, documents, said)
    return page.text()


def _when(revision: Revision, documents: Mapping[str, Document], said: Words) -> str:
    days = (documents[name].published_on for name in (revision.before, revision.after))
    before, after = (said.day(day) if day else said.label("no_date") for day in days)
    return f"{before} → {after}"


def _write(
    page: Page,
    change: Change,
    revision: Revision,
    documents: Mapping[str, Document],
    said: Words,
) -> None:
    nobody = said.label("unknown_speaker") if change.kind == "attribution" else ""
    one, other = (value or nobody for value in change.values)
    told = f"{said.label('colon')} {one} → {other}" if one or other else ""
    page.line(f"• {said.label(f'changed_{change.kind}')}{told}", indent=4, hang=2)
    for mark, span, name in (
        ("−", change.before, revision.before),
        ("+", change.after, revision.after),
    ):
        if span:
            quote = in_quotes(shortened(documents[name].cut(span), _QUOTE), said)
            page.line(f"{mark} {quote}", indent=6, hang=2)
