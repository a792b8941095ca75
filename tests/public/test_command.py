import pytest
from benchmarks.public import misses
from benchmarks.public.__main__ import main
from benchmarks.public.statements import Annotated, Item, Text

TEXT = Text("x", "Ann said so. Bob says no. Cy wrote it.", "en")
GOLD = [
    Item(((0, 10),), "a", "said"),
    Item(((13, 24),), "a", "says"),
    Item(((26, 36),), "a", "Says"),
]
OURS = [Item(((0, 10),), "b", "said"), Item(((20, 25),), "b", "says")]


def test_misses_by_cue_alone_or_with_other_bounds():
    lines = list(misses.lines([Annotated(TEXT, GOLD)], lambda text: OURS))
    assert lines[0] == "annotated and not found: 2 of 3"
    assert lines[3].split() == ["1", "1", "2", "a:", "says"]
    assert "found and not annotated: 1 of 2" in lines


@pytest.mark.parametrize(
    "arguments",
    [[], ["polnear"], ["nothing", "/x"], ["polnear", "/x", "test"], ["misses", "timebank", "/x"]],
)
def test_what_cannot_be_measured_says_what_can(arguments):
    with pytest.raises(SystemExit, match="with SET one of polnear, wikinews"):
        main(arguments)


@pytest.mark.parametrize(
    "name", ["polnear", "wikinews", "framenet", "timebank", "recognizers", "duckling"]
)
def test_a_copy_that_is_not_there_is_named(name, tmp_path):
    with pytest.raises(SystemExit, match=str(tmp_path)):
        main([name, str(tmp_path)])
