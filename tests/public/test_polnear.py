"""In the format of PolNeAR, with sentences of our own."""

import pytest
from benchmarks.public.polnear import attributions, is_saying, is_speech, load, measure

TEXT = "“We left the town,” Ann said, “and will be back at noon.”\n\nBob wants peace.\n"
STANDOFF = """E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T1\tSource 20 23\tAnn
T2\tCue 24 28\tsaid
T3\tContent 0 19;30 57\t“We left the town,” “and will be back at noon.”
T4\tAttribution 24 28\tsaid
#1\tAnnotatorNotes T1\tno doubt

a note of two lines
T5\tSource 59 62\tBob
T6\tCue 63 68\twants
T7\tContent 69 74\tpeace
T8\tAttribution 63 68\twants
E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5
T9\tAttribution-no-source 63 68\twants
E3\tAttribution-no-source:T9
"""
METADATA = (
    "compartment\tfilename\tlevel\tannotators\tpublisher\tpublication_date\ttitle\n"
    'dev\tpaper_2016-09-12_noon\t4\tef2d|4e07\tpaper\t2016-09-12\tThe "noon\n'
    "test\tpaper_2016-10-12_never\t4\tef2d\tpaper\t2016-10-12\tNever read\n"
)


@pytest.fixture
def copy(tmp_path):
    for part in ("train", "dev"):
        (tmp_path / "data" / part / "text").mkdir(parents=True)
        (tmp_path / "data" / part / "attributions").mkdir()
    (tmp_path / "data" / "metadata.tsv").write_text(METADATA, encoding="utf-8")
    dev = tmp_path / "data" / "dev"
    (dev / "text" / "paper_2016-09-12_noon.txt").write_text(TEXT, encoding="utf-8")
    for annotator in ("4e07", "ef2d"):
        file = dev / "attributions" / f"paper_2016-09-12_noon_{annotator}.ann"
        file.write_text(STANDOFF, encoding="utf-8")
    return tmp_path


def test_contents_in_several_parts_and_in_any_order():
    first, second = attributions(STANDOFF, TEXT)
    assert first.parts == ((0, 19), (30, 57))
    assert [TEXT[a:z] for a, z in second.parts] == ["peace"]
    assert (first.cue, second.cue) == ("said", "wants")


def test_cues():
    said, wants = attributions(STANDOFF, TEXT)
    assert is_saying(said)
    assert not is_speech(wants)
    assert is_speech(said._replace(cue="was accused of"))
    assert not is_saying(said._replace(cue="was accused of"))
    assert is_saying(said._replace(cue="’s according to"))
    assert not is_speech(said._replace(cue="sayings"))


def test_the_test_part_is_never_read(copy):
    with pytest.raises(ValueError, match="not on test"):
        list(load(copy, "test"))


def test_both_parts_of_an_interrupted_quotation_are_one(copy):
    report = measure(copy)
    found = {(r.part, r.measure, r.system): r.tally for r in report.rows}
    saying = found["saying", "half", "recul"]
    assert (saying.wanted, saying.found, saying.given, saying.right) == (1, 1, 1, 1)
    assert found["all", "half", "recul"].recall == 0.5
    agreed = found["all", "half", "another annotator"]
    assert (agreed.wanted, agreed.recall, agreed.precision) == (4, 1.0, 1.0)
    assert any("another annotator" in line for line in report.lines())
