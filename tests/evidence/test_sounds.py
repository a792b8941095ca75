import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.evidence.sounds import LONGEST, sound, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        ("Шойгу", "Choïgou", "Schoigu", "Shoigu", "شويغو", "Şoygu", "Szojgu"),
        ("Столтенберг", "Stoltenberg", "ستولتنبرغ"),
        ("Лавров", "Lawrow", "Lavrov", "Lavrow"),
        ("Zalambessa", "Заламбессу"),
        ("Chushul", "تشوشول", "Чушул"),
        ("Johnson", "Джонсон", "جونسون"),
    ],
)
def test_one_name_in_several_scripts_sounds_alike(spellings):
    heard = [sounds(spelling) for spelling in spellings]
    assert frozenset.intersection(*heard)


@pytest.mark.parametrize(
    ("one", "other"), [("Shoigu", "Stoltenberg"), ("Gasana", "Menon"), ("Шойгу", "Лавров")]
)
def test_other_names_sound_otherwise(one, other):
    assert sounds(one).isdisjoint(sounds(other))


def test_what_arabic_writes_before_a_name_is_no_part_of_it():
    assert sound("Masisi") in sounds("وماسيسي")
    assert sound("Planet") in sounds("لبلانيت")


@given(st.text())
def test_any_word_has_a_short_sound(word):
    assert all(0 < len(each) <= LONGEST for each in sounds(word))
