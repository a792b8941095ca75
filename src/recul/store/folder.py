"""A case as a folder of plain files: `case.toml` and `documents.jsonl`.

Documents are only ever added, one line of JSON each, in the order they came. A line is written
and synced in one go; a line that a crash cut short has no line end, is never read, and is cut off,
with a warning, before the next one is written. Nothing else is changed or removed. Programs that
add at the same time wait for each other (`lock`).
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import ValidationError

from recul import cases
from recul.case import Case
from recul.cases import CASE_FILE
from recul.model import Document, InputError, Reason
from recul.reading import conflicts, first
from recul.store.lock import locked

DOCUMENTS_FILE = "documents.jsonl"


class Added(NamedTuple):
    """What became of documents that were given to be added.

    Attributes:
        documents: those that were not there, and those that are dated anew.
        already: how many were there, with that date or an earlier one.
        warnings: on what the versions of a document disagree, and what was amiss in the file.
    """

    documents: list[Document]
    already: int
    warnings: list[Reason]


class Folder:
    """A case folder that exists. Made by `create`, found by `open`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, name: str, parent: Path, template: str | None = None) -> Self:
        """Make the folder of a new case.

        It appears whole or not at all: it is filled under another name and renamed.

        Args:
            name: of the folder, in `parent`.
            parent: an existing folder.
            template: the name of a bundled case whose `case.toml` is copied; by default one with
                comments to be filled in.

        Raises:
            InputError: the name cannot be a folder's, something of that name is there already,
                `parent` is missing or not writable, or there is no such bundled case.
        """
        if name in ("", ".", "..") or Path(name).name != name or not name.isprintable():
            raise InputError(name, "not a name for a folder", "Use letters, digits and hyphens")
        path = parent / name
        if os.path.lexists(path):
            raise InputError(str(path), "is there already", "Choose another name")
        text = _case_text(name, template)
        try:
            with tempfile.TemporaryDirectory(dir=parent, prefix=f".{name}-") as workshop:
                made = Path(workshop) / name
                made.mkdir()
                made.joinpath(CASE_FILE).write_text(text, encoding="utf-8")
                made.rename(path)
        except OSError as error:
            raise InputError(
                str(path), f"cannot be made: {error.strerror}", "Choose a folder you may write to"
            ) from None
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The case folder at `path`.

        Raises:
            InputError: there is no folder, or it holds no `case.toml`.
        """
        if not os.path.isfile(path / CASE_FILE):  # False too for a name that cannot be
            raise InputError(
                str(path), f"not a case folder: no {CASE_FILE}", "Make one with `recul new NAME`"
            )
        return cls(path)

    def case(self) -> Case:
        """The case, read anew each time, since it is edited by hand.

        Raises:
            InputError: `case.toml` does not describe a case.
        """
        return Case.load(self.path / CASE_FILE)

    def documents(self) -> list[Document]:
        """The documents, in the order they were first added, each in the version that counts.

        Raises:
            InputError: the file cannot be read, or a complete line is not a document.
        """
        return list(self._documents().values())

    def add(self, documents: Iterable[Document]) -> Added:
        """Add the documents that are not there yet.

        One that is there and comes with an earlier date of publication, or with its first, is
        added again: that version counts (`recul.reading.first`), in whichever order they came.
        So is, without being counted as added, one that only has another name or publisher and
        goes before the one that is there.

        All of them or, if the disk is full, none: what was written is taken back.

        Raises:
            InputError: the folder cannot be read or written to, or another program is adding.
        """
        documents = list(documents)
        with locked(self.path):
            known = self._documents()
            warnings = self._unfinished()
            written, added = {}, {}  # type: dict[str, Document], dict[str, Document]
            for document in documents:
                held = known.get(document.id)
                kept = first(held, document) if held else document
                if held:
                    warnings += conflicts(kept, held if kept is document else document)
                if kept is not held:
                    known[document.id] = written[document.id] = kept
                if held is None or held.published != kept.published or document.id in added:
                    added[document.id] = kept
            if written:
                self._append("".join(f"{d.model_dump_json()}\n" for d in written.values()))
        already = len({document.id for document in documents} - added.keys())
        return Added(list(added.values()), already, warnings)

    @property
    def _file(self) -> Path:
        return self.path / DOCUMENTS_FILE

    def _content(self) -> bytes:
        try:
            if not stat.S_ISREG(self._file.stat().st_mode):  # a pipe never ends
                raise InputError(
                    str(self._file), "not a regular file", "Restore the file from a copy"
                )
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise InputError(
                str(self._file), f"cannot be read: {error.strerror}", "Check its rights"
            ) from None

    def _documents(self) -> dict[str, Document]:
        known: dict[str, Document] = {}
        for document in self._read():
            known[document.id] = first(known.get(document.id, document), document)
        return known

    def _read(self) -> Iterator[Document]:
        for number, line in enumerate(self._content().split(b"\n")[:-1], start=1):
            try:
                document = Document.model_validate_json(line)
                if document.id != document.true_id:
                    raise ValueError("its text is not the one that its id was made from")
            except ValueError as error:
                problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
                raise InputError(
                    f"{self._file}, line {number}",
                    f"not a document: {problem}",
                    "Restore the file from a copy; it is never edited by hand",
                ) from None
            yield document

    def _unfinished(self) -> list[Reason]:
        """A warning if the last line was never finished: it will be cut off."""
        if not self._content().rpartition(b"\n")[2]:
            return []
        return [Reason(id="unfinished_line", values={"source": str(self._file)})]

    def _append(self, lines: str) -> None:
        try:
            # Unbuffered: what a failed write left in a buffer would be written on closing.
            with self._file.open("ab+", buffering=0) as file:
                whole = _end_of_last_line(file.fileno())
                file.truncate(whole)
                try:
                    rest = memoryview(lines.encode())
                    while rest:
                        rest = rest[file.write(rest) :]
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(whole)
                    raise
        except OSError as error:
            raise InputError(
                str(self._file),
                f"cannot be written: {error.strerror}",
                "Free some space, or ask for the right to write there",
            ) from None


def _end_of_last_line(descriptor: int) -> int:
    """The size of a file without a last line that was never finished."""
    position = os.fstat(descriptor).st_size
    while position:
        start = max(0, position - 65_536)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0


def _case_text(name: str, template: str | None) -> str:
    if template is not None:
        return cases.folder(template).joinpath(CASE_FILE).read_text(encoding="utf-8")
    text = resources.files(__package__).joinpath("template.toml").read_text(encoding="utf-8")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("{name}", quoted)
