"""The bundled cases, as data: a folder each, of `case.toml`, a table and documents."""

from __future__ import annotations

from pathlib import Path

from recul.case import Case
from recul.model import InputError

CASE_FILE = "case.toml"
"""The file that makes a folder a case."""

_ROOT = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The names of the bundled cases, in order."""
    return tuple(sorted(entry.parent.name for entry in _ROOT.glob(f"*/{CASE_FILE}")))


def folder(name: str) -> Path:
    """The folder of a bundled case.

    Raises:
        InputError: no such case is bundled.
    """
    if name not in names():
        raise InputError(name, "no such bundled case", f"Choose one of: {', '.join(names())}")
    return _ROOT / name


def load(name: str) -> Case:
    """The bundled case of that name.

    Raises:
        InputError: no such case is bundled.
    """
    return Case.load(folder(name) / CASE_FILE)
