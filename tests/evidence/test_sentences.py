"""From a sentence to its evidence: what a careless reader would take for a departure or for two."""

from datetime import UTC, datetime

import pytest

from recul import cases
from recul.evidence import find_claims, weigh
from recul.extraction import extract
from recul.model import Document, Evidence

CASE = cases.load("ukraine-2022")


def document(code: str, text: str) -> Document:
    return Document(
        id=Document.identify(text),
        source="test.txt",
        text=text,
        language=code,
        publisher="Reuters",
        published=datetime(2022, 2, 16, 12, tzinfo=UTC),
    )


def evidence(code: str, text: str) -> list[Evidence]:
    return weigh([extract(document(code, text), CASE)], CASE)


def kinds(code: str, text: str) -> list[str]:
    return [f"{e.ledger} {e.kind} {e.direction}" for e in evidence(code, text)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Biden said a pull-back would be good, but that analysts still saw a threat."),
        ("en", "Stoltenberg said Russian troops should leave and return to their bases."),
        ("en", "Blinken said that if Russian troops left the border, tensions would ease."),
        ("en", "Blinken said he hopes Russia has withdrawn its troops."),
        ("en", "We will see whether Russian troops have left, Stoltenberg said."),
        ("en", "Russia left its tanks at the border with Ukraine, Blinken said."),
        ("en", "Units that left their bases are still at the Ukrainian border, Blinken said."),
        ("en", "He had seen Russian troops leave and then come back to the border, Blinken said."),
        ("fr", "Les troupes russes devraient quitter la frontière, a dit Stoltenberg."),
        ("fr", "Si les troupes russes quittaient la frontière, ce serait bien, a dit Blinken."),
        ("fr", "Le retrait des troupes russes serait une bonne chose, a dit Biden."),
        ("fr", "Stoltenberg espère que les troupes russes ont quitté la frontière."),
        ("fr", "Les unités parties de leurs bases sont toujours à la frontière, a dit Blinken."),
    ],
)
def test_what_is_wished_for_or_left_behind_is_no_departure(code: str, text: str) -> None:
    assert not [kind for kind in kinds(code, text) if kind.endswith("down")]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Russian units have left Crimea, Blinken said.", "observed movement_out down"),
        ("fr", "Des troupes ont quitté la Crimée, a confirmé Kouleba.", "confirmation down"),
    ],
)
def test_a_departure_told_as_a_fact_still_counts(code: str, text: str, expected: str) -> None:
    (kind,) = kinds(code, text)
    assert kind.endswith(expected)


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "en",
            "Biden said the United States had not yet verified the withdrawal announced by Moscow.",
            "the United States had not yet verified the withdrawal announced by Moscow",
        ),
        (
            "en",
            "Russia's claim that it is withdrawing troops is false, a US official said.",
            "Russia's claim that it is withdrawing troops is false",
        ),
        (
            "en",
            "Russia said it was withdrawing troops, but the United States said it had seen "
            "no evidence of that.",
            "it had seen no evidence of that",
        ),
    ],
)
def test_a_denial_is_quoted_with_the_words_that_deny(code: str, text: str, quote: str) -> None:
    (denial,) = [e for e in evidence(code, text) if e.kind == "denial"]
    assert denial.quote == quote
    assert denial.group == "usa-government"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Vehicles and a field hospital had been moved towards the border, Wallace said."),
        ("fr", "Un hôpital de campagne a été acheminé vers la frontière, a dit Hockenhull."),
    ],
)
def test_one_fact_has_one_vote(code: str, text: str) -> None:
    assert kinds(code, text) == ["observed equipment up"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Russia's defence ministry said that troops would withdraw from Crimea by Friday."),
        ("en", "Troops are to be withdrawn by Friday, Russia's defence ministry said."),
        ("fr", "Le ministère russe de la Défense a dit que ses troupes se retireraient."),
    ],
)
def test_a_pledge_is_a_claim_and_declared(code: str, text: str) -> None:
    bare = CASE.model_copy(update={"claims": ()})
    (claim,) = find_claims([extract(document(code, text), CASE)], bare)
    assert (claim.claimant, claim.actor) == ("RUS", "RUS")
    assert kinds(code, text) == ["declared movement_out down"]


def test_a_pledge_with_an_if_is_no_claim() -> None:
    text = "If Kyiv disarmed, its troops would withdraw, Russia's defence ministry said."
    bare = CASE.model_copy(update={"claims": ()})
    assert find_claims([extract(document("en", text), CASE)], bare) == []


def test_an_old_count_is_observed_when_it_was_counted() -> None:
    (count,) = evidence("en", "In 2014 Russia had 40,000 troops at Ukraine's border, Biden said.")
    assert count.observed is not None
    assert (count.observed.start.year, count.observed.end.year) == (2014, 2014)


def test_a_share_of_the_force_is_a_part_and_a_level_without_a_day_is_none() -> None:
    (count,) = evidence("en", "Half of the 150,000 troops near Ukraine are ready, Biden said.")
    assert count.definition == "part"
    assert evidence("en", "At the time, Russia had 80,000 troops near Ukraine.") == []


def test_a_picture_carried_by_a_newspaper_is_one_vote_of_its_owner() -> None:
    found = evidence(
        "fr",
        "Un pont militaire a été installé en Biélorussie sur le Pripiat, près de la frontière. "
        "Les images satellite de Planet et de Maxar montrent le déploiement de ce pont.",
    )
    assert sum(e.weight > 0 for e in found) == 1
    assert {e.origin for e in found} == {"planet@2022-02-16"}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("en", "Blinken denied that troops had left.", "denied that troops had left"),
        ("en", "Wallace confirmed the withdrawal.", "confirmed the withdrawal"),
        ("fr", "Des troupes ont quitté la Crimée, a confirmé Kouleba.", None),
    ],
)
def test_the_verb_that_denies_or_confirms_is_in_the_quote(
    code: str, text: str, quote: str | None
) -> None:
    (found,) = evidence(code, text)
    assert found.quote == (quote or text.removesuffix(" Kouleba."))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Personne n'a confirmé le retrait des troupes russes, a dit Stoltenberg."),
        ("en", "Nobody has confirmed the withdrawal of Russian troops, Stoltenberg said."),
    ],
)
def test_that_nobody_confirms_is_no_confirmation(code: str, text: str) -> None:
    assert kinds(code, text) == ["observed denial flat"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia has moved 7,000 troops away from the border, Wallace said.", "movement_out down"),
        ("Russia has sent 7,000 troops to the Ukrainian border, Wallace said.", "movement_in up"),
    ],
)
def test_what_is_sent_or_moved_away_is_no_level(text: str, kind: str) -> None:
    assert kinds("en", text) == [f"observed {kind}"]
