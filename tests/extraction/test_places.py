"""Where things happen, how precisely that is told, and what is only named."""

from datetime import date

import pytest

from recul.case import Case, Theatre
from recul.extraction import extract
from recul.extraction.places import AROUND, radius_of, radius_of_state
from recul.model import Document, end_of_day


def places(text, language="en", case=None):
    document = Document(
        id=Document.identify(text),
        source="t",
        text=text,
        language=language,
        published=end_of_day(date(2022, 2, 16)),
    )
    return {p.name: p for p in extract(document, case or Case.generic()).places}


def test_a_city_a_country_and_a_region_are_told_apart():
    found = places("Tanks left Belgorod on Monday. Troops stay in Belarus and in Crimea.")
    assert (found["Belgorod"].precision, found["Belarus"].precision) == ("city", "state")
    assert found["Crimea"].precision == "region"
    assert found["Belgorod"].latitude == pytest.approx(50.6, abs=0.1)
    assert found["Crimea"].radius_km is None  # no list tells how wide it is


def test_near_a_city_is_wider_than_in_it():
    inside = places("Tanks are massed in Belgorod.")["Belgorod"]
    near = places("Tanks are massed near Belgorod.")["Belgorod"]
    assert (inside.precision, near.precision) == ("city", "around")
    assert near.radius_km == pytest.approx((inside.radius_km or 0) + AROUND)


def test_where_something_happened_is_apart_from_what_is_only_named():
    found = places("Russian troops withdrew from Belgorod. Ministers met in Geneva on Tuesday.")
    assert found["Belgorod"].happened
    assert not found["Geneva"].happened


def test_a_count_happens_where_it_is_counted():
    assert places("There are 30,000 soldiers in Belarus.")["Belarus"].happened


def test_the_theatre_is_the_case_s():
    case = Case(id="c", theatre=Theatre(countries=("UKR", "BLR"), parts=("Crimea",)))
    found = places("Troops left Crimea and Belarus. They are in Kazan now.", case=case)
    assert found["Crimea"].in_theatre
    assert found["Belarus"].in_theatre
    assert found["Kazan"].in_theatre is False
    assert places("Troops left Crimea.")["Crimea"].in_theatre is None


def test_a_name_inside_a_word_is_no_place():
    assert places("The ambassador met the press in the Parisian suburbs.") == {}


def test_french_and_russian_cities_in_their_own_words():
    assert places("Des chars ont quitté la ville près de Kharkiv.", "fr")["Kharkiv"].precision == (
        "around"
    )
    found = places("Войска стоят под Белгородом и в Брянске.", "ru")
    assert {p.country for p in found.values()} == {"RUS"}


def test_radii_grow_with_what_they_are_of():
    sizes = [radius_of(n) for n in (20_000, 300_000, 2_000_000, 20_000_000)]
    assert sizes == sorted(set(sizes))
    assert (radius_of_state("RUS") or 0) > (radius_of_state("LUX") or 0) > 0
    assert radius_of_state("XXX") is None
