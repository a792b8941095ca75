"""A made-up crisis, as values: small enough to check by eye, and one of real size."""

from datetime import UTC, date, datetime, timedelta

from recul.case import Case, Definition, Force, Party
from recul.model import (
    Assessment,
    Band,
    Change,
    Claim,
    CodedRow,
    Comparator,
    Confidence,
    Cut,
    Direction,
    Document,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Extraction,
    Grade,
    Grain,
    Interval,
    Ledger,
    Level,
    LevelPoint,
    Modality,
    ObservedSoFar,
    Outcomes,
    PassageOfTime,
    Polarity,
    Quantity,
    Realis,
    Reason,
    SourceKind,
    Span,
    Speaker,
    Statement,
    StatementType,
    Verdict,
    Weighed,
    When,
    WouldChange,
    end_of_day,
)
from recul.sources import CardGrade, SourceCard

MADE_ON = date(2031, 3, 10)
AS_OF = end_of_day(date(2031, 3, 16))

CASE = Case(
    id="ardel-2031",
    title={"en": "Troops on the Ardel", "fr": "Troupes sur l’Ardel"},
    force=Force(actor="VES", unit="persons", label="the force on the Ardel"),
    parties=(
        Party(id="VES", role=SourceKind.CLAIMANT, names=("Vesland",)),
        Party(id="ORM", role=SourceKind.ADVERSARY, names=("Ormia",)),
    ),
    sources=(
        SourceCard(
            id="ves-mod",
            names=("Vesland’s ministry",),
            kind=SourceKind.CLAIMANT,
            party="VES",
            grades=(
                CardGrade(
                    reliability="D",
                    reason="Its last announcement was not followed by a fall.",
                    author="tests",
                    on=date(2031, 1, 1),
                ),
            ),
        ),
    ),
    definitions=(
        Definition(id="reference", label={"en": "regular troops", "fr": "troupes régulières"}),
        Definition(id="with_guard", label={"en": "with the guard", "fr": "avec la garde"}),
    ),
)

CLAIM = Claim(
    id="ves-1",
    claimant="VES",
    actor="VES",
    text="Our brigades have begun to leave the Ardel.",
    made_on=MADE_ON,
    deadline=date(2031, 3, 20),
)


def document(text, *, day=MADE_ON, language="en", url="https://news.example/a", **more):
    """A stored document."""
    return Document(
        id=Document.identify(text, url),
        source=more.pop("source", "a.txt"),
        text=text,
        url=url,
        language=language,
        published=end_of_day(day),
        **more,
    )


def evidence(doc, quote, name, **more):
    """A piece of evidence whose sentence is `quote`, cut from `doc`."""
    start = doc.text.index(quote)
    values = {
        "id": name,
        "ledger": Ledger.OBSERVED,
        "kind": EvidenceKind.IMAGERY,
        "direction": Direction.UP,
        "source": "Skylook",
        "source_kind": SourceKind.IMAGERY,
        "grade": Grade(reliability="B", reason="Images are published with their dates."),
        "origin": f"origin of {name}",
        "published": doc.published,
        "document": doc.id,
        "span": Span(start=start, end=start + len(quote)),
        "quote": quote,
        "url": doc.url,
    }
    return Evidence(**{**values, **more})


SAID = document(
    "The ministry spoke on Monday. Our brigades have begun to leave the Ardel. It gave no number.",
    publisher="News Example",
)
SEEN = document(
    "Images taken on Wednesday show new tents. Forty tanks have arrived at Lorn since Monday. "
    "The bridge was finished.",
    day=date(2031, 3, 12),
    url="https://skylook.example/lorn",
)
COUNTED = document(
    "Selon l’état-major, plus de 40 000 hommes se trouvent sur l’Ardel, garde comprise.",
    day=date(2031, 3, 14),
    language="fr",
    url="https://journal.example/ardel",
)
COPIED = document(
    "As Skylook showed, forty tanks have arrived at Lorn since Monday, the agency wrote.",
    day=date(2031, 3, 13),
    url="https://copy.example/1",
    publisher="Copy One",
)
RECOPIED = document(
    "Copy One says that forty tanks have arrived at Lorn since Monday.",
    day=date(2031, 3, 13),
    url="https://copy.example/2",
    publisher="Copy Two",
)
CODED = document(
    "A train with armour left the yard at Lorn.",
    day=date(2031, 3, 15),
    url=None,
    row=CodedRow(row=7, source="Rail watchers", source_kind=SourceKind.NGO, kind="movement_out"),
)
DOCUMENTS = {d.id: d for d in (SAID, SEEN, COUNTED, COPIED, RECOPIED, CODED)}

EVIDENCE = (
    evidence(
        SAID,
        "Our brigades have begun to leave the Ardel.",
        "said",
        ledger=Ledger.DECLARED,
        kind=EvidenceKind.MOVEMENT_OUT,
        direction=Direction.DOWN,
        source="ves-mod",
        source_kind=SourceKind.CLAIMANT,
        party="VES",
        origin="ves-mod@2031-03-10",
    ),
    evidence(SEEN, "Forty tanks have arrived at Lorn since Monday.", "seen"),
    evidence(
        COPIED,
        "forty tanks have arrived at Lorn since Monday",
        "copy",
        weight=0.0,
        copy_of="seen",
    ),
    evidence(
        RECOPIED,
        "forty tanks have arrived at Lorn since Monday",
        "copy of copy",
        weight=0.0,
        copy_of="copy",
    ),
    evidence(
        COUNTED,
        "plus de 40 000 hommes se trouvent sur l’Ardel",
        "counted",
        kind=EvidenceKind.COUNT,
        source="Orm staff",
        source_kind=SourceKind.ADVERSARY,
        interval=Interval(low=40000, best=40000, high=46000),
        comparator=Comparator.OVER,
        unit="persons",
        definition="with_guard",
    ),
    evidence(
        CODED,
        "A train with armour left the yard at Lorn.",
        "coded",
        kind=EvidenceKind.MOVEMENT_OUT,
        direction=Direction.DOWN,
        source="Rail watchers",
        source_kind=SourceKind.NGO,
        url=None,
    ),
)
CONTRIBUTIONS = (0.01, -0.7, 0.0, 0.0, -0.2, 0.3)


def assessment(**more):
    """The assessment of the made-up claim; keyword arguments replace its fields."""
    values = {
        "claim": CLAIM,
        "as_of": AS_OF,
        "prior": Outcomes(carried_out=0.3, partial=0.3, not_carried_out=0.3, build_up=0.1),
        "p": Outcomes(carried_out=0.15, partial=0.15, not_carried_out=0.3, build_up=0.4),
        "p_range": (0.05, 0.3),
        "observed_so_far": ObservedSoFar(
            p_drop_10=0.004,
            level=Level(
                median=38123.0,
                low90=33000.0,
                high90=44000.0,
                unit="persons",
                definition="reference",
            ),
            change={"1w": Change(median=0.05, low90=-0.02, high90=0.12, p_up=0.88)},
        ),
        "verdict": Verdict.TOO_EARLY,
        "verdict_reasons": (
            Reason(id="verdict.before_horizon", values={"days": 6, "horizon": CLAIM.horizon}),
        ),
        "words": "very_unlikely",
        "confidence": Confidence.MODERATE,
        "confidence_reasons": (
            Reason(id="confidence.origins", values={"level": "moderate", "origins": 3}),
        ),
        "evidence": tuple(
            Weighed(evidence=e, contribution=c)
            for e, c in zip(EVIDENCE, CONTRIBUTIONS, strict=True)
        ),
        "passage": (PassageOfTime(day=date(2031, 3, 16), contribution=-0.05),),
        "independent_origins": 3,
        "would_change": (
            WouldChange(observation="imagery.down.third_party_state", evsi=0.1, swing=0.28),
        ),
        "track": tuple(
            LevelPoint(
                day=MADE_ON + timedelta(days=n),
                level=Band(median=37000 + 200 * n, low90=32000, high90=44000 + 100 * n),
            )
            for n in range(-40, 7)
        ),
        "unused": {"stale": 2},
    }
    return Assessment(**{**values, **more})


def real_size(pieces=70):
    """An assessment with many pieces of evidence, most of them in the days after the claim.

    Returns:
        The assessment and its documents by id.
    """
    documents, weighed = {}, []
    for n in range(pieces):
        day = MADE_ON + timedelta(days=(n * n) % 7 if n % 3 else -((n * 7) % 100))
        sentence = f"Observer {n} puts the force at {30 + n % 9} thousand."
        doc = document(
            f"Report {n} of the day. {sentence} More text.",
            day=day,
            url=f"https://site{n}.example/report",
            language="fr" if n % 2 else "en",
        )
        documents[doc.id] = doc
        best = 30000.0 + 1000 * (n % 9)
        weighed.append(
            Weighed(
                evidence=evidence(
                    doc,
                    sentence,
                    f"e{n}",
                    ledger=Ledger.DECLARED if n % 5 == 0 else Ledger.OBSERVED,
                    kind=EvidenceKind.COUNT,
                    source=f"Observer {n}",
                    interval=Interval(low=best * 0.93, best=best, high=best * 1.07),
                    unit="battalion_groups" if n % 11 == 0 else "persons",
                    definition="with_guard" if n % 4 == 0 else "reference",
                ),
                contribution=((n * 37) % 41 - 25) / 40,
            )
        )
    return assessment(evidence=tuple(weighed)), documents


TEXT = (
    "PARIS. Jens Holt, secretary of the League, said on 12 March: “There is no sign of a "
    "withdrawal.” Nearly 100,000 soldiers stay on the Ardel. Tanks arrived at Lorn. About the "
    "author: she writes."
)


def extraction():
    """What an extraction of a short text holds: every field of the contract once."""
    doc = Document(
        id=Document.identify(TEXT),
        source="holt.txt",
        text=TEXT,
        title="No sign",
        language="en",
        published=end_of_day(date(2031, 3, 12)),
        removed=(Cut(start=TEXT.index("About"), end=len(TEXT), reason="author-bio"),),
        warnings=(Reason(id="no-such-warning", values={"n": 3}),),
    )

    def span(words):
        start = TEXT.index(words)
        return Span(start=start, end=start + len(words))

    day = When.day(date(2031, 3, 12), span("on 12 March"))
    return Extraction(
        document=doc,
        statements=(
            Statement(
                id="s1",
                document=doc.id,
                span=span("There is no sign of a withdrawal."),
                type=StatementType.DIRECT,
                speaker=Speaker(
                    name="Jens Holt",
                    role="secretary of the League",
                    party="NATO",
                    span=span("Jens Holt"),
                ),
                cue=span("said"),
                modality=(Modality.ASSERTED,),
                polarity=Polarity.NEGATIVE,
            ),
            Statement(
                id="s2",
                document=doc.id,
                span=span("Tanks arrived at Lorn."),
                type=StatementType.INDIRECT,
                inside="s1",
            ),
        ),
        quantities=(
            Quantity(
                span=span("Nearly 100,000 soldiers"),
                comparator=Comparator.NEARLY,
                interval=Interval(low=93000, best=100000, high=100000),
                unit="persons",
                counted="soldiers",
                actor="VES",
                places=("Ardel",),
                when=day,
                statement="s1",
            ),
        ),
        events=(
            Event(
                span=span("a withdrawal"),
                kind=EventKind.WITHDRAWAL,
                plover="RETREAT/withdraw",
                actor="VES",
                realis=Realis.DENIED,
                statement="s1",
            ),
            Event(
                span=span("Tanks arrived"),
                kind=EventKind.BUILDUP,
                plover="MOBILIZE/weapons",
                place="Lorn",
                realis=Realis.OCCURRED,
            ),
        ),
        dates=(day, When(start=date(2031, 3, 1), end=date(2031, 3, 31), grain=Grain.MONTH)),
    )


def instant(year, month, day, hour=23, minute=59, second=59):
    """An instant in UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
