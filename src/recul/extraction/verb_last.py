"""Who says what where the verb comes last: "Rusya, birliklerin çekildiğini açıkladı".

Nothing marks where the content begins but the subject before it. The subject is a noun phrase
without a case ending: before a comma, or at the head of its clause. Behind it may stand when and
where it was said ("dün düzenlediği basın toplantısında"). A relative form of the verb has its
subject after it ("“…” diyen Erdoğan").
"""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from recul.extraction.contents import FRAGMENT, is_full
from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word
from recul.extraction.patterns import phrases
from recul.extraction.scene import COMMAS, JOINTS, Scene, Sentence
from recul.extraction.segments import Quotation, strip
from recul.extraction.speaker_words import Mention
from recul.model import Span, StatementType

_CLAUSE_ENDS = ";:"
_OCCASION_WINDOW = 14
"""Words between a subject and where it spoke ("*partisinin dünkü* toplantısında")."""
_SHORT_ADJUNCT = 5
"""Words between a subject and a comma that are no content yet ("Akar pazar günü Kaş'ta, …")."""
_LONGEST_LEAD = 14
"""Words before a subject: "Toplantının ardından gazetecilere konuşan …"."""


class Said(NamedTuple):
    """What is said, how it is quoted, and by whom."""

    content: Span
    type: StatementType
    mention: Mention | None


class _Subject(NamedTuple):
    mention: Mention | None
    begins: int
    """Where the content may begin."""
    ends: int | None = None
    """Where it ends, if the subject stands between it and the verb."""


def said_before(
    scene: Scene, sentence: Sentence, index: int, shared: Mention | None, after: int
) -> tuple[Said | None, Mention | None]:
    """What the verb of a cue reports, and the subject that the next one may share.

    Args:
        scene: the text.
        sentence: the sentence.
        index: which of its cues.
        shared: the subject of the cue before.
        after: where a content may start.
    """
    cue = sentence.cues[index]
    start = _clause_start(scene, sentence, index, after)
    if cue.form == "relative":
        mention = _after(scene, sentence, cue)
        content = _content(scene, sentence, cue, start, sentence.start(cue))
        found = content and Said(*content, mention) if mention else None
        return found, mention if found else shared
    subject = _subject(scene, sentence, cue, start)
    mention = subject.mention
    if mention is None and not _is_passive(cue):
        mention = shared or _after(scene, sentence, cue)
        if mention is None and scene.cues.words.pro_drop:
            mention = scene.mentions.dropped(scene.index(sentence.words[cue.first]))
    end = sentence.start(cue) if subject.ends is None else subject.ends
    content = _content(scene, sentence, cue, subject.begins, end)
    content = content or _after_colon(scene, sentence, cue)
    return (Said(*content, mention) if content else None), subject.mention or shared


def _clause_start(scene: Scene, sentence: Sentence, index: int, after: int) -> int:
    """Where the clause of a cue starts: behind the verb of saying before it, or a semicolon."""
    cue = sentence.cues[index]
    start = max(sentence.span.start, after)
    quotes = [q.outer for q in sentence.quotes]
    for mark in _CLAUSE_ENDS:
        found = scene.text.rfind(mark, start, sentence.start(cue))
        if found >= 0 and not any(quote.start <= found < quote.end for quote in quotes):
            start = max(start, found + 1)
    return start


def _is_passive(cue: Cue) -> bool:
    """True if its subject is not who says it ("iddia edildi")."""
    return cue.impersonal or cue.form == "passive"


def _between(sentence: Sentence, start: int, end: int) -> list[int]:
    """The words of a sentence in ``[start, end)``, as indices."""
    return [i for i, word in enumerate(sentence.words) if start <= word.start and word.end <= end]


# ----------------------------------------------------------------------------- subject


def _subject(scene: Scene, sentence: Sentence, cue: Cue, start: int) -> _Subject:
    """The subject between the start of a clause and its verb."""
    end = sentence.start(cue)
    if _is_passive(cue):
        mention, begins = _occasion(scene, sentence, start, end)
        return _Subject(mention, begins)
    weak: _Subject | None = None
    for mention in _candidates(scene, sentence, start, end):
        lead = scene.text[start : mention.span.start]
        if _is_content(scene, sentence, start, mention.span.start):
            if not _rest(scene, sentence, mention.span.end, end):
                return _Subject(mention, start, mention.span.start)  # "… çekildiğini X açıkladı"
            break
        tail, comma = _tail(scene, sentence, mention.span.end, end)
        if comma:
            return _Subject(mention, _past_occasion(scene, sentence, tail, end))
        if weak is None and len(lead.split()) <= _LONGEST_LEAD:
            weak = _Subject(mention, _past_occasion(scene, sentence, tail, end))
    if weak:
        return weak
    unknown = _by_comma(scene, sentence, start, end)
    if unknown:
        tail, _ = _tail(scene, sentence, unknown.span.end, end)
        return _Subject(unknown, _past_occasion(scene, sentence, tail, end))
    return _Subject(None, _past_occasion(scene, sentence, start, end))


def _candidates(scene: Scene, sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The noun phrases of a clause that may be its subject, in order."""
    found = [
        mention
        for mention in scene.found.starting_in(start, end)
        if mention.span.end <= end
        and not _has_ending(scene, mention)
        and not any(q.outer.overlaps(mention.span) for q in sentence.quotes)
    ]
    inside = _between(sentence, start, end)
    head = next((i for i in inside if not _is_light(scene, sentence, i)), None)
    closed = next((i for i in inside if scene.text[sentence.words[i].end] == ","), None)
    for index in {index for index in (head, closed) if index is not None}:
        single = scene.mentions.single(scene.index(sentence.words[index]))
        known = single and any(m.first <= single.first < m.last for m in found)
        noun = sentence.words[index].folded.endswith(scene.cues.words.oblique)
        if index != closed and noun:
            continue  # "*Askerlerin* döneceğini ekledi": the capital is the sentence's
        if single and not known and not _has_ending(scene, single):
            found.append(single)
    return sorted(found, key=attrgetter("first"))


def _has_ending(scene: Scene, mention: Mention) -> bool:
    """True for "NATO'ya" and "Putin ile": what stands behind a name makes no subject of it."""
    after = scene.text[mention.span.end : mention.span.end + 2]
    if len(after) == 2 and after[0] in "'’" and after[1].islower():
        return True
    following = scene.words[mention.last : mention.last + 1]
    return bool(following) and following[0].folded in scene.cues.words.postpositions


def _tail(scene: Scene, sentence: Sentence, position: int, end: int) -> tuple[int, bool]:
    """Past what belongs to a subject ("Peskov *ise dün*,"), and whether a comma closes it."""
    for index in _between(sentence, position, end):
        word = sentence.words[index]
        if scene.text[position : word.start].strip(JOINTS):
            break
        if not _is_light(scene, sentence, index):
            return word.start, False
        position = word.end
    rest = scene.text[position:end]
    comma = rest.lstrip().startswith(",")
    return (position + rest.index(",") + 1 if comma else position), comma


def _is_light(scene: Scene, sentence: Sentence, index: int) -> bool:
    """True for an adverb, a joining word or a word of a date with its ending."""
    word = sentence.words[index]
    if scene.is_light(word) or word.folded in scene.cues.words.coordinators:
        return True
    return (
        index > 0 and scene.text[word.start - 1] in "'’" and _is_dated(scene, sentence, index - 1)
    )


def _is_dated(scene: Scene, sentence: Sentence, index: int) -> bool:
    start = sentence.words[index].start
    return bool(scene.dates.overlapping(Span(start=start, end=start + 1)))


def _rest(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """True if a word or a quotation that is content stands in ``[start, end)``."""
    heavy = any(not _is_light(scene, sentence, i) for i in _between(sentence, start, end))
    return heavy or any(start <= q.outer.start < end for q in sentence.quotes)


def _is_content(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """True if ``[start, end)`` holds a quotation or a clause that is said."""
    if any(start <= q.outer.start < end for q in sentence.quotes):
        return True
    words = [sentence.words[i] for i in _between(sentence, start, end)]
    return any(_is_nominalised(scene, word) for word in words)


def _by_comma(scene: Scene, sentence: Sentence, start: int, end: int) -> Mention | None:
    """A subject that no list knows: the words before the first comma of the clause."""
    speech = scene.cues.words
    words = [sentence.words[i] for i in _between(sentence, start, end)]
    while words and (scene.is_light(words[0]) or words[0].folded in speech.coordinators):
        words = words[1:]
    for count in range(1, min(len(words), speech.longest_subject + 1)):
        gap = scene.text[words[count - 1].end : words[count].start]
        if gap.lstrip().startswith(","):
            break
        if gap.strip(JOINTS):
            return None
    else:
        return None
    phrase = words[:count]
    ends = {phrase[0].folded, phrase[-1].folded}
    if ends & speech.nobody or phrase[-1].folded.endswith(speech.oblique):
        return None
    first = scene.index(phrase[0])
    return scene.mentions.unknown(first, first + count)


def _after(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The subject behind its verb ("diyen *Erdoğan*")."""
    position = cue.last
    while position < len(sentence.words) and _is_light(scene, sentence, position):
        position += 1
    if position >= len(sentence.words) or not scene.joined(sentence.words, position):
        return None
    index = scene.index(sentence.words[position])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention or cue.form != "relative":
        return mention
    last = index
    while last < len(scene.words) and last - index < scene.cues.words.longest_subject:
        last += 1
        if last == len(scene.words) or not scene.joined(scene.words, last):
            return scene.mentions.unknown(index, last)
    return None


# ---------------------------------------------------------------------------- occasion


def _past_occasion(scene: Scene, sentence: Sentence, start: int, end: int) -> int:
    """Past when, where and to whom it was said, if that stands before the content."""
    words = sentence.words
    inside = _between(sentence, start, end)
    first = next((q.outer.start for q in sentence.quotes if start <= q.outer.start < end), end)
    occasions = phrases(scene.cues.words.occasions)
    place, until = 0, _OCCASION_WINDOW
    while place < min(until, len(inside)):
        index = inside[place]
        if words[index].start > first or _ends_clause(scene, words[index]):
            break
        match = occasions.at(scene.text, words, index)
        if match:
            start = words[match.last - 1].end
            place = match.last - inside[0]
            until = place + 3
        else:
            place += 1
    rest = _between(sentence, start, end)
    position = scene.skip(words, rest[0], commas=True) if rest else 0
    if rest and rest[0] < position <= rest[-1]:
        start = words[position].start if words[position].start < first else start
    return _past_adjunct(scene, sentence, start, end)


def _past_adjunct(scene: Scene, sentence: Sentence, start: int, end: int) -> int:
    """Past a few words that a comma closes and that are no content ("pazar günü Kaş'ta,")."""
    comma = scene.text.find(",", start, end)
    inside = _between(sentence, start, comma) if comma >= 0 else []
    if not 0 < len(inside) <= _SHORT_ADJUNCT:
        return start
    if any(start <= q.outer.start < comma for q in sentence.quotes):
        return start
    words = [sentence.words[i] for i in inside]
    if any(_is_nominalised(scene, word) for word in words):
        return start
    return comma + 1 if words[-1].folded.endswith(scene.cues.words.oblique) else start


def _occasion(scene: Scene, sentence: Sentence, start: int, end: int) -> tuple[Mention | None, int]:
    """Whose occasion a passive reports, and where its content begins.

    "*Bakanlıktan* yapılan açıklamada, … bildirildi".
    """
    begins = _past_occasion(scene, sentence, start, end)
    sources = phrases(scene.cues.words.sources)
    for mention in scene.found.backwards(begins, start):
        if mention.span.end > begins:
            continue
        following = _between(sentence, mention.span.end, begins)
        if following and sources.at(scene.text, sentence.words, following[0]):
            return mention, begins
    return None, begins


# ----------------------------------------------------------------------------- content


def _content(
    scene: Scene, sentence: Sentence, cue: Cue, start: int, end: int
) -> tuple[Span, StatementType] | None:
    """What stands in ``[start, end)``, if it is what the verb takes."""
    inside = _between(sentence, start, end)
    quotes = [q.outer for q in sentence.quotes if start <= q.outer.start < end]
    first = quotes[0].start if quotes else end
    last_quote = quotes[-1].end if quotes else start
    while inside and _is_light(scene, sentence, inside[-1]):
        if sentence.words[inside[-1]].start < last_quote:
            break
        end = sentence.words[inside.pop()].start
    while inside and _is_light(scene, sentence, inside[0]):
        if sentence.words[inside[0]].start > first:
            break
        start = sentence.words[inside.pop(0)].end
    content = strip(scene.text, start, end, COMMAS + "'’")
    if content is None:
        return None
    quoted = [q for q in sentence.quotes if content.covers(q.outer)]
    if quoted and not scene.text[quoted[-1].outer.end : content.end].strip(COMMAS):
        last = quoted[-1]
        if _stands_alone(scene, sentence, last, content.start):
            return last.inner, StatementType.DIRECT
    if quoted:
        return content, StatementType.MIXED
    if not inside or cue.syntax.quoted_only:
        return None
    ending = sentence.words[inside[-1]]
    takes = cue.syntax.object and cue.form != "relative"
    if not (takes or _is_nominalised(scene, ending)) or len(inside) < 2:
        return None
    return content, StatementType.INDIRECT


def _stands_alone(scene: Scene, sentence: Sentence, quotation: Quotation, start: int) -> bool:
    """True for a quotation that is all of what is said, not the end of a clause."""
    before = _between(sentence, start, quotation.outer.start)
    words = scene.words_in(quotation.inner)
    if words and _is_nominalised(scene, words[-1]):
        return False
    if before or len(words) > FRAGMENT:
        return not before or is_full(scene, quotation)
    return len(words) > 1 and quotation.inner.of(scene.text)[0].isupper()


def _after_colon(scene: Scene, sentence: Sentence, cue: Cue) -> tuple[Span, StatementType] | None:
    """What stands behind the colon after a verb ("şöyle konuştu: “…”")."""
    place = sentence.place(cue).end
    colon = scene.text.find(":", place, sentence.span.end)
    if colon < 0 or scene.text[place:colon].strip(JOINTS):
        return None
    content = strip(scene.text, colon + 1, sentence.span.end, COMMAS)
    if content is None:
        return None
    for quotation in sentence.quotes:
        if quotation.outer.start == content.start:
            return quotation.inner, StatementType.DIRECT
    return content, StatementType.INDIRECT


def _ends_clause(scene: Scene, word: Word) -> bool:
    """True for a verb that makes a clause of its sentence and does not only tell which."""
    attributive = word.folded.endswith(scene.cues.words.attributive)
    return _is_nominalised(scene, word) and not attributive


def _is_nominalised(scene: Scene, word: Word) -> bool:
    """True for a verb that makes a clause of its sentence ("çekildiğini", "çekilmesi")."""
    return word.folded.endswith(scene.cues.words.nominalised)
