"""What was said on a date, what is said now, and what has changed in between and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import exp
from typing import Any

from recul.assessment.changes import change
from recul.case import Case
from recul.model import Assessment
from recul.reporting.changelog import QUOTE, changelog_json, differences
from recul.reporting.json import iso_instant
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import shortened
from recul.reporting.view import source_name
from recul.reporting.words import words


def changes_text(
    case: Case,
    before: Sequence[Assessment],
    after: Sequence[Assessment],
    *,
    since: datetime,
    as_of: datetime,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """For each claim: the verdict then and now, what differs, and the sentences behind it.

    Args:
        case: gives the names of sources.
        before: the assessments as of `since`.
        after: the assessments as of `as_of`.
        since: the earlier instant.
        as_of: the later one.
        language: of the interface; sentences stay in their own.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    page.title(said.told("changes_since", before=since, after=as_of))
    if not after:
        page.line(said.told("no_assessment"))
    then = {a.claim.id: a for a in before}
    for now in after:
        page.heading(now.claim.id)
        old = then.get(now.claim.id)
        if old is None:
            page.line(said.told("changes_new", claim=now.claim.id), indent=2)
        else:
            was = said.verdict(old.verdict)
            page.line(said.told("changes_was", verdict=was, p=old.p.carried_out), indent=2)
        verdict = said.verdict(now.verdict)
        page.line(said.told("changes_now", verdict=verdict, p=now.p.carried_out), indent=2)
        found = change(old, now)
        if found is None:
            page.line(said.told("changes_none"), indent=2)
            continue
        for text in differences(found, said):
            page.line(f"• {text}", indent=2, hang=2)
        page.heading(said.told("changes_flipped"))
        for reason in found.reasons:
            page.line(said.reason(reason), indent=2, hang=2)
        page.heading(said.told("changes_moved"))
        for driver in found.drivers:
            e = driver.evidence
            source = source_name(e.source, case, said)
            told = said.told(
                "changes_moved_item",
                factor=exp(driver.moved),
                source=source,
                day=e.published.date(),
            )
            page.line(f"• {told}", indent=2, hang=2, style="bold")
            page.line(shortened(e.quote, QUOTE), indent=4)
        page.line(f"• {said.told('changes_time', factor=exp(found.time))}", indent=2)
    return page.text()


def changes_json(
    case: Case,
    before: Sequence[Assessment],
    after: Sequence[Assessment],
    *,
    since: datetime,
    as_of: datetime,
    language: str = "en",
) -> dict[str, Any]:
    """The same for programs."""
    then = {a.claim.id: a for a in before}
    found = []
    for now in after:
        old = then.get(now.claim.id)
        changed = change(old, now)
        entry = changelog_json([(now.claim.id, changed)], language=language) if changed else []
        found.append(
            {
                "claim": now.claim.id,
                "then": old and {"verdict": str(old.verdict), "p": old.p.model_dump()},
                "now": {"verdict": str(now.verdict), "p": now.p.model_dump()},
                "change": entry[0] if entry else None,
            }
        )
    return {
        "case": case.id,
        "since": iso_instant(since),
        "as_of": iso_instant(as_of),
        "claims": found,
    }
