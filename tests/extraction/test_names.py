from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import languages
from recul.case import Case, Party, Theatre
from recul.extraction.names import Names
from recul.model import SourceKind

FR = Names(languages.load("fr"), Case.generic())
EN = Names(languages.load("en"), Case.generic())


def codes(names: Names, text: str) -> list[tuple[str, str | None]]:
    return [(name.text, name.code) for name in names.find(text)]


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (FR, "la Russie et les Ukrainiennes", [("Russie", "RUS"), ("Ukrainiennes", "UKR")]),
        (FR, "L’OTAN et le Pentagone", [("OTAN", "NATO"), ("Pentagone", "USA")]),
        (FR, "les États-Unis, Pékin, Londres", ["États-Unis", "Pékin", "Londres"]),
        (FR, "la Finul au Liban", [("Finul", "UNIFIL"), ("Liban", "LBN")]),
        (EN, "the U.S. told us", [("U.S.", "USA")]),
        (EN, "Moscow's army, the Kremlin", [("Moscow", "RUS"), ("Kremlin", "RUS")]),
        (EN, "Polish forces polish boots", [("Polish", "POL")]),
        (EN, "a turkey in Turkey", [("Turkey", "TUR")]),
        (EN, "South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        (EN, "African Union and UN peacekeepers", [("African Union", "AU"), ("UN", "UN")]),
        (EN, "the Washington Post", []),
        (EN, "Denzel Washington", []),
        (EN, "Israel Katz spoke", []),
    ],
)
def test_finds(names: Names, text: str, expected: list[Any]) -> None:
    found = codes(names, text)
    if expected and isinstance(expected[0], str):
        assert [name for name, _ in found] == expected
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("names", "role", "code"),
    [
        (FR, "secrétaire général de l’OTAN", "NATO"),
        (FR, "ministre russe de la Défense", "RUS"),
        (FR, "le Pentagone", "USA"),
        (FR, "secrétaire américain à la Défense", "USA"),
        (FR, "ambassadeur américain à l’OTAN", "USA"),
        (EN, "Russian defence minister", "RUS"),
        (EN, "US ambassador to NATO", "USA"),
        (EN, "UN envoy for Libya", "UN"),
        (EN, "ambassador to Ukraine", None),
        (EN, "a senior official", None),
    ],
)
def test_code_of_a_role(names: Names, role: str, code: str | None) -> None:
    acting = [name.code for name in names.find(role) if name.code and not name.located]
    assert next(iter(acting), None) == code


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (FR, "des troupes près de l’Ukraine", ["Ukraine"]),
        (FR, "aux frontières de l’Ukraine, y compris en Biélorussie", ["Ukraine", "Biélorussie"]),
        (FR, "la frontière ukrainienne", ["Ukraine"]),
        (FR, "à Kharkiv, Marioupol et Alep", ["Kharkiv", "Marioupol", "Alep"]),
        (FR, "la Russie continue", []),
        (FR, "Lloyd Austin à Nice", []),
        (EN, "near the border with Ukraine", ["Ukraine"]),
        (EN, "in and around Ukraine", ["Ukraine"]),
        (EN, "on Ukraine's borders", ["Ukraine"]),
        (EN, "the ambassador was in the tours of reading", []),
        (EN, "Lloyd Austin told Austin", []),
        (EN, "the crisis that Russia made", []),
        (EN, "near Ukraine, US officials said", ["Ukraine"]),
        (EN, "according to Russia", []),
    ],
)
def test_places_only_where_words_locate(names: Names, text: str, expected: list[str]) -> None:
    assert [place.name for place in names.places(text)] == expected


def test_a_city_has_coordinates_and_a_country_but_acts_for_nobody() -> None:
    (place,) = EN.places("shelling in Kharkiv")
    assert place.country == "UKR"
    assert place.latitude == pytest.approx(50.0, abs=0.2)
    assert place.longitude == pytest.approx(36.2, abs=0.2)
    assert codes(EN, "shelling in Kharkiv") == [("Kharkiv", None)]


def test_a_surname_seen_in_full_is_no_city_later() -> None:
    assert EN.places("Bob Kharkiv left. They spoke to Kharkiv.") == []


def test_names_of_the_case_win() -> None:
    case = Case(
        id="x",
        parties=(Party(id="DPR", role=SourceKind.CLAIMANT, names=("Donetsk Russia",)),),
        theatre=Theatre(places=("Vesele Pole",)),
    )
    names = Names(languages.load("en"), case)
    assert codes(names, "Donetsk Russia and the DPR") == [("Donetsk Russia", "DPR"), ("DPR", "DPR")]
    assert [place.name for place in names.places("near Vesele Pole")] == ["Vesele Pole"]


@pytest.mark.parametrize("code", languages.available())
def test_every_capital_and_demonym_of_a_pack_names_one_state(code: str) -> None:
    names = Names(languages.load(code), Case.generic())
    words = names._words
    bearers: dict[str, list[str]] = {}
    for state, forms in words.demonyms.items():
        for form in forms:
            bearers.setdefault(form, []).append(state)
    for form, states in bearers.items():
        acting = [name.code for name in names.find(form) if name.code and not name.located]
        assert acting[:1] == states[:1], form


def test_a_name_of_two_states_is_that_ones_which_the_text_names() -> None:
    assert codes(FR, "l'armée congolaise et la RDC")[0] == ("congolaise", "COD")
    assert codes(FR, "Brazzaville : l'armée congolaise")[1] == ("congolaise", "COG")


@given(st.text(alphabet="abÉé’ '-.\nUSRussie Ukraine123", max_size=80), st.integers(0, 80))
def test_spans_lie_inside_and_in_order(text: str, start: int) -> None:
    last = 0
    for name in FR.find(text, min(start, len(text))):
        assert last <= name.span.start < name.span.end <= len(text)
        assert name.span.of(text) == name.text
        last = name.span.end


def test_a_long_text_of_one_word_is_read_in_one_pass() -> None:
    assert len(EN.find("Russia " * 20_000)) == 20_000
