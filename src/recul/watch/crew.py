"""Threads that do what takes long for others' sake, and end with the program whatever they do."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread


class Crew:
    """Some threads: jobs go in, results come out, in no order.

    Args:
        size: how many jobs are done at once.
    """

    def __init__(self, size: int) -> None:
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._results: SimpleQueue[object] = SimpleQueue()
        self._size = size
        self.busy = 0
        """Jobs given whose results have not been taken."""
        for _ in range(size):
            # A host that hangs must not hold up the end of the program.
            Thread(target=self._work, daemon=True).start()

    @property
    def free(self) -> int:
        """How many more jobs would be begun at once."""
        return self._size - self.busy

    def give(self, job: Callable[[], object]) -> None:
        """Have a job done."""
        self.busy += 1
        self._jobs.put(job)

    def results(self, patience: float) -> list[object]:
        """What is done by now, waiting for the first of it for some seconds.

        Raises:
            Exception: what a job raised.
        """
        found: list[object] = []
        try:
            found.append(self._results.get(timeout=patience) if self.busy else None)
            while True:
                found.append(self._results.get_nowait())
        except Empty:
            pass
        done = [result for result in found if result is not None]
        self.busy -= len(done)
        for result in done:
            if isinstance(result, BaseException):
                raise result
        return done

    def dismiss(self) -> None:
        """No more jobs come; threads end with the job in hand."""
        for _ in range(self._size):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._results.put(job())
            except BaseException as error:
                self._results.put(error)
