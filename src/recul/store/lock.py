"""One program at a time writes to a case folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recul.model import InputError

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

LOCK_FILE = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; waits for it, or fails where the system has no such locks.

    Raises:
        InputError: the folder cannot be opened, or is locked by a file that is there already.
    """
    held = folder if fcntl else folder / LOCK_FILE
    try:
        descriptor = os.open(held, os.O_RDONLY if fcntl else os.O_CREAT | os.O_EXCL)
    except OSError as error:
        raise InputError(
            str(held), f"cannot be locked: {error.strerror}", "Wait until nobody else is adding"
        ) from None
    try:
        if fcntl:  # the lock ends with the program, whatever becomes of it
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
        if not fcntl:
            held.unlink(missing_ok=True)
