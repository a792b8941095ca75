"""What is told by the mood of its verb alone: "Man *werde* abziehen" is what somebody said.

A language with such a mood needs no verb of saying: a sentence in it goes on from the last
speaker, and a clause in it is what the subject of the main clause says, whatever its verb.
"""

from __future__ import annotations

from recul.extraction.attributions import attribution
from recul.extraction.drafts import Draft, Drafts
from recul.extraction.patterns import phrases
from recul.extraction.quoted import resolved
from recul.extraction.scene import Scene, Sentence
from recul.extraction.segments import strip
from recul.extraction.subjects import is_object
from recul.model import Span, StatementType

_LINES_BACK = 2
"""Line ends between a statement and what goes on from it: one blank line."""


def by_mood(scene: Scene, sentence: Sentence, paragraph: Span, drafts: Drafts) -> Draft | None:
    """What a sentence reports by the mood of its first finite verb, if no source is named."""
    if not scene.hearsay or not sentence.words:
        return None
    words = sentence.words
    if phrases(scene.cues.words.on_report).at(scene.text, words, 0):
        return _going_on(scene, sentence, paragraph, drafts)
    told = next((i for i in range(len(words)) if scene.hearsay.at(scene.text, words, i)), None)
    finite = next((i for i, word in enumerate(words) if scene.has_verb((word,))), None)
    if told is None or (finite is not None and finite < told) or _is_sourced(scene, sentence, told):
        return None
    clause = scene.clause_start(words, told)
    if clause and "," in scene.gap(words, clause):
        led = _of_clause(scene, sentence, clause, drafts)
        if led:
            return led
    return _going_on(scene, sentence, paragraph, drafts)


def _is_sourced(scene: Scene, sentence: Sentence, told: int) -> bool:
    """True if a cue of its own reports the words from `told` on."""
    for index, cue in enumerate(sentence.cues):
        if cue.kind == "noun" or cue.first == told:
            continue
        found, _ = attribution(scene, sentence, index, None, sentence.span.start)
        if found and found.content.start <= sentence.words[told].start:
            return True
    return False


def _of_clause(scene: Scene, sentence: Sentence, clause: int, drafts: Drafts) -> Draft | None:
    """The clause at a word, as said by the subject of what stands before it."""
    start = sentence.words[clause].start
    found = scene.found.starting_in(sentence.span.start, start)
    subject = next((m for m in found if m.span.end <= start and not is_object(scene, m)), None)
    content = strip(scene.text, start, sentence.span.end, ".!…")
    if subject is None or content is None:
        return None
    speaker = resolved(scene, subject, drafts.speaker)
    return Draft(content, _kind(sentence, content), speaker)


def _going_on(scene: Scene, sentence: Sentence, paragraph: Span, drafts: Drafts) -> Draft | None:
    """The whole sentence, as said by whoever spoke last."""
    last = drafts.last
    if last is None or scene.text.count("\n", last.span.end, paragraph.start) > _LINES_BACK:
        return None
    content = strip(scene.text, sentence.span.start, sentence.span.end, ".!…")
    if content is None:
        return None
    speaker = last.speaker and last.speaker.model_copy(update={"span": None})
    return Draft(content, _kind(sentence, content), speaker, continues=last)


def _kind(sentence: Sentence, content: Span) -> StatementType:
    quoted = any(q.outer.overlaps(content) for q in sentence.quotes)
    return StatementType.MIXED if quoted else StatementType.INDIRECT
