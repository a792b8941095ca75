"""A case as a folder of plain files: `case.toml` and `documents.jsonl`.

Documents are only ever added, one line of JSON each, in the order they came. A line is written
and synced in one go; a line that a crash cut short has no line end, is never read, and is cut off
before the next one is written. Nothing is changed or removed. One program at a time may write.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from recul import cases
from recul.case import Case
from recul.cases import CASE_FILE
from recul.model import Document, InputError

DOCUMENTS_FILE = "documents.jsonl"


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
        if path.exists():
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
        if not path.joinpath(CASE_FILE).is_file():
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
        """The documents, in the order they were first added, each as it was last added.

        Raises:
            InputError: a complete line is not a document.
        """
        return list({document.id: document for document in self._read()}.values())

    def add(self, documents: Iterable[Document]) -> list[Document]:
        """Add the documents that are not there yet; returns those that were added.

        A document that was there without a date of publication and comes with one is added again:
        the later line counts.

        All of them or, if the disk is full, none: what was written is taken back.

        Raises:
            InputError: the folder cannot be written to.
        """
        known = {document.id: document for document in self._read()}
        new = []
        for document in documents:
            held = known.get(document.id)
            if held is None or (held.published is None and document.published is not None):
                known[document.id] = document
                new.append(document)
        if new:
            self._append("".join(f"{document.model_dump_json()}\n" for document in new))
        return new

    @property
    def _file(self) -> Path:
        return self.path / DOCUMENTS_FILE

    def _read(self) -> Iterator[Document]:
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return
        *lines, _torn = content.split(b"\n")
        for number, line in enumerate(lines, start=1):
            try:
                yield Document.model_validate_json(line)
            except ValidationError as error:
                raise InputError(
                    f"{self._file}, line {number}",
                    f"not a document: {error.errors()[0]['msg']}",
                    "Restore the file from a copy; it is never edited by hand",
                ) from None

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
