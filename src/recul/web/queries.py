"""What a page shows, fetched: cases, their assessments as of an instant, one claim's course.

This is the one place where the pages meet the cases. What was computed once is kept for as long
as the case has not changed (`Opened.revision`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from recul import api
from recul.api import Assessed
from recul.case import Case
from recul.cases import CASE_FILE
from recul.model import Assessment, Document, Extraction, InputError, Weighed, end_of_day
from recul.reporting import sheet
from recul.reporting.course import Point
from recul.reporting.html import Section, section
from recul.reporting.view import Item
from recul.reporting.words import Words
from recul.store import assessments, captures, documents, reviews
from recul.store.assessments import Entry
from recul.store.captures import Capture
from recul.store.database import Database
from recul.watch import book
from recul.watch.health import FeedHealth, health_of
from recul.watch.polling import FeedState
from recul.web.addresses import address
from recul.web.kept import Kept
from recul.web.replay import Replay

KEPT = 128
"""Answers kept in memory, for all cases together."""


class NotHere(Exception):  # noqa: N818 (what the page says)
    """There is no such case, claim, document or piece of evidence."""


class Opened:
    """One case that is served.

    Args:
        slug: its name in addresses.
        folder: where it is.
        kept: where answers are kept.
    """

    def __init__(self, slug: str, folder: Path, kept: Kept) -> None:
        self.slug = slug
        self.open = api.open_case(folder)
        self.database = self.open.folder.database
        self._path = folder
        self._kept = kept

    @property
    def case(self) -> Case:
        """The case as its `case.toml` stands now, with what was decided in review."""
        return self._kept.get((self.revision, "case"), self.open.folder.reviewed)

    @property
    def revision(self) -> Hashable:
        """Another value as soon as anything was added or edited."""
        with self.database.read() as tx:
            return self.slug, self._stamp(CASE_FILE), documents.last(tx), reviews.last(tx)

    def documents(self) -> dict[str, Document]:
        """All documents, by id."""
        return self._kept.get(
            (self.revision, "documents"), lambda: {d.id: d for d in self.open.folder.documents()}
        )

    def document(self, key: str) -> Document:
        """One document.

        Raises:
            NotHere: there is none of that id.
        """
        found = self.documents().get(key)
        if found is None:
            raise NotHere
        return found

    def replay(self) -> Replay:
        """All that the case holds now, read once."""
        return self._kept.get((self.revision, "replay"), lambda: Replay(self.open.folder))

    def assessed(self, as_of: datetime, words: Words) -> Assessed:
        """The assessments as of an instant, with their history in the language of `words`."""

        def make() -> Assessed:
            replay = self.replay()
            found = self._kept.get((self.revision, "judged", as_of), lambda: replay.assessed(as_of))
            history = {a.claim.id: replay.history(a, words) for a in found.assessments}
            return found._replace(history=history)

        return self._kept.get((self.revision, "assessed", as_of, words.language), make)

    def latest(self, words: Words, today: date) -> datetime:
        """The instant a page shows unless it is asked for another one.

        Today; or, once nothing more has come in, the last day that counted: that of the last
        document, or the last one that a claim is judged on.
        """
        days = [d.published_on for d in self.documents().values() if d.published_on]
        now = end_of_day(today)
        if not days or max(days) >= today:
            return now
        horizons = [a.claim.horizon for a in self.assessed(now, words).assessments]
        return min(now, end_of_day(max([*days, *horizons])))

    def assessment(self, claim: str, as_of: datetime, words: Words) -> Assessment:
        """The assessment of one claim.

        Raises:
            NotHere: there was no such claim at that instant.
        """
        for found in self.assessed(as_of, words).assessments:
            if found.claim.id == claim:
                return found
        raise NotHere

    def section(self, claim: str, as_of: datetime, words: Words, asked: str | None) -> Section:
        """What is shown of one claim, its evidence with addresses of its own.

        Args:
            claim: its id.
            as_of: the instant of the assessment.
            words: of the interface.
            asked: the instant as the address gives it, if it does; links keep it.

        Raises:
            NotHere: there was no such claim at that instant.
        """

        def page(item: Item) -> str:
            key = item.weighed.evidence.id
            return address("c", self.slug, "evidence", key, claim=claim, as_of=asked)

        def make() -> Section:
            found = self.assessed(as_of, words)
            past = found.history.get(claim, ())
            shown = (found.case, found.documents, words, past, page)
            return section("c1", self.assessment(claim, as_of, words), *shown)

        key = (self.revision, "section", claim, as_of, words.language, asked)
        return self._kept.get(key, make)

    def extractions(self, as_of: datetime) -> list[Extraction]:
        """What was found in the documents that were out by an instant."""
        return self.replay().known(as_of)

    def feeds(self, now: datetime) -> list[FeedHealth]:
        """How each feed is that the case lists."""
        with self.database.read() as tx:
            known = book.states(tx)
        return [
            health_of(feed, known.get(feed.url) or FeedState(url=feed.url), now)
            for feed in self.case.watch.feeds
        ]

    def captures(self, document: str) -> list[Capture]:
        """The captures that a document was read from."""
        with self.database.read() as tx:
            return captures.of(tx, document)

    def captured(self, document: str, capture: str) -> bytes:
        """The response of a capture as it came over the wire.

        Raises:
            NotHere: there is none of that id, or the archive does not hold it any more.
        """
        for one in self.captures(document):
            if one.id == capture:
                held = captures.response(self.open.folder.path, one)
                if held is not None:
                    return held
        raise NotHere

    def log(self, claim: str | None = None) -> list[Entry]:
        """What each kept assessment changed, by claim and as-of instant."""
        with self.database.read() as tx:
            return assessments.log(tx, claim)

    def course(self, assessment: Assessment) -> list[Point]:
        """How a claim was judged on each day that brought evidence, replayed; and at the end."""
        return self.replay().course(assessment)

    def brief(self, claim: str, as_of: datetime, words: Words) -> str:
        """The brief on a claim, on one page, as HTML.

        Raises:
            NotHere: there was no such claim at that instant.
        """
        shown = self.section(claim, as_of, words, None)
        return sheet.sheet(shown, self.case, as_of, words.language)

    def pdf(self, claim: str, as_of: datetime, words: Words) -> bytes:
        """The same as PDF, made once.

        Raises:
            NotHere: there was no such claim at that instant.
            InputError: what makes it is not installed.
        """
        key = (self.revision, "pdf", claim, as_of, words.language)
        return self._kept.get(key, lambda: sheet.pdf(self.brief(claim, as_of, words)))

    def _stamp(self, name: str) -> Hashable:
        try:
            status = (self._path / name).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_size


class Library:
    """The cases that are served.

    Args:
        folders: of the cases.

    Raises:
        InputError: one of them is no case, or two have the same name.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        kept = Kept(KEPT)
        self.cases: dict[str, Opened] = {}
        for folder in folders:
            slug = folder.resolve().name
            if slug in self.cases:
                raise InputError(str(folder), "has the name of another case", "Rename its folder")
            self.cases[slug] = Opened(slug, folder, kept)

    @property
    def accounts(self) -> Database:
        """Where the accounts of the server are kept: the database of the first case."""
        return next(iter(self.cases.values())).database

    def case(self, slug: str) -> Opened:
        """One case.

        Raises:
            NotHere: there is none of that name.
        """
        try:
            return self.cases[slug]
        except KeyError:
            raise NotHere from None


def weighed(assessment: Assessment, key: str) -> Weighed:
    """A piece of evidence of an assessment.

    Raises:
        NotHere: it holds none of that id.
    """
    for found in assessment.evidence:
        if found.evidence.id == key:
            return found
    raise NotHere


def first_and_last(assessment: Assessment, latest: datetime) -> tuple[date, date]:
    """The days an as-of may be chosen from: the day of the claim to the latest that counts."""
    first = assessment.claim.made_on
    return first, max(latest.astimezone(UTC).date(), first + timedelta(days=1))
