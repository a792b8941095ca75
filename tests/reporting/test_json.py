import json
from datetime import datetime, timedelta, timezone

import pytest

from recul.model import Change, Level, ObservedSoFar, Past, Verdict, Weighed, WouldChange
from recul.reporting.json import assess_json, check_json, copies
from tests.reporting import crisis

NONE = type(None)
NUMBER = (int, float)
SPAN = {"start": int, "end": int}
EVIDENCE = {
    "id": str, "contribution": float, "ledger": str, "kind": str, "direction": str,
    "source": str, "grade": str, "origin": str, "copies": list, "version_of": (str, NONE),
    "document": str, "start": int, "end": int, "quote": str, "url": (str, NONE), "published": str,
}  # fmt: skip
ASSESSMENT = {
    "claim": str, "p": dict, "observed_so_far": dict, "verdict": str, "words": (str, NONE),
    "confidence": str, "confidence_reasons": list, "evidence": list, "independent_origins": int,
    "would_change": list, "warning_time": dict, "history": list,
}  # fmt: skip
DOCUMENT = {
    "id": str, "source": str, "language": (str, NONE), "published": (str, NONE),
    "title": (str, NONE), "removed": list, "statements": list, "quantities": list,
    "events": list, "dates": list,
}  # fmt: skip
STATEMENT = {
    "id": str, **SPAN, "type": str, "speaker": (dict, NONE), "cue": (dict, NONE),
    "modality": list, "polarity": str, "inside": (str, NONE),
}  # fmt: skip
QUANTITY = {
    **SPAN, "comparator": str, "low": NUMBER, "best": NUMBER, "high": NUMBER, "unit": str,
    "counted": str, "actor": (str, NONE), "places": list, "from": (str, NONE), "to": (str, NONE),
    "statement": (str, NONE),
}  # fmt: skip
EVENT = {
    **SPAN, "kind": str, "plover": str, "actor": (str, NONE), "place": (str, NONE),
    "realis": str, "statement": (str, NONE),
}  # fmt: skip
DATE = {**SPAN, "from": str, "to": str, "grain": str}
CLAIM = {
    "id": str, "claimant": str, "text": str, "made_on": str, "document": (str, NONE),
    "statement": (str, NONE),
}  # fmt: skip


def has(shape, value):
    """Every key of the contract is there, with a value of its type; more keys are allowed."""
    for key, kind in shape.items():
        assert key in value, key
        assert isinstance(value[key], kind), (key, value[key])
        if kind is int:
            assert not isinstance(value[key], bool)


@pytest.fixture
def assessed():
    past = Past(as_of=crisis.instant(2031, 3, 11), verdict=Verdict.ANNOUNCED, why="One day in.")
    return assess_json(crisis.CASE, crisis.AS_OF, [crisis.assessment()], history={"ves-1": [past]})


@pytest.fixture
def checked():
    found = crisis.extraction()
    return check_json([found], [crisis.CLAIM], [crisis.assessment()], crisis.CASE, [])


def test_an_assessment_has_the_shape_of_the_contract(assessed):
    assert assessed["case"] == "ardel-2031"
    assert assessed["as_of"] == "2031-03-16T23:59:59Z"
    (one,) = assessed["assessments"]
    has(ASSESSMENT, one)
    assert set(one["p"]) == {"carried_out", "partial", "not_carried_out", "build_up"}
    assert one["words"] == "very unlikely"
    assert one["verdict"] == "too_early"
    assert one["confidence"] == "moderate"
    assert all(isinstance(reason, str) for reason in one["confidence_reasons"])
    has({"p_drop_10": float, "level": dict, "change": dict}, one["observed_so_far"])
    has(
        {"median": float, "low90": float, "high90": float, "unit": str, "definition": str},
        one["observed_so_far"]["level"],
    )
    change = one["observed_so_far"]["change"]
    assert list(change) == ["1w", "4w", "12w"]
    assert change["1w"] == {"p_up": 0.88, "median": 0.05, "low90": -0.02, "high90": 0.12}
    assert change["4w"] == {}
    for piece in one["evidence"]:
        has(EVIDENCE, piece)
        assert piece["published"].endswith("Z")
    has({"observation": str, "evsi": float, "swing": float}, one["would_change"][0])
    assert one["history"] == [
        {"as_of": "2031-03-11T23:59:59Z", "verdict": "announced", "why": "One day in."}
    ]


def test_a_check_has_the_shape_of_the_contract(checked):
    assert set(checked) >= {"documents", "claims", "assessments", "warnings"}
    (doc,) = checked["documents"]
    has(DOCUMENT, doc)
    assert doc["published"] == "2031-03-12"
    (cut,) = doc["removed"]
    has({**SPAN, "reason": str}, cut)
    for statement in doc["statements"]:
        has(STATEMENT, statement)
    has({"name": str, "role": str, "party": str, **SPAN}, doc["statements"][0]["speaker"])
    has(SPAN, doc["statements"][0]["cue"])
    assert doc["statements"][1]["speaker"] is None
    assert doc["statements"][1]["cue"] is None
    assert doc["statements"][1]["inside"] == "s1"
    has(QUANTITY, doc["quantities"][0])
    assert doc["quantities"][0]["from"] == "2031-03-12"
    for event in doc["events"]:
        has(EVENT, event)
    (when,) = doc["dates"]  # the date without words of its own has no place in the text
    has(DATE, when)
    assert crisis.TEXT[when["start"] : when["end"]] == "on 12 March"
    has(CLAIM, checked["claims"][0])
    assert checked["claims"][0]["made_on"] == "2031-03-10"
    has(ASSESSMENT, checked["assessments"][0])
    assert len(checked["warnings"]) == 1
    assert "no-such-warning" in checked["warnings"][0]


def test_nothing_known_is_null_and_not_left_out():
    bare = crisis.assessment(
        words=None, observed_so_far=ObservedSoFar(p_drop_10=0.0), evidence=(), would_change=()
    )
    (one,) = assess_json(crisis.CASE, crisis.AS_OF, [bare])["assessments"]
    has(ASSESSMENT, one)
    assert one["words"] is None
    assert one["observed_so_far"]["level"] is None
    assert one["observed_so_far"]["change"] == {"1w": {}, "4w": {}, "12w": {}}


def test_copies_are_the_documents_that_lead_to_a_piece_of_evidence(assessed):
    (one,) = assessed["assessments"]
    by_id = {piece["id"]: piece["copies"] for piece in one["evidence"]}
    assert by_id["seen"] == [crisis.COPIED.id, crisis.RECOPIED.id]
    assert by_id["copy"] == []
    assert by_id["counted"] == []


def test_copies_that_lead_in_a_circle_or_nowhere_belong_to_none():
    def weighed(name, of):
        e = crisis.evidence(crisis.COPIED, "the agency wrote", name, weight=0.0, copy_of=of)
        return Weighed(evidence=e, contribution=0.0)

    assert copies([weighed("a", "b"), weighed("b", "a"), weighed("c", "gone")]) == {}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_no_number_is_one_that_json_lacks(bad):
    level = Level(median=bad, low90=bad, high90=1.0, unit="persons", definition="reference")
    change = Change(median=bad, low90=0.0, high90=bad, p_up=0.5)
    pieces = (Weighed(evidence=crisis.EVIDENCE[1], contribution=bad),)
    broken = crisis.assessment(
        observed_so_far=ObservedSoFar(p_drop_10=0.0, level=level, change={"1w": change}),
        evidence=pieces,
        would_change=(WouldChange(observation="x", evsi=bad, swing=bad),),
    )
    found = assess_json(crisis.CASE, crisis.AS_OF, [broken])
    json.dumps(found, allow_nan=False)
    assert found["assessments"][0]["evidence"][0]["contribution"] is None
    assert found["assessments"][0]["observed_so_far"]["level"]["high90"] == 1.0


def test_instants_of_other_zones_are_given_in_utc():
    there = datetime(2031, 3, 17, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert assess_json(crisis.CASE, there, [])["as_of"] == "2031-03-16T23:30:00Z"


def test_the_same_values_give_the_same_bytes(assessed):
    again = assess_json(
        crisis.CASE,
        crisis.AS_OF,
        [crisis.assessment()],
        history={
            "ves-1": [
                Past(as_of=crisis.instant(2031, 3, 11), verdict="announced", why="One day in.")
            ]
        },
    )
    assert json.dumps(assessed) == json.dumps(again)
