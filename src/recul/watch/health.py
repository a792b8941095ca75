"""How the feeds of a case are: what the news would come through, and what no longer does.

A feed that fails is *dying* after a day without a success, or at once where its server says that
it is gone; before that it only *fails*. A feed that answers and brings nothing new is *silent*
once that has lasted longer than its own setting and twice as long as it ever did: a weekly
journal is not silent on the sixth day, an agency is on the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from recul.model import Reason, Value
from recul.watch.polling import FeedState
from recul.watchlist import WatchedFeed

DYING_AFTER = timedelta(days=1)
MOST_NAMED = 5
_GONE = 410


class Health(StrEnum):
    """How a feed is."""

    NEW = "new"
    WELL = "well"
    FAILING = "failing"
    SILENT = "silent"
    DYING = "dying"


class FeedHealth(Value):
    """How one feed is, and since when.

    Attributes:
        url: as the case lists it.
        since: of the last success for a feed that fails, of the last new item for a silent one.
        problem: why the last poll failed.
    """

    url: str
    health: Health
    since: AwareDatetime | None = None
    last_success: AwareDatetime | None = None
    last_item: AwareDatetime | None = None
    items: int = 0
    problem: str | None = None
    status: int | None = None

    def reason(self) -> Reason:
        """What is amiss, as data for a reader."""
        day = self.since.astimezone(UTC).date().isoformat() if self.since else None
        values = {"source": self.url, "since": day, "problem": self.problem}
        return Reason(id=f"feed_{self.health}", values=values)


def health_of(feed: WatchedFeed, state: FeedState, now: datetime) -> FeedHealth:
    """How a feed is at an instant."""
    found, since = _judged(feed, state, now)
    return FeedHealth(
        url=feed.url,
        health=found,
        since=since,
        last_success=state.last_success,
        last_item=state.last_item,
        items=state.items,
        problem=state.problem,
        status=state.status,
    )


def _judged(feed: WatchedFeed, state: FeedState, now: datetime) -> tuple[Health, datetime | None]:
    if state.first_poll is None:
        return Health.NEW, None
    if state.failures:
        since = state.last_success or state.first_poll
        gone = state.status == _GONE and state.failures > 1
        dying = gone or now - since >= DYING_AFTER
        return (Health.DYING if dying else Health.FAILING), since
    last = state.last_new or state.first_poll
    usual = timedelta(seconds=2 * state.longest_gap)
    if now - last > max(timedelta(days=feed.silent_days), usual):
        return Health.SILENT, last
    return Health.WELL, last


def coverage(feeds: Iterable[FeedHealth]) -> tuple[Reason, ...]:
    """What an assessment has to say of the feeds it rests on: how many bring news, which do not.

    Of those that do not, the first `MOST_NAMED` by how bad it is; all of them are counted.
    """
    told = list(feeds)
    if not told:
        return ()
    count = Counter(feed.health for feed in told)
    well = count[Health.WELL] + count[Health.NEW]
    reasons = [Reason(id="coverage", values={"n": len(told), "well": well})]
    for health in (Health.DYING, Health.FAILING, Health.SILENT):
        reasons += [feed.reason() for feed in told if feed.health is health]
    return tuple(reasons[: MOST_NAMED + 1])
