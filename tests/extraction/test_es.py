"""Spanish: dropped subjects, subjects behind the verb, sources with a verb of their own."""

from datetime import date

import pytest

from recul.model import Polarity
from tests.extraction.harness import is_said_by, reader

read = reader("es")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("«No retiraremos a nadie», dijo el ministro de Defensa ruso, Serguéi Shoigú.",
     "No retiraremos a nadie", "Serguéi Shoigú", "RUS", "announced"),
    ("“La retirada ha terminado”, zanjó un portavoz militar.",
     "La retirada ha terminado", "portavoz militar", None, "asserted"),
    ("Aseguró el ministro que el contingente volverá en junio.",
     "que el contingente volverá en junio", "ministro", None, "announced"),
    ("El secretario general de la OTAN, Jens Stoltenberg, aseguró no haber visto señales de repliegue.",
     "no haber visto señales de repliegue", "Jens Stoltenberg", "NATO", "asserted"),
    ("Según el Ministerio de Defensa ruso, los soldados han regresado a sus cuarteles.",
     "los soldados han regresado a sus cuarteles", "Ministerio de Defensa ruso", "RUS", "asserted"),
    ("Los blindados abandonaron la ciudad, según informó el martes la agencia Interfax.",
     "Los blindados abandonaron la ciudad", "Interfax", None, "asserted"),
    ("Tal y como había prometido el presidente, los soldados abandonaron la base.",
     "los soldados abandonaron la base", "presidente", None, "announced"),
    ("Como recordó ayer la ministra francesa, Florence Parly, aún quedan tropas en Malí.",
     "aún quedan tropas en Malí", "Florence Parly", "FRA", "asserted"),
    ("De acuerdo con el Pentágono, el despliegue continúa.",
     "el despliegue continúa", "Pentágono", "USA", "asserted"),
    ("A juicio de los analistas, el repliegue es cosmético.",
     "el repliegue es cosmético", "analistas", None, "asserted"),
    ("En palabras del canciller Carlos Holmes Trujillo, se trata de una provocación.",
     "se trata de una provocación", "Carlos Holmes Trujillo", None, "asserted"),
    ("Para Bogotá, el despliegue constituye una provocación.",
     "el despliegue constituye una provocación", "Bogotá", "COL", "asserted"),
    ("En Moscú sostienen que la OTAN miente.",
     "que la OTAN miente", "Moscú", "RUS", "asserted"),
    ("Macron se mostró convencido de que las tropas se irán.",
     "de que las tropas se irán", "Macron", None, "announced"),
    ("El Gobierno dejó claro que no habrá repliegue sin garantías.",
     "que no habrá repliegue sin garantías", "Gobierno", None, "asserted"),
    ("La Casa Blanca volvió a exigir la retirada de las tropas rusas.",
     "la retirada de las tropas rusas", "Casa Blanca", "USA", "demanded"),
    ("El general acaba de anunciar la salida de un centenar de instructores.",
     "la salida de un centenar de instructores", "general", None, "announced"),
    ("El régimen sigue negando que haya mercenarios en el país.",
     "que haya mercenarios en el país", "régimen", None, "denied"),
    ("Kiev acusó a Moscú de haber enviado más soldados a la frontera.",
     "de haber enviado más soldados a la frontera", "Kiev", "UKR", "alleged"),
    ("La UE instó a Rusia a retirar sus tropas de Ucrania.",
     "a retirar sus tropas de Ucrania", "UE", "EU", "demanded"),
    ("Erdogan llamó a las partes a cesar los combates.",
     "a cesar los combates", "Erdogan", None, "demanded"),
    ("El dirigente pidió a Estados Unidos que retire sus misiles.",
     "que retire sus misiles", "dirigente", None, "demanded"),
    ("Quito exige garantías por escrito.",
     "garantías por escrito", "Quito", "ECU", "demanded"),
    ("El Kremlin negó que tenga planes de invadir Ucrania.",
     "que tenga planes de invadir Ucrania", "Kremlin", "RUS", "denied"),
    ("El Gobierno colombiano desmintió haber movilizado tropas.",
     "haber movilizado tropas", "Gobierno colombiano", "COL", "denied"),
    ("Londres advirtió de que una invasión tendría consecuencias.",
     "de que una invasión tendría consecuencias", "Londres", "GBR", "warned"),
    ("Pekín amenazó con repetir las maniobras.",
     "con repetir las maniobras", "Pekín", "CHN", "warned"),
    ("Putin prometió retirar parte de sus tropas.",
     "retirar parte de sus tropas", "Putin", None, "announced"),
    ("El Ejército anunció el repliegue de tres batallones.",
     "el repliegue de tres batallones", "Ejército", None, "announced"),
    ("Caracas se comprometió a desmantelar los puestos.",
     "a desmantelar los puestos", "Caracas", "VEN", "announced"),
    ("Washington no descartó un ataque en los próximos días.",
     "un ataque en los próximos días", "Washington", "USA", "hedged"),
    ("El portavoz se negó a confirmar cuántos soldados quedan en la zona.",
     "cuántos soldados quedan en la zona", "portavoz", None, "asserted"),
    ("Los rebeldes dijeron estar dispuestos a retirarse de Goma.",
     "estar dispuestos a retirarse de Goma", "rebeldes", None, "asserted"),
    ("La presidenta dijo esperar que Managua entre en razón.",
     "que Managua entre en razón", "presidenta", None, "hoped"),
    ("Rusia habría retirado los blindados, según fuentes de inteligencia.",
     "Rusia habría retirado los blindados", "fuentes de inteligencia", None, "conditional"),
    ("EE.UU. dijo que no ve indicios de desescalada.",
     "que no ve indicios de desescalada", "EE.UU.", "USA", "asserted"),
    ("EE. UU. aseguró que Rusia concentra más tropas.",
     "que Rusia concentra más tropas", "EE. UU.", "USA", "asserted"),
    ("Las tropas, advirtió el presidente boliviano Luis Arce, no se moverán.",
     "Las tropas, advirtió el presidente boliviano Luis Arce, no se moverán", "Luis Arce", "BOL", "warned"),
    ("Medios estatales chinos aseguraron que el ejercicio ha concluido.",
     "que el ejercicio ha concluido", "Medios estatales chinos", "CHN", "asserted"),
    ("El jefe del Comando Sur, almirante Craig Faller, estimó que quedan pocos guerrilleros.",
     "que quedan pocos guerrilleros", "Craig Faller", "USA", "hedged"),
    ("La OEA pidió, por 22 votos, el retiro de toda fuerza armada de la zona.",
     "el retiro de toda fuerza armada de la zona", "OEA", "OAS", "demanded"),
    ("Un alto funcionario, que pidió el anonimato, dijo que la retirada es falsa.",
     "que la retirada es falsa", "alto funcionario", None, "asserted"),
    ("El presidente, quien visitó la zona el lunes, afirmó que nadie se moverá.",
     "que nadie se moverá", "presidente", None, "announced"),
    ("Fuentes diplomáticas señalaron a Efe que la retirada será gradual.",
     "que la retirada será gradual", "Fuentes diplomáticas", None, "announced"),
    ("Se espera que las tropas abandonen la zona.",
     "que las tropas abandonen la zona", None, None, "hoped"),
    ("Hamás denunció que Israel violó la tregua.",
     "que Israel violó la tregua", "Hamás", "Hamas", "alleged"),
    ("El mando militar dio por concluida la misión.",
     "la misión", "mando militar", None, "asserted"),
    ("Los observadores constataron la salida de los últimos tanques.",
     "la salida de los últimos tanques", "observadores", None, "asserted"),
    ("«Nos quedamos», tuiteó Dmytro Kuleba.",
     "Nos quedamos", "Dmytro Kuleba", None, "announced"),
    ("Managua recibió al enviado y aseguró que sus soldados no saldrán.",
     "que sus soldados no saldrán", "Managua", "NIC", "announced"),
    ("Preguntado por la retirada, Blinken respondió: «Desgraciadamente, no la hemos visto».",
     "Desgraciadamente, no la hemos visto", "Blinken", None, "asserted"),
    ("Bogotá, 5 mar (EFE).- El Gobierno rechazó hoy el despliegue de batallones.",
     "el despliegue de batallones", "Gobierno", None, "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(
    "text",
    [
        "La columna cruzó el pueblo al anochecer.",
        "Tras la retirada de las tropas volvió la calma.",
        "El portavoz no precisó cuántos soldados saldrán.",
        "El autobús sale a las ocho y el siguiente por la tarde.",
        "El funcionario pidió no ser identificado.",
    ],
)
def test_nothing_is_said(text):
    assert not read(text).statements


def test_a_verb_without_a_subject_is_that_of_whoever_spoke_last():
    text = (
        "“No hay retirada”, dijo el canciller Dmytro Kuleba. “Vemos más tropas”, añadió. "
        "Advirtió, además, que el peligro continúa."
    )
    statements = read(text).statements
    assert [s.speaker.name for s in statements] == ["Dmytro Kuleba"] * 3
    assert statements[0].polarity is Polarity.NEGATIVE


def test_a_verb_between_commas_parts_what_is_said():
    text = "Laura Chinchilla pidió calma; de lo contrario, advirtió, Costa Rica acudirá al Consejo."
    last = read(text).statements[-1]
    assert last.span.of(text).endswith("Costa Rica acudirá al Consejo")
    assert last.speaker.name == "Laura Chinchilla"


def test_the_leader_is_the_last_person_not_the_organisation_that_spoke():
    text = (
        "“Nicaragua no se irá”, reiteró el presidente Daniel Ortega. La OEA pidió el retiro de las "
        "fuerzas. “De lo nuestro no nos vamos”, sostuvo el mandatario."
    )
    assert read(text).statements[-1].speaker.name == "Daniel Ortega"


def test_turns_of_an_exchange_alternate():
    text = (
        "—¿Se han retirado?\n\n—De los pueblos, sí.\n\n—En Beirut sostienen que es una ocupación."
        "\n\n—Eso pregúnteselo a Beirut."
    )
    said = [s for s in read(text).statements if str(s.type) == "direct"]
    assert [s.span.of(text) for s in said] == [
        "¿Se han retirado?",
        "De los pueblos, sí.",
        "En Beirut sostienen que es una ocupación.",
        "Eso pregúnteselo a Beirut.",
    ]


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit"),
    [
        ("Quedan 100.000 soldados rusos.", "100.000 soldados rusos", 98500, 101500, "persons"),
        ("Quedan 100 000 soldados.", "100 000 soldados", 98500, 101500, "persons"),
        ("Quedan 3,500 soldados.", "3,500 soldados", 3447.5, 3552.5, "persons"),
        ("Quedan unos 8.000 efectivos.", "unos 8.000 efectivos", 7440, 8560, "persons"),
        ("Quedan cien mil hombres.", "cien mil hombres", 98500, 101500, "persons"),
        ("Salieron mil trescientos militares.", "mil trescientos militares", 1280, 1320, "persons"),
        ("Salieron tres mil doscientos treinta y dos militares.",
         "tres mil doscientos treinta y dos militares", 3183, 3281, "persons"),
        ("Salió un centenar de blindados.", "un centenar de blindados", 85, 115, "armoured_vehicles"),
        ("Salió medio centenar de soldados.", "medio centenar de soldados", 42.5, 57.5, "persons"),
        ("Había decenas de miles de soldados.", "decenas de miles de soldados", 20000, 90000, "persons"),
        ("Había miles de reservistas.", "miles de reservistas", 2000, 9000, "persons"),
        ("Había entre 1.200 y 1.500 efectivos.", "entre 1.200 y 1.500 efectivos", 1200, 1500, "persons"),
        ("Había casi 40 cazas.", "casi 40 cazas", 37.2, 40, "aircraft"),
        ("Había al menos 14 buques de guerra.", "al menos 14 buques de guerra", 14, 16.8, "ships"),
        ("Había no menos de 200 observadores.", "no menos de 200 observadores", 200, 240, "persons"),
        ("Había más de treinta tanques.", "más de treinta tanques", 30, 34.5, "tanks"),
        ("Habrá hasta 600 soldados.", "hasta 600 soldados", 480, 600, "persons"),
        ("Había algo menos de mil militares.", "algo menos de mil militares", 930, 1000, "persons"),
        ("Cayeron 111 de los aparatos.", "111 de los aparatos", 109.3, 112.7, "aircraft"),
        ("Volvió la mitad de los 40.000 soldados.", "la mitad de los 40.000 soldados", 18600, 21400, "persons"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert count.interval.low == pytest.approx(low, rel=0.03)
    assert count.interval.high == pytest.approx(high, rel=0.03)
    assert count.unit == unit


@pytest.mark.parametrize(
    "text", ["Costó 3.500 millones de euros.", "Recorrió 120 kilómetros.", "Tiene 58 años.",
             "El 60 por ciento votó.", "Murieron 40 civiles."],
)  # fmt: skip
def test_no_count_of_a_force(text):
    assert not read(text).quantities


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("Se fueron el miércoles.", "miércoles", (2022, 2, 16), (2022, 2, 16)),
        ("Se fueron el pasado lunes.", "pasado lunes", (2022, 2, 14), (2022, 2, 14)),
        ("Se fueron el sábado anterior.", "sábado anterior", (2022, 2, 12), (2022, 2, 12)),
        ("Se irán el próximo viernes.", "próximo viernes", (2022, 2, 18), (2022, 2, 18)),
        ("El viernes se irán.", "viernes", (2022, 2, 18), (2022, 2, 18)),
        ("Se fueron este domingo.", "este domingo", (2022, 2, 13), (2022, 2, 13)),
        ("Se fueron el 15 de febrero.", "15 de febrero", (2022, 2, 15), (2022, 2, 15)),
        ("Se fueron el 3 de marzo de 2021.", "3 de marzo de 2021", (2021, 3, 3), (2021, 3, 3)),
        ("Se fueron la víspera.", "la víspera", (2022, 2, 15), (2022, 2, 15)),
        ("Se fueron anoche.", "anoche", (2022, 2, 15), (2022, 2, 15)),
        ("Se fueron la semana pasada.", "la semana pasada", (2022, 2, 7), (2022, 2, 13)),
        ("Se fueron hace dos días.", "hace dos días", (2022, 2, 14), (2022, 2, 14)),
        ("Están allí desde hace un mes.", "desde hace un mes", (2022, 1, 16), (2022, 2, 16)),
        ("Están allí desde enero.", "desde enero", (2022, 1, 1), (2022, 2, 16)),
        ("Están allí desde 2014.", "desde 2014", (2014, 1, 1), (2022, 2, 16)),
        ("Seguirán hasta el 15 de marzo.", "hasta el 15 de marzo", (2022, 2, 16), (2022, 3, 15)),
        ("Llegarán antes del 1 de abril.", "antes del 1 de abril", (2022, 2, 16), (2022, 4, 1)),
        ("Se irán en siete días como máximo.", "en siete días como máximo", (2022, 2, 16), (2022, 2, 23)),
        ("Se irán dentro de dos semanas.", "dentro de dos semanas", (2022, 3, 2), (2022, 3, 2)),
        ("Se irán a finales de marzo.", "a finales de marzo", (2022, 3, 21), (2022, 3, 31)),
        ("Se irán a fin de año.", "a fin de año", (2022, 2, 16), (2022, 12, 31)),
        ("Se fueron en el verano de 2021.", "verano de 2021", (2021, 6, 1), (2021, 8, 31)),
        ("Se fueron el pasado día 8.", "pasado día 8", (2022, 2, 8), (2022, 2, 8)),
    ],
)  # fmt: skip
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start, when.end) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "kind", "realis"),
    [
        ("Las tropas rusas se retiraron de Jersón.", "withdrawal", "occurred"),
        ("Las tropas se están retirando de Jersón.", "withdrawal", "ongoing"),
        ("Rusia retirará sus tropas en marzo.", "withdrawal", "announced"),
        ("No se ha visto ninguna retirada.", "withdrawal", "denied"),
        ("Rusia habría retirado sus tropas.", "withdrawal", "alleged"),
        ("Ucrania exige la retirada de Rusia.", "withdrawal", "hypothetical"),
        ("El Ejército desplegó dos batallones.", "deployment", "occurred"),
        ("Las fuerzas siguen desplegadas en la frontera.", "presence", "ongoing"),
        ("China comenzó ayer unas maniobras navales.", "exercise", "occurred"),
        ("Rusia atacó anoche la ciudad.", "attack", "occurred"),
    ],
)
def test_events(text, kind, realis):
    event = read(text).events[0]
    assert (str(event.kind), str(event.realis)) == (kind, realis)
