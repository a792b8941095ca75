"""The words that report speech: verbs in all their forms, idioms, nouns, prepositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from recul.extraction.lexicon import Word, has_article, words_of
from recul.extraction.patterns import REMEMBERED, Match, Patterns, phrases
from recul.extraction.speech_words import (
    Conjugation,
    Form,
    Idioms,
    IrregularVerb,
    SpeechWords,
    Syntax,
    VerbClass,
)
from recul.languages import Pack, load
from recul.model import Modality

CueKind = Literal[
    "verb",
    "according",
    "according_head",
    "according_after",
    "according_tail",
    "according_nobody",
    "according_verb",
    "according_own",
    "according_inside",
    "citing",
    "noun",
]


_LONGEST_FRAME = 30
"""Words from the beginning of a verb to its end, where these are parted."""
_SENTENCE_ENDS = ".!?;:…"
_FRAME_ENDS = _SENTENCE_ENDS + ","
_CLOSING: tuple[Form, ...] = ("participle", "infinitive")
_PROCLITICS = 3
"""Words that may belong to one verb behind them ("*ce lo* ha detto")."""


class VerbForm(NamedTuple):
    """What a word form of the lexicon is; not `alone`: a cue only in an idiom."""

    lemma: str
    form: Form
    modality: Modality
    syntax: Syntax
    alone: bool = True
    particle: str = ""
    """What must close the frame of the verb ("teilte … *mit*")."""


class Cue(NamedTuple):
    """A cue in a text, as words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    kind: CueKind
    modality: Modality
    syntax: Syntax = Syntax()
    form: Form = "finite"
    pronoun: int | None = None
    """The index of an inverted subject pronoun inside the cue ("a-t-*il* déclaré")."""
    close: int | None = None
    """The index of the word that closes the frame it opens ("hat den Abzug *angekündigt*")."""
    impersonal: bool = False
    """True where nobody is its subject ("es hieß", "wurde mitgeteilt")."""


class _Fixed(NamedTuple):
    """What a phrase of the pack stands for that is not a conjugated verb."""

    kind: Literal["void", "modal", "source"] | CueKind
    modality: Modality = Modality.ASSERTED
    syntax: Syntax = Syntax()
    impersonal: bool = False


class Cues:
    """The cues of one language, compiled."""

    def __init__(self, pack: Pack) -> None:
        self.words = words = pack.section("speech", SpeechWords)
        self._forms, self._others = _forms(words)
        # One automaton for all that is not a conjugated verb: it is asked at every word.
        self._fixed = Patterns[_Fixed](
            [(phrase, _Fixed("void")) for phrase in words.void]
            + [(phrase, _Fixed("according_own")) for phrase in words.according_own]
            + [
                (phrase, _Fixed("according_nobody", Modality.ALLEGED))
                for phrase in words.according_nobody
            ]
            + [(phrase, _Fixed("according_inside")) for phrase in words.according_inside]
            + [(phrase, _Fixed("citing")) for phrase in words.citing]
            + [(phrase, _Fixed("according")) for phrase in words.according]
            + [(phrase, _Fixed("according_head")) for phrase in words.according_head]
            + [(phrase, _Fixed("according_after")) for phrase in words.according_after]
            + [(phrase, _Fixed("according_tail")) for phrase in words.according_tail]
            + [(phrase, _Fixed("according_verb")) for phrase in words.according_verb]
            + [(phrase, _Fixed("source")) for phrase in words.according_source]
            + [(phrase, _Fixed("modal")) for phrase in words.modals]
            + [
                (phrase, _Fixed("verb", i.modality, i.syntax, i.impersonal))
                for i in words.idioms
                if not i.lemmas
                for phrase in i.phrases
            ]
            + [
                (noun, _Fixed("noun", cue.modality, Syntax(links=cue.links, opens=cue.opens)))
                for cue in words.nouns
                for noun in cue.nouns.split()
            ]
        )
        self._tails = _tails(words)
        self._auxiliaries = frozenset(w for a in words.auxiliaries for w in _split(a))
        self._inverted = frozenset(words.inverted)
        self._begin: dict[str, bool] = {}
        self._infinitives = frozenset(
            surface
            for surface, verbs in self._forms.items()
            if any(verb.form == "infinitive" for verb in verbs)
        )

    def find(self, text: str, words: Sequence[Word]) -> list[Cue]:
        """The cues among `words`, from left to right, not overlapping."""
        found: list[Cue] = []
        closed: set[int] = set()
        index = 0
        while index < len(words):
            folded = words[index].folded
            begins = self._begin.get(folded)
            if index in closed or not (self._begins(folded) if begins is None else begins):
                index += 1
                continue
            fixed = self._fixed.at(text, words, index)
            if fixed and fixed.value.kind == "void":
                index = fixed.last
                continue
            cue = self._at(text, words, index, fixed) or (
                self._resumed(text, words, index) if found else None
            )
            if cue:
                if cue.kind == "verb" and words[cue.last - 1].folded.endswith(self.words.relative):
                    cue = cue._replace(form="relative")
                found.append(cue)
                if cue.close is not None:
                    closed.add(cue.close)
                index = max(cue.last, index + 1)
            else:
                index += 1
        return found

    def _begins(self, folded: str) -> bool:
        """True if a cue may begin with a word, kept: most words are told from cues by this."""
        if len(self._begin) > REMEMBERED:
            self._begin.clear()
        begins = (
            folded in self._forms
            or folded in self._auxiliaries
            or folded in self.words.proclitics
            or self._fixed.begins(folded)
        )
        self._begin[folded] = begins
        return begins

    def may_begin(self, folded: str) -> bool:
        """True for a word, as it is compared, that a cue may begin with."""
        begins = self._begin.get(folded)
        return self._begins(folded) if begins is None else begins

    def is_adverb(self, word: Word) -> bool:
        """True for a word that may part auxiliary and verb, or verb and content."""
        folded, speech = word.folded, self.words
        return folded in speech.adverbs or (
            bool(speech.not_adverbs)
            and folded.endswith(speech.adverb_endings)
            and folded not in speech.not_adverbs
        )

    def past_adverb(self, text: str, words: Sequence[Word], position: int) -> int | None:
        """Past an adverb of one word or several; None if none stands at `position`."""
        several = phrases(self.words.adverbials).at(text, words, position)
        if several:
            return several.last
        if self.is_adverb(words[position]):
            return position + 1
        ends = bool(self.words.adverb_endings) and words[position].folded.endswith(
            self.words.adverb_endings
        )
        noun = position > 0 and words[position - 1].folded in self.words.noun_markers
        return position + 1 if ends and not noun else None

    def is_report(self, word: Word) -> bool:
        """True for "assessment", "rapport" and the like."""
        return word.folded in self.words.reports

    def is_auxiliary(self, word: Word) -> bool:
        """True for an auxiliary verb."""
        return word.folded in self._auxiliaries

    def is_verb(self, word: Word) -> bool:
        """True for a finite form of a verb of saying."""
        if self.words.capital_nouns and word.text[0].isupper():
            return False
        forms = ("finite", "participle") if self.words.past_is_participle else ("finite",)
        return any(verb.form in forms and verb.alone for verb in self._forms.get(word.folded, ()))

    def is_infinitive(self, word: Word) -> bool:
        """True for a verb that may stand after another ("a démenti *avoir*")."""
        return word.folded in self._infinitives or (
            word.folded.endswith(self.words.infinitive)
            and word.folded not in self.words.not_infinitives
        )

    def opens_infinitive(self, words: Sequence[Word], index: int) -> bool:
        """True for an infinitive, or the pronoun that belongs to it ("à | *se retirer*")."""
        position = index + (words[index].folded in self.words.proclitics)
        return position < len(words) and self.is_infinitive(words[position])

    def _at(
        self, text: str, words: Sequence[Word], index: int, fixed: Match[_Fixed] | None
    ) -> Cue | None:
        """The cue at a word; a conjugated verb goes before a noun of the same form."""
        if fixed is None or fixed.value.kind == "noun":
            verb = self._verb(text, words, index)
            if verb and not self._is_noun(text, words, index):
                return verb
        if fixed is None:
            return None
        if fixed.value.kind == "modal":
            return self._infinitive(text, words, fixed) or self._verb(text, words, index)
        kind, modality, syntax, impersonal = fixed.value
        if kind == "source":
            return Cue(index, fixed.last - 1, "according", modality)
        if kind == "void" or kind == "modal":
            return None
        if kind in ("according", "according_verb"):
            told = self._told(text, words, fixed)
            if told or kind == "according_verb":
                return told or self._verb(text, words, index)
        return Cue(index, fixed.last, kind, modality, syntax, impersonal=impersonal)

    def _told(self, text: str, words: Sequence[Word], opening: Match[_Fixed]) -> Cue | None:
        """A source with a verb of its own, which stands behind that: "según | ha dicho" X."""
        position = opening.last
        while position < len(words) and _near(text, words, position):
            verb = self._verb(text, words, position)
            if verb:
                return Cue(opening.first, verb.last, "according", verb.modality)
            if not self.is_adverb(words[position]):
                return None
            position += 1
        return None

    def _is_noun(self, text: str, words: Sequence[Word], index: int) -> bool:
        """True for a form with an article, or after one or a possessive."""
        return has_article(words[index]) or (
            index > 0
            and _near(text, words, index)
            and words[index - 1].folded in self.words.noun_markers
            and not self.is_auxiliary(words[index])
        )

    def _resumed(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        """A participle that shares the auxiliary before it: "a condamné l'attaque et *exigé* …"."""
        if index == 0 or words[index - 1].folded not in self.words.coordinators:
            return None
        if not _near(text, words, index):
            return None
        for verb in self._forms.get(words[index].folded, ()):
            if verb.form == "participle":
                return self._chained(text, words, index, index + 1, verb, None)
        return None

    def _infinitive(self, text: str, words: Sequence[Word], modal: Match[_Fixed]) -> Cue | None:
        """A verb of saying in the infinitive behind a modal: "a tenu à | préciser"."""
        position = modal.last
        while position < len(words) and _near(text, words, position):
            for verb in self._forms.get(words[position].folded, ()):
                if verb.form in ("infinitive", "gerund"):
                    return self._chained(text, words, modal.first, position + 1, verb, None)
            after = self.past_adverb(text, words, position)
            if after is None:
                return None
            position = after
        return None

    def _verb(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        word = words[index]
        if self.words.capital_nouns and index and word.text[0].isupper():
            return None
        if word.folded in self.words.proclitics and index + 1 < len(words):
            last, furthest = index + 1, min(index + _PROCLITICS, len(words) - 1)
            while last < furthest and words[last].folded in self.words.proclitics:
                last += 1
            near = all(_near(text, words, i) for i in range(index + 1, last + 1))
            if not near or words[last].folded in self.words.proclitics:
                return None
            cue = self._verb(text, words, last)
            return cue and cue._replace(first=index)
        if self.is_auxiliary(word):
            find = self._frame if self.words.framed else self._compound
            return find(text, words, index)
        forms = self._forms.get(word.folded, ())
        if self.words.framed:
            ended = (self._final(text, words, index, v) for v in forms if v.form == "participle")
            final = next((cue for cue in ended if cue), None)
            if final:
                return final
        for verb in forms:
            if verb.particle:
                close = self._particle(text, words, index, verb.particle)
                if close is not None:
                    return Cue(index, index + 1, "verb", verb.modality, verb.syntax, close=close)
                continue
            if verb.form == "finite":
                last, pronoun = self._inversion(text, words, index)
                return self._chained(text, words, index, last, verb, pronoun)
            if verb.form == "gerund":
                cue = self._chained(text, words, index, index + 1, verb, None)
                return cue and cue._replace(form="gerund")
            if verb.form == "passive":
                return Cue(index, index + 1, "verb", verb.modality, verb.syntax, "passive")
            if verb.form == "participle" and self.words.past_is_participle:
                return self._chained(text, words, index, index + 1, verb, None)
        return None

    def _compound(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        """Auxiliary, perhaps a pronoun and adverbs, participle: "a-t-il également déclaré"."""
        position, pronoun = self._inversion(text, words, index)
        for _ in range(5):
            if position >= len(words) or not _near(text, words, position):
                return None
            forms = self._forms.get(words[position].folded, ())
            told = next((verb for verb in forms if verb.form == "participle"), None)
            if told and self._is_passive(words, index, position):
                return Cue(index, position + 1, "verb", told.modality, told.syntax, "passive")
            for verb in forms:
                if verb.form == "participle" or self.words.past_is_participle:
                    cue = self._chained(text, words, index, position + 1, verb, pronoun)
                    if cue:
                        return cue
            after = self.past_adverb(text, words, position)
            if after is None and not self.is_auxiliary(words[position]):
                return None
            position = after or position + 1
        return None

    def _is_passive(self, words: Sequence[Word], first: int, participle: int) -> bool:
        """True if the last auxiliary before a participle makes it a passive ("has *been* told")."""
        if first and words[first - 1].folded in self.words.reflexives:
            return False
        before = (w for w in reversed(words[first:participle]) if not self.is_adverb(w))
        return next((w.folded in self.words.passives for w in before), False)

    def _frame(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        """Auxiliary, anything else of its clause, participle: "hat den Abzug *angekündigt*"."""
        for position in range(index + 1, min(len(words), index + _LONGEST_FRAME)):
            gap = text[words[position - 1].end : words[position].start]
            if any(mark in gap for mark in _FRAME_ENDS):
                return None
            forms = self._closing(words[position - 1], words[position])
            if forms and self._ends_clause(text, words, position):
                # Of "fordert zum Abzug auf" and "fordert" the one with the particle was found.
                verb = forms[0]
                passive = verb.form == "participle" and (
                    words[index].folded in self.words.passives
                    or words[min(position + 1, len(words) - 1)].folded in self.words.passives
                )
                return Cue(
                    index, index + 1, "verb", verb.modality, verb.syntax,
                    close=position, impersonal=passive,
                )  # fmt: skip
        return None

    def _closing(self, before: Word, word: Word) -> list[VerbForm]:
        """What a word may be at the end of a frame; a particle may stand before it by itself."""
        together = self._forms.get(before.folded + word.folded, ())
        if word.text[0].isupper():
            return []
        return [v for v in (*together, *self._forms.get(word.folded, ())) if v.form in _CLOSING]

    def _final(self, text: str, words: Sequence[Word], index: int, verb: VerbForm) -> Cue | None:
        """A participle and its auxiliary at the end of a clause: "(wie er) *mitgeteilt hat*"."""
        last = index + 1
        while last < len(words) and _near(text, words, last) and self.is_auxiliary(words[last]):
            last += 1
        if last == index + 1:
            return None
        passive = any(word.folded in self.words.passives for word in words[index + 1 : last])
        return Cue(index, last, "verb", verb.modality, verb.syntax, impersonal=passive)

    def _particle(self, text: str, words: Sequence[Word], index: int, particle: str) -> int | None:
        """The particle that closes the frame of a separable verb: "teilte der Minister *mit*"."""
        for position in range(index + 1, min(len(words), index + _LONGEST_FRAME)):
            gap = text[words[position - 1].end : words[position].start]
            if any(mark in gap for mark in _SENTENCE_ENDS):
                return None
            if words[position].folded == particle and self._ends_clause(text, words, position):
                return position
        return None

    def _ends_clause(self, text: str, words: Sequence[Word], index: int) -> bool:
        """True if a mark, a conjunction or an auxiliary follows the word at `index`."""
        if index + 1 == len(words) or not _near(text, words, index + 1):
            return True
        after = words[index + 1]
        return after.folded in self.words.coordinators or self.is_auxiliary(after)

    def _inversion(self, text: str, words: Sequence[Word], index: int) -> tuple[int, int | None]:
        """Past the verb at `index` and its inverted pronoun, if it has one ("-t-il", "-elle")."""
        position = index + 1
        if (
            position + 1 < len(words)
            and text[words[index].end : words[position].start].strip() == "-"
            and words[position].folded == "t"
        ):
            position += 1
        if (
            position < len(words)
            and text[words[position - 1].end : words[position].start].strip() == "-"
            and words[position].folded in self._inverted
        ):
            return position + 1, position
        return index + 1, None

    def _chained(
        self,
        text: str,
        words: Sequence[Word],
        first: int,
        last: int,
        verb: VerbForm,
        pronoun: int | None,
    ) -> Cue | None:
        """With the rest of its idiom, or a second cue verb in the infinitive, which counts then."""
        tail = self._tail(text, words, last, verb.lemma)
        if tail:
            idiom = tail.value
            return Cue(first, tail.last, "verb", idiom.modality, idiom.syntax, "finite", pronoun)
        if not verb.alone:
            return None
        verb = self._by_link(text, words, last, verb)
        if last < len(words) and _near(text, words, last):
            for second in self._forms.get(words[last].folded, ()):
                if second.form != "infinitive":
                    continue
                tail = self._tail(text, words, last + 1, second.lemma)
                if tail:  # "a dit se réjouir de"
                    modality, syntax = tail.value.modality, tail.value.syntax
                    return Cue(first, tail.last, "verb", modality, syntax)
                if second.alone and not second.syntax.quoted_only:
                    return Cue(first, last + 1, "verb", second.modality, second.syntax)
        return Cue(first, last, "verb", verb.modality, verb.syntax, "finite", pronoun)

    def _by_link(self, text: str, words: Sequence[Word], last: int, verb: VerbForm) -> VerbForm:
        """The verb, or another one of its form whose link follows: "called it", "called *for*"."""
        others = self._others.get(words[last - 1].folded)
        if not others or last >= len(words) or not _near(text, words, last):
            return verb
        if phrases(verb.syntax.links).at(text, words, last):
            return verb
        linked = (o for o in others if phrases(o.syntax.links).at(text, words, last))
        return next((o for o in linked if o.form == verb.form), verb)

    def _tail(
        self, text: str, words: Sequence[Word], position: int, lemma: str
    ) -> Match[Idioms] | None:
        """The rest of an idiom behind its verb: "fait également | *savoir*"."""
        tails = self._tails.get(lemma)
        if tails is None:
            return None
        while position < len(words) and _near(text, words, position):
            found = tails.at(text, words, position)
            after = None if found else self.past_adverb(text, words, position)
            if after is None:
                return found
            position = after
        return None


@lru_cache
def cues_of(code: str) -> Cues:
    """The cues of the language `code`."""
    return Cues(load(code))


def _forms(words: SpeechWords) -> tuple[dict[str, list[VerbForm]], dict[str, list[VerbForm]]]:
    """The verb forms by how they are written, and those that another one of a form goes before."""
    forms: dict[str, list[VerbForm]] = {}
    others: dict[str, list[VerbForm]] = {}

    def add(surface: str, verb: VerbForm) -> None:
        folded = " ".join(_split(surface))
        known = forms.setdefault(folded, [])
        if all((verb.form, verb.particle) != (o.form, o.particle) for o in known):
            known.append(verb)
        elif verb.alone and verb.syntax.links and not verb.particle:
            others.setdefault(folded, []).append(verb)

    irregular = {verb.lemma: verb for verb in words.irregular}
    classes: tuple[VerbClass | Idioms, ...] = (*words.verbs, *words.idioms)
    for verbs in classes:
        alone = isinstance(verbs, VerbClass)
        for conjugation, lemmas in verbs.lemmas.items():
            for entry in lemmas.split():
                particle, _, verb_entry = entry.rpartition("|")
                lemma = verb_entry.partition(":")[0]
                for surface, form in (
                    _listed(irregular[lemma])
                    if conjugation == "irregular"
                    else _conjugated(verb_entry, words.conjugations[conjugation])
                ):
                    verb = VerbForm(lemma, form, verbs.modality, verbs.syntax, alone)
                    add(particle + surface, verb)
                    if particle and form == "finite":
                        add(surface, verb._replace(particle=particle))
    # A finite form is tried before a participle: "dit" is both.
    order: list[Form] = ["finite", "participle", "gerund", "infinitive", "passive"]
    for known in forms.values():
        known.sort(key=lambda verb: (order.index(verb.form), not verb.particle))
    return forms, others


def _tails(words: SpeechWords) -> dict[str, Patterns[Idioms]]:
    """What makes an idiom of each verb."""
    tails: dict[str, list[tuple[str, Idioms]]] = {}
    for idioms in words.idioms:
        for entry in " ".join(idioms.lemmas.values()).split():
            of_verb = tails.setdefault(entry.partition(":")[0], [])
            of_verb += ((phrase, idioms) for phrase in idioms.phrases)
    return {lemma: Patterns(of_verb) for lemma, of_verb in tails.items()}


def _conjugated(entry: str, endings: Conjugation) -> Iterator[tuple[str, Form]]:
    lemma, _, present = entry.partition(":")
    present, _, gerund = present.partition(":")
    stem = lemma.removesuffix(endings.strip)
    for ending in endings.present:
        for prefix in endings.prefixes:
            yield prefix + (present or stem) + ending, "finite"
    for ending in endings.finite:
        yield stem + ending, "finite"
    for ending in endings.participle:
        yield endings.opening + stem + ending, "participle"
    for ending in endings.gerund:
        if gerund or "" in endings.prefixes:
            yield (gerund or stem) + ending, "gerund"
    for ending in endings.infinitive:
        yield stem + ending, "infinitive"
    for ending in endings.passive:
        yield stem + ending, "passive"


def _listed(verb: IrregularVerb) -> Iterator[tuple[str, Form]]:
    for surface in verb.finite:
        yield surface, "finite"
    for surface in verb.participle:
        yield surface, "participle"
    for surface in verb.gerund:
        yield surface, "gerund"
    yield verb.lemma, "infinitive"


def _split(phrase: str) -> list[str]:
    return [word.folded for word in words_of(phrase)]


def _near(text: str, words: Sequence[Word], index: int) -> bool:
    """True if only space or a joining mark parts the word at `index` from the one before."""
    return not text[words[index - 1].end : words[index].start].strip(" -'’\u00a0\u202f")
