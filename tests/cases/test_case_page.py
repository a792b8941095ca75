"""`docs/case.md` names every key of a case, and none that does not exist."""

import re
from pathlib import Path

import pytest

from recul.case import Case, Definition, Force, Party, PastClaim, Theatre
from recul.model import Claim, Outcomes, SourceKind
from recul.sources import SourceCard
from recul.watchlist import Alerts, Watch, WatchedFeed

PAGE = Path(__file__).parents[2].joinpath("docs", "case.md").read_text(encoding="utf-8")
SECTIONS = {
    "The case": Case,
    "`[force]`": Force,
    "`[theatre]`": Theatre,
    "`[[parties]]`": Party,
    "`[[sources]]`": SourceCard,
    "`[[definitions]]`": Definition,
    "`[[claims]]`": Claim,
    "`[prior]`": Outcomes,
    "`[watch]`": Watch,
    "`[[watch.feeds]]`": WatchedFeed,
    "`[watch.alerts]`": Alerts,
    "`[[track_record]]`": PastClaim,
}


def section(title):
    (body,) = re.findall(rf"^## {re.escape(title)}[^\n]*\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    return body


@pytest.mark.parametrize(("title", "model"), SECTIONS.items(), ids=SECTIONS)
def test_the_page_explains_every_key(title, model):
    rows = re.findall(r"^\| (`.*?) \|", section(title), re.M)
    keys = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    assert sorted(keys) == sorted(model.model_fields)


def test_the_page_names_every_kind_of_source():
    assert {str(kind) for kind in SourceKind} <= set(
        re.findall(r"`(\w+)`", section("`[[sources]]`"))
    )
