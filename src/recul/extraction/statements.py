"""Document → statements: who is reported to have said what, with every span.

A sentence is taken apart by its cues. A cue's *attribution* is the cue with its subject; the
*content* is what stands before it ("…, a déclaré X") or after it ("X a déclaré que …"). Quotations
without a cue of their own go on from the statement before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from recul.extraction.cues import Cue, Cues, cues_of
from recul.extraction.lexicon import Word, glued
from recul.extraction.modality import negates, read_modality
from recul.extraction.patterns import Patterns
from recul.extraction.segments import Quotation, paragraphs, quotations, sentences, strip
from recul.extraction.speakers import Mention, Mentions
from recul.languages import Pack
from recul.model import Modality, Span, Speaker, Statement, StatementType, When

_WIDEST_GAP = 160
"""Characters between subject and verb: an apposition or a relative clause, not a paragraph."""
_THAT_WINDOW = 14
"""Words between a verb and its *that*: "a déclaré mercredi à Bruxelles devant la presse que"."""
_SHORT_TAIL = 6
"""Words after a parenthetical attribution that has no verb of its own."""
_FRAGMENT = 3
"""A quotation of up to this many words without a full stop is a fragment of its sentence."""
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’ -]+)[^\n!?:«»“”]{0,45}?"
    r"(?P<agency>\([^)\n]{2,24}\))?\s+[-–—]{1,2}\s+(?=\S)"
)
"""MOSCOW, 15 February (Agency) — : where and by whom a report was filed."""
_COMMA = " \u00a0\u202f,;–—-"
_END = " \u00a0\u202f,;:.!?…–—-"


def innermost(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The shortest statement that shares a character with `span`."""
    holding = [s for s in statements if s.span.overlaps(span)]
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


@dataclass
class _Draft:
    """A statement in the making."""

    span: Span
    type: StatementType
    speaker: Speaker | None
    cue: Span | None
    modality: Modality
    negated: bool = False
    continues: _Draft | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its words outside quotations, its quotations and its cues."""

    span: Span
    words: list[Word]
    quotes: list[Quotation]
    cues: list[Cue]


class StatementFinder:
    """Finds the statements of one text."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        mentions: Mentions,
        dates: Sequence[When],
        events: Sequence[Span],
        pack: Pack,
    ) -> None:
        self._text = text
        self._words = words
        self._mentions = mentions
        self._pack = pack
        self._cues: Cues = cues_of(pack.code)
        self._events = events
        self._dates = [when.span for when in dates if when.span]
        self._drafts: list[_Draft] = []
        self._last: _Draft | None = None
        self._addressees = _patterns(self._cues.words.addressees)
        self._that = _patterns(self._cues.words.that)

        self._starts = [word.start for word in words]
        self._at = {word.start: index for index, word in enumerate(words)}

    def _index(self, word: Word) -> int:
        return self._at[word.start]

    # ---------------------------------------------------------------------- the text

    def find(self, document: str) -> tuple[Statement, ...]:
        """The statements in order of their start; ids are derived from the document's."""
        open_mark = ""
        for paragraph in paragraphs(self._text):
            quoted = quotations(self._text, paragraph, self._pack, open_before=open_mark)
            open_mark = (
                self._text[quoted[-1].outer.start] if quoted and not quoted[-1].closed else ""
            )
            self._paragraph(paragraph, quoted)
        return self._finished(document)

    def _paragraph(self, paragraph: Span, quoted: list[Quotation]) -> None:
        dateline = _DATELINE.match(self._text, paragraph.start, paragraph.end)
        if dateline and (dateline["place"].isupper() or dateline["agency"]):
            paragraph = Span(start=dateline.end(), end=paragraph.end)
        label = self._label(paragraph)
        if label:
            self._transcript(label, paragraph)
            return
        for span in sentences(self._text, paragraph, quoted, self._pack):
            inside = [q for q in quoted if span.covers(q.outer)]
            words = [
                word
                for word in self._words_in(span)
                if not any(q.outer.start <= word.start < q.outer.end for q in inside)
            ]
            cues = self._cues.find(self._text, words)
            self._sentence(_Sentence(span, words, inside, cues), paragraph)

    def _words_in(self, span: Span) -> list[Word]:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(self._words[first:last])

    # --------------------------------------------------------------- transcript, label

    def _label(self, paragraph: Span) -> Mention | None:
        """The speaker that a paragraph is headed by: "The Secretary General: …"."""
        for mention in self._starting_in(paragraph):
            if self._text[paragraph.start : mention.span.start].strip("-–—• "):
                return None
            rest = self._text[mention.span.end : paragraph.end].lstrip()
            if rest.startswith(":") and mention.kind != "pronoun":
                return mention
            if mention.span.start > paragraph.start + _WIDEST_GAP:
                return None
        return None

    def _starting_in(self, span: Span) -> list[Mention]:
        found = [m for m in self._mentions.found if span.start <= m.span.start < span.end]
        words = self._words_in(span)
        if words:
            index = self._index(words[0])
            single = self._mentions.single(index)
            if single and not any(m.first <= single.first < m.last for m in found):
                found.insert(0, single)
        return found

    def _transcript(self, label: Mention, paragraph: Span) -> None:
        colon = self._text.index(":", label.span.end)
        content = strip(self._text, colon + 1, paragraph.end)
        if content is None:
            return
        quoted = quotations(self._text, content, self._pack)
        if len(quoted) == 1 and quoted[0].outer == content:
            content = quoted[0].inner
        speaker = None if self._is_question(label) else self._mentions.speaker(label, None)
        self._add(_Draft(content, StatementType.DIRECT, speaker, None, Modality.ASSERTED))

    def _is_question(self, label: Mention) -> bool:
        """True for the "Q" of a transcript, which names nobody."""
        return label.span.of(self._text).lower() in self._cues.words.questions

    # ------------------------------------------------------------------ one sentence

    def _sentence(self, sentence: _Sentence, paragraph: Span) -> None:
        used: list[Span] = []
        subject: Mention | None = None
        for index, cue in enumerate(sentence.cues):
            if cue.kind == "noun":
                continue
            draft, subject = self._attribute(sentence, index, cue, subject)
            if draft:
                self._add(draft)
                used.append(draft.span)
                used += self._other_quotes(sentence, draft, used)
        for quotation in sentence.quotes:
            if not any(quotation.inner.overlaps(span) for span in used):
                self._unattributed(sentence, quotation, paragraph)
        for quotation in sentence.quotes:
            self._incise(quotation)
        self._nominal(sentence)

    def _attribute(
        self, sentence: _Sentence, index: int, cue: Cue, subject: Mention | None
    ) -> tuple[_Draft | None, Mention | None]:
        """What one cue of a sentence reports, and the subject that the next cue may share."""
        if cue.kind in ("according", "according_head"):
            return self._according(sentence, cue), subject
        before = self._subject_before(sentence, cue)
        after = self._subject_after(sentence, cue)
        shared = None
        if before is None and self._shares_subject(sentence, cue):
            shared = subject
        parenthetical = self._is_parenthetical(sentence, cue, before, after)
        if parenthetical and (after or before):
            mention = after or before
            draft = self._post(sentence, cue, mention) if mention else None
            return draft, mention
        mention = before or shared or (after if self._followed_by_colon(sentence, cue) else None)
        draft = self._pre(sentence, index, cue, mention)
        return draft, mention or subject

    def _shares_subject(self, sentence: _Sentence, cue: Cue) -> bool:
        """True for ", ajoutant que", "et a ajouté que", ", and added that", ", qui a dit"."""
        if cue.form == "gerund":
            return True
        if cue.first == 0:
            return False
        word = sentence.words[cue.first - 1]
        return (
            word.folded in self._cues.words.relatives
            or word.folded in self._cues.words.coordinators
            or self._cues.is_adverb(word)
        )

    # ------------------------------------------------------------------------ subjects

    def _subject_before(self, sentence: _Sentence, cue: Cue) -> Mention | None:
        """The nearest noun phrase before a cue that can be its subject."""
        start = sentence.words[cue.first].start
        if cue.pronoun is not None:
            return None
        candidates = [
            m
            for m in self._mentions.found
            if sentence.span.start <= m.span.start
            and m.span.end <= start
            and not any(q.outer.overlaps(m.span) for q in sentence.quotes)
        ]
        single = self._single_before(sentence, cue)
        if single and not any(m.last > single.first for m in candidates):
            candidates.append(single)
        for mention in reversed(candidates):
            gap = self._text[mention.span.end : start]
            if len(gap) > _WIDEST_GAP:
                return None
            if self._is_object(mention) and not self._opens_relative(gap):
                continue
            head = self._head_of_apposition(mention)
            closed = head is not mention or "," in mention.span.of(self._text)
            if self._can_part(gap, sentence, mention.span.end, start, closed=closed):
                return head
        return None

    def _opens_relative(self, gap: str) -> bool:
        """True for ", who": the antecedent of a relative clause may be an object."""
        return gap.strip(" ,").lower() in self._cues.words.relatives

    def _head_of_apposition(self, mention: Mention) -> Mention:
        """The name that a role stands beside: "*Maxar*, a satellite imagery company, said"."""
        if mention.kind not in ("role", "group") or mention.first == 0:
            return mention
        before = self._words[mention.first - 1]
        if self._text[before.end : mention.span.start] != ", ":
            return mention
        index = mention.first - 1
        known = next((m for m in self._mentions.found if m.last == index + 1), None)
        name = known or self._mentions.single(index)
        if name is None or name.kind == "pronoun" or self._is_object(name):
            return mention
        return name._replace(role=name.role or mention.role, party=name.party or mention.party)

    def _single_before(self, sentence: _Sentence, cue: Cue) -> Mention | None:
        """A one-word name right before a cue: "Stoltenberg a expliqué", "Macron, qui dit"."""
        position = cue.first - 1
        while position >= 0 and (
            self._cues.is_adverb(sentence.words[position])
            or sentence.words[position].folded in self._cues.words.relatives
        ):
            position -= 1
        if position < 0:
            return None
        return self._mentions.single(self._index(sentence.words[position]))

    def _is_object(self, mention: Mention) -> bool:
        """True if a preposition stands right before the mention, which is then no subject."""
        index = mention.first
        while index > 0 and glued(self._text, self._words[index - 1], self._words[index]):
            index -= 1
            if self._words[index].folded in self._mentions.prepositions:
                return True
            if self._words[index].folded not in self._mentions.determiners:
                return False
        return False

    def _can_part(
        self, gap: str, sentence: _Sentence, start: int, end: int, *, closed: bool
    ) -> bool:
        """True if `gap` may stand between a subject and its verb.

        `closed`: the subject ends in an apposition, which a comma closes.
        """
        if any(mark in gap for mark in ".!?;:…\n"):
            return False
        if any(q.outer.start < end and start < q.outer.end for q in sentence.quotes):
            return False
        core = gap.strip()
        if not core:
            return True
        if core == ",":
            return closed
        words = [w for w in sentence.words if start <= w.start and w.end <= end]
        if all(self._light(word) for word in words):
            return True
        if core.startswith(",") and core.endswith(","):
            relative = bool(words) and words[0].folded in self._cues.words.relatives
            return relative or not self._has_verb(words)
        if core.startswith(","):
            return words[0].folded in self._cues.words.relatives and len(words) <= 2
        if core.startswith("(") and core.endswith(")"):
            return True
        second = any(w.folded in self._cues.words.coordinators for w in words)
        return "," not in core and len(words) <= 8 and not second and not self._has_verb(words)

    def _has_verb(self, words: list[Word]) -> bool:
        return any(self._cues.is_auxiliary(w) or self._cues.is_verb(w) for w in words)

    def _light(self, word: Word) -> bool:
        return (
            self._cues.is_adverb(word)
            or word.folded in self._cues.words.relatives
            or any(d.start <= word.start < d.end for d in self._dates)
        )

    def _subject_after(self, sentence: _Sentence, cue: Cue) -> Mention | None:
        """The noun phrase right after an inverted cue: "a annoncé mardi *le ministère*"."""
        if cue.pronoun is not None:
            word = sentence.words[cue.pronoun]
            index = self._index(word)
            return next((m for m in self._mentions.found if m.first == index), None)
        position = self._skip(sentence, cue.last, commas=False)
        if position >= len(sentence.words):
            return None
        if not self._joined(sentence, position):
            return None
        index = self._index(sentence.words[position])
        for mention in self._mentions.found:
            if mention.first == index or (
                mention.first == index + 1
                and sentence.words[position].folded in self._mentions.determiners
            ):
                return mention
        return self._mentions.single(index)

    def _joined(self, sentence: _Sentence, position: int) -> bool:
        """True if no punctuation stands before the word at `position`."""
        if position == 0:
            return False
        gap = self._text[sentence.words[position - 1].end : sentence.words[position].start]
        return not gap.strip(" -'’\u00a0\u202f")

    def _skip(self, sentence: _Sentence, position: int, *, commas: bool) -> int:
        """Past adverbs, dates and addressees, none of which is content."""
        words = sentence.words
        while position < len(words):
            if position and not self._joined(sentence, position):
                gap = self._text[words[position - 1].end : words[position].start]
                if not commas or gap.strip(_COMMA):
                    return position
            date = self._date_at(words, position)
            if date:
                while position < len(words) and words[position].start < date.end:
                    position += 1
                continue
            addressee = self._addressees.at(self._text, words, position)
            if addressee:
                position = addressee.last
                continue
            if self._cues.is_adverb(words[position]) and not self._that.at(
                self._text, words, position
            ):
                position += 1
                continue
            return position
        return position

    def _date_at(self, words: list[Word], position: int) -> Span | None:
        """The date that starts at a word, or after the preposition there ("on Tuesday")."""
        starts = [words[position].start]
        if words[position].folded in self._mentions.prepositions and position + 1 < len(words):
            starts.append(words[position + 1].start)
        return next((d for d in self._dates for s in starts if d.start <= s < d.end), None)

    # ---------------------------------------------------------------------- attributions

    def _is_parenthetical(
        self, sentence: _Sentence, cue: Cue, before: Mention | None, after: Mention | None
    ) -> bool:
        """True if the content stands before the attribution (or around it)."""
        if cue.form == "gerund":
            return False
        if cue.pronoun is not None:
            return True
        start = sentence.words[cue.first].start
        head = before.span.start if before else start
        lead = self._text[sentence.span.start : head].rstrip()
        if before is not None:
            if not lead or lead[-1] not in ',»”"’›':
                return False
            tail_at = self._skip(sentence, cue.last, commas=False)
            if tail_at >= len(sentence.words):
                stop = sentence.words[-1].end
                return not any(q.outer.start >= stop for q in sentence.quotes) and bool(lead)
            if (
                sentence.words[tail_at].folded in self._mentions.prepositions
                and cue.syntax.bare
                and self._find_that(sentence, cue) is None
                and not any(q.outer.start > start for q in sentence.quotes)
            ):
                return True  # "…, officials said in a briefing."
            tail = sentence.words[tail_at:]
            if cue.syntax.bare and not self._has_verb(tail) and len(tail) <= _SHORT_TAIL:
                quoted = any(q.outer.start > start for q in sentence.quotes)
                return not quoted  # "…, X told a meeting in Vienna."
            gap = self._text[sentence.words[tail_at - 1].end : sentence.words[tail_at].start]
            return gap.strip().startswith(",") and not self._that.at(
                self._text, sentence.words, tail_at
            )
        return after is not None and bool(lead) and lead[-1] in ',»”"’›?!'

    def _followed_by_colon(self, sentence: _Sentence, cue: Cue) -> bool:
        end = sentence.words[cue.last - 1].end
        return ":" in self._text[end : sentence.span.end]

    def _post(self, sentence: _Sentence, cue: Cue, mention: Mention) -> _Draft | None:
        """Content before (or around) the attribution."""
        cue_span = self._cue_span(sentence, cue)
        head = min(mention.span.start, cue_span.start)
        start = self._content_start(sentence)
        quote = self._quote_ending(sentence, start, head)
        if quote:
            return self._draft(quote.inner, StatementType.DIRECT, mention, cue, cue_span)
        content = strip(self._text, start, self._around(sentence, cue, mention, head), _COMMA)
        content = content and strip(self._text, content.start, self._trim_end(content), _COMMA)
        if cue.syntax.quoted_only and (content is None or not self._holds_quote(sentence, content)):
            return None
        if content is None or len(self._words_in(content)) < 2:
            # "A expliqué X : « … »" and the like: the quotation after it is the content.
            return self._quoted_after(sentence, cue, mention, cue_span)
        return self._draft(content, self._type(sentence, content), mention, cue, cue_span)

    def _around(self, sentence: _Sentence, cue: Cue, mention: Mention, head: int) -> int:
        """Where the content ends: before the attribution, or after it where it is an aside."""
        tail = max(mention.span.end, self._cue_span(sentence, cue).end)
        after = self._text[tail : sentence.span.end].strip()
        aside = after.startswith(",") and "," not in after[1:]
        words = self._words_in(Span(start=tail, end=sentence.span.end)) if after else []
        others = [
            c for c in sentence.cues if c.kind == "verb" and sentence.words[c.first].start > tail
        ]
        if aside and len(words) > _FRAGMENT and not others and not sentence.quotes:
            return sentence.span.end
        return head

    def _quoted_after(
        self, sentence: _Sentence, cue: Cue, mention: Mention, cue_span: Span
    ) -> _Draft | None:
        for quotation in sentence.quotes:
            if quotation.outer.start >= cue_span.end:
                return self._draft(quotation.inner, StatementType.DIRECT, mention, cue, cue_span)
        return None

    def _content_start(self, sentence: _Sentence) -> int:
        """Where the content of a sentence may start: after earlier statements in it."""
        start = sentence.span.start
        for draft in self._drafts:
            if (
                sentence.span.covers(draft.span)
                and draft.cue
                and draft.cue.start > draft.span.start
            ):
                start = max(start, draft.cue.end)
        return start

    def _quote_ending(self, sentence: _Sentence, start: int, head: int) -> Quotation | None:
        """The quotation that is all of the content between `start` and `head`."""
        for quotation in sentence.quotes:
            if start <= quotation.outer.start and quotation.outer.end <= head:
                left = self._text[start : quotation.outer.start].strip(_END + "(")
                right = self._text[quotation.outer.end : head].strip(_END)
                if not right and (not left or self._is_lead(left)):
                    return quotation
        return None

    def _is_lead(self, left: str) -> bool:
        """True if the words before a quotation are no part of its sentence ("Mais « … »")."""
        return len(left.split()) <= 1

    def _pre(
        self, sentence: _Sentence, index: int, cue: Cue, mention: Mention | None
    ) -> _Draft | None:
        """Content after the attribution."""
        cue_span = self._cue_span(sentence, cue)
        start = self._pre_start(sentence, cue, mention)
        if start is None or (cue.syntax.quoted_only and start[1] is None):
            return None
        position, direct = start
        end = self._pre_end(sentence, index, position)
        if direct is not None:
            return self._draft(direct.inner, StatementType.DIRECT, mention, cue, cue_span)
        content = strip(self._text, position, end, "")
        content = content and strip(self._text, content.start, self._trim_end(content), _COMMA)
        if content is None or len(self._words_in(content)) < 2:
            return None
        return self._draft(content, self._type(sentence, content), mention, cue, cue_span)

    def _pre_start(
        self, sentence: _Sentence, cue: Cue, mention: Mention | None
    ) -> tuple[int, Quotation | None] | None:
        """Where the content after a cue starts, or the quotation that is the content."""
        words = sentence.words
        cue_end = words[cue.last - 1].end
        position = self._skip(sentence, cue.last, commas=True)
        following = words[position].start if position < len(words) else sentence.span.end
        opening = next((q for q in sentence.quotes if q.outer.start >= cue_end), None)
        if opening and opening.outer.start < following:
            return self._quoted_content(sentence, opening, mention)
        that = self._find_that(sentence, cue)
        object_first = (
            cue.syntax.object
            and position < len(words)
            and that != position
            and self._is_object_start(words[position])
        )  # in "confirm the pull-back that Moscow announced" the clause is the noun's
        if that is not None and mention and not object_first:
            return words[that].start, None
        if mention is None or position >= len(words):
            return None
        if mention.first == self._index(words[position]):
            return None
        if ":" in self._text[cue_end:following]:
            return following, None
        word = words[position]
        links = _patterns(cue.syntax.links)
        if links.at(self._text, words, position):
            return word.start, None
        if cue.syntax.over:
            link = self._find_over(sentence, cue, position)
            if link is not None:
                return link, None
        if cue.syntax.infinitive and self._cues.is_infinitive(word):
            return word.start, None
        if not self._joined(sentence, position) and not cue.syntax.bare:
            return None
        if cue.syntax.object and self._is_object_start(word):
            return word.start, None
        bare = cue.syntax.bare and word.folded not in self._mentions.prepositions
        return (word.start, None) if bare else None

    def _quoted_content(
        self, sentence: _Sentence, opening: Quotation, mention: Mention | None
    ) -> tuple[int, Quotation | None] | None:
        """A quotation right after a cue: the content itself, or the start of a mixed one."""
        rest = self._text[opening.outer.end : sentence.span.end].strip(_END)
        whole = opening.inner.end - opening.inner.start > 0 and self._is_full(opening)
        if whole or not rest:
            return opening.outer.start, opening
        return (opening.outer.start, None) if mention else None

    def _find_that(self, sentence: _Sentence, cue: Cue) -> int | None:
        words = sentence.words
        for position in range(cue.last, min(len(words), cue.last + _THAT_WINDOW)):
            gap = self._text[words[position - 1].end : words[position].start]
            if any(mark in gap for mark in ".!?;:…»”"):
                return None
            if cue.syntax.bare and "," in gap:
                return None  # in "said it left, and that …" the clause has begun
            if self._that.at(self._text, words, position):
                return None if self._joins_second(words[position - 1]) else position
            if cue.syntax.bare and self._cues.is_auxiliary(words[position]):
                return None
            if position > cue.last and self._cues.is_verb(words[position]):
                return None
        return None

    def _joins_second(self, word: Word) -> bool:
        """True for the "and" of "and that", which belongs to a verb before."""
        return word.folded in self._cues.words.coordinators

    def _find_over(self, sentence: _Sentence, cue: Cue, position: int) -> int | None:
        over = _patterns(cue.syntax.over)
        words = sentence.words
        for index in range(position + 1, min(len(words), position + 9)):
            inside = any(m.first < self._index(words[index]) < m.last for m in self._mentions.found)
            if not inside and over.at(self._text, words, index):
                return words[index].start
        return None

    def _is_object_start(self, word: Word) -> bool:
        return (
            word.folded in self._mentions.determiners
            or word.folded in self._cues.words.object_determiners
        )

    def _pre_end(self, sentence: _Sentence, index: int, start: int) -> int:
        """Where the content ends: at the next attribution that shares the subject, or the end."""
        for later in sentence.cues[index + 1 :]:
            if later.kind == "noun":
                continue
            head = sentence.words[later.first].start
            if head <= start:
                continue
            if later.kind == "according":
                lead = self._text[start:head].rstrip()
                if lead.endswith(","):
                    return head
                continue
            ends = self._main_resumes(sentence, later, start)
            if ends is not None:
                return ends
            if self._starts_shared(sentence, later):
                first = later.first
                while first > 0 and (
                    sentence.words[first - 1].folded in self._cues.words.coordinators
                    or sentence.words[first - 1].folded in self._cues.words.relatives
                    or self._cues.is_adverb(sentence.words[first - 1])
                ):
                    first -= 1
                begin = sentence.words[first].start
                if begin > start:
                    return begin
        return sentence.span.end

    def _main_resumes(self, sentence: _Sentence, later: Cue, start: int) -> int | None:
        """Where a later attribution ends the content: "…, X said", or "X, who asked …, said"."""
        if later.kind != "verb" or later.pronoun is not None:
            return None
        subject = self._subject_before(sentence, later)
        if subject is None:
            head = sentence.words[later.first].start
            inverted = self._text[start:head].rstrip().endswith(",")
            return head if inverted and self._subject_after(sentence, later) else None
        if subject.span.start > start:
            post = self._is_parenthetical(sentence, later, subject, None)
            return subject.span.start if post else None
        head = sentence.words[later.first].start
        comma = self._text.rfind(",", start, head)
        resumes = comma >= 0 and not self._text[comma + 1 : head].strip()
        return comma if resumes and subject.span.end <= start else None

    def _starts_shared(self, sentence: _Sentence, cue: Cue) -> bool:
        if cue.form == "gerund":
            lead = self._text[sentence.span.start : sentence.words[cue.first].start].rstrip()
            return lead.endswith(",")
        return (
            self._subject_before(sentence, cue) is None
            and self._shares_subject(sentence, cue)
            and (
                cue.syntax.bare
                or cue.syntax.object
                or bool(cue.syntax.links)
                or self._find_that(sentence, cue) is not None
            )
        )

    def _trim_end(self, content: Span) -> int:
        """The end of a content without the full stop of its sentence."""
        end = content.end
        while end > content.start and self._text[end - 1] in ".!…;:":
            end -= 1
        return end

    def _according(self, sentence: _Sentence, cue: Cue) -> _Draft | None:
        words = sentence.words
        if cue.last >= len(words) or not self._joined(sentence, cue.last):
            return None
        index = self._past_report(self._index(words[cue.last]))
        mention = next(
            (
                m
                for m in self._mentions.found
                if m.first == index
                or (
                    m.first == index + 1 and self._words[index].folded in self._mentions.determiners
                )
            ),
            None,
        ) or self._mentions.single(index)
        if mention is None:
            return None
        cue_span = self._cue_span(sentence, cue)
        lead = self._text[sentence.span.start : cue_span.start].strip(_END)
        tail = self._text[mention.span.end : sentence.span.end].lstrip()
        at_head = not lead or (len(lead.split()) == 1 and lead[0].isupper())
        if cue.kind == "according_head" and not (at_head and tail.startswith(",")):
            return None
        if at_head:
            comma = self._text.find(",", mention.span.end, sentence.span.end)
            if comma < 0:
                return None
            content = strip(self._text, comma + 1, sentence.span.end)
            content = content and strip(self._text, content.start, self._trim_end(content))
        else:
            start = self._content_start(sentence)
            quote = self._quote_ending(sentence, start, cue_span.start)
            if quote:
                return self._draft(quote.inner, StatementType.DIRECT, mention, cue, cue_span)
            content = strip(self._text, start, cue_span.start, _COMMA)
        if content is None or len(self._words_in(content)) < 2:
            return None
        return self._draft(content, self._type(sentence, content), mention, cue, cue_span)

    def _past_report(self, index: int) -> int:
        """Past "an assessment by", where a report stands between the cue and whose it is."""
        position = index
        if self._words[position].folded in self._mentions.determiners:
            position += 1
        while position < len(self._words) and self._cues.is_report(self._words[position]):
            position += 1
            if position < len(self._words) and (
                self._words[position].folded in self._mentions.prepositions
            ):
                return position + 1
        return index

    # ------------------------------------------------------------- quotations without cue

    def _other_quotes(self, sentence: _Sentence, draft: _Draft, used: list[Span]) -> list[Span]:
        """Further quotations of the sentence go on from the attributed one."""
        spans: list[Span] = []
        if draft.type is not StatementType.DIRECT:
            return spans
        for quotation in sentence.quotes:
            if quotation.inner.overlaps(draft.span) or not self._is_full(quotation):
                continue
            if any(quotation.inner.overlaps(span) for span in used):
                continue
            if draft.cue and quotation.outer.start < draft.cue.start:
                continue
            between = Span(
                start=min(draft.span.end, quotation.outer.start),
                end=max(draft.span.end + 1, quotation.outer.start),
            )
            if (
                sum(
                    1
                    for c in sentence.cues
                    if c.kind == "verb"
                    and between.start <= sentence.words[c.first].start < between.end
                )
                > 1
            ):
                continue
            follower = _Draft(
                quotation.inner,
                StatementType.DIRECT,
                draft.speaker and draft.speaker.model_copy(update={"span": None}),
                None,
                Modality.ASSERTED,
                continues=draft,
            )
            self._add(follower)
            spans.append(quotation.inner)
        return spans

    def _unattributed(self, sentence: _Sentence, quotation: Quotation, paragraph: Span) -> None:
        """A quotation with no cue in its sentence: it goes on, or nobody is named."""
        left = self._text[sentence.span.start : quotation.outer.start].strip(_END + "(")
        right = self._text[quotation.outer.end : sentence.span.end].strip(_END + ")")
        alone = not left and not right
        lead = self._text[sentence.span.start : quotation.outer.start].rstrip()
        introduced = lead.endswith(":") and self._is_full(quotation) and not right
        if not alone and not introduced:
            return
        if introduced:
            subject = self._introducing(sentence, quotation)
            speaker = subject and self._resolved(subject)
            self._add(
                _Draft(quotation.inner, StatementType.DIRECT, speaker, None, Modality.ASSERTED)
            )
            return
        if not self._is_full(quotation) and len(self._words_in(quotation.inner)) <= _FRAGMENT:
            return
        previous = self._last
        if previous and self._goes_on(previous, paragraph, quotation):
            speaker = previous.speaker and previous.speaker.model_copy(update={"span": None})
            draft = _Draft(
                quotation.inner,
                StatementType.DIRECT,
                speaker,
                None,
                Modality.ASSERTED,
                continues=previous,
            )
        else:
            draft = _Draft(quotation.inner, StatementType.DIRECT, None, None, Modality.ASSERTED)
        self._add(draft)

    def _introducing(self, sentence: _Sentence, quotation: Quotation) -> Mention | None:
        """The subject of a sentence whose verb is no cue: "*X* reacted with caution: « … »"."""
        before = [
            m
            for m in self._mentions.found
            if sentence.span.start <= m.span.start
            and m.span.end <= quotation.outer.start
            and not self._is_object(m)
        ]
        people = [m for m in before if m.kind == "person"]
        return next(iter(people or before), None)

    def _goes_on(self, previous: _Draft, paragraph: Span, quotation: Quotation) -> bool:
        """True if a bare quotation is the previous speaker's: same paragraph, or the next one."""
        if previous.span.start >= paragraph.start or not quotation.opens:
            return True
        between = self._text[previous.span.end : paragraph.start]
        anchor = max(previous.span.end, previous.cue.end if previous.cue else 0)
        lines = self._text[anchor : paragraph.start].count("\n")
        blank = between.count("\n\n")
        return lines - blank <= 1 or blank == 1

    def _is_full(self, quotation: Quotation) -> bool:
        """True for a quotation that is a sentence of its own, not a fragment of another."""
        inner = quotation.inner.of(self._text)
        words = len(self._words_in(quotation.inner))
        first = inner.lstrip("(«“\"'")[:1]
        ends = inner[-1] in ".!?…,"
        return words > _FRAGMENT and (
            first.isupper() or first == first.lower() == first.upper() or ends
        )

    def _incise(self, quotation: Quotation) -> None:
        """An attribution inside the marks: « Nous partons, a déclaré X, et vite »."""
        words = self._words_in(quotation.inner)
        cues = [c for c in self._cues.find(self._text, words) if c.kind == "verb"]
        if not cues:
            return
        sentence = _Sentence(quotation.inner, words, [], cues)
        for cue in cues:
            start = words[cue.first].start
            lead = self._text[quotation.inner.start : start].rstrip()
            if not lead.endswith(","):
                continue
            mention = self._subject_after(sentence, cue)
            if mention is None or (mention.kind in ("role", "group") and mention.party is None):
                continue
            tail = self._text[mention.span.end : quotation.inner.end].lstrip()
            if tail and tail[0] not in ",.":
                continue
            for position, draft in enumerate(self._drafts):
                if draft.span == quotation.inner:
                    self._drafts[position] = self._last = replace(
                        draft,
                        speaker=self._mentions.speaker(mention, self._speaker_before()),
                        cue=self._cue_span(sentence, cue),
                        modality=cue.modality,
                        continues=None,
                    )
                    return

    # ------------------------------------------------------------------- nominal cues

    def _nominal(self, sentence: _Sentence) -> None:
        """What somebody is said to say, named by a noun: "the allegations of *a withdrawal*"."""
        words = self._words_in(sentence.span) if sentence.quotes else sentence.words
        cues = self._cues.find(self._text, words) if sentence.quotes else sentence.cues
        for cue in cues:
            if cue.kind != "noun" or cue.last >= len(words):
                continue
            full = _Sentence(sentence.span, words, sentence.quotes, [])
            speaker: Speaker | None = None
            position = cue.last
            links = _patterns(cue.syntax.links)
            by = self._of_speaker(full, position)
            if by is not None:
                mention, after = by
                if (
                    after < len(words)
                    and links.at(self._text, words, after)
                    and self._joined(full, after)
                ):
                    speaker, position = self._mentions.speaker(mention, None), after
            if not self._joined(full, position):
                continue
            link = links.at(self._text, words, position)
            if link is None or link.last >= len(words):
                continue
            content = self._phrase(full, link.last)
            if content and any(content.overlaps(event) for event in self._events):
                cue_span = Span(start=words[cue.first].start, end=words[cue.last - 1].end)
                self._drafts.append(
                    _Draft(content, StatementType.REPORTED, speaker, cue_span, cue.modality)
                )

    def _of_speaker(self, sentence: _Sentence, position: int) -> tuple[Mention, int] | None:
        """The speaker between the noun and its content: "signaux *de Moscou* sur …"."""
        words = sentence.words
        if position >= len(words):
            return None
        index = self._index(words[position])
        for mention in self._mentions.found:
            if mention.kind != "pronoun" and index < mention.first <= index + 2:
                between = [self._words[i].folded for i in range(index, mention.first)]
                if all(
                    w in self._mentions.prepositions or w in self._mentions.determiners
                    for w in between
                ):
                    return mention, position + (mention.last - index)
        return None

    def _phrase(self, sentence: _Sentence, position: int) -> Span | None:
        """The noun phrase or clause that starts at `position`, up to a verb or a mark."""
        words = sentence.words
        last = position
        while last < len(words) and (last == position or self._joined(sentence, last)):
            if words[last].folded in self._cues.words.stops:
                break
            last += 1
        if last - position < 1:
            return None
        return Span(start=words[position].start, end=words[last - 1].end)

    # ------------------------------------------------------------------------- drafts

    def _draft(
        self, span: Span, kind: StatementType, mention: Mention | None, cue: Cue, cue_span: Span
    ) -> _Draft | None:
        negated = self._is_negated(cue_span)
        if negated and cue.modality is Modality.ASSERTED and not cue.syntax.object:
            return None  # "did not say how many": nothing is said
        speaker = self._resolved(mention) if mention is not None else None
        return _Draft(span, kind, speaker, cue_span, cue.modality, negated)

    def _resolved(self, mention: Mention) -> Speaker:
        """Whom a mention stands for.

        An office without a state belongs to the one its line names first ("La Russie se retire,
        a annoncé *le ministère de la Défense*").
        """
        speaker = self._mentions.speaker(mention, self._speaker_before())
        if speaker.party or not speaker.role or mention.kind == "pronoun":
            return speaker
        return speaker.model_copy(update={"party": self._mentions.state_before(mention)})

    def _is_negated(self, cue: Span) -> bool:
        """True if the cue itself is negated: "n'a pas confirmé", "does not see"."""
        first = self._at[cue.start]
        words = [w for w in self._words[max(0, first - 1) : first + 12] if w.end <= cue.end]
        return negates(self._text, words, self._pack)

    def _speaker_before(self) -> Speaker | None:
        return self._last.speaker if self._last else None

    def _cue_span(self, sentence: _Sentence, cue: Cue) -> Span:
        return Span(start=sentence.words[cue.first].start, end=sentence.words[cue.last - 1].end)

    def _type(
        self, sentence: _Sentence, content: Span
    ) -> Literal[StatementType.MIXED, StatementType.INDIRECT]:
        return (
            StatementType.MIXED if self._holds_quote(sentence, content) else StatementType.INDIRECT
        )

    def _holds_quote(self, sentence: _Sentence, content: Span) -> bool:
        return any(q.outer.overlaps(content) for q in sentence.quotes)

    def _add(self, draft: _Draft) -> None:
        """Keep a draft; one nested in another is not what a later quotation goes on from."""
        if any(d.span == draft.span and d.cue == draft.cue for d in self._drafts):
            return
        nested = any(d.span.covers(draft.span) for d in self._drafts[-4:])
        self._drafts.append(draft)
        if not nested:
            self._last = draft

    def _finished(self, document: str) -> tuple[Statement, ...]:
        drafts = sorted(self._drafts, key=lambda d: (d.span.start, -d.span.end))
        ids = {id(d): f"{document[7:19]}-s{n}" for n, d in enumerate(drafts, start=1)}
        finished = []
        for draft in drafts:
            span = draft.span
            if draft.type is StatementType.DIRECT:
                span = strip(self._text, span.start, span.end, ",") or span
            outer = [d for d in drafts if d is not draft and d.span.covers(span) and d.span != span]
            inside = min(outer, key=lambda d: d.span.end - d.span.start, default=None)
            modality, polarity = read_modality(
                self._text, self._words_in(span), span, draft.modality, draft.negated, self._pack
            )
            finished.append(
                Statement(
                    id=ids[id(draft)],
                    document=document,
                    span=span,
                    type=draft.type,
                    speaker=draft.speaker,
                    cue=draft.cue,
                    modality=modality,
                    polarity=polarity,
                    inside=ids[id(inside)] if inside else None,
                    continues=ids.get(id(draft.continues)) if draft.continues else None,
                )
            )
        return tuple(finished)


def _patterns(entries: Sequence[str]) -> Patterns[bool]:
    return _compiled(tuple(entries))


_COMPILED: dict[tuple[str, ...], Patterns[bool]] = {}


def _compiled(entries: tuple[str, ...]) -> Patterns[bool]:
    if entries not in _COMPILED:
        _COMPILED[entries] = Patterns((entry, True) for entry in entries)
    return _COMPILED[entries]
