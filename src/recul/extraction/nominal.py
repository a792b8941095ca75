"""What somebody is said to say, named by a noun: "the allegations of *a withdrawal*"."""

from __future__ import annotations

from collections.abc import Iterator

from recul.extraction.cues import Cue
from recul.extraction.drafts import Draft
from recul.extraction.patterns import phrases
from recul.extraction.scene import Scene, Sentence
from recul.extraction.speaker_words import Mention
from recul.model import Span, Speaker, StatementType


def nominal(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    """The contents of the nouns of saying in a sentence that hold an event."""
    words = sentence.words
    for cue in sentence.cues:
        if cue.kind != "noun":
            continue
        if cue.syntax.opens:
            before = _before_noun(scene, sentence, cue)
            if before:
                yield Draft(before, StatementType.REPORTED, None, sentence.place(cue), cue.modality)
        if cue.last >= len(words):
            continue
        links = phrases(cue.syntax.links)
        speaker: Speaker | None = None
        # "la promesa *rusa* de", "la promesse *russe* de"
        attributed = scene.mentions.past_attributes(scene.index(words[cue.last]))
        position = cue.last + attributed - scene.index(words[cue.last])
        if position >= len(words):
            continue
        of_speaker = _of_speaker(scene, sentence, position)
        if of_speaker is not None:
            mention, after = of_speaker
            if (
                after < len(words)
                and links.at(scene.text, words, after)
                and scene.joined(words, after)
            ):
                speaker, position = scene.mentions.speaker(mention, None), after
        if not scene.joined(words, position):
            continue
        link = links.at(scene.text, words, position)
        if link is None or link.last >= len(words):
            continue
        clause = scene.is_that(words, position)
        content = (
            _clause(scene, sentence, position) if clause else _phrase(scene, sentence, link.last)
        )
        if speaker is None:
            owner = _owner(scene, sentence, cue.first)
            speaker = owner and scene.mentions.speaker(owner, None)
        if content and (clause or scene.triggers.overlapping(content)):
            yield Draft(content, StatementType.REPORTED, speaker, sentence.place(cue), cue.modality)


def _before_noun(scene: Scene, sentence: Sentence, cue: Cue) -> Span | None:
    """A content that holds an event, from the word that opens it up to its noun."""
    words, opens = sentence.words, phrases(cue.syntax.opens)
    last = cue.first
    while last > 0 and words[last - 1].folded in scene.mentions.possessives:
        last -= 1
    first = last
    while first > 0 and scene.joined(words, first):
        first -= 1
        opening = opens.at(scene.text, words, first)
        if opening and any(other.last == first for other in sentence.cues):
            return None  # "否认有关撤军的报道": what the verb reports
        if opening and opening.last < last:
            content = Span(start=words[opening.last].start, end=words[last - 1].end)
            return content if scene.triggers.overlapping(content) else None
    return None


def _of_speaker(scene: Scene, sentence: Sentence, position: int) -> tuple[Mention, int] | None:
    """The speaker between the noun and its content: "signaux *de Moscou* sur …"."""
    first = scene.index(sentence.words[position])
    if scene.mentions.construct_nouns:  # "إعلان *موسكو* عن …"
        beside = scene.mention_starting(first)
        if beside and beside.kind != "pronoun":
            return beside, position + (beside.last - first)
    small = scene.mentions.prepositions | scene.mentions.determiners
    for index in range(first + 1, min(first + 3, len(scene.words))):
        if scene.words[index - 1].folded not in small:
            return None
        mention = scene.mention_starting(index)
        if mention and mention.kind != "pronoun":
            return mention, position + (mention.last - first)
    return None


def _owner(scene: Scene, sentence: Sentence, position: int) -> Mention | None:
    """Whose a saying is: "*the Israeli army*'s claims"."""
    index = scene.index(sentence.words[position])
    for before in (index - 1, index - 2):
        if before > 0 and scene.words[before].folded in scene.mentions.possessives:
            owner = next(scene.found.backwards(scene.words[before].start), None)
            return owner if owner and owner.last in (before, before + 1) else None
    return None


def _clause(scene: Scene, sentence: Sentence, position: int) -> Span | None:
    """The clause that starts at `position`, up to a mark."""
    words = sentence.words
    last = scene.next_mark(words, position + 1)
    verbs = [
        index
        for index in range(position + 1, last)
        if scene.cues.is_auxiliary(words[index]) and not scene.cues.is_auxiliary(words[index - 1])
    ]
    if len(verbs) > 1 and not scene.has_verb(words[: position - 1]):
        last = verbs[-1]  # "the claim that it is leaving | is false"
    return Span(start=words[position].start, end=words[last - 1].end)


def _phrase(scene: Scene, sentence: Sentence, position: int) -> Span | None:
    """The noun phrase or clause that starts at `position`, up to a verb or a mark."""
    words = sentence.words
    last = position
    while last < len(words) and (last == position or scene.joined(words, last)):
        if words[last].folded in scene.cues.words.stops:
            break
        last += 1
    return Span(start=words[position].start, end=words[last - 1].end) if last > position else None
