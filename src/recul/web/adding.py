"""Documents that are added in the pages: read one after the other, with progress."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from recul.model import InputError, Reason, ReculError, end_of_day
from recul.web.accounts import record
from recul.web.queries import NotHere, Opened

MOST_JOBS = 200
"""So many jobs are remembered, the latest."""
MOST_WAITING = 20
"""No more jobs than these wait at one time."""


@dataclass
class Job:
    """Sources that somebody gave, and what became of them."""

    id: str
    case: str
    by: str
    sources: list[tuple[str, str]]
    """The name of each, and the address or the file it is read from."""
    published: date | None
    done: int = 0
    added: int = 0
    already: int = 0
    failed: list[str] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    finished: bool = False

    @property
    def name(self) -> str:
        """The names of its sources."""
        return ", ".join(name for name, _ in self.sources)


class Adding:
    """The jobs of a server: one at a time, since one writes to a case at a time."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adding")

    def begin(
        self,
        opened: Opened,
        by: str,
        addresses: Sequence[str],
        files: Sequence[tuple[str, BinaryIO]],
        published: date | None,
        now: datetime,
    ) -> Job:
        """Take sources over and read them beside the pages.

        Raises:
            InputError: there is nothing to read, an address is none, or too much waits already.
        """
        with self._lock:
            if sum(not job.finished for job in self._jobs.values()) >= MOST_WAITING:
                raise InputError("the documents", "too many others wait", "Try again later")
        for address in addresses:
            if not re.match(r"https?://", address):  # "file:", or a path of this machine
                raise InputError(address, "not a web address", "Give one with http:// or https://")
        if not addresses and not files:
            raise InputError("the form", "holds no file and no address", "Choose one")
        place = Path(tempfile.mkdtemp(prefix="recul-"))
        sources = [(address, address) for address in addresses]
        for n, (name, content) in enumerate(files):
            kept = place / f"{n:03d}" / safe_name(name)
            kept.parent.mkdir()
            with kept.open("wb") as file:
                shutil.copyfileobj(content, file)
            sources.append((name, str(kept)))
        job = Job(secrets.token_urlsafe(9), opened.slug, by, sources, published)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_JOBS:
                self._jobs.popitem(last=False)
        self._worker.submit(self._run, job, opened, place, now)
        return job

    def job(self, slug: str, id_: str) -> Job:
        """A job of a case.

        Raises:
            NotHere: there is none of that id, or it was forgotten.
        """
        with self._lock:
            found = self._jobs.get(id_)
        if found is None or found.case != slug:
            raise NotHere
        return found

    def close(self) -> None:
        """Finish what is being read, and begin nothing more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, opened: Opened, place: Path, now: datetime) -> None:
        try:
            for name, source in job.sources:
                try:
                    added = opened.open.add([source], published=job.published, today=now.date())
                    job.added += len(added.documents)
                    job.already += added.already
                    job.warnings += added.warnings
                except ReculError as error:
                    job.failed.append(str(error).replace(source, name))
                job.done += 1
            if job.added:
                opened.open.keep(opened.open.assess(as_of=end_of_day(now.date())))
            with opened.database.write() as tx:
                told = {"sources": [name for name, _ in job.sources], "added": job.added}
                record(tx, now, job.by, "documents added", opened.slug, told)
        except Exception as error:
            job.failed.append(f"{type(error).__name__}")
        finally:
            job.finished = True
            shutil.rmtree(place, ignore_errors=True)


def safe_name(name: str) -> str:
    """A name for a file here that keeps no more than letters, digits and the ending of `name`."""
    plain = re.sub(r"[^\w.-]+", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:60]}{dot}{ending[:12]}" or "upload"
