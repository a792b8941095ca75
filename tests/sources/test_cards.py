"""Cards as data: the set that ships, what a case changes of it, and what is known on a day."""

import re
from datetime import date

import pytest

from recul.case import Case, Theatre
from recul.evidence.cards import words_in
from recul.evidence.sides import kind_of, with_standing
from recul.languages import spoken
from recul.model import EvidenceKind, InputError, SourceKind, Standing
from recul.sources import CardGrade, SourceCard, Topic, Who, check_cards, read_cards, shipped
from tests.assessment.build import report


def given(reliability, on, **more):
    return CardGrade(reliability=reliability, reason="r", author="a", on=on, **more)


def card(*grades, **more):
    return SourceCard(id="s", names=("The source",), grades=grades, **more)


def test_the_set_has_all_sorts_of_sources_each_with_a_reason_in_every_language_spoken():
    cards = shipped()
    assert len(cards) >= 150
    assert {c.who for c in cards} == set(Who) - {Who.ACCOUNT}
    assert {c.state for c in cards} >= {"USA", "RUS", "CHN", "UKR", "FRA", "IND", "SDN", "BRA"}
    for one in cards:
        assert one.grades, one.id
        for grade in one.grades:
            assert isinstance(grade.reason, dict)
            assert set(grade.reason) == set(spoken()), one.id
            assert all(len(text) > 20 for text in grade.reason.values()), one.id
            assert grade.author
            assert not re.search(r" [;:?!»%]|« |'", grade.reason["fr"]), one.id


def test_no_two_cards_of_the_set_are_cited_or_found_alike():
    cited: dict[object, str] = {}
    for one in shipped():
        for key in {*map(words_in, one.names), *one.domains}:
            assert cited.setdefault(key, one.id) == one.id, key


def test_names_stand_in_several_scripts():
    letters = "".join(name for one in shipped() for name in one.names)
    for first, last in ("Аґ", "ا٩", "一鿿", "가힣", "את"):
        assert any(first <= letter <= last for letter in letters)


def test_a_party_to_a_war_is_never_graded_as_its_own_judge():
    for one in shipped():
        if one.who in (Who.MINISTRY, Who.GOVERNMENT, Who.SPOKESPERSON):
            assert one.party, one.id
            assert one.grade(topic=Topic.FORCE).reliability != "A", one.id


def test_the_latest_grade_counts_from_its_day_on_and_none_is_deleted():
    source = card(given("B", date(2022, 1, 1)), given("E", date(2022, 2, 20)))
    assert source.grade(date(2022, 2, 18)).reliability == "E"  # as known today
    assert source.known_on(date(2022, 2, 19)).grade(date(2022, 2, 18)).reliability == "B"
    assert source.known_on(date(2022, 2, 20)).grade(date(2022, 2, 18)).reliability == "E"
    assert len(source.grades) == 2


def test_what_was_first_given_later_judges_in_hindsight_and_what_came_after_does_not():
    source = card(given("C", date(2026, 1, 1)), given("A", date(2027, 1, 1)))
    assert source.known_on(date(2022, 2, 15)).grade().reliability == "C"


def test_a_grade_judges_its_time_and_its_topic():
    source = card(
        given("B", date(2024, 1, 1), until=date(2021, 12, 31)),
        given("D", date(2024, 1, 1), since=date(2022, 1, 1)),
        given("A", date(2023, 1, 1), since=date(2022, 1, 1), topic=Topic.WORDS),
    )
    assert source.grade(date(2020, 5, 1)).reliability == "B"
    assert source.grade(date(2022, 5, 1), Topic.FORCE).reliability == "D"
    assert source.grade(date(2022, 5, 1), Topic.WORDS).reliability == "A"


def test_outside_every_time_and_without_a_grade_it_cannot_be_judged():
    assert card(given("A", date(2024, 1, 1), until=date(2021, 1, 1))).grade(
        date(2022, 1, 1)
    ).reliability == ("F")
    ungraded = card().grade(date(2022, 1, 1))
    assert (ungraded.reliability, ungraded.card) == ("F", "s")


def load(tmp_path, text):
    file = tmp_path / "case.toml"
    file.write_text('id = "x"\n' + text, encoding="utf-8")
    return Case.load(file)


REGRADED = """
[[sources]]
id = "reuters"
reliability = "D"
reason = "It was wrong thrice in this crisis."
author = "jd"
on = 2022-02-14
"""


def test_a_case_changes_a_grade_and_leaves_the_rest_of_the_card(tmp_path):
    (before,) = [c for c in shipped() if c.id == "reuters"]
    (after,) = [c for c in load(tmp_path, REGRADED).sources if c.id == "reuters"]
    assert (after.grade().reliability, after.grade().author) == ("D", "jd")
    assert (after.names, after.domains, after.who) == (before.names, before.domains, before.who)
    assert not after.shipped


def test_a_case_may_do_without_the_set(tmp_path):
    text = "shipped_sources = false\n" + REGRADED
    with pytest.raises(InputError, match="source reuters has neither names nor domains"):
        load(tmp_path, text)
    assert len(load(tmp_path, text + 'names = ["Reuters"]').sources) == 1
    assert len(load(tmp_path, "").sources) == len(shipped())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('"D"', '"G"'), "reliability"),
        (('author = "jd"\n', ""), "author"),
        (("2022-02-14", "1492-02-14"), "the year 1492"),
        (
            ("\non =", "\nsince = 2022-02-14\nuntil = 2022-01-01\non ="),
            "until 2022-01-01 is before",
        ),
        (("\non =", '\ndomains = ["https://x.example"]\non ='), "is neither a host"),
        (("\non =", '\nwho = "newspaper"\non ='), "who"),
        (("\non =", "\nrelyability = 1\non ="), "relyability"),
    ],
)
def test_what_is_wrong_in_a_card_is_named(tmp_path, change, problem):
    with pytest.raises(InputError, match=problem):
        load(tmp_path, REGRADED.replace(*change))
    with pytest.raises(InputError, match=f"mine.toml.*{problem}"):
        check_cards(read_cards(REGRADED.replace(*change), "mine.toml"), "mine.toml")


PARTIES = """
[[parties]]
id = "{claimant}"
role = "claimant"
[[parties]]
id = "{adversary}"
role = "adversary"
"""


def test_what_a_states_agency_is_to_a_claim_depends_on_the_claim(tmp_path):
    def kind(source, text):
        case = load(tmp_path, text)
        return kind_of(next(c for c in case.sources if c.id == source), case)

    moscow = PARTIES.format(claimant="RUS", adversary="UKR")
    delhi = PARTIES.format(claimant="CHN", adversary="IND")
    assert kind("tass", moscow) is SourceKind.CLAIMANT
    assert kind("tass", delhi) is SourceKind.INDEPENDENT_MEDIA
    assert kind("xinhua", delhi) is SourceKind.CLAIMANT
    assert kind("ukrinform", moscow) is SourceKind.ADVERSARY
    assert kind("reuters", moscow) is SourceKind.INDEPENDENT_MEDIA
    assert kind("rus-mod", delhi) is SourceKind.THIRD_PARTY_STATE
    assert kind("iaea", moscow) is SourceKind.INTERNATIONAL_ORG
    assert kind("maxar", moscow) is SourceKind.IMAGERY
    assert kind("telegram", moscow) is SourceKind.UNKNOWN


def test_a_friend_a_host_and_a_mission_sent_to_look_stand_apart(tmp_path):
    text = (
        PARTIES.format(claimant="RUS", adversary="GEO")
        + '[[parties]]\nid = "BLR"\nrole = "claimant"\nspeaks_for = "RUS"\n'
        + '[force]\nactor = "RUS"\n[theatre]\ncountries = ["GEO"]\n'
    )
    case = load(tmp_path, text)

    def standing(source, kind, party=None):
        e = report("e", EvidenceKind.DENIAL, source=source, source_kind=kind)
        (placed,) = with_standing([e.model_copy(update={"party": party})], case)
        return placed.standing

    assert standing("rus-mod", SourceKind.CLAIMANT, "RUS") is Standing.CLAIMANT
    assert standing("belta", SourceKind.CLAIMANT, "BLR") is Standing.FRIEND
    assert standing("geo-mia", SourceKind.ADVERSARY, "GEO") is Standing.ADVERSARY
    assert standing("eumm-georgia", SourceKind.INTERNATIONAL_ORG, "EU") is Standing.MONITOR
    assert standing("nato", SourceKind.INTERNATIONAL_ORG, "NATO") is Standing.ORGANISATION
    hosted = case.model_copy(update={"theatre": Theatre(countries=("GEO", "BLR"))})
    e = report("e", EvidenceKind.DENIAL, source="belta", source_kind=SourceKind.CLAIMANT)
    (placed,) = with_standing([e.model_copy(update={"party": "BLR"})], hosted)
    assert placed.standing is Standing.HOST
