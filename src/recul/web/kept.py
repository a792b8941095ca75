"""Answers that are kept in memory for as long as they hold."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Answers by what was asked; two who ask the same at once wait for one computation.

    Args:
        size: how many answers are kept; the least recently asked for is given up first.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer to `key`, made by `make` if it is not held."""
        with self._lock:
            if key in self._answers:
                return self._held(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._answers:
                    return self._held(key)
            try:
                answer = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            with self._lock:
                self._answers[key] = answer
                self._making.pop(key, None)
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return answer

    def _held(self, key: Hashable) -> T:  # type: ignore[type-var]
        self._answers.move_to_end(key)
        held: T = self._answers[key]
        return held
