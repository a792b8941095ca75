"""The brief: one HTML file that opens with no network and prints on A4.

Everything is inside the file: style sheet and drawings; there is no script at all. The filter
of the evidence list is CSS. Text from documents is escaped by the template engine, has its
display controls made visible (`quotes.visible`), and only http and https addresses are linked.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import recul
from recul.case import Case
from recul.model import Assessment, Document, Past, Reason, in_language
from recul.reporting.chart import Chart, chart
from recul.reporting.json import History
from recul.reporting.quotes import shortened, visible
from recul.reporting.timeline import Timeline, timeline
from recul.reporting.view import (
    Heard,
    Item,
    Origin,
    Share,
    definition_label,
    heard,
    items,
    looked,
    origins,
    party_name,
    shares,
)
from recul.reporting.words import Words, words

WIDE, NARROW = 920.0, 358.0
"""Widths of the drawings, for a page and for a telephone; the style sheet picks one."""
FIRST = 12
"""How many pieces of evidence, and how many origins, stand open; the rest unfold."""
STRONGEST = 3
"""How many pieces of evidence for and against are named next to the judgement."""
BANDS = (
    ("1–5", "almost_no_chance"),
    ("5–20", "very_unlikely"),
    ("20–45", "unlikely"),
    ("45–55", "roughly_even_chance"),
    ("55–80", "likely"),
    ("80–95", "very_likely"),
    ("95–99", "almost_certain"),
)
"""The bands of ICD 203, in per cent, for the key at the foot."""


@dataclass(frozen=True)
class Section:
    """One claim's part of the brief.

    Attributes:
        key: prefix of the anchors of this part.
        timelines, charts: each drawing in two widths, for a page and for a telephone.
        page: the address of a piece of evidence that has a page of its own.
    """

    key: str
    claim_text: str
    a: Assessment
    party: str
    items: list[Item]
    origins: list[Origin]
    heard: list[Heard]
    shares: list[Share]
    timelines: tuple[Timeline, Timeline]
    charts: tuple[Chart, Chart] | None
    definition: str
    unit: str
    passage_odds: float
    past: tuple[Past, ...]
    looked: list[str]
    page: Callable[[Item], str] | None = None

    def href(self, item: Item) -> str:
        """Where a piece of evidence is shown whole: further down, or on a page of its own."""
        return self.page(item) if self.page else f"#{self.key}-e{item.number}"

    def strongest(self, way: str) -> list[Item]:
        """The strongest evidence one way, ``for`` or ``against``."""
        return [item for item in self.items if item.favour == way][:STRONGEST]


def brief(
    case: Case,
    assessments: Sequence[Assessment],
    documents: Mapping[str, Document],
    *,
    language: str,
    as_of: datetime,
    history: History | None = None,
    warnings: Sequence[Reason] = (),
    versions: Mapping[str, str] | None = None,
) -> str:
    """The brief on the claims of a case, as one HTML document.

    Args:
        case: gives the names of parties, sources and ways of counting.
        assessments: one per claim, in the order to show them.
        documents: the stored documents of the evidence, by id.
        language: of the interface; quotations stay in their own.
        as_of: the instant of the assessments.
        history: earlier assessments, oldest first, by claim.
        warnings: what could not be read or was not sure.
        versions: names and versions of the tables used, for the foot.

    Raises:
        QuoteMismatch: a sentence is not what its stored document holds: no brief is made.
        PackError: there is no interface in that language.
    """
    said = words(language)
    sections = [
        section(f"c{n}", a, case, documents, said, tuple((history or {}).get(a.claim.id, ())))
        for n, a in enumerate(assessments, start=1)
    ]
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        templates()
        .get_template("brief.html.j2")
        .render(
            w=said,
            t=said.label,
            n=said.count,
            title=in_language(case.title, language) or said.label("brief_title"),
            as_of=as_of,
            sections=sections,
            removed=Counter(cut.reason for d in documents.values() for cut in d.removed),
            unused=unused(assessments),
            warnings=said.warned(warnings),
            warned=len(warnings),
            versions=dict(versions or {}),
            version=recul.__version__,
            bands=[(band, said.estimative(key)) for band, key in BANDS],
            first=FIRST,
            style=Markup(style),  # noqa: S704 (our own file, and its hash is in the policy)
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'",
        )
    )


def section(
    key: str,
    a: Assessment,
    case: Case,
    documents: Mapping[str, Document],
    said: Words,
    past: tuple[Past, ...],
    page: Callable[[Item], str] | None = None,
) -> Section:
    """Put together what is shown of one claim.

    Raises:
        QuoteMismatch: a sentence is not what its stored document holds.
    """
    shown = items(a, case, documents, said)
    wide = chart(a, shown, case, said, WIDE)
    narrow = chart(a, shown, case, said, NARROW)
    level = a.observed_so_far.level
    return Section(
        key=key,
        a=a,
        claim_text=in_language(a.claim.text, said.language),
        party=party_name(a.claim.claimant, case, said),
        items=shown,
        origins=origins(shown, said),
        heard=heard(shown, said),
        shares=shares(a.p),
        timelines=(
            timeline(shown, a.claim, a.as_of, said, WIDE),
            timeline(shown, a.claim, a.as_of, said, NARROW),
        ),
        charts=(wide, narrow) if wide and narrow else None,
        definition=definition_label(level.definition, case, said) if level else "",
        unit=said.name("unit", level.unit) if level else "",
        passage_odds=math.exp(min(sum(p.contribution for p in a.passage), 50.0)),
        past=past,
        looked=looked(a, case, said),
        page=page,
    )


def unused(assessments: Sequence[Assessment]) -> Counter[str]:
    """Evidence left out of any of the assessments, by reason."""
    left_out: Counter[str] = Counter()
    for assessment in assessments:
        left_out.update(assessment.unused)
    return left_out


@lru_cache
def stylesheet() -> str:
    """The style sheet of the brief, which the pages share."""
    folder = resources.files("recul.reporting").joinpath("templates")
    return folder.joinpath("brief.css").read_text(encoding="utf-8")


@lru_cache
def templates(*packages: str) -> Environment:
    """The templates of the brief, and those of `packages` that build on them."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in ("recul.reporting", *packages)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["shortened"] = shortened
    return found


def _shown(value: Any) -> Any:  # noqa: ANN401 (whatever a template puts out)
    """Every plain text that reaches the page, with its display controls made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
