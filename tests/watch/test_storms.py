"""The bundled case, day by day: an alert for each real change, none for copies."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.watch import copy_of, replayed

from recul import cases
from recul.extraction import extract
from recul.reading import read
from recul.watchlist import Alerts

DAYS = [date(2022, 2, 14) + timedelta(days=n) for n in range(6)]


def test_each_change_of_the_bundled_case_is_told_once_and_copies_add_nothing():
    case = cases.load("ukraine-2022")
    documents = [
        d
        for source in ("documents", "observations.json")
        for d in read(cases.folder("ukraine-2022") / source, today=date(2026, 1, 1)).documents
        if d.published_on and date(2022, 2, 1) <= d.published_on <= DAYS[-1]
    ]
    known = [extract(d, case) for d in documents]
    copies = [extract(copy_of(d, n), case) for d in documents if d.row is None for n in range(2)]
    plain = list(replayed(known, case, Alerts(), DAYS))
    copied = list(replayed([*known, *copies], case, Alerts(), DAYS))
    assert plain
    for alerts in (plain, copied):
        told = [
            (a.claim, change.rule, change.old, change.new) for a in alerts for change in a.changes
        ]
        assert len(set(told)) == len(told)
        assert len({(a.claim, a.at) for a in alerts}) == len(alerts)
        for alert in alerts:
            assert 1 <= len(alert.sentences) <= 6
    assert len(copied) <= len(plain)
