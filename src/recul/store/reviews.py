"""Reviews in the store: one stands for each thing, the last one; the ones before it stay."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from recul.review import Review
from recul.store.tables import reviews as table


def add(tx: Connection, review: Review) -> None:
    """Keep a review; it takes the place of the one that stands for the same thing.

    Of an assessment each person has a say: only the same person's is taken back.
    """
    newer = table.alias()
    held = (
        select(table.c.seq, table.c.id)
        .where(
            table.c.kind == review.kind,
            table.c.target == review.target,
            ~select(newer.c.seq).where(newer.c.supersedes == table.c.seq).exists(),
        )
        .order_by(table.c.seq.desc())
    )
    if review.kind == "assessment":
        held = held.where(table.c.author == review.author)
    before = tx.execute(held).first()
    if before and before.id == review.id:
        return
    tx.execute(
        insert(table),
        {
            "id": review.id,
            "supersedes": before.seq if before else None,
            "at": review.at,
            "author": review.author,
            "action": review.action,
            "kind": review.kind,
            "target": review.target,
            "reason": review.reason,
            "body": review.model_dump_json(),
        },
    )


def current(tx: Connection) -> list[Review]:
    """The reviews that stand, in the order they were made."""
    newer = table.alias()
    stands = ~select(newer.c.seq).where(newer.c.supersedes == table.c.seq).exists()
    bodies = tx.execute(select(table.c.body).where(stands).order_by(table.c.seq)).scalars()
    return [Review.model_validate_json(body) for body in bodies]


def last(tx: Connection) -> int:
    """The number of the review that was made last; 0 if there is none."""
    return tx.execute(select(func.max(table.c.seq))).scalar_one() or 0
