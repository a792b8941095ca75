"""How a language reports speech, as its pack declares it: the table `[speech]`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field, field_validator

from recul.extraction.lexicon import folded
from recul.extraction.patterns import fold
from recul.model import Modality, Value

Form = Literal["finite", "participle", "gerund", "infinitive", "passive", "relative"]


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
