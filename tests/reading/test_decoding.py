from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.model import InputError
from recul.reading.decoding import decode

FRENCH = (
    "Le ministère a annoncé mardi que l’armée retirait ses unités. « C’est déjà fait », a répété "
    "le général, à côté d’un train chargé de blindés près de la forêt. "
)
RUSSIAN = (
    "Министерство объявило во вторник, что войска возвращаются в места постоянной дислокации. "
)
POLISH = "Wojska wycofują się z granicy, ogłosiło w środę ministerstwo; żołnierze są już w drodze. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "nonsense"])
def test_any_encoding_is_read_whatever_was_declared(text, encoding, declared):
    assert decode((text * 3).encode(encoding), "a.txt", declared) == (text * 3, ())


def test_a_declaration_decides_where_bytes_do_not():
    assert decode("Łódź".encode("iso-8859-2"), "a", "iso-8859-2")[0] == "Łódź"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf_8_is_never_taken_for_anything_else(text):
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.txt", "cp1252") == (text, ())


def test_a_page_cut_in_the_middle_of_a_character_is_read_and_the_damage_counted():
    data = FRENCH.encode()[: FRENCH.encode().index("à".encode()) + 1]
    text, warnings = decode(data, "a.txt")
    assert text.startswith("Le ministère a annoncé")
    assert [(w.id, w.values) for w in warnings] == [("damaged_characters", {"count": 1})]


def test_a_stray_control_character_makes_no_text_binary():
    assert decode(FRENCH.encode() + b"\0", "a.txt") == (FRENCH + "\0", ())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"%PDF-1.7 some text", "is a PDF"),
        (b"PK\x03\x04....", "is a ZIP archive or office document"),
        (b"\x89PNG\r\n", "is an image"),
        (bytes(1000), "is binary"),
        (bytes(range(256)) * 20, "is binary"),
        (b"\x7fELF" + bytes(range(1, 30)) * 50, "is binary"),
    ],
)
def test_what_is_no_text_is_an_error(data, problem):
    with pytest.raises(InputError, match=problem) as error:
        decode(data, "a.txt")
    assert error.value.source == "a.txt"
    assert error.value.remedy


@given(st.binary())
def test_bytes_are_text_or_an_input_error(data):
    try:
        text, _ = decode(data, "a.txt")
    except InputError:
        return
    assert text.strip()
    text.encode()
