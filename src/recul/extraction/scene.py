"""What is known of one text before anybody is heard in it: its words, mentions, dates, triggers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from recul.extraction.cues import Cue, Cues, cues_of
from recul.extraction.lexicon import Word
from recul.extraction.modality import negators
from recul.extraction.patterns import Patterns, phrases
from recul.extraction.segments import ORDINAL_DOT, Quotation
from recul.extraction.spans import Spans
from recul.extraction.speaker_words import Mention
from recul.extraction.speakers import Mentions
from recul.languages import Pack
from recul.model import Span, Speaker, When

COMMAS = " \u00a0\u202f,;–—-"
"""What may part a content from its attribution."""
_ARTICLES = 2
"""Articles and numbers before a noun phrase."""
_DASHES = "–—-"
_IN_FIGURES = (",", ".")
"""Marks that may stand inside a number."""
JOINTS = " -%'’·《》«»“”„\"\u00a0\u202f" + ORDINAL_DOT
"""What may stand between two words of one phrase."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, or the inside of a quotation, with its words outside quotations.

    Attributes:
        words: its words; those inside `quotes` are left out.
        cues: its cues, as indices into `words`.
    """

    span: Span
    words: Sequence[Word]
    quotes: Sequence[Quotation]
    cues: Sequence[Cue]

    def start(self, cue: Cue) -> int:
        """Where a cue starts, in the text."""
        return self.words[cue.first].start

    def place(self, cue: Cue) -> Span:
        """Where a cue stands, in the text."""
        return Span(start=self.words[cue.first].start, end=self.words[cue.last - 1].end)


@dataclass(frozen=True)
class Scene:
    """One text.

    `triggers` are where events are named, `datelines` open its paragraphs, and `dated` are all
    expressions of a date, those among them that need a day of publication nobody knows.
    """

    text: str
    words: Sequence[Word]
    mentions: Mentions
    dates: Spans[When]
    triggers: Spans[Span]
    datelines: Spans[Span]
    dated: Spans[Span]
    pack: Pack

    @cached_property
    def cues(self) -> Cues:
        """The cues of its language."""
        return cues_of(self.pack.code)

    @cached_property
    def hearsay(self) -> Patterns[bool] | None:
        """The verb forms that tell what somebody else said; None where there are none."""
        forms = self.cues.words.hearsay
        return phrases(forms) if forms else None

    @cached_property
    def found(self) -> Spans[Mention]:
        """The mentions, by where they stand."""
        return Spans(self.mentions.found, lambda mention: mention.span)

    @cached_property
    def interviewee(self) -> Speaker | None:
        """The one with whom the text says the interview is."""
        for match in phrases(self.cues.words.interviews).find(self.text, self.words):
            if match.last < len(self.words):
                mention = self.mention_at(match.last) or self.mentions.single(match.last)
                if mention:
                    return self.mentions.speaker(mention, None)
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _mention_at(self) -> dict[int, Mention]:
        return {mention.first: mention for mention in self.mentions.found}

    def index(self, word: Word) -> int:
        """The index of a word of the text."""
        return bisect_left(self._starts, word.start)

    def words_in(self, span: Span) -> Sequence[Word]:
        """The words that start inside a span."""
        first = bisect_left(self._starts, span.start)
        return self.words[first : bisect_left(self._starts, span.end)]

    def mention_at(self, index: int) -> Mention | None:
        """The mention at a word, or right after the articles there ("*les deux* ministères")."""
        mention = self._mention_at.get(index)
        last = min(index + _ARTICLES, len(self.words) - 1)
        while mention is None and index < last:
            if self.words[index].folded not in self.mentions.determiners:
                return None
            index += 1
            mention = self._mention_at.get(index)
        return mention

    def is_located(self, mention: Mention) -> bool:
        """True for a party that merely says where: "in Moskau"."""
        return mention.kind == "party" and self.mentions.is_place(mention)

    def mention_starting(self, index: int) -> Mention | None:
        """The mention whose first word is at `index`."""
        return self._mention_at.get(index)

    def last_before(self, start: int, end: int) -> str:
        """The last character of ``text[start:end]`` that is no space; empty if there is none."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.text[end - 1 : end] if end > start else ""

    def comma_before(self, start: int, end: int) -> bool:
        """True if ``text[start:end]`` ends in a comma, perhaps one inside a quotation (“…,”)."""
        lead = self.text[start:end].rstrip()
        return lead.endswith((",", ",”", ',"', ",’"))

    def mark_before(self, start: int, end: int) -> str:
        """The same, where a dash may follow it: the comma of "…, — said"."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in _DASHES):
            end -= 1
        return self.text[end - 1 : end] if end > start else ""

    def gap(self, words: Sequence[Word], position: int) -> str:
        """What stands between the word at `position` and the one before."""
        return self.text[words[position - 1].end : words[position].start]

    def joined(self, words: Sequence[Word], position: int) -> bool:
        """True if no punctuation stands before the word at `position`."""
        if position == 0:
            return False
        gap = self.gap(words, position)
        return not gap.strip(JOINTS) or (
            gap in _IN_FIGURES
            and words[position - 1].text[-1].isdigit()
            and words[position].text[0].isdigit()
        )

    def has_verb(self, words: Sequence[Word]) -> bool:
        """True if one of the words is an auxiliary or a verb of saying."""
        return any(self.cues.is_auxiliary(w) or self.cues.is_verb(w) for w in words)

    def is_light(self, word: Word) -> bool:
        """True for an adverb, a relative or a word of a date: none of them is content."""
        return (
            self.cues.is_adverb(word)
            or word.folded in self.cues.words.relatives
            or bool(self.dated.at(word.start))
        )

    def is_that(self, words: Sequence[Word], position: int) -> bool:
        """True for the word that opens a clause of content ("that", "que")."""
        return phrases(self.cues.words.that).at(self.text, words, position) is not None

    def is_finite(self, word: Word) -> bool:
        """True for an auxiliary, a verb of saying or a form of the mood of reported speech."""
        if self.has_verb((word,)):
            return True
        return self.hearsay is not None and self.hearsay.begins(word.folded)

    def clause_start(self, words: Sequence[Word], position: int) -> int:
        """The first word after the last mark before the word at `position`."""
        while position > 0 and self.joined(words, position):
            position -= 1
        return position

    def next_mark(self, words: Sequence[Word], position: int) -> int:
        """The first word from `position` on that a mark stands before; else how many there are."""
        while position < len(words) and self.joined(words, position):
            position += 1
        return position

    def opens_negation(self, word: Word) -> bool:
        """True for the first word of a negation in two ("dit *ne* pas voir"): that is content."""
        return word.folded in negators(self.pack)

    def skip(self, words: Sequence[Word], position: int, *, commas: bool) -> int:
        """Past adverbs, dates and addressees, none of which is content."""
        addressees = phrases(self.cues.words.addressees)
        while position < len(words):
            parted = position > 0 and not self.joined(words, position)
            if parted and not (commas and not self.gap(words, position).strip(COMMAS)):
                return position
            date = self._date_at(words, position)
            if date:
                while position < len(words) and words[position].start < date.end:
                    position += 1
                continue
            addressee = addressees.at(self.text, words, position)
            if addressee:
                position = addressee.last
                continue
            if self._is_particle(words, position):
                position += 1
                continue
            after = self.cues.past_adverb(self.text, words, position)
            if after is None or self.is_that(words, position):
                return position
            if after == position + 1 and (
                self.opens_negation(words[position]) or self._opens_noun(words, position)
            ):
                return position
            position = after
        return position

    def _is_particle(self, words: Sequence[Word], position: int) -> bool:
        """True for the end of a separable verb, before a mark: "teilte … *mit*, dass"."""
        if words[position].folded not in self.cues.words.particles:
            return False
        return position + 1 == len(words) or not self.joined(words, position + 1)

    def _opens_noun(self, words: Sequence[Word], position: int) -> bool:
        """True for an adverb that is a determiner here: "*tout* retrait", not "tout juste"."""
        following = words[position + 1 : position + 2]
        return (
            words[position].folded in self.cues.words.object_determiners
            and bool(following)
            and not self.cues.is_adverb(following[0])
        )

    def _date_at(self, words: Sequence[Word], position: int) -> Span | None:
        """The date that starts at a word, or after the word there that leads to it ("on Tuesday").

        In some languages that may be an article: "a annoncé *le 9 février* que".
        """
        last = position
        first = words[position].folded
        leads = first in self.mentions.prepositions or first in self.cues.words.date_articles
        if leads and position + 1 < len(words):
            last += 1
        for word in words[position : last + 1]:
            found = self.dated.at(word.start)
            if found:
                return found[0]
        return None
