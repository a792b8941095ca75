"""The same as the command line, from Python.

    import recul

    checked = recul.check(["article.txt"], published=date(2022, 2, 16), today=date.today())
    case = recul.open("ukraine-2022")
    case.add(["reports/"], today=date.today())
    case.assess(as_of=recul.end_of_day(date(2022, 2, 16)))

This is the edge of the house: the rooms are functions over values, and it is here that they are
joined and that files and addresses are opened. The day of today is a parameter here too; only the
command line looks at a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from recul import cases
from recul.assessment import assess
from recul.case import Case
from recul.evidence import Lineage, case_for, find_claims, lineage_of, weigh
from recul.evidence.revisions import Revision, revisions
from recul.extraction import extract
from recul.extraction.parsed import Parser
from recul.model import (
    Assessment,
    Claim,
    Document,
    Evidence,
    Extraction,
    InputError,
    Past,
    Reason,
    check_year,
    end_of_day,
)
from recul.reading import Reading, chains, merged, read, read_bytes
from recul.reporting.words import Words
from recul.review import Action, Kind, Review
from recul.store import Added, Fetch, Folder

if TYPE_CHECKING:
    from recul.fetch import Exchange
    from recul.store.assessments import Entry, Kept
    from recul.store.proof import Proof
    from recul.store.search import Found
    from recul.store.stamps import Post, Stamp

_LONGEST_HISTORY = 60
"""Days of news looked back at for earlier verdicts."""


class Checked(NamedTuple):
    """What some documents say, and what can be said of the claims in them."""

    case: Case
    extractions: tuple[Extraction, ...]
    claims: tuple[Claim, ...]
    assessments: tuple[Assessment, ...]
    warnings: tuple[Reason, ...]


class Assessed(NamedTuple):
    """The assessments of a case, and what is needed to show them.

    `undated` counts the documents without a date of publication. They are not used, and one that
    is added later must not change what is said as of an earlier day: they are not in `warnings`.
    """

    case: Case
    as_of: datetime
    assessments: tuple[Assessment, ...]
    documents: Mapping[str, Document]
    history: Mapping[str, tuple[Past, ...]]
    warnings: tuple[Reason, ...]
    undated: int = 0


class Sourced(NamedTuple):
    """What was read from a source; of an address, with what went over the wire."""

    reading: Reading
    exchanges: tuple[Exchange, ...] = ()


def read_source(source: str, *, published: date | datetime | None = None, today: date) -> Sourced:
    """Read a file, a folder, or the page at an address.

    Raises:
        InputError: it cannot be read or fetched.
    """
    if "://" not in source:
        return Sourced(read(source, published=published, today=today))
    from recul.fetch import fetch  # an HTTP client takes a while to import

    page = fetch(source)
    reading = read_bytes(
        page.content,
        source,
        url=page.url,
        content_type=page.content_type,
        published=published,
        today=today,
    )
    return Sourced(reading, page.exchanges)


def check(
    sources: Sequence[str],
    *,
    case: Case | None = None,
    published: date | datetime | None = None,
    as_of: datetime | None = None,
    today: date,
    parse: Parser | None = None,
) -> Checked:
    """Read some documents and judge the claims in them.

    Args:
        sources: files, folders or addresses.
        case: what is known of the crisis; nothing by default.
        published: the date of publication, if the documents do not give it.
        as_of: the instant to judge at; by default the latest publication.
        today: later dates are refused.
        parse: a parser that helps the rules, and reads languages that have no pack.

    Raises:
        InputError: a source cannot be read, or `as_of` is of another age.
    """
    if as_of:
        check_year(as_of, "as_of")
    known = case or Case.generic()
    readings = [read_source(s, published=published, today=today).reading for s in sources]
    documents, conflicts = merged(d for reading in readings for d in reading.documents)
    warnings = [warning for reading in readings for warning in reading.warnings] + conflicts
    extractions = tuple(extract(document, known, parse) for document in documents)
    instants = [d.published for d in documents if d.published]
    if as_of is None and instants:
        as_of = max(instants)
    late = sum(1 for instant in instants if as_of and instant > as_of)
    if late:  # given by the user, who should know; a case tells nothing of what came later
        warnings.append(Reason(id="documents_after_as_of", values={"n": late}))
    claims, assessments = (), ()  # type: tuple[Claim, ...], tuple[Assessment, ...]
    if as_of is not None:
        claims = _claims(extractions, known, as_of)
        graded = known.known_on(_day(as_of))
        views = [(claim, case_for(claim, graded)) for claim in claims]
        lineage = lineage_of(extractions, known)
        assessments = tuple(assess(weigh(extractions, v, lineage), c, as_of, v) for c, v in views)
    return Checked(known, extractions, claims, assessments, tuple(warnings))


class OpenCase:
    """A case folder: its `case.toml` and the documents added to it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @property
    def case(self) -> Case:
        """The case as its `case.toml` stands now."""
        return self.folder.case()

    def add(
        self, sources: Iterable[str], *, published: date | datetime | None = None, today: date
    ) -> Added:
        """Read the sources and keep what is new.

        All sources are read before anything is kept: if one cannot be read, nothing is.

        Returns:
            The documents that were not there yet, how many were, and as warnings what could not
            be read and what the versions of one document disagree on.
        """
        found = [read_source(source, published=published, today=today) for source in sources]
        added = self.folder.add(
            (document for one in found for document in one.reading.documents),
            inputs=[taken for one in found if not one.exchanges for taken in one.reading.inputs],
            fetches=[
                Fetch(one.exchanges, tuple(document.id for document in one.reading.documents))
                for one in found
                if one.exchanges
            ],
        )
        unread = [warning for one in found for warning in one.reading.warnings]
        return added._replace(warnings=unread + added.warnings)

    def assess(self, *, as_of: datetime, words: Words | None = None) -> Assessed:
        """Judge the claims of the case as of an instant.

        Args:
            as_of: documents published after it are not looked at, as if they did not exist.
            words: the language in which the history gives its reasons; without, no history.

        Raises:
            InputError: the case or its documents cannot be read, or `as_of` is of another age.
        """
        check_year(as_of, "as_of")
        case = self.folder.reviewed()
        everything = self.folder.rows()
        known = [r for r in everything if r.document.published and r.document.published <= as_of]
        documents = [row.document for row in known]
        extractions = self.folder.extractions(known, case)
        assessments, history = [], {}
        lineage = lineage_of(extractions, case)
        for claim in _claims(extractions, case, as_of):
            view = case_for(claim, case.known_on(_day(as_of)))
            evidence = weigh(extractions, view, lineage)
            assessments.append(assess(evidence, claim, as_of, view))
            if words:
                texts = extractions, lineage
                history[claim.id] = _history(texts, evidence, claim, as_of, case, words)
        warnings = [w for e in extractions for w in (*e.document.warnings, *e.warnings)]
        if not assessments:
            warnings.append(Reason(id="no_claim", values={}))
        return Assessed(
            case,
            as_of,
            tuple(assessments),
            {document.id: document for document in documents},
            history,
            tuple(warnings),
            sum(1 for row in everything if row.document.published is None),
        )

    def keep(self, assessed: Assessed) -> list[Kept]:
        """Keep the assessments that say something else than the ones before them.

        Returns:
            For each assessment the id of the version that says this, and what it changed.

        Raises:
            InputError: the database cannot be written to.
        """
        return self.folder.keep(assessed.assessments)

    def search(self, query: str, *, said: bool = False, limit: int = 20, offset: int = 0) -> Found:
        """Look for words in the documents (`recul.store.search`).

        Args:
            query: words that must all be there; "in quotation marks", one after the other.
            said: only where one statement holds them all; texts not read yet are read.
            limit: hits of a page.
            offset: hits before it.

        Raises:
            InputError: the query holds no word, or the database cannot be read.
        """
        from recul.store import extractions, index, search

        case, database = self.case, self.folder.database
        if said:
            self.folder.extractions(self.folder.rows(), case)
        with database.read() as tx:
            fresh = index.is_fresh(tx)
        if not fresh:  # this version folds words in another way
            with database.write() as tx:
                search.refresh(tx)
        with database.read() as tx:
            reader = extractions.reader(case)
            return search.search(tx, query, reader=reader, said=said, limit=limit, offset=offset)

    def versions(self) -> tuple[list[list[Revision]], dict[str, Document]]:
        """The pages that came with more than one text: what each version changed, and the texts."""
        case = self.case
        pages = chains(self.folder.documents())
        found = [revisions([extract(document, case) for document in page]) for page in pages]
        return found, {document.id: document for page in pages for document in page}

    def review(
        self,
        kind: Kind,
        action: Action,
        target: str,
        *,
        author: str,
        reason: str,
        others: Sequence[str] = (),
        changes: Mapping[str, Any] | None = None,
        now: datetime | None = None,
    ) -> Review:
        """Decide about a statement, a piece of evidence, an origin, a claim or an assessment.

        Args:
            kind: what it is.
            action: what is decided.
            target: its id, or how that begins; a statement's is ``DOCUMENT#START-END``.
            author: who decides.
            reason: why.
            others: ids, for a merge or for the split of an origin.
            changes: fields and their values, for a correction or a split.
            now: the instant; that of the clock by default.

        Raises:
            InputError: there is nothing of that id, the id begins several, or what is decided
                makes no sense.
        """
        from recul.store import reviews
        from recul.store.reviewable import Reviewable

        made = Reviewable.of(self.folder).decide(
            kind,
            action,
            target,
            author=author,
            reason=reason,
            others=others,
            changes=changes or {},
            now=now or datetime.now(UTC),
        )
        with self.folder.database.write() as tx:
            reviews.add(tx, made)
        return made

    def reviews(self) -> tuple[Review, ...]:
        """The reviews that stand, in the order they were made."""
        return self.folder.reviewed().reviews

    def log(self, claim: str | None = None) -> list[Entry]:
        """What each kept assessment changed, by claim and as-of instant.

        Args:
            claim: the id of the only one wanted.

        Raises:
            InputError: the database cannot be read, or no assessment of that claim is kept.
        """
        from recul.store import assessments

        with self.folder.database.read() as tx:
            entries = assessments.log(tx, claim)
        if claim and not entries:
            raise InputError(claim, "no assessment of that claim is kept", "See `recul log CASE`")
        return entries

    def verify(self, *, noted: str | None = None, tsa_ca: Path | None = None) -> Proof:
        """Check that the log, the archive, the texts and the quotations are what they were.

        Args:
            noted: a hash of the log that was noted before, or how it begins.
            tsa_ca: a PEM file with the root certificates of time-stamping authorities.

        Raises:
            InputError: the database or the certificates cannot be read, or `noted` is no hash.
        """
        from recul.store import proof, stamps

        if noted is not None and not re.fullmatch(r"[0-9A-Fa-f]{8,64}", noted):
            raise InputError(noted, "not a hash", "Give eight of its 64 digits or more")
        trusted = stamps.roots(tsa_ca) if tsa_ca else None
        with self.folder.database.read() as tx:
            return proof.prove(tx, self.folder.path, noted=noted, trusted=trusted)

    def stamp(self, authority: str, post: Post | None = None) -> Stamp:
        """Have the last entry of the custody log time-stamped (RFC 3161).

        Args:
            authority: the address of its service.
            post: sends to it; over the public internet by default.

        Raises:
            InputError: there is nothing to be stamped, or the authority does not do it.
        """
        from recul.store import custody, stamps

        with self.folder.database.read() as tx:
            head = custody.head(tx)
        if head is None:
            raise InputError(str(self.folder.path), "its log is empty", "Add something first")
        made, answer = stamps.ask(head, authority, post or _post)
        now, by = datetime.now(UTC), custody.collector()
        with self.folder.database.write() as tx:
            stamps.keep(tx, self.folder.path, made, answer, now=now, by=by)
        return made

    def custody(self) -> list[str]:
        """The lines of the custody log: the hash of each is the SHA-256 of its line."""
        from recul.store import custody

        with self.folder.database.read() as tx:
            return list(custody.lines(tx))


def new(name: str, parent: Path, *, template: str | None = None, today: date) -> OpenCase:
    """Make a case folder; from a bundled case, with its documents.

    Raises:
        InputError: it cannot be made, or there is no such bundled case.
    """
    made = OpenCase(Folder.create(name, parent, template))
    if template:
        bundle = cases.folder(template)
        sources = [bundle / "observations.json", bundle / "documents"]
        made.add([str(source) for source in sources if source.exists()], today=today)
    return made


def open_case(path: str | Path) -> OpenCase:
    """Open a case folder.

    Raises:
        InputError: there is none at `path`.
    """
    if str(path) in cases.names() and not Path(path).exists():
        raise InputError(
            str(path), "is a bundled case", f"Copy it first: recul new NAME --from {path}"
        )
    return OpenCase(Folder.open(Path(path)))


def _post(url: str, body: bytes, media: str) -> bytes:
    from recul.fetch import Client, check_status

    with Client() as client:
        answer = client.post(url, body, media)
    check_status(answer, url)
    return answer.content


def _claims(extractions: Sequence[Extraction], case: Case, as_of: datetime) -> tuple[Claim, ...]:
    """The claims that could be known at an instant.

    A claim is dated by the day: one of the day itself counts as made.
    """
    known = [e for e in extractions if e.document.published and e.document.published <= as_of]
    today = _day(as_of)
    return tuple(claim for claim in find_claims(known, case) if claim.made_on <= today)


def _history(
    texts: tuple[Sequence[Extraction], Lineage],
    evidence: Sequence[Evidence],
    claim: Claim,
    as_of: datetime,
    case: Case,
    words: Words,
) -> tuple[Past, ...]:
    """The verdicts before, replayed day by day: one entry where the verdict changed.

    Each day uses the grades that had been given by then; the evidence is weighed again where they
    are not those of the day before.
    """
    days = {_day(e.published) for e in evidence if e.published <= as_of} | {claim.made_on}
    view = case_for(claim, case.known_on(_day(as_of)))
    past: list[Past] = []
    for day in [d for d in sorted(days) if d >= claim.made_on][-_LONGEST_HISTORY:]:
        instant = end_of_day(day)
        if instant >= as_of:
            break
        known = case_for(claim, case.known_on(day))
        if known != view:
            view, evidence = known, weigh(texts[0], known, texts[1])
        before = assess(evidence, claim, instant, known, explain=False)
        if not past or past[-1].verdict is not before.verdict:
            why = " ".join(words.reason(reason) for reason in before.verdict_reasons)
            past.append(Past(as_of=instant, verdict=before.verdict, why=why))
    return tuple(past)


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()
