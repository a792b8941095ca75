from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul import languages
from recul.case import Case
from recul.extraction import extract
from recul.extraction.dates import find_dates, unresolved_dates
from recul.languages import Pack
from recul.model import Document, Grain, Span, end_of_day

FR = languages.load("fr")
EN = languages.load("en")
WEDNESDAY = date(2022, 2, 16)
SEED = Path(__file__).parents[3] / "shared" / "seed"


def found(text: str, pack: Pack, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Words, first and last day (month-day within 2022, else in full) of each date in `text`."""
    return [
        (when.span.of(text), when.start.isoformat(), when.end.isoformat())
        for when in find_dates(text, pack, published)
        if when.span
    ]


@pytest.mark.parametrize(
    ("pack", "text", "words", "start", "end"),
    [
        (FR, "le 16 février 2022", "16 février 2022", "2022-02-16", "2022-02-16"),
        (FR, "le 1er mars", "1er mars", "2022-03-01", "2022-03-01"),
        (FR, "le 24 décembre", "24 décembre", "2021-12-24", "2021-12-24"),
        (FR, "3/2/2022", "3/2/2022", "2022-02-03", "2022-02-03"),
        (FR, "du 10 au 20 février", "10 au 20 février", "2022-02-10", "2022-02-20"),
        (FR, "du 28 janvier au 3 février", "28 janvier au 3 février", "2022-01-28", "2022-02-03"),
        (FR, "d’ici mai 2024", "d’ici mai 2024", "2022-02-16", "2024-05-31"),
        (FR, "en mai dernier", "en mai dernier", "2021-05-01", "2021-05-31"),
        (FR, "fin février", "fin février", "2022-02-21", "2022-02-28"),
        (FR, "l’hiver 2021-2022", "l’hiver 2021-2022", "2021-12-01", "2022-02-28"),
        (FR, "en 2021", "en 2021", "2021-01-01", "2021-12-31"),
        (FR, "mercredi", "mercredi", "2022-02-16", "2022-02-16"),
        (FR, "hier soir", "hier soir", "2022-02-15", "2022-02-15"),
        (FR, "il y a deux semaines", "il y a deux semaines", "2022-02-02", "2022-02-02"),
        (FR, "depuis trois jours", "depuis trois jours", "2022-02-13", "2022-02-16"),
        (FR, "dans les prochains jours", "dans les prochains jours", "2022-02-16", "2022-02-23"),
        (EN, "February 16", "February 16", "2022-02-16", "2022-02-16"),
        (EN, "Feb. 16, 2022", "Feb. 16, 2022", "2022-02-16", "2022-02-16"),
        (EN, "16th of February", "16th of February", "2022-02-16", "2022-02-16"),
        (EN, "gone by Aug. 15", "Aug. 15", "2022-08-15", "2022-08-15"),
        (EN, "December 31", "December 31", "2021-12-31", "2021-12-31"),
        (EN, "3/2/2022", "3/2/2022", "2022-03-02", "2022-03-02"),
        (EN, "16/02/2022", "16/02/2022", "2022-02-16", "2022-02-16"),
        (EN, "from 10 to 20 February", "10 to 20 February", "2022-02-10", "2022-02-20"),
        (EN, "February 10-20", "February 10-20", "2022-02-10", "2022-02-20"),
        (EN, "mid-February", "mid-February", "2022-02-11", "2022-02-20"),
        (EN, "in May 2021", "May 2021", "2021-05-01", "2021-05-31"),
        (EN, "last week", "last week", "2022-02-07", "2022-02-13"),
        (EN, "two weeks ago", "two weeks ago", "2022-02-02", "2022-02-02"),
        (EN, "earlier this month", "earlier this month", "2022-02-01", "2022-02-16"),
        (EN, "overnight", "overnight", "2022-02-15", "2022-02-16"),
        (EN, "in the past 24 hours", "in the past 24 hours", "2022-02-15", "2022-02-16"),
    ],
)
def test_resolves(pack: Pack, text: str, words: str, start: str, end: str) -> None:
    assert found(text, pack) == [(words, start, end)]


@pytest.mark.parametrize(
    ("pack", "text", "day"),
    [
        (FR, "a-t-il déclaré jeudi", 10),
        (FR, "jeudi dernier", 10),
        (FR, "jeudi prochain", 17),
        (FR, "les troupes retourneront jeudi à leurs bases", 17),
        (FR, "les unités rentreraient jeudi", 17),
        (FR, "Jeudi, les troupes partiront", 17),
        (FR, "le retrait constaté jeudi", 10),
        (FR, "la colonne se retira jeudi", 10),
        (FR, "sur le front jeudi", 10),
        (FR, "a annoncé jeudi le départ de troupes qui partiront", 10),
        (FR, "d’ici jeudi", 17),
        (EN, "he said on Thursday", 10),
        (EN, "last Thursday", 10),
        (EN, "next Thursday", 17),
        (EN, "the troops will return on Thursday", 17),
        (EN, "said on Thursday that troops would return", 10),
        (EN, "Putin said Thursday it would withdraw", 10),
        (EN, "On Thursday, Russia said it would leave", 10),
        (EN, "On Thursday the president will visit", 17),
        (EN, "by Thursday", 17),
        (EN, "ministers meet in Brussels on Thursday", 17),
        (EN, "before dawn on Thursday", 10),
        (FR, "attaqué avant l’aube jeudi", 10),
        (FR, "avant jeudi", 17),
    ],
)
def test_a_weekday_is_the_last_one_unless_the_words_look_ahead(
    pack: Pack, text: str, day: int
) -> None:
    (when,) = find_dates(text, pack, WEDNESDAY)
    assert when.end == date(2022, 2, day)
    assert when.start in (when.end, WEDNESDAY)  # "d’ici jeudi" is the time up to then


def test_a_month_under_way_is_this_years_even_when_the_words_look_ahead() -> None:
    (when,) = find_dates("it will be ready by mid-February", EN, date(2022, 2, 6))
    assert (when.start, when.end) == (date(2022, 2, 11), date(2022, 2, 20))
    (when,) = find_dates("it will be ready by January", EN, WEDNESDAY)
    assert when.start == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("pack", "text"),
    [
        (FR, "il n’y a pas de retrait"),
        (FR, "la planète Mars, un an de prison, mardi gras, ils ont été, le 31 février 2022"),
        (FR, "le premier, le second, 2022 soldats, 14 h 30"),
        (EN, "it may march on; the sun was second; a fall of snow"),
        (EN, "Good Friday, the Sunday Times, 31 February 2022, version 2022-13-45"),
        (EN, "spring to the summer camp in march"),
    ],
)
def test_decoys(pack: Pack, text: str) -> None:
    assert found(text, pack) == []


def test_without_publication_relative_dates_are_counted_not_guessed() -> None:
    text = "Mercredi, puis le 3 mars, puis le 16 février 2022, jusqu’à présent."
    assert [words for words, _, _ in found(text, FR, None)] == ["16 février 2022"]
    assert unresolved_dates(text, FR) == 3
    assert unresolved_dates("le 16 février 2022, le 31 février", FR) == 0


def test_a_skipped_span_is_not_read() -> None:
    assert find_dates("jeudi et vendredi", FR, WEDNESDAY, [Span(start=0, end=6)])[0].span == Span(
        start=9, end=17
    )


def test_grains() -> None:
    text = "Mercredi matin, hier, jusqu’à présent, à ce stade, en 2021, ces derniers jours"
    grains = [when.grain for when in find_dates(text, FR, WEDNESDAY)]
    assert grains == [
        Grain.PART_OF_DAY,
        Grain.DAY,
        Grain.UNTIL_NOW,
        Grain.NOW,
        Grain.YEAR,
        Grain.VAGUE,
    ]


def test_the_seven_dates_of_the_seed_article() -> None:
    path = SEED / "article.txt"
    if not path.exists():
        pytest.skip("../shared/seed/article.txt is not here")
    found_dates = find_dates(path.read_text(encoding="utf-8"), FR, WEDNESDAY)
    spans = [(when.span.start, when.span.end) for when in found_dates if when.span]
    assert spans == [
        (60, 68),
        (91, 106),
        (326, 341),
        (850, 864),
        (1348, 1400),
        (1595, 1609),
        (2271, 2323),
    ]
    assert all(when.end == WEDNESDAY for when in found_dates)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from([FR, EN]))
def test_an_absolute_date_parses_back_whatever_the_day_of_publication(
    day: date, pack: Pack
) -> None:
    months = {
        number: name
        for name, number in pack._table("dates")["months"].items()
        if name.isalpha() and len(name) > 3
    }
    name = months.get(day.month, "May" if pack is EN else "mai")
    text = f"x {day.day} {name.capitalize() if pack is EN else name} {day.year} y"
    for published in (None, WEDNESDAY):
        (when,) = find_dates(text, pack, published)
        assert (when.start, when.end) == (day, day)


@given(st.text(max_size=100), st.dates())
def test_arbitrary_text_does_not_crash(text: str, published: date) -> None:
    whole = text + " il y a 999 ans, hier, in 999 years"
    for pack in (FR, EN):
        for when in find_dates(whole, pack, published):
            assert when.span is not None
            assert when.span.end <= len(whole)


@pytest.mark.parametrize(
    "unit", ["1 ", "mardi ", "il y a ", "February ", "the last ", "10 au ", "dans les ", "20", "a"]
)
def test_pathological_text_ends(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for pack in (FR, EN):
        assert len(find_dates(text, pack, WEDNESDAY)) <= len(text)


def _day_of(text: str, published: datetime) -> date:
    document = Document(
        id=Document.identify(text), source="t", text=text, language="en", published=published
    )
    return extract(document, Case.generic()).dates[-1].start


def test_a_day_is_that_of_the_place_where_a_report_was_filed():
    late = datetime(2022, 2, 15, 23, 30, tzinfo=UTC)  # Wednesday in Moscow, Tuesday in London
    assert _day_of("MOSCOW (Newswire) - The units left today.", late) == date(2022, 2, 16)
    assert _day_of("LONDON (Newswire) - The units left today.", late) == date(2022, 2, 15)
    assert _day_of("The units left today.", late) == date(2022, 2, 15)


def test_a_publication_of_which_only_the_day_is_known_stays_on_it():
    assert _day_of("MOSCOW (Newswire) - The units left today.", end_of_day(date(2022, 2, 15))) == (
        date(2022, 2, 15)
    )


def test_a_day_may_count_from_the_last_one_told():
    published = end_of_day(date(2022, 2, 28))
    text = "The order came on 15 February. {} the columns had gone."
    assert _day_of(text.format("Two days later"), published) == date(2022, 2, 17)
    assert _day_of(text.format("The following day"), published) == date(2022, 2, 16)
    assert _day_of("The day before, the columns had gone.", published) == date(2022, 2, 27)
