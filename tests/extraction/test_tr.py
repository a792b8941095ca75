"""Turkish: verbs that come last, endings, converbs, passives without a speaker."""

import pytest

from recul.case import Case
from recul.extraction.names import Names
from recul.languages import load
from tests.extraction.harness import is_said_by, reader

read = reader("tr")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    (
        "Rusya Savunma Bakanlığı, birliklerin geri çekildiğini açıkladı.",
        "birliklerin geri çekildiğini",
        "Rusya Savunma Bakanlığı",
        "RUS",
        "asserted",
    ),
    (
        "NATO Genel Sekreteri Jens Stoltenberg, “Sahada bir çekilme görmüyoruz” dedi.",
        "Sahada bir çekilme görmüyoruz",
        "Jens Stoltenberg",
        "NATO",
        "asserted",
    ),
    (
        "Kremlin Sözcüsü Dmitriy Peskov gazetecilere yaptığı açıklamada, Rusya'nın saldırı planı olmadığını söyledi.",
        "Rusya'nın saldırı planı olmadığını",
        "Dmitriy Peskov",
        "RUS",
        "asserted",
    ),
    (
        "ABD Dışişleri Bakanı Antony Blinken, Rusya'ya birliklerini geri çekme çağrısında bulundu.",
        "Rusya'ya birliklerini geri çekme",
        "Antony Blinken",
        "USA",
        "demanded",
    ),
    (
        "Pentagon'a göre Rusya sınıra 7 bin asker daha gönderdi.",
        "Rusya sınıra 7 bin asker daha gönderdi",
        "Pentagon",
        "USA",
        "asserted",
    ),
    (
        "Yetkililer, 15 Şubat'ta 100'ü aşkın tankın bölgeden ayrıldığını belirtti, ancak bağımsız gözlemciler bunu doğrulamadı.",
        "100'ü aşkın tankın bölgeden ayrıldığını",
        "Yetkililer",
        None,
        "asserted",
    ),
    (
        "Erdoğan, Mehmetçiğin gelecek hafta geri döneceğini müjdeledi.",
        "Mehmetçiğin gelecek hafta geri döneceğini",
        "Erdoğan",
        None,
        "announced",
    ),
    (
        "Birliklerin tamamının çekildiği iddia edildi.",
        "Birliklerin tamamının çekildiği",
        None,
        None,
        "alleged",
    ),
    (
        "Rusya'nın sınıra 8 ila 10 bin asker yığdığı öne sürüldü.",
        "Rusya'nın sınıra 8 ila 10 bin asker yığdığı",
        None,
        None,
        "alleged",
    ),
    (
        "Nijer'deki askeri cunta, Fransa'nın 1.500 askerini geri çekmesini memnuniyetle karşıladıklarını duyurdu.",
        "Fransa'nın 1.500 askerini geri çekmesini memnuniyetle karşıladıklarını",
        "askeri cunta",
        None,
        "asserted",
    ),
    (
        "Hindistan Savunma Bakanı Rajnath Singh parlamentoda yaptığı konuşmada, iki tarafın Pangong Gölü'nün kıyılarından aşamalı olarak çekilmesi konusunda anlaşmaya varıldığını söyledi.",
        "iki tarafın Pangong Gölü'nün kıyılarından aşamalı olarak çekilmesi konusunda anlaşmaya varıldığını",
        "Rajnath Singh",
        "IND",
        "asserted",
    ),
    (
        "Çin Dışişleri Bakanlığı Sözcüsü Wang Wenbin ise bölgedeki durumun istikrarlı olduğunu kaydetti.",
        "bölgedeki durumun istikrarlı olduğunu",
        "Wang Wenbin",
        "CHN",
        "asserted",
    ),
    (
        "Etiyopya hükümeti, Eritre güçlerinin Tigray'dan çekilmeye başladığını bildirdi.",
        "Eritre güçlerinin Tigray'dan çekilmeye başladığını",
        "Etiyopya hükümeti",
        "ETH",
        "asserted",
    ),
    (
        "Tigray'daki görgü tanıkları, Eritre askerlerinin hâlâ kentte bulunduğunu anlattı.",
        "Eritre askerlerinin hâlâ kentte bulunduğunu",
        "görgü tanıkları",
        None,
        "asserted",
    ),
    (
        'Adının açıklanmasını istemeyen bir Batılı diplomat, "Çekildiklerine dair hiçbir kanıt görmedik" ifadesini kullandı.',
        "Çekildiklerine dair hiçbir kanıt görmedik",
        "bir Batılı diplomat",
        None,
        "asserted",
    ),
    (
        "BM Genel Sekreteri Antonio Guterres, tarafları ateşkese uymaya çağırdı.",
        "tarafları ateşkese uymaya",
        "Antonio Guterres",
        "UN",
        "demanded",
    ),
    (
        "AGİT gözlemcileri, ağır silahların çekilmesini denetleyemediklerini rapor etti.",
        "ağır silahların çekilmesini denetleyemediklerini",
        "AGİT gözlemcileri",
        "OSCE",
        "asserted",
    ),
    (
        "Suriye Demokratik Güçleri, sınırın 30 kilometre güneyine çekilmeyi tamamladığını ilan etti.",
        "sınırın 30 kilometre güneyine çekilmeyi tamamladığını",
        "Suriye Demokratik Güçleri",
        "SDF",
        "announced",
    ),
    (
        "Reuters'a konuşan iki yetkili, ABD'nin Irak'taki asker sayısını 2 bin 500'e düşüreceğini aktardı.",
        "ABD'nin Irak'taki asker sayısını 2 bin 500'e düşüreceğini",
        "yetkili",
        None,
        "announced",
    ),
    (
        'Maduro, "Topraklarımızı sonuna kadar savunacağız" diye konuştu.',
        "Topraklarımızı sonuna kadar savunacağız",
        "Maduro",
        None,
        "announced",
    ),
    (
        'Bakan Akar: "Askerlerimiz görevlerini tamamlayıp yurda döndü"',
        "Askerlerimiz görevlerini tamamlayıp yurda döndü",
        "Akar",
        None,
        "asserted",
    ),
    (
        "Uydu görüntüleri, Rus birliklerinin sınırdaki varlığını artırdığını gösteriyor.",
        "Rus birliklerinin sınırdaki varlığını artırdığını",
        "Uydu görüntüleri",
        None,
        "asserted",
    ),
    (
        "Ermenistan Başbakanı Nikol Paşinyan, Azerbaycan'ın sınıra asker yığdığını öne sürdü.",
        "Azerbaycan'ın sınıra asker yığdığını",
        "Nikol Paşinyan",
        "ARM",
        "asserted",
    ),
    (
        "Kongo ordusu sözcüsü Sylvain Ekenge, M23'ün Goma çevresindeki mevzilerinden çekilmediğini savundu.",
        "M23'ün Goma çevresindeki mevzilerinden çekilmediğini",
        "Sylvain Ekenge",
        "COD",
        "asserted",
    ),
    (
        "Birleşmiş Milletler uzmanlarının raporunda, 3 bin ila 4 bin Ruanda askerinin bölgede bulunduğu tahmin edildi.",
        "3 bin ila 4 bin Ruanda askerinin bölgede bulunduğu",
        None,
        None,
        "hedged",
    ),
    (
        "Ruanda ise ülkede hiçbir askerinin bulunmadığını yineledi.",
        "ülkede hiçbir askerinin bulunmadığını",
        "Ruanda",
        "RWA",
        "asserted",
    ),
    (
        "Taliban Sözcüsü Zabihullah Mücahid sosyal medya hesabından, çekilmenin geciktirilmesinin “sonuçları olacağı” uyarısında bulundu.",
        "çekilmenin geciktirilmesinin “sonuçları olacağı”",
        "Zabihullah Mücahid",
        "Taliban",
        "warned",
    ),
    (
        "Ordunun iki tugayı çekmeye hazırlandığı bildirildi.",
        "Ordunun iki tugayı çekmeye hazırlandığı",
        None,
        None,
        "asserted",
    ),
    (
        "Güney Sudan Devlet Başkanı Salva Kiir, birliklerine Heglig'den çekilme emri verdi.",
        "birliklerine Heglig'den çekilme",
        "Salva Kiir",
        "SSD",
        "demanded",
    ),
    (
        "Savunma Bakanı, birliklerin tatbikat sonrası kışlalarına döneceğine söz verdi.",
        "birliklerin tatbikat sonrası kışlalarına döneceğine",
        "Savunma Bakanı",
        None,
        "announced",
    ),
    (
        "Yetkililer, çekilmenin önümüzdeki haftalarda tamamlanmasını beklediklerini dile getirdi.",
        "çekilmenin önümüzdeki haftalarda tamamlanmasını beklediklerini",
        "Yetkililer",
        None,
        "asserted",
    ),
    (
        "Putin ile görüşen Scholz, Rusya'nın geri çekilme sinyallerini olumlu bulduğunu söyledi.",
        "Rusya'nın geri çekilme sinyallerini olumlu bulduğunu",
        "Scholz",
        None,
        "asserted",
    ),
    (
        "Beyaz Saray Sözcüsü Jen Psaki, Rusya'nın geri çekilme iddialarının doğrulanmadığını kaydetti.",
        "Rusya'nın geri çekilme iddialarının doğrulanmadığını",
        "Jen Psaki",
        "USA",
        "asserted",
    ),
    (
        "İran Dışişleri Bakanlığı Sözcüsü Nasır Kenani düzenlediği haftalık basın toplantısında, ülkesinin Suriye'deki danışmanlarını geri çekmediğini vurguladı.",
        "ülkesinin Suriye'deki danışmanlarını geri çekmediğini",
        "Nasır Kenani",
        "IRN",
        "asserted",
    ),
    (
        "Hizbullah Genel Sekreteri Naim Kasım, İsrail'i ateşkesi ihlal etmekle suçladı.",
        "İsrail'i ateşkesi ihlal etmekle",
        "Naim Kasım",
        "Hezbollah",
        "alleged",
    ),
    (
        "Lübnan ordusu, İsrail askerlerinin beş noktada kalmaya devam ettiğini bildirdi.",
        "İsrail askerlerinin beş noktada kalmaya devam ettiğini",
        "Lübnan ordusu",
        "LBN",
        "asserted",
    ),
    (
        "BM Barış Gücü UNIFIL, mavi hattın güneyine çekilmenin tamamlanmadığını açıkladı.",
        "mavi hattın güneyine çekilmenin tamamlanmadığını",
        "UNIFIL",
        "UNIFIL",
        "asserted",
    ),
    (
        "Mali'deki geçici hükümet, MINUSMA'nın \"gecikmeksizin\" çekilmesini talep etti.",
        'MINUSMA\'nın "gecikmeksizin" çekilmesini',
        "geçici hükümet",
        None,
        "demanded",
    ),
    (
        "Paris yönetimi, Nijer'deki büyükelçisini ve askerlerini geri çekeceğini duyurdu.",
        "Nijer'deki büyükelçisini ve askerlerini geri çekeceğini",
        "Paris yönetimi",
        "FRA",
        "announced",
    ),
    (
        'Kolombiya Devlet Başkanı Gustavo Petro X hesabından yaptığı paylaşımda "Silahlar sussun" çağrısında bulundu.',
        "Silahlar sussun",
        "Gustavo Petro",
        "COL",
        "demanded",
    ),
    (
        "Tayland ordusu sözcüsü Winthai Suvaree, Kamboçya'nın sınırdaki ağır silahlarını çekmeyi kabul ettiğini söyledi.",
        "Kamboçya'nın sınırdaki ağır silahlarını çekmeyi kabul ettiğini",
        "Winthai Suvaree",
        "THA",
        "asserted",
    ),
    (
        "Kamboçya Başbakanı Hun Manet ise askerlerinin geri adım atmayacağının altını çizdi.",
        "askerlerinin geri adım atmayacağının",
        "Hun Manet",
        "KHM",
        "asserted",
    ),
    (
        'Adı açıklanmayan üst düzey bir yetkili, AFP\'ye yaptığı açıklamada, çekilmenin "birkaç hafta" sürebileceğini söyledi.',
        'çekilmenin "birkaç hafta" sürebileceğini',
        "Adı açıklanmayan üst düzey bir yetkili",
        None,
        "hedged",
    ),
    (
        "Görgü tanıkları, tankların gece saatlerinde kentten ayrıldığını ifade ediyor.",
        "tankların gece saatlerinde kentten ayrıldığını",
        "Görgü tanıkları",
        None,
        "asserted",
    ),
    (
        "Analistler, çekilmenin taktiksel bir hamle olabileceğini düşünüyor.",
        "çekilmenin taktiksel bir hamle olabileceğini",
        "Analistler",
        None,
        "hedged",
    ),
    (
        "Sudan Silahlı Kuvvetleri, Hızlı Destek Kuvvetleri'nin başkentten çekildiği yönündeki haberleri yalanladı.",
        "Hızlı Destek Kuvvetleri'nin başkentten çekildiği yönündeki haberleri",
        "Sudan Silahlı Kuvvetleri",
        "SDN",
        "denied",
    ),
    (
        'Eritre Enformasyon Bakanı Yemane Gebremeskel Twitter\'dan yaptığı açıklamada iddiaları "asılsız" olarak nitelendirdi.',
        'iddiaları "asılsız" olarak',
        "Yemane Gebremeskel",
        "ERI",
        "asserted",
    ),
    (
        "Güney Kore Genelkurmay Başkanlığı, Kuzey Kore askerlerinin sınır hattını geçtikten sonra geri döndüğünü belirtti.",
        "Kuzey Kore askerlerinin sınır hattını geçtikten sonra geri döndüğünü",
        "Güney Kore Genelkurmay Başkanlığı",
        "KOR",
        "asserted",
    ),
    (
        "Pyongyang yönetimi, ortak tatbikatların durdurulmasını istiyor.",
        "ortak tatbikatların durdurulmasını",
        "Pyongyang yönetimi",
        "PRK",
        "demanded",
    ),
    (
        "Sırbistan Cumhurbaşkanı Aleksandar Vuçiç, ordunun Kosova sınırından çekilmesi emrini verdiğini açıkladı.",
        "ordunun Kosova sınırından çekilmesi emrini verdiğini",
        "Aleksandar Vuçiç",
        "SRB",
        "asserted",
    ),
    (
        "Polonya Dışişleri Bakanı Zbigniew Rau, Rusya'nın güven artırıcı adımlar atmasını umduğunu dile getirdi.",
        "Rusya'nın güven artırıcı adımlar atmasını umduğunu",
        "Zbigniew Rau",
        "POL",
        "hoped",
    ),
    (
        "Toplantının ardından gazetecilerin sorularını yanıtlayan Scholz, ilk sinyallerin umut verici olduğunu söyledi.",
        "ilk sinyallerin umut verici olduğunu",
        "Scholz",
        None,
        "hoped",
    ),
    (
        "Açıklamada, tatbikata katılan birliklerin üslerine döndüğü ifade edildi.",
        "tatbikata katılan birliklerin üslerine döndüğü",
        None,
        None,
        "asserted",
    ),
    (
        "Bakanlık, kayıplara ilişkin iddiaları kesin bir dille reddetti.",
        "kayıplara ilişkin iddiaları",
        "Bakanlık",
        None,
        "denied",
    ),
    (
        "Pakistan Hava Kuvvetleri'nin altı Hint uçağını düşürdüğü öne sürülüyor.",
        "Pakistan Hava Kuvvetleri'nin altı Hint uçağını düşürdüğü",
        None,
        None,
        "alleged",
    ),
]
NOTHING = [
    "Köylüler ekmek almak için fırının önünde bekliyordu.",
    "Hava soğuktu, sokaklarda kimse yoktu.",
]
COUNTS = [
    ("ABD, Irak'taki 2 bin 500 askerini çekecek.", "2 bin 500 askerini", 2462.5, 2537.5, "persons"),
    ("Yüz bini aşkın asker sınırda bekliyor.", "Yüz bini aşkın asker", 100000, 115000, "persons"),
    (
        "Sınırda yaklaşık 130 bin Rus askeri var.",
        "yaklaşık 130 bin Rus askeri",
        120900,
        139100,
        "persons",
    ),
    ("5 ila 7 bin paralı asker ayrıldı.", "5 ila 7 bin paralı asker", 5000, 7000, "persons"),
    ("Kente 60'tan fazla tank girdi.", "60'tan fazla tank", 60, 69, "tanks"),
    ("Bölgeye 100 kadar asker geldi.", "100 kadar asker", 93, 107, "persons"),
    ("On binlerce asker geri döndü.", "On binlerce asker", 20000, 90000, "persons"),
    ("Kampta birkaç yüz asker var.", "birkaç yüz asker", 200, 900, "persons"),
    ("Kışlada 15.000 asker kaldı.", "15.000 asker", 14775, 15225, "persons"),
    ("20'ye yakın savaş gemisi limana döndü.", "20'ye yakın savaş gemisi", 18.6, 20, "ships"),
    ("En az 300 zırhlı araç geri çekildi.", "En az 300 zırhlı araç", 300, 360, "armoured_vehicles"),
    ("10-12 araçlık konvoy yola çıktı.", "10-12 araçlık konvoy", 10, 12, "vehicles"),
]
DATES = [
    ("Birlikler çarşamba sabahı ayrıldı.", "çarşamba sabahı", "2022-02-16", "2022-02-16"),
    ("Birlikler 15 Şubat'ta ayrıldı.", "15 Şubat", "2022-02-15", "2022-02-15"),
    ("Birlikler dün ayrıldı.", "dün", "2022-02-15", "2022-02-15"),
    ("Birlikler iki gün önce ayrıldı.", "iki gün önce", "2022-02-14", "2022-02-14"),
    ("Birlikler geçen hafta ayrıldı.", "geçen hafta", "2022-02-07", "2022-02-13"),
    ("Birlikler cuma günü ayrılacak.", "cuma", "2022-02-18", "2022-02-18"),
    ("Birlikler 1 Mart'a kadar ayrılacak.", "1 Mart'a kadar", "2022-02-16", "2022-03-01"),
    ("Operasyon ocaktan beri sürüyor.", "ocaktan beri", "2022-01-01", "2022-02-16"),
    ("Birlikler gelecek hafta ayrılacak.", "gelecek hafta", "2022-02-21", "2022-02-27"),
    ("Üs 2014 yılında kuruldu.", "2014 yılında", "2014-01-01", "2014-12-31"),
    ("Birlikler yarın ayrılacak.", "yarın", "2022-02-17", "2022-02-17"),
    ("Birlikler ay sonuna kadar ayrılacak.", "ay sonuna kadar", "2022-02-16", "2022-02-28"),
]
REALIS = [
    ("Rus birlikleri kentten çekildi.", "withdrawal", "occurred"),
    ("Rus birlikleri kentten çekilmedi.", "withdrawal", "denied"),
    ("Rus birlikleri kentten çekilecek.", "withdrawal", "announced"),
    ("Rus birlikleri kentten çekilmeyecek.", "withdrawal", "denied"),
    ("Rus birlikleri kentten çekiliyor.", "withdrawal", "ongoing"),
    ("Rus birlikleri kentten çekilmeli.", "withdrawal", "hypothetical"),
    ("Rus birlikleri kentten çekilebilir.", "withdrawal", "hedged"),
    ("Birliklerin çekildiği iddia edildi.", "withdrawal", "alleged"),
    ("Ordu bölgeye asker sevk etti.", "deployment", "occurred"),
    ("Askerler hâlâ kentte bulunuyor.", "presence", "ongoing"),
    ("Birlikler çekildi mi?", "withdrawal", "unknown"),
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
    [("Rusya'nın", "RUS"), ("Suriyeliler", "SYR"), ("NATO'ya", "NATO"), ("ABD'li", "USA"),
     ("İngilizlerin", "GBR"), ("Şam'dan", "SYR"), ("IRAK'TA", "IRQ"), ("Beyaz Saray'ın", "USA")],
)  # fmt: skip
def test_names_with_their_endings(form, code):
    found = Names(load("tr"), Case.generic()).find(form)
    assert [name.code for name in found] == [code]


@pytest.mark.parametrize(
    ("text", "located"),
    [("Rusya'da tatbikat var", True), ("Rusya'dan çekildiler", True), ("Rusya'ya göre", False),
     ("Rusya'nın askerleri", False), ("Ukrayna sınırında", True)],
)  # fmt: skip
def test_an_ending_tells_a_place(text, located):
    (name,) = Names(load("tr"), Case.generic()).find(text)
    assert name.located is located


def test_a_relative_verb_has_its_subject_behind_it():
    text = "“Birlikler üslerine dönüyor” diyen Putin, Batı'yı histeri yaratmakla suçladı."
    first, second = read(text).statements
    assert first.span.of(text) == "Birlikler üslerine dönüyor"
    assert first.speaker.name == second.speaker.name == "Putin"
    assert second.span.of(text) == "Batı'yı histeri yaratmakla"


def test_a_subject_is_that_of_the_verbs_after_it():
    text = "Lavrov, NATO'yu sözlerini tutmamakla suçlarken, kapının açık olduğunu ifade etti."
    first, second = read(text).statements
    assert first.speaker.name == second.speaker.name == "Lavrov"
    assert second.span.of(text) == "kapının açık olduğunu"


def test_a_verb_without_subject_is_that_of_the_last_speaker():
    text = "Akar, tatbikatın bittiğini açıkladı. Askerlerin döneceğini de ekledi."
    assert [said.speaker.name for said in read(text).statements] == ["Akar", "Akar"]


def test_a_passive_names_nobody_but_the_source_before_it():
    text = "Cumhurbaşkanlığından yapılan açıklamada, birliklerin çekildiği bildirildi."
    (said,) = read(text).statements
    assert said.speaker.name == "Cumhurbaşkanlığından"
    assert said.span.of(text) == "birliklerin çekildiği"
