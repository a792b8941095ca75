"""The assessments of a case that grows: what was read before is kept in memory.

Only what came since is taken from the store, and only it is placed among the texts that are there,
as long as it was published after them; where it was published before one of them, all are placed
anew. The result is the same as from nothing (`recul.api.OpenCase.assess`), to the bit.
"""

from __future__ import annotations

from datetime import UTC, datetime

from recul.assessment import assess
from recul.case import Case
from recul.evidence import Lineage, case_for, find_claims, weigh
from recul.extraction import extract
from recul.model import Assessment, Document, Extraction, Reason
from recul.store import Folder, documents


class Judge:
    """What is known of a case so far.

    Args:
        case: as it stands; of another one, another judge.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.seq = 0
        """The number of the last version of a document that it knows."""
        self._extractions: dict[str, Extraction] = {}
        self._lineage = Lineage(case)
        self._placed: set[str] = set()
        self._last: tuple[datetime, str] | None = None
        """When the text was published that was placed last, and its id."""

    def catch_up(self, folder: Folder) -> None:
        """Take in the documents added since, by whichever worker."""
        with folder.database.read() as tx:
            rows = documents.current(tx, after=self.seq)
            seq = documents.last(tx)
        for extraction in folder.extractions(rows, self.case):
            held = self._extractions.get(extraction.document.id)
            if held and extraction.document.id in self._placed:  # another date, another place
                self._begin_anew()
            self._extractions[extraction.document.id] = extraction
        self.seq = seq

    def assess(self, as_of: datetime) -> list[Assessment]:
        """Judge the claims as of an instant."""
        known = [
            e
            for e in self._extractions.values()
            if e.document.published and e.document.published <= as_of
        ]
        self._place(known)
        today = as_of.astimezone(UTC).date()
        found = []
        for claim in find_claims(known, self.case):
            if claim.made_on <= today:
                view = case_for(claim, self.case.known_on(today))
                evidence = weigh(known, view, self._lineage)
                found.append(assess(evidence, claim, as_of, view))
        return found

    def _place(self, known: list[Extraction]) -> None:
        """Place the texts that are new in the lineage, in order of publication."""
        texts = {_order(e): e for e in known if e.document.row is None}
        if not self._placed <= {e.document.id for e in texts.values()}:  # the clock was set back
            self._begin_anew()
        new = sorted(order for order in texts if order[1] not in self._placed)
        if new and self._last and new[0] < self._last:
            self._begin_anew()
            new = sorted(texts)
        for order in new:
            self._lineage.place(texts[order])
            self._placed.add(order[1])
            self._last = order

    def _begin_anew(self) -> None:
        self._lineage, self._placed, self._last = Lineage(self.case), set(), None


def _order(extraction: Extraction) -> tuple[datetime, str]:
    document = extraction.document
    assert document.published is not None
    return document.published, document.id


def extracted(document: Document, case: Case) -> Extraction:
    """What a document says; a text that the rules stumble on says nothing, and that is told."""
    try:
        return extract(document, case)
    except Exception as error:
        values = {"source": document.source, "problem": type(error).__name__}
        return Extraction(document=document, warnings=(Reason(id="not_extracted", values=values),))
