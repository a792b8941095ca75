"""What the brief shows of a piece of evidence, put together once for list and drawings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from recul.case import Case
from recul.evidence.coverage import coverage
from recul.model import Assessment, Document, Evidence, Ledger, Outcomes, Weighed, in_language
from recul.reporting.json import copies
from recul.reporting.quotes import Quotation, host_of, quotation, web_address
from recul.reporting.words import Words

SLIGHT = 0.1
"""A contribution below this (nats) hardly moves the judgement: odds × 0.9 to × 1.1."""
_NAMED = 3
"""Sources that are named in a line; the others are counted."""
BAR = 60.0
"""Half the width of a contribution bar, in user units."""

Favour = Literal["for", "against", "neither"]


@dataclass(frozen=True)
class Link:
    """An address that may be followed, and the host it leads to."""

    url: str
    host: str


@dataclass(frozen=True)
class Copy:
    """Who carries a statement that was put out before."""

    name: str
    link: Link | None


@dataclass(frozen=True)
class Item:
    """A piece of evidence as shown.

    Attributes:
        number: its place in the list, strongest first, from 1.
        source: who vouches for it, by name.
        origin: who first put it out, and on what occasion.
        amount: the count as an interval with its unit, if it is one.
        scope: what the count includes, if it is one.
        favour: whether it speaks for the claim having been carried out.
        bar: where the contribution bar starts and how wide it is, around 0.
        copied_by: who else carries the same statement.
        grade_reason: why its source has the grade it has.
    """

    number: int
    weighed: Weighed
    source: str
    origin: str
    quotation: Quotation
    link: Link | None
    amount: str | None
    scope: str | None
    favour: Favour
    odds: str
    bar: tuple[float, float]
    copied_by: tuple[Copy, ...]
    grade_reason: str

    @property
    def day(self) -> date:
        """The day it was published."""
        return self.weighed.evidence.published.date()

    @property
    def ledger(self) -> Ledger:
        """Said or seen."""
        return self.weighed.evidence.ledger


@dataclass(frozen=True)
class Origin:
    """One voice: all evidence that goes back to one origin."""

    name: str
    sources: tuple[str, ...]
    grade: str
    items: tuple[Item, ...]
    odds: str
    favour: Favour


@dataclass(frozen=True)
class Heard:
    """A source that is heard, how reliable it is held to be, and why."""

    name: str
    kind: str
    reliability: str
    reason: str
    reports: int


def heard(shown: Sequence[Item], words: Words) -> list[Heard]:
    """The sources of the evidence, those heard most often first."""
    found: Counter[Heard] = Counter()
    for item in shown:
        evidence = item.weighed.evidence
        letter = evidence.grade.reliability
        source = Heard(
            name=item.source,
            kind=words.name("source_kind", evidence.source_kind),
            reliability=f"{letter}, {words.name('reliability', letter)}",
            reason=in_language(evidence.grade.reason, words.language),
            reports=0,
        )
        found[source] += 1
    ranked = sorted(found.items(), key=lambda f: (-f[1], f[0].name, f[0].reason))
    return [replace(source, reports=number) for source, number in ranked]


def looked(assessment: Assessment, case: Case, words: Words) -> list[str]:
    """What was looked for and seen or not, and what was not looked for: a line each."""
    evidence = [weighed.evidence for weighed in assessment.evidence]
    lines = []
    for one in coverage(evidence, assessment.claim, assessment.as_of):
        what = words.name("question", one.question)
        names = list(dict.fromkeys(source_name(s, case, words) for s in one.sources))
        more = words.count("others", len(names) - _NAMED) if len(names) > _NAMED else ""
        who = " ".join([", ".join(names[:_NAMED]), more]).strip()
        lines.append(words.label(f"look_{one.look}", what=what, who=who, day=one.last or ""))
    return lines


@dataclass(frozen=True)
class Share:
    """One reading of what is going on, as a stretch of the probability bar (0 to 100)."""

    key: str
    p: float
    x: float


def shares(p: Outcomes) -> list[Share]:
    """The four readings, side by side."""
    found, x = [], 0.0
    for key in ("carried_out", "partial", "not_carried_out", "build_up"):
        value = float(getattr(p, key))
        found.append(Share(key, value, round(100 * x, 2)))
        x += value
    return found


def items(
    assessment: Assessment, case: Case, documents: Mapping[str, Document], words: Words
) -> list[Item]:
    """The evidence of an assessment, strongest first; copies stand with what they repeat.

    Raises:
        QuoteMismatch: a sentence is not what its document holds; nothing is shown then.
    """
    by_weight = sorted(
        assessment.evidence,
        key=lambda w: (-abs(w.contribution), w.evidence.published, w.evidence.id),
    )
    carriers = copies(assessment.evidence)
    hidden = {doc for docs in carriers.values() for doc in docs}
    shown = [w for w in by_weight if not _is_copy(w.evidence, hidden)]
    largest = max((abs(w.contribution) for w in shown), default=0.0) or 1.0
    return [
        _item(n, weighed, carriers, largest, case, documents, words)
        for n, weighed in enumerate(shown, start=1)
    ]


def origins(shown: Sequence[Item], words: Words) -> list[Origin]:
    """The evidence by origin, the origins that moved the judgement most first."""
    groups: dict[str, list[Item]] = {}
    for item in shown:
        groups.setdefault(item.weighed.evidence.origin, []).append(item)
    found = []
    for group in groups.values():
        total = sum(item.weighed.contribution for item in group)
        grades = sorted({str(item.weighed.evidence.grade) for item in group})
        voice = Origin(
            name=group[0].origin,
            sources=tuple(dict.fromkeys(item.source for item in group)),
            grade=", ".join(grades),
            items=tuple(sorted(group, key=lambda item: item.number)),
            odds=odds(total, words, "times"),
            favour=favour(total),
        )
        found.append((-abs(total), group[0].number, voice))
    return [voice for _, _, voice in sorted(found, key=lambda f: f[:2])]


def favour(contribution: float) -> Favour:
    """Which way a change of the log-odds points."""
    if abs(contribution) < SLIGHT or math.isnan(contribution):
        return "neither"
    return "for" if contribution > 0 else "against"


def odds(contribution: float, words: Words, label: str = "odds") -> str:
    """A change of the log-odds as the factor it multiplies the odds by."""
    return words.label(label, factor=math.exp(min(contribution, 50.0)))


def origin_name(origin: str, case: Case, words: Words) -> str:
    """An origin of the form ``source@day`` by the name of the source; any other as it is."""
    source, _, occasion = origin.partition("@")
    try:
        day = words.short_day(date.fromisoformat(occasion))
    except ValueError:
        return origin
    return f"{source_name(source, case, words)}, {day}"


def party_name(code: str, case: Case, words: Words) -> str:
    """The name of a party: a state's in CLDR, else the first the case gives, else its id."""
    named = words.party(code)
    party = case.party(code)
    return party.names[0] if named == code and party and party.names else named


def source_name(source: str, case: Case, words: Words) -> str:
    """What a source is called: by its card in the case, else as the evidence calls it.

    The names on a card are those it is *cited* under, "the ministry" among them: without a
    label the first that begins like a proper name is taken.
    """
    card = next((card for card in case.sources if card.id == source), None)
    if card is None:
        return source
    if card.label:
        return in_language(card.label, words.language)
    return next((name for name in card.names if name[:1].isupper()), source)


def definition_label(key: str, case: Case, words: Words) -> str:
    """What a way of counting is called in the case, else in the interface."""
    found = next((d for d in case.definitions if d.id == key), None)
    return in_language(found.label, words.language) if found else words.name("definition", key)


def link_to(url: str | None) -> Link | None:
    """A link, if the address is one that may be followed."""
    address = web_address(url)
    return Link(address, host_of(address)) if address else None


def _is_copy(evidence: Evidence, hidden: set[str]) -> bool:
    return evidence.weight == 0 and evidence.copy_of is not None and evidence.document in hidden


def _item(
    number: int,
    weighed: Weighed,
    carriers: Mapping[str, list[str]],
    largest: float,
    case: Case,
    documents: Mapping[str, Document],
    words: Words,
) -> Item:
    evidence = weighed.evidence
    width = round(BAR * abs(weighed.contribution) / largest, 1)
    amount = scope = None
    if evidence.interval:
        amount = words.label(
            "interval_unit" if evidence.interval.low < evidence.interval.high else "amount_unit",
            low=evidence.interval.low,
            best=evidence.interval.best,
            high=evidence.interval.high,
            unit=words.name("unit", evidence.unit) if evidence.unit else "",
        )
        scope = definition_label(evidence.definition, case, words)
    return Item(
        number=number,
        weighed=weighed,
        source=source_name(evidence.source, case, words),
        origin=origin_name(evidence.origin, case, words),
        quotation=quotation(evidence, documents),
        link=link_to(evidence.url),
        amount=amount,
        scope=scope,
        favour=favour(weighed.contribution),
        odds=odds(weighed.contribution, words),
        bar=(0.0 if weighed.contribution >= 0 else -width, width),
        copied_by=tuple(
            _carrier(documents.get(document), words) for document in carriers.get(evidence.id, [])
        ),
        grade_reason=in_language(evidence.grade.reason, words.language),
    )


def _carrier(document: Document | None, words: Words) -> Copy:
    if document is None:
        return Copy(words.label("unknown_publisher"), None)
    name = document.publisher or document.title or document.source
    return Copy(name, link_to(document.url))
