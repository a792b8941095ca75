"""The words that report speech: verbs in all their forms, idioms, nouns, prepositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from pydantic import Field, field_validator

from recul.extraction.lexicon import Word, folded, has_article, words_of
from recul.extraction.patterns import REMEMBERED, Match, Patterns, fold, phrases
from recul.languages import Pack, load
from recul.model import Modality, Value

Form = Literal["finite", "participle", "gerund", "infinitive", "passive", "relative"]
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


class Conjugation(Value):
    """Endings by form; `strip` is taken off the lemma. `present` goes on the lemma's own stem.

    `opening` is what a participle begins with ("*ge*sagt"). The present may have prefixes besides,
    and then the gerund has a stem of its own, if any: the third of an entry ("أكد:ؤكد:مؤكد"). A
    hyphen before an ending is left out.
    """

    strip: str
    opening: str = ""
    prefixes: tuple[str, ...] = ("",)
    present: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()

    @field_validator("present", "finite", "gerund")
    @classmethod
    def _bare(cls, endings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ending.removeprefix("-") for ending in endings)


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
        itself: whether the cue's last word is the content where nothing follows.
        of_object: whether whoever is named right before it speaks, even as an object ("quoted
            an official as *saying* that").
        opens: words that open the content of a noun that stands behind it ("*关于* 撤军的传闻").
    """

    links: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    object: bool = False
    infinitive: bool = False
    quoted_only: bool = False
    bare: bool = False
    addressed: bool = False
    itself: bool = False
    of_object: bool = False
    opens: tuple[str, ...] = ()


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
    """Cues of several words.

    Attributes:
        phrases: the whole idioms; or, with `lemmas`, what stands behind a form of one of these
            verbs ("a également fait | *savoir*"). They need not be cues by themselves.
        itself: whether its last word is the content where nothing follows ("s'est dit *inquiet*").
    """

    modality: Modality
    phrases: tuple[str, ...]
    lemmas: dict[str, str] = Field(default_factory=dict)
    links: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    object: bool = False
    infinitive: bool = False
    bare: bool = False
    quoted_only: bool = False
    itself: bool = False
    of_object: bool = False
    impersonal: bool = False
    """Whether nobody is their subject, and who speaks stands after them ("*heißt es* in Kiew")."""

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
            itself=self.itself,
            of_object=self.of_object,
        )


class NominalCues(Value):
    """Nouns that stand for somebody's saying, and what joins them to what was said.

    `opens` opens a content that stands before its noun ("*关于* 撤军的传闻").
    """

    modality: Modality
    nouns: str
    links: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


class SpeechWords(Value):
    """The table ``[speech]`` of a language pack."""

    that: tuple[str, ...]
    not_that: frozenset[str] = frozenset()
    """Words that make another conjunction of it: "*ce* que", "*avant* que"."""
    auxiliaries: tuple[str, ...]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...] = ()
    """Endings of adverbs, of words that no article stands before."""
    not_adverbs: frozenset[str] = frozenset()
    """All words with such an ending that are none ("family"); where they are not listed, only
    some of the words that may be adverbs are taken for one."""
    adverbials: tuple[str, ...] = ()
    """Adverbs of several words ("par ailleurs")."""
    proclitics: frozenset[str] = frozenset()
    """Words that belong to the verb behind them ("*se* réjouit")."""
    inverted: tuple[str, ...] = ()
    relatives: frozenset[str]
    according: tuple[str, ...]
    according_head: tuple[str, ...] = ()
    according_after: tuple[str, ...] = ()
    """What makes a source of the noun phrase before it ("Berichten *zufolge*")."""
    according_nobody: tuple[str, ...] = ()
    """The same, where no source is named ("selon la rumeur")."""
    according_own: tuple[str, ...] = ()
    """The same, of whoever spoke last ("по *его* словам")."""
    according_inside: tuple[str, ...] = ()
    """The same, where the source stands inside ("*by* Kyiv's own *count*")."""
    citing: tuple[str, ...] = ()
    """What stands between who passes on a content and whose it is ("*со ссылкой на* X")."""
    according_source: tuple[str, ...] = ()
    """The same, where the last word is the source itself ("de *source* militaire")."""
    according_tail: tuple[str, ...] = ()
    """What makes a source of the name after it only behind a mark ("…, *so* der Minister")."""
    according_verb: tuple[str, ...] = ()
    """What makes a source of the subject behind a verb of saying ("*como* dijo el ministro")."""
    as_clause: frozenset[str] = frozenset()
    """What opens a clause that tells the source of the rest ("*wie* das Ministerium mitteilte")."""
    addressees: tuple[str, ...] = ()
    asides: frozenset[str] = frozenset()
    """What an aside about a source begins with ("according to a diplomat, *quoted* by X, …")."""
    contrasts: tuple[str, ...] = ()
    """What parts a content from what somebody else says ("denies it, *while* Kyiv says so")."""
    stops: frozenset[str]
    coordinators: frozenset[str]
    """Words that join a second verb to the same subject ("and added that")."""
    noun_markers: frozenset[str] = frozenset()
    """Words before which a form that is verb and noun is a noun ("Russia's *claim*")."""
    subordinators: tuple[str, ...] = ()
    """Words that open a clause before the main one ("*After* X said …, Y wrote")."""
    prompts: tuple[str, ...] = ()
    """What opens a clause that tells what was asked, before the answer ("*Asked if* …")."""
    void: tuple[str, ...] = ()
    """Phrases with a verb of saying that report nothing ("asked not to be named")."""
    questions: frozenset[str] = frozenset()
    """What heads a question in a transcript."""
    answers: frozenset[str] = frozenset()
    """What heads an answer where nobody is named ("R : …")."""
    interviews: tuple[str, ...] = ()
    """What stands before the one who answers ("*entretien avec* le maire")."""
    pronominal: frozenset[str] = frozenset()
    """Words that speak, and name nobody ("*another* says")."""
    nobody: frozenset[str] = frozenset()
    """Words that are no speaker where only their place would make them one."""
    reports: frozenset[str] = frozenset()
    """Nouns for a document that may stand between "according to" and whose it is."""
    passives: frozenset[str] = frozenset()
    """Auxiliaries whose subject is spoken to or of, not the speaker ("*was* told that")."""
    told_of: dict[Modality, frozenset[str]] = Field(default_factory=dict)
    """Participles that tell something of their subject, by how ("are *said* to have left")."""
    told_links: tuple[str, ...] = ()
    """What joins what they tell ("*to*")."""
    reflexives: frozenset[str] = frozenset()
    """Pronouns before such an auxiliary that make its subject the speaker ("*si* è detto")."""
    agents: tuple[str, ...] = ()
    """Words before who said it, after such a verb ("announced *by*")."""
    past_is_participle: bool = False
    """Whether a participle may stand as a finite verb, and an infinitive follow an auxiliary
    ("announced", "does not see")."""
    object_determiners: frozenset[str] = frozenset()
    """Words besides articles that open a noun phrase ("*no* sign", "*more* troops")."""
    bare_objects: bool = False
    """Whether a noun without an article may be what a verb takes ("exige *garantías*")."""
    object_pronouns: frozenset[str] = frozenset()
    """Pronouns that are never a subject ("told *him*")."""
    subjects: frozenset[str] = frozenset()
    """Pronouns that are always a subject, besides those that speak ("told voters *we* …")."""
    object_names: bool = False
    """Whether a name right after its verb is an object, not an inverted subject."""
    date_articles: frozenset[str] = frozenset()
    """Articles that may stand before the day on which something is said ("*le* 9 février")."""
    correlatives: frozenset[str] = frozenset()
    """Words that hold the place of the clause behind them ("в *том*, что")."""
    houses: frozenset[str] = frozenset()
    """What stands before a house whose people speak ("*в* Кремле считают"), and the endings of
    their verb, `plural`."""
    plural: tuple[str, ...] = ()
    bare_nouns: bool = False
    """Whether no noun has an article, so that any may be an object or a subject, names too."""
    inverts: bool = False
    """Whether a subject may stand between its verb and what it says ("заявил *министр*, что")."""
    pro_drop: bool = False
    """Whether a verb without a subject is that of whoever spoke last ("*Añadió* que")."""
    parted: bool = False
    """Whether a comma may part a verb from a clause that nothing opens ("sagte, man ziehe ab")."""
    particles: frozenset[str] = frozenset()
    """The ends of separable verbs ("teilte … *mit*"), which are no content."""
    framed: bool = False
    """Whether the end of a verb may stand at the end of its clause, parted from the beginning: a
    participle, or the particle that the lemma ``mit|teilen`` begins with."""
    hearsay: tuple[str, ...] = ()
    """Verb forms by which a sentence goes on with what the last speaker said ("Man *werde* …")."""
    infinitive_marks: frozenset[str] = frozenset()
    """What stands before an infinitive, or inside a separable one ("zu gehen", "ab*zu*ziehen")."""
    capital_nouns: bool = False
    """Whether a word in capitals is a noun, not a verb, unless it opens its sentence."""
    on_report: tuple[str, ...] = ()
    """Words by which a sentence goes on with what the last speaker said ("*Demnach* …")."""
    pointers: frozenset[str] = frozenset()
    """What stands for the sentence before, which somebody said ("*Das* teilte die Nato mit")."""
    verb_first: bool = False
    """Whether the words before the verb of a main clause may be no subject, which then follows
    ("Am Montag *sagte* der Minister")."""
    verb_last: bool = False
    """Whether a verb stands behind what it says ("X, … *açıkladı*"): see `verb_last`."""
    chains: bool = False
    """Whether clauses are only strung together, and what is said follows its verb: see `chains`."""
    frames: frozenset[str] = frozenset()
    """What opens the words that tell when and where it was said ("*在*记者会上")."""
    frame_ends: frozenset[str] = frozenset()
    """What closes them ("在记者会*上*")."""
    relative: tuple[str, ...] = ()
    """Endings of a verb that stands before its subject ("“…” diy*en* X")."""
    nominalised: tuple[str, ...] = ()
    """Endings of a verb that makes a clause of its sentence ("çekil*diğini* açıkladı")."""
    attributive: tuple[str, ...] = ()
    """Those among them that only tell which before a noun ("yap*tığı* açıklamada")."""
    postpositions: frozenset[str] = frozenset()
    """Words behind a name that make no subject of it ("Putin *ile*")."""
    oblique: tuple[str, ...] = ()
    """Endings of a noun that is no subject ("toplantı*da*,")."""
    occasions: tuple[str, ...] = ()
    """Where it was said, between a subject and what it says ("yaptığı *açıklamada*")."""
    sources: tuple[str, ...] = ()
    """What makes a speaker of the noun before it ("Bakanlık*tan* yapılan açıklamada")."""
    verb_opens: bool = False
    """Whether a subject stands behind its verb first of all ("قال *الوزير* إن"), and before it
    only right beside it. A noun phrase needs no article there to be what is said."""
    according_joined: bool = False
    """Whether a clause may follow its source without a comma ("Według Pentagonu Rosja …")."""
    longest_subject: int = 5
    """Words of a noun phrase that is taken for a speaker by its place alone."""
    modals: tuple[str, ...] = ()
    """What makes a cue of the infinitive or the gerund behind it ("*vient d'*annoncer", "*a tenu
    à* dire", "*sigue* negando")."""
    impersonal: frozenset[str] = frozenset()
    """Pronouns that stand for nobody, or for the source behind them ("dit-*on* à Kiev")."""
    impersonal_sources: tuple[str, ...] = ()
    """What stands between such a pronoun and its source ("a-t-on appris *auprès de* X")."""
    infinitive: tuple[str, ...] = ()
    """Endings of an infinitive (or of the gerund that stands for one: "denied *having*")."""
    not_infinitives: frozenset[str] = frozenset()
    """Nouns and adjectives that end as an infinitive does ("centen*ar*")."""
    spoken_for: tuple[str, ...] = ()
    """Prepositions before a place whose people speak where no subject does ("*En* Moscú creen")."""
    conjugations: dict[str, Conjugation]
    irregular: tuple[IrregularVerb, ...] = ()
    verbs: tuple[VerbClass, ...]
    idioms: tuple[Idioms, ...] = ()
    nouns: tuple[NominalCues, ...] = ()

    @field_validator("relative", "nominalised", "attributive", "oblique")
    @classmethod
    def _spelt(cls, endings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(folded, endings))

    @field_validator(
        "adverbs",
        "relatives",
        "not_adverbs",
        "pronominal",
        "subjects",
        "stops",
        "reports",
        "noun_markers",
        "nobody",
        "coordinators",
        "object_determiners",
        "date_articles",
        "postpositions",
        "particles",
        "frames",
        "frame_ends",
        "passives",
        "object_pronouns",
        "impersonal",
        "proclitics",
        "not_that",
        "asides",
        "as_clause",
        "not_infinitives",
        "correlatives",
        "pointers",
    )
    @classmethod
    def _folded(cls, entries: frozenset[str]) -> frozenset[str]:
        return fold(entries)


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
