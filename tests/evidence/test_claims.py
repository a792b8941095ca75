from datetime import UTC, date, datetime

import pytest

from recul import cases
from recul.case import Case
from recul.evidence import case_for, find_claims
from recul.extraction import extract
from recul.model import (
    ClaimKind,
    Document,
    EventKind,
    Place,
    Realis,
    SourceKind,
    When,
    end_of_day,
)
from tests.evidence.test_statements import Text

CASE = cases.load("ukraine-2022")
GENERIC = Case.generic()
AUTUMN = datetime(2021, 10, 1, tzinfo=UTC)


def announcement(words="units are withdrawing", name="Konashenkov", party="RUS", **more):
    text = Text(f"Le {more.get('published', '')}: {words}, {name} said.", **more)
    said = text.says(words, name, party)
    text.event("withdrawing", EventKind.WITHDRAWAL, Realis.ANNOUNCED, said, actor=None)
    return text


def test_an_announcement_by_the_party_itself():
    (claim,) = find_claims([announcement().done()], GENERIC)
    assert (claim.claimant, claim.actor) == ("RUS", "RUS")
    assert claim.made_on == date(2022, 2, 16)
    assert claim.id == "rus-2022-02-16"
    assert claim.text == "units are withdrawing"


def test_alleged_by_nobody_named_it_is_the_actors_claim():
    text = Text("NATO sees no sign, despite alleged withdrawals near Ukraine by Russia.")
    text.event("withdrawals", EventKind.WITHDRAWAL, Realis.ALLEGED, actor=None)
    text.event("sign", EventKind.DEESCALATION, Realis.DENIED)
    text.place("Ukraine", code="UKR", country="UKR")
    (claim,) = find_claims([text.done()], GENERIC)
    assert (claim.claimant, claim.actor, claim.places) == ("RUS", "RUS", ("UKR",))


def test_told_as_a_fact_without_a_source_it_is_the_actors_claim_too():
    for words, made in (
        ("Russia has begun pulling back its troops.", 1),
        ("Talks are about the withdrawal of Russia.", 0),
    ):
        text = Text(words, publisher="Gazette")
        event = "pulling back" if made else "withdrawal"
        text.event(event, EventKind.WITHDRAWAL, Realis.OCCURRED)
        assert len(find_claims([text.done()], GENERIC)) == made, words


def test_a_border_named_by_its_adjective_is_the_states():
    text = announcement("units are withdrawing from the Ukrainian border")
    text.parts["places"].append(
        Place(name="Ukraine", span=text.span("Ukrainian"), code="UKR", country="UKR")
    )
    (event,) = text.parts["events"]
    text.parts["events"] = [event.model_copy(update={"place": "Ukrainian"})]
    (claim,) = find_claims([text.done()], GENERIC)
    assert claim.places == ("UKR",)


def test_mentions_of_one_announcement_are_one_claim():
    texts = [announcement(published=datetime(2022, 2, d, tzinfo=UTC)).done() for d in (15, 17, 20)]
    (claim,) = find_claims(texts, GENERIC)
    assert claim.made_on == date(2022, 2, 15)


def test_an_announcement_long_after_is_another_claim():
    texts = [
        announcement(published=datetime(2021, 12, 25, tzinfo=UTC)).done(),
        announcement(published=datetime(2022, 2, 15, tzinfo=UTC)).done(),
    ]
    assert [c.id for c in find_claims(texts, GENERIC)] == ["rus-2021-12-25", "rus-2022-02-15"]


def test_the_cases_own_claim_takes_in_what_is_found():
    assert find_claims([announcement().done()], CASE) == list(CASE.claims)


def test_a_promise_of_the_host_is_the_claimants_repeated():
    pledge = announcement("all are withdrawing by Sunday", "Makei", "BLR").done()
    assert find_claims([pledge], CASE) == list(CASE.claims)


def test_not_one_soldier_will_remain_is_a_claim_and_no_troops_there_is_none():
    for words, made in (("not one soldier will remain", 1), ("no soldiers are there", 0)):
        text = Text(f"In Ukraine {words}, Shoigu said.")
        said = text.says(f"In Ukraine {words}", "Shoigu", "RUS")
        text.event(words.split()[-1], EventKind.PRESENCE, Realis.DENIED, said)
        assert len(find_claims([text.done()], GENERIC)) == made, words


def test_a_denial_is_not_a_claim():
    for realis in (Realis.DENIED, Realis.HOPED, Realis.HYPOTHETICAL, Realis.OCCURRED):
        text = Text("They are not withdrawing, Blinken said.")
        said = text.says("They are not withdrawing", "Blinken", "USA")
        text.event("withdrawing", EventKind.WITHDRAWAL, realis, said)
        assert find_claims([text.done()], GENERIC) == [], realis


def test_a_third_party_that_tells_of_the_announcement_is_not_the_claimant():
    text = Text("Russia has announced it is withdrawing, Blinken said.")
    said = text.says("Russia has announced it is withdrawing", "Blinken", "USA")
    text.event("withdrawing", EventKind.WITHDRAWAL, Realis.ANNOUNCED, said)
    (claim,) = find_claims([text.done()], GENERIC)
    assert claim.claimant == "RUS"


def test_another_states_withdrawal_is_no_claim_of_the_case():
    text = Text("The US is withdrawing its trainers from Ukraine, Biden said.")
    said = text.says("The US is withdrawing its trainers from Ukraine", "Biden", "USA")
    text.event("withdrawing", EventKind.WITHDRAWAL, Realis.ANNOUNCED, said, actor="USA")
    assert find_claims([text.done()], CASE) == list(CASE.claims)


def test_a_withdrawal_from_another_country_is_no_claim_of_the_case():
    text = announcement("units are withdrawing from Kazakhstan", published=AUTUMN)
    text.place("Kazakhstan", code="KAZ", country="KAZ")
    (event,) = text.parts["events"]
    text.parts["events"] = [event.model_copy(update={"place": "Kazakhstan"})]
    assert find_claims([text.done()], CASE) == list(CASE.claims)
    assert len(find_claims([text.done()], GENERIC)) == 1


def test_the_day_it_was_said_and_the_day_it_is_to_be_done_by():
    text = announcement("all are withdrawing by 20 February")
    text.parts["dates"].append(When.day(date(2022, 2, 20), text.span("20 February")))
    text.parts["statements"][0] = text.parts["statements"][0].model_copy(
        update={"said": When.day(date(2022, 2, 14))}
    )
    (claim,) = find_claims([text.done()], GENERIC)
    assert (claim.made_on, claim.deadline) == (date(2022, 2, 14), date(2022, 2, 20))


def test_without_any_date_there_is_no_claim():
    assert find_claims([announcement(published=None).done()], GENERIC) == []


def test_the_order_of_documents_does_not_matter():
    texts = [announcement(published=datetime(2022, 2, d, tzinfo=UTC)).done() for d in (15, 17, 20)]
    assert find_claims(texts, GENERIC) == find_claims(texts[::-1], GENERIC)


@pytest.mark.parametrize(
    ("party", "role"),
    [("RUS", SourceKind.CLAIMANT), ("UKR", SourceKind.ADVERSARY)],
)
def test_a_case_for_a_claim_knows_who_has_a_stake(party, role):
    text = announcement("units are withdrawing from Ukraine")
    text.place("Ukraine", code="UKR", country="UKR")
    (claim,) = find_claims([text.done()], GENERIC)
    case = case_for(claim, GENERIC)
    known = case.party(party)
    assert known is not None
    assert known.role is role
    assert case.force is not None
    assert case.force.actor == "RUS"


def test_a_case_that_names_its_force_stays_as_it_is():
    assert case_for(CASE.claims[0], CASE) is CASE


FOUND = [
    ("en", "Rwanda said it would withdraw its 3,000 troops from Goma by 30 November.", "RWA"),
    ("en", "Ethiopia pledged that its troops would leave the Badme area within a week.", "ETH"),
    ("en", "Russia's withdrawal from Syria will be complete by Friday, the Kremlin said.", "RUS"),
    ("en", "The European Union welcomed Eritrea's decision to withdraw its forces.", "ERI"),
    ("fr", "La Turquie a indiqué mercredi qu'elle retirerait ses 2 000 soldats de Bachiqa.", "TUR"),
    (
        "fr",
        "La France a achevé le désengagement de ses forces du Tchad, a dit l'état-major.",
        "FRA",
    ),
]
NOT_FOUND = [
    ("en", "Iran's team has withdrawn from the Asian Games, the Iranian federation said."),
    ("en", "Russia withdrew from the Black Sea grain deal on Monday."),
    ("en", "Has Rwanda withdrawn its troops from Goma? Nobody knows."),
    ("en", "Israeli forces withdrew from Jenin, the Palestinian health ministry said."),
    ("fr", "L'Érythrée nie avoir retiré ses troupes."),
    ("fr", "Selon l'ONU, l'Éthiopie n'a pas retiré ses troupes."),
]


def _claims(text, language):
    document = Document(
        id=Document.identify(text),
        source="test",
        text=text,
        language=language,
        published=end_of_day(date(2026, 11, 18)),
    )
    return find_claims([extract(document, Case.generic())], Case.generic())


@pytest.mark.parametrize(("language", "text", "claimant"), FOUND)
def test_ordinary_announcements_are_found_in_plain_sentences(language, text, claimant):
    (claim,) = _claims(text, language)
    assert claim.claimant == claim.actor == claimant


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_an_announcement_is_none(language, text):
    assert _claims(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "deadline"),
    [
        ("en", "Israel said its army would leave Lebanon within 30 days.", date(2026, 12, 18)),
        (
            "fr",
            "Israël a dit que son armée quitterait le Liban d'ici trente jours.",
            date(2026, 12, 18),
        ),
        ("en", "Rwanda said it would withdraw its troops by 30 November.", date(2026, 11, 30)),
    ],
)
def test_a_term_is_a_deadline(language, text, deadline):
    (claim,) = _claims(text, language)
    assert claim.deadline == deadline


def test_an_announcement_of_long_ago_is_dated_then():
    (claim,) = _claims("A year ago, Rwanda announced the withdrawal of its troops.", "en")
    assert claim.made_on == date(2025, 11, 18)


ENDED = [
    ("en", "Russia's defence ministry announced the end of its military exercise in Belarus."),
    ("fr", "Le ministère russe de la Défense a annoncé la fin de ses manœuvres en Biélorussie."),
    (
        "de",
        "Das russische Verteidigungsministerium teilte mit, das Manöver in Belarus sei beendet.",
    ),
    ("ru", "Минобороны России сообщило о завершении учений в Белоруссии."),
    ("uk", "Міноборони Росії оголосило про завершення навчань у Білорусі."),
    ("es", "El Ministerio de Defensa ruso anunció el final de las maniobras en Bielorrusia."),
    ("ar", "أعلنت وزارة الدفاع الروسية انتهاء المناورات في بيلاروس."),
]


@pytest.mark.parametrize(("language", "text"), ENDED)
def test_the_end_of_an_exercise_is_announced(language, text):
    (claim,) = _claims(text, language)
    assert (claim.kind, claim.claimant) == (ClaimKind.END_OF_EXERCISE, "RUS")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia's defence ministry announced a military exercise in Belarus."),
        ("en", "NATO said the exercise in Belarus had ended."),
        ("fr", "Le ministère russe de la Défense a annoncé des manœuvres en Biélorussie."),
    ],
)
def test_an_exercise_that_does_not_end_or_is_anothers_is_no_announcement(language, text):
    assert [c for c in _claims(text, language) if c.claimant == "RUS"] == []


def test_all_languages_of_one_announcement_are_one_claim():
    documents = [
        extract(
            Document(
                id=Document.identify(text),
                source="test",
                text=text,
                language=language,
                published=end_of_day(date(2026, 11, 18)),
            ),
            GENERIC,
        )
        for language, text in ENDED
    ]
    assert len(find_claims(documents, GENERIC)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Belarus promised that all Russian troops would leave its territory by 30 November.",
        ),
        ("fr", "La Biélorussie a promis que les soldats russes quitteraient son territoire."),
    ],
)
def test_a_pledge_for_somebody_elses_force_is_marked(language, text):
    (claim,) = _claims(text, language)
    assert (claim.claimant, claim.actor) == ("BLR", "RUS")
    assert claim.for_another


def test_a_pull_back_under_a_ceasefire_is_told_apart():
    (claim,) = _claims(
        "Israel said it would pull its troops back from southern Lebanon under the ceasefire.", "en"
    )
    assert (claim.kind, claim.for_another) == (ClaimKind.CEASEFIRE, False)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "Armenia will withdraw its troops from Tavush if Azerbaijan does the same, Prime"
            " Minister Nikol Pashinyan said.",
            "if Azerbaijan does the same",
        ),
        (
            "Rwanda will withdraw 2,400 soldiers from Masisi, army spokesman Innocent Gasana said."
            " The withdrawal depended on the disarmament of militias, Gasana said.",
            "depended on the disarmament of militias",
        ),
    ],
)
def test_what_an_announcement_depends_on_is_kept_with_it(text, condition):
    (claim,) = _claims(text, "en")
    assert [text[span.start : span.end] for span in claim.conditions] == [condition]


def test_another_deadline_on_a_later_day_revises_and_is_linked():
    def said(words, day):
        return extract(
            Document(
                id=Document.identify(words),
                source="test",
                text=words,
                language="en",
                published=end_of_day(date(2026, 11, day)),
            ),
            GENERIC,
        )

    texts = [
        said("Rwanda said it would withdraw its troops by 30 November.", 10),
        said("Rwanda said again that it would withdraw its troops by 30 November.", 12),
        said("Rwanda said it would withdraw its troops by 20 December.", 14),
        said("Rwanda said it would withdraw its troops.", 15),
    ]
    first, second = find_claims(texts, GENERIC)
    assert (first.deadline, first.revises) == (date(2026, 11, 30), None)
    assert (second.deadline, second.revises) == (date(2026, 12, 20), first.id)
    assert find_claims(texts[::-1], GENERIC) == [first, second]
