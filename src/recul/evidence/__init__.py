"""Statement → Evidence: sources and grades, origins, and the two ledgers: declared, observed."""

from __future__ import annotations

from collections.abc import Sequence

from recul.case import Case
from recul.evidence.claims import case_for, find_claims
from recul.evidence.coverage import with_expiry
from recul.evidence.groups import grouped
from recul.evidence.lineage import Lineage, lineage_of
from recul.evidence.near_copies import joined
from recul.evidence.origins import settle
from recul.evidence.reviewed import review_evidence, review_origins, review_statements
from recul.evidence.rows import weigh_rows
from recul.evidence.sides import with_standing
from recul.evidence.statements import weigh_statements
from recul.evidence.tracing import traced
from recul.model import Evidence, Extraction

__all__ = ["Lineage", "case_for", "find_claims", "lineage_of", "weigh"]


def weigh(
    extractions: Sequence[Extraction], case: Case, lineage: Lineage | None = None
) -> list[Evidence]:
    """The evidence in some documents, rows of tables and texts alike.

    Echo weights and groups are assigned.

    Args:
        extractions: in any order; the same documents give the same evidence.
        case: the force, the theatre, the parties, the source cards, the reviews.
        lineage: of these documents, where it is known already; else it is found.

    Returns:
        Sorted by time of publication, then by id.
    """
    rows = weigh_rows([extraction.document for extraction in extractions], case)
    extractions = review_statements(extractions, case.reviews)
    told = joined(weigh_statements(extractions, case))
    found = review_evidence([*rows, *told], case.reviews)
    known = lineage or lineage_of(extractions, case)
    placed = grouped(with_standing(with_expiry(found), case), case)
    return review_origins(settle(traced(placed, known)), case.reviews)
