from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from recul.evidence.near_copies import joined, shingles_of
from recul.model import Direction, EvidenceKind, Span
from tests.assessment.build import report

SEEN = "Satellite pictures of {} taken on the 3rd show tanks going home, note {}."


def planted(number, words, grade="F", group="?site"):
    e = report(f"e{number}", EvidenceKind.IMAGERY, Direction.DOWN, source=f"s{number}")
    return e.model_copy(
        update={
            "quote": words,
            "span": Span(start=0, end=len(words)),
            "grade": e.grade.model_copy(update={"reliability": grade}),
            "group": f"{group}{number}",
            "published": datetime(2022, 2, 16, number, tzinfo=UTC),
            "origin": f"o{number}",
        }
    )


def test_another_number_or_another_word_makes_no_other_sentence():
    same = [planted(n, SEEN.format(place, n)) for n, place in enumerate(("Yelnya", "Kursk"))]
    other = planted(2, "Trains were loaded with bridges and hospitals at the station of Bryansk.")
    assert [e.origin for e in joined([*same, other])] == ["o0", "o0", "o2"]
    assert [e.group for e in joined([*same, other])] == ["?site0", "?site0", "?site2"]


def test_known_papers_may_word_a_fact_alike():
    known = [planted(n, SEEN.format("Kursk", n), grade="B", group="") for n in range(2)]
    assert [e.origin for e in joined([*known, planted(2, SEEN.format("Kursk", 9))])] == [
        "o0",
        "o1",
        "o2",
    ]


def test_what_comes_later_changes_nothing_before_it_whatever_the_order():
    several = [planted(n, SEEN.format("Kursk", n)) for n in range(4)]
    assert joined(several)[:2] == joined(several[:2])
    assert joined(several[::-1]) == joined(several)


@given(st.text())
def test_any_text_has_shingles(words):
    assert len(shingles_of(words)) >= 1
