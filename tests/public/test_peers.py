from datetime import datetime

from benchmarks.public.peers import Peer, _placed, beside

OURS = Peer({"en": ("pydantic", "numpy")}, lambda language: language.upper())
NOBODY = Peer({"en": ("pydantic", "no-such-package")}, lambda language: language)


def test_what_is_not_installed_is_said_and_not_imported():
    found = beside((OURS, NOBODY), "en")
    (name,) = found.readers
    assert [package.split()[0] for package in name.split(", ")] == ["pydantic", "numpy"]
    assert list(found.readers.values()) == ["EN"]
    assert "not installed: pip install" in found.absent[0]


def test_other_languages_are_left_out():
    assert beside((OURS,), "fr") == ({}, ())


def test_dates_are_placed_in_their_order():
    days = [("may", datetime(2024, 5, 1)), ("may", datetime(2024, 5, 2))]
    places = [reading.parts for reading in _placed("may or may not", days)]
    assert places == [((0, 3),), ((7, 10),)]
