from __future__ import annotations

import pytest

from recul import languages
from recul.reading.language import identify

COVERED = {
    "de": [
        "Truppenabzug: Moskau kündigt das Ende der Manöver an",
        "Die Panzer haben den Stützpunkt am Montag verlassen, aber die Zelte stehen noch, sagten "
        "Bewohner des Dorfes. Niemand weiß, wohin die Züge fahren, so ein Offizier der Region.",
    ],
    "fr": [
        "Retrait des troupes : Moscou annonce la fin des manœuvres",
        "Les blindés ont quitté la base lundi, mais les tentes y sont toujours, selon les "
        "habitants du village. On ne sait pas où vont les trains, a dit un officier de la région.",
    ],
    "en": [
        "Troops leave the border as drills end",
        "The armoured vehicles left the base on Monday, but the tents are still there, people in "
        "the village said. Nobody knows where the trains are going, an officer told us.",
    ],
    "zh": [
        "俄罗斯宣布部分部队在演习结束后撤离乌克兰边境",
        "装甲车星期一就离开了基地，但是帐篷还在原地，村里的居民说。火车开往哪里没有人知道，一名当地的军官对我们说。",
        "裝甲車星期一就離開了基地，但是帳篷還在原地，村裡的居民說。火車開往哪裡沒有人知道，一名當地的軍官對我們說。",
    ],
}
OTHERS = [
    "Trupperna drar sig tillbaka från gränsen, men tälten står fortfarande kvar sedan i måndags.",
    "A csapatok visszavonulnak a határtól, de a sátrak még mindig a helyükön állnak.",
    "Τα στρατεύματα αποσύρονται από τα σύνορα, αλλά οι σκηνές έμειναν στη θέση τους.",
    "Les tropes es retiren de la frontera, però les tendes continuen al seu lloc.",
    "Trupele se retrag de la graniță, dar corturile au rămas pe loc.",
    "軍隊は国境から撤退したが、テントは残っている。",
]


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in COVERED.items() for t in texts])
def test_a_language_with_a_pack_is_known(code, text):
    assert identify(text) == code
    assert identify(text.upper()) == code


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize("times", [1, 8])
def test_another_language_is_not_forced_into_a_pack(text, times):
    assert identify(" ".join([text] * times)) is None


@pytest.mark.parametrize("text", ["", "!", "OK", "14 500", "— 2022 —", "\n" * 50, "T-72 BTR-80"])
def test_too_little_to_tell(text):
    assert identify(text) is None


def test_a_sure_answer_needs_no_model(monkeypatch):
    def fail() -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("recul.reading.language._model", fail)
    for code, (_, *paragraphs) in COVERED.items():
        assert [identify(paragraph) for paragraph in paragraphs] == [code] * len(paragraphs)


def test_every_pack_tells_its_commonest_words():
    from recul.reading.language import Identity

    for code in languages.available():
        assert len(languages.load(code).section("identity", Identity).commonest) >= 40
