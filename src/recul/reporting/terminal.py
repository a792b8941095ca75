"""What a person reads in a terminal: a document that was checked, a case that was assessed.

Both are strings of at most `width` columns. They read the same without colour; a quotation is
cut from the stored text and checked, as everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from recul.case import Case
from recul.model import Assessment, Claim, Document, Extraction, Past, Reason, in_language
from recul.reporting.findings import QUOTE, in_quotes, write_findings
from recul.reporting.json import History
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import shortened
from recul.reporting.view import Item, definition_label, items, looked, party_name, shares
from recul.reporting.words import Words, words

STRONGEST = 3


def check_text(
    extractions: Sequence[Extraction],
    claims: Sequence[Claim],
    assessments: Sequence[Assessment],
    case: Case,
    warnings: Sequence[Reason],
    *,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """What can be said of the claims in some documents, then what was found in them.

    Args:
        extractions: what was found, one per document.
        claims: the claims found.
        assessments: their assessments.
        case: the case they were read under.
        warnings: what could not be read or was not sure, beside what documents and extractions
            warn of themselves.
        language: of the interface.
        width: columns.
        colour: True for escape codes.
    """
    said = words(language)
    page = Page(width, colour=colour)
    documents = {e.document.id: e.document for e in extractions}
    page.line(said.count("check_claims", max(1, len(claims))), style="bold cyan")
    if assessments:
        page.line(said.label("check_as_of", day=assessments[0].as_of), indent=2, style="dim")
    if not claims:
        page.line(_no_claim(documents.values(), warnings, said), indent=2)
    by_claim = {a.claim.id: a for a in assessments}
    for claim in claims:
        page.gap()
        _claim(page, claim, case, said)
        if claim.id in by_claim:
            _judgement(page, by_claim[claim.id], said)
            shown = items(by_claim[claim.id], case, documents, said)
            for way in ("against", "for"):
                _strongest(page, shown, way, said)
    page.gap()
    for extraction in extractions:
        write_findings(page, extraction, said)
    every = [*warnings, *(w for e in extractions for w in (*e.document.warnings, *e.warnings))]
    _left_out(page, [e.document for e in extractions], assessments, every, said)
    return page.text()


def assess_text(
    case: Case,
    assessments: Sequence[Assessment],
    documents: Mapping[str, Document],
    *,
    language: str,
    as_of: datetime,
    history: History | None = None,
    warnings: Sequence[Reason] = (),
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The assessments of the claims of a case: the verdict first.

    Args:
        case: gives the names of sources and ways of counting.
        assessments: one per claim.
        documents: the stored documents of the evidence, by id.
        language: of the interface; quotations stay in their own.
        as_of: the instant of the assessments.
        history: earlier assessments, oldest first, by claim.
        warnings: what could not be read or was not sure.
        width: columns.
        colour: True for escape codes.

    Raises:
        QuoteMismatch: a sentence is not what its stored document holds.
    """
    said = words(language)
    page = Page(width, colour=colour)
    page.title(in_language(case.title, language) or said.label("brief_title"))
    page.line(said.label("as_of", day=as_of), style="dim")
    for assessment in assessments:
        page.gap()
        _claim(page, assessment.claim, case, said, indent=0)
        page.gap()
        _judgement(page, assessment, said, indent=0)
        _alternatives(page, assessment, said)
        _observed(page, assessment, case, said)
        page.heading(said.label("looked"))
        for line in looked(assessment, case, said):
            page.line(f"• {line}", indent=2, hang=2)
        shown = items(assessment, case, documents, said)
        _strongest(page, shown, "against", said)
        _strongest(page, shown, "for", said)
        _copied(page, shown, said)
        _would_change(page, assessment, said)
        _changed(page, assessment, (history or {}).get(assessment.claim.id, ()), said)
    _left_out(page, documents.values(), assessments, warnings, said)
    return page.text()


def _no_claim(documents: Iterable[Document], warnings: Sequence[Reason], said: Words) -> str:
    """Why there is no claim to judge: nothing that could be read for one, or none in it."""
    dated = sum(1 for document in documents if document.published)
    late = next((w for w in warnings if w.id == "documents_after_as_of"), None)
    if late and late.values["n"] == dated:
        return said.warning(late)
    return said.label("check_no_claim" if dated else "check_undated")


# ---------------------------------------------------------------------------- assessments


def _claim(page: Page, claim: Claim, case: Case, said: Words, indent: int = 2) -> None:
    party = party_name(claim.claimant, case, said)
    page.line(said.label("claim_by", party=party, day=claim.made_on), indent=indent)
    if claim.deadline:
        page.line(said.label("claim_deadline", day=claim.deadline), indent=indent)
    page.line(
        shortened(in_language(claim.text, said.language), 2 * QUOTE),
        indent=indent + 2,
        style="italic",
    )


def _judgement(page: Page, a: Assessment, said: Words, indent: int = 2) -> None:
    """Verdict and likelihood first; confidence in sentences of its own."""
    page.line(said.verdict(a.verdict).upper(), indent=indent, style="bold reverse")
    page.line(said.judgement(a), indent=indent, style="bold")
    page.line(said.table.verdict_means[a.verdict], indent=indent)
    for reason in a.verdict_reasons:
        page.line(said.reason(reason), indent=indent)
    page.gap()
    page.line(said.table.confidence_sentence[a.confidence], indent=indent, style="bold")
    for reason in a.confidence_reasons:
        level = reason.values.get("level")
        page.item(said.name("confidence", str(level)) if level else "", said.reason(reason))


def _alternatives(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.label("alternatives"))
    for share in shares(a.p):
        page.bar(said.name("outcome", share.key), share.p, said.percent(share.p))
    page.line(said.label("prior_range", low=a.p_range[0], high=a.p_range[1]), indent=2)


def _observed(page: Page, a: Assessment, case: Case, said: Words) -> None:
    seen = a.observed_so_far
    page.heading(said.label("observed"))
    drop = said.label("drop", p=seen.p_drop_10) if seen.counts else said.label("no_counts_since")
    page.line(drop, indent=2, hang=2)
    if seen.level is None:
        page.line(said.label("level_none"), indent=2)
    else:
        page.line(
            said.label(
                "level",
                median=seen.level.median,
                low=seen.level.low90,
                high=seen.level.high90,
                unit=said.name("unit", seen.level.unit),
                definition=definition_label(seen.level.definition, case, said),
            ),
            indent=2,
            hang=2,
        )
    for period, change in sorted(seen.change.items(), key=lambda c: int(c[0].rstrip("w"))):
        page.line(
            said.label(
                "change_up",
                period=said.label(f"period_{period}"),
                median=change.median,
                low=change.low90,
                high=change.high90,
                p=change.p_up,
            ),
            indent=2,
            hang=2,
        )
    page.line(said.count("origins", a.independent_origins), indent=2)


def _strongest(page: Page, shown: Sequence[Item], way: str, said: Words) -> None:
    page.heading(said.label(f"strongest_{way}"))
    found = [item for item in shown if item.favour == way][:STRONGEST]
    if not found:
        page.line(said.label(f"nothing_{way}"), indent=2)
    for item in found:
        head = f"{item.source} ({item.weighed.evidence.grade}), {said.day(item.day)}, {item.odds}"
        page.line(f"• {head}", indent=2, hang=2, style="bold")
        quote = shortened(item.quotation.quote, QUOTE)
        row = item.quotation.document.row
        page.line(
            f"{quote} ({said.label('paraphrase', row=row.row)})" if row else in_quotes(quote, said),
            indent=4,
        )


def _copied(page: Page, shown: Sequence[Item], said: Words) -> None:
    """The reports that were carried most: many copies, and no more than one voice each."""
    carried = sorted((i for i in shown if i.copied_by), key=lambda i: (-len(i.copied_by), i.number))
    if not carried:
        return
    page.heading(said.label("copied"))
    for item in carried[:STRONGEST]:
        copies = said.count("copies", len(item.copied_by))
        page.line(f"• {item.origin}{said.label('colon')} {copies}", indent=2, hang=2)


def _would_change(page: Page, a: Assessment, said: Words) -> None:
    page.heading(said.label("would_change"))
    if not a.would_change:
        page.line(said.label("would_change_none"), indent=2)
    for would in a.would_change[:STRONGEST]:
        what = said.observation(would.observation)
        swing = said.label("swing", swing=would.swing)
        page.line(f"• {what}{said.label('colon')} {swing}", indent=2, hang=2)


def _changed(page: Page, a: Assessment, past: Sequence[Past], said: Words) -> None:
    if not past:
        return
    page.heading(said.label("change"))
    page.line(said.changed(past, a.verdict), indent=2, hang=2)
    for one in past:
        if one.verdict is a.verdict:
            continue
        day = f"{said.instant(one.as_of)}{said.label('colon')} {said.verdict(one.verdict)}."
        page.line(f"• {day} {one.why}", indent=2, hang=2)


def _left_out(
    page: Page,
    documents: Iterable[Document],
    assessments: Sequence[Assessment],
    warnings: Sequence[Reason],
    said: Words,
) -> None:
    """What was set aside, left unused or not sure of: counted, never silent."""
    page.heading(said.label("left_out"))
    removed = Counter(cut.reason for document in documents for cut in document.removed)
    unused: Counter[str] = Counter()
    for assessment in assessments:
        unused.update(assessment.unused)
    if not (removed or unused or warnings):
        page.line(said.label("left_out_none"), indent=2)
    for reason, number in sorted(removed.items()):
        told = (
            f"{said.count('removed', number)}{said.label('colon')} {said.name('removed', reason)}"
        )
        page.line(f"• {told}", indent=2, hang=2)
    for reason, number in sorted(unused.items()):
        told = f"{said.count('unused', number)}{said.label('colon')} {said.name('unused', reason)}"
        page.line(f"• {told}", indent=2, hang=2)
    if warnings:
        page.line(f"• {said.count('warnings', len(warnings))}", indent=2)
    for text in said.warned(warnings):
        page.line(f"– {text}", indent=4, hang=2)
