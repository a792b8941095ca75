from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.watch.polling import Answer, FeedState, after, conditions, is_due, next_request

T = datetime(2022, 2, 16, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NEW = FeedState(url="https://a.example/rss")


def polled(state=NEW, at=T, result="items", every=MINUTE, jitter=0.0, **values):
    return after(state, Answer(at=at, result=result, **values), every, jitter)


def failing(times, **values):
    state = NEW
    for _ in range(times):
        state = polled(state, state.next_poll or T, "failed", **values)
    return state


def delay(state):
    return state.next_poll - state.last_poll


def test_a_feed_is_asked_for_only_if_it_changed():
    assert conditions(NEW) == {}
    state = polled(headers={"etag": 'W/"7"', "last-modified": "Tue, 15 Feb 2022 10:00:00 GMT"})
    same = polled(state, T + MINUTE, "unchanged", status=304)
    assert conditions(same) == {
        "If-None-Match": 'W/"7"',
        "If-Modified-Since": "Tue, 15 Feb 2022 10:00:00 GMT",
    }
    assert conditions(polled(same, T + 2 * MINUTE)) == {}  # the next version came without either


def test_garbage_makes_the_next_request_unconditional():
    state = polled(headers={"etag": "7"})
    assert conditions(polled(state, result="failed", problem="not_a_feed")) == {}
    assert conditions(polled(state, result="failed", problem="too_slow")) == {"If-None-Match": "7"}


def test_failures_wait_longer_and_longer_up_to_a_limit():
    delays = [delay(failing(n)) for n in range(1, 40)]
    assert delays[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert delays == sorted(delays)
    assert delays[-1] == timedelta(hours=6)
    assert delay(polled(failing(9), result="failed", jitter=0.99)) > delay(failing(10))
    recovered = polled(failing(9), T + timedelta(days=1), "unchanged")
    assert (recovered.failures, recovered.problem, delay(recovered)) == (0, None, MINUTE)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", 120), ("Wed, 16 Feb 2022 13:00:00 GMT", 3600), ("Wed, 16 Feb 2022 11:00:00 GMT", 60),
        ("99999999999", 86400), ("-5", 60), ("soon", 60), ("٣٠٠", 60), ("", 60),
    ],
)  # fmt: skip
def test_what_a_server_asks_for_is_granted(header, wait):
    for status in (429, 503):
        state = polled(result="failed", status=status, headers={"retry-after": header})
        assert delay(state) == timedelta(seconds=wait)


def test_an_age_is_granted_up_to_a_quarter_of_an_hour():
    ages = {"max-age=300": 300, "public, Max-Age=86400": 900, "no-store": 60, "max-age=x": 60}
    for header, wait in ages.items():
        assert delay(polled(headers={"cache-control": header})) == timedelta(seconds=wait)


def test_a_feed_that_is_gone_is_left_alone():
    assert delay(failing(2, status=410)) < timedelta(hours=1)
    assert delay(failing(3, status=410)) == timedelta(days=1)


def test_a_feed_that_moved_for_good_is_polled_there():
    assert polled(moved_to="https://b.example/rss").url == "https://b.example/rss"


def test_a_clock_set_back_stops_no_feed():
    state = polled(failing(9), T + timedelta(hours=5))
    assert not is_due(state, state.last_poll)
    assert is_due(state, T - timedelta(days=400))
    again = polled(state, T - timedelta(days=400), new=1)
    assert delay(again) == MINUTE
    assert again.longest_gap == 0


def test_hosts_are_asked_at_the_pace_they_ask_for():
    assert next_request(None, 1, 10) is None
    assert next_request(T, 1, None) == T + timedelta(seconds=1)
    assert next_request(T, 1, 10) == T + timedelta(seconds=10)
    assert next_request(T, 1, 10_000_000) == T + timedelta(minutes=1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["items", "unchanged", "failed"]),
            st.integers(-100_000, 100_000),
            st.sampled_from([None, 200, 304, 410, 429, 500, 503]),
            st.dictionaries(st.sampled_from(["retry-after", "cache-control", "etag"]), st.text()),
            st.floats(0, 0.999),
        ),
        max_size=20,
    )
)
def test_whatever_happens_a_feed_is_polled_again_within_a_day_and_a_half(history):
    state, now = NEW, T
    for result, seconds, status, headers, jitter in history:
        now += timedelta(seconds=seconds)
        state = polled(state, now, result, jitter=jitter, status=status, headers=headers)
        assert MINUTE <= state.next_poll - now <= timedelta(hours=36)
        assert is_due(state, state.next_poll)
