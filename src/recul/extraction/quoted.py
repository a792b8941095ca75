"""Quotations that have no cue of their own in front or behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recul.extraction.contents import END, FRAGMENT, is_full
from recul.extraction.cues import Cue
from recul.extraction.drafts import Draft, Drafts
from recul.extraction.lexicon import Word
from recul.extraction.scene import Scene, Sentence
from recul.extraction.segments import Quotation, strip
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import (
    is_object,
    noun_phrase,
    subject_after,
)
from recul.model import Span, Speaker, StatementType

_DASHES = "—–-"
_PARTS = frozenset({",", "—", "–", "-", ", —", ", –", ", -"})
"""What parts a quotation from who says it."""
_LONGEST_VIEW = 3
"""Words between somebody and a colon that tell no more than that he takes a view."""
_WORDS_TO_SPEAKER = 5
"""Words from a verb to its subject behind it ("— *махает рукой старый* X")."""


def followers(scene: Scene, sentence: Sentence, draft: Draft, used: Sequence[Span]) -> list[Draft]:
    """Further quotations of a sentence, which go on from the attributed one."""
    found: list[Draft] = []
    if draft.type is not StatementType.DIRECT:
        return found
    verbs = [sentence.start(cue) for cue in sentence.cues if cue.kind == "verb"]
    for quotation in sentence.quotes:
        start = quotation.outer.start
        if draft.cue and start < draft.cue.start:
            continue
        if any(quotation.inner.overlaps(span) for span in used) or not is_full(scene, quotation):
            continue
        if sum(min(draft.span.end, start) <= verb < start for verb in verbs) <= 1:
            found.append(_going_on(quotation, draft))
    return found


def unattributed(
    scene: Scene, sentence: Sentence, quotation: Quotation, paragraph: Span, last: Draft | None
) -> Draft | None:
    """A quotation with no cue in its sentence: it goes on, or nobody is named."""
    text = scene.text
    lead = text[sentence.span.start : quotation.outer.start]
    tail = text[quotation.outer.end : sentence.span.end].strip(END + ")")
    if lead.rstrip().endswith(":") and is_full(scene, quotation) and not tail:
        subject = _introducing(scene, sentence, quotation)
        speaker = resolved(scene, subject, last.speaker if last else None) if subject else None
        return Draft(quotation.inner, StatementType.DIRECT, speaker)
    lone = not lead.strip(END) and (text[quotation.inner.end - 1] in ",!?…" or tail[:1].islower())
    if (
        tail
        and text[quotation.outer.end : sentence.span.end].lstrip()[:1] == ":"
        and is_full(scene, quotation)
    ):
        behind = _first_subject(scene, Span(start=quotation.outer.end, end=sentence.span.end))
        speaker = resolved(scene, behind, None) if behind else None
        return Draft(quotation.inner, StatementType.DIRECT, speaker)
    led = len(lead.strip(END + "(").split()) > 1 and not scene.cues.words.verb_first
    if tail and (is_full(scene, quotation) or lone) and not led:
        behind = _behind_verb(scene, sentence, quotation)
        if behind:
            speaker = resolved(scene, behind, last.speaker if last else None)
            return Draft(quotation.inner, StatementType.DIRECT, speaker)
    if tail and not lead and scene.cues.words.chains and quotation.inner.of(text)[-1] in ".!?":
        subject = _subject_behind(scene, sentence, quotation)
        speaker = resolved(scene, subject, last.speaker if last else None) if subject else None
        return Draft(quotation.inner, StatementType.DIRECT, speaker)
    if tail or lead.strip(END + "("):
        return None
    if not is_full(scene, quotation) and len(scene.words_in(quotation.inner)) <= FRAGMENT:
        return None
    if last and _goes_on(scene, last, paragraph, quotation):
        return _going_on(quotation, last)
    return Draft(quotation.inner, StatementType.DIRECT, None)


def by_colon(scene: Scene, sentence: Sentence, drafts: Drafts) -> Draft | None:
    """What stands behind a colon, and before it whoever takes that view: "*Kyiv balks*: …".

    Any verb will do; so will none behind a person, a role or a body.
    """
    text = scene.text
    colon = text.find(": ", sentence.span.start, sentence.span.end)
    head = [word for word in sentence.words if word.start < colon]
    if colon < 0 or not head or any(q.outer.start <= colon + 2 for q in sentence.quotes):
        return None
    index = scene.index(head[0])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention is None or mention.kind == "pronoun" or mention.span.end > colon:
        return None
    verb = [word for word in head if word.start >= mention.span.end]
    if verb and scene.cues.is_auxiliary(verb[0]):
        verb = verb[1:]
        if not verb:
            return None
    if len(verb) > _LONGEST_VIEW or "," in text[mention.span.end : colon]:
        return None
    if scene.triggers.overlapping(Span(start=head[0].start, end=colon)):
        return None
    if verb and not (verb[0].text.islower() and may_be_verb(scene, verb[0])):
        return None
    if not verb and (mention.kind == "party" or sentence.span.start == 0):
        return None
    content = strip(text, colon + 1, sentence.span.end, END)
    if content is None or len(scene.words_in(content)) <= FRAGMENT:
        return None
    quoted = any(q.outer.overlaps(content) for q in sentence.quotes)
    kind = StatementType.MIXED if quoted else StatementType.INDIRECT
    return Draft(content, kind, resolved(scene, mention, drafts.speaker))


def _subject_behind(scene: Scene, sentence: Sentence, quotation: Quotation) -> Mention | None:
    """Who does what is told right behind a quotation: "“可以拍。”*一名少校* 抬了抬下巴"."""
    found = scene.found.starting_in(quotation.outer.end, sentence.span.end)
    first = next((mention for mention in found if not is_object(scene, mention)), None)
    between = scene.text[quotation.outer.end : first.span.start] if first else ","
    return first if "," not in between else None


def _behind_verb(scene: Scene, sentence: Sentence, quotation: Quotation) -> Mention | None:
    """Who stands behind a quotation and a verb, whatever it is: "« … », *maugrée* X".

    Where a subject may stand before its verb there, too: "“…,” X drawls".
    """
    words = [word for word in sentence.words if word.start >= quotation.outer.end]
    if not words or not _parts_speaker(scene, quotation, words[0]):
        return None
    if not words[0].text.islower() and not words[0].text[0].isupper():
        return None  # a script without capitals
    ends = scene.next_mark(words, 1)
    if words[0].text[0].isupper() or words[0].folded in scene.mentions.determiners:
        return _before_verb(scene, words[:ends])
    if not may_be_verb(scene, words[0]):
        return None
    places = [
        scene.index(words[position])
        for position in range(1, min(ends, _WORDS_TO_SPEAKER))
        if words[position - 1].folded not in scene.mentions.prepositions
    ]
    known = (scene.mention_at(index) or scene.mentions.single(index) for index in places)
    speaking = (m for m in known if m and not is_object(scene, m))
    mention = next(speaking, None) or _unknown_at(scene, places)
    if mention:
        return mention
    if scene.cues.is_verb(words[0]) and scene.cues.words.verb_first:
        return scene.mentions.nobody(scene.index(words[0]))
    return None


def _parts_speaker(scene: Scene, quotation: Quotation, word: Word) -> bool:
    """True for a comma or a dash between a quotation and a word, the comma maybe inside it."""
    mark = scene.text[quotation.outer.end : word.start].strip()
    inside = scene.text[quotation.inner.end - 1]
    return mark in _PARTS or (not mark and inside in ",!?…")


def may_be_verb(scene: Scene, word: Word) -> bool:
    """True for a word that nothing shows to be anything but a verb."""
    small = scene.mentions.prepositions | scene.cues.words.coordinators | scene.cues.words.relatives
    return not (
        scene.cues.is_adverb(word)
        or scene.cues.is_auxiliary(word)
        or word.folded in small
        or word.folded in scene.cues.words.nobody
    )


def _unknown_at(scene: Scene, places: Sequence[int]) -> Mention | None:
    """The first noun phrase at one of these words that is no object."""
    found = (noun_phrase(scene, index) for index in places)
    return next((m for m in found if m and not is_object(scene, m)), None)


def _speaker_at(scene: Scene, index: int) -> Mention | None:
    mention = scene.mention_at(index) or scene.mentions.single(index) or noun_phrase(scene, index)
    return mention if mention and not is_object(scene, mention) else None


def _before_verb(scene: Scene, words: Sequence[Word]) -> Mention | None:
    """A subject and the verb that ends its clause: "“…,” *X* drawls"."""
    if not scene.cues.words.object_names or not words:
        return None
    mention = _speaker_at(scene, scene.index(words[0]))
    if mention is None:
        return None
    behind = [word for word in words if word.start >= mention.span.end]
    verb = bool(behind) and behind[0].text.islower() and may_be_verb(scene, behind[0])
    return mention if verb else None


def _going_on(quotation: Quotation, last: Draft) -> Draft:
    speaker = last.speaker and last.speaker.model_copy(update={"span": None})
    return Draft(quotation.inner, StatementType.DIRECT, speaker, continues=last)


def _first_subject(scene: Scene, span: Span) -> Mention | None:
    """The first noun phrase that no word makes an object of."""
    found = scene.found.starting_in(span.start, span.end)
    words = scene.words_in(span)
    single = scene.mentions.single(scene.index(words[0])) if words else None
    return single or next((mention for mention in found if not is_object(scene, mention)), None)


def _introducing(scene: Scene, sentence: Sentence, quotation: Quotation) -> Mention | None:
    """The subject of a sentence whose verb is no cue: "*X* reacted with caution: « … »"."""
    before = [
        mention
        for mention in scene.found.starting_in(sentence.span.start, quotation.outer.start)
        if mention.span.end <= quotation.outer.start and not is_object(scene, mention)
    ]
    if not before and sentence.words and sentence.words[0].start < quotation.outer.start:
        single = scene.mentions.single(scene.index(sentence.words[0]))
        before = [single] if single else []
    people = [mention for mention in before if mention.kind == "person"]
    return next(iter(people or before), None)


def _goes_on(scene: Scene, last: Draft, paragraph: Span, quotation: Quotation) -> bool:
    """True if a bare quotation is the last speaker's: same paragraph, or the next one."""
    if last.span.start >= paragraph.start or not quotation.opens:
        return True
    anchor = max(last.span.end, last.cue.end if last.cue else 0)
    lines = scene.text.count("\n", anchor, paragraph.start)
    blank = scene.text.count("\n\n", last.span.end, paragraph.start)
    return lines - blank <= 1 or blank == 1


def add_incise(scene: Scene, inside: Sentence, drafts: Drafts) -> None:
    """Name the speaker of a quotation cut inside its marks: « Nous partons, a dit X, et vite »."""
    draft = next((d for d in drafts.here if d.span == inside.span), None)
    if draft is None:
        return
    if draft.cue is None:
        mention = _in_unknown_incise(scene, inside)
        if mention:
            speaker = scene.mentions.speaker(mention, drafts.speaker)
            named = replace(draft, speaker=speaker, continues=None)
            drafts.replace(draft, named)
            draft = named
    for cue in inside.cues:
        start = inside.start(cue)
        if cue.kind != "verb" or scene.mark_before(inside.span.start, start) != ",":
            continue
        mention = subject_after(scene, inside, cue)
        dashed = scene.last_before(inside.span.start, start) != ","  # "Уходим, — сказал он"
        nobody = mention is None or (mention.kind in ("role", "group") and mention.party is None)
        if mention is None or (nobody and not dashed):
            continue
        tail = scene.text[mention.span.end : min(mention.span.end + 20, inside.span.end)].lstrip()
        if tail and tail[0] not in ",.–—-" and not dashed:
            continue
        named = replace(
            draft,
            speaker=scene.mentions.speaker(mention, drafts.speaker),
            cue=inside.place(cue),
            modality=cue.modality,
            continues=None,
        )
        drafts.replace(draft, named)
        return


def _in_unknown_incise(scene: Scene, inside: Sentence) -> Mention | None:
    """Who stands between commas behind any verb: « Je veux bien, *maugrée Koné*, mais … »."""
    words = inside.words
    for position in range(1, len(words) - 1):
        verb = words[position]
        parted = scene.gap(words, position).strip() in _PARTS
        if not parted or not verb.text.islower() or not scene.joined(words, position + 1):
            continue
        if not may_be_verb(scene, verb) or scene.mention_at(scene.index(verb)):
            continue
        index = scene.index(words[position + 1])
        mention = scene.mention_at(index) or scene.mentions.single(index)
        if mention is None or mention.kind != "person":
            continue
        tail = scene.text[mention.span.end : inside.span.end].lstrip()
        if tail[:1] in ",.–—":
            return mention
    return None


def cited(
    scene: Scene, sentence: Sentence, cue: Cue, drafts: Drafts, *, before: bool = False
) -> bool:
    """Name whom an agency quotes, instead of it: "передаёт ТАСС *со ссылкой на* министерство".

    `before`: the cue may stand before the verb ("wie Tass *unter Berufung auf* X meldete").
    """
    draft = drafts.last
    if draft not in drafts.here or draft.cue is None or cue.last >= len(sentence.words):
        return False
    index = scene.index(sentence.words[cue.last])
    mention = scene.mention_at(index) or scene.mentions.single(index) or noun_phrase(scene, index)
    if mention is None or (draft.cue.start > sentence.start(cue) and not before):
        return False
    speaker = scene.mentions.speaker(mention, None)
    drafts.replace(draft, replace(draft, speaker=speaker, cue=sentence.place(cue)))
    return True


def resolved(scene: Scene, mention: Mention, before: Speaker | None) -> Speaker | None:
    """Whom a mention stands for.

    An office without a state belongs to the one its line names first ("La Russie se retire,
    a annoncé *le ministère de la Défense*").
    """
    if mention.kind == "nobody" or scene.mentions.is_impersonal(mention):
        return None
    speaker = scene.mentions.speaker(mention, before)
    if mention.kind == "dropped" and speaker.name == mention.span.of(scene.text):
        return None  # nobody has spoken yet
    if speaker.party or not speaker.role or mention.kind in ("pronoun", "dropped"):
        return speaker
    return speaker.model_copy(update={"party": scene.mentions.state_before(mention)})
