"""The pages on what is claimed: overview, a claim, its evidence, a document, the brief."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Response

from recul.languages import spoken
from recul.model import Assessment, in_language
from recul.reporting import html, sheet
from recul.reporting.course import course, spark
from recul.reporting.explain import fit_mark, warning_lines, without_lines
from recul.reporting.view import link_to, party_name, shares, source_name
from recul.web import queries
from recul.web.access import Anybody, Reader, path_or_home
from recul.web.addresses import address
from recul.web.passages import passages
from recul.web.visit import LANGUAGE

router = APIRouter(include_in_schema=False)
POLICY = {"Content-Security-Policy": sheet.policy()}
FIRST = 20
"""Pieces of evidence that stand open; the rest unfold."""

MATRIX = 20
"""Rows of the matrix of competing hypotheses: those that tell most between them."""


@router.get("/")
def overview(visit: Reader) -> Response:
    """All cases and their claims."""
    rows = []
    for opened in visit.library.cases.values():
        as_of = opened.latest(visit.words, visit.today)
        found = opened.assessed(as_of, visit.words)
        claims = []
        for assessment in found.assessments:
            points = opened.course(assessment)
            claims.append(
                {
                    "a": assessment,
                    "party": party_name(assessment.claim.claimant, found.case, visit.words),
                    "text": in_language(assessment.claim.text, visit.words.language),
                    "shares": shares(assessment.p),
                    "spark": spark(points),
                    "first": points[0],
                    "past": found.history.get(assessment.claim.id, ()),
                    "newest": newest(assessment),
                }
            )
        rows.append(
            {
                "opened": opened,
                "title": in_language(found.case.title, visit.words.language) or opened.slug,
                "as_of": as_of,
                "claims": claims,
                "documents": len(found.documents),
                "languages": sorted({d.language for d in found.documents.values() if d.language}),
                "undated": found.undated,
                "warnings": len(found.warnings),
            }
        )
    return visit.page("overview.html.j2", rows=rows, opened=None)


@router.get("/language/{code}")
def language(visit: Anybody, code: str, back: str = "/") -> Response:
    """Speak another language from now on."""
    if code not in spoken():
        raise queries.NotHere
    response = visit.to(path_or_home(back))
    visit.set_cookie(response, LANGUAGE, code)
    return response


@router.get("/c/{slug}")
def case(visit: Reader, slug: str) -> Response:
    """A case: its only claim, or the list."""
    opened = visit.library.case(slug)
    found = opened.assessed(opened.latest(visit.words, visit.today), visit.words)
    if len(found.assessments) == 1:
        return visit.to(address("c", slug, "claims", found.assessments[0].claim.id))
    return visit.to(f"{address()}#{slug}")


@router.get("/c/{slug}/claims/{claim}")
def claim_page(visit: Reader, slug: str, claim: str, as_of: str | None = None) -> Response:
    """One claim: verdict, confidence, drawings, evidence, what changed."""
    opened = visit.library.case(slug)
    latest = opened.latest(visit.words, visit.today)
    instant = visit.as_of(as_of, opened)
    found = opened.assessed(instant, visit.words)
    assessment = opened.assessment(claim, instant, visit.words)
    section = opened.section(claim, instant, visit.words, as_of)
    by_id = {item.weighed.evidence.id: item for item in section.items}
    points = opened.course(assessment)
    first, last = queries.first_and_last(assessment, latest)
    return visit.page(
        "claim.page.html.j2",
        opened=opened,
        case=found.case,
        s=section,
        without=without_lines(assessment, found.case, visit.words),
        warning=warning_lines(assessment.warning_time, visit.words)
        if assessment.warning_time
        else [],
        matrix=[
            (by_id[row.evidence], row.fits)
            for row in sorted(assessment.matrix, key=lambda row: min(row.fits))[:MATRIX]
            if row.evidence in by_id
        ],
        fit_mark=fit_mark,
        as_of=instant,
        asked=as_of,
        latest=latest,
        first_day=first,
        last_day=last,
        courses_drawn=(
            course(points, visit.words, html.WIDE),
            course(points, visit.words, html.NARROW),
        ),
        newest=newest(assessment),
        first=FIRST,
        unused=html.unused([assessment]),
        warnings=visit.words.warned(found.warnings),
    )


@router.get("/c/{slug}/claims/{claim}/brief.{form}")
def brief(visit: Reader, slug: str, claim: str, form: str, as_of: str | None = None) -> Response:
    """The brief on one page, to hand on: HTML that needs nothing else, or PDF."""
    opened = visit.library.case(slug)
    if form not in ("html", "pdf"):
        raise queries.NotHere
    instant = visit.as_of(as_of, opened)
    page = opened.brief(claim, instant, visit.words)
    if form == "html":
        return Response(page, media_type="text/html; charset=utf-8", headers=POLICY)
    return Response(
        opened.pdf(claim, instant, visit.words),
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="recul-{instant.date()}.pdf"'},
    )


@router.get("/c/{slug}/evidence/{key:path}")
def evidence_page(
    visit: Reader, slug: str, key: str, claim: str, as_of: str | None = None
) -> Response:
    """One piece of evidence: its sentence in the stored text, its chain, its grade."""
    opened = visit.library.case(slug)
    instant = visit.as_of(as_of, opened)
    found = opened.assessed(instant, visit.words)
    assessment = opened.assessment(claim, instant, visit.words)
    queries.weighed(assessment, key)
    shown = opened.section(claim, instant, visit.words, as_of).items
    at = next((i for i, item in enumerate(shown) if item.weighed.evidence.id == key), None)
    if at is None:
        raise queries.NotHere
    item = shown[at]
    document = found.documents[item.weighed.evidence.document]
    return visit.page(
        "evidence.page.html.j2",
        opened=opened,
        case=found.case,
        claim=claim,
        asked=as_of,
        as_of=instant,
        item=item,
        document=document,
        passages=passages(document, item.weighed.evidence.span),
        captures=opened.captures(document.id),
        chain=[
            (source_name(link.source, found.case, visit.words), link)
            for link in item.weighed.evidence.chain
        ],
        before=shown[at - 1] if at else None,
        after=shown[at + 1] if at + 1 < len(shown) else None,
        total=len(shown),
    )


@router.get("/c/{slug}/documents/{key:path}")
def document_page(visit: Reader, slug: str, key: str) -> Response:
    """One document as it is stored."""
    opened = visit.library.case(slug)
    document = opened.document(key)
    return visit.page(
        "document.html.j2",
        opened=opened,
        document=document,
        link=link_to(document.url),
        passages=passages(document, None),
        captures=opened.captures(document.id),
    )


@router.get("/c/{slug}/captures/{capture}")
def capture(visit: Reader, slug: str, capture: str, document: str) -> Response:
    """What a server answered, as it came: to be kept, never shown as a page of ours."""
    content = visit.library.case(slug).captured(document, capture)
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="response.http"'},
    )


def newest(assessment: Assessment) -> datetime | None:
    """When the latest evidence was published."""
    return max((w.evidence.published for w in assessment.evidence), default=None)
