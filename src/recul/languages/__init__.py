"""Every word of every language, as data.

A pack is a folder of TOML files, ``languages/<code>/*.toml``. Each top-level table belongs to
one file; the module that uses a table declares its shape (a `recul.model.Value`) and asks for
it with `Pack.section`, so a misspelt key in a pack fails when the pack is loaded, not when a
reader meets the word.

A new language is a new folder; no code changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

from pydantic import ValidationError

from recul.model import ReculError, Value

S = TypeVar("S", bound=Value)


class PackError(ReculError):
    """A language pack that does not exist or is not in the shape its readers declare."""


class Pack:
    """One language: its tables, each validated once, when first asked for."""

    def __init__(self, code: str, tables: Mapping[str, Any]) -> None:
        self.code = code
        self._tables = tables
        self._sections: dict[str, Value] = {}

    def section(self, name: str, shape: type[S]) -> S:
        """The table `name` as a `shape`; an absent table is an empty one."""
        if name not in self._sections:
            try:
                self._sections[name] = shape.model_validate(self._tables.get(name, {}))
            except ValidationError as error:
                raise PackError(f"language pack {self.code}, table [{name}]: {error}") from error
        section = self._sections[name]
        if not isinstance(section, shape):
            raise PackError(f"table [{name}] was asked for in two shapes")
        return section


@lru_cache
def available() -> tuple[str, ...]:
    """The codes (ISO 639-1) of the packs that are installed, in order."""
    root = resources.files(__name__)
    return tuple(
        sorted(entry.name for entry in root.iterdir() if entry.joinpath("pack.toml").is_file())
    )


@lru_cache
def load(code: str) -> Pack:
    """The pack of a language.

    Raises:
        PackError: there is no such pack, or two of its files define the same table.
    """
    if code not in available():
        raise PackError(f"no language pack for {code!r}: there are {', '.join(available())}")
    tables: dict[str, Any] = {}
    folder = resources.files(__name__).joinpath(code)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in tables:
                raise PackError(f"language pack {code}: table [{name}] is defined twice")
            tables[name] = table
    return Pack(code, tables)
