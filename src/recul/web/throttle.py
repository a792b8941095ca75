"""Who failed often has to wait: twice as long each time, up to a limit."""

from __future__ import annotations

import math
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

FREE = 5
"""So many failures cost nothing: people mistype."""
MOST = 10_000
"""So many names or addresses are remembered, the latest."""


class Throttle:
    """Failures by name or address.

    Args:
        longest: seconds that a wait never exceeds.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str, now: datetime) -> int:
        """Seconds until another try is looked at; 0 if at once."""
        with self._lock:
            _, until = self._failures.get(key, (0, now))
        return max(0, math.ceil((until - now).total_seconds()))

    def failed(self, key: str, now: datetime) -> None:
        """Another failure."""
        with self._lock:
            n = self._failures.pop(key, (0, now))[0] + 1
            pause = min(2 ** min(n - FREE, 20), self._longest) if n >= FREE else 0
            self._failures[key] = (n, now + timedelta(seconds=pause))
            while len(self._failures) > MOST:
                self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        """It went well."""
        with self._lock:
            self._failures.pop(key, None)
