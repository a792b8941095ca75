from datetime import UTC, date, datetime
from typing import Any

import pytest

from recul import cases
from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
from recul.evidence.statements import weigh_statements
from recul.model import (
    Claim,
    Comparator,
    Direction,
    Document,
    Event,
    EventKind,
    EvidenceKind,
    Extraction,
    Interval,
    Ledger,
    Modality,
    Place,
    Quantity,
    Realis,
    SourceKind,
    Span,
    Speaker,
    Statement,
    StatementType,
    When,
)

CASE = cases.load("ukraine-2022")
AT = datetime(2022, 2, 16, 12, tzinfo=UTC)


class Text:
    """A document under construction: finds spans by their words, so tests read as prose."""

    def __init__(self, text, *, language="en", publisher="CNN", published=AT):
        self.document = Document(
            id=Document.identify(text),
            source="test.txt",
            text=text,
            language=language,
            publisher=publisher,
            published=published,
        )
        self.parts: dict[str, list[Any]] = {
            name: [] for name in ("statements", "events", "quantities", "places", "dates")
        }

    def span(self, words):
        start = self.document.text.index(words)
        return Span(start=start, end=start + len(words))

    def says(self, words, name=None, party=None, *, inside=None, modality=(Modality.ASSERTED,)):
        speaker = Speaker(name=name, party=party) if name else None
        statement = Statement(
            id=f"s{len(self.parts['statements'])}",
            document=self.document.id,
            span=self.span(words),
            type=StatementType.DIRECT,
            speaker=speaker,
            inside=inside,
            modality=modality,
        )
        self.parts["statements"].append(statement)
        return statement.id

    def event(self, words, kind, realis, statement=None, *, actor="RUS", place=None):
        self.parts["events"].append(
            Event(
                span=self.span(words),
                kind=kind,
                plover="x",
                actor=actor,
                place=place,
                realis=realis,
                statement=statement,
            )
        )

    def count(self, words, low, high, statement=None, **more):
        self.parts["quantities"].append(
            Quantity(
                span=self.span(words),
                comparator=Comparator.ABOUT,
                interval=Interval(low=low, best=high, high=high),
                unit=more.pop("unit", "persons"),
                counted="troops",
                actor=more.pop("actor", "RUS"),
                statement=statement,
                **more,
            )
        )

    def place(self, words, **more):
        self.parts["places"].append(Place(name=words, span=self.span(words), **more))

    def done(self):
        return Extraction(
            document=self.document, **{name: tuple(part) for name, part in self.parts.items()}
        )


def found(text, case=CASE):
    return weigh_statements([text.done()], case)


def test_what_the_claimant_says_of_its_own_force_is_declared_however_it_is_worded():
    text = Text("The trains have left Crimea, Konashenkov said.")
    said = text.says("The trains have left Crimea", "Igor Konashenkov", "RUS")
    text.event("have left", EventKind.WITHDRAWAL, Realis.OCCURRED, said)
    (evidence,) = found(text)
    assert evidence.ledger is Ledger.DECLARED
    assert evidence.kind is EvidenceKind.MOVEMENT_OUT
    assert evidence.direction is Direction.DOWN
    assert evidence.source == "rus-mod"
    assert not evidence.physical


def test_the_host_speaks_from_the_claimants_side():
    text = Text("The troops are leaving, Makei said.")
    said = text.says("The troops are leaving", "Vladimir Makei", "BLR")
    text.event("leaving", EventKind.WITHDRAWAL, Realis.ONGOING, said)
    (evidence,) = found(text)
    assert evidence.ledger is Ledger.DECLARED
    assert evidence.source_kind is SourceKind.CLAIMANT


def test_an_admission_against_its_own_interest_is_observed():
    text = Text("The exercise with Russia is extended, Khrenin announced.")
    said = text.says("The exercise with Russia is extended", "Viktor Khrenin", "BLR")
    text.event("exercise", EventKind.EXERCISE, Realis.ANNOUNCED, said)
    (evidence,) = found(text)
    assert evidence.ledger is Ledger.OBSERVED
    assert (evidence.kind, evidence.direction) == (EvidenceKind.MOVEMENT_IN, Direction.FLAT)
    assert evidence.source_kind is SourceKind.CLAIMANT


def test_an_exercise_that_goes_on_as_planned_or_a_promise_not_to_stay_is_no_admission():
    text = Text("The exercise continues, Khrenin announced.")
    said = text.says("The exercise continues", "Viktor Khrenin", "BLR")
    text.event("exercise", EventKind.EXERCISE, Realis.ONGOING, said)
    assert found(text) == []
    text = Text("Not one soldier will remain, Makei promised.")
    said = text.says("Not one soldier will remain", "Vladimir Makei", "BLR")
    text.event("remain", EventKind.PRESENCE, Realis.DENIED, said)
    assert [e.ledger for e in found(text)] == [Ledger.DECLARED]


def test_a_third_partys_no_sign_is_a_denial_and_its_build_up_a_movement():
    text = Text("We see no de-escalation; they continue to build up, Stoltenberg said.")
    said = text.says("We see no de-escalation; they continue to build up", "Stoltenberg", "NATO")
    text.event("de-escalation", EventKind.DEESCALATION, Realis.DENIED, said)
    text.event("build up", EventKind.BUILDUP, Realis.ONGOING, said)
    by_kind = {e.kind: e for e in found(text)}
    assert by_kind[EvidenceKind.DENIAL].direction is Direction.FLAT
    assert by_kind[EvidenceKind.MOVEMENT_IN].direction is Direction.UP
    assert {e.source for e in by_kind.values()} == {"nato"}
    assert all(e.ledger is Ledger.OBSERVED for e in by_kind.values())


def test_ne_confirme_pas_is_a_denial_also_where_the_event_itself_is_not_negated():
    text = Text("« Cela ne confirme pas un retrait », dit Stoltenberg.", language="fr")
    said = text.says("Cela ne confirme pas un retrait", "Jens Stoltenberg", "NATO")
    text.event("retrait", EventKind.WITHDRAWAL, Realis.UNKNOWN, said)
    (evidence,) = found(text)
    assert evidence.kind is EvidenceKind.DENIAL


def test_a_denial_may_stand_in_the_statement_around():
    inner = "evidence that Russia was pulling back"
    text = Text(f"Stoltenberg said the alliance had not seen any {inner}.")
    outer = text.says(f"the alliance had not seen any {inner}", "Stoltenberg", "NATO")
    said = text.says(inner, "alliance", None, inside=outer)
    text.event("pulling back", EventKind.WITHDRAWAL, Realis.HYPOTHETICAL, said)
    assert [e.kind for e in found(text)] == [EvidenceKind.DENIAL]


def test_what_is_announced_alleged_hoped_or_imagined_is_no_observation():
    for realis in (Realis.ANNOUNCED, Realis.ALLEGED, Realis.HOPED, Realis.HYPOTHETICAL):
        text = Text("Russia to pull back or to reinforce, Blinken said.")
        said = text.says("Russia to pull back or to reinforce", "Antony Blinken", "USA")
        text.event("pull back", EventKind.WITHDRAWAL, realis, said)
        text.event("reinforce", EventKind.BUILDUP, realis, said)
        assert found(text) == [], realis


def test_one_sentence_has_one_vote_of_each_kind():
    words = "They reinforce, they mass, they bring up, they concentrate"
    text = Text(f"{words}, Biden said.")
    said = text.says(words, "Joe Biden", "USA")
    for verb in ("reinforce", "mass", "bring up", "concentrate"):
        text.event(verb, EventKind.BUILDUP, Realis.ONGOING, said)
    assert len(found(text)) == 1


def test_the_innermost_speaker_vouches_and_the_outer_one_is_the_origin():
    inner = "Russia is reinforcing"
    text = Text(f"Kuleba quoted Stoltenberg as saying that {inner}.")
    outer = text.says(f"Stoltenberg as saying that {inner}", "Dmytro Kuleba", "UKR")
    said = text.says(inner, "Jens Stoltenberg", "NATO", inside=outer)
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
    (evidence,) = found(text)
    assert evidence.source == "nato"
    assert evidence.origin == "ukr-government@2022-02-16"


def test_a_nested_statement_without_a_speaker_is_its_outer_ones():
    text = Text("Biden spoke of reports that Russia is reinforcing.")
    outer = text.says("reports that Russia is reinforcing", "Joe Biden", "USA")
    said = text.says("Russia is reinforcing", inside=outer)
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
    (evidence,) = found(text)
    assert (evidence.source, evidence.origin) == ("usa-government", "usa-government@2022-02-16")


def test_a_named_agency_is_the_origin_of_a_text_that_speaks_in_its_own_voice():
    text = Text("KYIV (AFP) – Russian troops were reinforced overnight.", publisher="Axios")
    text.event("reinforced", EventKind.BUILDUP, Realis.OCCURRED)
    (evidence,) = found(text)
    assert (evidence.source, evidence.origin) == ("afp", "afp@2022-02-16")
    assert evidence.source_kind is SourceKind.INDEPENDENT_MEDIA


def test_without_an_agency_the_publisher_vouches_and_without_a_publisher_nobody_known_does():
    for publisher, kind in (
        ("Axios", SourceKind.INDEPENDENT_MEDIA),
        (None, SourceKind.UNKNOWN),
    ):
        text = Text("Russian troops were reinforced overnight.", publisher=publisher)
        text.event("reinforced", EventKind.BUILDUP, Realis.OCCURRED)
        (evidence,) = found(text)
        assert evidence.source_kind is kind


def test_two_outlets_with_one_statement_are_one_voice():
    texts = []
    for outlet in ("Axios", "Reuters"):
        text = Text(f"{outlet}: Russia is reinforcing, Stoltenberg said.", publisher=outlet)
        said = text.says("Russia is reinforcing", "Jens Stoltenberg", "NATO")
        text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
        texts.append(text.done())
    first, second = weigh(texts, CASE)
    assert (first.weight, second.weight) == (1.0, 0.0)
    assert second.copy_of == first.id


def test_the_owner_of_the_pictures_vouches_for_what_they_show():
    text = Text("Satellite images from Maxar show artillery still in place.", publisher="Axios")
    text.event("in place", EventKind.PRESENCE, Realis.ONGOING)
    (evidence,) = found(text)
    assert (evidence.source, evidence.source_kind) == ("maxar", SourceKind.IMAGERY)
    assert (evidence.kind, evidence.direction) == (EvidenceKind.IMAGERY, Direction.FLAT)


def test_a_word_like_an_image_companys_name_is_not_its_picture():
    text = Text("Russia moves more troops than any army on the planet.", publisher="Axios")
    text.event("moves", EventKind.BUILDUP, Realis.ONGOING)
    (evidence,) = found(text)
    assert evidence.source == "axios"


def test_movement_counts_only_with_a_direction():
    for words, kind in (
        ("Units are heading towards the border", EvidenceKind.MOVEMENT_IN),
        ("Units are heading back to their bases", EvidenceKind.MOVEMENT_OUT),
    ):
        text = Text(f"{words}, Blinken said.")
        said = text.says(words, "Blinken", "USA")
        text.event("heading", EventKind.MOVEMENT, Realis.ONGOING, said)
        assert [e.kind for e in found(text)] == [kind]
    text = Text("Units have always moved to and fro, Blinken said.")
    said = text.says("Units have always moved to and fro", "Blinken", "USA")
    text.event("moved", EventKind.MOVEMENT, Realis.OCCURRED, said)
    assert found(text) == []


def test_an_unanswered_request_for_inspection_is_access_denied():
    text = Text("Russia left the Vienna Document request unanswered, Kuleba said.")
    words = "Russia left the Vienna Document request unanswered"
    said = text.says(words, "Dmytro Kuleba", "UKR")
    text.event("Vienna Document", EventKind.ACCESS, Realis.OCCURRED, said)
    (evidence,) = found(text)
    assert evidence.kind is EvidenceKind.ACCESS_DENIED
    assert evidence.source_kind is SourceKind.ADVERSARY


def test_other_peoples_forces_are_not_the_watched_one():
    text = Text("NATO is reinforcing its eastern flank, Stoltenberg said.")
    said = text.says("NATO is reinforcing its eastern flank", "Stoltenberg", "NATO")
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said, actor="NATO")
    assert found(text) == []


def test_a_withdrawal_from_another_country_is_not_the_claimed_one():
    text = Text("Russian troops have left Kazakhstan, Blinken confirmed.")
    said = text.says("Russian troops have left Kazakhstan", "Blinken", "USA")
    text.event("left", EventKind.WITHDRAWAL, Realis.OCCURRED, said, place="Kazakhstan")
    text.place("Kazakhstan", code="KAZ", country="KAZ")
    assert found(text) == []


def test_a_departure_told_without_a_source_must_have_been_seen():
    for words, kinds in (
        ("Russian troops have left the border.", []),
        ("Russian troops have left the border, as reporters have seen.", ["movement_out"]),
    ):
        text = Text(words, publisher="Axios")
        text.event("have left", EventKind.WITHDRAWAL, Realis.OCCURRED)
        assert [e.kind for e in found(text)] == kinds


def test_a_departure_told_by_somebody_who_cannot_be_placed_is_no_observation():
    for name, party, kinds in (("ministry", None, []), ("Blinken", "USA", ["movement_out"])):
        text = Text(f"Troops have left the border, the {name} said.")
        said = text.says("Troops have left the border", name, party)
        text.event("have left", EventKind.WITHDRAWAL, Realis.OCCURRED, said)
        assert [e.kind for e in found(text)] == kinds


def test_a_third_partys_confirmation_is_one_vote_not_two():
    text = Text("We confirm that the troops have left, Kuleba said.")
    said = text.says("We confirm that the troops have left", "Dmytro Kuleba", "UKR")
    text.event("have left", EventKind.WITHDRAWAL, Realis.OCCURRED, said)
    assert [(e.kind, e.direction) for e in found(text)] == [
        (EvidenceKind.CONFIRMATION, Direction.DOWN)
    ]


def test_a_departure_that_somebody_confirms_is_a_confirmation():
    text = Text("Russian forces have gone from the border, Reznikov confirmed.")
    text.says("Russian forces have gone from the border", "Reznikov", "UKR")
    (said,) = text.parts["statements"]
    text.parts["statements"] = [said.model_copy(update={"cue": text.span("confirmed")})]
    text.event("have gone", EventKind.WITHDRAWAL, Realis.OCCURRED, said.id)
    assert [e.kind for e in found(text)] == [EvidenceKind.CONFIRMATION]


def test_a_field_hospital_that_is_dismantled_is_less_not_more():
    for words, direction in (
        ("A field hospital was put up", Direction.UP),
        ("A field hospital was dismantled", Direction.DOWN),
    ):
        text = Text(f"{words} near the border, Blinken said.")
        said = text.says(f"{words} near the border", "Blinken", "USA")
        text.event("field hospital", EventKind.DEPLOYMENT, Realis.OCCURRED, said)
        (evidence,) = found(text)
        assert (evidence.kind, evidence.direction) == (EvidenceKind.EQUIPMENT, direction)


def test_the_bare_name_of_the_claim_is_not_a_departure():
    text = Text("Blinken warned against reading a withdrawal into it.")
    said = text.says("reading a withdrawal into it", "Blinken", "USA")
    text.event("withdrawal", EventKind.WITHDRAWAL, Realis.OCCURRED, said)
    assert found(text) == []


def test_to_say_that_the_force_stays_is_to_deny_that_it_leaves():
    text = Text("The vanguard remains massed at the border, Blinken said.")
    said = text.says("The vanguard remains massed at the border", "Blinken", "USA")
    text.event("massed", EventKind.BUILDUP, Realis.ONGOING, said)
    assert [(e.kind, e.direction) for e in found(text)] == [(EvidenceKind.DENIAL, Direction.FLAT)]


def test_massed_beside_a_count_is_no_second_report():
    words = "100,000 Russian troops are massed near Ukraine"
    text = Text(f"{words}, Blinken said.")
    said = text.says(words, "Blinken", "USA")
    text.event("massed", EventKind.BUILDUP, Realis.ONGOING, said)
    text.count("100,000", 93_000, 100_000, said, places=("Ukraine",))
    assert [e.kind for e in found(text)] == [EvidenceKind.COUNT]


def test_attack_positions_are_not_a_clash_and_shelling_is():
    for words, kinds in (
        ("moved into attack positions", []),
        ("attack: shelling was reported", ["clash"]),
    ):
        text = Text(f"Russian units {words}, Blinken said.")
        said = text.says(f"Russian units {words}", "Blinken", "USA")
        text.event("attack", EventKind.ATTACK, Realis.OCCURRED, said)
        assert [e.kind for e in found(text)] == kinds


def test_a_sentence_that_cites_somebody_is_that_persons_word():
    text = Text("On Monday Blinken said so: Russia is reinforcing.", publisher="Axios")
    said = text.says("so", "Blinken", "USA")
    cue = text.parts["statements"][0].model_copy(update={"cue": text.span("said")})
    text.parts["statements"] = [cue]
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING)
    assert said == "s0"
    assert [e.source for e in found(text)] == ["usa-government"]


def test_the_official_is_the_official_named_before():
    text = Text("One: a US defence official. Two: they are reinforcing, the official said.")
    text.says("One", "US defence official", "USA")
    said = text.says("they are reinforcing", "official")
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
    assert [e.source for e in found(text)] == ["usa-official"]


def test_a_ministry_is_its_states_and_without_a_state_nobodys():
    for party, kind in (("UKR", SourceKind.ADVERSARY), (None, SourceKind.UNKNOWN)):
        text = Text("They are reinforcing, the ministry said.")
        said = text.says("They are reinforcing", "ministry", party)
        text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
        (evidence,) = found(text)
        assert evidence.source_kind is kind
        assert evidence.source == ("ukr-mod" if party else "ministry")


def test_a_person_without_a_card_is_not_given_that_of_the_state():
    text = Text("They are reinforcing, Vitali Klitschko said.")
    said = text.says("They are reinforcing", "Vitali Klitschko", "UKR")
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
    (evidence,) = found(text)
    assert (evidence.source, evidence.source_kind) == ("Vitali Klitschko", SourceKind.ADVERSARY)
    assert str(evidence.grade) == "D6"


# ------------------------------------------------------------------------------- counts


def test_a_count_keeps_its_bounds_and_its_definition():
    words = "130,000 troops near Ukraine, air and naval components included"
    text = Text(f"{words}, Reznikov said.")
    said = text.says(words, "Oleksii Reznikov", "UKR")
    text.count("130,000 troops", 120_900, 130_000, said, places=("Ukraine",))
    (evidence,) = found(text)
    assert evidence.kind is EvidenceKind.COUNT
    assert evidence.interval == Interval(low=120_900, best=130_000, high=130_000)
    assert evidence.definition == "with_air_and_naval"
    assert evidence.quote == words


def test_a_wider_scope_is_a_definition_not_an_arrival():
    words = "169,000 to 190,000 personnel in and near Ukraine"
    text = Text(f"{words}, Carpenter said.")
    said = text.says(words, "Michael Carpenter", "USA")
    text.count(
        "169,000 to 190,000",
        169_000,
        190_000,
        said,
        places=("Ukraine",),
        scope="including the National Guard and separatists",
    )
    (evidence,) = found(text)
    assert evidence.definition == "with_paramilitaries"
    assert evidence.kind is EvidenceKind.COUNT


def test_a_part_of_the_theatre_is_not_the_total():
    text = Text("30,000 soldiers are in Belarus, Stoltenberg said.")
    said = text.says("30,000 soldiers are in Belarus", "Stoltenberg", "NATO")
    text.count("30,000 soldiers", 28_000, 32_000, said, places=("Belarus",))
    assert [e.definition for e in found(text)] == ["part"]


def test_belarus_among_the_places_leaves_it_the_total():
    text = Text("100,000 near Ukraine, also in Belarus, Stoltenberg said.")
    said = text.says("100,000 near Ukraine, also in Belarus", "Stoltenberg", "NATO")
    text.count("100,000", 93_000, 100_000, said, places=("Ukraine", "Belarus"))
    assert [e.definition for e in found(text)] == ["reference"]


def test_a_number_that_is_expected_is_not_a_count():
    text = Text("The force near Ukraine could reach 175,000 soldiers, Biden said.")
    said = text.says("The force near Ukraine could reach 175,000 soldiers", "Biden", "USA")
    text.count("175,000 soldiers", 170_000, 175_000, said, places=("Ukraine",))
    assert found(text) == []


def test_a_forecast_in_another_clause_leaves_the_count_alone():
    words = "100,000 stand near Ukraine today, and they could attack"
    text = Text(f"{words}, Biden said.")
    said = text.says(words, "Biden", "USA")
    text.count("100,000", 93_000, 100_000, said, places=("Ukraine",))
    assert len(found(text)) == 1


def test_an_army_is_not_the_force_at_the_border():
    text = Text("Russia has 900,000 soldiers.", publisher="Axios")
    text.count("900,000 soldiers", 850_000, 900_000)
    assert found(text) == []


def test_other_units_and_other_armies_are_not_counted():
    text = Text("83 battalion groups and 5,000 Americans near Ukraine.", publisher="Axios")
    text.count("83", 80, 86, unit="battalion_groups", places=("Ukraine",))
    text.count("5,000 Americans", 4_900, 5_100, actor="USA", places=("Ukraine",))
    assert found(text) == []


@pytest.mark.parametrize(
    ("counted", "actor", "levels"),
    [
        ("14,000 Ardanian soldiers", None, 0),  # a state that nobody knows is another one still
        ("14,000 Serbian soldiers", "SRB", 0),
        ("14,000 soldiers", None, 1),
        ("14,000 More Soldiers", None, 1),  # a title
        ("Fourteen soldiers", None, 1),
        ("14,000 Russian soldiers", "RUS", 1),
    ],
)
def test_a_count_that_names_somebody_else_is_not_of_the_force_of_a_claim(counted, actor, levels):
    view = case_for(
        Claim(
            id="c",
            claimant="RUS",
            actor="RUS",
            text="Units return.",
            made_on=date(2022, 2, 15),
        ),
        Case.generic(),
    )
    text = Text(f"{counted} are near Ukraine.")
    text.count(counted, 13_800, 14_200, actor=actor, places=("Ukraine",))
    assert len(found(text, view)) == levels


def test_an_addition_is_a_movement_not_a_level():
    text = Text("7,000 more troops arrived near Ukraine, Wallace said.")
    said = text.says("7,000 more troops arrived near Ukraine", "Ben Wallace", "GBR")
    text.count("7,000", 6_500, 7_000, said, places=("Ukraine",), change=Direction.UP)
    (evidence,) = found(text)
    assert (evidence.kind, evidence.direction) == (EvidenceKind.MOVEMENT_IN, Direction.UP)
    assert evidence.interval is None


def test_of_two_counts_in_a_sentence_the_later_one_is_the_report():
    words = "From 100,000 in January the force near Ukraine grew to 150,000 now"
    text = Text(f"{words}, Biden said.")
    said = text.says(words, "Biden", "USA")
    text.count("100,000", 1e5, 1e5, said, places=("Ukraine",), when=When.day(date(2022, 1, 30)))
    text.count("150,000", 1.5e5, 1.5e5, said, places=("Ukraine",))
    counts = [e for e in found(text) if e.kind is EvidenceKind.COUNT]
    assert [e.interval.best for e in counts if e.interval] == [150_000]


# ------------------------------------------------------------------------------ the rest


def test_without_a_date_or_a_force_there_is_no_evidence():
    undated = Text("Russian troops were reinforced.", publisher="Axios", published=None)
    undated.event("reinforced", EventKind.BUILDUP, Realis.OCCURRED)
    assert found(undated) == []
    dated = Text("Russian troops were reinforced.", publisher="Axios")
    dated.event("reinforced", EventKind.BUILDUP, Realis.OCCURRED)
    assert found(dated, Case.generic()) == []


def test_a_generic_case_becomes_one_for_the_claim():
    text = Text("Talk of a pull-out near Ukraine; Stoltenberg: they are reinforcing. Kuleba too.")
    text.event("pull-out", EventKind.WITHDRAWAL, Realis.ALLEGED)
    text.place("Ukraine", code="UKR", country="UKR")
    nato = text.says("they are reinforcing", "Stoltenberg", "NATO")
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, nato)
    kyiv = text.says("Kuleba too", "Kuleba", "UKR")
    text.event("too", EventKind.BUILDUP, Realis.ONGOING, kyiv)
    (claim,) = find_claims([text.done()], Case.generic())
    kinds = {e.source_kind for e in found(text, case_for(claim, Case.generic()))}
    assert kinds == {SourceKind.INTERNATIONAL_ORG, SourceKind.ADVERSARY}
    # Without cards nobody knows the publisher: the adversary's word is not known to be its own.
    bare = {e.source_kind for e in found(text, case_for(claim, Case(id="bare")))}
    assert bare == {SourceKind.INTERNATIONAL_ORG, SourceKind.UNKNOWN}


def test_evidence_is_the_same_whatever_the_order_of_the_documents():
    texts = []
    for outlet in ("A", "B", "C"):
        text = Text(f"{outlet}: Russia is reinforcing, Stoltenberg said.", publisher=outlet)
        said = text.says("Russia is reinforcing", "Jens Stoltenberg", "NATO")
        text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING, said)
        texts.append(text.done())
    assert weigh(texts, CASE) == weigh(texts[::-1], CASE)


def test_every_quote_is_cut_from_the_stored_text():
    text = Text("Avant. Russia is reinforcing, Stoltenberg said. Après.")
    text.event("reinforcing", EventKind.BUILDUP, Realis.ONGOING)
    (evidence,) = found(text)
    assert evidence.quote == evidence.span.of(text.document.text)
    assert evidence.quote == "Russia is reinforcing, Stoltenberg said."
