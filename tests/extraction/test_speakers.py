"""Whom a noun phrase stands for."""

import pytest

from tests.extraction.test_properties import statements

TABLE = [
    ("fr", "Jens Stoltenberg, secrétaire général de l'OTAN, dit que rien ne bouge. Il ajoute que cela dure.", ["Jens Stoltenberg"] * 2, "NATO"),
    ("fr", "Le porte-parole du Kremlin, Dmitri Peskov, a déclaré que tout allait bien. M. Peskov a ajouté que rien ne pressait.", ["Dmitri Peskov"] * 2, "RUS"),
    ("fr", "Le ministère russe de la Défense affirme que les unités partent.", ["ministère russe de la Défense"], "RUS"),
    ("en", "Russian Defence Minister Sergei Shoigu said that units were leaving. Shoigu said that it was over.", ["Sergei Shoigu"] * 2, "RUS"),
    ("en", "Ukraine's defence ministry said that nothing had moved.", ["Ukraine's defence ministry"], "UKR"),
    ("en", "Dmytro Kuleba, the Ukrainian foreign minister, said that it was calm. The minister added that it might last.", ["Dmytro Kuleba"] * 2, "UKR"),
    ("en", "Gen. Mark Milley said that the picture was grim. He warned that war was near.", ["Mark Milley"] * 2, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names", "party"), TABLE)
def test_a_speaker_is_the_fullest_name_of_the_document(language, text, names, party):
    speakers = [s.speaker for s in statements(text, language)]
    assert [speaker.name for speaker in speakers] == names
    assert {speaker.party for speaker in speakers} == {party}


def test_a_pronoun_never_looks_ahead():
    text = "Il a dit que rien ne bougeait. Emmanuel Macron a dit que tout bougeait."
    assert [s.speaker.name for s in statements(text, "fr")] == ["Il", "Emmanuel Macron"]


def test_a_role_does_not_begin_with_the_possessive_of_a_name_that_no_list_knows():
    text = "Velmora's defence minister Anna Koval said that the tanks had left."
    (said,) = statements(text, "en")
    assert (said.speaker.name, said.speaker.role) == ("Anna Koval", "defence minister")


def test_civil_society_is_no_company_named_before():
    text = "L'armée a affirmé que tout va bien. Selon la société civile, rien n'a bougé là-bas."
    assert [s.speaker.name for s in statements(text, "fr")] == ["armée", "société civile"]
