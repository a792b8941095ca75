"""Which agencies and imagery companies a text names, in any language, by their source cards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recul.case import Case
from recul.model import SourceKind, Span
from recul.sources import SourceCard, Who

_BEFORE = r"(?:(?<!\w)|(?<![^\W\u0620-\u06ff][\u0620-\u06ff])(?<=[\u0648\u0641\u0628\u0644\u0643]))"
"""No letter, or a particle that Arabic writes together with the name behind it."""


class Agencies:
    """The agencies and companies of a case, found by their names as written."""

    def __init__(self, case: Case) -> None:
        self._agencies = _Names(card for card in case.sources if card.who is Who.AGENCY)
        self._imagery = _Names(
            card
            for card in case.sources
            if card.who is Who.IMAGERY or card.kind is SourceKind.IMAGERY
        )

    def agencies_in(self, text: str) -> frozenset[str]:
        """The ids of the agencies that a text names."""
        return self._agencies.ids_in(text)

    def imagery_in(self, text: str) -> frozenset[str]:
        """The ids of the companies whose pictures a text speaks of."""
        return self._imagery.ids_in(text)

    def spans_in(self, text: str) -> list[Span]:
        """Where a text names one of them."""
        return [*self._agencies.spans_in(text), *self._imagery.spans_in(text)]


class _Names:
    def __init__(self, cards: Iterable[SourceCard]) -> None:
        self._ids = {name: card.id for card in cards for name in card.names}
        longest = sorted(self._ids, key=len, reverse=True)
        any_of = "|".join(map(re.escape, longest)) or "(?!)"
        self._pattern = re.compile(rf"{_BEFORE}(?:{any_of})(?!\w)")

    def ids_in(self, text: str) -> frozenset[str]:
        return frozenset(self._ids[name] for name in self._pattern.findall(text))

    def spans_in(self, text: str) -> list[Span]:
        return [Span(found.start(), found.end()) for found in self._pattern.finditer(text)]
