"""On whose side somebody stands: what a party, or a source of one, is to the claim."""

from __future__ import annotations

from collections.abc import Iterable

from recul.case import Case
from recul.model import Evidence, SourceKind, Standing, is_state
from recul.sources import SourceCard, Who

_PRESS = frozenset({Who.AGENCY, Who.OUTLET, Who.ACCOUNT})
_OF_THEMSELVES = {
    Who.AGENCY: SourceKind.INDEPENDENT_MEDIA,
    Who.OUTLET: SourceKind.INDEPENDENT_MEDIA,
    Who.ORGANISATION: SourceKind.INTERNATIONAL_ORG,
    Who.MONITOR: SourceKind.INTERNATIONAL_ORG,
    Who.IMAGERY: SourceKind.IMAGERY,
    Who.RESEARCH: SourceKind.RESEARCHER,
    Who.NGO: SourceKind.NGO,
}
_STANDINGS = {
    SourceKind.ADVERSARY: Standing.ADVERSARY,
    SourceKind.THIRD_PARTY_STATE: Standing.THIRD_STATE,
    SourceKind.INTERNATIONAL_ORG: Standing.ORGANISATION,
    SourceKind.IMAGERY: Standing.IMAGERY,
    SourceKind.INDEPENDENT_MEDIA: Standing.PRESS,
    SourceKind.NGO: Standing.NGO,
    SourceKind.RESEARCHER: Standing.RESEARCHER,
}
_WITH_A_SIDE = frozenset({SourceKind.CLAIMANT, SourceKind.ADVERSARY})


def kind_of(card: SourceCard, case: Case) -> SourceKind:
    """What a source is to the claim: what its card says, else what its party is.

    A state's agency is of the claimant's side where its state is, and of the other side where
    that one is; elsewhere it is a newspaper, and no voice of a third state.
    """
    if card.kind:
        return card.kind
    role = role_of(card.party, case)
    of_itself = _OF_THEMSELVES.get(card.who, SourceKind.UNKNOWN) if card.who else role
    if card.party is None or (card.who in _PRESS and role not in _WITH_A_SIDE):
        return of_itself
    return role


def role_of(party: str | None, case: Case) -> SourceKind:
    """The position of a party towards the claim; one the case does not name is a third party."""
    known = case.party(party)
    if known:
        return known.role
    if party is None:
        return SourceKind.UNKNOWN
    if not is_state(party):
        return SourceKind.INTERNATIONAL_ORG
    return SourceKind.THIRD_PARTY_STATE


def side_of(party: str | None, case: Case) -> str | None:
    """The party on whose side `party` stands: itself, or the one it speaks for."""
    known = case.party(party)
    return (known.speaks_for if known else None) or party


def with_standing(evidence: Iterable[Evidence], case: Case) -> list[Evidence]:
    """`evidence` with where each source stands towards the claim."""
    monitors = {card.id for card in case.sources if card.who is Who.MONITOR}
    return [e.model_copy(update={"standing": _standing(e, monitors, case)}) for e in evidence]


def _standing(e: Evidence, monitors: set[str], case: Case) -> Standing:
    if e.source_kind is SourceKind.CLAIMANT:
        if e.party is None or case.force is None or e.party == case.force.actor:
            return Standing.CLAIMANT
        return Standing.HOST if e.party in case.theatre.countries else Standing.FRIEND
    if e.source_kind is SourceKind.INTERNATIONAL_ORG and e.source in monitors:
        return Standing.MONITOR
    return _STANDINGS.get(e.source_kind, Standing.UNKNOWN)
