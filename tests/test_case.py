"""A case.toml that somebody got wrong: the problem is named, and found in a short time."""

import os

import pytest

from recul.case import MAX_CASE_BYTES, Case
from recul.model import InputError

CLAIM = """
id = "x"
[[claims]]
id = "c"
claimant = "A"
actor = "A"
text = "They leave."
made_on = 2022-02-15
"""
CARD = """
id = "x"
[[sources]]
id = "s"
names = ["The source"]
kind = "ngo"
reason = "It was right before."
author = "a"
on = 2022-02-14
"""


def load(tmp_path, text):
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    return Case.load(file)


def test_the_cases_of_these_tests_are_cases(tmp_path):
    assert load(tmp_path, CLAIM).claims
    assert load(tmp_path, CARD).sources


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (CLAIM.replace("2022", "0001"), "claim c, made_on: the year 1 is not one of 1900 to 2199"),
        (CLAIM + "deadline = 9999-12-31", "claim c, deadline: the year 9999"),
        (CARD.replace("2022", "1899"), "source s, on: the year 1899"),
        (CLAIM.replace("2022-02-15", "2022-02-30"), "not valid TOML"),
        (CLAIM.replace('"They leave."', "{}"), "claims.0.text"),
        (CLAIM.replace('"They leave."', '{ fr = "" }'), "claims.0.text"),
        ('id = "x"\ntitle = {}', "title"),
        ('id = "x"\n[theatre]\nlabel = { en = "" }', "theatre.label"),
        ('id = "x"\nx = ' + "[" * 50_000, "nested too deep"),
        ('id = "x"\nx = ' + "{ a = " * 30_000, "nested too deep"),
        ("a." * 50_000 + "b = 1", "a key of more than 32 parts"),
        ("[" + "a . " * 30_000 + "b]", "a key of more than 32 parts"),
        ("x = {" + '"a b".' * 30_000 + "b = 1}", "a key of more than 32 parts"),
        ("x = " + "9" * 10_000, "not valid TOML"),
        ("#" * (MAX_CASE_BYTES + 1), "larger than 200 kB"),
    ],
    ids=lambda value: value[-24:],
)
def test_what_is_no_case_is_an_error(tmp_path, text, problem):
    with pytest.raises(InputError) as error:
        load(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path}/case.toml")
    assert problem in str(error.value)


def test_what_is_not_utf_8_is_an_error(tmp_path):
    tmp_path.joinpath("case.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(InputError, match="not UTF-8"):
        Case.load(tmp_path / "case.toml")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_an_error(tmp_path, make):
    make(tmp_path / "case.toml")
    with pytest.raises(InputError, match="not a regular file"):
        Case.load(tmp_path / "case.toml")


def test_a_folder_in_the_place_of_a_parent_is_an_error(tmp_path):
    tmp_path.joinpath("file").write_text("")
    with pytest.raises(InputError, match="cannot be read"):
        Case.load(tmp_path / "file" / "case.toml")
