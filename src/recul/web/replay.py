"""A case read once, and judged as of any instant: the stream is cut, nothing is read again.

Assessing at an instant on the whole stream says the same as on the stream cut there: the engine
promises it, and the pages rest on it to answer the slider.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock

from recul.api import Assessed
from recul.assessment import assess
from recul.case import Case
from recul.evidence import Lineage, case_for, find_claims, lineage_of, weigh
from recul.model import Assessment, Claim, Evidence, Extraction, Past, Reason, end_of_day
from recul.reporting.course import Point
from recul.reporting.words import Words
from recul.store import Folder

LONGEST_COURSE = 90
"""At most so many days are replayed for the course of a claim; the latest count."""


@dataclass
class _Views:
    """The evidence of a claim under the grades that had been given by some day."""

    view: Case
    evidence: list[Evidence]


class Replay:
    """All that a case holds, at one revision.

    Args:
        folder: of the case.
    """

    def __init__(self, folder: Folder) -> None:
        self.case = folder.reviewed()
        rows = folder.rows()
        dated = [row for row in rows if row.document.published]
        self.undated = len(rows) - len(dated)
        self.extractions = folder.extractions(dated, self.case)
        self._views: dict[Hashable, _Views] = {}
        self._points: dict[Hashable, Point] = {}
        self._lock = Lock()

    def known(self, as_of: datetime) -> list[Extraction]:
        """What was found in the documents that were out by an instant."""
        return [
            e for e in self.extractions if e.document.published and e.document.published <= as_of
        ]

    def assessed(self, as_of: datetime) -> Assessed:
        """As `recul.api.OpenCase.assess`, without the history."""
        known, day = self.known(as_of), _day(as_of)
        assessments = []
        for claim in find_claims(known, self.case):
            if claim.made_on <= day:
                views = self._of(claim, day)
                assessments.append(assess(views.evidence, claim, as_of, views.view))
        warnings = [w for e in known for w in (*e.document.warnings, *e.warnings)]
        if not assessments:
            warnings.append(Reason(id="no_claim", values={}))
        return Assessed(
            self.case,
            as_of,
            tuple(assessments),
            {e.document.id: e.document for e in known},
            {},
            tuple(warnings),
            self.undated,
        )

    def course(self, assessment: Assessment) -> list[Point]:
        """How a claim was judged on each day that brought evidence; and at the end."""
        claim, last = assessment.claim, _day(assessment.as_of)
        days = {_day(w.evidence.published) for w in assessment.evidence} | {claim.made_on}
        shown = sorted(d for d in days if claim.made_on <= d < last)[-LONGEST_COURSE:]
        end = Point(last, assessment.p, assessment.verdict, assessment.verdict_reasons)
        return [*(self._point(claim, day) for day in shown), end]

    def history(self, assessment: Assessment, words: Words) -> tuple[Past, ...]:
        """The verdicts before: one entry where the verdict changed."""
        past: list[Past] = []
        for point in self.course(assessment)[:-1]:
            if not past or past[-1].verdict is not point.verdict:
                why = " ".join(words.reason(reason) for reason in point.reasons)
                past.append(Past(as_of=end_of_day(point.day), verdict=point.verdict, why=why))
        return tuple(past)

    @cached_property
    def _lineage(self) -> Lineage:
        return lineage_of(self.extractions, self.case)

    def _of(self, claim: Claim, day: date) -> _Views:
        known = self.case.known_on(day)
        key = claim.model_dump_json(), tuple(len(card.grades) for card in known.sources)
        with self._lock:
            if key not in self._views:
                view = case_for(claim, known)
                self._views[key] = _Views(view, weigh(self.extractions, view, self._lineage))
            return self._views[key]

    def _point(self, claim: Claim, day: date) -> Point:
        key = claim.model_dump_json(), day
        if key not in self._points:
            views = self._of(claim, day)
            found = assess(views.evidence, claim, end_of_day(day), views.view, explain=False)
            self._points[key] = Point(day, found.p, found.verdict, found.verdict_reasons)
        return self._points[key]


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()
