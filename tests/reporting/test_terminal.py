import re

import pytest
from rich.cells import cell_len

from recul import model
from recul.model import Claim, Past, Quantity, Reason
from recul.reporting.quotes import QuoteMismatch
from recul.reporting.terminal import assess_text, check_text
from recul.reporting.words import words
from tests.reporting import crisis

LANGUAGES = ("fr", "en")


def assessed(one=None, documents=None, **more):
    return assess_text(
        crisis.CASE,
        [one or crisis.assessment()],
        crisis.DOCUMENTS if documents is None else documents,
        as_of=crisis.AS_OF,
        **{"language": "en", **more},
    )


def checked(found=None, **more):
    first = found or crisis.extraction()
    rest = [d for d in crisis.DOCUMENTS.values() if d.id != first.document.id]
    return check_text(
        [first, *(model.Extraction(document=document) for document in rest)],
        [crisis.CLAIM],
        [crisis.assessment()],
        crisis.CASE,
        [],
        **{"language": "en", **more},
    )


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(language, width):
    for text in (assessed(language=language, width=width), checked(language=language, width=width)):
        assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_comes_first_then_likelihood_then_confidence(language):
    said = words(language)
    text = flat(assessed(language=language))
    order = [
        said.verdict(crisis.assessment().verdict).upper(),
        said.judgement(crisis.assessment()),
        said.table.confidence_sentence[model.Confidence.MODERATE],
        said.label("alternatives"),
        said.label("observed"),
        said.label("strongest_against"),
        said.label("strongest_for"),
        said.label("would_change"),
        said.label("left_out"),
    ]
    places = [text.find(flat(each)) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_strongest_evidence_is_named_with_its_sentence_and_source():
    text = flat(assessed())
    assert "Skylook (B6), 12 March 2031, odds × 0.50" in text
    assert "“Forty tanks have arrived at Lorn since Monday.”" in text
    assert "“plus de 40 000 hommes se trouvent sur l’Ardel”" in text
    assert "leave the Ardel.”" not in text  # said, and hardly moves the judgement


def test_a_paraphrase_is_not_dressed_as_a_quotation():
    text = flat(assessed())
    assert "A train with armour left the yard at Lorn. (coder’s paraphrase, row 7)" in text
    assert "“A train" not in text


def test_what_was_not_used_is_counted():
    text = flat(assessed(warnings=[Reason(id="no_publication_date")]))
    assert "2 pieces of evidence not used: seen too long before it was published" in text
    assert "1 warning" in text
    assert "There is no date of publication" in text


def test_nothing_for_and_nothing_against_are_said():
    text = flat(assessed(crisis.assessment(evidence=(), unused={})))
    assert "Nothing held speaks for it by more than a little." in text
    assert "Nothing held speaks against it by more than a little." in text
    assert "Nothing was left out" in text


def test_a_change_of_verdict_is_explained():
    past = Past(as_of=crisis.instant(2031, 3, 11), verdict="announced", why="Nobody had looked.")
    text = flat(assessed(history={"ves-1": [past]}))
    assert "On 11 March 2031 the verdict was “Announced, nothing more”" in text
    assert "Nobody had looked." in text


def test_a_verdict_that_changed_earlier_is_told_with_the_day_of_the_change():
    now = crisis.assessment().verdict
    past = [
        Past(as_of=crisis.instant(2031, 3, 10), verdict="announced", why="Nobody had looked."),
        Past(as_of=crisis.instant(2031, 3, 11), verdict=now, why="Days since the claim: 1."),
    ]
    text = flat(assessed(history={"ves-1": past}))
    assert f"Since 11 March 2031 the verdict has been “{words('en').verdict(now)}”; before" in text
    assert "10 March 2031: Announced, nothing more. Nobody had looked." in text
    assert "Days since the claim: 1." not in text
    text = flat(assessed(history={"ves-1": past[1:]}))
    assert "The verdict has been the same since 11 March 2031." in text
    assert "Days since the claim: 1." not in text


def test_colour_changes_no_word():
    plain, coloured = assessed(), assessed(colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert flat(stripped) == flat(plain)


@pytest.mark.parametrize(
    ("name", "role", "party", "told"),
    [
        ("Albin Kurti", "premier", "XKX", "Albin Kurti (premier, Kosovo):"),
        ("Albin Kurti", "premier of Kosovo", "XKX", "Albin Kurti (premier of Kosovo):"),
        ("Jens Holt", "NATO", "NATO", "Jens Holt (NATO):"),
        ("Jens Holt", None, "NATO", "Jens Holt (NATO):"),
        ("NATO", "NATO", "NATO", "NATO:"),
    ],
)
def test_a_speaker_is_shown_with_names_not_codes_and_each_once(name, role, party, told):
    found = crisis.extraction()
    speaker = model.Speaker(name=name, role=role, party=party)
    first = found.statements[0].model_copy(update={"speaker": speaker})
    one = found.model_copy(update={"statements": (first, *found.statements[1:])})
    assert f"• {told} asserts" in flat(checked(one))


def test_a_check_shows_what_is_said_and_what_is_seen():
    text = flat(checked())
    assert "Jens Holt (secretary of the League, NATO): asserts, negative, quoted" in text
    assert "“There is no sign of a withdrawal.”" in text
    assert "speaker not named" in text
    assert "build-up, occurred, Lorn: “Tanks arrived”" in text
    assert "93,000–100,000 persons" in text
    assert "12 March 2031" in text
    assert "withdrawal (1) denied (1)" in text
    assert "1 passage set aside as boilerplate: author’s biography" in text
    assert "no-such-warning" in text
    assert "Announced by Vesland on 10 March 2031" in text
    assert words("en").judgement(crisis.assessment()) in text


def test_a_check_without_claims_or_events_says_so():
    bare = model.Extraction(document=crisis.SAID)
    text = flat(check_text([bare], [], [], crisis.CASE, [], language="en"))
    assert "No announced withdrawal was found" in text
    assert "No event is presented as having happened" in text
    assert "0 statements" in text


def test_long_words_and_right_to_left_text_and_escapes_do_no_harm():
    long = (
        "x" * 400
        + " مرحبا بالعالم "
        + "漢字" * 80
        + " \x1b[2J\x07\u202eevil [bold]not markup[/bold]"
    )
    doc = crisis.document(long, title=long, source=long)
    piece = crisis.evidence(doc, long, "long", source=long)
    one = crisis.assessment(
        claim=Claim(**{**crisis.CLAIM.model_dump(), "text": long}),
        evidence=(model.Weighed(evidence=piece, contribution=1.0),),
    )
    found = model.Extraction(document=doc)
    for text in (
        assessed(one, {doc.id: doc}),
        check_text([found], [one.claim], [one], crisis.CASE, [], language="fr", width=30),
    ):
        assert not set(text) & set("\x1b\x07\u202e")
        assert max(cell_len(line) for line in text.splitlines()) <= 80
        assert "مرحبا" in text
    assert "[bold]" in checked(found, width=1000)


def test_a_retyped_sentence_stops_the_report():
    retyped = crisis.EVIDENCE[1].model_copy(update={"quote": crisis.EVIDENCE[1].quote.upper()})
    one = crisis.assessment(evidence=(model.Weighed(evidence=retyped, contribution=1.0),))
    with pytest.raises(QuoteMismatch):
        assessed(one)


def test_a_vague_quantity_keeps_its_bounds():
    found = crisis.extraction()
    (quantity,) = found.quantities
    vague = Quantity(**{**quantity.model_dump(), "unit": "exotic_units", "scope": "with the guard"})
    text = flat(checked(found.model_copy(update={"quantities": (vague,)})))
    assert "exotic units" in text
    assert "with the guard" in text
