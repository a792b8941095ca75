"""When a feed is polled next, and how it is asked: a state machine without clock or socket.

`after` takes what is known of a feed and what its server just answered, and gives what is known
now. The instant and the random part of a delay are given to it, so the same history gives the
same plan.

Weights: a poll that fails waits twice as long as the one before it, up to six hours, and up to
half as long again by chance, so that feeds that failed together do not come back together
(exponential back-off with jitter, as in RFC 9110, section 10.2.3, and RFC 6585 ask a client to
wait). What a server asks for (``Retry-After``, ``Cache-Control: max-age``, the crawl delay of its
robots.txt) is granted up to a day; ``max-age`` up to a quarter of an hour, since many servers
set it to a day for pictures and feeds alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from recul.model import Value

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
LONGEST_ASKED = timedelta(days=1)
LONGEST_AGE = timedelta(minutes=15)
GONE_AFTER = 3
"""Answers of 410 in a row after which a feed is polled once a day only."""

Result = Literal["items", "unchanged", "failed"]


class Answer(Value):
    """What became of one poll.

    Attributes:
        at: when.
        result: items were read (new ones or not), the server said that nothing changed, or
            nothing could be read.
        status: of HTTP, if there was an answer.
        problem: why nothing could be read (a kind of `FetchError`, or ``not_a_feed``).
        headers: of the answer, with lower-case names.
        new: items not seen before.
        latest: the latest date of publication among the items.
        moved_to: where the feed has moved for good.
    """

    at: AwareDatetime
    result: Result
    status: int | None = None
    problem: str | None = None
    headers: Mapping[str, str] = Field(default_factory=dict)
    new: int = 0
    latest: AwareDatetime | None = None
    moved_to: str | None = None


class FeedState(Value):
    """What is known of a feed between two polls."""

    url: str
    """Where it is polled: another address than the one listed, if it moved for good."""
    parent: str | None = None
    """The index of sitemaps that named it; None for a feed that the case lists."""
    first_poll: AwareDatetime | None = None
    last_poll: AwareDatetime | None = None
    last_success: AwareDatetime | None = None
    last_new: AwareDatetime | None = None
    """When an item was last seen that was new."""
    last_item: AwareDatetime | None = None
    """The latest date of publication that an item has had."""
    longest_gap: float = 0
    """Seconds: the longest that it went without a new item."""
    items: int = 0
    """How many items it has brought."""
    failures: int = 0
    """Polls that failed since the last success."""
    problem: str | None = None
    status: int | None = None
    etag: str | None = None
    modified: str | None = None
    next_poll: AwareDatetime | None = None
    """None: at once."""


def conditions(state: FeedState) -> dict[str, str]:
    """The headers that ask for the feed only if it has changed."""
    headers = {}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.modified:
        headers["If-Modified-Since"] = state.modified
    return headers


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether a feed is to be polled now; also if the clock was set back since the last poll."""
    if state.next_poll is None or state.next_poll <= now:
        return True
    return state.last_poll is not None and now < state.last_poll


def after(state: FeedState, answer: Answer, every: timedelta, jitter: float) -> FeedState:
    """What is known of a feed after a poll.

    Args:
        state: before.
        answer: what became of the poll.
        every: between two polls, if all goes well.
        jitter: a random number in [0, 1).
    """
    known: dict[str, object] = {
        "first_poll": state.first_poll or answer.at,
        "last_poll": answer.at,
        "status": answer.status,
    }
    asked = _asked(answer)
    if answer.result == "failed":
        failures = state.failures + 1
        delay = min(FIRST_DELAY * 2 ** min(failures - 1, 20), LONGEST_DELAY)
        if answer.status == 410 and failures >= GONE_AFTER:
            delay = LONGEST_ASKED
        delay = max(delay * (1 + jitter / 2), every, asked)
        return state.model_copy(
            update={
                **known,
                "failures": failures,
                "problem": answer.problem,
                "next_poll": answer.at + delay,
                # What a broken server said last of its feed's version is not to be trusted.
                "etag": None if answer.problem == "not_a_feed" else state.etag,
                "modified": None if answer.problem == "not_a_feed" else state.modified,
            }
        )
    known |= {
        "url": answer.moved_to or state.url,
        "last_success": answer.at,
        "failures": 0,
        "problem": None,
        "next_poll": answer.at
        + max(every * (1 + jitter / 10), min(_age(answer), LONGEST_AGE), asked),
    }
    if answer.result == "items":
        known |= {
            "etag": answer.headers.get("etag"),
            "modified": answer.headers.get("last-modified"),
            "last_item": max(filter(None, (state.last_item, answer.latest)), default=None),
        }
    if answer.new:
        since = state.last_new or state.first_poll or answer.at
        gap = max((answer.at - since).total_seconds(), 0.0)
        known |= {
            "last_new": answer.at,
            "items": state.items + answer.new,
            "longest_gap": max(state.longest_gap, gap),
        }
    return state.model_copy(update=known)


def next_request(
    last: datetime | None, spacing: float, crawl_delay: float | None
) -> datetime | None:
    """The first instant at which a host may be asked again; None for at once.

    Args:
        last: when it was last asked.
        spacing: seconds between requests to one host.
        crawl_delay: as the host's robots.txt asks, in seconds.
    """
    if last is None:
        return None
    delay = max(spacing, min(crawl_delay or 0.0, 60.0))
    return last + timedelta(seconds=delay)


def _asked(answer: Answer) -> timedelta:
    """How long the server asks to be left alone (``Retry-After``: seconds, or a date)."""
    given = answer.headers.get("retry-after", "").strip()
    if not given or answer.status not in (429, 503, 301, 302):
        return timedelta()
    if given.isdecimal() and given.isascii():
        return min(timedelta(seconds=int(given[:9])), LONGEST_ASKED)
    try:
        at = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return timedelta()
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - answer.at, timedelta()), LONGEST_ASKED)


def _age(answer: Answer) -> timedelta:
    """How long the server says that its answer stays the same (``Cache-Control: max-age``)."""
    for part in answer.headers.get("cache-control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.isdecimal() and value.isascii():
            return min(timedelta(seconds=int(value[:9])), LONGEST_AGE)
    return timedelta()
