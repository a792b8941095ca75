"""German: separable and framing verbs, inversion, the mood of reported speech, compounds."""

from datetime import date

import pytest

from recul.case import Case
from recul.extraction.names import Names
from recul.languages import load
from recul.model import Polarity
from tests.extraction.harness import is_said_by, reader

read = reader("de")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("„Wir ziehen unsere Truppen ab“, sagte der russische Verteidigungsminister Sergej Schoigu.",
     "Wir ziehen unsere Truppen ab", "Sergej Schoigu", "RUS", "asserted"),
    ("»Der Rückzug ist eine Täuschung«, warnte ein ranghoher Offizier.",
     "Der Rückzug ist eine Täuschung", "ranghoher Offizier", None, "warned"),
    ("„Das ist kein Abzug, das ist Theater“, empörte sich Außenminister Dmytro Kuleba.",
     "Das ist kein Abzug, das ist Theater", "Dmytro Kuleba", None, "asserted"),
    ("Die Truppen seien abgezogen, teilte das Verteidigungsministerium in Moskau am Mittwoch mit.",
     "Die Truppen seien abgezogen", "Verteidigungsministerium in Moskau", "RUS", "asserted"),
    ("Wie das Außenministerium in Kiew mitteilte, stehen noch 100.000 Soldaten an der Grenze.",
     "stehen noch 100.000 Soldaten an der Grenze", "Außenministerium in Kiew", "UKR", "asserted"),
    ("Russland hat seine Truppen abgezogen, wie Kremlsprecher Dmitri Peskow am Montag sagte.",
     "Russland hat seine Truppen abgezogen", "Dmitri Peskow", "RUS", "asserted"),
    ("Laut dem Pentagon wurden weitere 7000 Soldaten an die Grenze verlegt.",
     "wurden weitere 7000 Soldaten an die Grenze verlegt", "Pentagon", "USA", "asserted"),
    ("Nach Angaben des ukrainischen Generalstabs stehen 130.000 Soldaten an der Grenze.",
     "stehen 130.000 Soldaten an der Grenze", "ukrainischen Generalstabs", "UKR", "asserted"),
    ("Der Abzug ist nach Einschätzung der Nato nicht zu erkennen.",
     "Der Abzug ist nach Einschätzung der Nato nicht zu erkennen", "Nato", "NATO", "asserted"),
    ("Dem Ministerium zufolge sind alle Einheiten zurückgekehrt.",
     "sind alle Einheiten zurückgekehrt", "Ministerium", None, "asserted"),
    ("Offiziellen Angaben zufolge haben die Milizen den Hafen verlassen.",
     "haben die Milizen den Hafen verlassen", None, None, "asserted"),
    ("Nach georgischen Angaben sind die Posten bei Poti geräumt.",
     "sind die Posten bei Poti geräumt", None, None, "asserted"),
    ("US-Präsident Joe Biden sagte, ein Angriff sei weiterhin möglich.",
     "ein Angriff sei weiterhin möglich", "Joe Biden", "USA", "asserted"),
    ("Nato-Generalsekretär Jens Stoltenberg zeigte sich überzeugt, dass Moskau Truppen sammle.",
     "dass Moskau Truppen sammle", "Jens Stoltenberg", "NATO", "asserted"),
    ("Moskau kündigte am Dienstag den Abzug von Truppen an.",
     "den Abzug von Truppen", "Moskau", "RUS", "announced"),
    ("Das Ministerium kündigte an, die Truppen nach der Übung abzuziehen.",
     "die Truppen nach der Übung abzuziehen", "Ministerium", None, "announced"),
    ("Einen Rückzug aus Tigray kündigte die Regierung in Addis Abeba am Abend an.",
     "Einen Rückzug aus Tigray", "Regierung in Addis Abeba", "ETH", "announced"),
    ("Die EU-Außenbeauftragte forderte Russland zum Abzug seiner Truppen auf.",
     "zum Abzug seiner Truppen", "EU-Außenbeauftragte", "EU", "demanded"),
    ("Bundeskanzler Olaf Scholz rief beide Seiten auf, die Waffen niederzulegen.",
     "die Waffen niederzulegen", "Olaf Scholz", "DEU", "demanded"),
    ("Peking forderte einen sofortigen Rückzug der indischen Soldaten aus dem Galwan-Tal.",
     "einen sofortigen Rückzug der indischen Soldaten aus dem Galwan-Tal", "Peking", "CHN",
     "demanded"),
    ("Kiew warf Moskau vor, den Abzug nur vorzutäuschen.",
     "den Abzug nur vorzutäuschen", "Kiew", "UKR", "alleged"),
    ("Der Kreml dementierte einen neuen Aufmarsch im Gebiet Belgorod.",
     "einen neuen Aufmarsch im Gebiet Belgorod", "Kreml", "RUS", "denied"),
    ("Moskau bestreitet, Truppen in der Ukraine zu haben.",
     "Truppen in der Ukraine zu haben", "Moskau", "RUS", "denied"),
    ("Die Armee wies den Vorwurf als haltlos zurück, sie habe Dörfer beschossen.",
     "sie habe Dörfer beschossen", "Armee", None, "denied"),
    ("Der Abzug habe begonnen, heißt es in einer Mitteilung des Verteidigungsministeriums.",
     "Der Abzug habe begonnen", "Verteidigungsministeriums", None, "asserted"),
    ("Es wird vermutet, dass die Kolonne nach Norden fährt.",
     "dass die Kolonne nach Norden fährt", None, None, "hedged"),
    ("Am Mittwoch sagte der Minister, man könne den Abzug nicht bestätigen.",
     "man könne den Abzug nicht bestätigen", "Minister", None, "asserted"),
    ("Das Ministerium hat am Montag mitgeteilt, dass die Einheiten zurückgekehrt sind.",
     "dass die Einheiten zurückgekehrt sind", "Ministerium", None, "asserted"),
    ("Der Sprecher des ukrainischen Außenministeriums, Oleh Nikolenko, erklärte: „Wir warten ab.“",
     "Wir warten ab.", "Oleh Nikolenko", "UKR", "asserted"),
    ("Die Truppen, sagte der Gouverneur, seien in der Nacht abgezogen.",
     "Die Truppen, sagte der Gouverneur, seien in der Nacht abgezogen", "Gouverneur", None,
     "asserted"),
    ("„Wir haben keinen Rückzug gesehen“, so der Nato-Chef.",
     "Wir haben keinen Rückzug gesehen", "Nato-Chef", "NATO", "asserted"),
    ("Die letzten Einheiten hätten die Stadt verlassen, so Militärsprecher Lynn Nyirongo.",
     "Die letzten Einheiten hätten die Stadt verlassen", "Lynn Nyirongo", None, "asserted"),
    ("Der „Spiegel“ berichtet, dass die Bundeswehr Gao im Dezember räumt.",
     "dass die Bundeswehr Gao im Dezember räumt", "Spiegel", None, "asserted"),
    ("Wie aus dem Kreml verlautete, soll der Abzug am Freitag beginnen.",
     "soll der Abzug am Freitag beginnen", "Kreml", "RUS", "asserted"),
    ("Israel drohte mit neuen Angriffen auf den Süden des Libanon.",
     "mit neuen Angriffen auf den Süden des Libanon", "Israel", "ISR", "warned"),
    ("Der Außenminister warnte vor einer Eskalation im Ostkongo.",
     "vor einer Eskalation im Ostkongo", "Außenminister", None, "warned"),
    ("Teheran bestätigte am Sonntag den Rückzug seiner Milizen aus Aleppo.",
     "den Rückzug seiner Milizen aus Aleppo", "Teheran", "IRN", "asserted"),
    ("Selenskyj bezweifelt den Abzug.",
     "den Abzug", "Selenskyj", None, "hedged"),
    ("Auf die Frage nach einem Termin antwortete die Ministerin: „Das entscheidet der Bundestag.“",
     "Das entscheidet der Bundestag.", "Ministerin", None, "asserted"),
    ("Nach den Worten von Verteidigungsministerin Christine Lambrecht ist die Lage ernst.",
     "ist die Lage ernst", "Christine Lambrecht", None, "asserted"),
    ("Ein Talibansprecher frohlockte, die Besatzer seien geschlagen.",
     "die Besatzer seien geschlagen", "Talibansprecher", None, "asserted"),
    ("Die Nato geht davon aus, dass 20.000 Soldaten an der Grenze stehen.",
     "dass 20.000 Soldaten an der Grenze stehen", "Nato", "NATO", "asserted"),
    ("Putin machte bei dem Treffen deutlich, dass er keine Eskalation wolle.",
     "dass er keine Eskalation wolle", "Putin", None, "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister wollte sich nicht äußern.",
        "Der Minister sagte nicht, wann die Soldaten abziehen.",
        "Die Kolonne rollte am Abend durch das Dorf.",
        "Nach dem Abzug der Truppen kehrte Ruhe ein.",
        "Der Bus fährt um acht Uhr, der nächste erst am Nachmittag.",
    ],
)
def test_nothing_is_said(text):
    assert not read(text).statements


def test_a_sentence_in_the_mood_of_reported_speech_goes_on_from_the_last_speaker():
    text = (
        "Der Rückzug sei abgeschlossen, sagte General Ahmad Said. Man werde die Stellungen nicht "
        "wieder besetzen. Am Morgen regnete es."
    )
    first, second = read(text).statements
    assert second.span.of(text) == "Man werde die Stellungen nicht wieder besetzen"
    assert second.speaker.name == first.speaker.name == "Ahmad Said"
    assert second.continues == first.id
    assert second.polarity is Polarity.NEGATIVE


def test_a_sentence_that_points_to_the_one_before():
    text = "Die Einheiten verlassen Goma. Das teilte die M23-Miliz am Freitag mit."
    (said,) = read(text).statements
    assert said.span.of(text) == "Die Einheiten verlassen Goma"
    assert said.speaker.name == "M23-Miliz"


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit"),
    [
        ("Dort stehen 100.000 russische Soldaten.", "100.000 russische Soldaten", 98500, 101500, "persons"),
        ("Rund 30 Tausend Mann rückten ab.", "Rund 30 Tausend Mann", 27900, 32100, "persons"),
        ("Mehr als 1,5 Millionen Reservisten gibt es.", "Mehr als 1,5 Millionen Reservisten", 1500000, 1725000, "persons"),
        ("Zwei- bis dreihundert Kämpfer blieben.", "Zwei- bis dreihundert Kämpfer", 200, 300, "persons"),
        ("Zwischen 3000 und 4000 Soldaten kamen.", "Zwischen 3000 und 4000 Soldaten", 3000, 4000, "persons"),
        ("Dutzende Kampfpanzer fuhren vorbei.", "Dutzende Kampfpanzer", 24, 108, "tanks"),
        ("Ein halbes Dutzend Transporthubschrauber landete.", "Ein halbes Dutzend Transporthubschrauber", 5.1, 6.9, "helicopters"),
        ("Vierundzwanzig Haubitzen standen dort.", "Vierundzwanzig Haubitzen", 23.64, 24.36, "artillery"),
        ("Knapp zweitausend US-Soldaten verließen die Basis.", "Knapp zweitausend US-Soldaten", 1860, 2000, "persons"),
        ("Höchstens zwanzig Mann schlafen noch dort.", "Höchstens zwanzig Mann", 0, 20, "persons"),
        ("Drei Bataillonskampfgruppen wurden verlegt.", "Drei Bataillonskampfgruppen", 3, 3, "battalion_groups"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert count.interval.high == pytest.approx(high, rel=0.03)
    assert count.interval.low == pytest.approx(low, rel=0.03) or low == 0
    assert count.unit == unit


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("Am Mittwoch zogen sie ab.", "Mittwoch", (2022, 2, 16), (2022, 2, 16)),
        ("Am Dienstagabend zogen sie ab.", "Dienstagabend", (2022, 2, 15), (2022, 2, 15)),
        ("Sie sollen am Freitag abziehen.", "Freitag", (2022, 2, 18), (2022, 2, 18)),
        ("Am 15. Februar zogen sie ab.", "15. Februar", (2022, 2, 15), (2022, 2, 15)),
        ("Am 3. März 2021 zogen sie ab.", "3. März 2021", (2021, 3, 3), (2021, 3, 3)),
        ("Vergangene Woche zogen sie ab.", "Vergangene Woche", (2022, 2, 7), (2022, 2, 13)),
        ("Ende Januar zogen sie ab.", "Ende Januar", (2022, 1, 21), (2022, 1, 31)),
        ("Im Herbst 2021 zogen sie ab.", "Herbst 2021", (2021, 9, 1), (2021, 11, 30)),
        ("Vor zwei Wochen zogen sie ab.", "Vor zwei Wochen", (2022, 2, 2), (2022, 2, 2)),
        ("Gestern zogen sie ab.", "Gestern", (2022, 2, 15), (2022, 2, 15)),
        ("Seit Januar ziehen sie ab.", "Seit Januar", (2022, 1, 1), (2022, 2, 16)),
        ("Sie ziehen bis Freitag ab.", "bis Freitag", (2022, 2, 16), (2022, 2, 18)),
        ("Im kommenden Jahr ziehen sie ab.", "kommenden Jahr", (2023, 1, 1), (2023, 12, 31)),
        ("Seit 2014 stehen sie dort.", "Seit 2014", (2014, 1, 1), (2022, 2, 16)),
    ],
)
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start, when.end) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "realis", "actor"),
    [
        ("Russland zog seine Truppen aus Cherson ab.", "zog", "withdrawal", "occurred", "RUS"),
        ("Moskau kündigte einen Truppenabzug an.", "Truppenabzug", "withdrawal", "announced", "RUS"),
        ("Ruanda zieht seine Soldaten nicht aus Goma ab.", "zieht", "withdrawal", "denied", "RWA"),
        ("Die Türkei wird ihre Soldaten aus Idlib abziehen.", "abziehen", "withdrawal", "announced", "TUR"),
        ("Gestern bombardierte Israel Ziele in Syrien.", "bombardierte", "attack", "occurred", "ISR"),
        ("Die Kolonne ist nach Norden abgefahren.", "abgefahren", "withdrawal", "occurred", None),
        ("China hat neue Einheiten an der Grenze zusammengezogen.", "zusammengezogen", "buildup", "occurred", "CHN"),
        ("Deutschland entsandte ein Kontingent nach Litauen.", "entsandte", "deployment", "occurred", "DEU"),
    ],
)  # fmt: skip
def test_events(text, trigger, kind, realis, actor):
    event = next(e for e in read(text).events if trigger in e.span.of(text))
    assert (event.kind, event.realis, event.actor) == (kind, realis, actor)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russlands Armee", "RUS"), ("kasachische Truppen", "KAZ"), ("der Moskauer Außenminister", "RUS"),
        ("die Südsudanesen", "SSD"), ("das Weiße Haus", "USA"), ("aus der DR Kongo", "COD"),
        ("die Vereinten Nationen", "UN"), ("Kolumbiens Luftwaffe", "COL"), ("ein Äthiopier", "ETH"),
    ],
)  # fmt: skip
def test_names(text, code):
    assert code in {name.code for name in Names(load("de"), Case.generic()).find(text)}
