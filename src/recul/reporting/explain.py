"""Why a probability, what would change it, and which single source carries it; for a terminal.

The answers to an editor's questions, each under a heading of its own. The matrix of competing
hypotheses is a view of the evidence: Dhami, Belton & Mandel (2019) found that it does not make
judgement more accurate, so nothing is computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import exp
from typing import Any

from recul.case import Case
from recul.model import Assessment, IndicatorStatus, WarningTime, Weighed, Without
from recul.reporting.json import assessment_json, iso_instant
from recul.reporting.page import WIDTH, Page
from recul.reporting.view import party_name, source_name
from recul.reporting.words import Words, words

SHOWN = 10
"""Reports that are shown one by one; the rest are summed up."""
_ROOM = 44
_FITS, _FAILS = 2 / 3, 1 / 3
"""From which fit on a report speaks for an outcome, and up to which against it."""


def explain_text(
    case: Case,
    assessments: Sequence[Assessment],
    *,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The explanation of each assessment, as a page of at most `width` columns.

    Args:
        case: gives the names of sources.
        assessments: made with an explanation.
        language: of the interface.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    page.title(said.told("title"))
    if not assessments:
        page.line(said.told("no_assessment"))
    for a in assessments:
        party = party_name(a.claim.claimant, case, said)
        page.line(said.label("claim_by", party=party, day=a.claim.made_on))
        page.line(said.verdict(a.verdict).upper(), style="bold")
        page.line(said.judgement(a))
        for reason in a.verdict_reasons:
            page.line(said.reason(reason), indent=2)
        _why(page, a, case, said)
        _carried(page, a, case, said)
        _without(page, a, case, said)
        _range(page, a, said)
        _value(page, a, said)
        _assumptions(page, a, said)
        _indicators(page, a, said)
        _matrix(page, a, case, said)
        if a.warning_time:
            _warning(page, a.warning_time, said)
    return page.text()


def explain_json(
    case: Case, as_of: datetime, assessments: Sequence[Assessment], *, language: str = "en"
) -> dict[str, Any]:
    """The same for programs: what `recul assess` gives, and which single source carries it."""
    said = words(language)
    carriers = [carrier(a) for a in assessments]
    return {
        "case": case.id,
        "as_of": iso_instant(as_of),
        "explanations": [
            {
                **assessment_json(a, said, ()),
                "passage_of_time": sum(p.contribution for p in a.passage),
                "carried_by": one.model_dump(mode="json") if one else None,
            }
            for a, one in zip(assessments, carriers, strict=True)
        ],
    }


def carrier(a: Assessment) -> Without | None:
    """The single source without which most would change; None if none was weighed."""
    return next((one for one in a.without if one.of == "source"), None)


def _why(page: Page, a: Assessment, case: Case, said: Words) -> None:
    page.heading(said.told("why"))
    page.line(
        said.told("why_start", prior=a.prior.carried_out, p=a.p.carried_out), indent=2, hang=0
    )
    weighed = [w for w in a.evidence if w.contribution]
    if not weighed:
        page.line(said.told("why_none"), indent=2)
    strong = sorted(weighed, key=lambda w: -abs(w.contribution))[:SHOWN]
    kept = {w.evidence.id for w in strong}
    for w in weighed:
        if w.evidence.id in kept:
            page.line(f"• {_report(w, case, said)}", indent=2, hang=2)
    rest = [w.contribution for w in weighed if w.evidence.id not in kept]
    if rest:
        page.line(f"• {said.told('why_rest', n=len(rest), factor=exp(sum(rest)))}", indent=2)
    passed = sum(p.contribution for p in a.passage)
    if a.passage:
        page.line(f"• {said.told('why_time', factor=exp(passed))}", indent=2)
    total = passed + sum(w.contribution for w in weighed)
    page.line(said.told("why_sum", factor=exp(total)), indent=2)


def _report(w: Weighed, case: Case, said: Words) -> str:
    e = w.evidence
    return said.told(
        "why_item",
        factor=exp(w.contribution),
        day=e.published.date(),
        source=source_name(e.source, case, said),
        grade=str(e.grade),
        kind=str(e.kind),
        direction=str(e.direction),
    )


def _carried(page: Page, a: Assessment, case: Case, said: Words) -> None:
    page.heading(said.told("carried_by"))
    one = carrier(a)
    if one is None:
        page.line(said.told("carried_none"), indent=2)
        return
    page.line(
        said.told(
            "carried",
            name=source_name(one.name, case, said),
            n=one.reports,
            p=one.carried_out,
            verdict=said.verdict(one.verdict),
        ),
        indent=2,
    )
    if one.flips:
        page.line(said.told("carried_flips"), indent=2)


def _without(page: Page, a: Assessment, case: Case, said: Words) -> None:
    page.heading(said.told("without"))
    if not a.without:
        page.line(said.told("without_none"), indent=2)
    for name, text in without_lines(a, case, said):
        page.item(name, text, room=_ROOM)


def _range(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.told("range"))
    page.line(said.told("range_text", low=a.p_range[0], high=a.p_range[1]), indent=2)


def _value(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.told("value"))
    for would in a.would_change:
        what = said.observation(would.observation)
        text = said.told("value_item", what=what, swing=would.swing, evsi=would.evsi)
        page.line(f"• {text}", indent=2, hang=2)
    page.line(said.told("value_note"), indent=2, style="dim")


def _assumptions(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.told("assumptions"))
    for reason in a.assumptions:
        page.line(f"• {said.assumption(reason)}", indent=2, hang=2)
        page.line(said.told("undermined", text=said.undermined(reason)), indent=4, style="dim")


def _indicators(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.told("indicators"))
    for favours in (True, False):
        page.line(said.told("indicators_for" if favours else "indicators_against"), indent=2)
        for one in a.indicators:
            if one.favours is favours:
                status = said.told(f"status_{one.status}", last=one.last, expires=one.expires)
                mark = "■" if one.status is IndicatorStatus.SEEN else "□"
                page.item(f"{mark} {said.indicator(one.id)}", status, indent=4, room=_ROOM - 2)


def _matrix(page: Page, a: Assessment, case: Case, said: Words) -> None:
    if not a.matrix:
        return
    page.heading(said.told("matrix"))
    page.line(said.told("matrix_heads"), indent=2, style="dim")
    strong = {r.evidence for r in sorted(a.matrix, key=lambda r: min(r.fits))[: 2 * SHOWN]}
    weighed = {w.evidence.id: w for w in a.evidence}
    page.item(said.told("matrix_columns"), "", room=18)
    for row in a.matrix:
        if row.evidence in strong:
            marks = "   ".join(fit_mark(fit) for fit in row.fits)
            page.item(f" {marks}", _row(weighed[row.evidence], case, said), room=18)


def _row(w: Weighed, case: Case, said: Words) -> str:
    e = w.evidence
    source = source_name(e.source, case, said)
    direction = said.name("direction", str(e.direction))
    return f"{said.short_day(e.published.date())} {source}, {said.kind(e)}, {direction}"


def _warning(page: Page, w: WarningTime, said: Words) -> None:
    page.heading(said.told("warning_time"))
    for text in warning_lines(w, said):
        page.line(text, indent=2)


def warning_lines(w: WarningTime, said: Words) -> list[str]:
    """What is said of the warning time, a sentence each."""
    values: Mapping[str, object] = {
        "threshold": w.threshold,
        "unit": w.unit,
        "p": w.p_capable,
        "ready": w.readiness_days,
    }
    lines = [said.told("warning_capable", **values)]
    soonest = w.passage_days[0]
    if soonest is None:
        lines.append(said.told("warning_far", days=w.looked_ahead))
    elif w.warning_days is None:
        lines.append(said.told("warning_unready", days=soonest))
    elif soonest == 0:
        lines.append(said.told("warning_none", days=w.warning_days))
    else:
        lines.append(said.told("warning_days", days=w.warning_days, ready=w.readiness_days))
    if w.significant_quantity > 0:
        quantity = w.significant_quantity
        lines.append(said.told("warning_quantity", quantity=quantity, unit=w.unit))
    return [*lines, said.told("warning_detect", p=w.p_detected, looks=w.looks_per_week)]


def without_lines(a: Assessment, case: Case, said: Words) -> list[tuple[str, str]]:
    """Each group left out, and what would be said without it."""
    found = []
    for one in a.without:
        name = source_name(one.name, case, said) if one.of == "source" else one.name
        key = "without_same" if one.verdict is a.verdict else "without_item"
        text = said.told(key, p=one.carried_out, verdict=said.verdict(one.verdict))
        found.append((said.told(f"without_{one.of}", name=name), text))
    return found


def fit_mark(fit: float) -> str:
    """How a report fits an outcome, as a mark of the matrix."""
    return "+" if fit >= _FITS else "–" if fit <= _FAILS else "·"
