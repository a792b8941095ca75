"""Portuguese of Portugal and of Brazil: enclitics, contractions, both spellings, dropped subjects."""

from datetime import date

import pytest

from recul.model import Polarity
from tests.extraction.harness import is_said_by, reader

read = reader("pt")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("“Não vamos retirar ninguém”, disse o ministro da Defesa russo, Serguei Choigu.",
     "Não vamos retirar ninguém", "Serguei Choigu", "RUS", "announced"),
    ("«Acabou», disse um velho de Taibessi.", "Acabou", "velho de Taibessi", None, "asserted"),
    ("O secretário-geral da NATO, Jens Stoltenberg, garantiu esta quarta-feira não ter visto qualquer recuo.",
     "não ter visto qualquer recuo", "Jens Stoltenberg", "NATO", "asserted"),
    ("Segundo o Ministério da Defesa russo, os soldados regressaram aos quartéis.",
     "os soldados regressaram aos quartéis", "Ministério da Defesa russo", "RUS", "asserted"),
    ("De acordo com o Pentágono, o destacamento continua.",
     "o destacamento continua", "Pentágono", "USA", "asserted"),
    ("Na avaliação de analistas, o recuo é cosmético.",
     "o recuo é cosmético", "analistas", None, "asserted"),
    ("Para o assessor especial Celso Amorim, o risco de guerra é baixo.",
     "o risco de guerra é baixo", "Celso Amorim", None, "asserted"),
    ("Os mercenários já saíram, conforme o órgão eleitoral de Caracas.",
     "Os mercenários já saíram", "órgão eleitoral de Caracas", "VEN", "asserted"),
    ("Tal como indicou o ministro, as tropas partiram.",
     "as tropas partiram", "ministro", None, "asserted"),
    ("Como lembrou ontem a ministra francesa, Florence Parly, ainda restam tropas no Mali.",
     "ainda restam tropas no Mali", "Florence Parly", "FRA", "asserted"),
    ("Os blindados deixaram a cidade, informou na terça-feira a agência Interfax.",
     "Os blindados deixaram a cidade", "Interfax", None, "asserted"),
    ("O presidente mostrou-se convencido de que as tropas sairão.",
     "de que as tropas sairão", "presidente", None, "announced"),
    ("O presidente se disse convencido de que as tropas vão sair.",
     "de que as tropas vão sair", "presidente", None, "announced"),
    ("Kiev acusou Moscou de ter enviado mais soldados para a fronteira.",
     "de ter enviado mais soldados para a fronteira", "Kiev", "UKR", "alleged"),
    ("Kiev acusou Moscovo de mentir.", "de mentir", "Kiev", "UKR", "alleged"),
    ("A UE instou a Rússia a retirar as suas tropas da Ucrânia.",
     "a retirar as suas tropas da Ucrânia", "UE", "EU", "demanded"),
    ("Erdogan pediu a Putin que retire os tanques.",
     "que retire os tanques", "Erdogan", None, "demanded"),
    ("O Governo exigiu a retirada imediata das forças russas.",
     "a retirada imediata das forças russas", "Governo", None, "demanded"),
    ("O Kremlin negou que tenha planos de invadir a Ucrânia.",
     "que tenha planos de invadir a Ucrânia", "Kremlin", "RUS", "denied"),
    ("Moscovo voltou a negar que prepare uma ofensiva.",
     "que prepare uma ofensiva", "Moscovo", "RUS", "denied"),
    ("O governo colombiano desmentiu ter mobilizado tropas.",
     "ter mobilizado tropas", "governo colombiano", "COL", "denied"),
    ("Londres alertou para uma invasão iminente.",
     "para uma invasão iminente", "Londres", "GBR", "warned"),
    ("Putin prometeu retirar parte das suas tropas.",
     "retirar parte das suas tropas", "Putin", None, "announced"),
    ("O Exército anunciou o recuo de três batalhões.",
     "o recuo de três batalhões", "Exército", None, "announced"),
    ("Caracas comprometeu-se a desmantelar os postos.",
     "a desmantelar os postos", "Caracas", "VEN", "announced"),
    ("Washington não descartou um ataque nos próximos dias.",
     "um ataque nos próximos dias", "Washington", "USA", "hedged"),
    ("O porta-voz recusou-se a confirmar quantos soldados permanecem na zona.",
     "quantos soldados permanecem na zona", "porta-voz", None, "asserted"),
    ("Os rebeldes disseram estar prontos a deixar Goma.",
     "estar prontos a deixar Goma", "rebeldes", None, "asserted"),
    ("A Rússia teria retirado os blindados, segundo fontes militares.",
     "A Rússia teria retirado os blindados", "fontes militares", None, "conditional"),
    ("Os EUA disseram que não veem indícios de desescalada.",
     "que não veem indícios de desescalada", "EUA", "USA", "asserted"),
    ("O general Mark Milley fala em 30 mil soldados.",
     "30 mil soldados", "Mark Milley", None, "asserted"),
    ("Estima-se que restem poucos soldados.", "que restem poucos soldados", None, None, "asserted"),
    ("O ministro da Defesa, José Múcio, afirmou que o Brasil não permitirá a passagem.",
     "que o Brasil não permitirá a passagem", "José Múcio", None, "announced"),
    ("“Os sírios vão sair primeiro”, aposta um deputado de Tobruk.",
     "Os sírios vão sair primeiro", "deputado de Tobruk", None, "announced"),
    ("O Itamaraty informou que acompanha a situação “com preocupação”.",
     "que acompanha a situação “com preocupação”", "Itamaraty", "BRA", "asserted"),
    ("Um alto funcionário, que pediu anonimato, afirmou que a retirada é falsa.",
     "que a retirada é falsa", "alto funcionário", None, "asserted"),
    ("O ministro lamentou que as negociações tenham falhado.",
     "que as negociações tenham falhado", "ministro", None, "asserted"),
    ("Questionado sobre o prazo, o comandante respondeu: “Não sei”.",
     "Não sei", "comandante", None, "asserted"),
    ("Pontes foram pelos ares durante a noite, contam moradores.",
     "Pontes foram pelos ares durante a noite", "moradores", None, "asserted"),
    ("O premiê deixou claro que não haverá trégua.",
     "que não haverá trégua", "premiê", None, "announced"),
    ("A junta acaba de anunciar a saída de uma centena de instrutores.",
     "a saída de uma centena de instrutores", "junta", None, "announced"),
    ("A oposição considera a medida desnecessária.",
     "a medida desnecessária", "oposição", None, "asserted"),
    ("“A guerra acabou”, declarou à Reuters um coronel reformado.",
     "A guerra acabou", "coronel reformado", None, "asserted"),
    ("A missão vai deixar Cabo Delgado até julho, confirmou o Presidente moçambicano, Filipe Nyusi.",
     "A missão vai deixar Cabo Delgado até julho", "Filipe Nyusi", "MOZ", "announced"),
    ("O Kremlin classificou como “infundadas” as acusações.",
     "como “infundadas” as acusações", "Kremlin", "RUS", "asserted"),
    ("Fontes diplomáticas disseram à Lusa que a retirada será gradual.",
     "que a retirada será gradual", "Fontes diplomáticas", None, "announced"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(
    "text",
    [
        "A coluna atravessou a vila ao anoitecer.",
        "Depois da retirada das tropas voltou a calma.",
        "O porta-voz não precisou quantos soldados sairão.",
        "O comboio parte às oito.",
        "O funcionário pediu para não ser identificado.",
    ],
)
def test_nothing_is_said(text):
    assert not read(text).statements


def test_a_verb_without_a_subject_is_that_of_whoever_spoke_last():
    text = (
        "“Não há retirada”, escreveu o chanceler Dmytro Kuleba. “Vemos mais tropas”, acrescentou. "
        "Disse ainda que o perigo continua."
    )
    statements = read(text).statements
    assert [s.speaker.name for s in statements] == ["Dmytro Kuleba"] * 3
    assert statements[0].polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit"),
    [
        ("Restam 100.000 soldados russos.", "100.000 soldados russos", 98500, 101500, "persons"),
        ("Restam 1 960 pacificadores.", "1 960 pacificadores", 1931, 1989, "persons"),
        ("Restam cerca de dois mil militares.", "cerca de dois mil militares", 1860, 2140, "persons"),
        ("Restam 40 mil homens.", "40 mil homens", 39400, 40600, "persons"),
        ("São três a quatro mil soldados.", "três a quatro mil soldados", 3000, 4000, "persons"),
        ("São 20 mil a 30 mil soldados.", "20 mil a 30 mil soldados", 20000, 30000, "persons"),
        ("Saíram duas dezenas de tanques.", "duas dezenas de tanques", 17, 23, "tanks"),
        ("Havia milhares de reservistas.", "milhares de reservistas", 2000, 9000, "persons"),
        ("Havia dezenas de milhares de soldados.", "dezenas de milhares de soldados", 20000, 90000, "persons"),
        ("Saiu meia centena de soldados.", "meia centena de soldados", 42.5, 57.5, "persons"),
        ("Havia entre 120 e 150 polícias.", "entre 120 e 150 polícias", 120, 150, "persons"),
        ("Havia pelo menos 14 navios.", "pelo menos 14 navios", 14, 16.8, "ships"),
        ("Havia mais de duas mil viaturas.", "mais de duas mil viaturas", 2000, 2300, "vehicles"),
        ("Havia quase 40 caças.", "quase 40 caças", 37.2, 40, "aircraft"),
        ("Havia perto de novecentos soldados.", "perto de novecentos soldados", 837, 900, "persons"),
        ("Havia mil e duzentos fuzileiros.", "mil e duzentos fuzileiros", 1182, 1218, "persons"),
        ("Havia cento e vinte e três militares.", "cento e vinte e três militares", 121.2, 124.8, "persons"),
        ("Haverá até 600 soldados.", "até 600 soldados", 480, 600, "persons"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert count.interval.low == pytest.approx(low, rel=0.03)
    assert count.interval.high == pytest.approx(high, rel=0.03)
    assert count.unit == unit


@pytest.mark.parametrize(
    "text", ["Custou R$ 2,5 bilhões.", "Percorreu 120 quilómetros.", "Morreram 40 civis.",
             "Regressaram 8.500 deslocados."],
)  # fmt: skip
def test_no_count_of_a_force(text):
    assert not read(text).quantities


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("Saíram na quarta-feira.", "quarta-feira", (2022, 2, 16), (2022, 2, 16)),
        ("Saíram na sexta.", "na sexta", (2022, 2, 11), (2022, 2, 11)),
        ("Saíram na terça-feira (15).", "terça-feira (15)", (2022, 2, 15), (2022, 2, 15)),
        ("Vão sair na sexta-feira.", "sexta-feira", (2022, 2, 18), (2022, 2, 18)),
        ("Saíram no domingo passado.", "domingo passado", (2022, 2, 13), (2022, 2, 13)),
        ("Sairão no próximo sábado.", "próximo sábado", (2022, 2, 19), (2022, 2, 19)),
        ("Saíram a 15 de Fevereiro.", "15 de Fevereiro", (2022, 2, 15), (2022, 2, 15)),
        ("Saíram em 3 de março de 2021.", "3 de março de 2021", (2021, 3, 3), (2021, 3, 3)),
        ("Saíram no passado dia 8.", "passado dia 8", (2022, 2, 8), (2022, 2, 8)),
        ("Saíram ontem.", "ontem", (2022, 2, 15), (2022, 2, 15)),
        ("Saíram anteontem.", "anteontem", (2022, 2, 14), (2022, 2, 14)),
        ("Saíram na semana passada.", "na semana passada", (2022, 2, 7), (2022, 2, 13)),
        ("Saíram nesta semana.", "nesta semana", (2022, 2, 14), (2022, 2, 20)),
        ("Saíram há dois dias.", "há dois dias", (2022, 2, 14), (2022, 2, 14)),
        ("Saíram duas semanas atrás.", "duas semanas atrás", (2022, 2, 2), (2022, 2, 2)),
        ("Estão lá desde janeiro.", "desde janeiro", (2022, 1, 1), (2022, 2, 16)),
        ("Estão lá desde 2004.", "desde 2004", (2004, 1, 1), (2022, 2, 16)),
        ("Ficam até 15 de março.", "até 15 de março", (2022, 2, 16), (2022, 3, 15)),
        ("Ficam até ao fim do ano.", "até ao fim do ano", (2022, 2, 16), (2022, 12, 31)),
        ("Chegam nas próximas duas semanas.", "próximas duas semanas", (2022, 2, 16), (2022, 3, 2)),
        ("Saíram em meados de janeiro.", "em meados de janeiro", (2022, 1, 11), (2022, 1, 20)),
        ("Saíram no verão de 2021.", "verão de 2021", (2021, 6, 1), (2021, 8, 31)),
    ],
)  # fmt: skip
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start, when.end) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "kind", "realis"),
    [
        ("As tropas russas retiraram-se de Kherson.", "withdrawal", "occurred"),
        ("As tropas estão a retirar-se de Kherson.", "withdrawal", "ongoing"),
        ("A Rússia vai retirar as suas tropas em março.", "withdrawal", "announced"),
        ("Não se viu nenhuma retirada.", "withdrawal", "denied"),
        ("A Rússia teria retirado as suas tropas.", "withdrawal", "alleged"),
        ("A Ucrânia exige a retirada da Rússia.", "withdrawal", "hypothetical"),
        ("O Exército enviou dois batalhões.", "deployment", "occurred"),
        ("As forças continuam destacadas na fronteira.", "presence", "ongoing"),
        ("A China começou ontem manobras navais.", "exercise", "occurred"),
        ("A Rússia atacou ontem a cidade.", "attack", "occurred"),
    ],
)
def test_events(text, kind, realis):
    event = read(text).events[0]
    assert (str(event.kind), str(event.realis)) == (kind, realis)
