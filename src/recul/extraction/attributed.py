"""A content with the cue that reports it and who governs that."""

from __future__ import annotations

from typing import NamedTuple

from recul.extraction.contents import (
    END,
    is_full,
    trimmed_end,
)
from recul.extraction.cues import Cue
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import Quotation, strip
from recul.extraction.speaker_words import Mention
from recul.model import Span, StatementType


class Attribution(NamedTuple):
    """A content, the cue that reports it and who governs the cue."""

    content: Span
    type: StatementType
    mention: Mention | None
    cue: Cue
    place: Span
    """Where the cue stands."""
    frame: Span | None = None
    """From the beginning of its verb to the end, where these are parted."""


def of_source(
    scene: Scene, sentence: Sentence, content: Span | None, mention: Mention | None, cue: Cue
) -> Attribution | None:
    """An attribution of a clause of two words or more; None of less."""
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return of_clause(scene, sentence, content, mention, cue)


def of_clause(
    scene: Scene, sentence: Sentence, content: Span, mention: Mention | None, cue: Cue
) -> Attribution:
    """An attribution of words that are not all quoted, or of one whole quotation."""
    whole = next((q for q in sentence.quotes if q.outer == content and is_full(scene, q)), None)
    if whole:
        return of_quotation(sentence, whole, mention, cue)
    quoted = any(q.outer.overlaps(content) for q in sentence.quotes)
    kind = StatementType.MIXED if quoted else StatementType.INDIRECT
    frame = None
    if cue.close is not None:
        frame = Span(start=sentence.start(cue), end=sentence.words[cue.close].end)
    return Attribution(content, kind, mention, cue, sentence.place(cue), frame)


def of_quotation(
    sentence: Sentence, quotation: Quotation, mention: Mention | None, cue: Cue
) -> Attribution:
    """An attribution of a whole quotation."""
    kind = StatementType.DIRECT
    return Attribution(quotation.inner, kind, mention, cue, sentence.place(cue))


def quotation_between(scene: Scene, sentence: Sentence, start: int, head: int) -> Quotation | None:
    """The quotation that is all of the content between `start` and `head`.

    One word may lead it in ("Mais « … »").
    """
    for quotation in sentence.quotes:
        if start <= quotation.outer.start and quotation.outer.end <= head:
            lead = scene.text[start : quotation.outer.start]
            left = lead.strip(END + "(")
            right = scene.text[quotation.outer.end : head].strip(END)
            introduced = lead.rstrip().endswith(":")  # "They welcomed it: “…”, X said"
            short = not left or (len(left.split()) == 1 and is_full(scene, quotation))
            if not right and (short or introduced):
                return quotation
    return None
