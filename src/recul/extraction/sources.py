"""What a source is named for without a verb of its own: "according to X, …", "…, X zufolge"."""

from __future__ import annotations

from collections.abc import Sequence

from recul.extraction.attributed import (
    Attribution,
    of_clause,
    of_quotation,
    of_source,
    quotation_between,
)
from recul.extraction.contents import (
    END,
    semicolon,
    trimmed_end,
)
from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word
from recul.extraction.patterns import phrases
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import strip
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import (
    is_object,
    noun_phrase,
    source_before,
    subject_by_place,
)
from recul.model import Span

_EARLY = 4
"""Words before a source that only open its sentence: "In Pangong, *according to X*, …"."""
_LONGEST_ASIDE = 12
_LONGEST_SOURCE = 20
"""Words of a source that only its place makes one: "according to …,"."""


def according(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content before or after its source: "according to X, …", "…, according to X"."""
    words = sentence.words
    if scene.cues.words.verb_first:
        return _source_of_clause(scene, sentence, cue, after)
    if cue.kind == "according_nobody":
        return _according_nobody(scene, sentence, cue, after)
    if cue.kind == "according_own":
        spoke = scene.mentions.dropped(scene.index(words[cue.first]))
        spoke = spoke._replace(span=sentence.place(cue))
        content = _beside_source(scene, sentence, cue, spoke, after)
        if scene.last_before(sentence.span.start, sentence.start(cue)) == ":":
            content = strip(scene.text, sentence.place(cue).end, sentence.span.end, END)
        return of_source(scene, sentence, content, spoke, cue)
    mention = _source_inside(scene, sentence, cue) or _source_behind(scene, sentence, cue)
    if mention is None:
        return None
    text, head = scene.text, sentence.start(cue)
    begin = max(sentence.span.start, text.rfind(";", sentence.span.start, head) + 1)
    lead = text[begin:head].strip(END)
    at_head = not lead or (lead[0].isupper() and len(lead.split()) == 1)
    opening = [word for word in words[: cue.first] if word.start >= begin]
    at_head = at_head or bool(opening and all(scene.is_light(word) for word in opening))
    if cue.first > 0 and scene.is_that(words, cue.first - 1):
        at_head = True  # "a affirmé que, d'après la Finul, …"
    tail = text[mention.span.end : sentence.span.end].lstrip()
    if cue.kind == "according_head" and not (at_head and tail.startswith(",")):
        return None
    if scene.cues.words.inverts and cue.first > 0 and scene.is_that(words, cue.first - 1):
        at_head = tail.startswith(",")
        if not at_head:  # "que según el ministro llegó a …"
            comma = text.find(",", mention.span.end, sentence.span.end)
            end = comma if comma >= 0 else sentence.span.end
            return of_source(scene, sentence, strip(text, mention.span.end, end), mention, cue)
    if at_head:
        begins = _begins_after(scene, sentence, mention)
        if begins is None:
            return None
        content = strip(text, begins, semicolon(scene, sentence, begins))
        content = content and strip(text, content.start, trimmed_end(scene, content))
    else:
        quotation = quotation_between(scene, sentence, after, head)
        if quotation:
            return of_quotation(sentence, quotation, mention, cue)
        content = _beside_source(scene, sentence, cue, mention, after)
    return of_source(scene, sentence, content, mention, cue)


def _source_inside(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The source between the words of its cue: "*by* Kyiv's own *count*"."""
    if cue.kind != "according_inside":
        return None
    index = scene.index(sentence.words[cue.first + 1])
    return scene.mention_at(index) or scene.mentions.single(index) or noun_phrase(scene, index)


def _source_behind(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The source that follows its cue: "according to *X*"."""
    words = sentence.words
    if cue.kind == "according_inside" or cue.last >= len(words):
        return None
    source = scene.skip(words, cue.last, commas=False)
    if not scene.joined(words, cue.last) or source >= len(words):
        return None
    if not scene.joined(words, source):
        return None
    index = _past_report(scene, scene.index(words[source]))
    if index >= len(scene.words):
        return None
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention is None and cue.kind == "according":
        mention = noun_phrase(scene, index) or _up_to_comma(scene, sentence, cue)
    return mention


def _beside_source(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention, after: int
) -> Span | None:
    """The content around a source: all of it, but for the few words before an early one."""
    text, head = scene.text, sentence.start(cue)
    tail = max(mention.span.end, sentence.place(cue).end)
    rest = text[tail : sentence.span.end]
    lead = strip(text, after, head, END)
    if not rest.lstrip().startswith(",") or not rest.strip(END):
        return strip(text, after, head, COMMAS)
    if lead is None:
        return strip(text, tail, semicolon(scene, sentence, tail), COMMAS)
    following = scene.words_in(Span(start=tail, end=sentence.span.end))
    speech = scene.cues.words
    joiners = {*speech.relatives, *speech.coordinators}
    ends = not following or following[0].folded in joiners
    others = any(sentence.start(c) > tail and c.kind != "noun" for c in sentence.cues)
    if ends or others:
        return strip(text, after, head, COMMAS)
    clause = Span(start=max(lead.start, text.rfind(",", lead.start, lead.end)), end=lead.end)
    early = len(scene.words_in(clause)) <= _EARLY
    return strip(text, tail if early else after, semicolon(scene, sentence, tail), COMMAS)


def _past_asides(scene: Scene, sentence: Sentence, comma: int) -> int:
    """The comma that closes an aside about a source; `comma` itself if none follows."""
    following = scene.text.find(",", comma + 1, sentence.span.end)
    words = scene.words_in(Span(start=comma, end=following)) if following >= 0 else ()
    opens = bool(words) and words[0].folded in scene.cues.words.asides
    return following if opens and len(words) <= _LONGEST_ASIDE else comma


def _according_nobody(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content beside a phrase that names no source: "*selon la rumeur*, …"."""
    place, text = sentence.place(cue), scene.text
    if text[sentence.span.start : place.start].strip(END):
        content = strip(text, after, place.start, COMMAS)
    else:
        content = strip(text, place.end, sentence.span.end, COMMAS)
    content = content and strip(text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return of_clause(scene, sentence, content, None, cue)


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


def _begins_after(scene: Scene, sentence: Sentence, mention: Mention) -> int | None:
    """Where a content begins after its source: at a comma, or at a *that* beside the source."""
    words = sentence.words
    for position, word in enumerate(words):
        if word.start >= mention.span.end:
            position = scene.skip(words, position, commas=False)
            if position < len(words) and scene.is_that(words, position):
                return words[position].start
            if position < len(words) and _opens_clause_of(scene, words, position):
                return words[position].start
            break
    joined = scene.text[mention.span.end : sentence.span.end].lstrip()[:1]
    if scene.cues.words.according_joined and joined.isalnum():
        return mention.span.end
    comma = scene.text.find(",", mention.span.end, sentence.span.end)
    return _past_asides(scene, sentence, comma) + 1 if comma >= 0 else None


def _opens_clause_of(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for a determiner right behind a source: "secondo Borrell *gli* uomini erano …"."""
    determiners = scene.mentions.determiners - scene.mentions.prepositions
    return scene.joined(words, position) and words[position].folded in determiners


def according_after(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content around a source that its cue stands behind: "NATO'ya *göre*, …"."""
    start = sentence.start(cue)
    mention = source_before(scene, sentence, cue) or subject_by_place(scene, sentence, cue)
    if mention is None:
        return None
    if scene.cues.words.verb_first and scene.cues.is_report(sentence.words[cue.first - 1]):
        mention = mention._replace(kind="nobody")  # "Berichten zufolge"
    lead = scene.text[sentence.span.start : mention.span.start].strip(END)
    if scene.cues.words.verb_last and "," not in lead:
        lead = ""  # "*İsmini vermeyen* bir yetkiliye göre": it tells which source
    end = sentence.place(cue).end
    last = semicolon(scene, sentence, end)
    if lead and scene.text[end:last].strip(END):
        content = strip(scene.text, sentence.span.start, last, COMMAS)  # an aside
    elif lead:
        content = strip(scene.text, after, min(mention.span.start, start), COMMAS)
    else:
        content = strip(scene.text, end, last, COMMAS)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return of_clause(scene, sentence, content, mention, cue)


def _source_of_clause(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """Content around a source where the verb comes second: "Laut X *zieht Moskau ab*"."""
    mention = _source(scene, sentence, cue)
    if cue.kind == "according_tail" and (
        mention.kind == "nobody" or scene.joined(sentence.words, cue.first)
    ):
        return None
    text, words, head = scene.text, sentence.words, sentence.start(cue)
    quotation = quotation_between(scene, sentence, after, head)
    if quotation:
        return of_quotation(sentence, quotation, mention, cue)
    tail = sentence.place(cue).end
    tail = max(tail, mention.span.end) if mention.span.start >= head else tail
    start, end = after, sentence.span.end
    opening = scene.clause_start(words, cue.first)
    if opening and _is_dependent(scene, words, opening):
        start = words[opening].start
        last = next((i for i, word in enumerate(words) if word.start >= tail), len(words))
        last = scene.next_mark(words, last)
        end = words[last - 1].end
    lead = strip(text, start, head, END)
    behind = scene.words_in(Span(start=tail, end=end)) if tail < end else ()
    if lead is None:
        content = strip(text, tail, end, COMMAS + ":")
    elif not all(scene.is_light(word) for word in behind):
        content = strip(text, start, end, COMMAS)
    else:
        content = strip(text, start, head, COMMAS)
    return of_source(scene, sentence, content, mention, cue)


def _source(scene: Scene, sentence: Sentence, cue: Cue) -> Mention:
    """Who the source is that a cue leads up to; nobody, if it names none ("laut Berichten")."""
    words = sentence.words
    if cue.kind == "according_own":
        inside = scene.found.starting_in(sentence.span.start, sentence.span.end)
        subject = next((m for m in inside if not is_object(scene, m)), None)
        return subject or scene.mentions.nobody(scene.index(words[cue.first]))
    nobody = scene.mentions.nobody(scene.index(words[cue.first]))
    if cue.kind == "according_nobody" or cue.last >= len(words):
        return nobody
    if not scene.joined(words, cue.last):
        return nobody
    index = _past_report(scene, scene.index(words[cue.last]))
    if index >= len(scene.words):
        return nobody
    if scene.cues.is_report(scene.words[index]):
        return nobody
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention is None and cue.kind == "according":
        mention = noun_phrase(scene, index)
    return mention or nobody


def _is_dependent(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for a relative or another dependent clause that opens at a word."""
    if phrases(scene.cues.words.subordinators).at(scene.text, words, position):
        return True
    return words[position].folded in scene.cues.words.relatives


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
        if scene.mentions.construct_nouns:
            return position
    return index
