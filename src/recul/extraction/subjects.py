"""Who governs a cue: the noun phrase before it, or after it where the two are inverted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word, glued
from recul.extraction.scene import COMMAS, Scene, Sentence
from recul.extraction.segments import PAIRS, Quotation
from recul.extraction.speaker_words import Mention
from recul.model import Span

_ENDS = frozenset(".!?;:…\n")
MARKS_OF_ASIDE = frozenset(",–—-")
"""What a gerund follows that tells what a sentence is about also says."""
WIDEST_GAP = 160
"""Characters between subject and verb: an apposition or a relative clause, not a paragraph."""
_BRACKETS = re.compile(r" \([^()\n]{1,40}\)")
_LONGEST_ADJUNCT = 8
"""Words without a comma between subject and verb ("the minister *of a neighbour* said")."""


def subject_before(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The nearest noun phrase before a cue that can be its subject."""
    if cue.pronoun is not None:
        return None
    start = sentence.start(cue)
    if cue.syntax.of_object:
        nearest = next(_candidates(scene, sentence, cue, start), None)
        near = nearest and not scene.text[nearest.span.end : start].strip()
        return nearest if near else None
    for mention in _candidates(scene, sentence, cue, start):
        gap = scene.text[mention.span.end : start]
        if len(gap) > WIDEST_GAP:
            break
        if is_house(scene, sentence, cue, mention):
            return mention
        if scene.text[mention.span.start - 1 : mention.span.end + 1].startswith("("):
            continue  # "Annegret Kramp-Karrenbauer *(CDU)* sagte"
        if is_object(scene, mention) and not _opens_relative(scene, gap):
            continue
        head = _head_of_apposition(scene, mention)
        closed = (
            head is not mention
            or "," in mention.span.of(scene.text)
            or _stands_beside(scene, sentence, mention)
        )
        if _can_part(scene, sentence, mention.span.end, start, closed=closed):
            return head
    return _across_asides(scene, sentence, cue)


def _across_asides(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The subject that heads a sentence whose verb comes after asides: "*X*, who …, …, said"."""
    words, start = sentence.words, sentence.start(cue)
    if cue.form != "finite" or scene.last_before(sentence.span.start, start) != ",":
        return None
    inverted = not scene.cues.words.object_names and subject_after(scene, sentence, cue)
    if inverted or any(mark in scene.text[sentence.span.start : start] for mark in ";:!?"):
        return None
    first = 0
    while first < cue.first:
        last = scene.next_mark(words, first + 1)
        named = scene.mention_at(scene.index(words[first]))
        while named and last < cue.first and words[last].start < named.span.end:
            last = scene.next_mark(words, last + 1)  # "*Gov.* Anna Kask"
        piece = words[first:last]
        small = piece[0].folded in scene.mentions.prepositions - scene.mentions.determiners
        if small or all(scene.is_light(word) for word in piece):
            first = last
            continue
        if last >= cue.first or len(piece) > _LONGEST_ADJUNCT or scene.has_verb(piece):
            return None
        goes_on = any(other.first == last and other.form == "gerund" for other in sentence.cues)
        light = all(scene.is_light(word) for word in words[last : cue.first])
        if scene.next_mark(words, last + 1) >= cue.first and not (
            goes_on or light or _is_noun(scene, words[last])
        ):
            return None
        within = scene.found.starting_in(piece[0].start, piece[-1].end)
        subject = next((m for m in within if not is_object(scene, m)), None)
        alone = light and len(piece) == 1 and piece[0].folded in scene.cues.words.pronominal
        return subject or (scene.mentions.nobody(scene.index(piece[0])) if alone else None)
    return None


def is_house(scene: Scene, sentence: Sentence, cue: Cue, mention: Mention) -> bool:
    """True for "*в Кремле* считают": nobody but those in a house, whose verb is in the plural."""
    speech = scene.cues.words
    before = scene.words[mention.first - 1].folded if mention.first else ""
    if before not in speech.houses or mention.kind not in ("party", "group"):
        return False
    return sentence.words[cue.last - 1].folded.endswith(speech.plural)


def _is_noun(scene: Scene, word: Word) -> bool:
    """True for a word that opens an apposition or a relative clause."""
    return word.folded in scene.mentions.determiners or word.folded in scene.cues.words.relatives


def subject_after(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The noun phrase right after an inverted cue: "a annoncé mardi *le ministère*"."""
    words = sentence.words
    if cue.pronoun is not None:
        mention = scene.mention_at(scene.index(words[cue.pronoun]))
        return mention if mention and mention.span.start == words[cue.pronoun].start else None
    if scene.cues.words.object_names and _opens_content(scene, words, cue.last):
        return None
    inside = _inside_idiom(scene, sentence, cue)
    if inside:
        return inside
    position = scene.skip(words, cue.last, commas=False)
    position = _past_aside(scene, sentence, cue, position)
    if position >= len(words) or not (scene.joined(words, position) or position > cue.last):
        return _addressee_as_subject(scene, words, cue.last, position)
    if scene.is_that(words, position):
        return None  # "wrote *that forces* would": no article
    index = scene.index(words[position])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    if scene.words[index].folded in scene.mentions.oblique:
        return None
    adjunct = position > cue.last or words[position].folded in scene.mentions.prepositions
    if mention is None and adjunct:
        mention = _behind_adjunct(scene, sentence, position)
    elif mention and position > cue.last and scene.cues.words.bare_nouns and not mention.name:
        # "в эфире телеканала | *представитель талибов X*": the first belongs to the adjunct
        person = _behind_adjunct(scene, sentence, position)
        mention = person if person and person.kind == "person" else mention
    if mention is None and words[position].folded in scene.cues.words.houses:
        house = scene.mention_starting(index + 1)
        mention = house if house and is_house(scene, sentence, cue, house) else None
    anybody = (
        scene.cues.words.verb_first
        or _ends_quotation(scene, sentence, cue)
        or _inverted(scene, sentence, cue)
    )
    if mention or not anybody:
        return mention
    found = noun_phrase(scene, index)
    if found is None or scene.triggers.overlapping(found.span):
        return _addressee_as_subject(scene, words, cue.last, position)
    return found


def _addressee_as_subject(
    scene: Scene, words: Sequence[Word], first: int, last: int
) -> Mention | None:
    """Who is spoken to by the look of it, where nobody else speaks: "передає *Reuters*"."""
    if not scene.cues.words.bare_nouns or not first < last or not scene.joined(words, first):
        return None
    index = scene.index(words[first])
    mention = scene.mention_at(index) or scene.mentions.single(index)
    return mention if mention and mention.kind != "pronoun" else None


def _opens_content(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for a pronoun that a verb follows: "said *he* had left"; never so in "…, says he"."""
    if position + 1 >= len(words) or not scene.joined(words, position + 1):
        return False
    mention = scene.mention_at(scene.index(words[position]))
    return mention is not None and mention.kind == "pronoun" and scene.joined(words, position)


def _inverted(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a verb after a comma that is no mere link: "…, *estime* un gradé"."""
    start = before_adverbs(scene, sentence, cue)
    return cue.form == "finite" and scene.mark_before(sentence.span.start, start) == ","


def _past_aside(scene: Scene, sentence: Sentence, cue: Cue, position: int) -> int:
    """Past words between commas behind a quotation's cue: "« … », a réagi, *prudent*, Macron"."""
    words = sentence.words
    gap = scene.gap(words, position).strip() if 0 < position < len(words) else ""
    if gap != "," or not _ends_quotation(scene, sentence, cue):
        return position
    for later in range(position + 1, min(len(words), position + _LONGEST_ADJUNCT)):
        if not scene.joined(words, later):
            aside = scene.gap(words, later).strip() == ","
            return later if aside and not scene.has_verb(words[position:later]) else position
    return position


def _behind_adjunct(scene: Scene, sentence: Sentence, position: int) -> Mention | None:
    """A subject behind a place or an addressee: "a dit *à la chaîne Rossiya* le ministre"."""
    words = sentence.words
    for later in range(position + 1, min(len(words), position + _LONGEST_ADJUNCT)):
        if not _joined_or_quoted(scene, sentence, later) or scene.is_that(words, later):
            return None
        if scene.has_verb(words[later : later + 1]):
            return None
        index = scene.index(words[later])
        mention = scene.mention_at(index)
        if mention is None and later + 1 < len(words) and not scene.joined(words, later + 1):
            mention = scene.mentions.single(index)  # "écrit sur son mur *Yoni*, 34 ans"
        quoted = scene.text[words[later].start - 1] in PAIRS  # "в эфире телеканала «Россия»"
        if mention and mention.kind != "pronoun" and not quoted and not is_object(scene, mention):
            return mention
    return None


def _inside_idiom(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """A subject between the first and the last word of a cue: "machte *der Minister* deutlich"."""
    if not scene.cues.words.verb_first or cue.last - cue.first < 3:
        return None
    start, end = sentence.start(cue), sentence.place(cue).end
    found = scene.found.starting_in(start, end)
    return next((m for m in found if m.span.end < end and not is_object(scene, m)), None)


def _joined_or_quoted(scene: Scene, sentence: Sentence, index: int) -> bool:
    """True if nothing but a quoted name parts a word from the one before."""
    words = sentence.words
    start, end = words[index - 1].end, words[index].start
    quoted = next((q for q in sentence.quotes if start <= q.outer.start < end), None)
    if quoted is None or is_full_name(scene, quoted):
        return scene.joined(words, index)
    return not (scene.text[start : quoted.outer.start] + scene.text[quoted.outer.end : end]).strip()


def is_full_name(scene: Scene, quoted: Quotation) -> bool:
    """True for a quotation too long for a name."""
    return len(scene.words_in(quoted.inner)) > _LONGEST_ADJUNCT // 2


def before_adverbs(scene: Scene, sentence: Sentence, cue: Cue) -> int:
    """Where an inverted verb starts, adverbs behind a mark and all: "…, — *тихо* сказал он"."""
    words, first = sentence.words, cue.first
    while first > 0 and scene.cues.is_adverb(words[first - 1]) and scene.joined(words, first):
        first -= 1
    parted = first == 0 or not scene.joined(words, first)
    return words[first].start if parted else sentence.start(cue)


def _ends_quotation(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True if a cue follows a quotation: then anybody may stand behind it ("dit un gradé")."""
    start = before_adverbs(scene, sentence, cue)
    return any(
        not scene.text[q.outer.end : start].strip(COMMAS)
        for q in sentence.quotes
        if q.outer.end <= start
    )


def _is_noun_of_saying(scene: Scene, index: int) -> bool:
    """True for a form that is verb and noun, and a noun here: "según la *cifra* rusa"."""
    marked = scene.words[index - 1].folded in scene.cues.words.noun_markers
    return marked and scene.cues.is_verb(scene.words[index])


def noun_phrase(scene: Scene, index: int) -> Mention | None:
    """A speaker whom no list knows, by the shape of the words: "un gradé sénégalais"."""
    words, mentions, bare = scene.words, scene.mentions, scene.cues.words.bare_nouns
    if index >= len(words):
        return None
    opens = words[index].folded in mentions.determiners
    if not opens and not (bare and mentions.is_nominal(words[index])):
        return None
    if words[index].folded in mentions.oblique:
        return None
    last = index + 1
    while (
        last < len(words)
        and last - index <= scene.cues.words.longest_subject
        and scene.joined(words, last)
        and (mentions.is_nominal(words[last]) or _is_noun_of_saying(scene, last))
    ):
        last += 1
    head = index + 1 if opens else index
    if last == head or words[head].folded in scene.cues.words.nobody:
        return None
    if (
        opens
        and scene.cues.is_infinitive(words[head])
        and words[index].folded in (mentions.prepositions)
    ):
        return None  # "continue *de construire*"
    return mentions.unknown(index, last)


def subject_by_place(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """A subject whom no list knows: all the words from a mark, or the head, to the verb."""
    words = sentence.words
    if cue.pronoun is not None or scene.cues.words.verb_opens:
        return None
    quoted = _quoted_name(scene, sentence, cue)
    if quoted:
        return quoted
    defined = _before_relative(scene, sentence, cue)
    if defined:
        return defined
    first = cue.first
    while first > 0 and _unparted(scene, sentence, first):
        first -= 1
        if cue.first - first > scene.cues.words.longest_subject:
            return None
    while first < cue.first and scene.is_light(words[first]):
        first += 1
    while first < cue.first - 1 and words[first].folded in scene.cues.words.coordinators:
        first += 1
    last = cue.first
    while last > first + 1 and scene.cues.is_adverb(words[last - 1]):
        last -= 1
    phrase = words[first:last]
    if any(word.folded in scene.cues.words.relatives for word in phrase):
        return None
    # Two verbs never stand side by side, and none opens a sentence: these are nouns ("*protest*
    # organisers say", "aid *advocates* say").
    opens = first <= 1 and scene.clause_start(words, first) == 0
    if not 0 < len(phrase) <= scene.cues.words.longest_subject or (
        scene.has_verb(phrase[opens:-1])
    ):
        return None
    if scene.cues.is_auxiliary(phrase[-1]):
        return None
    nobody, mentions = scene.cues.words.nobody, scene.mentions
    ends = {phrase[0].folded, phrase[-1].folded}
    bare_preposition = phrase[0].folded in mentions.prepositions - mentions.determiners and not (
        len(phrase) > 1 and phrase[1].text[0].isdigit()  # "about 4 in 10 say"
    )
    lone_article = len(phrase) == 1 and phrase[0].folded in mentions.determiners
    if len(phrase) == 1 and phrase[0].folded in scene.cues.words.pronominal:
        return mentions.nobody(scene.index(phrase[0]))
    if ends & nobody or bare_preposition or lone_article:
        return None
    start = scene.index(phrase[0])
    return mentions.unknown(start, start + len(phrase))


def _before_relative(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """What heads a sentence and a relative clause: "*Supporters* who have heard from him say"."""
    words = sentence.words
    if scene.clause_start(words, cue.first) or not scene.cues.words.object_names:
        return None
    opening = next(
        (i for i in range(1, cue.first) if words[i].folded in scene.cues.words.relatives), None
    )
    if opening is None or not scene.has_verb(words[opening : cue.first]):
        return None
    head = words[1:opening] if words[0].folded in scene.cues.words.coordinators else words[:opening]
    if not 0 < len(head) <= scene.cues.words.longest_subject or scene.has_verb(head):
        return None
    if head[0].folded in scene.cues.words.nobody | scene.mentions.prepositions:
        return None
    index = scene.index(head[0])
    return scene.mentions.unknown(index, index + len(head))


def is_fronted(
    scene: Scene, sentence: Sentence, cue: Cue, before: Mention | None, behind: Mention
) -> bool:
    """True if the clause of a cue opens with no subject: "*In Kiew* sagte der Minister"."""
    words = sentence.words
    first = scene.clause_start(words, cue.first)
    if not scene.cues.words.verb_first or first == cue.first:
        return False
    if words[first].folded in scene.mentions.prepositions - scene.mentions.determiners:
        return True
    if all(scene.is_light(word) for word in words[first : cue.first]):
        return True
    # One capital at the head of a sentence is no name if somebody known stands behind the verb.
    alone = (
        before is not None and before not in scene.found.items and before.last - before.first == 1
    )
    return alone and behind in scene.found.items


def source_before(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The source its cue stands behind, an object in many languages: "*dem Pentagon* zufolge"."""
    start = scene.index(sentence.words[cue.first])
    before = next(scene.found.backwards(sentence.start(cue), sentence.span.start), None)
    return before if before and before.last == start else subject_before(scene, sentence, cue)


def source_of_impersonal(scene: Scene, sentence: Sentence, cue: Cue) -> Mention:
    """Who speaks where nobody is the subject: "heißt es in einer Erklärung *des Ministeriums*"."""
    words = sentence.words
    first = scene.clause_start(words, cue.first)
    clauses = [(cue.last, scene.next_mark(words, cue.last)), (first, cue.first)]
    if first == cue.first:  # "in a statement, issued on Monday, it says"
        clauses.append((0, first))
    for start, last in clauses:
        if start >= last:
            continue
        found = scene.found.starting_in(words[start].start, words[last - 1].end)
        for mention in found:
            if mention.kind != "pronoun" and not scene.is_located(mention):
                return mention
    return scene.mentions.nobody(scene.index(words[cue.first]))


def _quoted_name(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """A subject whose name stands in quotation marks: "Der *„Spiegel“* berichtete"."""
    start = sentence.start(cue)
    for quotation in sentence.quotes if scene.cues.words.verb_first else ():
        if quotation.outer.end <= start and not scene.text[quotation.outer.end : start].strip():
            words = scene.words_in(quotation.inner)
            if 0 < len(words) <= scene.cues.words.longest_subject and words[0].text[0].isupper():
                first = scene.index(words[0])
                return scene.mentions.unknown(first, first + len(words))
    return None


def _unparted(scene: Scene, sentence: Sentence, index: int) -> bool:
    """True if nothing parts a word of a sentence from the one before, not even a quotation."""
    words = sentence.words
    return scene.joined(words, index) and scene.index(words[index]) == (
        scene.index(words[index - 1]) + 1
    )


def first_subject(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """Whom a sentence is about: "*X* defended the plan, saying …", "*X* left and said …"."""
    start = sentence.start(cue)
    opening = cue.first
    while opening > 0 and scene.cues.is_adverb(sentence.words[opening - 1]):
        opening -= 1
    head = sentence.words[opening].start
    aside = scene.last_before(sentence.span.start, head) in MARKS_OF_ASIDE
    by = opening > 0 and sentence.words[opening - 1].folded in scene.cues.words.agents
    if cue.form == "gerund" and not cue.first:
        return main_subject(scene, sentence, cue)
    if cue.form == "gerund" and not (aside or by):
        return None
    quoted = [q.outer for q in sentence.quotes]
    found = scene.found.starting_in(sentence.span.start, start)
    free = (m for m in found if not any(q.overlaps(m.span) for q in quoted))
    first = next((m for m in free if not is_object(scene, m)), None)
    if first:
        return first
    words = sentence.words
    if not words or not cue.first:
        return None
    single = scene.mentions.single(scene.index(words[0]))
    unknown = cue.form == "gerund" and words[0].folded in scene.mentions.determiners
    return single or (scene.mentions.nobody(scene.index(words[0])) if unknown else None)


def main_subject(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """The subject of the clause that a gerund leads up to: "*Estimant* que …, | *Paris* …"."""
    later = next((c for c in sentence.cues if c.first > cue.first and c.kind == "verb"), None)
    if later is None or later.form == "gerund":
        return None
    subject = subject_before(scene, sentence, later)
    if subject is None or subject.span.start < sentence.start(cue):
        return None
    parted = scene.last_before(sentence.start(cue), subject.span.start) == ","
    return subject if parted else None


def follows_link(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for a cue right behind "and", "but" or "who"."""
    before = sentence.words[cue.first - 1].folded if cue.first else ""
    speech = scene.cues.words
    return before in speech.coordinators or before in speech.relatives


def shares_subject(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for ", ajoutant que", "et a ajouté que", ", and added that", ", qui a dit"."""
    if cue.form == "gerund":
        return True
    if _resumes(scene, sentence, cue):
        return True
    words, position = sentence.words, cue.first - 1
    while position > 0 and scene.cues.is_adverb(words[position]):
        position -= 1
    return position >= 0 and is_link(scene, words[position])


def _resumes(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for the main verb after a relative clause: "X, who said he would go, *said*"."""
    position = sentence.cues.index(cue)
    if not position or scene.last_before(sentence.span.start, sentence.start(cue)) != ",":
        return False
    return is_relative(scene, sentence, sentence.cues[position - 1])


def is_relative(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for the verb of a relative clause: "X, *who said*"."""
    return cue.first > 0 and _is_relative(scene, sentence.words[cue.first - 1])


def _is_relative(scene: Scene, word: Word) -> bool:
    """True for a relative; one that may also be *that* only after a comma ("X, *que* dijo")."""
    if word.folded not in scene.cues.words.relatives:
        return False
    return word.folded not in scene.cues.words.that or scene.last_before(0, word.start) == ","


def is_link(scene: Scene, word: Word) -> bool:
    """True for a word that may join a cue to the subject of the cue before it."""
    speech = scene.cues.words
    return (
        _is_relative(scene, word)
        or word.folded in speech.coordinators
        or scene.cues.is_adverb(word)
    )


def is_second(scene: Scene, word: Word) -> bool:
    """True for a word that joins a second verb to the same subject."""
    return word.folded in scene.cues.words.coordinators


def is_object(scene: Scene, mention: Mention) -> bool:
    """True if a preposition stands right before the mention, which is then no subject."""
    if scene.words[mention.first].folded in scene.mentions.oblique:
        return True
    index = mention.first
    while index > 0 and glued(scene.text, scene.words[index - 1], scene.words[index]):
        index -= 1
        if scene.words[index].folded in scene.mentions.prepositions:
            return not _is_article(scene, index)
        if scene.words[index].folded in scene.mentions.oblique:
            return True
        if scene.words[index].folded not in scene.mentions.determiners:
            return False
    return False


def _is_article(scene: Scene, index: int) -> bool:
    """True for an article that looks like a preposition, at the head of a clause."""
    if scene.words[index].folded not in scene.mentions.determiners:
        return False
    return index == 0 or not glued(scene.text, scene.words[index - 1], scene.words[index])


def _candidates(scene: Scene, sentence: Sentence, cue: Cue, end: int) -> Iterator[Mention]:
    """The mentions before a cue, the nearest first; a name of one word only right before it."""
    single = _single_before(scene, sentence, cue)
    for mention in scene.found.backwards(end, sentence.span.start):
        if mention.span.end > end or any(q.outer.overlaps(mention.span) for q in sentence.quotes):
            continue
        if single and mention.last <= single.first:
            yield single
        single = None
        yield mention
    if single:
        yield single
    head = scene.index(sentence.words[0]) if sentence.words and cue.first else -1
    opening = scene.mentions.single(head)
    if opening and not scene.found.overlapping(opening.span) and opening != single:
        yield opening  # "Abiy, back from Asmara, wrote"


def _single_before(scene: Scene, sentence: Sentence, cue: Cue) -> Mention | None:
    """A one-word name right before a cue: "Stoltenberg a expliqué", "Macron, qui dit"."""
    position = cue.first - 1
    while position >= 0 and (
        scene.cues.is_adverb(sentence.words[position])
        or sentence.words[position].folded in scene.cues.words.relatives
    ):
        position -= 1
    if position < 0:
        return None
    word = sentence.words[position]
    if scene.cues.words.verb_opens and not scene.mentions.is_known_person(word):
        return None
    return scene.mentions.single(scene.index(word))


def _opens_relative(scene: Scene, gap: str) -> bool:
    """True for ", who": the antecedent of a relative clause may be an object."""
    return gap.strip(" ,").lower() in scene.cues.words.relatives


def _head_of_apposition(scene: Scene, mention: Mention) -> Mention:
    """The name that a role stands beside: "*Maxar*, a satellite imagery company, said"."""
    if mention.first == 0:
        return mention
    if mention.kind == "party":
        return _named_in_apposition(scene, mention)
    if mention.kind not in ("role", "group"):
        return mention
    before = scene.words[mention.first - 1]
    end = mention.span.end
    if scene.text[before.end : mention.span.start] != ", " or scene.text[end : end + 1] != ",":
        return mention  # "…, two officials said": no comma closes it
    nearest = next(scene.found.backwards(mention.span.start), None)
    known = nearest if nearest and nearest.last == mention.first else None
    name = known or scene.mentions.single(mention.first - 1)
    if name is None or name.kind == "pronoun" or is_object(scene, name):
        return mention
    return name._replace(role=name.role or mention.role, party=name.party or mention.party)


def _stands_beside(scene: Scene, sentence: Sentence, name: Mention) -> bool:
    """True for a name beside a role that no list knows: "a top strategist, *John Weaver*, said"."""
    words, text = sentence.words, scene.text
    if name.kind != "person" or scene.last_before(sentence.span.start, name.span.start) != ",":
        return False
    first = next((i for i, word in enumerate(words) if word.start >= name.span.start), len(words))
    start = scene.clause_start(words, first - 1) if first else 0
    role = words[start:first]
    determined = bool(role) and role[0].folded in scene.mentions.determiners
    return (
        determined and text[name.span.end : name.span.end + 1] == "," and not scene.has_verb(role)
    )


def _named_in_apposition(scene: Scene, name: Mention) -> Mention:
    """The role that a name stands beside: "*the mission, ATMIS*, announced"."""
    role = next(scene.found.backwards(name.span.start), None)
    end = name.span.end
    if role is None or role.kind not in ("role", "group") or scene.text[end : end + 1] != ",":
        return name
    if scene.text[role.span.end : name.span.start] != ", ":
        return name
    span = Span(start=role.span.start, end=end)
    return name._replace(span=span, first=role.first, role=role.role, kind="group")


def _can_part(scene: Scene, sentence: Sentence, start: int, end: int, *, closed: bool) -> bool:
    """True if ``text[start:end]`` may stand between a subject and its verb.

    `closed`: the subject ends in an apposition, which a comma closes.
    """
    aside = _BRACKETS.match(scene.text, start, end)
    if aside:  # "Sanders (I-Vt.) said"
        start = aside.end()
    gap = scene.text[start:end]
    if not _ENDS.isdisjoint(gap):
        return False
    if any(q.outer.start < end and start < q.outer.end for q in sentence.quotes):
        return False
    core = gap.strip()
    if not core:
        return True
    if scene.cues.words.verb_opens:
        between = _words_between(sentence, start, end)
        light = all(scene.is_light(word) and not is_second(scene, word) for word in between)
        return (light and "," not in gap) or _opens_relative(scene, gap)
    if core == ",":
        return closed
    words = _words_between(sentence, start, end)
    if all(scene.is_light(word) for word in words):
        # "Wojsko opuści Niger do końca grudnia, zapowiedział …": the comma ends a clause.
        return not core.endswith(",") or core.startswith(",")
    speech = scene.cues.words
    if core.startswith(",") and core.endswith(","):
        if words[0].folded in speech.relatives:
            return True
        noun = words[0].folded in scene.mentions.determiners  # "X, *a talk show host*, said"
        return not any(
            scene.has_verb((word,)) and not (noun and scene.cues.is_infinitive(word))
            for word in words
        )
    if core.endswith(",") and core.count(",") > 1:  # "Zeldin of New York, a supporter, said"
        adjunct = words[0].folded in scene.mentions.prepositions
        return adjunct and not scene.has_verb(words)
    if core.startswith(","):
        return words[0].folded in speech.relatives and len(words) <= 2
    if core.startswith("(") and core.endswith(")"):
        return True
    second = any(word.folded in speech.coordinators for word in words)
    short = len(words) <= _LONGEST_ADJUNCT
    return "," not in core and short and not second and not scene.has_verb(words)


def _words_between(sentence: Sentence, start: int, end: int) -> Sequence[Word]:
    return [word for word in sentence.words if start <= word.start and word.end <= end]
