"""Texts → Evidence: each passage with its voucher, on its ledger.

*Said is not seen.* What the claimant or its side says of its own force is declared, however it
is worded: also where it speaks of its trains as already rolling. Two things are observed all the
same, because they are said against the speaker's own interest: that an exercise which was to
end goes on, and that the force stays. Both are set down as a movement with no change of level.

A passage gives at most one piece of evidence of each kind, and one clause of it at most one of
each direction, so that a long sentence has no more votes than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recul.case import Case
from recul.evidence.counts import definition_in
from recul.evidence.findings import findings
from recul.evidence.passages import Passage, passages
from recul.evidence.vouchers import voucher_of
from recul.model import REFERENCE, Direction, Evidence, Extraction, Ledger, SourceKind, Span


def weigh_statements(extractions: Sequence[Extraction], case: Case) -> list[Evidence]:
    """Evidence from the texts among the documents; rows of tables are passed over.

    A document without a date of publication gives none, and neither does any where the case
    does not say which force is watched. Echo weights are not assigned here.

    Args:
        extractions: in any order.
        case: the force, the theatre, the parties and the source cards.
    """
    if case.force is None:
        return []
    return [
        evidence
        for extraction in extractions
        if extraction.document.row is None and extraction.document.published
        for passage in passages(extraction)
        for evidence in _evidence(passage, case)
    ]


def _evidence(passage: Passage, case: Case) -> Iterator[Evidence]:
    document = passage.extraction.document
    voucher = voucher_of(passage, case)
    assert document.published is not None
    said: set[tuple[object, ...]] = set()
    for found in findings(passage, voucher, case):
        # One fact has one vote: of two readings of a clause that say the same, the first counts.
        fact = passage.clause(found.at), found.direction
        if (found.kind,) in said or fact in said:
            continue
        said.add((found.kind,))
        if found.direction is not Direction.UNKNOWN:
            said.add(fact)
        span = _joined(passage.span, found.verdict)
        counted = found.quantity
        declared = voucher.kind is SourceKind.CLAIMANT and not found.admitted
        yield Evidence(
            id=f"{document.id}#{passage.name}-{found.kind}",
            ledger=Ledger.DECLARED if declared else Ledger.OBSERVED,
            kind=found.kind,
            direction=found.direction,
            source=voucher.source,
            source_kind=voucher.kind,
            party=voucher.party,
            grade=voucher.grade,
            chain=voucher.chain,
            origin=voucher.origin,
            group=voucher.group,
            interval=counted.interval if counted else None,
            comparator=counted.comparator if counted else None,
            unit=counted.unit if counted else None,
            definition=definition_in(counted, passage, case) if counted else REFERENCE,
            places=counted.places if counted else _places(passage),
            published=document.published,
            observed=found.when,
            document=document.id,
            span=span,
            quote=document.cut(span),
            url=document.url,
        )


def _joined(span: Span, verdict: Span | None) -> Span:
    """The passage with the words that deny or confirm it, which may stand around it."""
    if verdict is None:
        return span
    return Span(start=min(span.start, verdict.start), end=max(span.end, verdict.end))


def _places(passage: Passage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.place for e in passage.events if e.place))
