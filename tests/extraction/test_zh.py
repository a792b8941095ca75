"""Chinese: words without spaces, strung clauses, short names, both scripts, digits and measures."""

from datetime import date

import pytest

from recul.case import Case
from recul.extraction.lexicon import words_of
from recul.extraction.names import Names
from recul.languages import load
from recul.model import Polarity
from recul.reading.boilerplate import find as find_boilerplate
from tests.extraction.harness import is_said_by, reader

read = reader("zh")


@pytest.mark.parametrize(
    "parted",
    [
        "俄罗斯 国防部长 绍伊古 宣布",
        "美 国防部 否认",  # not 美国 防部
        "美国 国务卿 布林肯 说",
        "乌 方 将 军队 撤出",  # not 将军 队
        "部队 在 沃罗涅日 附近",
        "真主党 议员 法德拉拉 指责",  # not 法 德
        "国防部 發言人 說",
    ],
)
def test_words_are_parted_by_those_that_the_pack_knows(parted):
    assert [word.text for word in words_of(parted.replace(" ", ""))] == parted.split()


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("外交部发言人汪文斌表示，中方一贯主张通过对话解决分歧。",
     "中方一贯主张通过对话解决分歧", "汪文斌", None, "asserted"),
    ("斯托尔滕贝格说：“我们看到更多部队在途中。”",
     "我们看到更多部队在途中。", "斯托尔滕贝格", None, "asserted"),
    ("“我们没有看到任何撤军的迹象。”美国国务卿布林肯在接受采访时说。",
     "我们没有看到任何撤军的迹象。", "布林肯", "USA", "asserted"),
    ("“俄军没有撤退，而是在增兵，”北约秘书长斯托尔滕贝格说。",
     "俄军没有撤退，而是在增兵", "斯托尔滕贝格", "NATO", "asserted"),
    ("据乌克兰国防情报总局透露，俄军在边境地区部署了约50个营级战术群。",
     "俄军在边境地区部署了约50个营级战术群", "乌克兰国防情报总局", "UKR", "asserted"),
    ("按照俄方的说法，演习将于20日结束。", "演习将于20日结束", "俄方", "RUS", "announced"),
    ("俄罗斯国防部发言人科纳申科夫15日表示，部分部队已完成演习任务。",
     "部分部队已完成演习任务", "科纳申科夫", "RUS", "asserted"),
    ("乌克兰总统泽连斯基呼吁国际社会加大对俄制裁。",
     "国际社会加大对俄制裁", "泽连斯基", "UKR", "demanded"),
    ("英国首相约翰逊警告说，俄罗斯可能在未来几天内发动进攻。",
     "俄罗斯可能在未来几天内发动进攻", "约翰逊", "GBR", "warned"),
    ("对此，克里姆林宫发言人佩斯科夫回应称，相关说法毫无根据。",
     "相关说法毫无根据", "佩斯科夫", "RUS", "asserted"),
    ("法新社引述一名不愿透露姓名的西方官员的话说，俄军又增派了7000人。",
     "俄军又增派了7000人", "西方官员", None, "asserted"),
    ("美国政府一名高级官员对记者说，莫斯科的说法是假的。",
     "莫斯科的说法是假的", "高级官员", "USA", "asserted"),
    ("白俄罗斯国防部宣布，联合演习结束后俄军将全部撤离。",
     "联合演习结束后俄军将全部撤离", "白俄罗斯国防部", "BLR", "announced"),
    ("德国总理朔尔茨在与普京会谈后表示，部分撤军是个好信号。",
     "部分撤军是个好信号", "朔尔茨", "DEU", "asserted"),
    ("塔利班发言人穆贾希德要求所有外国军队在8月31日前离开阿富汗。",
     "所有外国军队在8月31日前离开阿富汗", "穆贾希德", "TALIBAN", "demanded"),
    ("美国总统拜登下令在9月11日之前撤出全部驻阿美军。",
     "在9月11日之前撤出全部驻阿美军", "拜登", "USA", "announced"),
    ("联合国秘书长古特雷斯对撤军表示欢迎，敦促双方恢复谈判。",
     "双方恢复谈判", "古特雷斯", "UN", "demanded"),
    ("法国总统马克龙15日晚与普京通电话，强调必须遵守明斯克协议。",
     "必须遵守明斯克协议", "马克龙", "FRA", "demanded"),
    ("专家估计，至少还有15万俄军集结在乌克兰周边。",
     "至少还有15万俄军集结在乌克兰周边", "专家", None, "hedged"),
    ("埃塞俄比亚政府同意立即停火。", "立即停火", "埃塞俄比亚政府", "ETH", "announced"),
    ("韩国联合参谋本部表示，朝鲜军队增设了哨所。",
     "朝鲜军队增设了哨所", "韩国联合参谋本部", "KOR", "asserted"),
    ("俄新社援引国防部消息说，坦克已返回营地。", "坦克已返回营地", "国防部", None, "asserted"),
    ("哈马斯发言人指责以军违反停火协议，炸死至少12人。",
     "以军违反停火协议，炸死至少12人", "哈马斯发言人", "HAMAS", "alleged"),
    ("土耳其国防部长阿卡尔说，土军不会从利比亚撤出一兵一卒。",
     "土军不会从利比亚撤出一兵一卒", "阿卡尔", "TUR", "announced"),
    ("印度陆军参谋长纳拉万内上将表示，脱离接触进程正在顺利推进。",
     "脱离接触进程正在顺利推进", "纳拉万内", "IND", "asserted"),
    ("米利将军说，美军不会撤离。", "美军不会撤离", "米利", None, "announced"),
    ("格鲁吉亚内政部的乌季阿什维利不以为然：“他们是在兜圈子。”",
     "他们是在兜圈子。", "乌季阿什维利", "GEO", "asserted"),
    ("新华社莫斯科2月15日电（记者耿鹏宇）俄罗斯国防部15日发布消息说，部队已返回。",
     "部队已返回", "俄罗斯国防部", "RUS", "asserted"),
    ("卢旺达总统卡加梅矢口否认卢军进入刚果境内。", "卢军进入刚果境内", "卡加梅", "RWA", "denied"),
    ("纳卡军方新闻秘书称，阿方炮击了哨所。", "阿方炮击了哨所", "纳卡军方新闻秘书", None, "asserted"),
    ("俄罗斯常驻联合国代表涅边贾反问：“谁能证明我们要进攻？”",
     "谁能证明我们要进攻？", "涅边贾", "RUS", "questioned"),
    ("立陶宛国防部长阿努绍斯卡斯担心俄军会长期留在白俄罗斯。",
     "俄军会长期留在白俄罗斯", "阿努绍斯卡斯", "LTU", "hedged"),
    ("卖烤饼的女人说生意少了一半。", "生意少了一半", "女人", None, "asserted"),
    ("美國國務院發言人普萊斯表示，華府尚未確認俄軍撤離。",
     "華府尚未確認俄軍撤離", "普萊斯", "USA", "asserted"),
    ("澤倫斯基說：「我們只相信眼睛看到的。」",
     "我們只相信眼睛看到的。", "澤倫斯基", None, "asserted"),
    ("日本防衛省發布消息說，解放軍艦艇通過了宮古海峽。",
     "解放軍艦艇通過了宮古海峽", "防衛省", "JPN", "asserted"),
    ("韓聯社援引軍方消息人士的話報導，北韓仍在前線維持戒備。",
     "北韓仍在前線維持戒備", "軍方消息人士", None, "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    (said,) = read(text).statements
    assert said.span.of(text) == content
    assert is_said_by(said, name, party, modality)


@pytest.mark.parametrize(
    "text",
    [
        "北约拒绝就此置评。",
        "俄国防部没有说明有多少部队参加演习。",
        "国防部尚未作出回应。",
        "车队傍晚驶过村庄，名单上有六十多个地名。",
        "总统府对此表示遗憾。",
        "俄方宣布的撤军并未发生。",
        "《战争与和平》是一部小说。",
    ],
)
def test_nothing_is_said(text):
    assert not read(text).statements


def test_a_verb_without_a_subject_goes_on_with_that_of_the_clauses_before():
    text = "俄外长拉夫罗夫否认俄方计划入侵乌克兰，称这是“西方制造的歇斯底里”，并警告北约不要东扩。"
    said = read(text).statements
    assert [s.span.of(text) for s in said] == [
        "俄方计划入侵乌克兰", "这是“西方制造的歇斯底里”", "北约不要东扩",
    ]  # fmt: skip
    assert {s.speaker.name for s in said} == {"拉夫罗夫"}


def test_a_clause_with_a_speaker_of_its_own_ends_what_was_said():
    text = "俄方称已撤出1万多名士兵，乌方则表示没有看到俄军撤退。"
    first, second = read(text).statements
    assert (first.span.of(text), first.speaker.party) == ("已撤出1万多名士兵", "RUS")
    assert (second.span.of(text), second.speaker.party) == ("没有看到俄军撤退", "UKR")
    assert second.polarity is Polarity.NEGATIVE


def test_a_source_and_whom_it_quotes():
    text = "据法新社报道，法国国防部长勒科尔尼宣布，法军将撤出尼日尔。"
    outer, inner = read(text).statements
    assert outer.speaker.name == "法新社"
    assert (inner.span.of(text), inner.speaker.name) == ("法军将撤出尼日尔", "勒科尔尼")
    assert inner.inside == outer.id


def test_both_parts_of_a_quotation_are_the_speaker_s():
    text = "“停火正在得到遵守，”俄国防部副部长福明中将告诉记者，“我方维和人员已全部到位。”"
    first, second = read(text).statements
    assert {first.speaker.name, second.speaker.name} == {"福明"}
    assert second.span.of(text) == "我方维和人员已全部到位。"


def test_a_pronoun_is_whom_the_sentence_before_is_about():
    text = "总统马杜罗称将出动官兵。哥伦比亚总统杜克不愿接招。他说，本国不会威胁任何人。"
    said = read(text).statements[-1]
    assert (said.speaker.name, said.polarity) == ("杜克", Polarity.NEGATIVE)


def test_a_content_stands_before_its_noun():
    text = "有关塞军趁夜折返的传闻无法证实。"
    (said,) = read(text).statements
    assert (said.span.of(text), str(said.type)) == ("塞军趁夜折返", "reported")


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit"),
    [
        ("边境有近13万大军。", "近13万大军", 120900, 130000, "persons"),
        ("部署了约1200辆坦克。", "约1200辆坦克", 1116, 1284, "tanks"),
        ("另有2000余门火炮。", "2000余门火炮", 2000, 2300, "artillery"),
        ("上百辆军车参加了演习。", "上百辆军车", 200, 900, "vehicles"),
        ("几十辆坦克已经转场。", "几十辆坦克", 20, 90, "tanks"),
        ("数十架直升机已经转场。", "数十架直升机", 20, 90, "helicopters"),
        ("超过19万名俄军士兵集结。", "超过19万名俄军", 190000, 218500, "persons"),
        ("三万多名官兵参演。", "三万多名官兵", 30000, 34500, "persons"),
        ("二百五十辆坦克参演。", "二百五十辆坦克", 246, 254, "tanks"),
        ("一百零五辆坦克参演。", "一百零五辆坦克", 103, 107, "tanks"),
        ("两千三百名士兵参演。", "两千三百名士兵", 2265, 2335, "persons"),
        ("一千二百万人不是部队，二十五名士兵才是。", "二十五名士兵", 24.6, 25.4, "persons"),
        ("5至8万人的部队已出动。", "5至8万人", 50000, 80000, "persons"),
        ("1.5万余名雇佣兵留了下来。", "1.5万余名雇佣兵", 15000, 17250, "persons"),
        ("约八九千名民兵留了下来。", "约八九千名民兵", 8000, 9000, "persons"),
        ("一两百名士兵已到。", "一两百名士兵", 100, 200, "persons"),
        ("介于3000至6000人之间的部队留了下来。", "介于3000至6000人", 3000, 6000, "persons"),
        ("不超过500名士兵留在基地。", "不超过500名士兵", 400, 500, "persons"),
        ("最多3500名美军将留守。", "最多3500名美军", 2800, 3500, "persons"),
        ("至少100个营级战术群留在那里。", "至少100个营级战术群", 100, 120, "battalion_groups"),
        ("二十来名格军士兵在那里。", "二十来名格军", 18.6, 21.4, "persons"),
        ("10多万名士兵在那里。", "10多万名士兵", 100000, 115000, "persons"),
        ("俄方集结的兵力超过10万。", "超过10万", 100000, 115000, "persons"),
        ("今天出動39架次。", "39架次", 38.4, 39.6, "aircraft"),
        ("村外停着4辆。", "4辆", 4, 4, "vehicles"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit):
    count = read(text).quantities[-1]
    assert content in count.span.of(text)
    assert count.interval.low == pytest.approx(low, rel=0.01)
    assert count.interval.high == pytest.approx(high, rel=0.01)
    assert count.unit == unit


@pytest.mark.parametrize(
    "text", ["两军对峙。", "距边境20公里，耗资3亿美元。", "第41集团军返回了。", "他六十八岁。"]
)
def test_what_is_no_count(text):
    assert not read(text).quantities


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("2月15日他们撤走了。", "2月15日", (2022, 2, 15), (2022, 2, 15)),
        ("2021年6月15日晚他们撤走了。", "2021年6月15日", (2021, 6, 15), (2021, 6, 15)),
        ("他15日宣布撤军。", "15日", (2022, 2, 15), (2022, 2, 15)),
        ("演习将于20日结束。", "20日", (2022, 2, 20), (2022, 2, 20)),
        ("他星期二撤走了。", "星期二", (2022, 2, 15), (2022, 2, 15)),
        ("他上周五撤走了。", "上周五", (2022, 2, 11), (2022, 2, 11)),
        ("他上週五撤走了。", "上週五", (2022, 2, 11), (2022, 2, 11)),
        ("他下周一撤走。", "下周一", (2022, 2, 21), (2022, 2, 21)),
        ("上周他们撤走了。", "上周", (2022, 2, 7), (2022, 2, 13)),
        ("上月底他们撤走了。", "上月底", (2022, 1, 21), (2022, 1, 31)),
        ("本月初他们撤走了。", "本月初", (2022, 2, 1), (2022, 2, 10)),
        ("去年年底他们撤走了。", "去年年底", (2021, 9, 1), (2021, 12, 31)),
        ("今年1月他们撤走了。", "今年1月", (2022, 1, 1), (2022, 1, 31)),
        ("两天前他们撤走了。", "两天前", (2022, 2, 14), (2022, 2, 14)),
        ("昨晚他们撤走了。", "昨晚", (2022, 2, 15), (2022, 2, 15)),
        ("5月1日前结束。", "5月1日前", (2022, 2, 16), (2022, 5, 1)),
        ("自2014年以来一直如此。", "自2014年以来", (2014, 1, 1), (2022, 2, 16)),
        ("演习持续到28日。", "持续到28日", (2022, 2, 16), (2022, 2, 28)),
        ("2月10日至20日举行演习。", "2月10日至20日", (2022, 2, 10), (2022, 2, 20)),
        ("2003年至2011年他们驻在那里。", "2003年至2011年", (2003, 1, 1), (2011, 12, 31)),
        ("60天内撤走。", "60天内", (2022, 2, 16), (2022, 4, 17)),
        ("1月17日（周一）抵达。", "1月17日（周一）", (2022, 1, 17), (2022, 1, 17)),
        ("秋季再演习。", "秋季", (2021, 9, 1), (2021, 11, 30)),
    ],
)
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start, when.end) == (date(*first), date(*last))


def test_the_day_after_is_counted_from_the_day_told():
    text = "部队2月10日抵达，次日撤走。"
    assert [when.start for when in read(text).dates] == [date(2022, 2, 10), date(2022, 2, 11)]


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "realis", "actor"),
    [
        ("俄军没有撤军，反而在增兵。", "撤军", "withdrawal", "denied", "RUS"),
        ("如果俄军撤离，制裁将被取消。", "撤离", "withdrawal", "hypothetical", "RUS"),
        ("北约要求俄军立即撤出克里米亚。", "撤出", "withdrawal", "hypothetical", "RUS"),
        ("法军将分三个阶段撤离马里。", "撤离", "withdrawal", "announced", "FRA"),
        ("以军计划在60天内撤出黎巴嫩南部。", "撤出", "withdrawal", "announced", "ISR"),
        ("卢旺达是否撤军尚不清楚。", "撤军", "withdrawal", "unknown", "RWA"),
        ("印度希望中方尽快从热泉撤军。", "撤军", "withdrawal", "hoped", "CHN"),
        ("美军不会永久驻扎在伊拉克。", "驻扎", "presence", "denied", "USA"),
        ("俄黑海舰队举行大规模演习。", "演习", "exercise", "occurred", None),
        ("部队正陆续返回永久驻地。", "返回", "withdrawal", "ongoing", None),
        ("乌克兰动员了预备役人员。", "动员", "mobilisation", "occurred", "UKR"),
        ("俄军炮击了检查站。", "炮击", "attack", "occurred", "RUS"),
        ("所谓的撤军只是换防。", "撤军", "withdrawal", "alleged", None),
        ("土耳其軍艦正駛向蘇爾特。", "駛向", "movement", "ongoing", "TUR"),
    ],
)
def test_events(text, trigger, kind, realis, actor):
    event = next(e for e in read(text).events if trigger in e.span.of(text))
    assert (event.kind, event.realis) == (kind, realis)
    assert actor is None or event.actor == actor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("俄方", "RUS"), ("美军", "USA"), ("以军", "ISR"), ("俄国防部", "RUS"), ("中方", "CHN"),
        ("纽西兰", "NZL"), ("紐西蘭", "NZL"), ("沙烏地阿拉伯", "SAU"), ("寮國", "LAO"),
        ("克宫", "RUS"), ("五角大樓", "USA"), ("青瓦台", "KOR"), ("亚细安", "ASEAN"), ("东盟", "ASEAN"),
        ("亚美尼亚。亚方", "ARM"), ("阿塞拜疆。阿方", "AZE"), ("埃塞俄比亚", "ETH"), ("衣索比亞", "ETH"),
    ],
)  # fmt: skip
def test_names(text, code):
    assert code in {name.code for name in Names(load("zh"), Case.generic()).find(text)}


@pytest.mark.parametrize("text", ["以后", "中间", "日前", "法律", "德行", "美丽", "以色彩"])
def test_one_character_alone_is_no_state(text):
    assert not Names(load("zh"), Case.generic()).find(text)


def test_a_dateline_is_no_part_of_a_sentence():
    text = "（中央社記者台北8日電）國防部說，國軍密切掌握動態。"
    (said,) = read(text).statements
    assert (said.span.of(text), said.speaker.name) == ("國軍密切掌握動態", "國防部")


def test_an_exchange():
    text = "记者：美国到底撤不撤？\n\n埃斯珀：没有作出离开伊拉克的任何决定。"
    question, answer = read(text).statements
    assert question.speaker is None
    assert answer.speaker.name == "埃斯珀"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("责任编辑：李四", "byline"),
        ("（编辑：王五）", "byline"),
        ("相关阅读：边境局势追踪", "read-also"),
        ("版权所有，未经许可不得转载。", "copyright"),
        ("扫码关注本报微信公众号", "follow-us"),
        ("图片来源：法新社", "credit"),
        ("分享到微信 微博", "share"),
        ("国防部说，图片显示坦克已撤走。", None),
        ("他说，编辑部收到了来信。", None),
    ],
)
def test_boilerplate(line, reason):
    news = "国防部15日宣布，部队已返回驻地。\n\n村民说，道路已经畅通。\n\n"
    cuts = find_boilerplate(f"{news}{line}", "zh")
    assert next((cut.reason for cut in cuts), None) == reason
