from datetime import date

import pytest

from recul import cases
from recul.case import Case
from recul.evidence.cards import (
    agency_of,
    card_named,
    card_of,
    card_of_speaker,
    first_imagery,
    publisher_card,
    speaks_for_party,
    words_in,
)
from recul.model import Document, SourceKind, Speaker
from recul.reading import read
from recul.sources import CardGrade, SourceCard

CASE = cases.load("ukraine-2022")


def id_of(card):
    return card.id if card else None


@pytest.mark.parametrize(
    "name",
    [
        "Not Maxar",
        "Planet Hollywood",
        "The Pentagon Times",
        "OSCE fan blog",
        "Austin Powers",
        "Moscow Bugle",
        "The Moscow Bugle",
        "former NATO official",
        "John Stoltenberg",
        "Michael Austin",
        "Austin, a resident of Texas",
        "Maxar Fans",
        "",
        "...",
    ],
)
def test_a_look_alike_takes_no_card(name):
    assert card_of(name, CASE) is None
    assert card_of_speaker(Speaker(name=name), (), "", CASE) is None
    assert card_named(name, CASE) is None


@pytest.mark.parametrize(
    ("name", "card"),
    [
        ("  the PENTAGON ", "usa-official"),
        ("U.S. officials", "usa-official"),
        ("Kyiv Post", "kyiv-post"),
        ("Senior US defence official", "usa-official"),
        ("NATO Secretary-General Jens Stoltenberg", "nato"),
        ("Kremlin spokesman Peskov", "kremlin"),
        ("Conflict Intelligence Team / DFRLab", "cit"),
        ("Gustav Gressel, ECFR (Tribune de Geneve)", "gressel"),
        ("Ukraine MoD assessment reported by CNN", "ukr-mod"),
        ("Frankfurter Allgemeine citing analysts", "faz"),
        ("secrétaire général de l’OTAN", "nato"),
        ("Planet, Maxar", "planet"),
    ],
)
def test_case_articles_offices_and_carriers_do_not_hide_a_name(name, card):
    assert id_of(card_of(name, CASE)) == card


def test_the_sources_of_the_bundled_case_still_find_their_cards():
    folder = cases.folder("ukraine-2022")
    table = read(folder / "observations.json", today=date(2026, 1, 1)).documents
    without = {d.row.source for d in table if d.row and card_of(d.row.source, CASE) is None}
    assert without == {
        "Multiple",
        "Russian and Belarusian MoDs",
        "US and Western officials (press summary)",
        "Ukrainian media",
    }
    texts = read(folder / "documents", today=date(2026, 1, 1)).documents
    assert texts
    assert [d.publisher for d in texts if not card_named(d.publisher or "", CASE)] == []


def test_a_publisher_needs_its_whole_name():
    assert card_named("Spokesman of the Kremlin", CASE) is None
    assert id_of(card_named("the independent", CASE)) == "independent"
    assert card_named("Independent News", CASE) is None


def test_a_surname_alone_is_a_person_only_if_nothing_says_otherwise():
    def taken(others=(), beside="", **speaker):
        return id_of(card_of_speaker(Speaker(name="Austin", **speaker), others, beside, CASE))

    assert taken() == taken(party="USA", role="US defence secretary") == "usa-government"
    assert taken([Speaker(name="Lloyd Austin")]) == "usa-government"
    assert taken([Speaker(name="Jane Austin")]) is None
    assert taken(role="resident of Texas") is None
    assert taken(role="former defence secretary") is None
    assert taken(party="GBR") is None
    assert taken(beside=" fan blog") is None


def test_two_cards_that_fit_equally_well_are_none():
    def card(name):
        return SourceCard(
            id=name,
            names=(name, "Smith"),
            kind=SourceKind.NGO,
            grades=(CardGrade(reason="", author="", on=date(2020, 1, 1)),),
        )

    case = Case(id="x", sources=(card("one"), card("two")))
    assert card_of_speaker(Speaker(name="director Smith"), (), "", case) is None


def test_who_comes_from_a_country_does_not_speak_for_it():
    assert speaks_for_party(Speaker(name="Jan Nowak", party="POL"), "")
    assert speaks_for_party(Speaker(name="x", role="Polish defence minister", party="POL"), "")
    assert not speaks_for_party(Speaker(name="x", role="Polish blogger", party="POL"), "")
    assert not speaks_for_party(Speaker(name="x", role="former minister", party="POL"), "")


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("Images from Maxar and Planet show it.", "maxar"),
        ("Images from Planet Labs and Maxar show it.", "planet"),
        ("Pictures of a diner, Planet Hollywood, show it.", None),
        ("More than any army on the planet.", None),
        ("Images from Not Maxar show it.", None),
    ],
)
def test_the_owner_of_pictures_is_named_by_itself(words, card):
    assert id_of(first_imagery(words, CASE)) == card


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("MOSCOW (Reuters) – Troops left.", "reuters"),
        ("Title\n\nBy Jane Doe, AFP\n\nTroops left.", "afp"),
        ("Troops left. (AFP)", "afp"),
        ("Troops left.\nReuters", "reuters"),
        ("KYIV (Interfax-Ukraine) - Troops left.", "interfax-ukraine"),
        ("A minister told AFP that troops left.", None),
        ("Russia denies it. A spokesman (Reuters) was right, they told AFP", None),
        ("MOSCOW (Ukrinform) – Troops left.", "ukrinform"),
    ],
)
def test_an_agency_signs_and_is_not_merely_mentioned(words, card):
    document = Document(id=Document.identify(words), source="x", text=words, language="en")
    assert id_of(agency_of(document, CASE)) == card


def test_words_of_a_name_leave_out_what_does_not_tell():
    assert words_in("The U.S. officials") == words_in("US Officials") == ("us", "officials")
    assert words_in("l’OTAN") == ("otan",)


def page(publisher, url, original=None):
    name = Document.identify("x", url)
    return Document(id=name, source="x", text="x", url=url, publisher=publisher, original=original)


@pytest.mark.parametrize(
    ("publisher", "url", "card"),
    [
        ("Reuters", None, "reuters"),
        ("Reuters", "https://www.reuters.com/world/1", "reuters"),
        (None, "https://www.reuters.com/world/1", "reuters"),
        ("World News", "https://graphics.reuters.com/1", "reuters"),
        ("Reuters", "https://reuters.com.example/world/1", None),
        ("Reuters", "https://notreuters.com/world/1", None),
        ("Reuters", "https://news.yahoo.com/1", "reuters"),
        ("Yahoo News", "https://news.yahoo.com/1", None),
        ("A blog", "https://news.yahoo.com/1", None),
        ("Reuters", "https://web.archive.org/web/20220216/https://www.reuters.com/1", "reuters"),
        ("Reuters", "https://web.archive.org/web/20220216/https://blog.example/1", None),
        ("Reuters", "https://t.me/reuters_fans/1", None),
        ("Anybody", "https://t.me/Mod_Russia/1", "rus-mod"),
    ],
)
def test_an_address_tells_more_than_the_name_a_page_gives_itself(publisher, url, card):
    assert id_of(publisher_card(page(publisher, url), CASE)) == card


def test_only_an_aggregator_is_believed_to_have_a_page_from_elsewhere():
    there = "https://www.reuters.com/world/1"
    assert id_of(publisher_card(page("A", "https://news.yahoo.com/1", there), CASE)) == "reuters"
    assert publisher_card(page("A", "https://blog.example/1", there), CASE) is None
    assert publisher_card(page("A", "https://t.me/somebody/1", there), CASE) is None
