import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.evidence.copy_index import CopyIndex
from recul.evidence.shingles import Parameters, shingles
from recul.model import InputError

COMMUNIQUE = (
    "The ministry of defence announced on Tuesday that units of the northern district had finished"
    " their exercise and begun to load tanks and howitzers onto trains. The columns will return to"
    " their permanent garrisons by the end of the week, the statement says. Field hospitals and"
    " pontoon bridges are being taken down. A part of the force stays for the combat training that"
    " was planned for the spring, and the minister invited military attachés to watch it."
)
OTHER = (
    "Satellite pictures taken on Monday show a new field hospital beside the railway station, the"
    " company said, and about forty helicopters on an airfield that stood empty a week ago. No"
    " columns were seen on the roads that lead away from the border, and tents remain in both camps."
)
CHINESE = (
    "国防部周二宣布,北部军区的部队已经结束演习,开始把坦克和榴弹炮装上火车。"
    "声明说,纵队将在本周末之前返回永久驻地。野战医院和浮桥正在拆除。"
    "部分部队将留下来参加春季的战斗训练,部长邀请武官前往观看。"
)
THAI = (
    "กระทรวงกลาโหมประกาศเมื่อวันอังคารว่าหน่วยทหารของมณฑลทหารภาคเหนือได้เสร็จสิ้นการฝึกแล้ว"
    "และเริ่มขนรถถังขึ้นรถไฟ แถลงการณ์ระบุว่าขบวนทหารจะกลับเข้าที่ตั้งถาวรภายในสิ้นสัปดาห์นี้"
)


def placed(*texts):
    index = CopyIndex()
    return [[m.key for m in index.place(str(n), text)] for n, text in enumerate(texts)]


def random_text(dice, words=120):
    return " ".join(f"word{dice.randrange(5000)}" for _ in range(words))


@pytest.mark.parametrize("text", [COMMUNIQUE, CHINESE, THAI])
def test_a_copy_a_truncated_copy_and_one_set_in_another_text_are_found(text):
    whole, cut = text, text[: len(text) * 2 // 5]
    framed = f"{OTHER} {text} {OTHER}"
    assert placed(whole, whole.upper().replace(". ", ".\n\n"), cut, framed)[1:] == [
        ["0"],
        ["0", "1"],
        ["0", "1", "2"],
    ]


def test_a_part_tells_how_much_of_it_is_in_the_whole():
    index = CopyIndex()
    index.place("whole", COMMUNIQUE)
    (match,) = index.place("part", " ".join(COMMUNIQUE.split()[:25]) + " Our correspondent.")
    assert match.contained > 0.85
    assert match.contains < 0.4
    assert match.resemblance < 0.4


def test_a_changed_number_or_word_makes_no_other_text():
    edited = COMMUNIQUE.replace("Tuesday", "Wednesday").replace("tanks", "12 tanks")
    assert placed(COMMUNIQUE, edited)[1] == ["0"]


def test_another_article_on_the_same_day_is_no_copy():
    assert placed(COMMUNIQUE, OTHER, CHINESE, THAI) == [[], [], [], []]


def test_a_phrase_that_everybody_uses_makes_no_copy():
    phrase = "the ministry of defence announced on Tuesday that"
    dice = random.Random(1)
    texts = [f"{random_text(dice)} {phrase} {random_text(dice)}" for _ in range(200)]
    assert all(found == [] for found in placed(*texts))


def test_five_hundred_copies_are_all_found_and_so_is_a_part_after_them():
    index = CopyIndex()
    for n in range(500):
        found = index.place(f"copy {n}", f"{COMMUNIQUE} Site {n}.")
        assert (n == 0) == (found == [])
    part = index.place("part", COMMUNIQUE[: len(COMMUNIQUE) // 2])
    assert "copy 0" in {match.key for match in part}


def test_what_is_kept_already_is_not_kept_twice():
    index = CopyIndex()
    index.place("a", COMMUNIQUE)
    assert index.place("a", COMMUNIQUE) == []
    assert len(index) == 1
    assert "a" in index


def test_an_index_grows_and_forgets_nothing():
    dice = random.Random(2)
    texts = [random_text(dice, 60) for _ in range(3000)]
    index = CopyIndex()
    for n, text in enumerate(texts):
        assert index.place(str(n), text) == []
    for n in range(0, 3000, 97):
        assert index.place(f"again {n}", texts[n])[0].key == str(n)


def test_a_saved_index_answers_as_before_with_the_parameters_it_was_made_with(tmp_path):
    index = CopyIndex(Parameters(words=4, resemblance=0.5))
    for n, text in enumerate((COMMUNIQUE, "", OTHER, CHINESE)):
        index.place(str(n), text)
    index.save(tmp_path / "copies.npz")
    again = CopyIndex.load(tmp_path / "copies.npz")
    assert again.parameters == index.parameters
    assert again.place("new", COMMUNIQUE) == index.place("new", COMMUNIQUE)
    CopyIndex().save(tmp_path / "empty.npz")
    assert len(CopyIndex.load(tmp_path / "empty.npz")) == 0


def test_what_is_no_index_or_one_of_another_version_is_an_error(tmp_path):
    file = tmp_path / "copies.npz"
    file.write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="not an index of copies"):
        CopyIndex.load(file)
    index = CopyIndex()
    index.parameters = Parameters().model_copy(update={"version": 2})
    index.save(file)
    with pytest.raises(InputError, match="Make it anew"):
        CopyIndex.load(file)


@given(st.text(), st.text())
def test_any_text_is_a_copy_of_itself_and_of_nothing_it_shares_no_run_with(one, other):
    index = CopyIndex()
    index.place("one", one)
    found = {m.key: m for m in index.place("again", one)}
    some = len(shingles(one, index.parameters)) > 0
    assert set(found) == ({"one"} if some else set())
    assert all(m.resemblance == m.contained == m.contains == 1 for m in found.values())
    common = set(shingles(one, index.parameters)) & set(shingles(other, index.parameters))
    if not common:
        assert index.place("other", other) == []
