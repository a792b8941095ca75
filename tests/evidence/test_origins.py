from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recul.evidence.origins import echo_table, settle
from recul.model import Direction, EvidenceKind, Ledger, SourceKind
from tests.assessment.build import count, report, streams

OUT, DENIAL, IMAGERY = EvidenceKind.MOVEMENT_OUT, EvidenceKind.DENIAL, EvidenceKind.IMAGERY
DOWN, FLAT, UP = Direction.DOWN, Direction.FLAT, Direction.UP


def weights(*evidence):
    return {e.id: e.weight for e in settle(evidence)}


@settings(max_examples=60)
@given(streams(), st.integers(-40, 45))
def test_cutting_the_stream_changes_no_earlier_weight(evidence, day):
    whole = settle(evidence)
    cutoff = sorted(e.published for e in evidence)[len(evidence) // 2] if evidence else None
    kept = [e for e in evidence if cutoff is None or e.published <= cutoff]
    assert settle(kept) == [e for e in whole if cutoff is None or e.published <= cutoff]


@settings(max_examples=60)
@given(streams(), st.randoms())
def test_settling_again_or_in_another_order_gives_the_same(evidence, dice):
    whole = settle(evidence)
    dice.shuffle(evidence)
    assert settle(evidence) == whole
    assert settle(whole) == whole
    assert all(0 <= e.weight <= 1 for e in whole)
    assert all((e.copy_of is not None) == (e.weight == 0) for e in whole)


def test_copies_of_one_origin_weigh_nothing():
    evidence = [
        report(f"e{i}", DENIAL, FLAT, day=i / 10, source=f"paper {i}", origin="agency")
        for i in range(20)
    ]
    settled = settle(evidence)
    assert [e.weight for e in settled] == [1.0] + [0.0] * 19
    assert {e.copy_of for e in settled[1:]} == {"e0"}


def test_different_statements_of_one_origin_share_their_weight():
    r = echo_table().origin_correlation
    got = weights(
        report("a", DENIAL, FLAT, day=1, origin="briefing"),
        report("b", IMAGERY, FLAT, day=1.1, origin="briefing"),
        count("c", 90, 100, day=1.2, origin="briefing"),
    )
    assert got["a"] == 1.0
    assert abs(got["b"] - (2 / (1 + r) - 1)) < 1e-12
    assert got["c"] < got["b"]


def test_a_row_and_a_text_of_one_report_are_one_vote():
    # Same source, same or adjacent day, same kind, overlapping numbers; origins worded apart.
    row = count("row", 93_000, 107_000, day=1, source="min", origin="min@row")
    text = count("text", 97_000, 100_000, day=2, source="min", origin="min, press conference")
    assert weights(row, text) == {"row": 1.0, "text": 0.0}
    seen = report("row2", OUT, DOWN, day=1, source="sat", origin="sat@row")
    again = report("text2", OUT, DOWN, day=1.5, source="sat", origin="sat images")
    assert weights(seen, again) == {"row2": 1.0, "text2": 0.0}


def test_a_source_that_repeats_itself_weighs_little_and_later_in_full_again():
    got = weights(*(report(f"d{d:02}", DENIAL, FLAT, day=d, source="min") for d in (0, 3, 6, 20)))
    assert got == {"d00": 1.0, "d03": 0.2, "d06": 0.2, "d20": 1.0}


def test_another_direction_is_no_repetition():
    got = weights(
        report("a", IMAGERY, FLAT, day=1, source="sat"),
        report("b", IMAGERY, UP, day=4, source="sat"),
    )
    assert got == {"a": 1.0, "b": 1.0}


def test_the_same_numbers_within_days_are_no_news():
    same = [count(f"c{d:02}", 90_000, 95_000, day=d, source="min") for d in (0, 4, 12)]
    assert weights(*same) == {"c00": 1.0, "c04": 0.0, "c12": 1.0}
    moved = count("m", 100_000, 105_000, day=4, source="min")
    assert weights(same[0], moved)["m"] == 1.0
    wider = count("w", 90_000, 95_000, day=4, source="min", definition="wider")
    assert weights(same[0], wider)["w"] == 1.0


def test_unknown_lineage_never_has_a_full_vote():
    who: dict[str, Any] = {"source_kind": SourceKind.UNKNOWN, "letter": "F"}
    first = report("a", OUT, DOWN, day=0, source="@a", **who)
    second = report("b", OUT, DOWN, day=1, source="@b", **who)
    got = weights(first, second)
    assert got["b"] < got["a"] < 1.0


def test_the_press_with_numbers_already_out_is_most_likely_a_copy():
    first = count("a", 113_460, 130_540, day=0, source="council")
    press = count(
        "b", 113_460, 130_540, day=5, source="paper", source_kind=SourceKind.INDEPENDENT_MEDIA
    )
    assert weights(first, press)["b"] < 0.2
    own = count("b", 100_000, 130_540, day=5, source="paper", source_kind=press.source_kind)
    assert weights(first, own)["b"] == 1.0


def test_an_item_that_comes_in_twice_is_a_copy_of_itself():
    e = report("a", OUT, DOWN)
    first, second = settle([e, e])
    assert (first.weight, second.weight, second.copy_of) == (1.0, 0.0, "a")


def test_one_thing_coded_as_equipment_and_told_as_a_movement_is_one_vote():
    row = report("row", EvidenceKind.EQUIPMENT, UP, day=1, source="min", origin="min@row")
    text = report("text", EvidenceKind.MOVEMENT_IN, UP, day=1.5, source="min", origin="min@text")
    assert weights(row, text) == {"row": 1.0, "text": 0.0}
    other_way = report("text", OUT, DOWN, day=1.5, source="min", origin="min@text")
    assert weights(row, other_way) == {"row": 1.0, "text": 1.0}
    later = report("text", EvidenceKind.MOVEMENT_IN, UP, day=9, source="min", origin="min@text")
    assert weights(row, later) == {"row": 1.0, "text": 1.0}


def test_two_offices_of_one_party_that_say_the_same_are_one_vote():
    def of(party, e):
        return e.model_copy(update={"party": party})

    first = of("AAA", count("a", 93_000, 107_000, day=1, source="minister"))
    second = of("AAA", count("b", 97_000, 100_000, day=2, source="an official"))
    other = of("BBB", second)
    assert weights(first, second) == {"a": 1.0, "b": 0.0}
    assert weights(first, other) == {"a": 1.0, "b": 1.0}


def test_what_a_party_says_for_the_record_does_not_silence_what_it_admits():
    said = report("a", EvidenceKind.MOVEMENT_IN, FLAT, day=1, source="min")
    admitted = said.model_copy(update={"id": "b", "ledger": Ledger.DECLARED, "origin": "other"})
    assert weights(said, admitted) == {"a": 1.0, "b": 0.2}


def test_a_weight_says_what_lowered_it():
    first, copy, other = settle(
        [
            report("a", DENIAL, FLAT, day=1, origin="briefing"),
            report("b", DENIAL, FLAT, day=1.1, origin="briefing"),
            report("c", IMAGERY, FLAT, day=1.2, origin="briefing"),
        ]
    )
    assert first.weighing == ()
    assert [(r.id, r.values["share"]) for r in copy.weighing] == [("weight_copy", 0.0)]
    assert [(r.id, r.values["share"]) for r in other.weighing] == [("weight_origin", other.weight)]
    assert other.weighing[0].values["version"] == echo_table().version
