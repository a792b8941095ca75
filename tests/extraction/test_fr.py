"""French: everyday constructions of the press, each sentence ours."""

import pytest

from recul.model import Polarity
from tests.extraction.harness import is_said_by, reader

read = reader("fr")


# Sentence, what is said, who says it, whose side, modality.
# fmt: off
SAID = [
    ("Le retrait s'achèvera d'ici vendredi, a indiqué à l'AFP un porte-parole de l'armée malienne.",
     "Le retrait s'achèvera d'ici vendredi", "porte-parole de l'armée malienne", "MLI", "asserted"),
    ("Les blindés ont quitté la zone, a assuré à la télévision publique le Premier ministre Abiy Ahmed.",
     "Les blindés ont quitté la zone", "Abiy Ahmed", None, "asserted"),
    ("L'Éthiopie s'engage à retirer ses troupes de la zone tampon.",
     "à retirer ses troupes de la zone tampon", "Éthiopie", "ETH", "announced"),
    ("Paris se félicite du départ des derniers mercenaires.",
     "du départ des derniers mercenaires", "Paris", "FRA", "asserted"),
    ("Le Kremlin refuse de confirmer le retrait de ses forces de Kherson.",
     "le retrait de ses forces de Kherson", "Kremlin", "RUS", "asserted"),
    ("Le Conseil de sécurité a exhorté les belligérants à se retirer de la ville.",
     "à se retirer de la ville", "Conseil de sécurité", "UN", "demanded"),
    ("Kigali balaie ces accusations : « Nous n'avons aucun soldat en RDC », répète Yolande Makolo.",
     "Nous n'avons aucun soldat en RDC", "Yolande Makolo", None, "asserted"),
    ("Les troupes auraient commencé à évacuer la base, a-t-on appris de source sécuritaire à Bangui.",
     "Les troupes auraient commencé à évacuer la base", "source sécuritaire à Bangui", None, "asserted"),
    ("On assure à Ankara que l'opération est terminée.",
     "que l'opération est terminée", "Ankara", "TUR", "asserted"),
    ("« Le calendrier sera tenu », promet-on au ministère de la Défense.",
     "Le calendrier sera tenu", "ministère de la Défense", None, "announced"),
    ("Retrait de Kherson : Kiev dénonce une mise en scène",
     "une mise en scène", "Kiev", "UKR", "alleged"),
    ("Soudan du Sud : l'armée dément avoir bombardé Bentiu",
     "avoir bombardé Bentiu", "armée", "SSD", "denied"),
    ("L'annonce par Moscou d'un retrait partiel a été accueillie avec prudence.",
     "un retrait partiel", "Moscou", "RUS", "announced"),
    ("La coalition a fait état de frappes contre des positions houthies.",
     "de frappes contre des positions houthies", "coalition", None, "asserted"),
    ("Le général Milley n'exclut pas un nouveau déploiement.",
     "un nouveau déploiement", "Milley", None, "hedged"),
    ("« Nous ne partirons pas », martèle, le poing levé, un milicien.",
     "Nous ne partirons pas", "milicien", None, "asserted"),
    ("« Le temps nous dira si cela durera », a réagi, plus prudent, le président turc.",
     "Le temps nous dira si cela durera", "président turc", "TUR", "asserted"),
    ("Le président soudanais Omar el-Béchir avait menacé de rompre les pourparlers.",
     "de rompre les pourparlers", "Omar el-Béchir", "SDN", "warned"),
    ("Le chef rebelle jure que ses hommes n'ont pas quitté la colline.",
     "que ses hommes n'ont pas quitté la colline", "chef rebelle", None, "asserted"),
    ("Les habitants, eux, ne croient pas au retrait.",
     "au retrait", "habitants", None, "asserted"),
    ("La Géorgie a accusé samedi la Russie de maintenir 500 hommes à Poti.",
     "de maintenir 500 hommes à Poti", "Géorgie", "GEO", "alleged"),
    ("Moscou a qualifié ces accusations de « pures inventions ».",
     "de « pures inventions »", "Moscou", "RUS", "asserted"),
    ("Plusieurs médias locaux rapportent que des convois ont traversé la frontière.",
     "que des convois ont traversé la frontière", "médias locaux", None, "asserted"),
    ("Les États-Unis estiment que 300 conseillers russes demeurent sur place.",
     "que 300 conseillers russes demeurent sur place", "États-Unis", "USA", "asserted"),
    ("« Les Russes partent enfin », se réjouit Natalia, 54 ans, institutrice.",
     "Les Russes partent enfin", "Natalia", None, "asserted"),
    ("Londres voit dans ce geste une tentative de gagner du temps.",
     "dans ce geste une tentative de gagner du temps", "Londres", "GBR", "asserted"),
    ("Jean-Pierre Lacroix a plaidé pour un retrait « ordonné et responsable ».",
     "pour un retrait « ordonné et responsable »", "Jean-Pierre Lacroix", None, "demanded"),
    ("Le repli « se fera sans condition », a martelé mardi soir devant la presse Denis Mukwege.",
     "Le repli « se fera sans condition »", "Denis Mukwege", None, "asserted"),
    ("La Pologne soupçonne Minsk de vouloir déstabiliser la frontière.",
     "de vouloir déstabiliser la frontière", "Pologne", "POL", "hedged"),
    ("Selon une source proche du dossier, citée par Reuters, le retrait pourrait débuter en mars.",
     "le retrait pourrait débuter en mars", "source proche", None, "alleged"),
    ("L'Iran nie avoir livré des drones, tandis que Washington affirme le contraire.",
     "avoir livré des drones", "Iran", "IRN", "denied"),
    ("Les Européens s'inquiètent d'une possible rupture du cessez-le-feu.",
     "d'une possible rupture du cessez-le-feu", "Européens", None, "warned"),
    ("L'ONG Amnesty International dénonce des « crimes de guerre ».",
     "des « crimes de guerre »", "Amnesty International", None, "alleged"),
    ("Rien n'a changé sur le terrain, confirment des témoins joints par l'AFP.",
     "Rien n'a changé sur le terrain", "témoins joints par l'AFP", None, "asserted"),
    ("Le commandant du secteur sud, le général Aroldo Lázaro, s'est dit « profondément préoccupé ».",
     "profondément préoccupé", "Aroldo Lázaro", None, "asserted"),
    ("Le retrait serait achevé, si l'on en croit les autorités locales.",
     "Le retrait serait achevé", "autorités locales", None, "alleged"),
    ("Il est temps que ces troupes partent, a lancé le ministre.",
     "Il est temps que ces troupes partent", "ministre", None, "asserted"),
    ("Beyrouth parle d'une « occupation ».",
     "d'une « occupation »", "Beyrouth", "LBN", "asserted"),
    ("Un haut responsable américain a estimé à 7 000 le nombre de soldats supplémentaires.",
     "à 7 000 le nombre de soldats supplémentaires", "haut responsable américain", "USA", "asserted"),
    ("Nous avons quitté Kaboul, écrit sur Twitter le général Chris Donahue.",
     "Nous avons quitté Kaboul", "Chris Donahue", None, "asserted"),
    ("Hors de question de céder un pouce de terrain, prévient le maire.",
     "Hors de question de céder un pouce de terrain", "maire", None, "warned"),
    ("Comme l'a indiqué le ministère de la Défense, les blindés sont rentrés à la caserne.",
     "les blindés sont rentrés à la caserne", "ministère de la Défense", None, "asserted"),
    ("Les blindés sont rentrés à la caserne, comme le rappelle une étude publiée vendredi.",
     "Les blindés sont rentrés à la caserne", "étude", None, "asserted"),
    ("Selon la rumeur, le gang aurait abandonné deux barrages.",
     "le gang aurait abandonné deux barrages", None, None, "alleged"),
    ("L'ambassadrice s'est dite fière.",
     "fière", "ambassadrice", None, "asserted"),
    ("Erevan n'en démord pas : plus un soldat n'est sur place.",
     "plus un soldat n'est sur place", "Erevan", "ARM", "asserted"),
    ("Restent moins de 200 éléments français, estime un gradé sénégalais.",
     "Restent moins de 200 éléments français", "gradé sénégalais", "SEN", "asserted"),
    ("À Tripoli, des habitants racontent avoir vu passer des colonnes de blindés.",
     "avoir vu passer des colonnes de blindés", "habitants", None, "asserted"),
]

# Sentence, the count, its comparator, its bounds, its unit.
COUNTED = [
    ("Entre 8 000 et 10 000 soldats ont quitté la région.", "Entre 8 000 et 10 000 soldats", "between", 8000, 10000, "persons"),
    ("Quelque 30 000 soldats russes et biélorusses participent aux manœuvres.", "Quelque 30 000 soldats russes", "about", 27900, 32100, "persons"),
    ("Deux tiers des 150 000 hommes sont déjà rentrés.", "Deux tiers des 150 000 hommes", "about", 93000, 107000, "persons"),
    ("Pas moins de trois mille hommes sont massés.", "Pas moins de trois mille hommes", "at_least", 3000, 3600, "persons"),
    ("Le nombre de soldats est passé de 60 000 à 45 000.", "60 000", "exact", 59100, 60900, "persons"),
    ("Dix mille sept cent cinquante militaires ont été comptés.", "Dix mille sept cent cinquante militaires", "exact", 10588.75, 10911.25, "persons"),
    ("Au bas mot 40 000 hommes attendent.", "Au bas mot 40 000 hommes", "at_least", 40000, 48000, "persons"),
    ("Une demi-douzaine de bases ont été fermées.", "Une demi-douzaine de bases", "dozens", 5.1, 6.9, "sites"),
    ("L'ONU évalue entre 15 000 et 20 000 le nombre de combattants.", "entre 15 000 et 20 000", "between", 15000, 20000, "persons"),
    ("« Des dizaines de milliers » de réservistes seront rappelés.", "Des dizaines de milliers » de réservistes", "dozens", 20000, 90000, "persons"),
    ("Les 200 premiers policiers kényans ont atterri.", "200 premiers policiers kényans", "exact", 197, 203, "persons"),
    ("Moins de 200 éléments français restent sur place.", "Moins de 200 éléments français", "under", 150, 200, "persons"),
    ("Onze postes d'observation turcs ont été évacués.", "Onze postes d'observation turcs", "exact", 11, 11, "sites"),
    ("Trois convois ont franchi le pont.", "Trois convois", "exact", 3, 3, "units"),
]

# Sentence, the date, its first and its last day.
DATED = [
    ("Depuis janvier, rien n'a changé.", "Depuis janvier", "2022-01-01", "2022-02-16"),
    ("Ils partiront d'ici la fin juillet.", "d'ici la fin juillet", "2022-02-16", "2022-07-31"),
    ("Ils resteront jusqu'au 1er juillet.", "jusqu'au 1er juillet", "2022-02-16", "2022-07-01"),
    ("Le convoi est passé dans la nuit de lundi à mardi.", "dans la nuit de lundi à mardi", "2022-02-14", "2022-02-15"),
    ("L'affiche date des années 1970.", "années 1970", "1970-01-01", "1979-12-31"),
    ("KIEV, 18 fév. – Rien n'a bougé.", "18 fév.", "2022-02-18", "2022-02-18"),
    ("Tout sera fini avant la fin de l'année.", "avant la fin de l'année", "2022-02-16", "2022-12-31"),
    ("Le camp, bâti en 1999, est vide.", "en 1999", "1999-01-01", "1999-12-31"),
    ("Ils campent là depuis dix jours.", "depuis dix jours", "2022-02-06", "2022-02-16"),
    ("La base ferme jeudi.", "jeudi", "2022-02-17", "2022-02-17"),
]

# Sentence, the kind of its event, its realis.
HAPPENS = [
    ("Les bases ont été fermées.", "withdrawal", "occurred"),
    ("Les postes seront évacués de part et d'autre.", "withdrawal", "announced"),
    ("Bichkek rejette les allégations de mouvements de troupes.", "movement", "denied"),
    ("Les riverains n'ont remarqué aucun départ.", "withdrawal", "denied"),
    ("Les camions seraient revenus de nuit.", "movement", "alleged"),
    ("Moscou aurait retiré ses chars.", "withdrawal", "alleged"),
    ("La Russie a achevé le retrait de ses troupes.", "withdrawal", "occurred"),
    ("Si Moscou retire ses chars, nous lèverons les sanctions.", "withdrawal", "hypothetical"),
    ("Le retrait se fera par étapes.", "withdrawal", "announced"),
    ("Les soldats ont commencé à quitter la zone.", "withdrawal", "ongoing"),
    ("Le contingent turc n'a pas bougé.", "movement", "denied"),
    ("L'armée a repris la ville.", "attack", "occurred"),
    ("Kaboul exige un retrait complet.", "withdrawal", "hypothetical"),
]
# fmt: on


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    said = next(s for s in read(text).statements if s.span.of(text) == content)
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(("text", "content", "comparator", "low", "high", "unit"), COUNTED)
def test_what_is_counted(text, content, comparator, low, high, unit):
    found = next(q for q in read(text).quantities if q.span.of(text) == content)
    bounds = (found.interval.low, found.interval.high)
    assert (str(found.comparator), found.unit) == (comparator, unit)
    assert bounds == pytest.approx((low, high))


@pytest.mark.parametrize(("text", "content", "first", "last"), DATED)
def test_when(text, content, first, last):
    found = next(d for d in read(text).dates if d.span.of(text) == content)
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize(("text", "kind", "realis"), HAPPENS)
def test_what_happens_and_whether_it_does(text, kind, realis):
    assert (kind, realis) in [(str(e.kind), str(e.realis)) for e in read(text).events]


DENIED = [
    "Le Kremlin refuse de confirmer le retrait.",
    "Kigali nie préparer un assaut.",
    "Rien n'a changé sur le terrain, confirment des témoins.",
    "La mission ne constate aucune reprise des combats.",
]


@pytest.mark.parametrize("text", DENIED)
def test_denials_and_what_is_not_seen_are_negative(text):
    assert read(text).statements[0].polarity is Polarity.NEGATIVE


def test_an_inner_attribution_keeps_both_speakers():
    text = "Selon le Pentagone, Kiev affirme que la colonne n'a pas bougé."
    outer, inner = read(text).statements
    assert (outer.speaker.party, inner.speaker.party) == ("USA", "UKR")
    assert inner.inside == outer.id


def test_points_of_a_list_share_the_subject_before_them():
    text = (
        "Les chefs d'État de la Cédéao, réunis à Accra :\n"
        "a) exhortent les soldats à regagner leurs casernes ;\n"
        "b) saluent le rôle de l'Algérie."
    )
    names = {s.speaker and s.speaker.party for s in read(text).statements}
    assert names == {"ECOWAS"}


def test_an_interview_has_turns():
    text = "Q. – Quand partirez-vous ?\nR. – Quand on nous le demandera."
    asked, answered = read(text).statements
    assert [str(m) for m in asked.modality] == ["questioned"]
    assert answered.span.of(text) == "Quand on nous le demandera."
