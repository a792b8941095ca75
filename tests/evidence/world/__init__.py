"""The world of origins: articles with a known origin, as documents."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from recul.case import Case
from recul.model import Document

WORLD = Path(__file__).parent
HALVES = ("tuning", "reporting")
CASE = Case.generic()
"""Nothing is known of the crises but what the articles tell."""


class Article(NamedTuple):
    """An article of the world.

    Attributes:
        origin: the id of its true origin.
        group: who could vouch for it independently of others.
        relation: how it came from `of`, the id of another article.
    """

    id: str
    origin: str
    kind: str
    crisis: str
    group: str
    relation: str
    of: str | None
    document: Document

    @property
    def apart(self) -> bool:
        """True for what must not join its origin: altered, or of unknown lineage."""
        return self.relation in ("contradiction", "unknown")


def articles(half: str) -> list[Article]:
    """The articles of a half, in order of their ids."""
    return [a for file in sorted((WORLD / half).glob("*.toml")) for a in _of(file)]


def _of(file: Path) -> Iterator[Article]:
    origin = tomllib.loads(file.read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    for made in origin["article"]:
        text = texts[made["id"]] = _text(made, texts)
        where = made.get("url") or made["publisher"]
        yield Article(
            id=made["id"],
            origin=origin["id"],
            kind=origin["kind"],
            crisis=origin["crisis"],
            group=origin["group"],
            relation=made["relation"],
            of=made.get("of"),
            document=Document(
                id=Document.identify(text, where),
                source=made["id"],
                text=text,
                url=made.get("url"),
                publisher=made["publisher"],
                language=made["language"],
                published=made["published"],
                published_to="second",
            ),
        )


def _text(made: dict[str, object], texts: dict[str, str]) -> str:
    """The text of an article, or that of the one it was made from, changed as it says."""
    if "text" in made:
        return str(made["text"]).strip()
    paragraphs = texts[str(made["from"])].split("\n")
    keep = made.get("keep")
    text = "\n".join(paragraphs[:keep] if isinstance(keep, int) else paragraphs)
    replaced = made.get("replace", [])
    assert isinstance(replaced, list)
    for old, new in replaced:
        if old not in text:
            raise ValueError(f"{made['id']}: {old!r} is not in {made['from']}")
        text = text.replace(old, new)
    return "\n".join(str(p) for p in (made.get("before"), text, made.get("after")) if p)
