from datetime import UTC, datetime

import pytest

from recul import cases
from recul.evidence.passages import passages
from recul.evidence.vouchers import voucher_of
from recul.extraction import extract
from recul.model import Document, SourceKind

CASE = cases.load("ukraine-2022")
LEFT = "Russian troops had left the border."


def vouched(words, publisher="CNN", language="en"):
    document = Document(
        id=Document.identify(words),
        source="x.txt",
        text=words,
        language=language,
        publisher=publisher,
        published=datetime(2022, 2, 16, 12, tzinfo=UTC),
    )
    return [voucher_of(p, CASE) for p in passages(extract(document, CASE))]


@pytest.mark.parametrize(
    ("speaker", "publisher", "grade"),
    [
        ("The OSCE", "CNN", "B"),  # A through B
        ("The OSCE", "Malay Mail", "C"),
        ("The Polish defence ministry", "Malay Mail", "C"),
        ("The Polish defence ministry", "CNN", "B"),  # the case says what Poland is to the claim
        ("The Cuban defence ministry", "CNN", "C"),  # and nothing of Cuba
        ("Kuleba", "CNN", "C"),
        ("The OSCE", "A blog", "F"),
        ("The OSCE", None, "F"),
    ],
)
def test_a_word_is_worth_at_most_its_carrier(speaker, publisher, grade):
    (voucher,) = vouched(f"{speaker} said that {LEFT}", publisher)
    assert voucher.grade.reliability == grade
    assert voucher.grade.reason


def test_through_somebody_unknown_nobodys_card_or_party_is_taken_and_all_is_one_group():
    found = vouched(f"The OSCE said that {LEFT} Jens Stoltenberg said that {LEFT}", "A blog")
    assert [v.source for v in found] == ["OSCE (A blog)", "Jens Stoltenberg (A blog)"]
    assert {v.party for v in found} == {None}
    assert {v.group for v in found} == {"?A blog"}
    # Their own origin, so that what is planted never makes a copy of a true report.
    assert {v.origin for v in found} == {"osce (?)", "nato (?)"}


def test_the_adversarys_word_is_its_own_only_through_somebody_known():
    words = f"The Ukrainian defence ministry confirmed that {LEFT}"
    assert [v.kind for v in vouched(words, "CNN")] == [SourceKind.ADVERSARY]
    assert [v.kind for v in vouched(words, "A blog")] == [SourceKind.UNKNOWN]


@pytest.mark.parametrize(
    "words",
    [
        f"The Russian ambassador to the United States said that {LEFT}",
        f"Russia told NATO that {LEFT}",
        f"A Kremlin spokesman told AFP that {LEFT}",
        "Satellite images released by the Russian Ministry of Defence show tanks leaving Ukraine.",
        "Peskov said that Stoltenberg confirmed the withdrawal of Russian troops.",
        f"According to TASS, US officials said that {LEFT}",
        f"US officials said that {LEFT[:-1]}, according to TASS.",
        f"The CSTO said that {LEFT}",
    ],
)
def test_the_claimants_side_anywhere_in_the_chain_vouches(words):
    for publisher in ("CNN", "A blog"):
        found = vouched(words, publisher)
        assert found
        assert {v.kind for v in found} == {SourceKind.CLAIMANT}


def test_what_the_claimants_agency_prints_of_others_is_its_own_word():
    found = vouched(f"US officials confirmed that {LEFT}", "TASS")
    assert {(v.source, v.kind) for v in found} == {("tass", SourceKind.CLAIMANT)}


def test_pictures_that_the_claimant_hands_out_are_its_word_in_french_too():
    words = "Des images satellite diffusées par le ministère russe de la Défense montrent des chars"
    found = vouched(f"{words} quittant la frontière de l’Ukraine.", language="fr")
    assert {v.source for v in found} == {"rus-mod"}


def test_who_is_told_something_has_not_said_it():
    found = vouched(f"US officials told TASS that {LEFT}")
    assert {v.source for v in found} == {"usa-official"}


def test_what_follows_a_but_is_no_part_of_what_was_said_before_it():
    found = vouched(
        "Russia said that its troops were leaving the border, but Jens Stoltenberg said that"
        " Russian troops were reinforcing."
    )
    assert [v.kind for v in found][-1] is SourceKind.INTERNATIONAL_ORG


@pytest.mark.parametrize(
    "speaker",
    ["A former NATO official", "The OSCE fan blog", "John Stoltenberg, a blogger,", "Not Maxar"],
)
def test_who_only_borrows_a_name_cannot_be_judged(speaker):
    for voucher in vouched(f"{speaker} said that {LEFT}"):
        assert voucher.kind is SourceKind.UNKNOWN
        assert voucher.grade.reliability == "F"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (f"NATO could not confirm that {LEFT}", "en"),
        (f"NATO said it could not confirm that {LEFT}", "en"),
        (f"NATO, not Russia, said that {LEFT}", "en"),
        ("L'Otan n'a pas encore confirmé le retrait des troupes russes.", "fr"),
        ("L'Otan n'a toujours pas confirmé le retrait des troupes russes.", "fr"),
    ],
)
def test_a_not_in_the_verb_leaves_the_speaker_its_card(words, language):
    assert {v.source for v in vouched(words, language=language)} == {"nato"}


def test_the_chain_is_kept_from_the_fact_to_the_publisher():
    (voucher,) = vouched(f"The OSCE said that {LEFT}", "Malay Mail")
    assert [(link.source, link.grade.reliability) for link in voucher.chain] == [
        ("osce", "A"),
        ("malay-mail", "C"),
    ]
    assert all(link.grade.card == link.source for link in voucher.chain)
