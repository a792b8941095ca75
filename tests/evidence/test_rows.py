from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import cases
from recul.case import Case, Definition, Theatre
from recul.evidence.cards import card_of
from recul.evidence.rows import bounds_of, row_table, weigh_rows
from recul.evidence.scopes import definition_of, places_of, unit_of
from recul.model import (
    Claim,
    CodedRow,
    Comparator,
    Direction,
    Document,
    EvidenceKind,
    Ledger,
    SourceKind,
    end_of_day,
)
from recul.sources import CardGrade, SourceCard

CASE = Case(
    id="c",
    theatre=Theatre(places=("North", "South", "Island"), parts=("North", "South", "Island")),
    claims=(Claim(id="x", claimant="RED", actor="RED", text="t", made_on=date(2024, 3, 1)),),
    sources=(
        SourceCard(
            id="min-blue",
            names=("Blue minister", "minister"),
            kind=SourceKind.THIRD_PARTY_STATE,
            grades=(CardGrade(reliability="A", reason="r", author="a", on=date(2024, 1, 1)),),
        ),
        SourceCard(
            id="min-green",
            names=("Green minister of war",),
            kind=SourceKind.ADVERSARY,
            grades=(CardGrade(reason="r", author="a", on=date(2024, 1, 1)),),
        ),
    ),
    definitions=(Definition(id="with_marines", label="with marines", phrases=("marines",)),),
)


def document(kind="troop_count", number=1, published=date(2024, 3, 2), **row):
    row.setdefault("source", "Somebody")
    row.setdefault("source_kind", SourceKind.THIRD_PARTY_STATE)
    text = f"Row {number}."
    return Document(
        id=Document.identify(text),
        source="table",
        text=text,
        published=end_of_day(published) if published else None,
        row=CodedRow(row=number, kind=kind, **row),
    )


def one(**row):
    found = weigh_rows([document(**row)], CASE)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("low", "best", "high", "comparator", "bounds"),
    [
        (None, 100, None, Comparator.ABOUT, (93, 107)),
        (None, 100, 100, Comparator.NEARLY, (93, 100)),
        (None, None, 100, Comparator.UP_TO, (80, 100)),
        (100, None, None, Comparator.OVER, (100, 115)),
        (100, 100, None, Comparator.OVER, (100, 115)),
        (100, 110, None, Comparator.AT_LEAST, (100, 117.7)),
        (100, None, 130, Comparator.BETWEEN, (100, 130)),
        (100, 110, 130, Comparator.BETWEEN, (100, 130)),
        (100, 100, 100, Comparator.EXACT, (98.5, 101.5)),
        (None, 100, 150, Comparator.ABOUT, (93, 150)),
    ],
)
def test_which_numbers_are_given_tells_the_wording(low, best, high, comparator, bounds):
    row = CodedRow(
        row=1,
        source="s",
        source_kind=SourceKind.UNKNOWN,
        kind="troop_count",
        low=low,
        best=best,
        high=high,
    )
    got = bounds_of(row)
    assert got is not None
    assert got[0] is comparator
    assert (got[1].low, got[1].high) == pytest.approx(bounds)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e7)), min_size=3, max_size=3))
def test_any_row_has_ordered_bounds_or_none(numbers):
    known = sorted(n for n in numbers if n is not None)
    ordered = [None if n is None else known.pop(0) for n in numbers]
    low, best, high = ordered
    row = CodedRow(
        row=1, source="s", source_kind=SourceKind.NGO, kind="k", low=low, best=best, high=high
    )
    assert (bounds_of(row) is None) == (ordered == [None, None, None])


@pytest.mark.parametrize(
    ("unit", "normal"),
    [
        ("troops", "persons"),
        ("Soldats", "persons"),
        ("ground troops", "persons"),
        ("troops expected", "troops_expected"),
        ("percent remaining", "percent_remaining"),
        ("battalion tactical groups", "battalion_tactical_groups"),
        (None, None),
    ],
)
def test_words_for_soldiers_are_persons_and_nothing_else_is(unit, normal):
    assert unit_of(unit) == normal


@pytest.mark.parametrize(
    ("area", "definition"),
    [
        ("near border", "reference"),
        ("Island", "part"),
        ("north, Island", "part"),
        ("North, South, Island", "reference"),
        ("North and the border", "reference"),
        ("within 200 km incl. air and naval", "with_air_and_naval"),
        ("à moins de 400 km", "within_400_km"),
        ("near border incl. marines and proxies", "with_marines"),
        ("in and near Blue incl. Island, national guard, proxies", "with_paramilitaries"),
        ("within 1200 km", "reference"),
        ("", "reference"),
    ],
)
def test_the_scope_of_a_count(area, definition):
    assert definition_of(area, CASE) == definition


def test_a_part_is_never_the_whole_even_in_the_right_unit():
    count = one(unit="troops", best=30_000, area="Island")
    assert (count.kind, count.definition) == (EvidenceKind.COUNT, "part")
    assert count.places == ("Island",)
    assert places_of("east of nowhere", CASE) == ("east of nowhere",)


@pytest.mark.parametrize(
    ("coded", "kind", "direction"),
    [
        ("movement_out", EvidenceKind.MOVEMENT_OUT, Direction.DOWN),
        ("movement_in", EvidenceKind.MOVEMENT_IN, Direction.UP),
        ("equipment", EvidenceKind.EQUIPMENT, Direction.UNKNOWN),
        ("imagery", EvidenceKind.IMAGERY, Direction.UNKNOWN),
        ("access_denied", EvidenceKind.ACCESS_DENIED, Direction.UNKNOWN),
        ("access_granted", EvidenceKind.ACCESS_GRANTED, Direction.UNKNOWN),
        ("statement_confirm", EvidenceKind.CONFIRMATION, Direction.UNKNOWN),
        ("statement_deny", EvidenceKind.DENIAL, Direction.UNKNOWN),
        ("casualties_clash", EvidenceKind.CLASH, Direction.UNKNOWN),
    ],
)
def test_kinds_and_implied_directions(coded, kind, direction):
    e = one(kind=coded)
    assert (e.kind, e.direction) == (kind, direction)


def test_a_coded_direction_is_kept():
    assert one(kind="movement_in", direction=Direction.FLAT).direction is Direction.FLAT


def test_what_the_claimant_says_is_declared():
    said = one(kind="movement_out", source_kind=SourceKind.CLAIMANT)
    assert said.ledger is Ledger.DECLARED
    assert said.party == "RED"
    assert not said.physical
    seen = one(kind="movement_out", source_kind=SourceKind.NGO)
    assert seen.ledger is Ledger.OBSERVED
    assert seen.physical


def test_rows_that_give_no_evidence():
    rows = [
        document(unit="troops"),  # a count without a number
        document(kind="weather"),
        document(kind="imagery", published=None),
        Document(id=Document.identify("x"), source="s", text="x", published=end_of_day(date.min)),
    ]
    assert weigh_rows(rows, CASE) == []


def test_a_card_gives_identity_and_grade():
    e = one(kind="imagery", source="Blue minister (on radio)", source_kind=SourceKind.UNKNOWN)
    assert (e.source, e.grade.reliability) == ("min-blue", "A")
    assert e.source_kind is SourceKind.THIRD_PARTY_STATE
    assert e.origin == "min-blue@2024-03-02"
    green = card_of("The Green minister of war", CASE)
    assert green is not None
    assert green.id == "min-green"
    assert card_of("Administration", CASE) is None


def test_an_office_many_share_does_not_outweigh_who_holds_it():
    card = CASE.sources[1].model_copy(update={"id": "grey", "names": ("Grey", "Jones")})
    case = CASE.model_copy(update={"sources": (*CASE.sources, card)})
    found = card_of("Grey minister Jones", case)
    assert found is not None
    assert found.id == "grey"


def test_without_a_card_the_kind_gives_the_grade_and_a_reason():
    assert set(row_table().grades) == set(SourceKind)
    e = one(kind="imagery", source_kind=SourceKind.UNKNOWN)
    assert e.grade.reliability == "F"
    assert e.grade.reason


@pytest.mark.parametrize(
    ("cited", "source", "origin"),
    [
        ("Ministry (Col Grey)", "Ministry", "Ministry"),
        ("Ministry via Agency", "Ministry", "Ministry"),
        ("Gazette citing Agency", "Gazette", "Agency"),
        ("Sentinel reported by Agency (via blog)", "Sentinel", "Sentinel"),
        ("(unnamed)", "(unnamed)", "(unnamed)"),
    ],
)
def test_who_vouches_and_who_said_it_first(cited, source, origin):
    e = one(kind="imagery", source=cited)
    assert (e.source, e.origin) == (source, f"{origin}@2024-03-02")


def test_the_quote_is_the_stored_text():
    row = document(kind="imagery")
    e = weigh_rows([row], CASE)[0]
    assert e.quote == row.cut(e.span) == row.text
    assert e.document == row.id


def test_ground_troops_are_a_definition_in_a_table_as_in_a_text():
    case = cases.load("ukraine-2022")
    row = CodedRow(
        row=1,
        source="Reznikov",
        source_kind=SourceKind.ADVERSARY,
        kind="troop_count",
        best=112_000,
        unit="ground troops",
        area="within 200 km",
    )
    text = "Ground component put at 112,000."
    document = Document(
        id=Document.identify(text),
        source="t",
        text=text,
        published=datetime(2022, 1, 28, tzinfo=UTC),
        row=row,
    )
    (evidence,) = weigh_rows([document], case)
    assert (evidence.unit, evidence.definition) == ("persons", "ground")
