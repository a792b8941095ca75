"""In the format of the French FrameNet, with sentences of our own."""

import pytest
from benchmarks.public.framenet import FILE, closed_up, load, measure

SENTENCE = """<sentence ID="{number}"><text>{text}</text><annotationSet ID="1"><layer name="FE">
<label end="{end}" start="{start}" name="Message"/><label itype="DNI" name="Speaker"/></layer>
<layer name="Target"><label end="{cue_end}" start="{cue}" name="Target"/></layer>
</annotationSet></sentence>"""


def _sentence(number, text, message, target):
    start, cue = text.index(message), text.index(target)
    return SENTENCE.format(
        number=number,
        text=text,
        start=start,
        end=start + len(message) - 1,
        cue=cue,
        cue_end=cue + len(target) - 1,
    )


@pytest.fixture
def copy(tmp_path):
    clause = _sentence(1, "Ada Lor affirme que l' armée part .", "que l' armée part", "affirme")
    pronoun = _sentence(1, "Ada Lor affirme que l' armée part .", "l'", "affirme")
    other = _sentence(2, "Bo le dit .", "le", "dit")
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(
        f'<lexUnit xmlns="http://framenet.icsi.berkeley.edu"><subCorpus>{clause}{pronoun}{other}'
        "</subCorpus></lexUnit>",
        encoding="utf-8",
    )
    return tmp_path


def test_the_blanks_of_a_treebank_go_and_places_follow():
    spaced = 'Il dit : " L\' armée ( la 4e ) part . "'
    text, place = closed_up(spaced)
    assert text == 'Il dit : "L\'armée (la 4e) part."'
    start = spaced.index("armée")
    assert text[place[start] : place[start + 5]] == "armée"
    assert place[len(spaced)] == len(text)


def test_a_sentence_has_all_its_messages_and_no_span_for_what_is_not_there(copy):
    (sentence,) = load(copy)
    assert sentence.text.text == "Ada Lor affirme que l'armée part."
    assert [item.kind for item in sentence.items] == ["clause", "pronoun"]
    assert sentence.items[0].cue == "affirme"
    (start, end), *_ = sentence.items[0].parts
    assert sentence.text.text[start:end] == "que l'armée part"


def test_only_recall_is_measured(copy):
    report = measure(copy)
    clause = report.rows[0]
    assert (clause.tally.wanted, clause.tally.found, clause.tally.given) == (1, 1, 0)
    assert any("–" in line for line in report.lines())
