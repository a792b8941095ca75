"""What one cue of a sentence reports: its content before it, after it, around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recul.extraction.attributed import (
    Attribution,
    of_clause,
    of_quotation,
    of_source,
    quotation_between,
)
from recul.extraction.chains import said_in_chain
from recul.extraction.contents import (
    END,
    FRAGMENT,
    PARTED,
    Start,
    before_contrast,
    before_quotation,
    end_after,
    find_that,
    is_parenthetical,
    is_told,
    opening_of,
    start_after,
    trimmed_end,
)
from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word
from recul.extraction.patterns import phrases
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import PAIRS, strip
from recul.extraction.sources import according, according_after
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import (
    before_adverbs,
    first_subject,
    follows_link,
    is_fronted,
    is_object,
    noun_phrase,
    shares_subject,
    source_of_impersonal,
    subject_after,
    subject_before,
    subject_by_place,
)
from recul.extraction.verb_last import said_before
from recul.model import Modality, Span

_POINTING = 2
"""Words before its verb that point to the sentence before, a preposition and all."""
_CLITICS = 2
"""Words from "comme" to its verb: itself and a pronoun."""
_TELLS = (Modality.ANNOUNCED, Modality.DENIED)
"""What a cue tells that may stand in the passive behind what is told."""
_SHORTEST_PHRASE = 2


_ARTICLE = 8
"""Characters of a comma and an article between a name and its role."""


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
    speech = scene.cues.words
    if _is_source_of_impersonal(scene, sentence, index):
        return None, shared
    if scene.cues.words.chains:
        told, subject = said_in_chain(scene, sentence, index, shared, after)
        return told and Attribution(*told, cue, sentence.place(cue)), subject
    if cue.kind == "according_after":
        return according_after(scene, sentence, cue, after), shared
    if cue.kind != "verb":
        return according(scene, sentence, cue, after), shared
    if scene.cues.words.verb_last:
        said, subject = said_before(scene, sentence, index, shared, after)
        return said and Attribution(*said, cue, sentence.place(cue)), subject
    if cue.form == "passive":
        return _passive(scene, sentence, index), shared
    pointed = _pointed(scene, sentence, cue, after)
    if pointed:
        return pointed, pointed.mention
    opening = _as_clause(scene, sentence, cue)
    if opening is not None:
        return _by_clause(scene, sentence, cue, opening, after), shared
    before = subject_before(scene, sentence, cue)
    behind = subject_after(scene, sentence, cue)
    linked = shared is not None and follows_link(scene, sentence, cue)
    if cue.impersonal:
        before, behind = None, source_of_impersonal(scene, sentence, cue)
    elif behind and _stands_behind(scene, sentence, cue, before, behind):
        before = None
    elif before is None and not linked and (behind is None or not speech.verb_first):
        before = subject_by_place(scene, sentence, cue)
    before, behind = (m and _source_of(scene, sentence, cue, m) for m in (before, behind))
    if before is None and behind and shared and _goes_on_with(scene, sentence, cue, behind):
        return _after_cue(scene, sentence, index, shared), shared
    if is_parenthetical(scene, sentence, cue, before, behind) and (behind or before):
        names = scene.cues.words.object_names  # "…, the senator told *Reuters*"
        mention = (before or behind) if names else (behind or before)
        return (_before_cue(scene, sentence, cue, mention, after) if mention else None), mention
    if before is None and behind is None and scene.cues.words.pro_drop:
        dropped = _dropped(scene, sentence, cue)
        if _is_aside(scene, sentence, cue):
            start = scene.text.rfind(";", after, sentence.start(cue)) + 1 or after
            return _before_cue(scene, sentence, cue, dropped, start), shared
        before = _spoken_for(scene, sentence, cue)
    mention = before
    if mention is None and shared and index == 0 and cue.first <= 1:
        mention = shared  # "Le Conseil : a) *exhorte* …"
    inverted = behind is not None and speech.verb_opens
    if mention is None and not inverted and shares_subject(scene, sentence, cue):
        mention = shared or first_subject(scene, sentence, cue)
    ordered = speech.verb_first or speech.verb_opens
    if mention is None and not ordered and _colon_follows(scene, sentence, cue):
        mention = behind
    if mention is None and behind and cue.impersonal:
        return _after_cue(scene, sentence, index, behind), shared
    if mention is None and behind and scene.cues.words.inverts:
        found = _after_subject(scene, sentence, index, behind) or _in_front(
            scene, sentence, cue, behind
        )
        return found, behind if found else shared
    if mention is None and scene.cues.words.pro_drop and _opens_clause(scene, sentence, cue):
        mention = _dropped(scene, sentence, cue)
    elif mention is None and (speech.verb_opens or _opens_part(scene, sentence, cue)):
        mention = shared or first_subject(scene, sentence, cue)
    found = _after_cue(scene, sentence, index, mention)
    if mention is not None and mention is before and speech.inverts and not speech.pro_drop:
        found = _fronted(scene, sentence, cue, mention, found, after)
    return found, mention or shared


def _fronted(
    scene: Scene,
    sentence: Sentence,
    cue: Cue,
    mention: Mention,
    found: Attribution | None,
    after: int,
) -> Attribution | None:
    """A content whose object stands before the subject: "*Вывод войск* Кигали отрицает"."""
    if cue.syntax.quoted_only or mention.kind == "dropped":
        return found
    lead = strip(scene.text, after, mention.span.start, COMMAS)
    words = scene.words_in(lead) if lead else ()
    if lead is None or len(words) < 2 or "," in lead.of(scene.text):
        return found
    opens = phrases(cue.syntax.links).at(scene.text, words, 0) is not None
    first = words[0].folded
    light = scene.is_light(words[0]) or first in scene.cues.words.nobody
    if not opens and (light or first in scene.mentions.prepositions):
        return found
    if scene.has_verb(words) or not (opens or cue.syntax.object or cue.syntax.infinitive):
        return found
    if found is None:
        return of_source(scene, sentence, lead, mention, cue)
    inside = scene.words_in(found.content)
    if not inside or not scene.cues.is_infinitive(inside[0]) or opens:
        return found
    return found._replace(content=Span(start=lead.start, end=found.content.end))


def _pointed(scene: Scene, sentence: Sentence, cue: Cue, after: int) -> Attribution | None:
    """What stands before a mark and a word for it: "…: *lo* sostiene il ministero"."""
    words, pointers = sentence.words, scene.cues.words.pointers
    first = cue.first if words[cue.first].folded in pointers else cue.first - 1
    if first < 1 or words[first].folded not in pointers:
        return None
    if scene.joined(words, first) and scene.cues.is_auxiliary(words[first - 1]):
        first -= 1  # "…: *è quanto* ha disposto la Corte"
    start = words[first].start
    if scene.last_before(sentence.span.start, start) not in {":", ","}:
        return None
    mention = subject_after(scene, sentence, cue)
    if mention is None:
        behind = scene.skip(words, cue.last, commas=False)
        mention = noun_phrase(scene, scene.index(words[behind])) if behind < len(words) else None
    content = strip(scene.text, after, start, END)
    return mention and of_source(scene, sentence, content, mention, cue)


def pointing(scene: Scene, sentence: Sentence, cue: Cue, before: Span) -> Attribution | None:
    """The sentence before, if all a sentence does is to say whose it was: "*Das* teilte X mit."."""
    words = sentence.words
    first = cue.first
    points = 0 < first <= _POINTING and words[first - 1].folded in scene.cues.words.pointers
    if first == _POINTING:  # "*Об этом* сообщил X"
        points = points and words[0].folded in scene.mentions.prepositions
    points = points and not sentence.quotes
    last = scene.next_mark(words, first)
    if (
        not points
        or cue.kind != "verb"
        or (last < len(words) and "(" not in scene.gap(words, last))
    ):
        return None
    impersonal = source_of_impersonal(scene, sentence, cue) if cue.impersonal else None
    mention = impersonal or subject_after(scene, sentence, cue)
    content = strip(scene.text, before.start, before.end)
    return mention and of_source(scene, sentence, content, mention, cue)


def _in_front(scene: Scene, sentence: Sentence, cue: Cue, behind: Mention) -> Attribution | None:
    """An object before its verb: "*Einen Abzug* bestätigte das Ministerium nicht"."""
    words = sentence.words
    first = scene.clause_start(words, cue.first)
    if not cue.syntax.object or first == cue.first or not scene.cues.words.verb_first:
        return None
    content = strip(scene.text, words[first].start, sentence.start(cue), COMMAS)
    if scene.is_light(words[first]) or words[first].folded in scene.mentions.prepositions:
        return None
    return of_source(scene, sentence, content, behind, cue)


def _passive(scene: Scene, sentence: Sentence, index: int) -> Attribution | None:
    """Content of a passive, "was told that …": its agent says it, or nobody is named."""
    cue = sentence.cues[index]
    words = sentence.words
    that = find_that(scene, sentence, cue)
    links, speech = cue.syntax.links, scene.cues.words
    told = (m for m, forms in speech.told_of.items() if words[cue.last - 1].folded in forms)
    modality = next(told, None) if that is None else None
    if modality is not None:
        links += speech.told_links
        cue = cue._replace(modality=modality)
    linked = cue.last < len(words) and phrases(links).at(scene.text, words, cue.last)
    if that is None and linked:
        that = cue.last  # "was asked *if*"
    if that is None:
        return _told_of(scene, sentence, cue)
    end = end_after(scene, sentence, index, words[that].start)
    content = strip(scene.text, words[that].start, end)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    if content is None or len(scene.words_in(content)) < 2:
        return None
    return of_clause(scene, sentence, content, _agent(scene, words, cue), cue)


def _told_of(scene: Scene, sentence: Sentence, cue: Cue) -> Attribution | None:
    """An event that is the subject of a passive: "*A partial withdrawal* was announced"."""
    words = sentence.words
    if not cue.syntax.object or cue.modality not in _TELLS or _is_negated(scene, words, cue):
        return None
    first = scene.clause_start(words, cue.first)
    while first < cue.first and (
        scene.is_light(words[first]) or words[first].folded in scene.cues.words.coordinators
    ):
        first += 1
    if cue.first - first < _SHORTEST_PHRASE or scene.has_verb(words[first : cue.first]):
        return None
    if words[first].folded in scene.mentions.prepositions - scene.mentions.determiners:
        return None
    content = Span(start=words[first].start, end=words[cue.first - 1].end)
    if not scene.triggers.overlapping(content):
        return None
    return of_clause(scene, sentence, content, _agent(scene, words, cue), cue)


def _agent(scene: Scene, words: Sequence[Word], cue: Cue) -> Mention | None:
    """Who says it, behind a passive ("announced *by Moscow*")."""
    behind = scene.skip(words, cue.last, commas=False)
    if behind == len(words):
        return None
    by = phrases(scene.cues.words.agents).at(scene.text, words, behind)
    found = by and by.last < len(words) and scene.mention_at(scene.index(words[by.last]))
    return found or None


def _is_negated(scene: Scene, words: Sequence[Word], cue: Cue) -> bool:
    return any(scene.opens_negation(word) for word in words[cue.first : cue.last])


def _is_source_of_impersonal(scene: Scene, sentence: Sentence, index: int) -> bool:
    """True for "dit-on | *de source* diplomatique", which is the source of that verb."""
    cue = sentence.cues[index]
    if cue.kind != "according" or not index:
        return False
    before = sentence.cues[index - 1]
    beside = scene.skip(sentence.words, before.last, commas=False) == cue.first
    if before.kind != "verb" or not beside:
        return False
    position = before.first - 1 if before.pronoun is None else before.pronoun
    word = sentence.words[position].folded if position >= 0 else ""
    return word in scene.cues.words.impersonal


def _source_of(scene: Scene, sentence: Sentence, cue: Cue, mention: Mention) -> Mention:
    """Who is meant by a pronoun that stands for nobody: "dit-on *à Kiev*"; itself if not told."""
    if not scene.mentions.is_impersonal(mention):
        return mention
    words = sentence.words
    position = scene.skip(words, cue.last, commas=False)
    if position >= len(words):
        return mention
    link = phrases(scene.cues.words.impersonal_sources).at(scene.text, words, position)
    if link is None or link.last >= len(words) or not scene.joined(words, position):
        return mention
    index = scene.index(words[link.last])
    source = scene.mention_at(index) or scene.mentions.single(index) or noun_phrase(scene, index)
    return source or mention


def _after_subject(
    scene: Scene, sentence: Sentence, index: int, behind: Mention
) -> Attribution | None:
    """Content after a subject that stands behind its verb: "заявил министр, что …"."""
    cue = sentence.cues[index]
    words = sentence.words
    last = next((i for i, w in enumerate(words) if w.start >= behind.span.end), len(words))
    if cue.close is not None:
        last = min(last, cue.close)
    if scene.cues.words.verb_opens:
        last = _past_second(scene, words, last)
    cues = [*sentence.cues[:index], cue._replace(last=last), *sentence.cues[index + 1 :]]
    found = _after_cue(scene, replace(sentence, cues=cues), index, behind)
    return found and found._replace(cue=cue, place=sentence.place(cue))


def _past_second(scene: Scene, words: Sequence[Word], position: int) -> int:
    """Past a second subject that "and" joins to the first: "said Kyiv *and its allies* that"."""
    second = position + 1
    if second >= len(words) or words[position].folded not in scene.cues.words.coordinators:
        return position
    if not scene.joined(words, position) or scene.cues.is_verb(words[second]):
        return position
    mention = scene.mention_at(scene.index(words[second]))
    end = mention.span.end if mention else words[second].end
    return next((i for i, w in enumerate(words) if w.start >= end), len(words))


def _stands_behind(
    scene: Scene, sentence: Sentence, cue: Cue, before: Mention | None, behind: Mention
) -> bool:
    """True if the subject of a cue is the noun phrase behind it, not the one before."""
    if scene.cues.words.verb_opens:
        return not _heads_clause(scene, sentence, before, cue)
    gap = scene.text[before.span.end : sentence.start(cue)].strip() if before else ""
    closed = before is not None and "," in before.span.of(scene.text)
    if scene.cues.words.pro_drop and gap.endswith(",") and gap.count(",") == 1 and not closed:
        return True  # "deixará Cabo Delgado até julho, *confirmou o Presidente*"
    return is_fronted(scene, sentence, cue, before, behind)


def _goes_on_with(scene: Scene, sentence: Sentence, cue: Cue, behind: Mention) -> bool:
    """True for a verb that goes on with the subject of the one before it, behind a comma.

    What follows is then what the verb takes: "X nega tutto, *accusa* l'Occidente *di* …".
    """
    words = sentence.words
    if not scene.cues.words.pro_drop or cue.form != "finite" or cue.first == 0:
        return False
    if scene.joined(words, cue.first) or scene.gap(words, cue.first).strip() != ",":
        return False
    if behind.span.start < words[cue.last - 1].end or sentence.quotes:
        return False
    over = phrases(cue.syntax.over)
    last = next((i for i, w in enumerate(words) if w.start >= behind.span.end), len(words))
    if cue.syntax.over and last < len(words) and over.at(scene.text, words, last):
        return True
    unknown = all(behind is not mention for mention in scene.found.items)
    return cue.syntax.object and unknown and behind.kind != "person"


def _heads_clause(scene: Scene, sentence: Sentence, subject: Mention | None, cue: Cue) -> bool:
    """True for a subject between the head of its clause and the verb: "*X* urges Y to"."""
    if subject is None or scene.text[subject.span.end : sentence.start(cue)].strip():
        return False
    head = subject.span.start
    lead = (
        scene.words_in(Span(start=sentence.span.start, end=head))
        if (head > sentence.span.start)
        else ()
    )
    return (
        all(scene.is_light(word) for word in lead)
        or scene.last_before(sentence.span.start, head) in ",;:|"
    )


def _dropped(scene: Scene, sentence: Sentence, cue: Cue) -> Mention:
    """The subject a verb does without: who spoke last, or nobody ("*Se* teme que", "Teme-*se*")."""
    words, impersonal = sentence.words, scene.cues.words.impersonal
    index = scene.index(words[cue.first])
    enclitic = cue.last < len(words) and scene.gap(words, cue.last) == "-"
    around = {words[cue.first].folded, words[cue.last].folded if enclitic else ""}
    reflexive = cue.syntax.links or cue.last - cue.first > 2
    if around & impersonal and not reflexive:
        return scene.mentions.nobody(index)
    return scene.mentions.dropped(index)


def _opens_part(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb behind a colon or a semicolon: "X cede: *promete* que", of that subject."""
    if not scene.cues.words.pro_drop or not cue.first:
        return False
    words = sentence.words
    first = scene.clause_start(words, cue.first)
    parted = first > 0 and scene.gap(words, first).strip() in (":", ";")
    return parted and scene.skip(words, first, commas=True) >= cue.first


def _opens_clause(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb that nothing stands before in its sentence, or only light words."""
    words, start = sentence.words, sentence.start(cue)
    quoted = any(q.outer.start < start for q in sentence.quotes)
    if quoted:
        return False
    return scene.skip(words, 0, commas=True) >= cue.first or (
        all(scene.is_light(word) for word in words[: cue.first])
    )


def _spoken_for(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The place at the head of a sentence whose people speak: "*En* Moscú creen que"."""
    words = sentence.words
    opens = phrases(scene.cues.words.spoken_for).at(scene.text, words, 0) if cue.first else None
    if opens is None or opens.last >= cue.first:
        return None
    index = scene.index(words[opens.last])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if mention is None or mention.kind not in ("party", "group", "person"):
        return None
    end = scene.index(words[cue.first])
    return mention if scene.skip(scene.words, mention.last, commas=True) == end else None


def _is_aside(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb between marks, or behind a quotation: "…, *advirtió*, …", "«…», *añadió*"."""
    words = sentence.words
    lead = scene.last_before(sentence.span.start, sentence.start(cue))
    if not lead or lead not in PARTED or find_that(scene, sentence, cue) is not None:
        return False
    tail = scene.skip(words, cue.last, commas=False)
    ends = tail >= len(words) or not scene.joined(words, tail)
    return ends or (lead != "," and words[tail].folded in scene.mentions.prepositions)


# ------------------------------------------------------------------ a clause of its own


def _as_clause(scene: Scene, sentence: Sentence, cue: Cue) -> int | None:
    """The word that opens the clause a cue closes: "*wie* das Ministerium mitteilte"."""
    words, opens = sentence.words, scene.cues.words.as_clause
    if not opens:
        return None
    closing = scene.skip(words, cue.last, commas=False)
    inverts = scene.cues.words.inverts or scene.cues.words.framed
    if not inverts and closing < len(words) and scene.joined(words, closing):
        first = scene.clause_start(words, cue.first)
        beside = words[first].folded in opens and cue.first - first <= _CLITICS
        if not (beside and subject_after(scene, sentence, cue)):
            return None  # but "*comme* l'a indiqué le ministère"
    first = scene.clause_start(words, cue.first)
    if words[first].folded in opens and first < cue.first:
        return first
    # An apposition may part the two: "wie der Richter, Ottmar Breidling, ausführte".
    for _ in range(2 if scene.cues.words.framed else 0):
        if first == 0:
            return None
        first = scene.clause_start(words, first - 1)
        if words[first].folded in opens:
            between = words[first : cue.first]
            return None if scene.has_verb(between) else first
    return None


def _by_clause(
    scene: Scene, sentence: Sentence, cue: Cue, opening: int, after: int
) -> Attribution | None:
    """The content around a clause that tells its source."""
    words, text = sentence.words, scene.text
    start = words[opening].start
    beside = cue.first - opening <= _CLITICS
    inverts = scene.cues.words.inverts or beside
    behind = subject_after(scene, sentence, cue) if inverts else None
    mention = behind or _subject_between(scene, sentence, start, sentence.start(cue))
    last = scene.next_mark(words, cue.last)
    if behind and beside and last < len(words) and words[last].start < behind.span.end:
        last = scene.next_mark(words, last)  # a role in two parts
    tail = words[last].start if last < len(words) else sentence.span.end
    lead = text[sentence.span.start : start].strip(END)
    quotation = quotation_between(scene, sentence, after, start)
    if quotation:
        return of_quotation(sentence, quotation, mention, cue)
    if cue.syntax.quoted_only:
        return None
    if lead and text[tail : sentence.span.end].strip(END):
        content = strip(text, after, sentence.span.end, COMMAS)  # an aside
    elif lead:
        content = strip(text, after, start, COMMAS)
    else:
        content = strip(text, tail, sentence.span.end, COMMAS)
    return of_source(scene, sentence, content, mention, cue)


def _subject_between(scene: Scene, sentence: Sentence, start: int, end: int) -> Mention:
    """Who speaks in a clause that ends with its verb; nobody, if it names none."""
    found = [m for m in scene.found.starting_in(start, end) if m.span.end <= end]
    subject = next((m for m in found if not is_object(scene, m)), None)
    words = scene.words_in(Span(start=start, end=end))
    return (
        subject
        or noun_phrase(scene, scene.index(words[1]))
        or scene.mentions.single(scene.index(words[1]))
        if len(words) > 1
        else None
    ) or next(iter(found), scene.mentions.nobody(scene.index(words[0])))


def _colon_follows(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    end = sentence.words[cue.last - 1].end
    return scene.text.find(":", end, sentence.span.end) >= 0


# --------------------------------------------------------------------- content before


def _before_cue(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention, start: int
) -> Attribution | None:
    """Content before (or around) the attribution."""
    head = min(opening_of(scene, sentence, mention), before_adverbs(scene, sentence, cue))
    quotation = quotation_between(scene, sentence, start, head)
    if quotation:
        return of_quotation(sentence, quotation, mention, cue)
    end = _end_around(scene, sentence, cue, mention, start, head)
    content = strip(scene.text, _past_lead(scene, sentence, start, end), end, COMMAS)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    inverted = mention.span.start > sentence.start(cue)
    if cue.syntax.quoted_only and not (
        content and (inverted or any(q.outer.overlaps(content) for q in sentence.quotes))
    ):
        return None
    if content and scene.skip(scene.words_in(content), 0, commas=True) == len(
        scene.words_in(content)
    ):
        return None  # "En abril, sin embargo, lo dijo X": nothing is said before the verb
    led = strip(scene.text, start, head, COMMAS)
    if led and _is_joint(scene, scene.words_in(led)):
        behind = _resumed(scene, sentence, cue, mention)
        if behind and any(q.outer.overlaps(behind) for q in sentence.quotes):
            return of_clause(scene, sentence, behind, mention, cue)
    if content and _is_subordinate(scene, content):
        return None
    if content is None or len(scene.words_in(content)) < 2:
        # "A expliqué X : « … »" and the like: the quotation after it is the content.
        end = sentence.place(cue).end
        following = next((q for q in sentence.quotes if q.outer.start >= end), None)
        return of_quotation(sentence, following, mention, cue) if following else None
    return of_clause(scene, sentence, content, mention, cue)


def _past_lead(scene: Scene, sentence: Sentence, start: int, end: int) -> int:
    """Past what leads up to a content by a mark: "The mood was grim: | all was lost, X said"."""
    for colon in range(end - 1, start, -1):
        if scene.text[colon] in ":;" and scene.text[colon + 1 : colon + 2].isspace():
            quoted = any(q.outer.start <= colon < q.outer.end for q in sentence.quotes)
            return start if quoted else colon + 1
    return start


def _holds_quotation(sentence: Sentence, start: int, end: int) -> bool:
    return any(q.outer.end > start and q.outer.start < end for q in sentence.quotes)


def _end_around(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention, start: int, head: int
) -> int:
    """Where the content ends: before the attribution, or after it where it is an aside."""
    tail = max(mention.span.end, sentence.place(cue).end)
    after = scene.text[tail : sentence.span.end].strip()
    if not after.startswith(",") or _holds_quotation(sentence, start, tail):
        return head
    if mention.role and mention.role in after[: len(mention.role) + _ARTICLE]:
        return head  # "…, X recalled, spokesman for Y"
    words = scene.words_in(Span(start=tail, end=sentence.span.end))
    whole = len(scene.words_in(Span(start=start, end=head))) > FRAGMENT if start < head else False
    if not words or (len(words) <= FRAGMENT and whole and mention.kind != "dropped"):
        return head
    opening = next((q for q in sentence.quotes if q.outer.start >= tail), None)
    if opening and not scene.text[tail : opening.outer.start].strip(COMMAS):
        goes_on = opening.inner.of(scene.text)[0].islower()
        return sentence.span.end if goes_on else head  # "Le but, a dit X, « est de rester »"
    if scene.cues.is_auxiliary(words[0]) and not sentence.quotes:
        return sentence.span.end  # "The problem, she said, *is* that you don't go, …"
    if "," in after[1:] and (
        sentence.quotes or scene.has_verb(scene.words_in(Span(start=sentence.span.start, end=head)))
    ):
        return head
    speech = scene.cues.words
    if words[0].folded in scene.mentions.prepositions | speech.coordinators or (
        words[0].folded in speech.relatives
    ):
        return head  # "…, X assured, in a report to the president"
    others = [
        c
        for c in sentence.cues
        if c.kind == "verb" and sentence.start(c) > tail and not _is_bare(scene, sentence, c)
    ]
    resumes = others and sentence.start(others[0]) == words[0].start and others[0].form == "finite"
    if resumes and not scene.has_verb(scene.words_in(Span(start=sentence.span.start, end=head))):
        others = others[1:]  # "CNN, Cruz said, *called* it a lie"
    return head if others else sentence.span.end


def _is_bare(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for an infinitive behind a small word: "is able *to* invite"."""
    words = sentence.words
    small = words[cue.first - 1].folded in scene.mentions.prepositions if cue.first else False
    return small and scene.cues.is_infinitive(words[cue.first])


def _is_joint(scene: Scene, words: Sequence[Word]) -> bool:
    """True for a word that leads on to a sentence: "*But*, X added, he did not …"."""
    if not 0 < len(words) < _SHORTEST_PHRASE:
        return False
    return words[0].folded in scene.cues.words.coordinators or scene.cues.is_adverb(words[0])


def _resumed(scene: Scene, sentence: Sentence, cue: Cue, mention: Mention) -> Span | None:
    """The content behind an attribution that only a word leads: "But, X added, *he did not* …"."""
    tail = max(mention.span.end, sentence.place(cue).end)
    rest = scene.text[tail : sentence.span.end].lstrip()
    content = strip(scene.text, tail, sentence.span.end, COMMAS)
    if content is None or not rest.startswith(",") or scene.text[content.start] in PAIRS:
        return None
    return strip(scene.text, content.start, trimmed_end(scene, content))


def _is_subordinate(scene: Scene, content: Span) -> bool:
    """True for a clause that is none of what is said: "*Asked if he knew*, X said no"."""
    words = scene.words_in(content)
    opens = phrases(scene.cues.words.prompts).at(scene.text, words, 0)
    return opens is not None and "," not in content.of(scene.text)


# ---------------------------------------------------------------------- content after


def _suits_quotation(scene: Scene, sentence: Sentence, cue: Cue, start: Start) -> bool:
    """True for a quotation; where verbs come second, for what is reported by its form, too."""
    if start.quotation is not None:
        return True
    words = scene.words_in(Span(start=start.position, end=sentence.span.end))
    if not words or not scene.cues.words.verb_first:
        return bool(words) and scene.is_that(words, 0)  # "ironise *que* …"
    if cue.syntax.object and any(q.outer.start >= start.position for q in sentence.quotes):
        return True  # "nannte das Abkommen eine „Kapitulation“"
    return scene.is_that(words, 0) or is_told(scene, words, clause=True)


def _after_cue(
    scene: Scene, sentence: Sentence, index: int, mention: Mention | None
) -> Attribution | None:
    """Content after the attribution."""
    cue = sentence.cues[index]
    start = start_after(scene, sentence, cue, mention)
    if start is None or (
        cue.syntax.quoted_only and not _suits_quotation(scene, sentence, cue, start)
    ):
        return None
    if start.quotation is not None:
        return of_quotation(sentence, start.quotation, mention, cue)
    end = start.end or end_after(scene, sentence, index, start.position)
    end = before_quotation(scene, sentence, start.position, end)
    content = strip(scene.text, start.position, end)
    content = content and strip(scene.text, content.start, trimmed_end(scene, content), COMMAS)
    speech = scene.cues.words
    if content and start.end is None and not speech.verb_opens:  # there "and" joins anything
        content = Span(start=content.start, end=before_contrast(scene, sentence, cue, content))
    told = cue.syntax.object and cue.modality is not Modality.ASSERTED
    told = told and not (speech.verb_opens or speech.verb_first)
    least = 1 if cue.syntax.itself or told else 2
    if content is None or len(scene.words_in(content)) < least:
        return None
    return of_clause(scene, sentence, content, mention, cue)
