from __future__ import annotations

from datetime import UTC, datetime, timedelta

from recul.reporting.words import words
from recul.watch.health import Health, coverage, health_of
from recul.watch.polling import Answer, FeedState, after
from recul.watchlist import WatchedFeed

T = datetime(2022, 2, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = WatchedFeed(url="https://a.example/rss")


def history(*polls):
    """The state after polls of (days since T, result, new items)."""
    state = FeedState(url=FEED.url)
    for days, result, new in polls:
        answer = Answer(at=T + days * DAY, result=result, new=new, problem="too_slow")
        state = after(state, answer, timedelta(minutes=1), 0)
    return state


def at(state, days, feed=FEED):
    return health_of(feed, state, T + days * DAY)


def test_a_feed_never_polled_is_new():
    assert at(history(), 0).health is Health.NEW


def test_a_feed_that_fails_is_dying_after_a_day():
    state = history((0, "items", 3), (0.1, "failed", 0))
    assert at(state, 0.5).health is Health.FAILING
    found = at(state, 1)
    assert (found.health, found.since, found.problem) == (Health.DYING, T, "too_slow")
    assert at(history((0, "failed", 0)), 2).since == T  # it never had a success


def test_silence_is_measured_against_the_feeds_own_habit():
    agency = history((0, "items", 30), (0.1, "items", 3), (7.5, "unchanged", 0))
    assert at(agency, 7).health is Health.WELL
    assert at(agency, 7.5).health is Health.SILENT
    monthly = history((0, "items", 1), (30, "items", 1), (60, "items", 1))
    assert at(monthly, 100).health is Health.WELL
    assert at(monthly, 121).health is Health.SILENT
    patient = FEED.model_copy(update={"silent_days": 400})
    assert at(agency, 300, patient).health is Health.WELL


def test_a_feed_that_answers_and_never_brought_anything_is_silent():
    assert at(history((0, "unchanged", 0), (8, "items", 0)), 8).health is Health.SILENT


def test_coverage_names_each_feed_that_brings_nothing():
    dying = history((0, "items", 3), (1, "failed", 0))
    reasons = coverage([at(history((0, "items", 1)), 2), at(dying, 2)])
    assert [r.id for r in reasons] == ["coverage", "feed_dying"]
    english = [words("en").warning(r) for r in reasons]
    assert english[0] == "Of 2 feeds watched, bringing news: 1."
    assert "https://a.example/rss" in english[1]
    assert "16 February 2022" in english[1]
    assert coverage([]) == ()
