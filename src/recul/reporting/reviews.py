"""Reviews for people, and as annotations of the texts in the W3C's form.

An annotation (Web Annotation Data Model, W3C 2017) points at its sentence by position, in code
points of the stored text, and by the words themselves with what stands around them, so that it can
be found again in another copy. `recul` holds the review as it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from recul.model import Document, Span
from recul.reporting.page import WIDTH, Page
from recul.reporting.words import words
from recul.review import Kind, Review, approved_by, is_published

_CONTEXT = 32
"""Code points before and after the words of an annotation."""


def reviews_text(
    reviews: Sequence[Review],
    *,
    there: Mapping[Kind, Collection[str]],
    two_persons: bool,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The reviews that stand, as a page for a terminal.

    Args:
        reviews: in the order they were made.
        there: the ids of what can be reviewed now; a review of anything else changes nothing.
        two_persons: whether a verdict needs two to be published.
        language: of the interface.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    if not reviews:
        page.line(said.label("review_none"))
    for review in reviews:
        what = said.name("review_kind", review.kind)
        did = said.name("review_action", review.action)
        page.line(
            said.label("review_entry", at=review.at, author=review.author, did=did, what=what),
            style="bold",
        )
        page.line(review.target, indent=2, hang=2)
        for other in review.others:
            page.line(f"+ {other}", indent=2, hang=2)
        for field, value in review.changes.items():
            page.line(f"{field} = {value}", indent=2, hang=2)
        page.line(review.reason, indent=2, hang=2)
        if review.target not in there[review.kind]:
            page.line(said.label("review_not_there"), indent=2)
    verdicts = dict.fromkeys(r.target for r in reviews if r.kind == "assessment")
    for version in verdicts:
        published = is_published(reviews, version, two_persons=two_persons)
        key = "review_published" if published else "review_not_published"
        names = ", ".join(approved_by(reviews, version)) or "–"
        page.line(said.label(key, id=version, names=names))
    return page.text()


def as_annotations(
    reviews: Iterable[Review], documents: Mapping[str, Document]
) -> Iterator[dict[str, Any]]:
    """Each review as a W3C Web Annotation.

    Args:
        reviews: those that stand.
        documents: the stored documents, by id.
    """
    for review in reviews:
        document = documents.get(review.document or "")
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:recul:review:{review.id}",
            "type": "Annotation",
            "motivation": "assessing" if review.action in ("accept", "reject") else "editing",
            "created": review.at.isoformat(),
            "creator": {"type": "Person", "name": review.author},
            "body": {"type": "TextualBody", "purpose": "commenting", "value": review.reason},
            "target": _target(review, document, review.span),
            "recul": review.model_dump(mode="json"),
        }


def _target(review: Review, document: Document | None, span: Span | None) -> Any:  # noqa: ANN401
    if document is None or span is None:
        return f"urn:recul:{review.kind}:{review.target}"
    return {
        "source": document.url or f"urn:recul:document:{document.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": document.cut(span),
                "prefix": document.text[max(0, span.start - _CONTEXT) : span.start],
                "suffix": document.text[span.end : span.end + _CONTEXT],
            },
        ],
        "state": {"type": "recul:Version", "value": document.id},
    }
