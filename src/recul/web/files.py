"""Style sheets that the pages share with the brief, and small things every server has."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from recul.reporting.html import stylesheet

router = APIRouter(include_in_schema=False)


@router.get("/brief.css")
def brief_css() -> Response:
    """The style sheet of the brief."""
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


@router.get("/robots.txt")
def robots() -> Response:
    """Nothing here is for search engines."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
