"""What a file of many holds: each part that is read, and what is passed over and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from recul.model import Reason, Value
from recul.reading.dating import Instant

Kind = Literal["type", "status", "record", "broken", "large", "unread"]
"""Why something is passed over: it is of another media type, no page (an answer of another status
than 200), a record that holds none, broken, too large; or it was tried, and cannot be read."""

_SHOWN = 5
"""Problems that a warning names; the others are summed."""


class Part(Value):
    """One page, text, PDF or letter of a file of many.

    `name` tells it from the others of the file, and is empty if it is the file; `captured` is when
    it was received.
    """

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Instant | None = None
    captured: datetime | None = None


class Passed(Value):
    """Something that is not read: of what kind, and what about it."""

    kind: Kind
    problem: str


def counted(passed: Iterable[Passed], source: str) -> list[Reason]:
    """A warning for each kind of what was passed over, with how much there is of it."""
    kinds: dict[Kind, Counter[str]] = {}
    for one in passed:
        kinds.setdefault(one.kind, Counter())[one.problem or "?"] += 1
    return [
        Reason(
            id=f"parts_{kind}",
            values={"source": source, "n": problems.total(), "counts": _most(problems)},
        )
        for kind, problems in kinds.items()
    ]


def _most(problems: Counter[str]) -> dict[str, int]:
    most = dict(problems.most_common(_SHOWN))
    rest = problems.total() - sum(most.values())
    return most | ({"…": rest} if rest else {})
