"""Constructions that naive readers of speech get wrong, French and English side by side.

Every sentence is ours. A case: text, then for each statement its content, its speaker, and
what else is to hold of it.
"""

from datetime import date

import pytest

from recul.case import Case
from recul.extraction import extract
from recul.model import Document, Polarity, StatementType, end_of_day


def extracted(text, language):
    document = Document(
        id=Document.identify(text),
        source="test",
        text=text,
        language=language,
        published=end_of_day(date(2022, 2, 16)),
    )
    return extract(document, Case.generic())


FRENCH = {
    "inversion without quotes, past": (
        "Des unités regagnent leurs casernes, a annoncé mardi le ministère russe de la Défense.",
        [
            (
                "Des unités regagnent leurs casernes",
                "ministère russe de la Défense",
                "RUS",
                "indirect",
                "announced",
            )
        ],
    ),
    "inversion without quotes, present": (
        "La menace demeure, prévient Emmanuel Macron.",
        [("La menace demeure", "Emmanuel Macron", None, "indirect", "warned")],
    ),
    "passé simple": (
        "« Rien ne bouge », répondit le porte-parole du Pentagone.",
        [("Rien ne bouge", "porte-parole du Pentagone", "USA", "direct", "asserted")],
    ),
    "s'est dit convaincu que": (
        "Joe Biden s'est dit convaincu que Moscou passerait à l'attaque.",
        [("que Moscou passerait à l'attaque", "Joe Biden", None, "indirect", "asserted")],
    ),
    "à en croire": (
        "À en croire Kiev, les colonnes n'ont pas bougé.",
        [("les colonnes n'ont pas bougé", "Kiev", "UKR", "indirect", "asserted")],
    ),
    "pour X": (
        "Pour Londres, le retrait annoncé relève de la mise en scène.",
        [
            (
                "le retrait annoncé relève de la mise en scène",
                "Londres",
                "GBR",
                "indirect",
                "asserted",
            )
        ],
    ),
    "infinitive content": (
        "Le Kremlin a démenti avoir massé des troupes à la frontière.",
        [("avoir massé des troupes à la frontière", "Le Kremlin", "RUS", "indirect", "denied")],
    ),
    "accuse de": (
        "Moscou accuse Kiev de préparer une offensive.",
        [("de préparer une offensive", "Moscou", "RUS", "indirect", "alleged")],
    ),
    "appelle à": (
        "Paris a appelé à poursuivre le dialogue.",
        [("à poursuivre le dialogue", "Paris", "FRA", "indirect", "demanded")],
    ),
    "object as content": (
        "La Russie a annoncé le retrait de 10 000 soldats.",
        [("le retrait de 10 000 soldats", "La Russie", "RUS", "indirect", "announced")],
    ),
    "incise inside the marks": (
        "« Nous avons quitté la zone, a assuré Igor Konachenkov, et nous n'y reviendrons pas. »",
        [
            (
                "Nous avons quitté la zone, a assuré Igor Konachenkov, et nous n'y reviendrons pas.",
                "Igor Konachenkov",
                None,
                "direct",
                "asserted",
            )
        ],
    ),
    "a quotation cut by its attribution": (
        "« Nous restons prudents », a dit Annalena Baerbock, « car rien n'a changé sur le terrain. »",
        [
            ("Nous restons prudents", "Annalena Baerbock", None, "direct", "asserted"),
            (
                "car rien n'a changé sur le terrain.",
                "Annalena Baerbock",
                None,
                "direct",
                "asserted",
            ),
        ],
    ),
    "nested attribution": (
        "Selon le Pentagone, Kiev affirme que les forces russes restent en place.",
        [
            (
                "Kiev affirme que les forces russes restent en place",
                "le Pentagone",
                "USA",
                "indirect",
                "asserted",
            ),
            ("que les forces russes restent en place", "Kiev", "UKR", "indirect", "asserted"),
        ],
    ),
    "shared subject": (
        "Ben Wallace a déclaré que la situation restait grave, ajoutant que les colonnes avançaient encore.",
        [
            ("que la situation restait grave", "Ben Wallace", None, "indirect", "asserted"),
            ("que les colonnes avançaient encore", "Ben Wallace", None, "indirect", "asserted"),
        ],
    ),
    "role, name, apposition": (
        "Dmytro Kouleba, ministre ukrainien des Affaires étrangères, a indiqué qu'il attendait des preuves.",
        [("qu'il attendait des preuves", "Dmytro Kouleba", "UKR", "indirect", "asserted")],
    ),
    "speaker by a label": (
        "Jens Stoltenberg : « La porte reste ouverte. »",
        [("La porte reste ouverte.", "Jens Stoltenberg", None, "direct", "asserted")],
    ),
    "a headline": (
        "L'OTAN ne voit aucun signe de retrait russe",
        [("aucun signe de retrait russe", "L'OTAN", "NATO", "indirect", "asserted")],
    ),
    "denied by a negated cue": (
        "Kiev ne confirme pas le départ des unités.",
        [("le départ des unités", "Kiev", "UKR", "indirect", "asserted")],
    ),
    "curly and straight marks": (
        '“Rien de neuf”, résume un diplomate européen. "Nous attendons", dit-il.',
        [
            ("Rien de neuf", "un diplomate européen", None, "direct", "asserted"),
            ("Nous attendons", "un diplomate européen", None, "direct", "asserted"),
        ],
    ),
    "scare quotes are nobody's": ("La « trêve » tient depuis lundi.", []),
    "a source that is no speaker": ("Selon toute vraisemblance, la trêve tiendra.", []),
    "pour without a speaker": ("Pour l'instant, la trêve tient.", []),
    "the ministry says to have": (
        "Le ministère de la Défense dit avoir retiré ses troupes.",
        [("avoir retiré ses troupes", "ministère de la Défense", None, "indirect", "asserted")],
    ),
    "em-dash dialogue": (
        "— Nous partons, a dit le ministre.",
        [("Nous partons", "ministre", None, "indirect", "asserted")],
    ),
    "cited by an agency": (
        "« Tout est calme », a dit le ministre, cité par l'agence TASS.",
        [("Tout est calme", "ministre", None, "direct", "asserted")],
    ),
    "a quotation in a quotation": (
        "« Un « retrait » fictif », a jugé Emmanuel Macron.",
        [("Un « retrait » fictif", "Emmanuel Macron", None, "direct", "asserted")],
    ),
    "a sentence before the colon": (
        "Emmanuel Macron l'a dit à l'AFP : « Nous restons prudents. »",
        [("Nous restons prudents.", "Emmanuel Macron", None, "direct", "asserted")],
    ),
}

ENGLISH = {
    "bare clause": (
        "The Pentagon said on Tuesday Russian forces were moving closer to the border.",
        [
            (
                "Russian forces were moving closer to the border",
                "The Pentagon",
                "USA",
                "indirect",
                "asserted",
            )
        ],
    ),
    "that-clause after a long addressee": (
        "NATO Secretary General Jens Stoltenberg told reporters in Brussels that there was no sign of a pullback.",
        [
            (
                "that there was no sign of a pullback",
                "Jens Stoltenberg",
                "NATO",
                "indirect",
                "asserted",
            )
        ],
    ),
    "post-posed, inverted": (
        '"We see no withdrawal," said Ukrainian Foreign Minister Dmytro Kuleba.',
        [("We see no withdrawal", "Dmytro Kuleba", "UKR", "direct", "asserted")],
    ),
    "post-posed, straight order": (
        "Troops are leaving the area, the Russian defence ministry said.",
        [
            (
                "Troops are leaving the area",
                "the Russian defence ministry",
                "RUS",
                "indirect",
                "asserted",
            )
        ],
    ),
    "aside": (
        "The convoy, a senior US official said, has not moved for two days.",
        [
            (
                "The convoy, a senior US official said, has not moved for two days",
                "a senior US official",
                "USA",
                "indirect",
                "asserted",
            )
        ],
    ),
    "pronoun and continuation": (
        'Boris Johnson warned that war was near. "We must be ready," he said. "This is not over."',
        [
            ("that war was near", "Boris Johnson", None, "indirect", "warned"),
            ("We must be ready", "Boris Johnson", None, "direct", "asserted"),
            ("This is not over.", "Boris Johnson", None, "direct", "asserted"),
        ],
    ),
    "accused of": (
        "Britain accused Moscow of sending more troops.",
        [("of sending more troops", "Britain", "GBR", "indirect", "alleged")],
    ),
    "shared subject": (
        "Lloyd Austin confirmed the arrival of new units and said the picture was worrying.",
        [
            ("the arrival of new units", "Lloyd Austin", None, "indirect", "asserted"),
            ("the picture was worrying", "Lloyd Austin", None, "indirect", "asserted"),
        ],
    ),
    "who warned": (
        "The number is growing, according to Joe Biden, who warned that an attack was possible.",
        [
            ("The number is growing", "Joe Biden", None, "indirect", "asserted"),
            ("that an attack was possible", "Joe Biden", None, "indirect", "warned"),
        ],
    ),
    "nested attribution": (
        "According to the Pentagon, Kyiv says that Russian forces are staying.",
        [
            (
                "Kyiv says that Russian forces are staying",
                "the Pentagon",
                "USA",
                "indirect",
                "asserted",
            ),
            ("that Russian forces are staying", "Kyiv", "UKR", "indirect", "asserted"),
        ],
    ),
    "transcript": (
        "Q: Is Russia leaving?\nThe Secretary General: We have not seen that so far. We remain ready.",
        [
            ("Is Russia leaving?", None, None, "direct", "questioned"),
            (
                "We have not seen that so far. We remain ready.",
                "Secretary General",
                None,
                "direct",
                "asserted",
            ),
        ],
    ),
    "company in apposition": (
        "Maxar, a US satellite imagery company, said its pictures showed a field hospital.",
        [("its pictures showed a field hospital", "Maxar", "USA", "indirect", "asserted")],
    ),
    "possessive ministry": (
        "Russia's defence ministry announced the end of the exercise.",
        [("the end of the exercise", "Russia's defence ministry", "RUS", "indirect", "announced")],
    ),
    "negated perception": (
        "The alliance does not see any withdrawal.",
        [("any withdrawal", "The alliance", None, "indirect", "asserted")],
    ),
    "promise to": (
        "Belarus has promised to send every soldier home.",
        [("to send every soldier home", "Belarus", "BLR", "indirect", "announced")],
    ),
    "apostrophes are no marks": (
        "Ukraine's army's position hasn't changed in three weeks' time.",
        [],
    ),
    "claims as a noun and a verb": (
        "Claims of a troop withdrawal are false, the White House says.",
        [
            (
                "Claims of a troop withdrawal are false",
                "the White House",
                "USA",
                "indirect",
                "asserted",
            )
        ],
    ),
    "told an agency": (
        '"We are leaving," the minister told AFP.',
        [("We are leaving", "minister", None, "direct", "asserted")],
    ),
    "a headline with a label": (
        "Boris Johnson: no sign of a pullback",
        [("no sign of a pullback", "Boris Johnson", None, "direct", "asserted")],
    ),
    "a dateline": (
        "MOSCOW, Feb 15 (Reuters) - Russia said that troops were leaving.",
        [("that troops were leaving", "Russia", "RUS", "indirect", "asserted")],
    ),
    "told, adding": (
        "The troops have left, Boris Johnson told parliament, adding that it was over.",
        [
            ("The troops have left", "Boris Johnson", None, "indirect", "asserted"),
            ("that it was over", "Boris Johnson", None, "indirect", "asserted"),
        ],
    ),
    "a participle between subject and verb": (
        "Boris Johnson, speaking in London, said that war was near.",
        [("that war was near", "Boris Johnson", None, "indirect", "asserted")],
    ),
    "asked about it": (
        'Asked about it, Boris Johnson replied: "We wait."',
        [("We wait.", "Boris Johnson", None, "direct", "asserted")],
    ),
}


def described(found, text):
    return [
        (
            s.span.of(text),
            s.speaker.name if s.speaker else None,
            s.speaker.party if s.speaker else None,
            str(s.type),
            str(s.modality[0]),
        )
        for s in found.statements
        if s.type is not StatementType.REPORTED
    ]


def bare(name):
    """Without its article: whether it belongs to a name is a matter of taste."""
    for article in ("le ", "la ", "l'", "un ", "the ", "a "):
        if name and name.lower().startswith(article):
            return name[len(article) :]
    return name


def check(text, expected, language):
    found = extracted(text, language)
    got = [(c, bare(n), p, t, m) for c, n, p, t, m in described(found, text)]
    assert got == [(c, bare(n), p, t, m) for c, n, p, t, m in expected]


@pytest.mark.parametrize("name", FRENCH)
def test_french(name):
    check(*FRENCH[name], "fr")


@pytest.mark.parametrize("name", ENGLISH)
def test_english(name):
    check(*ENGLISH[name], "en")


NEGATED = [
    (
        "fr",
        "La France a déclaré ne pas avoir constaté le départ des troupes.",
        "ne pas avoir constaté le départ des troupes",
    ),
    (
        "fr",
        "Paris dit n'avoir observé aucun départ de troupes.",
        "n'avoir observé aucun départ de troupes",
    ),
    (
        "fr",
        "L'OTAN dit ne pas être en mesure de confirmer que les chars ont quitté la zone.",
        "ne pas être en mesure de confirmer que les chars ont quitté la zone",
    ),
    (
        "fr",
        "L'OTAN dit ne pas pouvoir confirmer que les chars ont quitté la zone.",
        "ne pas pouvoir confirmer que les chars ont quitté la zone",
    ),
    (
        "en",
        "NATO was unable to confirm the withdrawal of Serbian troops.",
        "the withdrawal of Serbian troops",
    ),
    (
        "en",
        "NATO said it was unable to confirm the departure of tanks.",
        "it was unable to confirm the departure of tanks",
    ),
    (
        "en",
        "NATO isn't in a position to confirm that tanks left the area.",
        "that tanks left the area",
    ),
    (
        "en",
        "NATO has yet to confirm the withdrawal of Serbian troops.",
        "the withdrawal of Serbian troops",
    ),
    ("en", "NATO has yet to see a withdrawal of Serbian troops.", "a withdrawal of Serbian troops"),
    (
        "fr",
        "L'OTAN n'est pas en mesure de confirmer le départ des troupes.",
        "le départ des troupes",
    ),
    (
        "fr",
        "L'OTAN s'est dite incapable de confirmer le départ des troupes.",
        "le départ des troupes",
    ),
    (
        "fr",
        "L'OTAN a dit être incapable de confirmer le départ des troupes.",
        "être incapable de confirmer le départ des troupes",
    ),
]


@pytest.mark.parametrize(("language", "text", "content"), NEGATED)
def test_what_is_not_seen_or_not_confirmed_is_negative_and_its_event_denied(
    language, text, content
):
    found = extracted(text, language)
    stated = {s.span.of(text): s.polarity for s in found.statements}
    assert stated[content] is Polarity.NEGATIVE
    assert {str(e.realis) for e in found.events} == {"denied"}


DATED = [
    ("Moscou a annoncé le 9 février 2022 que ses chars partiraient.", "que ses chars partiraient"),
    ("Moscou a annoncé le mardi 15 février le départ de ses chars.", "le départ de ses chars"),
    (
        "Moscou a annoncé le 9 février à Sotchi que ses chars partiraient.",
        "que ses chars partiraient",
    ),
]


@pytest.mark.parametrize(("text", "content"), DATED)
def test_the_day_after_the_verb_is_when_it_was_said_not_what(text, content):
    (said,) = extracted(text, "fr").statements
    assert said.span.of(text) == content
    assert said.said is not None
    assert said.said.start.month == 2
    assert said.said.start.day in (9, 15)


def test_all_withdrawal_denied_is_a_statement_and_its_speaker_the_next_pronoun():
    text = (
        "Le ministre Ivan Petrov a annoncé un retrait. Le président Albin Dragaj a démenti "
        "tout retrait. « Les chars sont toujours là », a-t-il dit."
    )
    denied, quoted = extracted(text, "fr").statements[1:]
    assert denied.span.of(text) == "tout retrait"
    assert denied.speaker.name == quoted.speaker.name == "Albin Dragaj"
