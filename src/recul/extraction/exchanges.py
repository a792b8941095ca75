"""What stands behind a label, and the turns of an exchange: transcripts, minutes, interviews."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from recul.extraction.contents import END
from recul.extraction.drafts import Draft
from recul.extraction.lexicon import Word
from recul.extraction.quoted import may_be_verb
from recul.extraction.scene import Scene, Sentence
from recul.extraction.segments import PAIRS, Quotation, quotations, strip
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import (
    WIDEST_GAP,
    is_object,
    subject_after,
    subject_before,
)
from recul.model import Span, StatementType

_LABEL = re.compile(r":|\.\s?[-–—]\s")
"""What parts the one who speaks from what is said."""
_ITEM = re.compile(r"(?:[-–—•*]|\(?[\da-zA-Z]{1,2}[).])\s")
_MARKS_OF_TURN = (":", ".", "–", "—", "-")
_WIDEST_MARK = 3
"""Characters between the letter of a question and what is asked: "Q. –"."""
_LONGEST_TITLE = 6
"""Characters of a title before a name."""
_LEAST_QUESTIONS = 2
_LONGEST_QUESTION = 240
"""Characters of a question in a printed interview."""
_LONGEST_TOPIC = 8
"""Words before the colon of a headline."""
_PERSON_AND_VERB = 2
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}\b\s*[|–—:-]?\s*")
_DASHES = "—–-"


def label(scene: Scene, paragraph: Span) -> Mention | None:
    """The speaker that a paragraph is headed by: "The Secretary General: …", "LE MAIRE. – …"."""
    mark = _LABEL.search(scene.text, _past_time(scene, paragraph), paragraph.end)
    if mark is None:
        return None
    colon = mark.start()
    for mention in _first_mentions(scene, paragraph):
        start = _past_time(scene, paragraph)
        if scene.text[start : mention.span.start].strip("-–—| "):
            return None
        if mention.span.end > colon or mention.kind == "pronoun":
            continue
        if not scene.text[mention.span.end : colon].strip():
            return mention
        between = scene.words_in(Span(start=mention.span.end, end=colon))
        if between and scene.skip(between, 0, commas=False) == len(between):
            return mention
    return None


def is_labelled(scene: Scene, paragraph: Span) -> bool:
    """True for a paragraph headed by somebody's role, which no place of report has."""
    head = label(scene, paragraph)
    return head is not None and head.kind == "role"


def past_topic(scene: Scene, paragraph: Span, head: Mention | None) -> Span | None:
    """What follows the topic of a headline: "Retrait russe : | Kiev dénonce …"; None without one.

    Whoever stands before a colon speaks, unless it is a state, a city or an event, and somebody
    else speaks behind it.
    """
    text = scene.text
    colon = text.find(":", paragraph.start, min(paragraph.end, paragraph.start + WIDEST_GAP))
    rest = strip(text, colon + 1, paragraph.end) if colon >= 0 else None
    if (
        rest is None
        or colon == paragraph.start
        or text[colon + 1] not in " \u00a0\u202f"
        or text[rest.start] in PAIRS
    ):
        return None
    lead = Span(start=paragraph.start, end=colon)
    if head and head.kind != "party" and not scene.triggers.overlapping(lead):
        return None
    words = scene.words_in(lead)
    if (
        len(words) > _LONGEST_TOPIC
        or scene.has_verb(words)
        or any(m in lead.of(text) for m in PAIRS)
    ):
        return None
    if _takes_view(scene, words):
        return None
    behind = scene.words_in(rest)
    quoted = quotations(text, rest, scene.pack)
    sentence = Sentence(rest, behind, quoted, scene.cues.find(text, behind))
    cue = next((cue for cue in sentence.cues if cue.kind == "verb"), None)
    speaks = cue and (subject_before(scene, sentence, cue) or subject_after(scene, sentence, cue))
    return rest if speaks else None


def _takes_view(scene: Scene, words: Sequence[Word]) -> bool:
    """True for a person and a verb: "*Blinken hésite* : …" is his view, and no topic."""
    if len(words) != _PERSON_AND_VERB or not words[1].text.islower():
        return False
    index = scene.index(words[0])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    return bool(mention and mention.kind == "person") and may_be_verb(scene, words[1])


def _past_time(scene: Scene, paragraph: Span) -> int:
    """Past the time that an entry of a live blog begins with: "08:10 | "."""
    time = _TIME.match(scene.text, paragraph.start, paragraph.end)
    return time.end() if time else paragraph.start


def _first_mentions(scene: Scene, paragraph: Span) -> list[Mention]:
    """The mentions that a paragraph may begin with; a name of one word is one of them."""
    reach = min(paragraph.end, paragraph.start + WIDEST_GAP)
    start = _past_time(scene, paragraph)
    found = list(scene.found.starting_in(start, reach))
    words = scene.words_in(Span(start=start, end=max(start, reach)))
    if words:
        single = scene.mentions.single(scene.index(words[0]))
        if single and not any(m.first <= single.first < m.last for m in found):
            found.insert(0, single)
    return found


def transcript(scene: Scene, head: Mention, paragraph: Span) -> Draft | None:
    """What stands behind a label; the "Q" of a transcript names nobody."""
    mark = _LABEL.search(scene.text, head.span.end)
    content = strip(scene.text, mark.end(), paragraph.end) if mark else None
    if content is None or not any(map(str.isalpha, content.of(scene.text))):
        return None  # "Votes: 2,316"
    quoted = quotations(scene.text, content, scene.pack)
    if len(quoted) == 1 and quoted[0].outer == content:
        content = quoted[0].inner
    asks = head.span.of(scene.text).lower() in scene.cues.words.questions
    speaker = None if asks else scene.mentions.speaker(head, None)
    return Draft(content, StatementType.DIRECT, speaker)


def quotes_first(scene: Scene, head: Mention, quoted: Sequence[Quotation], paragraph: Span) -> bool:
    """True for a label before a quotation that the paragraph goes on from: "X: “…”. They left"."""
    mark = _LABEL.search(scene.text, head.span.end)
    first = next(iter(quoted), None)
    if mark is None or first is None:
        return False
    opens = not scene.text[mark.end() : first.outer.start].strip()
    return opens and bool(scene.text[first.outer.end : paragraph.end].strip(END))


def introduces(scene: Scene, paragraph: Span) -> Mention | None:
    """Whom a list is about that a paragraph opens: "*The council*, having met:"."""
    if scene.text[paragraph.end - 1] not in ":,":
        return None
    found = scene.found.starting_in(paragraph.start, paragraph.end)
    free = (mention for mention in found if mention.kind != "pronoun")
    return next((mention for mention in free if not is_object(scene, mention)), None)


def opens_item(scene: Scene, paragraph: Span) -> bool:
    """True for a point of a list that begins with its verb: "a) *urges* the forces …"."""
    mark = _ITEM.match(scene.text, paragraph.start, paragraph.end)
    if mark is None:
        return False
    words = scene.words_in(Span(start=mark.end(), end=paragraph.end))
    return bool(words) and words[0].start == mark.end() and scene.cues.is_verb(words[0])


class Turn(NamedTuple):
    """What is said in one paragraph of an exchange; `asks` if it is a question."""

    draft: Draft
    asks: bool


def minutes(scene: Scene, lines: Sequence[Span]) -> bool:
    """True for the minutes of a hearing: "M. le rapporteur. …", "Mme Lagarde, chercheuse. …"."""
    return sum(spoken_in_minutes(scene, line) is not None for line in lines) >= _LEAST_QUESTIONS


def spoken_in_minutes(scene: Scene, line: Span) -> Draft | None:
    """What is said behind a title or a role with a full stop."""
    text = scene.text
    head = next(iter(scene.found.starting_in(line.start, line.start + _LONGEST_TITLE)), None)
    if head is None or head.kind not in ("role", "person"):
        return None
    if head.kind == "person" and not scene.mentions.is_titled(head):
        return None
    stop = text.find(". ", head.span.end, min(line.end, head.span.end + _LONGEST_TITLE * 5))
    between = scene.words_in(Span(start=head.span.end, end=stop)) if stop > head.span.end else ()
    if stop < 0 or scene.has_verb(between) or (between and text[head.span.end] != ","):
        return None
    content = strip(text, stop + 1, line.end, _DASHES)
    content = content and strip(text, content.start, line.end)
    if content is None:
        return None
    return Draft(content, StatementType.DIRECT, scene.mentions.speaker(head, None))


def printed_interview(scene: Scene, lines: Sequence[Span]) -> bool:
    """True for a text whose questions stand in paragraphs of their own, each with an answer."""
    asks = [_is_question(scene, line) for line in lines]
    answered = sum(one and not other for one, other in pairwise([*asks, True]))
    return answered >= _LEAST_QUESTIONS


def _is_question(scene: Scene, line: Span) -> bool:
    short = line.end - line.start <= _LONGEST_QUESTION
    return short and scene.text[line.end - 1] == "?" and scene.text[line.start] not in '«“"('


def turn(
    scene: Scene, paragraph: Span, *, asked: bool | None, printed: bool = False
) -> Turn | None:
    """A question or an answer where nobody is named: "— Do you believe it?", "R : Non.".

    Args:
        scene: the text.
        paragraph: the paragraph.
        asked: whether the one before was a question; None if it was no turn of an exchange.
        printed: whether the text is an interview whose questions have no mark of their own.
    """
    text, speech = scene.text, scene.cues.words
    words = scene.words_in(paragraph)
    if not words:
        return None
    head = words[0].folded
    mark = text[words[0].end : words[0].end + _WIDEST_MARK].lstrip()
    headed = words[0].start == paragraph.start and mark[:1] in _MARKS_OF_TURN
    dashed = text[paragraph.start] in _DASHES
    if headed and head in speech.questions | speech.answers:
        content = strip(text, words[0].end, paragraph.end, END)
        content = content and strip(text, content.start, paragraph.end)
        asks = head in speech.questions
    elif dashed and (asked is not None or text[paragraph.end - 1] == "?"):
        content = strip(text, paragraph.start, paragraph.end, _DASHES)
        asks = text[paragraph.end - 1] == "?" or asked is False
    elif printed and (asked or _is_question(scene, paragraph)) and not label(scene, paragraph):
        content = paragraph
        asks = _is_question(scene, paragraph)
    else:
        return None
    if content is None:
        return None
    speaker = None if asks else scene.interviewee
    return Turn(Draft(content, StatementType.DIRECT, speaker), asks)
