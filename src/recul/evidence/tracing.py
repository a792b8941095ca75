"""Origins of documents → origins of what they report.

A document may carry several voices, and only what it has from an earlier one goes back to that
one's origin: the same statement, by nobody else. What it says beside stays its own.

What nobody can judge never takes a vote from what somebody can: a planted text that comes first is
no origin of the true report that follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from recul.evidence.lineage import Lineage, Relation, Tie
from recul.evidence.origins import same_statement
from recul.evidence.sounds import sound
from recul.model import Evidence, Reason


def traced(evidence: Iterable[Evidence], lineage: Lineage) -> list[Evidence]:
    """`evidence` under the origins of its documents.

    - What a document repeats of its origin takes the origin and the group of the first report.
    - What an altered copy says otherwise keeps an origin of its own, and takes the group: it is
      no second witness. `differs` tells what it says otherwise.
    - A new version of a page names the one before, and tells what it says otherwise.
    - One person on one occasion is one origin, in whatever script the name is written.

    Args:
        evidence: of rows and of texts, with groups.
        lineage: of the same documents.

    Returns:
        Sorted by time of publication, then by id.
    """
    traces = _Traces(lineage)
    return [traces.place(e) for e in sorted(evidence, key=lambda e: (e.published, e.id))]


class _Traces:
    """What was reported so far, by the root of its document and by who spoke when."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._of_root: dict[str, list[Evidence]] = defaultdict(list)
        self._spoken: dict[tuple[str, str, str], str] = {}

    def place(self, e: Evidence) -> Evidence:
        root, tie = self._lineage.root(e.document), self._lineage.tie(e.document)
        if root is None:
            return e
        e = self._as_spoken(e)
        if tie and tie.relation is Relation.CONTRADICTION:
            e = self._altered(e, tie, self._of_root[self._lineage.root(tie.of) or tie.of])
        elif tie:
            e = self._repeated(e, tie, self._of_root[root])
        self._of_root[root].append(e)
        return e

    def _as_spoken(self, e: Evidence) -> Evidence:
        """Under the first spelling of who spoke, where that is nobody with a card."""
        who, at, occasion = e.origin.rpartition("@")
        if not at or e.party is None or who != e.source or " " not in who:
            return e
        key = e.party, sound(who.split()[-1]), occasion
        return e.model_copy(update={"origin": self._spoken.setdefault(key, e.origin)})

    def _repeated(self, e: Evidence, tie: Tie, earlier: list[Evidence]) -> Evidence:
        first = next((f for f in earlier if same_statement(f, e) and _may_repeat(e, f)), None)
        version = tie.relation is Relation.VERSION
        before = next((f for f in earlier if f.document == tie.of and f.kind is e.kind), None)
        update: dict[str, object] = {}
        if first:
            update |= {"origin": first.origin, "group": first.group}
        if version:
            update |= {"version_of": tie.of, "differs": _differs(e, tie)}
        if version and before:
            update |= {"origin": before.origin, "group": before.group}
        return e.model_copy(update=update) if update else e

    def _altered(self, e: Evidence, tie: Tie, earlier: list[Evidence]) -> Evidence:
        told = _differs(e, tie)
        of = next((f for f in earlier if f.document == tie.of and f.kind is e.kind), None)
        of = of or next((f for f in earlier if f.kind is e.kind), None)
        if of is None or not told:
            return self._repeated(e, tie, earlier)
        update = {"group": of.group or of.source, "altered_from": of.id, "differs": told}
        return e.model_copy(update={**update, "origin": f"{e.origin} ≠"})


def _differs(e: Evidence, tie: Tie) -> tuple[Reason, ...]:
    """What the tie of a document tells of the sentence of a report."""
    return tuple(d.reason for d in tie.differences if d.here.overlaps(e.span))


def _may_repeat(later: Evidence, earlier: Evidence) -> bool:
    """False where somebody else is heard, or where nobody could judge the earlier one."""
    if earlier.grade.reliability == "F" and later.grade.reliability != "F":
        return False
    if later.party and earlier.party and later.party != earlier.party:
        return False
    return later.ledger is earlier.ledger and later.document != earlier.document
