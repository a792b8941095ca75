"""The pages on which people decide about evidence, and about publishing a verdict."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from recul.model import Direction, InputError
from recul.reporting.view import Item
from recul.web.access import Reader
from recul.web.accounts import record
from recul.web.addresses import address, instant
from recul.web.queries import Opened

router = APIRouter(include_in_schema=False)
QUEUE = 40
"""Pieces of evidence in the queue: those that weigh most and nobody has looked at."""


@router.get("/c/{slug}/review")
def queue(visit: Reader, slug: str) -> Response:
    """What weighs most and nobody has decided about yet, and what was decided."""
    opened = visit.library.case(slug)
    as_of = opened.latest(visit.words, visit.today)
    decided = opened.open.reviews()
    known = {review.target for review in decided if review.kind == "evidence"}
    waiting: list[tuple[str, Item]] = []
    for assessment in opened.assessed(as_of, visit.words).assessments:
        section = opened.section(assessment.claim.id, as_of, visit.words, None)
        waiting += [
            (section.href(item), item)
            for item in section.items
            if item.weighed.evidence.id not in known
        ]
    waiting.sort(key=lambda w: -abs(w[1].weighed.contribution))
    return visit.page(
        "review.html.j2",
        opened=opened,
        as_of=as_of,
        waiting=waiting[:QUEUE],
        more=max(0, len(waiting) - QUEUE),
        decided=list(reversed(decided)),
    )


@router.post("/c/{slug}/review")
def decide(
    visit: Reader,
    slug: str,
    kind: Annotated[Literal["evidence", "assessment"], Form()],
    action: Annotated[Literal["accept", "correct", "reject"], Form()],
    target: Annotated[str, Form(max_length=300)],
    reason: Annotated[str, Form(max_length=2000)],
    direction: Annotated[Direction | None, Form()] = None,
    claim: Annotated[str, Form(max_length=300)] = "",
    as_of: Annotated[str, Form(max_length=40)] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Decide; the assessment is made anew with it, and kept if it says something else."""
    user = visit.check(csrf, "analyst" if kind == "evidence" else "editor")
    opened = visit.library.case(slug)
    if not reason.strip():
        raise InputError("the decision", "has no reason", "Write why")
    changes = {"direction": str(direction)} if action == "correct" and direction else {}
    review = opened.open.review(
        kind, action, target, author=user.name, reason=reason, changes=changes, now=visit.now
    )
    with opened.database.write() as tx:
        told = {"kind": kind, "action": action, "review": review.id}
        record(tx, visit.now, user.name, "review", target, told)
    _anew(visit, opened)
    if kind == "assessment":
        return visit.to(address("c", slug, "log"))
    if claim:
        shown = instant(as_of).isoformat() if as_of else None
        return visit.to(address("c", slug, "claims", claim, as_of=shown and as_of))
    return visit.to(address("c", slug, "review"))


def _anew(visit: Reader, opened: Opened) -> None:
    opened.open.keep(opened.assessed(opened.latest(visit.words, visit.today), visit.words))
