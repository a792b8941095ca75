from datetime import date

from recul import cases
from recul.case import Case
from recul.evidence.groups import grouped, groups_of
from recul.model import Direction, EvidenceKind, SourceKind
from recul.sources import CardGrade, SourceCard
from tests.assessment.build import report


def card(name, party=None, shares_with=()):
    return SourceCard(
        id=name,
        names=(name,),
        kind=SourceKind.THIRD_PARTY_STATE,
        party=party,
        shares_with=shares_with,
        grades=(CardGrade(reason="", author="", on=date(2020, 1, 1)),),
    )


def test_offices_of_one_state_and_allies_that_pool_are_one_group_in_any_order():
    cards = (
        card("ministry", "AAA"),
        card("picture"),
        card("official", "AAA"),
        card("ally", "BBB", ("league",)),
        card("league", shares_with=("AAA",)),
        card("stranger", "CCC"),
    )
    for order in (cards, cards[::-1]):
        groups = groups_of(Case(id="x", sources=order))
        pooled = {groups[name] for name in ("ministry", "official", "ally", "league", "AAA", "BBB")}
        assert len(pooled) == 1
        assert groups["picture"] == "picture"
        assert groups["stranger"] == groups["CCC"] == "stranger"


def test_a_speaker_without_a_card_stands_with_the_others_of_its_party():
    case = Case(id="x", sources=(card("ministry", "AAA"),))
    out = EvidenceKind.MOVEMENT_OUT, Direction.DOWN
    evidence = [
        report("a", *out, source="ministry"),
        report("b", *out, source="a deputy").model_copy(update={"party": "AAA"}),
        report("c", *out, source="a deputy").model_copy(update={"party": "DDD"}),
        report("d", *out, source="a witness"),
    ]
    assert [e.group for e in grouped(evidence, case)] == ["ministry", "ministry", "DDD", ""]


def test_of_the_bundled_case_washington_and_its_officials_are_one_and_imagery_another():
    groups = groups_of(cases.load("ukraine-2022"))
    assert groups["usa-government"] == groups["usa-official"] == groups["gbr-government"]
    assert len({groups[name] for name in ("usa-official", "ukr-mod", "maxar", "osce")}) == 4
