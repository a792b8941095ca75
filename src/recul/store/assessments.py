"""The assessments that were made of each claim: those that say something new, for ever.

Each has an id made of what it says, so that a link to it holds, and so that the same documents,
assessed again as of the same instant, are no new version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, insert, select

from recul.assessment.changes import Change, change
from recul.model import Assessment, Claim, Evidence, InputError, Weighed
from recul.store.tables import assessments as table
from recul.store.tables import claims, evidence, weighed

_AT_ONCE = 500
_LENGTH = 16
"""Hexadecimal digits of an id: of a million assessments two are alike once in 40 million."""


class Kept(NamedTuple):
    """What became of an assessment that was given to be kept.

    Attributes:
        id: of the version that says this.
        change: what differs from `before`; None if nothing does, and nothing was kept.
        before: the one before it, by as-of instant.
    """

    id: str
    change: Change | None
    before: Assessment | None


class Version(NamedTuple):
    """A kept assessment."""

    id: str
    kept: datetime
    assessment: Assessment


class Entry(NamedTuple):
    """A line of the log: a version, and what it changed."""

    id: str
    kept: datetime
    change: Change


def keep(tx: Connection, assessment: Assessment, now: datetime) -> Kept:
    """Keep an assessment that says something else than the one before it.

    Args:
        tx: of `Database.write`.
        assessment: of a claim, as of an instant.
        now: the instant of keeping.
    """
    id_ = _id(assessment)
    held = latest(tx, assessment.claim.id, assessment.as_of)
    before = held.assessment if held else None
    there = tx.execute(select(table.c.seq).where(table.c.id == id_)).first()
    difference = None if there else change(before, assessment)
    if there or difference is None:
        return Kept(id_ if there or held is None else held.id, None, before)
    _keep_claim(tx, assessment.claim, now)
    seq = tx.execute(
        insert(table).returning(table.c.seq),
        {
            "id": id_,
            "claim": assessment.claim.id,
            "as_of": assessment.as_of,
            "kept": now,
            "verdict": assessment.verdict,
            "words": assessment.words,
            "confidence": assessment.confidence,
            "carried_out": assessment.p.carried_out,
            "independent_origins": assessment.independent_origins,
            "body": assessment.model_dump_json(exclude={"evidence"}),
        },
    ).scalar_one()
    pieces = _keep_evidence(tx, [w.evidence for w in assessment.evidence], now)
    if assessment.evidence:
        tx.execute(
            insert(weighed),
            [
                {
                    "assessment": seq,
                    "position": position,
                    "evidence": pieces[_digest(w.evidence.model_dump_json())],
                    "contribution": w.contribution,
                }
                for position, w in enumerate(assessment.evidence)
            ],
        )
    return Kept(id_, difference, before)


def latest(tx: Connection, claim: str, as_of: datetime | None = None) -> Version | None:
    """The last version for a claim, of those as of an instant or an earlier one."""
    query = select(table).where(table.c.claim == claim)
    if as_of is not None:
        query = query.where(table.c.as_of <= as_of)
    found = _versions(tx, query.order_by(table.c.as_of.desc(), table.c.seq.desc()).limit(1))
    return found[0] if found else None


def version(tx: Connection, id: str) -> Version:
    """A version by its id.

    Raises:
        InputError: there is none.
    """
    found = _versions(tx, select(table).where(table.c.id == id))
    if not found:
        raise InputError(id, "no assessment of that id is kept", "See `recul log CASE`")
    return found[0]


def log(tx: Connection, claim: str | None = None) -> list[Entry]:
    """The versions of each claim and what each changed, by claim and as-of instant.

    Args:
        tx: of `Database.read`.
        claim: the id of the only one wanted.
    """
    query = select(table).order_by(table.c.claim, table.c.as_of, table.c.seq)
    if claim is not None:
        query = query.where(table.c.claim == claim)
    entries = []
    before: Assessment | None = None
    for held in _versions(tx, query):
        if before and before.claim.id != held.assessment.claim.id:
            before = None
        difference = change(before, held.assessment)
        if difference:  # else one as of an earlier instant, kept later, has said it before
            entries.append(Entry(held.id, held.kept, difference))
        before = held.assessment
    return entries


def _versions(tx: Connection, query: Select[Any]) -> list[Version]:
    rows = tx.execute(query).mappings().all()
    pieces = _pieces(tx, rows)
    return [
        Version(
            row["id"],
            row["kept"],
            Assessment.model_validate(
                {**json.loads(row["body"]), "evidence": tuple(pieces.get(row["seq"], ()))}
            ),
        )
        for row in rows
    ]


def _pieces(tx: Connection, rows: Sequence[RowMapping]) -> dict[int, list[Weighed]]:
    """The evidence of assessments, in its order; a piece that several share is read once."""
    read: dict[int, Evidence] = {}
    found: dict[int, list[Weighed]] = {}
    for start in range(0, len(rows), _AT_ONCE):
        some = [row["seq"] for row in rows[start : start + _AT_ONCE]]
        used = select(weighed.c.evidence).where(weighed.c.assessment.in_(some))
        for seq, body in tx.execute(
            select(evidence.c.seq, evidence.c.body).where(evidence.c.seq.in_(used))
        ):
            if seq not in read:
                read[seq] = Evidence.model_validate_json(body)
        query = (
            select(weighed)
            .where(weighed.c.assessment.in_(some))
            .order_by(weighed.c.assessment, weighed.c.position)
        )
        for row in tx.execute(query):
            piece = Weighed(evidence=read[row.evidence], contribution=row.contribution)
            found.setdefault(row.assessment, []).append(piece)
    return found


def _keep_evidence(tx: Connection, pieces: Sequence[Evidence], now: datetime) -> dict[str, int]:
    """The number of each piece, by its digest; those that are not there are kept."""
    bodies = {
        _digest(body): (piece, body) for piece in pieces for body in [piece.model_dump_json()]
    }
    numbers = _numbers(tx, list(bodies))
    new = [
        {
            "digest": digest,
            "id": piece.id,
            "added": now,
            "document": piece.document,
            "ledger": piece.ledger,
            "kind": piece.kind,
            "direction": piece.direction,
            "source": piece.source,
            "origin": piece.origin,
            "published": piece.published,
            "body": body,
        }
        for digest, (piece, body) in bodies.items()
        if digest not in numbers
    ]
    if new:
        tx.execute(insert(evidence), new)
        numbers |= _numbers(tx, [row["digest"] for row in new])  # type: ignore[misc]
    return numbers


def _numbers(tx: Connection, digests: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(digests), _AT_ONCE):
        some = digests[start : start + _AT_ONCE]
        query = select(evidence.c.digest, evidence.c.seq).where(evidence.c.digest.in_(some))
        found.update((row.digest, row.seq) for row in tx.execute(query))
    return found


def _keep_claim(tx: Connection, claim: Claim, now: datetime) -> None:
    body = claim.model_dump_json()
    newest = select(claims).where(claims.c.id == claim.id).order_by(claims.c.seq.desc()).limit(1)
    held = tx.execute(newest).first()
    if held and held.body == body:
        return
    tx.execute(
        insert(claims),
        {
            "id": claim.id,
            "supersedes": held.seq if held else None,
            "added": now,
            "claimant": claim.claimant,
            "actor": claim.actor,
            "made_on": claim.made_on,
            "deadline": claim.deadline,
            "body": body,
        },
    )


def _id(assessment: Assessment) -> str:
    return _digest(assessment.model_dump_json())[:_LENGTH]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
