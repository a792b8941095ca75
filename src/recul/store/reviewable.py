"""What can be reviewed in a case, as it is read now, before any review."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from pydantic import ValidationError
from sqlalchemy import select

from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
from recul.evidence.reviewed import corrected, reviewed_claim, reviewed_statement, statement_id
from recul.model import Claim, Document, Evidence, Extraction, InputError, Statement
from recul.review import Action, Kind, Review
from recul.store.folder import Folder
from recul.store.tables import assessments

_REMEDY = "See `recul review --help`"


class Reviewable(NamedTuple):
    """Each thing that can be reviewed, by its id."""

    statements: Mapping[str, tuple[Document, Statement]]
    evidence: Mapping[str, Evidence]
    origins: Collection[str]
    claims: Mapping[str, Claim]
    assessments: Collection[str]

    @classmethod
    def of(cls, folder: Folder) -> Self:
        """All of a case, whenever it was published.

        Raises:
            InputError: the case or its database cannot be read.
        """
        case = folder.case()
        extractions = folder.extractions(folder.rows(), case)
        with folder.database.read() as tx:
            kept = list(tx.execute(select(assessments.c.id)).scalars())
        return cls.in_(extractions, case, kept)

    @classmethod
    def in_(cls, extractions: Sequence[Extraction], case: Case, kept: Iterable[str]) -> Self:
        """What can be reviewed of some extractions and of kept assessments."""
        claims = {claim.id: claim for claim in find_claims(extractions, case)}
        views = (case_for(claim, case) for claim in claims.values())
        distinct = {view.model_dump_json(): view for view in views}
        evidence = {p.id: p for view in distinct.values() for p in weigh(extractions, view)}
        return cls(
            {
                statement_id(e.document.id, statement): (e.document, statement)
                for e in extractions
                for statement in e.statements
            },
            evidence,
            frozenset(piece.origin for piece in evidence.values()),
            claims,
            frozenset(kept),
        )

    def ids(self, kind: Kind) -> Collection[str]:
        """The ids of one kind."""
        return {
            "statement": self.statements,
            "evidence": self.evidence,
            "origin": self.origins,
            "claim": self.claims,
            "assessment": self.assessments,
        }[kind]

    def find(self, kind: Kind, given: str) -> str:
        """The id that somebody gave, or the beginning of: of the document, too, before a #.

        Raises:
            InputError: there is none, or there are several.
        """
        if given in self.ids(kind):
            return given
        found = [id_ for id_ in self.ids(kind) if _is_short_for(given, id_)]
        if len(found) != 1:
            problem = "is the beginning of several ids" if found else f"no {kind} has this id"
            raise InputError(given, problem, "Copy the id from the JSON of `recul assess`")
        return found[0]

    def decide(
        self,
        kind: Kind,
        action: Action,
        target: str,
        *,
        author: str,
        reason: str,
        others: Sequence[str],
        changes: Mapping[str, Any],
        now: datetime,
    ) -> Review:
        """A review of something that is there, which makes sense.

        Raises:
            InputError: it is not there, or the decision cannot be applied to it.
        """
        found = self.find(kind, target)
        of_others: Kind = "evidence" if (kind, action) == ("origin", "split") else kind
        document, span = None, None
        if kind == "statement":
            held, statement = self.statements[found]
            document, span = held.id, statement.span
        elif kind == "evidence":
            document, span = self.evidence[found].document, self.evidence[found].span
        try:
            review = Review(
                at=now,
                author=author,
                action=action,
                kind=kind,
                target=found,
                reason=reason,
                others=tuple(self.find(of_others, other) for other in others),
                changes=dict(changes),
                document=document,
                span=span,
            )
            self._apply(review)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            problem = f"{where}: {first['msg']}" if where else first["msg"]
            raise InputError(target, problem, _REMEDY) from None
        except ValueError as error:
            raise InputError(target, str(error), _REMEDY) from None
        return review

    def _apply(self, review: Review) -> None:
        """Raise ValueError if a review cannot be applied to what it is about."""
        if review.kind == "statement":
            document, statement = self.statements[review.target]
            others = [self.statements[other] for other in review.others]
            if any(held.id != document.id for held, _ in others):
                raise ValueError("statements of two documents are not one")
            reviewed_statement(statement, review, document, [s for _, s in others])
        elif review.kind == "claim":
            reviewed_claim(self.claims[review.target], review)
        elif review.kind == "evidence" and review.action == "correct":
            corrected(self.evidence[review.target], review.changes, "evidence")


def _is_short_for(given: str, id_: str) -> bool:
    document, mark, rest = given.removeprefix("sha256:").partition("#")
    of_document, _, of_rest = id_.removeprefix("sha256:").partition("#")
    return of_document.startswith(document) and (of_rest == rest if mark else bool(document))
