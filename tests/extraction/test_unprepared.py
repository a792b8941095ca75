"""Ways of reporting speech that no list of verbs foresees, in the languages that have them."""

import pytest

from tests.extraction.harness import read

SAID = [
    # A quotation, and any verb with its subject behind it.
    ("en", '"Tourists," spits Blaise, a driver at the roundabout.', "Tourists", "Blaise"),
    ("fr", "« On ne part pas avec le toit fumant », image le divisionnaire Ueli Brunner.", "On ne part pas avec le toit fumant", "Ueli Brunner"),
    ("pl", "„Do domu, i to szybko”, burczał pod nosem kierowca.", "Do domu, i to szybko", "kierowca"),
    ("uk", "«Не вірю», — махнув рукою Степан.", "Не вірю", "Степан"),
    # A quotation, a colon, and who is seen to say it.
    ("it", '"Mio fratello era qui da quindici anni": Hassan mostra la cella.', "Mio fratello era qui da quindici anni", "Hassan"),
    # A view behind a colon.
    ("it", "Blinken frena: gli Usa non hanno visto segnali di reale serietà.", "gli Usa non hanno visto segnali di reale serietà", "Blinken"),
    # A quotation between single marks, a curved one closed by a straight one.
    ("en", "'The job is finished and our people deserve their beds', he tweeted.", "The job is finished and our people deserve their beds", "he"),
    ("en", "“We are home,\" said Colonel Diaz. “All of us.”", "We are home", "Diaz"),
    # A source inside its phrase.
    ("en", "By Israel's own count, 14 tanks remained inside Lebanon.", "14 tanks remained inside Lebanon", "Israel"),
    # A clause that nothing opens, a subject with a relative clause.
    ("en", "Moscow promised both sides would step back.", "both sides would step back", "Moscow"),
    ("en", "Supporters who have heard from the campaign say their priority is to stay.", "their priority is to stay", "Supporters"),
    # What somebody else says behind a comma is no part of it.
    ("en", "The Kremlin promised that its troops would leave, and Kyiv said it would wait.", "that its troops would leave", "Kremlin"),
    ("es", "La junta reclama garantías, y la ONU pide acceso inmediato.", "garantías", "junta"),
    ("it", "Il governo conferma il ritiro di due reparti, mentre il villaggio resta chiuso.", "il ritiro di due reparti", "governo"),
    # One verb after another with one subject.
    ("it", "Vucic nega di aver ordinato l'attacco, accusa l'Occidente di ipocrisia.", "di ipocrisia", "Vucic"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "content", "name"), SAID)
def test_said_without_a_verb_of_saying_or_beside_another(language, text, content, name):
    found = {s.span.of(text): s.speaker and s.speaker.name for s in read(text, language).statements}
    assert found.get(content) == name, found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The slogan “We will be back again soon”, painted on the wall, had faded."),
        ("fr", "La banderole « Nous ne partirons jamais d'ici », accrochée au balcon, a été ôtée."),
        ("en", "The rebels' camp and the soldiers' base were empty."),
    ],
)
def test_nobody_says_what_only_stands_there(language, text):
    assert not read(text, language).statements
