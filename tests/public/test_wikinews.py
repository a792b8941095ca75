"""In the format of the German set, with sentences of our own."""

import json
from datetime import date

import pytest
from benchmarks.public.scoring import HALF
from benchmarks.public.statements import Item, compare
from benchmarks.public.wikinews import DIRECT, INDIRECT, load

TEXT = "Ada sagte, sie gehe „jetzt gleich“. Man warte. „Komm!“, rief Bo."


def _spans(*texts):
    return {
        "text": " ".join(texts),
        "spans": [
            {"charBegin": TEXT.index(t), "charEnd": TEXT.index(t) + len(t), "begin": 0, "end": 1}
            for t in texts
        ],
    }


def _annotation(kind, quote, cue):
    return {"type": kind, "medium": "Speech", "quote": _spans(*quote), "cue": _spans(*cue)}


ARTICLE = {
    "documentName": "7 - Ada geht (2011-11-30)",
    "originalText": TEXT,
    "annotations": [
        _annotation("Indirect", ["sie gehe „jetzt gleich“"], ["sagte"]),
        _annotation("Direct", ["„jetzt gleich“"], ["sagte"]),
        _annotation("IndirectFreeIndirect", ["Man warte."], []),
        _annotation("Direct", ["„Komm!“"], ["rief"]),
    ],
}


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "data" / "dev"
    folder.mkdir(parents=True)
    (folder / "7 - Ada geht (2011-11-30).pretty.json").write_text(json.dumps(ARTICLE))
    return tmp_path


def test_a_quoted_fragment_belongs_to_the_indirect_statement(copy):
    (article,) = load(copy)
    assert article.text.published == date(2011, 11, 30)
    assert [item.kind for item in article.items] == ["Indirect", "IndirectFreeIndirect", "Direct"]
    assert article.items[2].cue == "rief"


def test_the_test_part_is_never_read(copy):
    with pytest.raises(ValueError, match="not on test"):
        list(load(copy, "test"))


def test_free_indirect_speech_is_right_but_not_wanted(copy):
    texts = list(load(copy))
    found = [
        Item(texts[0].items[0].parts, "mixed"),
        Item(texts[0].items[1].parts, "indirect"),
        Item(texts[0].items[2].parts, "reported"),
    ]
    direct, indirect = compare(texts, {"x": lambda text: found}, (DIRECT, INDIRECT), (HALF,))
    assert (indirect.tally.wanted, indirect.tally.found) == (1, 1)
    assert (indirect.tally.given, indirect.tally.right) == (2, 2)
    assert (direct.tally.wanted, direct.tally.found, direct.tally.given) == (1, 0, 0)
