import json
from datetime import date

import pytest

from recul.backtest import case_of, load
from recul.backtest.claims import crisis_of, documents_of, others
from recul.model import InputError

ROW = {
    "date": "2024-03-02",
    "source": "Somebody",
    "source_kind": "ngo",
    "kind": "imagery",
    "paraphrase": "Tents.",
}
CLAIM = {
    "id": "x",
    "theatre": "A/B/C - D border",
    "claimant": "Ministry of A",
    "claim_date": "2024-03-01",
    "claim": "They are going home.",
    "outcome": "FALSE",
    "observations": [ROW],
}


def write(tmp_path, data):
    path = tmp_path / "claims.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_a_claim_becomes_a_case(tmp_path):
    (historical,) = load(write(tmp_path, [CLAIM]))
    case = case_of(historical)
    assert case.theatre.parts == ("A", "B", "C")
    assert case.claims[0].made_on == date(2024, 3, 1)
    assert case_of(historical.model_copy(update={"theatre": "A - B border"})).theatre.parts == ()
    (document,) = documents_of(historical)
    assert document.published is not None
    assert document.published.isoformat() == "2024-03-02T23:59:59+00:00"
    assert document.row is not None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("[", "not valid JSON"),
        ({"observations": []}, "list"),
        ([{**CLAIM, "claim_date": "soon"}], "claim_date"),
        ([{**CLAIM, "outcome": "MAYBE"}], "outcome"),
        ([{k: v for k, v in CLAIM.items() if k != "claimant"}], "claimant"),
    ],
)
def test_a_bad_file_says_where_and_what(tmp_path, change, problem):
    with pytest.raises(InputError, match=problem):
        load(write(tmp_path, change))


def test_no_such_file(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_whole_crises_are_left_out(tmp_path):
    (one,) = load(write(tmp_path, [CLAIM]))
    russian = one.model_copy(update={"id": "ru-may7-2014"})
    also = one.model_copy(update={"id": "wagner-june2023"})
    assert crisis_of(one) == "x"
    assert others(russian, [one, russian, also]) == [one]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"low": -1}, "low"),
        ({"low": 3, "best": 2}, "order"),
        ({"lowest": 3}, "lowest"),
    ],
)
def test_a_row_that_the_reader_would_refuse_is_refused_here_too(tmp_path, change, problem):
    row = ROW | change
    with pytest.raises(InputError, match=problem):
        load(write(tmp_path, [CLAIM | {"observations": [row]}]))
