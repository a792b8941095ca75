"""Document → statements: who is reported to have said what, with every span.

A sentence is taken apart by its cues. A cue's *attribution* is the cue with its subject; the
*content* is what stands before it ("…, a déclaré X") or after it ("X a déclaré que …"). Quotations
without a cue of their own go on from the statement before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from recul.extraction.attributed import Attribution
from recul.extraction.attributions import attribution, pointing
from recul.extraction.cues import Cue
from recul.extraction.drafts import Draft, Drafts
from recul.extraction.exchanges import (
    introduces,
    is_labelled,
    label,
    minutes,
    opens_item,
    past_topic,
    printed_interview,
    quotes_first,
    spoken_in_minutes,
    transcript,
    turn,
)
from recul.extraction.lexicon import Word
from recul.extraction.modality import negates, read_modality, tells_of_hearsay
from recul.extraction.mood import by_mood
from recul.extraction.nominal import nominal
from recul.extraction.quoted import add_incise, by_colon, cited, followers, resolved, unattributed
from recul.extraction.scene import Scene, Sentence
from recul.extraction.segments import Quotation, paragraphs, quotations, sentences, strip
from recul.extraction.spans import Spans
from recul.extraction.speaker_words import Mention
from recul.model import Modality, Span, Speaker, Statement, StatementType, When

_SENTENCE_ENDS = frozenset(".!?\n")
_BESIDE = 60
"""Characters between a cue and the date it was said on."""


def find_statements(scene: Scene, document: str) -> tuple[Statement, ...]:
    """The statements of a text in order of their start; ids are derived from the document's."""
    drafts = Drafts()
    open_mark = ""
    asked: bool | None = None
    lines = paragraphs(scene.text)
    printed = printed_interview(scene, lines)
    heard = minutes(scene, lines)
    intro: Mention | None = None
    for paragraph in lines:
        quoted = quotations(scene.text, paragraph, scene.pack, open_before=open_mark)
        left_open = quoted and not quoted[-1].closed
        open_mark = scene.text[quoted[-1].outer.start] if left_open else ""
        line = scene.datelines.starting_at(paragraph.start)
        if line and is_labelled(scene, paragraph):
            line = None  # "LE PORTE-PAROLE. – Nous partons.": no place
        body = Span(start=line.end, end=paragraph.end) if line else paragraph
        drafts.begin_sentence()
        told = spoken_in_minutes(scene, body) if heard else None
        if told:
            drafts.add(told)
            for sentence in _sentences(scene, told.span, quoted):
                _read_cues(scene, sentence, drafts)
            continue
        spoken = turn(scene, body, asked=asked, printed=printed)
        asked = spoken.asks if spoken else None
        if spoken:
            drafts.add(spoken.draft)
            for sentence in _sentences(scene, spoken.draft.span, quoted):
                if scene.text[sentence.span.end - 1] != "?":  # "You say that …?"
                    _read_cues(scene, sentence, drafts)
            continue
        head = label(scene, body)
        rest = past_topic(scene, body, head)
        if rest:
            body = rest
        elif head and not quotes_first(scene, head, quoted, body):
            said = transcript(scene, head, body)
            if said:
                drafts.add(said)
                for sentence in _sentences(scene, said.span, quoted):
                    _read_cues(scene, sentence, drafts)
            continue
        drafts.before = None
        drafts.subject = intro if opens_item(scene, body) else None
        intro = introduces(scene, body) or (intro if drafts.subject else None)
        for sentence in _sentences(scene, body, quoted):
            _read(scene, sentence, body, drafts)
            drafts.before = sentence.span
        if quoted and not quoted[0].opens:
            drafts.name_before(quoted[0].inner)
    return _finished(scene, drafts.all, document)


def innermost(statements: Spans[Statement], span: Span) -> Statement | None:
    """The shortest statement that shares a character with `span`."""
    holding = statements.overlapping(span)
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def _sentences(scene: Scene, paragraph: Span, quoted: Sequence[Quotation]) -> Iterator[Sentence]:
    """The sentences of a paragraph, with their cues outside quotations."""
    placed = Spans(quoted, lambda quotation: quotation.outer)
    for span in sentences(scene.text, paragraph, quoted, scene.pack):
        inside = [q for q in placed.starting_in(span.start, span.end) if span.covers(q.outer)]
        words = _outside(scene, span, inside)
        yield Sentence(span, words, inside, scene.cues.find(scene.text, words))


def _outside(scene: Scene, span: Span, quotes: Sequence[Quotation]) -> list[Word]:
    """The words of a sentence outside its quotations."""
    words: list[Word] = []
    position = span.start
    for quotation in quotes:
        if position < quotation.outer.start:
            words += scene.words_in(Span(start=position, end=quotation.outer.start))
        position = quotation.outer.end
    if position < span.end:
        words += scene.words_in(Span(start=position, end=span.end))
    return words


def _read(scene: Scene, sentence: Sentence, paragraph: Span, drafts: Drafts) -> None:
    """Everything that is said in one sentence."""
    drafts.begin_sentence()
    told = by_mood(scene, sentence, paragraph, drafts)
    if told:
        drafts.add(told)
    else:
        _read_cues(scene, sentence, drafts)
    view = None if drafts.here else by_colon(scene, sentence, drafts)
    if view:
        drafts.add(view)
    for quotation in sentence.quotes:
        if not any(quotation.inner.overlaps(draft.span) for draft in drafts.here):
            bare = unattributed(scene, sentence, quotation, paragraph, drafts.last)
            if bare:
                drafts.add(bare)
    for aside in nominal(scene, sentence):
        if all(aside.span.start != draft.span.start for draft in drafts.here):
            drafts.add_aside(aside)
    for quotation in sentence.quotes:
        words = scene.words_in(quotation.inner)
        inside = Sentence(quotation.inner, words, (), scene.cues.find(scene.text, words))
        add_incise(scene, inside, drafts)
        for aside in nominal(scene, inside):
            drafts.add_aside(aside)


def _read_cues(scene: Scene, sentence: Sentence, drafts: Drafts) -> None:
    """What the cues of a sentence report, each with the quotations that go on from it."""
    subject: Mention | None = drafts.subject
    after = sentence.span.start
    citing: Cue | None = None
    for index, cue in enumerate(sentence.cues):
        if cue.kind == "noun" or (cue.kind == "citing" and cited(scene, sentence, cue, drafts)):
            continue
        if cue.kind == "citing" and scene.cues.words.verb_first:
            citing = cue
            continue
        found, subject = attribution(scene, sentence, index, subject, after)
        if found is None and drafts.before:
            found = pointing(scene, sentence, cue, drafts.before)
        draft = found and _drafted(scene, found, drafts.speaker)
        if not found or not draft or _says_again(scene, found, draft, drafts):
            continue
        if _is_own(scene, found, draft, drafts):
            continue
        drafts.add(draft)
        if citing:
            cited(scene, sentence, citing, drafts, before=True)
            citing = None
        if draft.cue and draft.cue.start > draft.span.start:
            after = max(after, draft.cue.end)
            if draft.speaker and draft.speaker.span and scene.cues.words.inverts:
                after = max(after, draft.speaker.span.end)
        for follower in followers(scene, sentence, draft, [d.span for d in drafts.here]):
            drafts.add(follower)


def _says_again(scene: Scene, found: Attribution, draft: Draft, drafts: Drafts) -> bool:
    """True for "according to a diplomat, *it is said that* …": nobody else says it."""
    unnamed = found.mention is not None and scene.mentions.is_impersonal(found.mention)
    return unnamed and any(other.span.covers(draft.span) for other in drafts.here)


def _is_own(scene: Scene, found: Attribution, draft: Draft, drafts: Drafts) -> bool:
    """True for what is already told as said by the same: "it said *it* could not verify …"."""
    if found.mention is None or found.mention.kind != "pronoun" or draft.speaker is None:
        return False
    if draft.modality is not Modality.ASSERTED or not draft.negated:
        return False
    return any(
        other.speaker is not None
        and other.speaker.name == draft.speaker.name
        and other.type is not StatementType.DIRECT
        and other.span.covers(found.place)
        for other in drafts.here
    )


def _drafted(scene: Scene, found: Attribution, before: Speaker | None) -> Draft | None:
    """The draft of an attribution; "did not say how many" says nothing."""
    cue = found.cue
    negated = _is_negated(scene, found)
    if negated and cue.modality is Modality.ASSERTED and not cue.syntax.object:
        return None
    speaker = resolved(scene, found.mention, before) if found.mention else None
    said = _said(scene, found)
    modality = cue.modality
    if modality is Modality.DENIED and ":" in scene.text[found.place.end : found.content.start]:
        modality = Modality.ASSERTED  # "denied this: everything went to plan"
    heard = cue.kind != "verb" and modality is Modality.ASSERTED
    if heard and (_is_hearsay(scene, found.content) or _is_hearsay(scene, found.place)):
        modality = Modality.ALLEGED
    return Draft(found.content, found.type, speaker, found.place, modality, negated, said=said)


def _is_hearsay(scene: Scene, span: Span) -> bool:
    """True for the mood of what one only heard: "selon Kiev, ils *auraient* quitté la ville".

    Or for a source that nobody is: "*podobno*".
    """
    return tells_of_hearsay(scene.text, scene.words_in(span), scene.pack)


def _said(scene: Scene, found: Attribution) -> When | None:
    """When it was said: the date beside the cue, outside the content ("a annoncé *mardi* …")."""
    places = [found.place, *([found.mention.span] if found.mention else [])]
    near = [
        (abs(when.span.start - place.end), when)
        for place in places  # where the verb comes last, the day stands beside the subject
        for when in scene.dates.overlapping(_around(scene, place))
        if when.span and not when.span.overlaps(found.content) and _in_one(scene, when.span, place)
    ]
    return min(near, key=itemgetter(0))[1] if near else None


def _around(scene: Scene, place: Span) -> Span:
    end = min(len(scene.text), place.end + _BESIDE)
    return Span(start=max(0, place.start - _BESIDE), end=end)


def _in_one(scene: Scene, one: Span, other: Span) -> bool:
    """True if no sentence ends between two spans."""
    between = scene.text[min(one.start, other.start) : max(one.end, other.end)]
    return _SENTENCE_ENDS.isdisjoint(between)


def _is_negated(scene: Scene, found: Attribution) -> bool:
    """True if the cue itself is negated: "n'a pas confirmé", "ne confirme pas", "does not see".

    Where the verb comes second, the negation stands behind it: "sagte *nicht*, wann …".
    """
    place = found.place
    if scene.cues.words.verb_first and place.end < found.content.start:
        place = Span(start=place.start, end=found.content.start)
    elif found.frame and not found.frame.overlaps(found.content):
        place = found.frame
    words = scene.words_in(place)
    first = scene.index(words[0])
    # Where the verb comes last, what stands before it is the end of its content.
    last = first + len(words)
    before: Sequence[Word] = ()
    after: Sequence[Word] = ()
    if first and not scene.cues.words.verb_last and scene.joined(scene.words, first):
        before = scene.words[first - 1 : first]
    if last < len(scene.words) and scene.joined(scene.words, last):
        after = scene.words[last : last + 1]
    said = found.content  # "aseguró | *no* haber visto": the negation is what is said
    second = [w for w in after if scene.cues.is_adverb(w) and not said.start <= w.start < said.end]
    return negates(scene.text, [*before, *words, *second], scene.pack)


def _finished(scene: Scene, drafts: Sequence[Draft], document: str) -> tuple[Statement, ...]:
    ordered = sorted(drafts, key=lambda draft: (draft.span.start, -draft.span.end))
    ids = {draft: f"{document[7:19]}-s{n}" for n, draft in enumerate(ordered, start=1)}
    placed = Spans(ordered, lambda draft: draft.span)
    finished = []
    for draft in ordered:
        span = draft.span
        if draft.type is StatementType.DIRECT:
            span = strip(scene.text, span.start, span.end, ",") or span
        inside = _holder(placed, draft, span)
        modality, polarity = read_modality(
            scene.text, scene.words_in(span), span, draft.modality, draft.negated, scene.pack
        )
        finished.append(
            Statement(
                id=ids[draft],
                document=document,
                span=span,
                type=draft.type,
                speaker=draft.speaker,
                cue=draft.cue,
                modality=modality,
                polarity=polarity,
                inside=ids[inside] if inside else None,
                continues=ids.get(draft.continues) if draft.continues else None,
                said=draft.said,
            )
        )
    return tuple(finished)


def _holder(placed: Spans[Draft], draft: Draft, span: Span) -> Draft | None:
    """The shortest other draft that holds one wholly and is longer."""
    start = Span(start=span.start, end=span.start + 1)
    outer = [
        other
        for other in placed.overlapping(start)
        if other is not draft and other.span.covers(span) and other.span != span
    ]
    return min(outer, key=lambda other: other.span.end - other.span.start, default=None)
