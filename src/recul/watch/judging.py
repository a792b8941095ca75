"""The assessments of a case that grows: what was read before is kept in memory.

Only what came since is taken from the store. The result is the same as from nothing: the rooms
take the documents in any order.
"""

from __future__ import annotations

from datetime import UTC, datetime

from recul.assessment import assess
from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
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

    def catch_up(self, folder: Folder) -> None:
        """Take in the documents added since, by whichever worker."""
        with folder.database.read() as tx:
            rows = documents.current(tx, after=self.seq)
            seq = documents.last(tx)
        for extraction in folder.extractions(rows, self.case):
            self._extractions[extraction.document.id] = extraction
        self.seq = seq

    def assess(self, as_of: datetime) -> list[Assessment]:
        """Judge the claims as of an instant."""
        known = [
            e
            for e in self._extractions.values()
            if e.document.published and e.document.published <= as_of
        ]
        today = as_of.astimezone(UTC).date()
        found = []
        for claim in find_claims(known, self.case):
            if claim.made_on <= today:
                view = case_for(claim, self.case)
                found.append(assess(weigh(known, view), claim, as_of, view))
        return found


def extracted(document: Document, case: Case) -> Extraction:
    """What a document says; a text that the rules stumble on says nothing, and that is told."""
    try:
        return extract(document, case)
    except Exception as error:
        values = {"source": document.source, "problem": type(error).__name__}
        return Extraction(document=document, warnings=(Reason(id="not_extracted", values=values),))
