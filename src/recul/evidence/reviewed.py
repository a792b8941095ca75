"""What analysts corrected, applied: pure functions over values, in the path of every assessment.

A review whose target is not there (the text is read otherwise now) changes nothing; neither does a
correction that makes no valid value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from recul.model import Claim, Document, Evidence, Extraction, Span, Statement, Value
from recul.review import Kind, Review

V = TypeVar("V", bound=Value)

CORRECTABLE: Mapping[Kind, frozenset[str]] = {
    "statement": frozenset({"span", "type", "speaker", "modality", "polarity"}),
    "evidence": frozenset(
        {"ledger", "kind", "direction", "source", "source_kind", "party", "grade", "interval"}
        | {"comparator", "unit", "definition", "observed"}
    ),
    "claim": frozenset(
        {"claimant", "actor", "text", "made_on", "deadline", "quantity", "unit", "places"}
    ),
}
"""The fields that may be corrected: what was judged, never what was found where."""


def statement_id(document: str, statement: Statement) -> str:
    """How a review names a statement: by its place, which no later reader numbers otherwise."""
    return f"{document}#{statement.span.start}-{statement.span.end}"


def corrected(value: V, changes: Mapping[str, Any], kind: Kind) -> V:
    """A value with some fields corrected.

    Raises:
        ValueError: a field may not be corrected, or its value makes no sense.
    """
    if unknown := set(changes) - CORRECTABLE.get(kind, frozenset()):
        raise ValueError(f"{', '.join(sorted(unknown))}: not a field of a {kind} to be corrected")
    try:
        return type(value).model_validate({**value.model_dump(), **changes})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


# ---------------------------------------------------------------------------- statements


def review_statements(
    extractions: Sequence[Extraction], reviews: Sequence[Review]
) -> list[Extraction]:
    """Extractions with their statements as reviewed.

    What stood in a rejected statement is the text's own voice then; what stood in one that was
    merged or split is in the one that holds its words.
    """
    of_document: dict[str, list[Review]] = {}
    for review in reviews:
        if review.kind == "statement" and review.action != "accept":
            of_document.setdefault(review.target.partition("#")[0], []).append(review)
    return [
        _review_statements(e, of_document[e.document.id]) if e.document.id in of_document else e
        for e in extractions
    ]


def _review_statements(extraction: Extraction, reviews: Sequence[Review]) -> Extraction:
    document = extraction.document
    there = {statement_id(document.id, s): s for s in extraction.statements}
    made: dict[str, list[Statement]] = {key: [s] for key, s in there.items()}
    heirs: dict[str, list[Statement]] = {}
    for review in reviews:
        target = there.get(review.target)
        if target is None:
            continue
        absorbed = [key for key in review.others if key in there and key != review.target]
        try:
            new = reviewed_statement(target, review, document, [there[key] for key in absorbed])
        except ValueError:
            continue
        made[review.target] = new
        heirs |= {there[key].id: new for key in (review.target, *absorbed)}
        made |= {key: [] for key in absorbed}

    def home(id_: str | None, span: Span) -> str | None:
        if id_ not in heirs:
            return id_
        holding = [s for s in heirs[id_] if s.span.overlaps(span)] or heirs[id_]
        return holding[0].id if holding else None

    statements = [s for some in made.values() for s in some]
    return extraction.model_copy(
        update={
            "statements": tuple(
                s.model_copy(update={"inside": home(s.inside, s.span)}) for s in statements
            ),
            "quantities": tuple(
                q.model_copy(update={"statement": home(q.statement, q.span)})
                for q in extraction.quantities
            ),
            "events": tuple(
                e.model_copy(update={"statement": home(e.statement, e.span)})
                for e in extraction.events
            ),
        }
    )


def reviewed_statement(
    target: Statement, review: Review, document: Document, others: Sequence[Statement]
) -> list[Statement]:
    """What becomes of a statement.

    Raises:
        ValueError: the review cannot be applied to it.
    """
    if review.action == "reject":
        return []
    if review.action == "correct":
        new = corrected(target, review.changes, "statement")
        document.cut(new.span)  # inside the text
        return [new]
    if review.action == "merge":
        every = [target.span, *(other.span for other in others)]
        span = Span(min(s.start for s in every), max(s.end for s in every))
        return [target.model_copy(update={"span": span})]
    if review.action == "split":
        at = review.changes["at"]
        if not isinstance(at, int) or not target.span.start < at < target.span.end:
            raise ValueError(f"at: not inside {target.span.start}..{target.span.end}")
        parts = Span(target.span.start, at), Span(at, target.span.end)
        return [
            target.model_copy(update={"span": part, "id": id_})
            for part, id_ in zip(parts, (target.id, f"{target.id}-2"), strict=True)
        ]
    return [target]


# ------------------------------------------------------------------------------ evidence


def review_evidence(evidence: Iterable[Evidence], reviews: Sequence[Review]) -> list[Evidence]:
    """Evidence without what was rejected, and with what was corrected; before it is weighed."""
    of_piece = {r.target: r for r in reviews if r.kind == "evidence"}
    found = []
    for piece in evidence:
        review = of_piece.get(piece.id)
        if review and review.action == "reject":
            continue
        if review and review.action == "correct":
            try:
                found.append(corrected(piece, review.changes, "evidence"))
                continue
            except ValueError:
                pass
        found.append(piece)
    return found


def review_origins(evidence: Sequence[Evidence], reviews: Sequence[Review]) -> list[Evidence]:
    """Weighed evidence with its origins as reviewed.

    Of what is of one origin after a merge, the earliest of a kind and direction keeps its vote and
    the rest are copies. What is split off has an origin of its own, and its full vote.
    """
    pieces = {piece.id: piece for piece in evidence}
    for review in reviews:
        if review.kind == "origin" and review.action == "merge":
            merged = {review.target, *review.others}
            some = [p for p in pieces.values() if p.origin in merged]
            pieces |= _one_voice(some, review.target)
        elif review.kind == "evidence" and review.action == "merge":
            if review.target in pieces:
                some = [pieces[key] for key in (review.target, *review.others) if key in pieces]
                pieces |= _copies(some[0], some[1:])
        elif review.action == "split" and review.kind in ("origin", "evidence"):
            alone = review.others if review.kind == "origin" else (review.target,)
            pieces |= {key: _alone(pieces[key]) for key in alone if key in pieces}
    return [pieces[piece.id] for piece in evidence]


def _one_voice(pieces: Sequence[Evidence], origin: str) -> dict[str, Evidence]:
    first: dict[tuple[str, str], Evidence] = {}
    found: dict[str, Evidence] = {}
    for piece in sorted(pieces, key=lambda p: (p.published, p.id)):
        own = piece.model_copy(update={"origin": origin})
        leader = first.setdefault((own.kind, own.direction), own)
        found |= {own.id: own} if leader is own else _copies(leader, [own])
    return found


def _copies(leader: Evidence, pieces: Iterable[Evidence]) -> dict[str, Evidence]:
    update = {"origin": leader.origin, "weight": 0.0, "copy_of": leader.id}
    return {piece.id: piece.model_copy(update=update) for piece in pieces}


def _alone(piece: Evidence) -> Evidence:
    update = {"origin": piece.id, "weight": 1.0, "weighing": (), "copy_of": None}
    return piece.model_copy(update=update)


# -------------------------------------------------------------------------------- claims


def review_claims(claims: Sequence[Claim], reviews: Sequence[Review]) -> list[Claim]:
    """Claims as reviewed; a merged one is taken in by the other, a split one becomes several."""
    of_claim = {r.target: r for r in reviews if r.kind == "claim"}
    there = {claim.id for claim in claims}
    gone = {
        other
        for r in of_claim.values()
        if r.action == "merge" and r.target in there
        for other in r.others
        if other != r.target
    }
    found: list[Claim] = []
    for claim in claims:
        review = of_claim.get(claim.id)
        if claim.id in gone:
            continue
        try:
            found += reviewed_claim(claim, review) if review else [claim]
        except ValueError:
            found.append(claim)
    return sorted(found, key=lambda c: (c.made_on, c.id))


def reviewed_claim(claim: Claim, review: Review) -> list[Claim]:
    """What becomes of a claim.

    Raises:
        ValueError: the review cannot be applied to it.
    """
    if review.action == "reject":
        return []
    if review.action == "correct":
        return [corrected(claim, review.changes, "claim")]
    if review.action == "split":
        parts = review.changes["into"]
        if not isinstance(parts, list | tuple) or len(parts) < 2:
            raise ValueError("into: not two parts or more")
        return [
            corrected(claim, part, "claim").model_copy(update={"id": f"{claim.id}-{number}"})
            for number, part in enumerate(parts, start=1)
        ]
    return [claim]
