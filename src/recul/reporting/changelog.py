"""The change log of a case: what each kept assessment changed, why, and by which sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recul.assessment.changes import Change, Difference, Driver
from recul.case import Case
from recul.model import Confidence, Outcomes, Verdict
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import shortened
from recul.reporting.view import source_name
from recul.reporting.words import Words, words

QUOTE = 240
"""Code points of a sentence in the log."""
_OUTCOMES = frozenset(Outcomes.model_fields)

Entries = Sequence[tuple[str, Change]]
"""The id of a version, and what it changed."""


def changelog_text(
    entries: Entries, case: Case, *, language: str, width: int = WIDTH, colour: bool = False
) -> str:
    """The log as a page for a terminal, the oldest entry first.

    Args:
        entries: by claim and as-of instant.
        case: gives the names of sources.
        language: of the interface; sentences stay in their own.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    if not entries:
        page.line(said.label("log_empty"))
    claim = None
    for id_, change in entries:
        if change.claim != claim:
            claim = change.claim
            page.heading(claim)
        page.gap()
        page.line(said.label("log_entry", day=change.after, id=id_), style="bold")
        for text in differences(change, said):
            page.line(text, indent=2, hang=2)
        for reason in change.reasons:
            page.line(said.reason(reason), indent=2, hang=2)
        if change.drivers:
            page.line(said.label("log_drivers"), indent=2, style="dim")
        for driver in change.drivers:
            page.line(_driver(driver, case, said), indent=4, hang=2)
    return page.text()


def changelog_json(entries: Entries, *, language: str = "en") -> list[dict[str, Any]]:
    """The log for programs: one object per entry, in the order of `entries`."""
    said = words(language)
    return [
        {
            "id": id_,
            "claim": change.claim,
            "as_of": change.after.isoformat(),
            "before": change.before and change.before.isoformat(),
            "differences": [d.model_dump(mode="json") for d in change.differences],
            "reasons": [said.reason(reason) for reason in change.reasons],
            "passage_of_time": change.time,
            "drivers": [
                {
                    "evidence": driver.evidence.id,
                    "moved": driver.moved,
                    "document": driver.evidence.document,
                    "start": driver.evidence.span.start,
                    "end": driver.evidence.span.end,
                    "quote": driver.evidence.quote,
                    "source": driver.evidence.source,
                    "url": driver.evidence.url,
                }
                for driver in change.drivers
            ],
        }
        for id_, change in entries
    ]


def differences(change: Change, said: Words) -> list[str]:
    """What differs, each in a sentence of its own: likelihood and confidence apart."""
    return [_difference(one, change.before is None, said) for one in change.differences]


def _difference(one: Difference, first: bool, said: Words) -> str:
    name = said.name("outcome" if one.what in _OUTCOMES else "log_what", one.what)
    new = _value(one.what, one.new, said)
    if first:
        return said.label("log_is", what=name, new=new)
    return said.label("log_changed", what=name, old=_value(one.what, one.old, said), new=new)


def _value(what: str, value: Any, said: Words) -> str:  # noqa: ANN401 (of any field)
    if what == "verdict":
        return said.verdict(Verdict(value))
    if what == "confidence":
        return said.confidence(Confidence(value))
    if what == "words":
        return said.estimative(value) or said.label("log_no_word")
    return said.percent(value / 100) if what in _OUTCOMES else said.number(value)


def _driver(driver: Driver, case: Case, said: Words) -> str:
    evidence = driver.evidence
    return said.label(
        "log_driver_for" if driver.moved > 0 else "log_driver_against",
        quote=shortened(evidence.quote, QUOTE),
        source=source_name(evidence.source, case, said),
        day=evidence.published,
    )
