"""Where the content of an attribution starts and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recul.extraction.cues import Cue
from recul.extraction.lexicon import Word
from recul.extraction.numbers import begins_number
from recul.extraction.patterns import phrases
from recul.extraction.quantity_words import quantity_reader
from recul.extraction.scene import COMMAS, JOINTS, Scene, Sentence
from recul.extraction.segments import Quotation
from recul.extraction.speaker_words import Mention
from recul.extraction.subjects import (
    before_adverbs,
    is_link,
    is_relative,
    main_subject,
    shares_subject,
    subject_after,
    subject_before,
)
from recul.model import Modality, Span

END = " \u00a0\u202f,;:.!?…–—-"
_ENDS = frozenset(".!?;:…»”")
FRAGMENT = 3
"""A quotation of up to this many words without a full stop is a fragment of its sentence."""
_THAT_WINDOW = 14
"""Words between a verb and its *that*: "a déclaré mercredi à Bruxelles devant la presse que"."""
_OVER_WINDOW = 9
"""Words between a verb and the link after its object: "accuse *le gouvernement de Kiev* de"."""
_SMALL_WORDS = 2
"""Words between a mark and a subject that belong to its noun phrase ("two", "one other")."""
PARTED = ',»”"’›“«?!'
"""What stands between a content and the attribution behind it."""
_LEADS = (":", ",")
_COLON_WINDOW = 80
"""Characters between a verb and the colon before its quotation."""
_ADDRESSEE = 2
"""Words between a verb and its *that* which may tell to whom it is said."""
_OPENING = 3
"""More words than a conjunction has that begins a clause behind a comma ("in the meantime")."""
_SHORT_TAIL = 6
"""Words after a parenthetical attribution that has no verb of its own."""


class Start(NamedTuple):
    """Where a content starts; `quotation` if that is all of it."""

    position: int
    quotation: Quotation | None = None
    end: int | None = None
    """Where it ends, if that is told by what closes the frame of its verb."""


def is_full(scene: Scene, quotation: Quotation) -> bool:
    """True for a quotation that is a sentence of its own, not a fragment of another."""
    inner = quotation.inner.of(scene.text)
    first = inner.lstrip("(«“\"'")[:1]
    own = first.isupper() or first == first.lower() == first.upper() or inner[-1] in ".!?…,"
    return own and len(scene.words_in(quotation.inner)) > FRAGMENT


def trimmed_end(scene: Scene, content: Span) -> int:
    """The end of a content without the full stop of its sentence."""
    end = content.end
    while end > content.start and scene.text[end - 1] in ".!…;:":
        end -= 1
    return end


def is_parenthetical(
    scene: Scene, sentence: Sentence, cue: Cue, before: Mention | None, after: Mention | None
) -> bool:
    """True if the content stands before the attribution (or around it)."""
    if cue.form == "gerund" or (cue.impersonal and find_that(scene, sentence, cue) is not None):
        return False
    if cue.pronoun is not None:
        return True
    start = sentence.start(cue)
    opening = (
        opening_of(scene, sentence, before) if before else before_adverbs(scene, sentence, cue)
    )
    lead = scene.mark_before(sentence.span.start, opening)
    if _is_dashed(scene, sentence, opening):
        lead = ","
    if scene.cues.words.verb_first and (
        before
        or _goes_on_after(scene, sentence, cue)
        or phrases(scene.cues.words.subordinators).at(scene.text, sentence.words, 0)
    ):
        return False
    if before is None:
        closed = after is not None and bool(lead) and lead in PARTED
        return closed and not _goes_on_behind(scene, sentence, cue, after)
    if not lead or lead not in PARTED:
        return False
    quoted_after = any(q.outer.start > start for q in sentence.quotes)
    words = sentence.words
    quoted_before = any(
        not scene.text[q.outer.end : opening].strip(COMMAS)
        for q in sentence.quotes
        if q.outer.end <= opening and (is_full(scene, q) or cue.last == len(words))
    )
    if quoted_before and find_that(scene, sentence, cue) is None:
        return True  # "« … », il a dit au téléphone"
    tail = scene.skip(words, cue.last, commas=False)
    if tail >= len(words):
        return not any(q.outer.start >= words[-1].end for q in sentence.quotes)
    gap = scene.gap(words, tail)
    gerund = any(other.form == "gerund" and other.first == tail for other in sentence.cues)
    if gerund and gap.strip() == ",":
        return True  # "…, X said, adding: « … »"
    if cue.syntax.bare and not quoted_after and _linked(scene, words, cue, tail):
        return False
    if cue.syntax.bare and not quoted_after:
        place = words[tail].folded in scene.mentions.prepositions
        if place and find_that(scene, sentence, cue) is None:
            return True  # "…, officials said in a briefing."
    object_follows = cue.syntax.object and _opens_object(scene, words[tail])
    short = len(words) - tail <= _SHORT_TAIL and not scene.has_verb(words[tail:])
    if cue.syntax.bare and short and not object_follows:
        return not quoted_after  # "…, X told a meeting in Vienna."
    return gap.strip().startswith(",") and not scene.is_that(words, tail)


def _is_dashed(scene: Scene, sentence: Sentence, position: int) -> bool:
    """True if a dash alone parts what is said from what stands at `position`."""
    return any(
        q.outer == q.inner and not scene.text[q.outer.end : position].strip(COMMAS)
        for q in sentence.quotes
        if q.outer.end <= position
    )


def _linked(scene: Scene, words: Sequence[Word], cue: Cue, position: int) -> bool:
    """True for a word that joins the content to its cue ("vows *to* go")."""
    return phrases(cue.syntax.links).at(scene.text, words, position) is not None


def opening_of(scene: Scene, sentence: Sentence, subject: Mention) -> int:
    """Where the noun phrase of a subject starts, small words before it and all ("*only two* X")."""
    words = sentence.words
    first = next((i for i, w in enumerate(words) if w.start >= subject.span.start), len(words))
    position = first
    while position > max(0, first - _SMALL_WORDS) and _goes_on(scene, words, position):
        position -= 1
    at_head = position == 0 or position == len(words) or not scene.joined(words, position)
    return words[position].start if at_head and position < first else subject.span.start


def _goes_on(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True if the word before `position` may belong to the noun phrase that starts there."""
    if position < len(words) and not scene.joined(words, position):
        return False
    word = words[position - 1]
    if scene.is_that(words, position - 1):
        return False  # ", ce *que* Kigali dément"
    return not scene.has_verb([word]) and word.folded not in scene.mentions.prepositions


def _goes_on_after(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """True for "Nach dem Treffen, sagte X, *dass* …" and for a colon: the content comes after."""
    if find_that(scene, sentence, cue) is not None:
        return True
    colon = scene.text.find(":", sentence.place(cue).end, sentence.span.end)
    return colon >= 0 and any(q.outer.start > colon for q in sentence.quotes)


def _goes_on_behind(scene: Scene, sentence: Sentence, cue: Cue, subject: Mention | None) -> bool:
    """True where what is said stands behind its subject: "in Moscow, said *X* that …"."""
    if subject is None or not scene.cues.words.verb_opens:
        return False
    words, start = sentence.words, sentence.start(cue)
    position = next((i for i, w in enumerate(words) if w.start >= subject.span.end), len(words))
    position = scene.skip(words, position, commas=False)
    before = [q.outer.end for q in sentence.quotes if q.outer.end <= start]
    if before and not scene.text[before[-1] : start].strip(COMMAS):
        return position < len(words) and scene.is_that(words, position)
    end = words[position].start if position < len(words) else sentence.span.end
    if any(subject.span.end <= q.outer.start < end for q in sentence.quotes):
        return True
    return position < len(words) and not scene.text[subject.span.end : end].strip(JOINTS + ":")


def start_after(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention | None
) -> Start | None:
    """Where the content after a cue starts; None if none does."""
    words = sentence.words
    cue_end = words[cue.last - 1].end
    position = scene.skip(words, cue.last, commas=True)
    following = words[position].start if position < len(words) else sentence.span.end
    if cue.close is not None and cue.close == position:
        position = scene.skip(words, cue.close + 1, commas=True)
        following = words[position].start if position < len(words) else sentence.span.end
    opening = next((q for q in sentence.quotes if q.outer.start >= cue_end), None)
    if opening and opening.outer.start < following:
        return _quoted(scene, sentence, cue, opening, mention)
    that = find_that(scene, sentence, cue)
    if mention and _is_negated_infinitive(scene, words, position):
        return Start(words[position].start)
    object_first = (
        cue.syntax.object
        and position < len(words)
        and that != position
        and _opens_object(scene, words[position])
        and not _leads_to_name(scene, words, position)
        and not cue.syntax.addressed
        and not (scene.cues.words.bare_nouns and that is not None and that - position <= _ADDRESSEE)
    )  # in "confirm the pull-back that Moscow announced" the clause is the noun's
    if that is not None and mention and not object_first:
        return Start(words[_before_that(scene, sentence, cue, that)].start)
    if cue.close is not None:
        return _start_in_frame(scene, sentence, cue, mention, position)
    if mention and position >= len(words) and cue.syntax.itself:
        return Start(words[cue.last - 1].start)
    if mention is None or position >= len(words) or mention.first == scene.index(words[position]):
        return None
    if ":" in scene.text[cue_end:following]:
        return Start(following)
    position = _past_aside(scene, words, position)
    found = _start_by_syntax(scene, sentence, cue, position)
    if found is None and opening and is_full(scene, opening):
        lead = scene.text[cue_end : opening.outer.start]
        marked = lead.rstrip()[-1:] in _LEADS and len(lead) < _COLON_WINDOW
        if marked and (lead.rstrip().endswith(":") or _is_adjunct(scene, sentence, cue, opening)):
            return Start(opening.outer.start, opening)  # "a prévenu les habitants : « … »"
    return found or (Start(words[cue.last - 1].start) if cue.syntax.itself else None)


def _past_aside(scene: Scene, words: Sequence[Word], position: int) -> int:
    """Past an adjunct between commas behind a verb: "pidió, *por 22 votos*, el retiro"."""
    if scene.joined(words, position) or scene.gap(words, position).strip() != ",":
        return position
    last = scene.next_mark(words, position + 1)
    if last >= len(words) or scene.gap(words, last).strip() != ",":
        return position
    adjunct = words[position].folded in scene.mentions.prepositions
    return last if adjunct and not scene.has_verb(words[position:last]) else position


def _is_adjunct(scene: Scene, sentence: Sentence, cue: Cue, opening: Quotation) -> bool:
    """True for nothing but an adjunct before a quotation: "wrote *to his voters*, « … »"."""
    between = [w for w in sentence.words[cue.last :] if w.start < opening.outer.start]
    return (
        bool(between)
        and between[0].folded in scene.mentions.prepositions
        and not scene.has_verb(between)
        and scene.next_mark(between, 1) == len(between)
    )


def _leads_to_name(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for an article that is a preposition here: "pediu *a* Putin que"."""
    both = scene.mentions.determiners & scene.mentions.prepositions
    if words[position].folded not in both or position + 1 == len(words):
        return False
    return words[position + 1].text[0].isupper()


def _start_by_syntax(scene: Scene, sentence: Sentence, cue: Cue, position: int) -> Start | None:
    """Where the content starts by what its verb takes: a link, an infinitive, a noun, a clause."""
    words, syntax = sentence.words, cue.syntax
    word = words[position]
    link = phrases(syntax.links).at(scene.text, words, position)
    over = _find_over(scene, sentence, cue, position) if syntax.over else None
    if link is None and scene.cues.words.bare_nouns:
        addressed = _linked_behind(scene, sentence, cue, position)
        if addressed is not None:
            return Start(words[addressed].start)
    if link and (over is None or _takes_infinitive(scene, words, link.last)):
        return Start(word.start)
    if over is not None:
        return Start(over)  # "instó a Kiev | a retirarse": the first link is its object's
    if syntax.addressed:
        beyond = _past_addressee(scene, words, position)
        if beyond is not None:
            return Start(words[beyond].start)
    if syntax.infinitive and scene.cues.is_infinitive(word):
        return Start(word.start)
    skipped = position > cue.last  # "exige, lui, un retrait": the commas are the adverb's
    parted = not scene.joined(words, position)
    if not skipped and parted and not syntax.bare:
        return None
    if syntax.object and _opens_object(scene, word):
        return Start(word.start)
    if scene.cues.words.parted and syntax.bare:
        clause = _parted_clause(scene, words, cue.last)
        return Start(words[clause].start) if clause is not None else None
    place = word.folded in scene.mentions.prepositions and not _counts(scene, words, position)
    bare = syntax.bare and (not place or (parted and scene.cues.words.parted))
    return Start(word.start) if bare else None


def _takes_infinitive(scene: Scene, words: Sequence[Word], position: int) -> bool:
    return any(scene.cues.is_infinitive(word) for word in words[position : position + 2])


def _linked_behind(scene: Scene, sentence: Sentence, cue: Cue, position: int) -> int | None:
    """The link behind a word that tells to whom it is said: "повідомили Місії | *про* …"."""
    words, index = sentence.words, position + 1
    if cue.syntax.object or words[position].folded in scene.mentions.prepositions:
        return None
    if index >= len(words) or not scene.joined(words, index):
        return None
    return index if phrases(cue.syntax.links).at(scene.text, words, index) else None


def _past_addressee(scene: Scene, words: Sequence[Word], position: int) -> int | None:
    """The word after whom something is said to ("told *him* | she worries"); None if nobody is."""
    mention = scene.mention_at(scene.index(words[position]))
    beyond = position
    if words[position].folded in scene.cues.words.object_pronouns:
        beyond = position + 1
    elif clause := _clause_behind(scene, words, position):
        return clause
    elif mention and mention.kind != "pronoun":
        while beyond < len(words) and words[beyond].start < mention.span.end:
            beyond += 1
    starts = position < beyond < len(words) and scene.joined(words, beyond)
    return beyond if starts and words[beyond].folded not in scene.mentions.prepositions else None


def _clause_behind(scene: Scene, words: Sequence[Word], position: int) -> int | None:
    """Where a clause starts behind a noun that is spoken to: "assured voters | *he* would go"."""
    for later in range(position + 1, min(len(words), position + _OVER_WINDOW)):
        if not scene.joined(words, later) or scene.has_verb(words[later : later + 1]):
            return None
        mention = scene.mention_at(scene.index(words[later]))
        subject = words[later].folded in scene.cues.words.subjects
        if subject or (mention is not None and mention.kind == "pronoun"):
            small = words[later - 1].folded in scene.mentions.prepositions
            return None if small else later
    return None


def _start_in_frame(
    scene: Scene, sentence: Sentence, cue: Cue, mention: Mention | None, position: int
) -> Start | None:
    """Where the content of a framed verb starts: behind its end, or between beginning and end."""
    words, syntax, close = sentence.words, cue.syntax, cue.close
    if mention is None or close is None:
        return None
    behind = next((q for q in sentence.quotes if q.outer.start >= words[close].end), None)
    after = words[close + 1].start if close + 1 < len(words) else sentence.span.end
    if behind and behind.outer.start < after:
        return _quoted(scene, sentence, cue, behind, mention)
    if cue.impersonal:
        clause = _parted_clause(scene, words, close + 1)
        told = clause is not None and is_told(scene, words[clause:])
        return Start(words[clause].start) if clause is not None and told else None
    clause = _parted_clause(scene, words, close + 1) if syntax.bare else None
    if clause is not None:
        return Start(words[clause].start)
    inside = position
    end = words[close - 1].end
    over = phrases(syntax.over)
    for index in range(position, close):
        if syntax.over and over.at(scene.text, words, index):
            return Start(words[index].start, end=end)
    while inside < close:
        if phrases(syntax.links).at(scene.text, words, inside):
            return Start(words[inside].start, end=end)
        if syntax.object and _opens_object_inside(scene, words, inside, first=position):
            return Start(words[inside].start, end=end)
        inside += 1
    return None


def _parted_clause(scene: Scene, words: Sequence[Word], position: int) -> int | None:
    """The first clause behind a mark from the word at `position` on: "sagte X, *man ziehe ab*".

    Between two marks, what has no verb is an apposition and what ends in its verb is a relative
    clause; neither is content.
    """
    position = scene.next_mark(words, position)
    while position < len(words):
        gap = scene.gap(words, position)
        if ";" in gap or gap.strip(COMMAS + ":("):
            return None
        last = scene.next_mark(words, position + 1)
        piece = words[position:last]
        if ":" in gap:
            return position
        if phrases(scene.cues.words.subordinators).at(scene.text, words, position):
            return None
        if scene.is_finite(words[position]) and words[position].text.islower():
            return None  # the verb of a main clause, which what stands before it opens
        clause = _is_clause(scene, piece)
        if (clause or last == len(words)) and not _is_relative(scene, piece):
            return position
        position = last
    return None


def _is_clause(scene: Scene, piece: Sequence[Word]) -> bool:
    """True if the words have a finite verb or an infinitive with its mark ("*zu* ziehen")."""
    marks = scene.cues.words.infinitive_marks
    return any(
        scene.is_finite(word) or word.folded in marks or _is_infinitive(scene, word)
        for word in piece
    )


def is_told(scene: Scene, words: Sequence[Word], *, clause: bool = False) -> bool:
    """True for words in the mood of reported speech, or, unless `clause`, in the infinitive."""
    marks = scene.cues.words.infinitive_marks
    for word in words:
        if scene.hearsay is not None and scene.hearsay.begins(word.folded):
            return True
        if not clause and (word.folded in marks or _is_infinitive(scene, word)):
            return True
    return False


def _is_infinitive(scene: Scene, word: Word) -> bool:
    """True for an infinitive with its mark inside ("ab*zu*ziehen")."""
    marks, endings = scene.cues.words.infinitive_marks, scene.cues.words.infinitive
    return word.folded.endswith(endings) and any(mark in word.folded[2:-3] for mark in marks)


def _is_relative(scene: Scene, piece: Sequence[Word]) -> bool:
    """True for a clause that goes on about a noun: its verb comes last ("den Abzug, *der* …")."""
    opens = piece[0].folded in scene.cues.words.relatives
    return opens and not _is_clause(scene, piece[:-1]) and not _is_infinitive(scene, piece[-1])


def _opens_object_inside(scene: Scene, words: Sequence[Word], index: int, *, first: int) -> bool:
    """True for a word that opens an object inside a frame, behind adverbials or at once."""
    word, small = words[index], scene.mentions.prepositions | scene.mentions.determiners
    if not scene.joined(words, index) or word.folded in scene.cues.words.object_pronouns:
        return False
    if word.folded in scene.cues.words.nobody and words[index + 1].folded in small:
        return False  # "hatte *das* mit Verweis auf … abgelehnt"
    opens = word.folded in scene.cues.words.object_determiners
    if index == first:
        return opens or not (word.folded in small or scene.is_light(word))
    return opens and words[index - 1].folded not in small


def _before_that(scene: Scene, sentence: Sentence, cue: Cue, that: int) -> int:
    """Where a clause starts, the word that holds its place and all: "обвинил | *в том, что* …"."""
    words, first = sentence.words, that - 2
    if first < cue.last or words[that - 1].folded not in scene.cues.words.correlatives:
        return that
    return first if words[first].folded in scene.mentions.prepositions else that - 1


def _is_negated_infinitive(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for "(dit) *ne pas avoir* vu": the negation is the content's, not the cue's."""
    if position >= len(words) or not scene.opens_negation(words[position]):
        return False
    position += 1
    while position < len(words) and scene.cues.is_adverb(words[position]):
        position += 1
    return position < len(words) and scene.cues.is_infinitive(words[position])


def _quoted(
    scene: Scene, sentence: Sentence, cue: Cue, opening: Quotation, mention: Mention | None
) -> Start | None:
    """A quotation right after a cue: the content itself, or the start of a mixed one."""
    rest = scene.text[opening.outer.end : sentence.span.end].strip(END)
    if not rest or is_full(scene, opening) or cue.syntax.quoted_only:
        return Start(opening.outer.start, opening)
    return Start(opening.outer.start) if mention else None


def find_that(scene: Scene, sentence: Sentence, cue: Cue) -> int | None:
    """The word that opens the clause a verb of saying takes."""
    words, bare = sentence.words, cue.syntax.bare
    first = scene.skip(words, cue.last, commas=False)
    adjunct = first < len(words) and words[first].folded in scene.mentions.prepositions
    adjunct = adjunct or scene.cues.words.parted  # there a comma stands before any clause
    if bare and first < len(words) and not (adjunct or cue.syntax.addressed):
        return first if scene.is_that(words, first) else None  # the clause has begun
    begin = cue.last
    if scene.cues.words.verb_opens:  # past "who asked not to be named"
        begin = min(scene.skip(words, begin, commas=True), max(begin, len(words) - 1))
    for position in range(begin, min(len(words), begin + _THAT_WINDOW)):
        parted = position > begin or begin == cue.last
        gap = _unquoted(scene, sentence, words, position) if parted else ""
        if not _ENDS.isdisjoint(gap):
            return None
        if bare and "," in gap and not adjunct:
            return None  # in "said it left, and that …" the clause has begun
        if any(other.form == "gerund" and other.first == position for other in sentence.cues):
            return None  # "a démenti, *affirmant* que …"
        before = words[position - 1].folded if position > cue.last else ""
        if scene.is_that(words, position) and before not in scene.cues.words.not_that:
            second = words[position - 1].folded in scene.cues.words.coordinators
            return None if second else position  # "and that" belongs to a verb before
        if (
            bare
            and "," in gap
            and scene.has_verb(words[position : scene.next_mark(words, position + 1)])
        ):
            return None  # "sagte X, man ziehe ab, und dass …"
        if position == cue.close:
            continue
        if bare and scene.cues.is_auxiliary(words[position]):
            return None
        named = cue.syntax.addressed and words[position].text[0].isupper()  # "told the *Post* that"
        if position > cue.last and scene.cues.is_verb(words[position]) and not named:
            return None
    return None


def _unquoted(scene: Scene, sentence: Sentence, words: Sequence[Word], position: int) -> str:
    """What stands before a word, names in quotation marks left out ("told “This Week” that")."""
    gap = scene.gap(words, position)
    start = words[position - 1].end
    if scene.is_that(words, position):
        return gap
    for quotation in sentence.quotes:
        outer = quotation.outer
        inside = start <= outer.start and outer.end <= words[position].start
        if inside and not is_full(scene, quotation):
            return gap[: outer.start - start] + gap[outer.end - start :]
    return gap


def _find_over(scene: Scene, sentence: Sentence, cue: Cue, position: int) -> int | None:
    """Where the content starts after an object ("accuse Kiev | de préparer")."""
    over = phrases(cue.syntax.over)
    words = sentence.words
    known = scene.mention_at(scene.index(words[position])) is not None
    small = scene.mentions.prepositions
    known = known or words[position].folded in small - scene.mentions.determiners
    known = known or _is_bare_noun(scene, words[position])
    if not known and words[position].folded not in scene.mentions.determiners:
        return None
    first: int | None = None
    for index in range(position + 1, min(len(words), position + _OVER_WINDOW)):
        if not scene.joined(words, index):
            break
        if scene.cues.words.parted and not scene.joined(words, index):
            return None
        if over.at(scene.text, words, index) and not _inside_mention(scene, words[index]):
            if words[index - 1].folded in small and words[index].folded in _articles(scene):
                continue  # "anunció a | los periodistas la retirada"
            if any(scene.cues.is_infinitive(word) for word in words[index + 1 : index + 4]):
                return words[index].start  # "exhorte les membres de l'alliance | à agir"
            if first is None and (known or not cue.syntax.object):
                first = words[index].start  # "accuse Kiev | d'une attaque"
    return first


def _articles(scene: Scene) -> frozenset[str]:
    return scene.mentions.determiners - scene.mentions.prepositions


def _inside_mention(scene: Scene, word: Word) -> bool:
    around = scene.found.overlapping(Span(start=word.start, end=word.end))
    return any(mention.span.start < word.start for mention in around)


def _counts(scene: Scene, words: Sequence[Word], position: int) -> bool:
    """True for a preposition that hedges a number: "said *about* 1,500 soldiers had left"."""
    if phrases(quantity_reader(scene.pack).hedges).at(scene.text, words, position) is None:
        return False
    return any(word.text[0].isdigit() for word in words[position + 1 : position + 4])


def _opens_object(scene: Scene, word: Word) -> bool:
    speech = scene.cues.words
    return (
        begins_number(word, scene.pack)  # "counted *eleven* trucks"
        or word.folded in scene.mentions.determiners
        or word.folded in speech.object_determiners
        or word.folded in speech.object_pronouns
        or (speech.object_names and scene.mention_at(scene.index(word)) is not None)
        or _is_bare_noun(scene, word)
    )


def _is_bare_noun(scene: Scene, word: Word) -> bool:
    """True for a noun or an adjective, as far as the pack knows, that needs no article here."""
    speech = scene.cues.words
    if not (speech.bare_objects or speech.bare_nouns):
        return False
    known = scene.is_light(word) or scene.cues.is_infinitive(word) or scene.opens_negation(word)
    small = word.folded in speech.coordinators or word.folded in speech.nobody
    named = scene.mention_at(scene.index(word)) is not None or word.text[0].isupper()
    if known or small or (named and not speech.bare_nouns):
        return False
    return scene.mentions.is_nominal(word)


def end_after(scene: Scene, sentence: Sentence, index: int, start: int) -> int:
    """Where the content after a cue ends: at the next attribution of its rank, or the end."""
    return min(_end_by_cue(scene, sentence, index, start), semicolon(scene, sentence, start))


def before_contrast(scene: Scene, sentence: Sentence, cue: Cue, content: Span) -> int:
    """Where a content without a clause of its own ends: at ", but" and at ", while".

    What is confirmed or promised is a noun phrase or an infinitive, and another clause no part
    of it: "confirmed the dismantling of two posts, *but* one stayed".
    """
    words = [word for word in sentence.words if content.start <= word.start < content.end]
    if cue.syntax.bare or not words or scene.is_that(words, 0):
        return content.end
    contrasts = phrases(scene.cues.words.contrasts)
    for position in range(1, len(words)):
        if scene.joined(words, position) or scene.gap(words, position).strip() != ",":
            continue
        joins = words[position].folded in scene.cues.words.coordinators
        if joins or contrasts.at(scene.text, words, position):
            return words[position - 1].end
    return content.end


def before_quotation(scene: Scene, sentence: Sentence, start: int, end: int) -> int:
    """Where a content ends that a colon and a whole quotation follow: that is another one."""
    for quotation in sentence.quotes:
        opening = quotation.outer.start
        if start < opening < end and is_full(scene, quotation):
            lead = scene.text[start:opening].rstrip()
            if lead.endswith(":") and len(lead.split()) > 1:
                return start + len(lead) - 1
    return end


def semicolon(scene: Scene, sentence: Sentence, start: int) -> int:
    """The first semicolon outside quotations, which ends a content; else the sentence's end."""
    position = start
    for quotation in sentence.quotes:
        found = scene.text.find(";", position, max(position, quotation.outer.start))
        if found >= 0:
            return found
        position = max(position, quotation.outer.end)
    found = scene.text.find(";", position, sentence.span.end)
    return found if found >= 0 else sentence.span.end


def _end_by_cue(scene: Scene, sentence: Sentence, index: int, start: int) -> int:
    cue = sentence.cues[index]
    if cue.form == "gerund" and not cue.first:
        subject = main_subject(scene, sentence, cue)
        comma = scene.text.rfind(",", start, subject.span.start) if subject else -1
        if comma >= 0:
            return comma  # "*Estimant* que …, | Paris a …"
    clause = _end_of_subordinate(scene, sentence, index, start)
    if clause is not None:
        return clause
    relative = is_relative(scene, sentence, sentence.cues[index])
    for later in sentence.cues[index + 1 :]:
        head = sentence.start(later)
        if later.kind == "noun" or head <= start:
            continue
        if relative and scene.last_before(start, head) == ",":
            return head  # "X, who said he would stay, said"
        if later.kind == "according":
            if scene.last_before(start, head) == "," and not _opens(scene, sentence, start, head):
                return head
            continue
        if later.kind == "verb" and scene.cues.words.contrasts:
            contrast = _contrast(scene, sentence, start, later)
            if contrast is not None and subject_before(scene, sentence, later):
                return contrast
        end = _main_resumes(scene, sentence, later, start)
        if end is None:
            end = _next_speaker(scene, sentence, later, start)
        if end is None and _starts_shared(scene, sentence, sentence.cues[index], later):
            end = _before_links(scene, sentence, later)
            if end <= start:
                continue
        if end is not None:
            return end
    return sentence.span.end


def _end_of_subordinate(scene: Scene, sentence: Sentence, index: int, start: int) -> int | None:
    """The comma after which the main clause begins, of a cue in "After X said …, Y wrote"."""
    cue = sentence.cues[index]
    opens = phrases(scene.cues.words.subordinators).at(scene.text, sentence.words, 0)
    if opens is None or cue.first < opens.last:
        return None
    if "," in scene.text[sentence.span.start : sentence.start(cue)]:
        return None
    position = start
    for quotation in [*sentence.quotes, None]:
        limit = quotation.outer.start if quotation else sentence.span.end
        comma = scene.text.find(",", position, max(position, limit))
        if comma >= 0:
            return comma
        position = max(position, quotation.outer.end if quotation else position)
    return None


def _contrast(scene: Scene, sentence: Sentence, start: int, later: Cue) -> int | None:
    """Where a clause sets what another one says against a content: "…, tandis que X affirme"."""
    patterns = phrases(scene.cues.words.contrasts)
    words = sentence.words
    for position in range(later.first - 1, 0, -1):
        if words[position].start <= start:
            return None
        if not scene.joined(words, position):
            found = patterns.at(scene.text, words, position)
            return words[position].start if found else None
    return None


def _opens(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """True if a content has only its *that* before `end`: "a dit *que*, selon la Finul, …"."""
    words = [word for word in sentence.words if start <= word.start < end]
    return len(words) == 1


def _main_resumes(scene: Scene, sentence: Sentence, later: Cue, start: int) -> int | None:
    """Where a later attribution ends the content: "…, X said", or "X, who asked …, said"."""
    if later.kind != "verb":
        return None
    head = sentence.start(later)
    if later.pronoun is not None:  # "…, note-t-elle dans son rapport"
        return head if scene.last_before(start, head) == "," else None
    subject = subject_before(scene, sentence, later)
    if subject is None:
        if scene.cues.words.verb_opens:
            return _next_clause(scene, sentence, later, start)
        inverted = scene.last_before(start, head) == ","
        return head if inverted and subject_after(scene, sentence, later) else None
    if subject.span.start > start:
        if scene.cues.words.verb_opens:
            return _next_subject(scene, sentence, subject, start)
        post = is_parenthetical(scene, sentence, later, subject, None)
        return subject.span.start if post else None
    comma = scene.text.rfind(",", start, head)
    resumes = comma >= 0 and not scene.text[comma + 1 : head].strip()
    return comma if resumes and subject.span.end <= start else None


def _next_speaker(scene: Scene, sentence: Sentence, later: Cue, start: int) -> int | None:
    """Where somebody else speaks in a clause joined to a content: "…, *and* Kyiv said"."""
    if later.kind != "verb" or later.form != "finite" or scene.cues.words.verb_opens:
        return None
    words = sentence.words
    first = scene.clause_start(words, later.first)
    if first == 0 or words[first].start <= start or scene.gap(words, first).strip() != ",":
        return None
    relative = words[first].folded in scene.cues.words.relatives
    if relative or scene.is_that(words, first):
        return None
    joins = words[first].folded in scene.cues.words.coordinators
    if first + joins == later.first or scene.has_verb(words[first + joins : later.first]):
        return None
    subject = subject_before(scene, sentence, later)
    if subject is None:
        return None
    # "…, Kyiv says" after what it says stands in English; elsewhere "says Kyiv" does.
    beside = subject.span.end == words[later.first - 1].end and not scene.cues.words.object_names
    goes_on = later.last < len(words) and scene.joined(words, later.last)
    goes_on = goes_on and "," not in scene.text[start : words[first - 1].end]
    return words[first - 1].end if joins or (beside and goes_on) else None


def _next_clause(scene: Scene, sentence: Sentence, later: Cue, start: int) -> int | None:
    """Where a verb and the subject behind it begin a clause: "…, *while* the minister said"."""
    head = _before_links(scene, sentence, later)
    linked = head < sentence.start(later) or scene.last_before(start, head) == ","
    if head <= start or not linked or not subject_after(scene, sentence, later):
        return None
    comma = scene.text.rfind(",", start, head)
    near = comma > start and len(scene.text[comma + 1 : head].split()) < _OPENING
    return comma if near else head


def _next_subject(scene: Scene, sentence: Sentence, subject: Mention, start: int) -> int | None:
    """Where a subject before its verb begins a clause: "…, *but* the Kremlin ruled out"."""
    first = next(i for i, word in enumerate(sentence.words) if word.start >= subject.span.start)
    linked = first
    while linked > 0 and is_link(scene, sentence.words[linked - 1]):
        linked -= 1
    head = sentence.words[linked].start
    parted = scene.last_before(start, head) == ","
    return head if head > start and parted and linked < first else None


def _starts_shared(scene: Scene, sentence: Sentence, earlier: Cue, cue: Cue) -> bool:
    """True if a later cue goes on with the subject of an earlier one ("…, et ajouté que …")."""
    if cue.form == "gerund":
        before = sentence.words[cue.first - 1].folded if cue.first else ""
        joined = earlier.form == "gerund" and before in scene.cues.words.coordinators
        first = cue.first
        while first > 0 and scene.cues.is_adverb(sentence.words[first - 1]):
            first -= 1
        return joined or scene.comma_before(sentence.span.start, sentence.words[first].start)
    if earlier.syntax.bare and cue.modality in (Modality.HOPED, Modality.HEDGED):
        return False  # "says he is proud and expects to win": that is said, too
    takes = cue.syntax.bare or cue.syntax.object or bool(cue.syntax.links)
    return (
        shares_subject(scene, sentence, cue)
        and subject_before(scene, sentence, cue) is None
        and (takes or find_that(scene, sentence, cue) is not None)
    )


def _before_links(scene: Scene, sentence: Sentence, cue: Cue) -> int:
    """Where the words start that join a cue to the one before ("*et* a ajouté")."""
    first = cue.first
    while first > 0 and is_link(scene, sentence.words[first - 1]):
        first -= 1
    return sentence.words[first].start
