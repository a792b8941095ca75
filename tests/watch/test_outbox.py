from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from recul.model import InputError
from recul.watch.outbox import release
from recul.watch.sending import NotSent, by_apprise, check_targets
from recul.watch.texts import Message
from recul.watchlist import Alerts, Watch

PARIS = Alerts(quiet="22:00-07:00", zone="Europe/Paris")


def at(hour, minute=0, day=16, month=2):
    return datetime(2022, month, day, hour, minute, tzinfo=UTC)


def test_outside_the_quiet_hours_it_goes_at_once():
    assert release(at(12), Alerts()) == at(12)
    assert release(at(12), PARIS) == at(12)
    assert release(at(6), PARIS) == at(6)  # seven o'clock in Paris: they are over
    assert release(at(20, 59), PARIS) == at(20, 59)


def test_within_them_it_waits_for_their_end_in_the_zone():
    assert release(at(21), PARIS) == at(6, day=17)
    assert release(at(3), PARIS) == at(6)
    noon = Alerts(quiet="12:00-14:00")
    assert release(at(13), noon) == at(14)
    assert release(at(14), noon) == at(14)
    assert release(at(3), Alerts(quiet="05:00-05:00")) == at(3)


def test_a_night_of_an_hour_less_ends_by_the_clocks():
    assert release(datetime(2022, 3, 26, 22, tzinfo=UTC), PARIS) == datetime(
        2022, 3, 27, 5, tzinfo=UTC
    )


def test_a_digest_goes_at_its_time_and_not_into_the_quiet_hours():
    daily = Alerts(digest=time(7, 30), zone="Europe/Paris")
    assert release(at(6, 30), daily) == at(6, 30)
    assert release(at(6, 31), daily) == at(6, 30, day=17)
    both = PARIS.model_copy(update={"digest": time(6, 0)})
    assert release(at(12), both) == at(6, day=17)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(
        ["UTC", "Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"]
    ),
    st.none() | st.times(),
    st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)),
)
def test_nothing_waits_longer_than_two_days(naive, zone, digest, quiet):
    hours = f"{quiet[0]:02}:00-{quiet[1]:02}:30" if quiet else None
    now = naive.replace(tzinfo=UTC)
    found = release(now, Alerts(digest=digest, quiet=hours, zone=zone))
    assert now <= found <= now + timedelta(hours=50)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet": "22-7"}, {"quiet": "24:00-07:00"}, {"zone": "Paris"}, {"zone": "../etc/passwd"},
        {"rules": ["storm"]}, {"silenced": ["band"]}, {"silenced": ["rule:storm"]}, {"margin": 0.5},
        {"indicators": ["tanks seen"]},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValidationError):
        Alerts.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"feeds": [{"url": "file:///etc/passwd"}]}, {"feeds": [{"url": "https://a b/"}]},
        {"feeds": [{"url": "https://a.example/"}] * 2}, {"networks": ["everything"]},
        {"networks": ["10.0.0.1/8"]}, {"contact": "a\r\nX-Injected: b"}, {"every_minutes": 0},
    ],
)  # fmt: skip
def test_a_watch_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        Watch.model_validate(wrong)


def test_secrets_stand_in_the_environment(monkeypatch):
    settings = Alerts(to=("env:RECUL_TEST_TARGET",))
    monkeypatch.setenv("RECUL_TEST_TARGET", "json://desk.example/")
    assert settings.targets() == ["json://desk.example/"]
    monkeypatch.delenv("RECUL_TEST_TARGET")
    with pytest.raises(InputError, match="not set"):
        settings.targets()


def test_an_address_that_apprise_does_not_know_is_refused_without_its_secrets():
    check_targets(["json://desk.example/", "mailto://user:password@example.org"])
    with pytest.raises(InputError) as refused:
        check_targets(["carrier-pigeon://user:password@example.org"])
    assert "password" not in str(refused.value)


def test_a_webhook_gets_the_text_and_the_key(site):
    heard = []

    def take(request):
        length = int(request.headers["content-length"])
        heard.append((request.headers["idempotency-key"], request.rfile.read(length).decode()))
        request.send_response(200)
        request.send_header("content-length", "0")
        request.end_headers()

    site.paths["/hook"] = take
    by_apprise(f"json://127.0.0.1:{site.port}/hook", Message("Subject", "Body “quoted”"), "k" * 64)
    ((key, body),) = heard
    assert key == "k" * 64
    assert "Subject" in body
    assert "quoted" in body
    with pytest.raises(NotSent):
        by_apprise(f"json://127.0.0.1:{site.port}/none", Message("Subject", "Body"), "k")
