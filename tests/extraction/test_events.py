"""What happens, who does it, and whether it is presented as real."""

import pytest

from tests.extraction.harness import read as read_in
from tests.extraction.test_properties import extracted

TABLE = [
    ("fr", "Les troupes russes se retirent de la frontière.", "withdrawal", "ongoing", "RUS"),
    ("fr", "La Russie a annoncé le retrait de ses troupes.", "withdrawal", "announced", "RUS"),
    ("fr", "Moscou a promis de retirer ses troupes.", "withdrawal", "announced", "RUS"),
    ("fr", "Kiev dément le retrait des troupes russes.", "withdrawal", "denied", "RUS"),
    ("fr", "L'OTAN ne voit aucun signe de retrait russe.", "withdrawal", "denied", "RUS"),
    ("fr", "La Russie espère un retrait.", "withdrawal", "hoped", None),
    (
        "fr",
        "Si la Russie retire ses troupes, la paix est possible.",
        "withdrawal",
        "hypothetical",
        "RUS",
    ),
    ("fr", "Moscou accuse Kiev de préparer une offensive.", "attack", "alleged", "UKR"),
    ("en", "Russia announced the withdrawal of its troops.", "withdrawal", "announced", "RUS"),
    ("en", "Moscow has promised to withdraw its forces.", "withdrawal", "announced", "RUS"),
    ("en", "NATO sees no sign of a Russian withdrawal.", "withdrawal", "denied", "RUS"),
    ("en", "Kyiv hopes for a withdrawal.", "withdrawal", "hoped", None),
    (
        "en",
        "If Russia withdraws its forces, talks may follow.",
        "withdrawal",
        "hypothetical",
        "RUS",
    ),
    ("en", "The alleged withdrawal was shown on television.", "withdrawal", "alleged", None),
    ("en", "Russia is deploying tanks near Kharkiv.", "deployment", "ongoing", "RUS"),
    ("en", "Belarus will hold a military exercise.", "exercise", "announced", "BLR"),
]


@pytest.mark.parametrize(("language", "text", "kind", "realis", "actor"), TABLE)
def test_kind_realis_actor(language, text, kind, realis, actor):
    found = [(str(e.kind), str(e.realis), e.actor) for e in extracted(text, language).events]
    assert (kind, realis, actor) in found


DATELINES = [
    ("en", "BRUSSELS – Russia announced that its troops would withdraw.", "RUS"),
    (
        "en",
        "BRUSSELS, 16 February 2022 (AGENCY) – Russia announced that its troops would leave.",
        "RUS",
    ),
    ("en", "WASHINGTON (Agency) - Russia announced that its tanks would leave the border.", "RUS"),
    ("fr", "PARIS (Agence) - La Russie a annoncé que ses troupes se retireraient.", "RUS"),
    ("fr", "VIENNE, 13 juin 2026 (Agence) – La Serbie a annoncé le retrait de 90 chars.", "SRB"),
    ("en", "UNITED NATIONS (Agency) - Russia announced that its troops would leave.", "RUS"),
    ("en", "ATHENS – The ministry said tanks had left the border.", None),
]


@pytest.mark.parametrize(("language", "text", "actor"), DATELINES)
def test_nobody_acts_or_speaks_in_a_dateline(language, text, actor):
    found = extracted(text, language)
    assert {event.actor for event in found.events} == {actor}
    assert {said.speaker.party for said in found.statements} == {actor}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("NATO, the alliance, said tanks – some forty of them – had left the border.", "NATO"),
        ("Serbia said its troops (about 500) – all infantry – would leave the border.", "SRB"),
    ],
)
def test_a_dash_alone_makes_no_dateline(text, speaker):
    (said,) = extracted(text, "en").statements
    assert said.speaker.party == speaker


@pytest.mark.parametrize(
    ("language", "text", "trigger", "realis"),
    [
        ("pl", "13 lutego. Kolumna przejeżdża do Iraku.", "przejeżdża do Iraku", "occurred"),
        ("pt", "Os militares embarcam a 20 de fevereiro.", "embarcam", "announced"),
    ],
)
def test_a_day_gone_or_to_come_tells_more_than_the_tense(language, text, trigger, realis):
    (event,) = [e for e in read_in(text, language).events if e.span.of(text) == trigger]
    assert str(event.realis) == realis


def test_a_text_goes_on_about_the_only_forces_it_has_told_of():
    text = "Ethiopian troops left the town. The columns moved north. Eritrea had no comment."
    assert [event.actor for event in read_in(text, "en").events] == ["ETH", "ETH"]
    text = "Ethiopian troops and Eritrean units left. Sudanese forces are in place. They withdrew."
    assert read_in(text, "en").events[-1].actor != "ETH"


def test_a_count_is_of_the_forces_that_its_sentence_tells_of():
    text = "Ethiopian forces have withdrawn: 120 trucks were counted."
    (quantity,) = read_in(text, "en").quantities
    assert quantity.actor == "ETH"
