"""The article the project began with, against its annotation.

Neither may be committed: both are read from the folder the project shares, and the test says so
where it is absent.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from recul.case import Case
from recul.extraction import extract
from recul.reading import read

SEED = Path(__file__).parents[3] / "shared" / "seed"

pytestmark = pytest.mark.skipif(
    not SEED.is_dir(), reason=f"the annotated article is not shared here ({SEED})"
)

MODALITY = {"future": None}  # the annotation's own; in the contract it is no modality
COMPARATOR = {"approx_below": "nearly"}
REALIS = {
    "denied": {"denied"},
    "alleged": {"alleged"},
    "hedged": {"hedged"},
    "uncertain/future": {"hedged", "hypothetical", "announced"},
    "asserted": {"occurred", "ongoing"},
    "offered/future": {"announced", "hoped"},
    "asserted/habitual": {"occurred", "ongoing"},
    "hypothetical/generic": {"hypothetical"},
    "unconfirmed/denied": {"denied", "hypothetical"},
    "capability/hypothetical": {"hypothetical"},
    "hoped": {"hoped"},
    "alleged/hoped true": {"alleged", "hoped"},
    "negated interest/damaged": {"denied", "hypothetical"},
    "awaited evidence": {"hypothetical", "hoped"},
    "future/announced": {"announced"},
}


@pytest.fixture(scope="module")
def gold():
    return json.loads((SEED / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found():
    reading = read(SEED / "article.txt", published=date(2022, 2, 16), today=date(2022, 2, 17))
    return extract(reading.documents[0], Case.generic())


def overlap(span, start, end):
    shared = min(span.end, end) - max(span.start, start)
    return shared / (max(span.end, end) - min(span.start, start))


def best(gold_span, values):
    return max(values, key=lambda v: overlap(v.span, gold_span["start"], gold_span["end"]))


def pairs(gold, found):
    spoken = [s for s in found.statements if s.type != "reported"]
    return [(g, best(g["content"], spoken)) for g in gold["statements"]]


def test_all_statements_are_found_and_none_that_is_not_there(gold, found):
    scores = [
        overlap(s.span, g["content"]["start"], g.get("min_end") or g["content"]["end"])
        if overlap(s.span, g["content"]["start"], g["content"]["end"]) < 0.9
        else 1.0
        for g, s in pairs(gold, found)
    ]
    assert min(scores) >= 0.5
    assert sum(score >= 0.9 for score in scores) >= 12
    matched = {s.id for _, s in pairs(gold, found)}
    nested = [best(n["content"], found.statements) for n in gold["nested_claims"]]
    assert all(
        overlap(s.span, n["content"]["start"], n["content"]["end"]) > 0.2
        for n, s in zip(gold["nested_claims"], nested, strict=True)
    )
    assert {s.id for s in found.statements} == matched | {s.id for s in nested}


def test_speakers_modalities_polarities(gold, found):
    for g, statement in pairs(gold, found):
        assert statement.speaker, g["id"]
        assert statement.speaker.name == g["speaker"]["resolved"], g["id"]
        assert statement.speaker.party == "NATO", g["id"]
        expected = {MODALITY.get(m, m) for m in g["modality"]} - {None}
        assert {str(m) for m in statement.modality} == expected, g["id"]
        assert statement.polarity.startswith(g["polarity"]), g["id"]
        assert (statement.continues is not None) == ("continues" in g), g["id"]
        if g["cue"]:
            assert statement.cue
            assert overlap(statement.cue, g["cue"]["start"], g["cue"]["end"]) > 0.8, g["id"]


def test_the_one_quantity_and_neither_decoy(gold, found):
    (quantity,) = found.quantities
    expected = gold["quantities"][0]
    assert overlap(quantity.span, expected["span"]["start"], expected["span"]["end"]) >= 0.9
    assert quantity.comparator == COMPARATOR[expected["comparator"]]
    assert (quantity.interval.low, quantity.interval.high) == (93_000, 100_000)
    assert quantity.unit == "persons"
    assert quantity.actor == "RUS"
    assert any("Biélorussie" in place for place in quantity.places)
    assert quantity.when
    assert quantity.when.start == date(2022, 2, 16)


def test_all_dates(gold, found):
    for expected in gold["dates"]:
        when = max(
            (d for d in found.dates if d.span),
            key=lambda d: overlap(d.span, expected["span"]["start"], expected["span"]["end"]),
        )
        assert overlap(when.span, expected["span"]["start"], expected["span"]["end"]) >= 0.8
        assert when.end == date(2022, 2, 16)
    assert len(found.dates) == len(gold["dates"])


def test_events_and_their_realis(gold, found):
    right_kind = fitting = 0
    for expected in gold["events"]:
        span = expected["span"]
        same = [
            e
            for e in found.events
            if e.kind == expected["type"] and overlap(e.span, span["start"], span["end"]) > 0
        ]
        right_kind += bool(same)
        fitting += any(e.realis in REALIS[expected["factuality"]] for e in same)
    assert right_kind >= 20
    assert fitting >= 16


def test_the_author_biography_is_removed(gold, found):
    (bio,) = gold["boilerplate"]
    cut = next(c for c in found.document.removed if c.reason == "author-bio")
    assert (cut.start, cut.end) == (bio["start"], bio["end"])
