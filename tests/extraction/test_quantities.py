from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import languages
from recul.case import Case
from recul.extraction.dates import find_dates
from recul.extraction.names import Names
from recul.extraction.quantities import find_quantities
from recul.languages import Pack
from recul.model import Comparator, Direction, Quantity, Span

PUBLISHED = date(2022, 2, 16)
PACKS = {code: languages.load(code) for code in ("fr", "en")}
NAMES = {code: Names(pack, Case.generic()) for code, pack in PACKS.items()}
SEED = Path(__file__).parents[3] / "shared" / "seed"


def read(code: str, text: str, skip: tuple[Span, ...] = ()) -> list[Quantity]:
    pack = PACKS[code]
    dates = find_dates(text, pack, PUBLISHED)
    return find_quantities(text, pack, NAMES[code], dates, PUBLISHED, skip)


def one(code: str, text: str) -> Quantity:
    (quantity,) = read(code, text)
    return quantity


def test_the_count_of_the_seed_article_and_no_decoy() -> None:
    path = SEED / "article.txt"
    if not path.exists():
        pytest.skip("../shared/seed/article.txt is not here")
    quantity = one("fr", path.read_text(encoding="utf-8"))
    assert (quantity.span.start, quantity.span.end) == (1629, 1659)
    assert quantity.comparator is Comparator.NEARLY
    bounds = quantity.interval
    assert (bounds.low, bounds.best, bounds.high) == (93_000, 100_000, 100_000)
    assert (quantity.unit, quantity.actor) == ("persons", "RUS")
    assert quantity.places == ("Ukraine", "Biélorussie")
    assert quantity.when is not None
    assert quantity.when.start == quantity.when.end == PUBLISHED


@pytest.mark.parametrize(
    ("code", "text", "low", "high"),
    [
        ("fr", "environ 100 000 soldats", 93_000, 107_000),
        ("fr", "plus de 100 000 soldats", 100_000, 115_000),
        ("fr", "jusqu’à 100 000 soldats", 80_000, 100_000),
        ("fr", "100 000 soldats", 98_500, 101_500),
        ("fr", "deux trains", 2, 2),
        ("en", "nineteen tanks", 19, 19),
        ("en", "about ten tanks", 9.3, 10.7),
        ("fr", "entre 169 000 et 190 000 soldats", 169_000, 190_000),
        ("fr", "une trentaine de chars", 25.5, 34.5),
        ("en", "dozens of tanks", 24, 108),
        ("en", "some 100,000 troops", 93_000, 107_000),
        ("en", "100,000 or more troops", 100_000, 120_000),
    ],
)
def test_wording_bounds_the_count(code: str, text: str, low: float, high: float) -> None:
    interval = one(code, f"Il y a {text} ici." if code == "fr" else f"It has {text} here.").interval
    assert (interval.low, interval.high) == (low, high)


@pytest.mark.parametrize(
    ("code", "text", "change"),
    [
        ("fr", "7 000 soldats de plus sont là", Direction.UP),
        ("fr", "7 000 soldats supplémentaires", Direction.UP),
        ("fr", "l’effectif a augmenté de 7 000 soldats", Direction.UP),
        ("fr", "la Russie a retiré 10 000 soldats", Direction.DOWN),
        ("fr", "10 000 soldats ont regagné leur base", Direction.DOWN),
        ("fr", "l’effectif est passé à 130 000 soldats", None),
        ("fr", "l’effectif a été réduit à 130 000 soldats", None),
        ("en", "another 7,000 troops", Direction.UP),
        ("en", "7,000 more troops", Direction.UP),
        ("en", "it was increased by 7,000 troops", Direction.UP),
        ("en", "it has risen to 130,000 troops", None),
        ("en", "Russia withdrew the first 10,000 troops", Direction.DOWN),
        ("en", "10,000 troops have returned to base", Direction.DOWN),
        ("en", "more than 7,000 troops", None),
    ],
)
def test_a_change_is_not_a_level(code: str, text: str, change: Direction | None) -> None:
    assert one(code, text).change is change


def test_an_earlier_level_is_dated_before() -> None:
    now, before = read("en", "There are 83 battalion tactical groups, up from 60.")
    assert (now.interval.best, before.interval.best) == (83, 60)
    assert before.unit == now.unit == "battalion_groups"
    assert now.when is not None
    assert before.when is not None
    assert now.when.end == PUBLISHED > before.when.end
    _, dated = read("en", "There are 83 tanks, up from 60 two weeks ago.")
    assert dated.when is not None
    assert dated.when.end == date(2022, 2, 2)


def test_a_date_to_come_is_not_when_it_was_counted() -> None:
    quantity = one("fr", "La France retirera ses 2 400 soldats avant le 15 août.")
    assert quantity.when is not None
    assert quantity.when.end == PUBLISHED


def test_both_ends_of_a_rise_have_their_own_span() -> None:
    text = "Le nombre de chars est passé de 60 à 83."
    quantities = read("fr", text)
    assert [q.span.of(text) for q in quantities] == ["60", "83"]
    assert [q.counted for q in quantities] == ["chars", "chars"]


@pytest.mark.parametrize(
    ("code", "text", "actor", "places", "scope"),
    [
        (
            "fr",
            "L’armée compte 30 000 soldats russes en Biélorussie.",
            "RUS",
            ("Biélorussie",),
            None,
        ),
        (
            "fr",
            "30 000 soldats de l’armée ukrainienne, hors forces navales, sont là.",
            "UKR",
            (),
            "hors forces navales",
        ),
        (
            "en",
            "Russia has 150,000 troops near the border with Ukraine, including in Belarus.",
            "RUS",
            ("Ukraine", "Belarus"),
            "including in Belarus",
        ),
        ("en", "NATO says Russia has 100,000 troops.", "RUS", (), None),
        ("en", "According to NATO, 100,000 troops are there.", None, (), None),
        ("en", "100,000 troops threaten Ukraine.", None, (), None),
        ("en", "Ukrainian intelligence has counted 85 tanks.", None, (), None),
        ("en", "Russia's 150,000 troops stayed.", "RUS", (), None),
        (
            "en",
            "Russia has 94,000 troops near Ukraine, US officials told parliament in Kyiv.",
            "RUS",
            ("Ukraine",),
            None,
        ),
        ("en", "Of these, roughly 112,000 are ground forces.", None, (), "ground forces"),
        (
            "fr",
            "122 000 soldats russes sont à moins de 200 km de la frontière de l’Ukraine.",
            "RUS",
            ("Ukraine",),
            "à moins de 200 km de la frontière de l’Ukraine",
        ),
        (
            "en",
            "Russia has 100,000 troops within 400 km of the border.",
            "RUS",
            (),
            "within 400 km of the border",
        ),
    ],
)
def test_whose_where_and_how_counted(
    code: str, text: str, actor: str | None, places: tuple[str, ...], scope: str | None
) -> None:
    quantity = one(code, text)
    assert (quantity.actor, quantity.places, quantity.scope) == (actor, places, scope)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Il y a plus de soldats. L’article 5, 28 pays, 200 km, 12 soldats tués."),
        ("fr", "Un soldat de 24 ans, deux hommes, 2014, 10 h 30, 5 millions d’euros, des T-72."),
        ("fr", "le 16 février les soldats, en 2014 les soldats"),
        ("en", "More troops. Article 5 troops. 28 nations. 12 soldiers were killed. Two men."),
        ("en", "A 24-year-old soldier, $600 million, T-72 tanks, the 41st Army, 10:30 troops."),
        ("en", "Dozens of cars of soldiers drove off."),
        ("en", "In 2014 troops came. The 82nd division. Another 7,000 refugees fled."),
    ],
)
def test_decoys(code: str, text: str) -> None:
    assert [quantity for quantity in read(code, text) if not quantity.loss] == []


@pytest.mark.parametrize(
    ("code", "text", "losses"),
    [
        ("fr", "L'armée a perdu 12 chars et en garde 40.", ["12 chars"]),
        ("en", "30 soldiers were killed; 2,000 soldiers remain.", ["30 soldiers"]),
    ],
)
def test_what_is_lost_is_counted_apart(code: str, text: str, losses: list[str]) -> None:
    assert [q.span.of(text) for q in read(code, text) if q.loss] == losses


def test_a_skipped_span_is_not_read() -> None:
    text = "100 soldats et 200 soldats"
    assert len(read("fr", text)) == 2
    assert len(read("fr", text, (Span(start=0, end=11),))) == 1


def test_a_language_without_its_tables_reads_nothing_and_does_not_fail() -> None:
    pack = Pack("de", {})
    names = Names(pack, Case.generic())
    text = "100 000 Soldaten, 16.02.2022, Kiew"
    dates = find_dates(text, pack, PUBLISHED)
    assert find_quantities(text, pack, names, dates, PUBLISHED) == []
    assert names.find(text) == []
    assert dates == []


WORDS = [
    "100", "100 000", "soldats", "troops", "plus de", "another", "up from", "60", "russes", "to",
    "en", "Biélorussie", ".", ",", "de", "60 à 83", "passé de", "%", "dozens", "of", "or more",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), st.sampled_from(["fr", "en"]))
def test_spans_lie_inside_and_cover_a_number(text: str, code: str) -> None:
    for quantity in read(code, text):
        assert quantity.span.end <= len(text)
        assert quantity.counted in text
        assert quantity.interval.low <= quantity.interval.best <= quantity.interval.high


@pytest.mark.parametrize("unit", ["100 ", "100 soldats ", "another 7 ", "de la ", "1 %", "Kiev "])
def test_pathological_text_ends(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert len(read("fr", text)) <= len(text)


@pytest.mark.parametrize(
    ("code", "text", "start", "end"),
    [
        ("en", "In 2014 Russia had 40,000 troops there.", "2014-01-01", "2014-12-31"),
        ("en", "Russia had 40,000 troops there in April last year.", "2021-04-01", "2021-04-30"),
        ("en", "A year ago Russia had 40,000 troops there.", "2021-02-16", "2021-02-16"),
        (
            "en",
            "It was 2014 in 2014. At the time it had 40,000 troops.",
            "2014-01-01",
            "2014-12-31",
        ),
        ("en", "Back then it had 40,000 troops.", "2021-02-16", "2022-02-15"),
        ("fr", "À l’époque, elle avait 40 000 soldats.", "2021-02-16", "2022-02-15"),
        ("fr", "En avril de l’an dernier, elle avait 40 000 soldats.", "2021-04-01", "2021-04-30"),
        # These tell of something else, or of a time that lasts until now.
        ("en", "Crimea, annexed in 2014, holds 40,000 troops.", "2022-02-16", "2022-02-16"),
        ("en", "Since 2014 it has kept 40,000 troops there.", "2022-02-16", "2022-02-16"),
        ("fr", "Cette année, elle a massé 40 000 soldats.", "2022-02-16", "2022-02-16"),
    ],
)
def test_an_old_count_keeps_its_date(code: str, text: str, start: str, end: str) -> None:
    when = one(code, text).when
    assert when is not None
    assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize(
    ("code", "text", "comparator"),
    [
        ("en", "There are not more than 5,000 troops.", Comparator.UP_TO),
        ("en", "It has not massed more than 5,000 troops.", Comparator.UP_TO),
        ("en", "There are no more than 5,000 troops.", Comparator.UP_TO),
        ("en", "There are no fewer than 5,000 troops.", Comparator.AT_LEAST),
        ("fr", "Il n’y a pas plus de 5 000 soldats.", Comparator.UP_TO),
        ("fr", "L’effectif ne dépasse pas 5 000 soldats.", Comparator.UP_TO),
        ("fr", "Il n’y a pas moins de 5 000 soldats.", Comparator.AT_LEAST),
        ("en", "He did not say. More than 5,000 troops are there.", Comparator.OVER),
    ],
)
def test_not_more_than_is_at_most(code: str, text: str, comparator: Comparator) -> None:
    assert one(code, text).comparator is comparator


@pytest.mark.parametrize(
    ("code", "text", "best"),
    [
        ("en", "Half of the 30,000 troops are there.", 15_000),
        ("en", "Two thirds of its 150,000 troops are there.", 100_000),
        ("en", "40% of Russia’s 100,000 troops are there.", 40_000),
        ("fr", "La moitié des 30 000 soldats sont là.", 15_000),
        ("fr", "40 % des 150 000 soldats sont là.", 60_000),
        ("fr", "Un tiers de ses 150 000 soldats sont là.", 50_000),
    ],
)
def test_a_share_is_scaled_and_is_a_part(code: str, text: str, best: float) -> None:
    quantity = one(code, text)
    assert (quantity.interval.best, quantity.comparator) == (best, Comparator.ABOUT)
    assert quantity.part


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Some of the 150,000 troops have moved."),
        ("en", "Most of its 150,000 troops have moved."),
        ("en", "About 10,000 of the 150,000 troops have moved."),
        ("fr", "Une partie des 150 000 soldats a bougé."),
        ("fr", "La plupart de ses 150 000 soldats ont bougé."),
    ],
)
def test_the_whole_that_an_unknown_share_is_of_is_no_count(code: str, text: str) -> None:
    assert read(code, text) == []


def test_a_scope_keeps_what_follows_its_word() -> None:
    assert one("fr", "100 000 soldats, y compris en mer, sont là.").scope == "y compris en mer"
    assert one("fr", "100 000 soldats, y compris, sont là.").scope is None
