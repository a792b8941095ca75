"""Statements in the making: what was found of them, and who spoke last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from recul.extraction.speaker_words import Mention
from recul.model import Modality, Span, Speaker, StatementType, When


@dataclass(frozen=True, eq=False)
class Draft:
    """A statement in the making. `negated`: its cue is ("does not confirm")."""

    span: Span
    type: StatementType
    speaker: Speaker | None
    cue: Span | None = None
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    continues: Draft | None = field(default=None, repr=False)
    said: When | None = None


class Drafts:
    """The drafts of one text, in the order they were found.

    Attributes:
        all: every draft.
        last: the one a bare quotation goes on from.
        here: those of the sentence that is being read.
        subject: who governs a point of a list ("The council: a) *urges* …").
        before: the sentence before it, in its paragraph.
    """

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.last: Draft | None = None
        self.here: list[Draft] = []
        self.subject: Mention | None = None
        self.before: Span | None = None
        self._known: set[tuple[Span, Span | None]] = set()

    @property
    def speaker(self) -> Speaker | None:
        """Who spoke last."""
        return self.last.speaker if self.last else None

    def begin_sentence(self) -> None:
        """Start a new sentence."""
        self.here = []

    def add(self, draft: Draft) -> None:
        """Keep a draft; one nested in another is not what a later quotation goes on from."""
        if (draft.span, draft.cue) in self._known:
            return
        self._known.add((draft.span, draft.cue))
        nested = any(other.span.covers(draft.span) for other in self.here)
        self.all.append(draft)
        self.here.append(draft)
        if not nested:
            self.last = draft

    def add_aside(self, draft: Draft) -> None:
        """Keep a draft that nothing goes on from: what is only mentioned as said."""
        self.all.append(draft)

    def name_before(self, span: Span) -> None:
        """Give the speaker of the quotation `span` to the paragraphs before that it goes on from.

        A quotation of several paragraphs may name its speaker at its very end.
        """
        position = next((i for i, d in enumerate(self.all) if d.span == span), None)
        if position is None or self.all[position].speaker is None:
            return
        speaker = self.all[position].speaker
        while position > 0 and self._unnamed(self.all[position - 1]):
            position -= 1
            self.all[position] = replace(
                self.all[position],
                speaker=speaker and speaker.model_copy(update={"span": None}),
            )

    @staticmethod
    def _unnamed(draft: Draft) -> bool:
        """True for a quotation without a speaker and without a cue."""
        return draft.speaker is None and draft.cue is None and draft.type is StatementType.DIRECT

    def replace(self, old: Draft, new: Draft) -> None:
        """Put `new` where `old` was, which is one of this sentence's."""
        position = len(self.all) - 1
        while self.all[position] is not old:
            position -= 1
        self.all[position] = new
        self.here[self.here.index(old)] = new
        self.last = new
