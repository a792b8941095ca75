"""Ties, origins and independence on small made-up texts."""

from datetime import UTC, datetime

import pytest

from recul.case import Case
from recul.evidence.independence import Independence, independence, independent
from recul.evidence.lineage import Relation, lineage_of, page_of
from recul.extraction import extract
from recul.model import Document

CASE = Case.generic()
WIRE = (
    "KIGALI (Reuters) - Rwanda will withdraw 2,400 soldiers from Masisi by 24 March, army spokesman"
    " Innocent Gasana said on Tuesday.\nTwo battalions crossed at Cyanika in the morning, he said."
)


def document(text, publisher, hour=8, *, language="en", url=None, day=10):
    return Document(
        id=Document.identify(text, url or publisher),
        source="test",
        text=text,
        url=url,
        publisher=publisher,
        language=language,
        published=datetime(2026, 3, day, hour, tzinfo=UTC),
    )


def placed(*documents):
    lineage = lineage_of([extract(d, CASE) for d in documents], CASE)
    return lineage, [lineage.tie(d.id) for d in documents]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("2,400", "2,500", "number"),
        ("24 March", "25 March", "number"),
        ("Two battalions", "Three battalions", "number"),
        ("will withdraw", "will not withdraw", "negation"),
        ("crossed at Cyanika", "never crossed at Cyanika", "negation"),
    ],
)
def test_an_altered_copy_is_no_copy_and_the_difference_is_told(old, new, kind):
    lineage, (_, tie) = placed(
        document(WIRE, "First"), document(WIRE.replace(old, new), "Second", 9)
    )
    assert tie.relation is Relation.CONTRADICTION
    assert [d.kind for d in tie.differences] == [kind]
    assert [o.altered_from for o in lineage.origins()] == [None, tie.of]
    assert independent(lineage.origins()) == 1


@pytest.mark.parametrize(("old", "new"), [("2,400", "2 400"), ("he said", "the general added")])
def test_another_way_to_write_it_is_no_other_statement(old, new):
    _, (_, tie) = placed(document(WIRE, "First"), document(WIRE.replace(old, new), "Second", 9))
    assert tie.relation is Relation.COPY


def test_a_copy_of_an_altered_copy_goes_with_it():
    altered = WIRE.replace("2,400", "2,500")
    lineage, ties = placed(
        document(WIRE, "First"), document(altered, "Second", 9), document(altered, "Third", 10)
    )
    assert ties[2].relation is Relation.COPY
    assert ties[2].of == ties[1].document
    assert len(lineage.origins()) == 2


def test_a_new_version_of_a_page_is_no_second_source_and_tells_what_changed():
    first = document(WIRE, "Post", url="https://www.post.example/a?utm_source=x")
    second = document(WIRE.replace("2,400", "2,500"), "Post", 12, url="http://post.example/a/#top")
    lineage, (_, tie) = placed(first, second)
    assert tie.relation is Relation.VERSION
    assert [d.values for d in tie.differences] == [("2500", "2400")]
    assert len(lineage.origins()) == 1


def test_another_page_of_a_site_is_no_version():
    other = "Floods closed the road to Bukavu on Tuesday, the governor said."
    _, ties = placed(
        document(WIRE, "Post", url="https://post.example/a"),
        document(other, "Post", 9, url="https://post.example/b"),
    )
    assert ties == [None, None]


def test_another_person_on_the_same_day_with_the_same_number_is_another_origin():
    other = "Jean Mbala, the governor, said on Tuesday that 2,400 soldiers were still in Masisi."
    _, (_, tie) = placed(document(WIRE, "First"), document(other, "Second", 9))
    assert tie is None


def test_the_same_person_on_another_day_is_another_origin():
    other = "Army spokesman Innocent Gasana said on Friday that roads in Masisi had been repaired."
    _, (_, tie) = placed(document(WIRE, "First"), document(other, "Second", 9, day=13))
    assert tie is None


def test_a_translation_is_found_by_what_it_keeps():
    french = (
        "Le Rwanda retirera 2 400 soldats de Masisi d'ici au 24 mars, a déclaré mardi le"
        " porte-parole de l'armée, Innocent Gasana."
    )
    _, (_, tie) = placed(document(WIRE, "First"), document(french, "Second", 9, language="fr"))
    assert tie.relation is Relation.TRANSLATION
    otherwise = french.replace("2 400", "2 900")
    _, (_, tie) = placed(document(WIRE, "First"), document(otherwise, "Second", 9, language="fr"))
    assert tie is None


def test_texts_that_cite_each_other_have_no_root():
    one = "Masisi is empty, 2,400 soldiers left it, the Lake Courier reports, citing Hill Gazette."
    other = "According to the Hill Gazette, 2,400 soldiers have left Masisi, as Lake Courier wrote."
    lineage, _ = placed(document(one, "Hill Gazette"), document(other, "Lake Courier", 9))
    (origin,) = lineage.origins()
    assert origin.circular
    assert independent([origin]) == 0


def test_a_rumour_is_independent_of_nothing():
    rumour = "People say that soldiers are going home from somewhere in the east."
    lineage, _ = placed(document(WIRE, "First"), document(rumour, "Blog", 9))
    wire, heard = lineage.origins()
    assert independence(wire, heard) is Independence.NOT_ESTABLISHED
    assert independent([wire, heard]) == 1


def test_one_party_on_two_occasions_is_one_witness():
    later = "Rwanda's army said on Friday that 900 men had reached Rubavu."
    lineage, _ = placed(document(WIRE, "First"), document(later, "Second", 9, day=13))
    one, other = lineage.origins()
    assert independence(one, other) is Independence.SHARED_PARTY


def test_a_page_is_its_address_without_what_is_about_the_reader():
    pages = {
        page_of(document("x", "p", url=url))
        for url in (
            "https://www.a.example/b/",
            "http://m.a.example/b?utm_source=1",
            "https://a.example/b#c",
        )
    }
    assert pages == {"a.example/b"}
    numbered = {page_of(document("x", "p", url=f"https://a.example/?id={n}")) for n in (1, 2)}
    assert len(numbered) == 2
    assert page_of(document("x", "p", url="https://a.example/")) is None
    assert page_of(document("x", "p")) is None
