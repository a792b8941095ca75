"""Every word of every language, as data.

A pack is a folder of TOML files, ``languages/<code>/*.toml``. Each top-level table belongs to
one file; the module that uses a table declares its shape (a `recul.model.Value`) and asks for
it with `Pack.section`, so a misspelt key in a pack fails when the pack is loaded, not when a
reader meets the word.

A new language is a new folder; no code changes.

Inflected words stand once: ``Министерств~о`` is that word with each of the endings that the
pack's table ``[inflections]`` lists under ``о``. Phrases, keys and lists of words take it alike;
in a pattern, alternatives (``retir~ar|saca``) take it each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Any, TypeVar

from pydantic import ValidationError

from recul.model import ReculError, Value

S = TypeVar("S", bound=Value)


class PackError(ReculError):
    """A language pack that does not exist or is not in the shape its readers declare."""


HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, which nothing parts into words."""
_TABLE = re.compile(r"^\[{1,2}([a-z_]+)", re.MULTILINE)
_INFLECTED = re.compile(r"(?<=\w)~(\w+)")


class Pack:
    """One language: its tables, each parsed and validated once, when first asked for.

    Args:
        code: ISO 639-1.
        files: the name and the text of each of its files.

    Raises:
        PackError: two files define the same table.
    """

    def __init__(self, code: str, files: Mapping[str, str]) -> None:
        self.code = code
        self._files = files
        self._file_of = self._index()
        self._parsed: dict[str, dict[str, Any]] = {}
        self._sections: dict[str, Value] = {}

    def section(self, name: str, shape: type[S]) -> S:
        """The table `name` as a `shape`; an absent table is an empty one."""
        if name not in self._sections:
            table = _expanded(self._table(name), self.inflections) if name in self._file_of else {}
            try:
                self._sections[name] = shape.model_validate(table)
            except ValidationError as error:
                raise PackError(f"language pack {self.code}, table [{name}]: {error}") from error
        section = self._sections[name]
        if not isinstance(section, shape):
            raise PackError(f"table [{name}] was asked for in two shapes")
        return section

    @property
    def inflections(self) -> Mapping[str, list[str]]:
        """The endings that a word may have, by the name of its class."""
        return self._table("inflections") if "inflections" in self._file_of else {}

    def has(self, name: str) -> bool:
        """True if the pack has a table `name`."""
        return name in self._file_of

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a phrase, a key or a list of the pack, as written.

        What begins with a hyphen is the end of a word.
        """
        return self.words_of(self._file_of.keys() - {"inflections", "search"})

    def words_of(self, tables: Iterable[str]) -> frozenset[str]:
        """The words of some tables of the pack, which may lack some of them."""
        found: set[str] = set()
        for name in tables:
            if name not in self._file_of:
                continue
            for text in _texts(_expanded(self._table(name), self.inflections)):
                if not text.startswith("-"):
                    found.update(_WORD.findall(text))
        return frozenset(found)

    def _index(self) -> dict[str, str]:
        """Table → the file that defines it: files are not parsed before they are needed."""
        file_of: dict[str, str] = {}
        for file, text in self._files.items():
            for table in dict.fromkeys(_TABLE.findall(text)):
                if table in file_of:
                    raise PackError(f"language pack {self.code}: table [{table}] is defined twice")
                file_of[table] = file
        return file_of

    def _table(self, name: str) -> dict[str, Any]:
        file = self._file_of[name]
        if file not in self._parsed:
            try:
                self._parsed[file] = tomllib.loads(self._files[file])
            except tomllib.TOMLDecodeError as error:
                raise PackError(f"language pack {self.code}, {file}: {error}") from error
        table: dict[str, Any] = self._parsed[file][name]
        return table


_WORD = re.compile(r"[^\W\d_]+")


def _texts(value: object) -> Iterator[str]:
    """The strings of a table, its keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _expanded(value: object, endings: Mapping[str, list[str]]) -> object:
    """A table with every inflected word in all its forms."""
    if not endings:
        return value
    if isinstance(value, str):
        # A string that is no item of a list holds words apart by spaces.
        words = (form for word in value.split(" ") for form in _forms(word, endings))
        return " ".join(words) if _INFLECTED.search(value) else value
    if isinstance(value, Mapping):
        return {
            form: _expanded(inner, endings)
            for key, inner in value.items()
            for form in _forms(key, endings)
        }
    if isinstance(value, list):
        return [
            form
            for item in value
            for form in (
                _forms(item, endings) if isinstance(item, str) else [_expanded(item, endings)]
            )
        ]
    return value


def _forms(phrase: str, endings: Mapping[str, list[str]]) -> list[str]:
    """A phrase with each ending of each of its inflected words."""
    if "~" not in phrase:
        return [phrase]
    if "|" in phrase:  # alternatives of a pattern stay in their place, each in all its forms
        phrase = " ".join(_alternatives(token, endings) for token in phrase.split(" "))
    first, *rest = _INFLECTED.split(phrase)
    names, texts = rest[::2], rest[1::2]
    unknown = next((name for name in names if name not in endings), None)
    if unknown:
        raise PackError(f"{phrase!r}: there is no {unknown!r} in [inflections]")
    return [
        first + "".join(ending + text for ending, text in zip(chosen, texts, strict=True))
        for chosen in product(*(endings[name] for name in names))
    ]


def _alternatives(token: str, endings: Mapping[str, list[str]]) -> str:
    if "|" not in token:
        return token
    optional = "?" if token.startswith("?") else ""
    alternatives = token.removeprefix("?").split("|")
    return optional + "|".join(form for word in alternatives for form in _forms(word, endings))


class Coverage(Value):
    """The table ``[language]`` of a pack: which language it is, and how much of it is read.

    Attributes:
        code, name, english_name: ISO 639-1, the language's own name, and its English one.
        thin: what is read, but not to depth, by the names of `ROOMS`.
    """

    code: str
    name: str
    english_name: str
    thin: tuple[str, ...] = ()


ROOMS = {
    "statements": ("speech", "speakers"),
    "quantities": ("numbers", "quantities"),
    "dates": ("dates",),
    "places": ("names",),
    "events": ("events",),
    "claims": ("claims", "scopes"),
    "boilerplate": ("boilerplate",),
}
"""What a language can be read for → the tables that it takes."""


@lru_cache
def lacks(code: str) -> tuple[str, ...]:
    """What the pack of a language does not read, or only thinly: names of `ROOMS`, in their order.

    Raises:
        PackError: there is no such pack, or it declares a room that does not exist.
    """
    pack = load(code)
    thin = pack.section("language", Coverage).thin
    unknown = set(thin) - set(ROOMS)
    if unknown:
        raise PackError(f"language pack {code}: {', '.join(sorted(unknown))} is none of its rooms")
    return tuple(
        room for room, tables in ROOMS.items() if room in thin or not all(map(pack.has, tables))
    )


@lru_cache
def available() -> tuple[str, ...]:
    """The codes (ISO 639-1) of the packs that are installed, in order."""
    root = resources.files(__name__)
    return tuple(
        sorted(entry.name for entry in root.iterdir() if entry.joinpath("pack.toml").is_file())
    )


@lru_cache
def spoken() -> tuple[str, ...]:
    """The codes of the packs that have an interface: the languages Recul itself speaks."""
    return tuple(code for code in available() if load(code).has("interface"))


@lru_cache
def load(code: str) -> Pack:
    """The pack of a language.

    Raises:
        PackError: there is no such pack, or two of its files define the same table.
    """
    if code not in available():
        raise PackError(f"no language pack for {code!r}: there are {', '.join(available())}")
    folder = resources.files(__name__).joinpath(code)
    return Pack(
        code,
        {
            file.name: file.read_text(encoding="utf-8")
            for file in sorted(folder.iterdir(), key=lambda entry: entry.name)
            if file.name.endswith(".toml")
        },
    )
