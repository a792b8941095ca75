"""What one cue of a sentence reports: its content before it, after it, around it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from recul.extraction.contents import (
    END,
    FRAGMENT,
    before_quotation,
    end_after,
    find_that,
    is_full,
    is_parenthetical,
    opening_of,
    start_after,
    trimmed_end,
)
from recul.extraction.cues import Cue
from recul.extraction.patterns import phrases
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import Quotation, strip
from recul.extraction.speakers import Mention
from recul.extraction.subjects import (
    first_subject,
    noun_phrase,
    shares_subject,
    subject_after,
    subject_before,
    subject_by_place,
)
from recul.model import Span, StatementType

_LONGEST_SOURCE = 20
"""Words of a source that only its place makes one: "according to …,"."""


class Attribution(NamedTuple):
    """A content, the cue that reports it and who governs the cue."""

    content: Span
    type: StatementType
    mention: Mention | None
    cue: Cue
    place: Span
    """Where the cue stands."""


def attribution(
    scene: Scene, sentence: Sentence, index: int, shared: Mention | None, after: int
) -> tuple[Attribution | None, Mention | None]:
    """What a cue reports, and the subject that the next cue may share.

    Args:
        scene: the text.
        sentence: the sentence.
        index: which of its cues.
        shared: the subject of the cue before.
        after: where a content that stands before its cue may start.
    """
    cue = sentence.cues[index]
    if cue.kind == "according_after":
        return _according_after(scene, sentence, cue, after), shared
    if cue.kind != "verb":
        return _according(scene, sentence, cue, after), shared
    if cue.form == "passive":
        return _passive(scene, sentence, index), shared
    before = subject_before(scene, sentence, cue) or subject_by_place(scene, sentence, cue)
    behind = subject_after(scene, sentence, cue)
    if is_parenthetical(scene, sentence, cue, before, behind) and (behind or before):
        mention = behind or before
        return (_before_cue(scene, sentence, cue, mention, after) if mention else None), mention
    mention = before
    if mention is None and shares_subject(scene, sentence, cue):
        mention = shared or first_subject(scene, sentence, cue)
    if mention is None and _colon_follows(scene, sentence, cue):
        mention = behind
    if mention is None and behind and scene.cues.words.inverts:
        found = _after_subject(scene, sentence, index, behind)
        return found, behind if found else shared
    if mention is None and scene.cues.words.pro_drop and _opens_clause(scene, sentence, cue):
        mention = scene.mentions.dropped(scene.index(sentence.words[cue.first]))
    return _after_cue(scene, sentence, index, mention), mention or shared


def _passive(scene: Scene, sentence: Sentence, index: int) -> Attribution | None:
    """Content of a passive, "was told that …": its agent says it, or nobody is named."""
    cue = sentence.cues[index]
    words = sentence.words
    that = find_that(scene, sentence, cue)
    linked = cue.last < len(words) and phrases(cue.syntax.links).at(scene.text, words, cue.last)
    if that is None and linked:
        that = cue.last  # "was asked *if*"
    if that is None:
        return None
    end = end_after(scene, sentence, index, words[that].start)
    content = strip(scene.text, words[that].start, end)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    agent = None
    by = phrases(scene.cues.words.agents).at(scene.text, words, cue.last)
    if by and by.last < len(words):
        agent = scene.mention_at(scene.index(words[by.last]))
    return _of_clause(scene, sentence, content, agent, cue)


def _after_subject(
    scene: Scene, sentence: Sentence, index: int, behind: Mention
) -> Attribution | None:
    """Content after a subject that stands behind its verb: "заявил министр, что …"."""
    cue = sentence.cues[index]
    last = next(
        (i for i, word in enumerate(sentence.words) if word.start >= behind.span.end),
        len(sentence.words),
    )
    cues = [*sentence.cues[:index], cue._replace(last=last), *sentence.cues[index + 1 :]]
    found = _after_cue(scene, replace(sentence, cues=cues), index, behind)
    return found and found._replace(cue=cue, place=sentence.place(cue))


def _opens_clause(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb that nothing stands before in its sentence, or only light words."""
    before = sentence.words[: cue.first]
    start = sentence.start(cue)
    quoted = any(q.outer.start < start for q in sentence.quotes)
    return not quoted and all(scene.is_light(word) for word in before)


def _colon_follows(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    end = sentence.words[cue.last - 1].end
    return scene.text.find(":", end, sentence.span.end) >= 0


def _of_clause(
    scene: Scene, sentence: Sentence, content: Span, mention: Mention | None, cue: Cue
) -> Attribution:
    """An attribution of words that are not all quoted."""
    quoted = any(q.outer.overlaps(content) for q in sentence.quotes)
    kind = StatementType.MIXED if quoted else StatementType.INDIRECT
    return Attribution(content, kind, mention, cue, sentence.place(cue))


def _of_quotation(
    sentence: Sentence, quotation: Quotation, mention: Mention | None, cue: Cue
) -> Attribution:
    kind = StatementType.DIRECT
    return Attribution(quotation.inner, kind, mention, cue, sentence.place(cue))


# --------------------------------------------------------------------- content before


def _before_cue(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention, start: int
) -> Attribution | None:
    """Content before (or around) the attribution."""
    head = min(opening_of(scene, sentence, mention), sentence.start(cue))
    quotation = _quotation_between(scene, sentence, start, head)
    if quotation:
        return _of_quotation(sentence, quotation, mention, cue)
    content = strip(scene.text, start, _end_around(scene, sentence, cue, mention, head), COMMAS)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if cue.syntax.quoted_only and not (
        content and any(q.outer.overlaps(content) for q in sentence.quotes)
    ):
        return None
    if content is None or len(scene.words_in(content)) < 2:
        # "A expliqué X : « … »" and the like: the quotation after it is the content.
        end = sentence.place(cue).end
        following = next((q for q in sentence.quotes if q.outer.start >= end), None)
        return _of_quotation(sentence, following, mention, cue) if following else None
    return _of_clause(scene, sentence, content, mention, cue)


def _end_around(scene: Scene, sentence: Sentence, cue: Cue, mention: Mention, head: int) -> int:
    """Where the content ends: before the attribution, or after it where it is an aside."""
    tail = max(mention.span.end, sentence.place(cue).end)
    after = scene.text[tail : sentence.span.end].strip()
    if not after.startswith(",") or "," in after[1:] or sentence.quotes:
        return head
    words = scene.words_in(Span(start=tail, end=sentence.span.end))
    if words and words[0].folded in scene.mentions.prepositions:
        return head  # "…, X assured, in a report to the president"
    others = any(c.kind == "verb" and sentence.start(c) > tail for c in sentence.cues)
    return sentence.span.end if len(words) > FRAGMENT and not others else head


def _quotation_between(scene: Scene, sentence: Sentence, start: int, head: int) -> Quotation | None:
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


# ---------------------------------------------------------------------- content after


def _after_cue(
    scene: Scene, sentence: Sentence, index: int, mention: Mention | None
) -> Attribution | None:
    """Content after the attribution."""
    cue = sentence.cues[index]
    start = start_after(scene, sentence, cue, mention)
    if start is None or (cue.syntax.quoted_only and start.quotation is None):
        return None
    if start.quotation is not None:
        return _of_quotation(sentence, start.quotation, mention, cue)
    end = end_after(scene, sentence, index, start.position)
    end = before_quotation(scene, sentence, start.position, end)
    content = strip(scene.text, start.position, end)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return _of_clause(scene, sentence, content, mention, cue)


# ---------------------------------------------------------------------- according to


def _according(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content before or after its source: "according to X, …", "…, according to X"."""
    words = sentence.words
    if cue.last >= len(words) or not scene.joined(words, cue.last):
        return None
    index = _past_report(scene, scene.index(words[cue.last]))
    if index >= len(scene.words):
        return None
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention is None and cue.kind == "according":
        mention = noun_phrase(scene, index)
    if mention is None and cue.kind == "according":
        mention = _up_to_comma(scene, sentence, cue)
    if mention is None:
        return None
    text, head = scene.text, sentence.start(cue)
    lead = text[sentence.span.start : head].strip(END)
    at_head = not lead or (lead[0].isupper() and len(lead.split()) == 1)
    if cue.first > 0 and scene.is_that(words, cue.first - 1):
        at_head = True  # "a affirmé que, d'après la Finul, …"
    tail = text[mention.span.end : sentence.span.end].lstrip()
    if cue.kind == "according_head" and not (at_head and tail.startswith(",")):
        return None
    if at_head:
        comma = text.find(",", mention.span.end, sentence.span.end)
        if comma < 0:
            return None
        content = strip(text, comma + 1, sentence.span.end)
        content = content and strip(text, content.start, trimmed_end(scene, content))
    else:
        quotation = _quotation_between(scene, sentence, after, head)
        if quotation:
            return _of_quotation(sentence, quotation, mention, cue)
        content = strip(text, after, head, COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return _of_clause(scene, sentence, content, mention, cue)


def _up_to_comma(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """A source that no list knows: "according to *early results of a survey by X*, …"."""
    words = sentence.words
    last = cue.last
    while last < len(words) and (last == cue.last or scene.joined(words, last)):
        last += 1
    source = words[cue.last : last]
    if len(source) > _LONGEST_SOURCE or scene.has_verb(source):
        return None
    nobody = scene.cues.words.nobody
    if source[0].folded in nobody or source[-1].folded in nobody:
        return None  # "according to plan"
    first = scene.index(words[cue.last])
    return scene.mentions.unknown(first, first + last - cue.last)


def _according_after(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content around a source that its cue stands behind: "NATO'ya *göre*, …"."""
    start = sentence.start(cue)
    mention = subject_before(scene, sentence, cue) or subject_by_place(scene, sentence, cue)
    if mention is None:
        return None
    lead = scene.text[sentence.span.start : mention.span.start].strip(END)
    end = sentence.place(cue).end
    if lead and scene.text[end : sentence.span.end].strip(END):
        content = strip(scene.text, sentence.span.start, sentence.span.end, COMMAS)  # an aside
    elif lead:
        content = strip(scene.text, after, min(mention.span.start, start), COMMAS)
    else:
        content = strip(scene.text, end, sentence.span.end, COMMAS)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return _of_clause(scene, sentence, content, mention, cue)


def _past_report(scene: Scene, index: int) -> int:
    """Past "an assessment by", where a report stands between the cue and whose it is."""
    words = scene.words
    position = index
    if words[position].folded in scene.mentions.determiners:
        position += 1
    while position < len(words) and scene.cues.is_report(words[position]):
        position += 1
        if position < len(words) and words[position].folded in scene.mentions.prepositions:
            return position + 1
    return index
