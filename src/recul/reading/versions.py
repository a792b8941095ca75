"""One document that came more than once: which version counts, and what they disagree on.

The same words at the same address are one document, whatever date or publisher it is given. The
earliest known date of publication counts, whichever version came first, so that the order of
adding changes nothing; a disagreement is told, for one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from recul.model import Document, Reason
from recul.reading.addresses import page_key

_NEVER = datetime.max.replace(tzinfo=UTC)


def first(one: Document, other: Document) -> Document:
    """The version that counts: the earlier dated; of two of one date, by publisher and name."""
    return min(one, other, key=_rank)


def conflicts(kept: Document, other: Document) -> tuple[Reason, ...]:
    """What the version that counts and another one disagree on; a gap is no disagreement."""
    pairs = {
        "conflicting_dates": (kept.published_on, other.published_on),
        "conflicting_publishers": (kept.publisher, other.publisher),
    }
    return tuple(
        Reason(id=what, values={"source": other.source, "kept": str(one), "other": str(two)})
        for what, (one, two) in pairs.items()
        if one and two and one != two
    )


def merged(documents: Iterable[Document]) -> tuple[list[Document], list[Reason]]:
    """Each document once, in the order they came, and what their versions disagree on."""
    kept: dict[str, Document] = {}
    warnings: list[Reason] = []
    for document in documents:
        held = kept.setdefault(document.id, document)
        kept[document.id] = best = first(held, document)
        warnings += conflicts(best, document if best is held else held)
    return list(kept.values()), warnings


def chains(documents: Iterable[Document]) -> list[tuple[Document, ...]]:
    """The pages that came with more than one text: the versions of each, the earliest first.

    Two documents are of one page if their addresses are (`recul.reading.addresses.page_key`). Of
    two that were published at one time, the one that was added first is the earlier one.
    """
    pages: dict[str, list[Document]] = {}
    for document in documents:
        if document.url and document.row is None:
            pages.setdefault(page_key(document.url), []).append(document)
    ordered = (sorted(page, key=lambda d: d.published or _NEVER) for page in pages.values())
    return [tuple(page) for page in ordered if len({d.text for d in page}) > 1]


def _rank(document: Document) -> tuple[datetime, str, str, str, str]:
    return (
        document.published or _NEVER,
        document.published_to,
        # After any name: a version that names its publisher tells more.
        document.publisher or chr(0x10FFFF),
        document.title or chr(0x10FFFF),
        document.source,
    )
