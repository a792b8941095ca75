"""Quotations: cut from the stored text by their span, checked, and made safe to look at.

A quotation is never retyped. `quotation` cuts it out of the document its evidence names and
refuses to hand it on if it is not, to the letter, what the evidence holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from recul.model import Document, Evidence, ReculError, Span, Value

CONTEXT = 140
"""Code points of context shown on either side of a quotation."""

_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\ufffd"


class QuoteMismatch(ReculError):  # noqa: N818 (the name the design gives it)
    """A quotation is not what stands in the stored text under its span: it is not shown."""


class Quotation(Value):
    """A sentence in its context, as stored.

    Attributes:
        before: what precedes it, cut at a word; empty at the start of the text.
        quote: the sentence itself.
        after: what follows it, cut at a word; empty at the end of the text.
        clipped_before: True if the text goes on before `before`.
        clipped_after: True if the text goes on after `after`.
        document: the document it was cut from.
    """

    before: str
    quote: str
    after: str
    clipped_before: bool
    clipped_after: bool
    document: Document


def quotation(
    evidence: Evidence, documents: Mapping[str, Document], context: int = CONTEXT
) -> Quotation:
    """The sentence of a piece of evidence in its context.

    Args:
        evidence: names the document and the span, and holds the sentence.
        documents: stored documents by id.
        context: code points to show on either side, at most.

    Raises:
        QuoteMismatch: the document is not held, the span leaves its text, or the stored
            characters differ from the sentence.
    """
    document = documents.get(evidence.document)
    if document is None:
        raise QuoteMismatch(f"evidence {evidence.id}: document {evidence.document} is not held")
    text, span = document.text, evidence.span
    if span.end > len(text) or span.of(text) != evidence.quote:
        raise QuoteMismatch(
            f"evidence {evidence.id}: the sentence is not what stands at "
            f"{span.start}..{span.end} of {document.source}"
        )
    start = _word_start(text, span, context)
    end = _word_end(text, span, context)
    return Quotation(
        before=text[start : span.start],
        quote=evidence.quote,
        after=text[span.end : end],
        clipped_before=start > 0,
        clipped_after=end < len(text),
        document=document,
    )


def _word_start(text: str, span: Span, context: int) -> int:
    start = max(0, span.start - context)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    return start


def _word_end(text: str, span: Span, context: int) -> int:
    end = min(len(text), span.end + context)
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return end


def visible(text: str) -> str:
    """`text` with characters that act on a display, instead of standing on it, made visible.

    Control characters (terminal escapes) and bidirectional overrides and embeddings become
    U+FFFD; line breaks and tabs become spaces.
    """
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    if character.isspace():
        return " " if character in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029" else character
    if character in _REORDERING or unicodedata.category(character) in ("Cc", "Cs"):
        return _REPLACEMENT
    return character


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut at a word to at most `length` code points, with an ellipsis."""
    line = " ".join(visible(text).split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    at_word = head.rfind(" ")
    return head[: at_word if at_word > length // 2 else len(head)].rstrip(" ,;:") + "…"


def web_address(url: str | None) -> str | None:
    """`url` if it is an http or https address of a host, else None: nothing else is linked."""
    if url is None or any(c.isspace() or _seen(c) == _REPLACEMENT for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def host_of(url: str) -> str:
    """The host a browser would go to, without what a user name before ``@`` pretends."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
