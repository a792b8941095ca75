"""Polish: inversion, cases, dialogues, a source without a comma, aspect."""

import pytest

from recul.case import Case
from recul.extraction.names import Names
from recul.languages import load
from tests.extraction.harness import is_said_by, reader

read = reader("pl")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    (
        "Ministerstwo obrony Rosji poinformowało we wtorek, że część wojsk wraca do baz.",
        "że część wojsk wraca do baz",
        "Ministerstwo obrony Rosji",
        "RUS",
        "asserted",
    ),
    (
        "– Nie widzimy żadnych oznak deeskalacji – powiedział sekretarz generalny NATO Jens Stoltenberg.",
        "Nie widzimy żadnych oznak deeskalacji",
        "Jens Stoltenberg",
        "NATO",
        "asserted",
    ),
    (
        "Jak poinformował rzecznik Kremla Dmitrij Pieskow, wojska wrócą do koszar do 20 lutego.",
        "wojska wrócą do koszar do 20 lutego",
        "Dmitrij Pieskow",
        "RUS",
        "announced",
    ),
    (
        "Według Pentagonu Rosja wysłała na granicę kolejne 7 tys. żołnierzy.",
        "Rosja wysłała na granicę kolejne 7 tys. żołnierzy",
        "Pentagonu",
        "USA",
        "asserted",
    ),
    (
        "Zdaniem brytyjskiego wywiadu na granicy stoi około stu batalionowych grup taktycznych.",
        "na granicy stoi około stu batalionowych grup taktycznych",
        "brytyjskiego wywiadu",
        "GBR",
        "asserted",
    ),
    ("„Wycofanie trwa” – zapewnił w środę Putin.", "Wycofanie trwa", "Putin", None, "asserted"),
    (
        "Ukraina zaprzeczyła, jakoby wycofywała ciężką broń z Donbasu.",
        "jakoby wycofywała ciężką broń z Donbasu",
        "Ukraina",
        "UKR",
        "denied",
    ),
    ("Kijów oskarżył Moskwę o złamanie rozejmu.", "o złamanie rozejmu", "Kijów", "UKR", "alleged"),
    (
        "USA wezwały Rwandę do wycofania wojsk ze wschodniego Konga.",
        "do wycofania wojsk ze wschodniego Konga",
        "USA",
        "USA",
        "demanded",
    ),
    (
        "Paryż zapowiedział wycofanie 1500 żołnierzy z Nigru do końca roku.",
        "wycofanie 1500 żołnierzy z Nigru do końca roku",
        "Paryż",
        "FRA",
        "announced",
    ),
    (
        "Dodał, że ostatni żołnierz opuści kraj w ciągu dwóch tygodni.",
        "że ostatni żołnierz opuści kraj w ciągu dwóch tygodni",
        None,
        None,
        "announced",
    ),
    (
        "Rosyjskie wojska opuściły Chersoń, przekazał sztab generalny.",
        "Rosyjskie wojska opuściły Chersoń",
        "sztab generalny",
        "RUS",
        "asserted",
    ),
    (
        "Na granicy zgromadzono od 130 do 150 tys. żołnierzy, oceniają Stany Zjednoczone.",
        "Na granicy zgromadzono od 130 do 150 tys. żołnierzy",
        "Stany Zjednoczone",
        "USA",
        "asserted",
    ),
    (
        "Wojsko podało, że z kraju wyjechało kilkudziesięciu instruktorów.",
        "że z kraju wyjechało kilkudziesięciu instruktorów",
        "Wojsko",
        None,
        "asserted",
    ),
    (
        "Indyjski minister obrony Rajnath Singh poinformował parlament, że obie strony uzgodniły stopniowe wycofanie wojsk znad jeziora Pangong.",
        "że obie strony uzgodniły stopniowe wycofanie wojsk znad jeziora Pangong",
        "Rajnath Singh",
        "IND",
        "asserted",
    ),
    (
        "Rzeczniczka chińskiego MSZ Hua Chunying podkreśliła, że sytuacja na granicy jest stabilna.",
        "że sytuacja na granicy jest stabilna",
        "Hua Chunying",
        "CHN",
        "asserted",
    ),
    (
        "Rząd Etiopii ogłosił, że erytrejskie oddziały rozpoczęły opuszczanie Tigraju.",
        "że erytrejskie oddziały rozpoczęły opuszczanie Tigraju",
        "Rząd Etiopii",
        "ETH",
        "announced",
    ),
    (
        "Świadkowie twierdzą jednak, że erytrejscy żołnierze nadal są w Szire.",
        "że erytrejscy żołnierze nadal są w Szire",
        "Świadkowie",
        None,
        "asserted",
    ),
    (
        "Zachodni dyplomata, który zastrzegł sobie anonimowość, powiedział agencji Reuters, że nie widać żadnych oznak odwrotu.",
        "że nie widać żadnych oznak odwrotu",
        "Zachodni dyplomata",
        None,
        "asserted",
    ),
    (
        "Sekretarz generalny ONZ António Guterres zaapelował o natychmiastowe zawieszenie broni.",
        "o natychmiastowe zawieszenie broni",
        "António Guterres",
        "UN",
        "demanded",
    ),
    (
        "Kreml nazwał zarzuty Zachodu „histerią”.",
        "zarzuty Zachodu „histerią”",
        "Kreml",
        "RUS",
        "asserted",
    ),
    (
        "Armenia oskarża Azerbejdżan o przerzucenie na granicę co najmniej 60 czołgów i 30 haubic.",
        "o przerzucenie na granicę co najmniej 60 czołgów i 30 haubic",
        "Armenia",
        "ARM",
        "alleged",
    ),
    (
        "Azerbejdżańskie ministerstwo obrony zdementowało doniesienia o śmierci żołnierzy.",
        "doniesienia o śmierci żołnierzy",
        "Azerbejdżańskie ministerstwo obrony",
        "AZE",
        "denied",
    ),
    (
        "Rwanda konsekwentnie zaprzecza, że ma tam swoje wojska.",
        "że ma tam swoje wojska",
        "Rwanda",
        "RWA",
        "denied",
    ),
    (
        "„Ostatni amerykański żołnierz opuści Afganistan do 31 sierpnia” – powtórzył Biden.",
        "Ostatni amerykański żołnierz opuści Afganistan do 31 sierpnia",
        "Biden",
        None,
        "announced",
    ),
    (
        "Talibowie ostrzegli, że opóźnienie wycofania „będzie miało konsekwencje”.",
        "że opóźnienie wycofania „będzie miało konsekwencje”",
        "Talibowie",
        "Taliban",
        "warned",
    ),
    (
        "Na wschodzie Libii pozostaje kilka tysięcy najemników, alarmuje ONZ.",
        "Na wschodzie Libii pozostaje kilka tysięcy najemników",
        "ONZ",
        "UN",
        "asserted",
    ),
    ("Minister wykluczył wysłanie wojsk.", "wysłanie wojsk", "Minister", None, "denied"),
    (
        "Turcja wycofała z Idlibu kilkudziesięciu żołnierzy i pięć czołgów, podało Syryjskie Obserwatorium Praw Człowieka.",
        "Turcja wycofała z Idlibu kilkudziesięciu żołnierzy i pięć czołgów",
        "Syryjskie Obserwatorium Praw Człowieka",
        "SYR",
        "asserted",
    ),
    (
        "Szef MON Mariusz Błaszczak poinformował na Twitterze, że ostatni polscy żołnierze opuścili Afganistan.",
        "że ostatni polscy żołnierze opuścili Afganistan",
        "Mariusz Błaszczak",
        "POL",
        "asserted",
    ),
    (
        "„To dezinformacja” – napisała na Telegramie rzeczniczka rosyjskiego MSZ Maria Zacharowa.",
        "To dezinformacja",
        "Maria Zacharowa",
        "RUS",
        "asserted",
    ),
    (
        "Rumuński resort obrony zdementował informacje o przerzuceniu wojsk do Mołdawii.",
        "informacje o przerzuceniu wojsk do Mołdawii",
        "Rumuński resort obrony",
        "ROU",
        "denied",
    ),
    (
        "Prezydent Mołdawii Maia Sandu zażądała wycofania rosyjskich wojsk z Naddniestrza.",
        "wycofania rosyjskich wojsk z Naddniestrza",
        "Maia Sandu",
        "MDA",
        "demanded",
    ),
    (
        "Rosja „nie zamierza” wycofywać kontyngentu, odpowiedział ambasador Oleg Wasniecow.",
        "Rosja „nie zamierza” wycofywać kontyngentu",
        "Oleg Wasniecow",
        None,
        "announced",
    ),
    (
        "Naczelny dowódca sił NATO w Europie gen. Tod Wolters ostrzegł przed koncentracją wojsk.",
        "przed koncentracją wojsk",
        "Tod Wolters",
        None,
        "warned",
    ),
    (
        "Według świadków w nocy z miasta wyjechało kilkanaście ciężarówek.",
        "w nocy z miasta wyjechało kilkanaście ciężarówek",
        "świadków",
        None,
        "asserted",
    ),
    (
        "Strona białoruska zapewniła, że po manewrach na jej terytorium nie zostanie żaden rosyjski żołnierz.",
        "że po manewrach na jej terytorium nie zostanie żaden rosyjski żołnierz",
        "Strona białoruska",
        "BLR",
        "announced",
    ),
    (
        "Łukaszenka: rosyjskie wojska zostaną tak długo, jak będzie trzeba.",
        "rosyjskie wojska zostaną tak długo, jak będzie trzeba.",
        "Łukaszenka",
        None,
        "announced",
    ),
    (
        "Premier Węgier Viktor Orbán wezwał obie strony, by natychmiast przerwały walki.",
        "by natychmiast przerwały walki",
        "Viktor Orbán",
        "HUN",
        "demanded",
    ),
    (
        "Kurdowie twierdzą, że tureckie czołgi nadal stoją pod Kobane.",
        "że tureckie czołgi nadal stoją pod Kobane",
        "Kurdowie",
        None,
        "asserted",
    ),
    (
        "Sudański generał Abdel Fattah al-Burhan obiecał oddać władzę cywilom do końca roku.",
        "oddać władzę cywilom do końca roku",
        "Abdel Fattah al-Burhan",
        "SDN",
        "announced",
    ),
    (
        "Zdjęcia satelitarne pokazują, że Rosja zbudowała nowy most pontonowy.",
        "że Rosja zbudowała nowy most pontonowy",
        "Zdjęcia satelitarne",
        None,
        "asserted",
    ),
    (
        "Turecki minister obrony Hulusi Akar przyznał, że część posterunków w Idlibie zostanie zlikwidowana.",
        "że część posterunków w Idlibie zostanie zlikwidowana",
        "Hulusi Akar",
        "TUR",
        "announced",
    ),
    (
        "Gruzińskie MSW podało, że Rosjanie opuścili wioskę Perewi.",
        "że Rosjanie opuścili wioskę Perewi",
        "Gruzińskie MSW",
        "GEO",
        "asserted",
    ),
    (
        "Rosja poinformowała, że jej siły pokojowe przejęły kontrolę nad korytarzem laczyńskim.",
        "że jej siły pokojowe przejęły kontrolę nad korytarzem laczyńskim",
        "Rosja",
        "RUS",
        "asserted",
    ),
    (
        "Prezydent Francji wykluczył na razie wycofanie wojsk z Nigru.",
        "wycofanie wojsk z Nigru",
        "Prezydent Francji",
        "FRA",
        "denied",
    ),
]
NOTHING = [
    "Dowództwo Operacyjne nie odpowiedziało na nasze pytania.",
    "W sklepie nie było chleba, a kolejka sięgała rynku.",
    "Na przystanku siedział stary człowiek z psem.",
]
COUNTS = [
    (
        "Na granicy jest około 30 tys. żołnierzy.",
        "około 30 tys. żołnierzy",
        27900,
        32100,
        "persons",
    ),
    ("Na granicy jest blisko stu czołgów.", "blisko stu czołgów", 93, 100, "tanks"),
    (
        "Na granicy jest ponad 7,5 tysiąca żołnierzy.",
        "ponad 7,5 tysiąca żołnierzy",
        7500,
        8625,
        "persons",
    ),
    (
        "Na granicy jest co najmniej 20 000 bojowników.",
        "co najmniej 20 000 bojowników",
        20000,
        24000,
        "persons",
    ),
    (
        "Na granicy jest od 8 do 10 tys. najemników.",
        "od 8 do 10 tys. najemników",
        8000,
        10000,
        "persons",
    ),
    ("Na granicy jest kilkudziesięciu żołnierzy.", "kilkudziesięciu żołnierzy", 20, 90, "persons"),
    ("Na granicy jest kilkaset pojazdów.", "kilkaset pojazdów", 200, 900, "vehicles"),
    (
        "Na granicy jest dziesiątki tysięcy żołnierzy.",
        "dziesiątki tysięcy żołnierzy",
        20000,
        90000,
        "persons",
    ),
    (
        "Na granicy jest półtora tysiąca żołnierzy.",
        "półtora tysiąca żołnierzy",
        1477.5,
        1522.5,
        "persons",
    ),
    (
        "Na granicy jest sto pięćdziesiąt tysięcy żołnierzy.",
        "sto pięćdziesiąt tysięcy żołnierzy",
        147750,
        152250,
        "persons",
    ),
    ("Na granicy jest do 500 żołnierzy.", "do 500 żołnierzy", 400, 500, "persons"),
    ("Na granicy jest dwanaście posterunków.", "dwanaście posterunków", 12, 12, "sites"),
]
DATES = [
    ("Doszło do tego w środę.", "środę", "2022-02-16", "2022-02-16"),
    ("Doszło do tego 15 lutego.", "15 lutego", "2022-02-15", "2022-02-15"),
    ("Doszło do tego dwa dni temu.", "dwa dni temu", "2022-02-14", "2022-02-14"),
    ("Doszło do tego w ubiegłym tygodniu.", "ubiegłym tygodniu", "2022-02-07", "2022-02-13"),
    ("Doszło do tego w styczniu.", "styczniu", "2022-01-01", "2022-01-31"),
    ("Doszło do tego jesienią 2021 roku.", "jesienią 2021 roku", "2021-09-01", "2021-11-30"),
    ("Trwa to od listopada.", "od listopada", "2021-11-01", "2022-02-16"),
    ("Dojdzie do tego do końca miesiąca.", "do końca miesiąca", "2022-02-16", "2022-02-28"),
    ("Spotkają się w piątek.", "piątek", "2022-02-18", "2022-02-18"),
    (
        "Doszło do tego w nocy z poniedziałku na wtorek.",
        "nocy z poniedziałku na wtorek",
        "2022-02-14",
        "2022-02-15",
    ),
    ("Dojdzie do tego jutro.", "jutro", "2022-02-17", "2022-02-17"),
]
REALIS = [
    ("Rosyjskie wojska opuściły miasto.", "withdrawal", "occurred"),
    ("Rosyjskie wojska nie opuściły miasta.", "withdrawal", "denied"),
    ("Rosyjskie wojska opuszczą miasto.", "withdrawal", "announced"),
    ("Rosyjskie wojska wycofują się z miasta.", "withdrawal", "ongoing"),
    ("Rosyjskie wojska muszą opuścić miasto.", "withdrawal", "hypothetical"),
    ("Rosyjskie wojska prawdopodobnie opuściły miasto.", "withdrawal", "hedged"),
    ("Rosyjskie wojska rzekomo opuściły miasto.", "withdrawal", "alleged"),
    ("Armia wysłała na południe batalion.", "deployment", "occurred"),
    ("Żołnierze nadal stacjonują w mieście.", "presence", "ongoing"),
    ("Czy wojska opuściły miasto?", "withdrawal", "unknown"),
]


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said(text):
    assert not read(text).statements


@pytest.mark.parametrize(("text", "content", "low", "high", "unit"), COUNTS)
def test_counts(text, content, low, high, unit):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert (count.interval.low, count.interval.high) == pytest.approx((low, high))
    assert count.unit == unit


@pytest.mark.parametrize(("text", "content", "first", "last"), DATES)
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start.isoformat(), when.end.isoformat()) == (first, last)


@pytest.mark.parametrize(("text", "kind", "realis"), REALIS)
def test_what_happens_and_whether_it_does(text, kind, realis):
    events = read(text).events
    assert (kind, realis) in [(str(event.kind), str(event.realis)) for event in events]


@pytest.mark.parametrize(
    ("form", "code"),
    [("Rosji", "RUS"), ("Ukraińców", "UKR"), ("rosyjscy", "RUS"), ("Stanów Zjednoczonych", "USA"),
     ("Niemczech", "DEU"), ("Kijowem", "UKR"), ("izraelskiego", "ISR"), ("Białym Domu", "USA"),
     ("Węgrzech", "HUN"), ("Syryjczycy", "SYR")],
)  # fmt: skip
def test_names_in_their_cases(form, code):
    found = Names(load("pl"), Case.generic()).find(form)
    assert [name.code for name in found] == [code]


def test_a_dialogue_parted_by_dashes_alone():
    text = "– Wyszli w nocy, po cichu – opowiada mieszkanka Gomy. – Zostały po nich łuski."
    first, second = read(text).statements
    assert first.span.of(text) == "Wyszli w nocy, po cichu"
    assert first.speaker.name == second.speaker.name == "mieszkanka Gomy"


def test_a_dialogue_inside_a_paragraph():
    text = (
        "Samolot wylądował w środę. – Wykonaliście zadanie, ojczyzna dziękuje – powiedział "
        "minister Mariusz Błaszczak. Misja trwała dwie dekady."
    )
    (said,) = read(text).statements
    assert said.span.of(text) == "Wykonaliście zadanie, ojczyzna dziękuje"
    assert said.speaker.name == "Mariusz Błaszczak"


def test_a_verb_without_subject_is_that_of_the_last_speaker():
    text = "Błaszczak poinformował, że misja się skończyła. Dodał, że żołnierze wrócili."
    assert [said.speaker.name for said in read(text).statements] == ["Błaszczak", "Błaszczak"]
