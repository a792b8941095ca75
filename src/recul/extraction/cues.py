"""The words that report speech: verbs in all their forms, idioms, nouns, prepositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from pydantic import field_validator

from recul.extraction.lexicon import Word, words_of
from recul.extraction.patterns import REMEMBERED, Match, Patterns, fold
from recul.languages import Pack, load
from recul.model import Modality, Value

Form = Literal["finite", "participle", "gerund", "infinitive", "passive"]
CueKind = Literal["verb", "according", "according_head", "according_after", "noun"]


class Conjugation(Value):
    """Endings by form; `strip` is taken off the lemma. `present` goes on the lemma's own stem."""

    strip: str
    present: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()


class IrregularVerb(Value):
    """A verb whose forms are listed."""

    lemma: str
    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()


class Syntax(NamedTuple):
    """How a content is joined to its cue, besides a quotation or a *that*-clause.

    Attributes:
        links: words that open the content right after the cue ("promised *to* leave").
        over: words that open it after an object ("accused Kyiv *of* preparing").
        object: whether a noun phrase may be the content ("announced the withdrawal").
        infinitive: whether a bare infinitive may ("a démenti avoir retiré").
        bare: whether a clause may follow with nothing before it ("said it had left").
        addressed: whether whom it is said to may stand before that ("told *him* it had left").
        quoted_only: whether it is a cue only beside a quotation ("« … », poursuit-il").
    """

    links: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    object: bool = False
    infinitive: bool = False
    quoted_only: bool = False
    bare: bool = False
    addressed: bool = False


class VerbClass(Value):
    """Verbs of one modality and one syntax: conjugation → lemmas, apart by spaces."""

    modality: Modality
    lemmas: dict[str, str]
    links: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    object: bool = False
    infinitive: bool = False
    quoted_only: bool = False
    bare: bool = False
    addressed: bool = False

    @property
    def syntax(self) -> Syntax:
        """How its content is joined."""
        return Syntax(
            self.links,
            self.over,
            self.object,
            self.infinitive,
            self.quoted_only,
            self.bare,
            self.addressed,
        )


class Idioms(Value):
    """Cues of several words."""

    modality: Modality
    phrases: tuple[str, ...]
    links: tuple[str, ...] = ()
    object: bool = False


class NominalCues(Value):
    """Nouns that stand for somebody's saying, and what joins them to what was said."""

    modality: Modality
    nouns: str
    links: tuple[str, ...]


class SpeechWords(Value):
    """The table ``[speech]`` of a language pack."""

    that: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    adverbs: frozenset[str]
    inverted: tuple[str, ...] = ()
    relatives: tuple[str, ...]
    according: tuple[str, ...]
    according_head: tuple[str, ...] = ()
    according_after: tuple[str, ...] = ()
    """What makes a source of the noun phrase before it ("Berichten *zufolge*")."""
    addressees: tuple[str, ...] = ()
    stops: frozenset[str]
    coordinators: frozenset[str]
    """Words that join a second verb to the same subject ("and added that")."""
    noun_markers: frozenset[str] = frozenset()
    """Words before which a form that is verb and noun is a noun ("Russia's *claim*")."""
    subordinators: tuple[str, ...] = ()
    """Words that open a clause before the main one ("*After* X said …, Y wrote")."""
    void: tuple[str, ...] = ()
    """Phrases with a verb of saying that report nothing ("asked not to be named")."""
    questions: frozenset[str] = frozenset()
    """What heads a question in a transcript."""
    nobody: frozenset[str] = frozenset()
    """Words that are no speaker where only their place would make them one."""
    reports: frozenset[str] = frozenset()
    """Nouns for a document that may stand between "according to" and whose it is."""
    passives: frozenset[str] = frozenset()
    """Auxiliaries whose subject is spoken to or of, not the speaker ("*was* told that")."""
    agents: tuple[str, ...] = ()
    """Words before who said it, after such a verb ("announced *by*")."""
    past_is_participle: bool = False
    """Whether a participle may stand as a finite verb, and an infinitive follow an auxiliary
    ("announced", "does not see")."""
    object_determiners: frozenset[str] = frozenset()
    """Words besides articles that open a noun phrase ("*no* sign", "*more* troops")."""
    object_pronouns: frozenset[str] = frozenset()
    """Pronouns that are never a subject ("told *him*")."""
    object_names: bool = False
    """Whether a name right after its verb is an object, not an inverted subject."""
    date_articles: frozenset[str] = frozenset()
    """Articles that may stand before the day on which something is said ("*le* 9 février")."""
    inverts: bool = False
    """Whether a subject may stand between its verb and what it says ("заявил *министр*, что")."""
    pro_drop: bool = False
    """Whether a verb without a subject is that of whoever spoke last ("*Añadió* que")."""
    parted: bool = False
    """Whether a comma may part a verb from a clause that nothing opens ("sagte, man ziehe ab")."""
    particles: frozenset[str] = frozenset()
    """The ends of separable verbs ("teilte … *mit*"), which are no content."""
    longest_subject: int = 5
    """Words of a noun phrase that is taken for a speaker by its place alone."""
    infinitive: tuple[str, ...] = ()
    """Endings of an infinitive (or of the gerund that stands for one: "denied *having*")."""
    conjugations: dict[str, Conjugation]
    irregular: tuple[IrregularVerb, ...] = ()
    verbs: tuple[VerbClass, ...]
    idioms: tuple[Idioms, ...] = ()
    nouns: tuple[NominalCues, ...] = ()

    @field_validator(
        "adverbs",
        "stops",
        "reports",
        "noun_markers",
        "nobody",
        "coordinators",
        "object_determiners",
        "date_articles",
        "particles",
        "passives",
        "object_pronouns",
    )
    @classmethod
    def _folded(cls, entries: frozenset[str]) -> frozenset[str]:
        return fold(entries)


class VerbForm(NamedTuple):
    """What a word form of the lexicon is."""

    lemma: str
    form: Form
    modality: Modality
    syntax: Syntax


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


class _Fixed(NamedTuple):
    """What a phrase of the pack stands for that is not a conjugated verb."""

    kind: Literal["void"] | CueKind
    modality: Modality = Modality.ASSERTED
    syntax: Syntax = Syntax()


class Cues:
    """The cues of one language, compiled."""

    def __init__(self, pack: Pack) -> None:
        self.words = words = pack.section("speech", SpeechWords)
        self._forms = _forms(words)
        # One automaton for all that is not a conjugated verb: it is asked at every word.
        self._fixed = Patterns[_Fixed](
            [(phrase, _Fixed("void")) for phrase in words.void]
            + [(phrase, _Fixed("according")) for phrase in words.according]
            + [(phrase, _Fixed("according_head")) for phrase in words.according_head]
            + [(phrase, _Fixed("according_after")) for phrase in words.according_after]
            + [
                (
                    phrase,
                    _Fixed("verb", i.modality, Syntax(links=i.links, object=i.object)),
                )
                for i in words.idioms
                for phrase in i.phrases
            ]
            + [
                (noun, _Fixed("noun", cue.modality, Syntax(links=cue.links)))
                for cue in words.nouns
                for noun in cue.nouns.split()
            ]
        )
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
        index = 0
        while index < len(words):
            folded = words[index].folded
            begins = self._begin.get(folded)
            if not (self._begins(folded) if begins is None else begins):
                index += 1
                continue
            fixed = self._fixed.at(text, words, index)
            if fixed and fixed.value.kind == "void":
                index = fixed.last
                continue
            cue = self._at(text, words, index, fixed)
            if cue:
                found.append(cue)
                index = max(cue.last, index + 1)
            else:
                index += 1
        return found

    def _begins(self, folded: str) -> bool:
        """True if a cue may begin with a word, kept: most words are told from cues by this."""
        if len(self._begin) > REMEMBERED:
            self._begin.clear()
        begins = folded in self._forms or folded in self._auxiliaries or self._fixed.begins(folded)
        self._begin[folded] = begins
        return begins

    def is_adverb(self, word: Word) -> bool:
        """True for a word that may part auxiliary and verb, or verb and content."""
        return word.folded in self.words.adverbs

    def is_report(self, word: Word) -> bool:
        """True for "assessment", "rapport" and the like."""
        return word.folded in self.words.reports

    def is_auxiliary(self, word: Word) -> bool:
        """True for an auxiliary verb."""
        return word.folded in self._auxiliaries

    def is_verb(self, word: Word) -> bool:
        """True for a finite form of a verb of saying."""
        forms = ("finite", "participle") if self.words.past_is_participle else ("finite",)
        return any(verb.form in forms for verb in self._forms.get(word.folded, ()))

    def is_infinitive(self, word: Word) -> bool:
        """True for a verb that may stand after another ("a démenti *avoir*")."""
        return word.folded in self._infinitives or word.folded.endswith(self.words.infinitive)

    def _at(
        self, text: str, words: Sequence[Word], index: int, fixed: Match[_Fixed] | None
    ) -> Cue | None:
        """The cue at a word; a conjugated verb goes before a noun of the same form."""
        if fixed is None or fixed.value.kind == "noun":
            verb = self._verb(text, words, index)
            if verb and not self._is_noun(text, words, index):
                return verb
        if fixed is None or fixed.value.kind == "void":
            return None
        return Cue(index, fixed.last, fixed.value.kind, fixed.value.modality, fixed.value.syntax)

    def _is_noun(self, text: str, words: Sequence[Word], index: int) -> bool:
        """True for a form after an article or a possessive."""
        return (
            index > 0
            and _near(text, words, index)
            and words[index - 1].folded in self.words.noun_markers
            and not self.is_auxiliary(words[index])
        )

    def _verb(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        word = words[index]
        if self.is_auxiliary(word):
            return self._compound(text, words, index)
        for verb in self._forms.get(word.folded, ()):
            if verb.form == "finite":
                last, pronoun = self._inversion(text, words, index)
                return self._chained(text, words, index, last, verb, pronoun)
            if verb.form == "gerund":
                return Cue(index, index + 1, "verb", verb.modality, verb.syntax, "gerund")
            if verb.form == "participle" and self.words.past_is_participle:
                return self._chained(text, words, index, index + 1, verb, None)
        return None

    def _compound(self, text: str, words: Sequence[Word], index: int) -> Cue | None:
        """Auxiliary, perhaps a pronoun and adverbs, participle: "a-t-il également déclaré"."""
        position, pronoun = self._inversion(text, words, index)
        for _ in range(5):
            if position >= len(words) or not _near(text, words, position):
                return None
            for verb in self._forms.get(words[position].folded, ()):
                if verb.form == "participle" and self._is_passive(words, index, position):
                    return Cue(index, position + 1, "verb", verb.modality, verb.syntax, "passive")
                if verb.form == "participle" or self.words.past_is_participle:
                    return self._chained(text, words, index, position + 1, verb, pronoun)
            if not (self.is_adverb(words[position]) or self.is_auxiliary(words[position])):
                return None
            position += 1
        return None

    def _is_passive(self, words: Sequence[Word], first: int, participle: int) -> bool:
        """True if the last auxiliary before a participle makes it a passive ("has *been* told")."""
        before = (w for w in reversed(words[first:participle]) if not self.is_adverb(w))
        return next((w.folded in self.words.passives for w in before), False)

    def _inversion(self, text: str, words: Sequence[Word], index: int) -> tuple[int, int | None]:
        """Past the verb at `index` and its inverted pronoun, if it has one ("-t-il", "-elle")."""
        position = index + 1
        if (
            position + 1 < len(words)
            and text[words[index].end : words[position].start] == "-"
            and words[position].folded == "t"
        ):
            position += 1
        if (
            position < len(words)
            and text[words[position - 1].end : words[position].start] == "-"
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
    ) -> Cue:
        """With a second cue verb in the infinitive the second one counts ("a dit espérer")."""
        if last < len(words) and _near(text, words, last):
            for second in self._forms.get(words[last].folded, ()):
                if second.form == "infinitive" and not second.syntax.quoted_only:
                    return Cue(first, last + 1, "verb", second.modality, second.syntax)
        return Cue(first, last, "verb", verb.modality, verb.syntax, "finite", pronoun)


@lru_cache
def cues_of(code: str) -> Cues:
    """The cues of the language `code`."""
    return Cues(load(code))


def _forms(words: SpeechWords) -> dict[str, list[VerbForm]]:
    forms: dict[str, list[VerbForm]] = {}

    def add(surface: str, verb: VerbForm) -> None:
        known = forms.setdefault(surface, [])
        if all(verb.form != other.form for other in known):
            known.append(verb)

    irregular = {verb.lemma: verb for verb in words.irregular}
    for verb_class in words.verbs:
        for conjugation, lemmas in verb_class.lemmas.items():
            for entry in lemmas.split():
                lemma = entry.partition(":")[0]
                for surface, form in (
                    _listed(irregular[lemma])
                    if conjugation == "irregular"
                    else _conjugated(entry, words.conjugations[conjugation])
                ):
                    add(surface, VerbForm(lemma, form, verb_class.modality, verb_class.syntax))
    # A finite form is tried before a participle: "dit" is both.
    order: list[Form] = ["finite", "participle", "gerund", "infinitive"]
    for known in forms.values():
        known.sort(key=lambda verb: order.index(verb.form))
    return forms


def _conjugated(entry: str, endings: Conjugation) -> Iterator[tuple[str, Form]]:
    lemma, _, present = entry.partition(":")
    stem = lemma.removesuffix(endings.strip)
    for ending in endings.present:
        yield (present or stem) + ending, "finite"
    for ending in endings.finite:
        yield stem + ending, "finite"
    for ending in endings.participle:
        yield stem + ending, "participle"
    for ending in endings.gerund:
        yield stem + ending, "gerund"
    for ending in endings.infinitive:
        yield stem + ending, "infinitive"


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
