"""Who says what where clauses are only strung together: "国防部长15日宣布，演习已结束，并警告……".

No word opens what is said: it follows its verb, after a comma or with nothing between, up to the
next verb of saying with a subject of its own. A verb without one goes on with the subject of the
clauses before it. Between a subject and its verb stands when and where it was said, framed by a
word before and one behind ("在…时").
"""

from __future__ import annotations

from typing import NamedTuple

from recul.extraction.contents import END, is_full, trimmed_end
from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word
from recul.extraction.modality import negates
from recul.extraction.patterns import phrases
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import Quotation, strip
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import is_object
from recul.model import Modality, Span, StatementType

_TAKEN_UP = frozenset(
    {Modality.ASSERTED, Modality.WARNED, Modality.ALLEGED, Modality.DENIED, Modality.DEMANDED}
)
"""What a speaker goes on with behind a comma alone; more may follow "and"."""
_INTRODUCED = ":"
_LONGEST_ADDRESSEE = 5
"""Words of whom something is told, before the comma that parts it from what is told."""


class Said(NamedTuple):
    """What is said, how it is quoted, and by whom."""

    content: Span
    type: StatementType
    mention: Mention | None


def said_in_chain(
    scene: Scene, sentence: Sentence, index: int, shared: Mention | None, after: int
) -> tuple[Said | None, Mention | None]:
    """What the verb or the source of a cue reports, and the subject the next one may share.

    Args:
        scene: the text.
        sentence: the sentence.
        index: which of its cues.
        shared: the subject of the cue before.
        after: where a content that stands before its cue may start.
    """
    cue = sentence.cues[index]
    words = sentence.words
    first = _clause_start(scene, sentence, cue.first)
    if cue.kind != "verb":
        opens = _is_chained(scene, sentence, first, cue.first)
        return _by_source(scene, sentence, index) if opens else None, shared
    if _is_attribute(scene, sentence, cue) or _has_source(scene, sentence, first, cue):
        return None, shared
    mention = _subject(scene, sentence, first, cue) or _unknown(scene, sentence, first, cue)
    if mention and mention.kind == "pronoun":
        mention = _told_of(scene, sentence, mention) or mention
    if mention is None and _is_chained(scene, sentence, first, cue.first):
        if shared and not _takes_over(scene, sentence, first, cue):
            return None, shared  # a hope inside what is said
        mention = shared or _topic(scene, sentence, first)
        mention = mention or scene.mentions.dropped(scene.index(words[cue.first]))
    if mention is None:
        quotation = _introduced(scene, sentence, cue)
        content = quotation and Said(quotation.inner, StatementType.DIRECT, None)
        return content or None, shared
    return _content(scene, sentence, index, first, mention, after), mention


def _content(
    scene: Scene, sentence: Sentence, index: int, first: int, mention: Mention, after: int
) -> Said | None:
    """What a subject says: a quotation, what follows the verb, or what stands before both."""
    cue, words = sentence.cues[index], sentence.words
    place = sentence.place(cue)
    position = _beyond_addressee(scene, sentence, cue)
    following = words[position].start if position < len(words) else sentence.span.end
    start = words[position - 1].end
    opening = next((q for q in sentence.quotes if q.outer.start >= place.end), None)
    gap = scene.text[start : min(following, opening.outer.start if opening else following)]
    if opening and opening.outer.start < following and not gap.strip(COMMAS + _INTRODUCED + "("):
        before = _quoted_before(scene, sentence, first)
        if before and _INTRODUCED not in gap:
            return Said(before.inner, StatementType.DIRECT, mention)
        rest = scene.text[opening.outer.end : sentence.span.end].strip(END)
        if is_full(scene, opening) and (_INTRODUCED in gap or not rest):
            return Said(opening.inner, StatementType.DIRECT, mention)
        return _clause(scene, sentence, index, opening.outer.start, mention)
    ends = position >= len(words) or bool(gap.strip(COMMAS))
    if ends and _INTRODUCED not in gap:
        before = _quoted_before(scene, sentence, first)
        if before:
            return Said(before.inner, StatementType.DIRECT, mention)
        if position < len(words) or cue.syntax.quoted_only:
            return None
        content = strip(scene.text, after, words[first].start, COMMAS)
        return _typed(scene, sentence, content, mention)
    if cue.syntax.quoted_only:
        return None
    return _clause(scene, sentence, index, following, mention)


def _clause(
    scene: Scene, sentence: Sentence, index: int, start: int, mention: Mention | None
) -> Said | None:
    content = strip(scene.text, start, _end(scene, sentence, index, start), COMMAS)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    plain = sentence.cues[index].modality is Modality.ASSERTED
    return _typed(scene, sentence, content, mention, least=2 if plain else 1)


def _typed(
    scene: Scene,
    sentence: Sentence,
    content: Span | None,
    mention: Mention | None,
    *,
    least: int = 2,
) -> Said | None:
    """A content with its type; None if it has fewer than `least` words and names no event."""
    if content is None:
        return None
    if len(scene.words_in(content)) < least and not scene.triggers.overlapping(content):
        return None
    quoted = any(q.outer.overlaps(content) for q in sentence.quotes)
    return Said(content, StatementType.MIXED if quoted else StatementType.INDIRECT, mention)


def _end(scene: Scene, sentence: Sentence, index: int, start: int) -> int:
    """Where a content ends: at a semicolon, or before the clause of the next who speaks."""
    end = sentence.span.end
    position = start
    for quotation in [*sentence.quotes, None]:
        limit = quotation.outer.start if quotation else end
        semicolon = scene.text.find(";", position, max(position, limit))
        if semicolon >= 0:
            end = semicolon
            break
        position = max(position, quotation.outer.end if quotation else position)
    for later in sentence.cues[index + 1 :]:
        first = _clause_start(scene, sentence, later.first)
        head = sentence.words[first].start
        if later.kind == "noun" or head <= start or head >= end:
            continue
        if later.kind != "verb" or _takes_over(scene, sentence, first, later):
            return head
    return end


def _takes_over(scene: Scene, sentence: Sentence, first: int, later: Cue) -> bool:
    """True for a verb of saying whose clause is no part of what was said before it."""
    if later.syntax.quoted_only or _is_attribute(scene, sentence, later):
        return False
    subject = _subject(scene, sentence, first, later)
    if subject:
        return subject.kind != "pronoun"
    if not _is_chained(scene, sentence, first, later.first):
        return False
    linked = any(
        word.folded in scene.cues.words.coordinators for word in sentence.words[first : later.first]
    )
    return linked or later.modality in _TAKEN_UP


# ----------------------------------------------------------------------------- who speaks


def _clause_start(scene: Scene, sentence: Sentence, position: int) -> int:
    """The first word of the clause of the word at `position`."""
    words = sentence.words
    while position > 0 and scene.joined(words, position):
        position -= 1
    return position


def _subject(scene: Scene, sentence: Sentence, first: int, cue: Cue) -> Mention | None:
    """The last noun phrase of a clause before its verb that no word makes an object of."""
    words = sentence.words
    if first == cue.first:
        return None
    framed = _framed(scene, sentence, first, cue.first)
    start, end = words[first].start, words[cue.first].start
    for mention in scene.found.backwards(end, start):
        at = mention.first - scene.index(words[first])
        if mention.span.end > end or first + at in framed or is_object(scene, mention):
            continue
        after = first + mention.last - mention.first + at
        if after < cue.first and words[after].folded in scene.cues.words.frame_ends:
            continue
        return _of_party(scene, mention)
    for position in (_before_adverbs(scene, sentence, cue), _past_light(scene, sentence, first)):
        if first <= position < cue.first and position not in framed:
            single = scene.mentions.single(scene.index(words[position]))
            if single and not is_object(scene, single):
                return single
    return None


def _of_party(scene: Scene, mention: Mention) -> Mention:
    """A mention with the party named right before it: "*美国政府* 一名官员"."""
    before = next(scene.found.backwards(mention.span.start), None)
    beside = before and before.last == mention.first and before.party
    return mention._replace(party=beside) if beside and not mention.party else mention


def _framed(scene: Scene, sentence: Sentence, first: int, last: int) -> frozenset[int]:
    """The words of a clause that only tell when and where: "*在朱巴宣读决定时* 强调"."""
    words, speech = sentence.words, scene.cues.words
    found: set[int] = set()
    position = first
    while position < last:
        opens = words[position].folded in speech.frames
        if opens and scene.mention_starting(scene.index(words[position])) is None:
            ends = (p for p in range(last - 1, position, -1) if _closes(scene, words[p].folded))
            close = next(ends, position + 1)
            found.update(range(position, close + 1))
            position = close
        position += 1
    return frozenset(found)


def _closes(scene: Scene, word: str) -> bool:
    return word in scene.cues.words.frame_ends


def _before_adverbs(scene: Scene, sentence: Sentence, cue: Cue) -> int:
    position = cue.first - 1
    while position > 0 and _light(scene, sentence.words[position]):
        position -= 1
    return position


def _past_light(scene: Scene, sentence: Sentence, first: int) -> int:
    words = sentence.words
    while first < len(words) and _light(scene, words[first]):
        first += 1
    return first


def _light(scene: Scene, word: Word) -> bool:
    """True for an adverb, a date, a negation or a word that joins a clause to the one before."""
    joins = word.folded in scene.cues.words.coordinators
    return joins or scene.is_light(word) or negates(scene.text, [word], scene.pack)


def _is_chained(scene: Scene, sentence: Sentence, first: int, last: int) -> bool:
    """True if nothing stands in a clause before its verb that could be its subject."""
    framed = _framed(scene, sentence, first, last)
    addressees = phrases(scene.cues.words.addressees)
    position = first
    while position < last:
        addressee = addressees.at(scene.text, sentence.words, position)
        if addressee:
            position = addressee.last
            continue
        if not _light(scene, sentence.words[position]) and position not in framed:
            return False
        position += 1
    return position == last


def _topic(scene: Scene, sentence: Sentence, first: int) -> Mention | None:
    """Whom the nearest clause before is about that has a subject: its first noun phrase."""
    words = sentence.words
    while first > 0:
        last, first = first, _clause_start(scene, sentence, first - 1)
        framed = _framed(scene, sentence, first, last)
        start, end = words[first].start, words[last - 1].end
        head = _past_light(scene, sentence, first)
        while head < last and head in framed:
            head = _past_light(scene, sentence, head + 1)
        single = scene.mentions.single(scene.index(words[head])) if head < last else None
        if single:
            return single
        for mention in scene.found.starting_in(start, end):
            at = first + mention.first - scene.index(words[first])
            if at not in framed and mention.kind != "pronoun" and not is_object(scene, mention):
                return mention
    return None


def _told_of(scene: Scene, sentence: Sentence, pronoun: Mention) -> Mention | None:
    """The person that the sentence before a pronoun's is about, if it is about one."""
    if pronoun.gender not in ("m", "f"):
        return None
    line = scene.text.rfind("\n", 0, sentence.span.start) + 1
    stop = max((scene.text.rfind(mark, line, sentence.span.start) for mark in ".!?"), default=-1)
    start = max((scene.text.rfind(mark, line, max(line, stop)) for mark in ".!?"), default=-1)
    found = scene.found.starting_in(max(line, start + 1), sentence.span.start)
    first = next((mention for mention in found if not is_object(scene, mention)), None)
    return first if first and first.kind == "person" else None


def _unknown(scene: Scene, sentence: Sentence, first: int, cue: Cue) -> Mention | None:
    """A subject whom no list knows: all the words of a clause before its verb."""
    words, speech = sentence.words, scene.cues.words
    framed = _framed(scene, sentence, first, cue.first)
    start = _past_light(scene, sentence, first)
    last = cue.first
    while last > start and (_light(scene, words[last - 1]) or last - 1 in framed):
        last -= 1
    phrase = words[start:last]
    if not 0 < len(phrase) <= speech.longest_subject or scene.has_verb(phrase):
        return None
    ends = {phrase[0].folded, phrase[-1].folded}
    if ends & speech.nobody or phrase[0].folded in scene.mentions.prepositions:
        return None
    if any(word.folded in speech.stops or _light(scene, word) for word in phrase):
        return None
    index = scene.index(phrase[0])
    return scene.mentions.unknown(index, index + len(phrase))


def _is_attribute(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb that describes the noun behind it: "俄方宣布*的*撤军"."""
    words = sentence.words
    mark = scene.mentions.possessives
    return (
        cue.last < len(words) and scene.joined(words, cue.last) and (words[cue.last].folded in mark)
    )


# ------------------------------------------------------------------------------- sources


def _has_source(scene: Scene, sentence: Sentence, first: int, cue: Cue) -> bool:
    """True for the verb of a source: "*据*法新社*报道*" is one cue, that of the source."""
    return any(
        other.kind == "according"
        and first <= other.first < cue.first
        and _is_chained(scene, sentence, first, other.first)
        for other in sentence.cues
    )


def _by_source(scene: Scene, sentence: Sentence, index: int) -> Said | None:
    """What follows a source and its comma: "据法新社报道，…"."""
    cue, words = sentence.cues[index], sentence.words
    last = cue.last
    while last < len(words) and (last == cue.last or scene.joined(words, last)):
        last += 1
    mention = _source(scene, sentence, cue, last) if last > cue.last else None
    if mention is None:
        return None
    if last >= len(words) or "," not in scene.gap(words, last):
        quotation = _introduced(scene, sentence, cue)
        return Said(quotation.inner, StatementType.DIRECT, mention) if quotation else None
    start = words[last].start
    opening = next((q for q in sentence.quotes if words[last - 1].end <= q.outer.start), None)
    if opening and opening.outer.start < start:
        start = opening.outer.start
    return _clause(scene, sentence, index, start, mention)


def _source(scene: Scene, sentence: Sentence, cue: Cue, last: int) -> Mention | None:
    """Who stands between the words of a source: "据 *法新社* 报道", "据 *官员* 的话说"."""
    words, speech = sentence.words, scene.cues.words
    found = scene.found.starting_in(words[cue.last].start, words[last - 1].end)
    if found:
        return found[-1]
    end = last
    while end > cue.last and (
        scene.cues.is_verb(words[end - 1])
        or scene.cues.is_report(words[end - 1])
        or _light(scene, words[end - 1])
        or words[end - 1].folded in scene.mentions.possessives
    ):
        end -= 1
    source = words[cue.last : end]
    if not source or len(source) > speech.longest_subject or end == last:
        return None
    if any(word.folded in speech.nobody for word in source):
        return None
    first = scene.index(source[0])
    return scene.mentions.single(first) or scene.mentions.unknown(first, first + len(source))


# ---------------------------------------------------------------------------- quotations


def _past_addressee(scene: Scene, sentence: Sentence, position: int) -> int:
    """Past whom something is told ("告诉 | *记者*")."""
    words = sentence.words
    addressees = phrases(scene.cues.words.addressees)
    while position < len(words) and scene.joined(words, position):
        match = addressees.at(scene.text, words, position)
        if match is None:
            break
        position = match.last
    return position


def _beyond_addressee(scene: Scene, sentence: Sentence, cue: Cue) -> int:
    """Past whom a verb says it was told to, up to a comma: "告诉 *国家电视台*，| 军队已离开"."""
    words = sentence.words
    position = _past_addressee(scene, sentence, cue.last)
    if cue.syntax.addressed:
        last = cue.last
        while last < len(words) and (last == cue.last or scene.joined(words, last)):
            last += 1
        if last < len(words) and last - cue.last <= _LONGEST_ADDRESSEE:
            return last if "," in scene.gap(words, last) else position
    return position


def _introduced(scene: Scene, sentence: Sentence, cue: Cue) -> Quotation | None:
    """A whole quotation right behind a colon."""
    end = sentence.place(cue).end
    for quotation in sentence.quotes:
        if quotation.outer.start >= end:
            lead = scene.text[end : quotation.outer.start].rstrip()
            return quotation if lead.endswith(_INTRODUCED) else None
    return None


def _quoted_before(scene: Scene, sentence: Sentence, first: int) -> Quotation | None:
    """The quotation right before a clause: a whole sentence, that nothing introduces."""
    start = sentence.words[first].start
    for quotation in reversed(sentence.quotes):
        if quotation.outer.end <= start:
            parted = scene.text[quotation.outer.end : start].strip(END)
            lead = scene.text[sentence.span.start : quotation.outer.start].rstrip()
            own = not lead or quotation.inner.of(scene.text)[-1] in ",.!?…"
            return quotation if own and not parted and not lead.endswith(_INTRODUCED) else None
    return None
