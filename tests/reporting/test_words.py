import re
import string
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import recul
from recul import languages, model
from recul.assessment.words import BANDS
from recul.model import (
    Comparator,
    Confidence,
    Direction,
    EventKind,
    EvidenceKind,
    Ledger,
    Modality,
    Polarity,
    Realis,
    Reason,
    SourceKind,
    StatementType,
    Verdict,
)
from recul.reporting import html
from recul.reporting.words import Interface, Words, words
from tests.reporting import crisis

SOURCES = Path(recul.__file__).parent
LANGUAGES = ("fr", "en")
ENUMERATIONS = {
    "verdict": Verdict,
    "verdict_means": Verdict,
    "confidence": Confidence,
    "confidence_sentence": Confidence,
    "ledger": Ledger,
    "kind": EvidenceKind,
    "direction": Direction,
    "source_kind": SourceKind,
    "statement_type": StatementType,
    "modality": Modality,
    "polarity": Polarity,
    "comparator": Comparator,
    "event": EventKind,
    "realis": Realis,
}


def phrases(said):
    """Every phrase of an interface: where it stands, and each of its forms."""

    def walk(where, value):
        if isinstance(value, str):
            yield where, value
        else:
            for key, item in value.items():
                yield from walk(f"{where}.{key}", item)

    for name in Interface.model_fields:
        yield from walk(name, getattr(said.table, name))
    for name in ("estimatives", "reasons", "warnings", "pages"):
        table = getattr(said, name)
        for key in table.keys():  # noqa: SIM118 (not a mapping)
            yield from walk(f"{name}.{key}", table.get(key))


def word(said, key):
    """The word of a band that has one."""
    found = said.estimative(key)
    assert found is not None
    return found


def fields(phrase):
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(phrase) if name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ENUMERATIONS)
def test_every_value_of_the_vocabulary_has_words(language, table):
    assert set(getattr(words(language).table, table)) == set(ENUMERATIONS[table])


def test_both_languages_say_the_same_things_with_the_same_values():
    french, english = (dict(phrases(words(language))) for language in LANGUAGES)
    assert french.keys() == english.keys()
    for where, phrase in english.items():
        assert fields(french[where]) == fields(phrase), where


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_names_only_forms_that_exist(language):
    said = words(language)
    forms = {
        "number", "rounded", "percent", "signed_percent", "points", "factor", "day", "short_day",
        "instant", "language", "",
    }  # fmt: skip
    for where, phrase in phrases(said):
        for _, form in fields(phrase):
            assert form in forms or form in Interface.model_fields, where


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_band_has_a_word_and_a_sentence_and_no_two_share_one(language):
    said = words(language)
    keys = [key for _, _, key in BANDS]
    assert len({said.estimative(key) for key in keys}) == 7
    assert [key for _, key in html.BANDS] == keys
    for key in keys:
        assert word(said, key).split()[0] in said.table.judgement[key]
    assert said.estimative(None) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_likelihood_and_confidence_never_stand_in_one_sentence(language):
    said = words(language)
    confident = {"fr": "confiance", "en": "confidence"}[language]
    likely = [said.estimative(key) for _, _, key in BANDS]
    for where, phrase in phrases(said):
        for sentence in re.split(r"(?<=[.!?])\s", phrase):
            if confident in sentence.lower():
                assert not any(re.search(rf"\b{word}\b", sentence) for word in likely), where
                assert ":percent}" not in sentence, where


@pytest.mark.parametrize(
    ("key", "p"),
    [("almost_no_chance", 0.02), ("roughly_even_chance", 0.5), ("almost_certain", 0.97)],
)
def test_the_judgement_carries_word_and_number(key, p):
    rest = (1 - p) / 3
    outcomes = model.Outcomes(
        carried_out=p, partial=rest, not_carried_out=rest, build_up=1 - p - 2 * rest
    )
    sentence = words("en").judgement(crisis.assessment(words=key, p=outcomes))
    assert word(words("en"), key) in sentence
    assert f"({p:.0%})" in sentence
    assert "10 March 2031" in sentence
    assert "3 April 2031" in sentence


def test_outside_the_bands_no_word_is_used():
    outcomes = model.Outcomes(carried_out=0.001, partial=0.4, not_carried_out=0.3, build_up=0.299)
    sentence = words("en").judgement(crisis.assessment(words=None, p=outcomes))
    assert "less than 1%" in sentence
    assert not any(word(words("en"), key) in sentence for _, _, key in BANDS)


def test_numbers_and_dates_take_the_form_of_the_language():
    french, english = words("fr"), words("en")
    assert english.number(169000) == "169,000"
    assert french.number(169000) == "169\u202f000"
    assert french.day(date(2022, 2, 16)) == "16 février 2022"
    assert english.day(date(2022, 2, 16)) == "16 February 2022"
    assert english.rounded(121372.4) == "121,000"
    assert english.rounded(0) == "0"
    assert french.percent(0.04).replace("\u202f", " ").replace("\xa0", " ") == "4 %"
    assert english.percent(0.996) == "more than 99%"
    assert english.number(float("nan")) == "–"


def test_plurals_follow_the_language():
    assert words("en").count("copies", 0).startswith("+0 copies")
    assert words("fr").count("copies", 0).startswith("+0 copie,")  # French counts nought as one
    assert words("fr").count("copies", 2).startswith("+2 copies")
    assert words("fr").count("copies", 1_000_000)  # the plural form *many* is not in the pack


def test_a_reason_without_words_is_shown_with_its_values():
    unknown = Reason(id="new.reason", values={"n": 3, "on": date(2031, 3, 1)})
    for language in LANGUAGES:
        text = words(language).warning(unknown)
        assert "new.reason" in text
        assert "3" in text
        assert "2031" in text
    assert words("en").reason(Reason(id="bare")) == "bare"


def test_a_reason_with_other_values_than_its_phrase_expects_is_not_lost():
    text = words("en").reason(Reason(id="confidence.age", values={"weeks": 2}))
    assert "confidence.age" in text
    assert "2" in text


def test_a_reason_cannot_smuggle_a_phrase_in():
    reason = Reason(id="x", values={"name": "{0.__class__} {percent}"})
    assert "{0.__class__}" in words("en").warning(reason)


def test_observations_are_put_into_words():
    assert words("en").observation("imagery.down.third_party_state") == (
        "Imagery that shows less force (a third state)"
    )
    assert words("en").observation("nothing.like.this") == "nothing.like.this"


def test_every_observation_the_assessment_may_name_has_words():
    from recul.assessment.explain import FEASIBLE
    from recul.assessment.tables import load

    categories = {family.id: tuple(family.category) for family in load().family}
    for kind, _, _, families in FEASIBLE:
        for family in families:
            for telling in categories[family]:
                key = f"{family}.{telling}.{kind}"
                assert words("fr").observation(key) != key


def test_a_language_without_a_pack_is_refused():
    with pytest.raises(languages.PackError):
        Words("xx")


def test_french_typography_keeps_its_signs_on_the_line():
    for where, phrase in phrases(words("fr")):
        assert not re.search(r" [;:?!»%]", phrase), where
        assert not re.search(r"« ", phrase), where
        assert "'" not in phrase, where


# ------------------------------------------------- what other rooms say must have its words


def reason_ids():
    """The ids of all reasons in the code, by file: written out, or through a local `_reason`."""
    for path in sorted(SOURCES.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for key in re.findall(r"\bReason\(\s*id=\"([^\"]+)\"", text):
            yield path, key
        prefix = re.search(r"\bReason\(\s*id=f\"([\w.]+)\{name\}\"", text)
        for key in re.findall(r"\b_reason\(\s*\"([^\"]+)\"", text):
            yield path, (prefix[1] if prefix else "") + key


def test_every_reason_in_the_code_has_words():
    found = list(reason_ids())
    assert any(key == "verdict.before_horizon" for _, key in found)
    missing = [
        f"{language} {path.relative_to(SOURCES)}: {key}"
        for path, key in found
        for language in LANGUAGES
        if all(
            table.get(key) is None
            for said in (words(language),)
            for table in (said.reasons, said.warnings, said.explanation)
        )
    ]
    assert not missing, "\n".join(missing)


def test_no_interface_word_stands_in_a_template():
    folder = resources.files("recul.reporting").joinpath("templates")
    for entry in folder.iterdir():
        if not entry.name.endswith(".j2"):
            continue
        text = entry.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        assert not re.search(r"[^\W\d_]{2,}", text), entry.name


def asked_for():
    """The labels and counts that code and templates ask for by a written key."""
    for path in sorted(SOURCES.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for table, key in re.findall(r"\.(label|count)\(\s*\"(\w+)\"", text):
            yield path.name, table, key
    for path in sorted(SOURCES.rglob("*.j2")):
        text = path.read_text(encoding="utf-8")
        for call, key in re.findall(r"\b([tn])\(\"(\w+)\"[,)]", text):
            yield path.name, {"t": "label", "n": "count"}[call], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_is_asked_for_is_there(language):
    found = list(asked_for())
    assert len(found) > 80
    missing = [
        f"{name}: {table}.{key}"
        for name, table, key in found
        if key not in getattr(words(language).table, table)
    ]
    assert not missing
