"""What a pack may hold, and what it is found to lack."""

import pytest
from pydantic import Field

from recul import languages
from recul.extraction.lexicon import words_of
from recul.languages import Pack, PackError
from recul.model import Value


class Forms(Value):
    listed: tuple[str, ...] = ()
    spaced: str = ""
    valued: dict[str, int] = Field(default_factory=dict)


def forms(text: str) -> Forms:
    endings = '[inflections]\n"о" = ["о", "а"]\nx = ["", "s"]\n'
    return Pack("xx", {"a.toml": endings, "b.toml": f"[forms]\n{text}"}).section("forms", Forms)


def test_an_inflected_word_has_every_ending_of_its_class():
    assert forms('listed = ["министерств~о", "as it is"]').listed == (
        "министерство",
        "министерства",
        "as it is",
    )


def test_two_inflected_words_of_a_phrase_have_every_pair():
    assert set(forms('listed = ["слов~о и дел~о"]').listed) == {
        f"слов{a} и дел{b}" for a in "оа" for b in "оа"
    }


def test_keys_and_words_apart_by_spaces_are_inflected_too():
    read = forms('spaced = "tank~x pont~x"\n[forms.valued]\n"hundred~x" = 100')
    assert read.spaced == "tank tanks pont ponts"
    assert read.valued == {"hundred": 100, "hundreds": 100}


def test_a_tilde_after_a_space_inflects_nothing():
    assert forms('listed = ["in ~"]').listed == ("in ~",)


def test_an_unknown_class_is_named():
    with pytest.raises(PackError, match="'y'"):
        forms('listed = ["слов~y"]')


def test_a_table_in_two_files_is_an_error():
    with pytest.raises(PackError, match="defined twice"):
        Pack("xx", {"a.toml": "[forms]", "b.toml": "[forms.valued]"})


def test_a_file_that_is_no_toml_is_named():
    with pytest.raises(PackError, match=r"b\.toml"):
        Pack("xx", {"b.toml": "[forms]\nlisted = ["}).section("forms", Forms)


@pytest.mark.parametrize("code", languages.available())
def test_every_pack_says_what_it_is_and_what_it_lacks(code):
    pack = languages.load(code).section("language", languages.Coverage)
    assert pack.code == code
    assert set(languages.lacks(code)) <= set(languages.ROOMS)


def test_the_interface_speaks_two_languages():
    assert languages.spoken() == ("en", "fr")


def test_every_chinese_character_is_a_word():
    assert [word.folded for word in words_of("俄军约10万人 NATO")] == [
        "俄", "军", "约", "10", "万", "人", "nato",
    ]  # fmt: skip


def test_spellings_and_case_are_folded_character_for_character():
    text = "İstanbul ISRARLI Ещё"
    assert [word.folded for word in words_of(text)] == ["istanbul", "israrli", "еще"]
