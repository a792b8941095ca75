from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from recul.model import InputError, end_of_day
from recul.reading.dating import from_text, given, instant, parse

DAY = date(2022, 2, 16)
SENTENCE = "The column left the base and has not been seen since."


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Publié le 16 février 2022 à 14h32"),
        ("fr", "Mis à jour le 17/02/2022 | Publié le 16/02/2022"),
        ("fr", "Par Jeanne Exemple, le 16 février 2022"),
        ("fr", "Bruxelles, mercredi 16 février 2022"),
        ("fr", "16 févr. 2022"),
        ("fr", "Mis à jour le 16 février 2022"),
        ("fr", "BRUXELLES, 16 février 2022 (AGENCE) – Le ministère a annoncé mardi un retrait."),
        ("en", "Published on February 16, 2022"),
        ("en", "By Jane Example | Feb. 16, 2022 | 4 min read"),
        ("en", "Wednesday, 16 February 2022"),
        ("en", "16th February 2022"),
        ("en", "Updated February 17, 2022 · Published February 16, 2022"),
        ("en", "BRUSSELS, February 16, 2022 (AGENCY) - The ministry announced a pullout."),
        ("en", "02/16/2022"),
        ("en", "2022-02-16"),
        ("en", "2022-02-16T10:30:00Z"),
        ("zh", "发布时间：2022年2月16日 10:30"),
        ("zh", "2022年2月16日　来源：某网"),
        (None, "2022-02-16"),
        (None, "16.02.2022"),
    ],
)
def test_a_dateline_gives_the_day(language, line):
    assert from_text(f"{line}\n{SENTENCE}", language) == DAY
    assert from_text(f"A headline\n\n{line}\n\n{SENTENCE}", language) == DAY


def test_a_dateline_may_stand_below_the_text():
    lines = [f"{SENTENCE} {number}" for number in range(20)]
    assert from_text("\n".join([*lines, "16 February 2022"]), "en") == DAY
    assert from_text("\n".join([*lines[:10], "16 February 2022", *lines[10:]]), "en") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le 16 février 2022, le ministère a annoncé un retrait."),
        ("fr", "Retrait : ce que dit le rapport du 16 février 2022"),
        ("fr", "L'accord signé le 16 février 2022 prévoit un retrait en dix jours."),
        ("fr", "Il y avait 16 chars en 2022"),
        ("en", "On February 16, 2022 the ministry announced a pullout."),
        ("en", "The deal of 16 February 2022 explained"),
        ("en", "03/04/2022"),
        ("en", "February 30, 2022"),
        ("en", "Published on May"),
        ("en", "In May 2022 the army left."),
        ("en", "1162022-02-160"),
        (None, "16 février 2022"),
    ],
)
def test_a_date_that_is_no_dateline_is_left_alone(language, text):
    assert from_text(f"{text}\n{SENTENCE}", language) is None


def test_instants():
    assert instant(DAY).at == end_of_day(DAY)
    assert instant(DAY).to == "day"
    paris = timezone(timedelta(hours=1))
    assert instant(datetime(2022, 2, 16, 15, 0, tzinfo=paris)).at == datetime(
        2022, 2, 16, 14, 0, tzinfo=UTC
    )
    assert instant(datetime(2022, 2, 16, 15, 0)).at == datetime(2022, 2, 16, 15, 0, tzinfo=UTC)
    assert parse(" 2022-02-16 ") == instant(DAY)
    assert parse("2022-02-16T15:00+01:00") == instant(datetime(2022, 2, 16, 14, tzinfo=UTC))
    assert parse("yesterday") is None


@pytest.mark.parametrize(
    ("text", "problem"), [("16/02/2022", "is not a date"), ("2022-02-17", "is in the future")]
)
def test_a_date_that_was_written_for_us_must_be_one(text, problem):
    with pytest.raises(InputError, match=problem):
        given(text, "a.txt", "published", today=DAY)
    assert given("2022-02-16", "a.txt", "published", today=DAY) == instant(DAY)
