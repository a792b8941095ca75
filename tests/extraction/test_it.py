"""Italian: inversion, sources, pronouns that point back, numbers written as one word."""

import pytest

from tests.extraction.harness import is_said_by, reader

read = reader("it")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("Il portavoce del ministero della Difesa russo Igor Konashenkov ha dichiarato mercoledì che le unità stanno rientrando alle basi.", "che le unità stanno rientrando alle basi", "Igor Konashenkov", "RUS", "asserted"),
    ("Secondo il Pentagono, più di 100.000 soldati russi sono ammassati al confine ucraino.", "più di 100.000 soldati russi sono ammassati al confine ucraino", "Pentagono", "USA", "asserted"),
    ("«Non ritireremo un solo soldato», ha detto il presidente Erdogan.", "Non ritireremo un solo soldato", "Erdogan", None, "announced"),
    ("Mosca avrebbe ritirato una parte delle truppe dalla Crimea, riferisce l'agenzia Interfax.", "Mosca avrebbe ritirato una parte delle truppe dalla Crimea", "Interfax", None, "conditional"),
    ("Kiev accusa la Russia di preparare un attacco.", "di preparare un attacco", "Kiev", "UKR", "alleged"),
    ("Il ministro degli Esteri Antonio Tajani si è detto convinto che il ritiro avverrà entro la fine del mese.", "che il ritiro avverrà entro la fine del mese", "Antonio Tajani", None, "announced"),
    ("Parigi ha smentito di aver lasciato la base di Gao.", "di aver lasciato la base di Gao", "Parigi", "FRA", "denied"),
    ("A detta dei residenti, le colonne sono passate nella notte tra sabato e domenica.", "le colonne sono passate nella notte tra sabato e domenica", "residenti", None, "asserted"),
    ("\"Abbiamo visto decine di carri armati\", racconta Olena, 34 anni, insegnante a Kharkiv.", "Abbiamo visto decine di carri armati", "Olena", None, "asserted"),
    ("L'Onu chiede il ritiro immediato di tutte le forze straniere dalla Libia.", "il ritiro immediato di tutte le forze straniere dalla Libia", "Onu", "UN", "demanded"),
    ("Stando all'Osservatorio siriano per i diritti umani, una trentina di blindati turchi hanno lasciato Idlib nei giorni scorsi.", "una trentina di blindati turchi hanno lasciato Idlib nei giorni scorsi", "Osservatorio siriano per i diritti", "SYR", "asserted"),
    ("Per l'analista Michael Kofman, si tratta di una rotazione.", "si tratta di una rotazione", "Michael Kofman", None, "asserted"),
    ("Come ha spiegato il premier etiope Abiy Ahmed, l'accordo prevede il disarmo del Tplf.", "l'accordo prevede il disarmo del Tplf", "Abiy Ahmed", "ETH", "asserted"),
    ("Washington teme che Pechino invii altri diecimila uomini.", "che Pechino invii altri diecimila uomini", "Washington", "USA", "hedged"),
    ("Il Cremlino ha fatto sapere che le esercitazioni dureranno fino al 20 febbraio.", "che le esercitazioni dureranno fino al 20 febbraio", "Cremlino", "RUS", "announced"),
    ("Le nostre truppe resteranno finché sarà necessario, ha assicurato il ministro Crosetto.", "Le nostre truppe resteranno finché sarà necessario", "Crosetto", None, "announced"),
    ("Fino a 20mila uomini potrebbero restare in Siria, avverte l'emiro del Qatar.", "Fino a 20mila uomini potrebbero restare in Siria", "emiro del Qatar", "QAT", "warned"),
    ("Non è chiaro quanti soldati siano rientrati, ammette una fonte diplomatica.", "Non è chiaro quanti soldati siano rientrati", "fonte diplomatica", None, "hedged"),
    ("Gli ucraini hanno respinto l'ultimatum.", "l'ultimatum", "ucraini", "UKR", "denied"),
    ("Berlino promette di inviare due batterie Patriot.", "di inviare due batterie Patriot", "Berlino", "DEU", "announced"),
    ("Il Sudan del Sud ritirerà le truppe da Heglig, ha promesso il ministro dell'Informazione Barnaba Marial Benjamin.", "Il Sudan del Sud ritirerà le truppe da Heglig", "Barnaba Marial Benjamin", "SSD", "announced"),
    ("Il Ruanda nega di avere truppe nel Nord Kivu.", "di avere truppe nel Nord Kivu", "Ruanda", "RWA", "denied"),
    ("Varsavia ha avvertito che altri carri armati arriveranno in Bielorussia.", "che altri carri armati arriveranno in Bielorussia", "Varsavia", "POL", "warned"),
    ("Il premier libanese Najib Mikati esorta Israele a completare il ritiro.", "a completare il ritiro", "Najib Mikati", "LBN", "demanded"),
    ("Bogotà assicura che le truppe resteranno al confine.", "che le truppe resteranno al confine", "Bogotà", "COL", "announced"),
    ("Il governo di Tripoli lo ha confermato: i mercenari sono partiti.", "i mercenari sono partiti", "governo di Tripoli", "LBY", "asserted"),
    ("«Siamo pronti», ribadisce la ministra degli Esteri svedese Ann Linde.", "Siamo pronti", "Ann Linde", "SWE", "asserted"),
    ("Ankara ha promesso di ridurre la propria presenza in Iraq.", "di ridurre la propria presenza in Iraq", "Ankara", "TUR", "announced"),
    ("L'inviato speciale dell'Onu Martin Griffiths ha espresso la speranza che la tregua regga.", "che la tregua regga", "Martin Griffiths", "UN", "hoped"),
    ("Da Pechino fanno sapere che le manovre sono terminate.", "che le manovre sono terminate", "Pechino", "CHN", "asserted"),
    ("Il ministero respinge le accuse di Kiev.", "le accuse di Kiev", "ministero", None, "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Il portavoce ha chiesto di non essere nominato.",
        "La pace è ancora lontana.",
        "Le truppe hanno lasciato la città.",
        "Si prevede un rientro graduale.",
    ],
)
def test_nothing_is_said(text):
    assert not read(text).statements


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit"),
    [
        ("Sono partiti 1.500 militari.", "1.500 militari", 1477.5, 1522.5, "persons"),
        ("Ci sono 150mila soldati al confine.", "150mila soldati", 147750.0, 152250.0, "persons"),
        ("Duecentocinquanta soldati sono partiti.", "Duecentocinquanta soldati", 246.25, 253.75, "persons"),
        ("Restano una trentina di blindati.", "una trentina di blindati", 25.5, 34.5, "armoured_vehicles"),
        ("Ci sono decine di migliaia di soldati.", "decine di migliaia di soldati", 20000.0, 90000.0, "persons"),
        ("Almeno 35 carri armati sono lì.", "Almeno 35 carri armati", 35.0, 42.0, "tanks"),
        ("Tra i 1.200 e i 1.500 militari francesi sono lì.", "Tra i 1.200 e i 1.500 militari francesi", 1200.0, 1500.0, "persons"),
        ("Quasi centomila uomini sono lì.", "Quasi centomila uomini", 93000.0, 100000.0, "persons"),
        ("Più di 73 aerei sono lì.", "Più di 73 aerei", 73.0, 83.95, "aircraft"),
        ("Fino a ventimila soldati resteranno.", "Fino a ventimila soldati", 16000.0, 20000.0, "persons"),
        ("Un centinaio di riservisti è arrivato.", "Un centinaio di riservisti", 85.0, 115.0, "persons"),
        ("Due battaglioni sono arrivati.", "Due battaglioni", 2.0, 2.0, "battalions"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert count.interval.low == pytest.approx(low, rel=0.02)
    assert count.interval.high == pytest.approx(high, rel=0.02)
    assert count.unit == unit


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("Sono partiti mercoledì.", "mercoledì", "2022-02-16", "2022-02-16"),
        ("Sono partiti il 15 febbraio.", "15 febbraio", "2022-02-15", "2022-02-15"),
        ("Sono partiti ieri mattina.", "ieri mattina", "2022-02-15", "2022-02-15"),
        ("Sono partiti due settimane fa.", "due settimane fa", "2022-02-02", "2022-02-02"),
        ("Partiranno entro venerdì.", "entro venerdì", "2022-02-16", "2022-02-18"),
        ("Partiranno la settimana prossima.", "settimana prossima", "2022-02-21", "2022-02-27"),
        ("Sono lì dal 2014.", "dal 2014", "2014-01-01", "2022-02-16"),
        ("Resteranno fino al 20 febbraio.", "fino al 20 febbraio", "2022-02-16", "2022-02-20"),
        ("Sono partiti nei giorni scorsi.", "nei giorni scorsi", "2022-02-09", "2022-02-16"),
        ("Sono partiti martedì scorso.", "martedì scorso", "2022-02-15", "2022-02-15"),
        ("Partiranno a fine mese.", "a fine mese", "2022-02-16", "2022-02-28"),
        ("Arrivati nell'autunno 2021.", "autunno 2021", "2021-09-01", "2021-11-30"),
    ],
)  # fmt: skip
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start.isoformat(), when.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "realis", "actor"),
    [
        ("La Russia ha ritirato le truppe da Kherson.", "ritirato", "withdrawal", "occurred", "RUS"),
        ("Mosca annuncia il ritiro dalla Siria.", "ritiro", "withdrawal", "announced", "RUS"),
        ("Il Ruanda non ha ritirato i suoi soldati.", "ritirato", "withdrawal", "denied", "RWA"),
        ("La Turchia ritirerà i soldati da Idlib.", "ritirerà", "withdrawal", "announced", "TUR"),
        ("Kiev chiede il ritiro delle truppe russe.", "ritiro", "withdrawal", "hypothetical", "RUS"),
        ("La Russia ha schierato altri soldati in Bielorussia.", "schierato", "deployment", "occurred", "RUS"),
        ("La Cina ha attaccato l'isola.", "attaccato", "attack", "occurred", "CHN"),
    ],
)  # fmt: skip
def test_events(text, trigger, kind, realis, actor):
    event = next(e for e in read(text).events if trigger in e.span.of(text))
    assert (event.kind, event.realis, event.actor) == (kind, realis, actor)
