"""The pages on which something is done: documents added, and looked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response, UploadFile

from recul.model import InputError
from recul.web.access import Reader
from recul.web.adding import Adding
from recul.web.addresses import address
from recul.web.passages import stretch

router = APIRouter(include_in_schema=False)
MOST_FILES = 50
HITS = 20
"""Documents on a page of search."""


@router.get("/c/{slug}/add")
def add_page(visit: Reader, slug: str) -> Response:
    """The form to add documents with."""
    opened = visit.library.case(slug)
    return visit.page("add.html.j2", opened=opened, most=visit.settings.uploads, files=MOST_FILES)


@router.post("/c/{slug}/documents")
def add(
    visit: Reader,
    slug: str,
    files: Annotated[list[UploadFile] | None, Form()] = None,
    addresses: Annotated[str, Form(max_length=20_000)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Take documents over; they are read beside the pages."""
    user = visit.check(csrf, "analyst")
    opened = visit.library.case(slug)
    given = [(f.filename, f.file) for f in files or () if f.filename]
    if len(given) > MOST_FILES:
        raise InputError("the form", f"holds more than {MOST_FILES} files", "Send fewer at a time")
    adding: Adding = visit.request.app.state.adding
    job = adding.begin(opened, user.name, addresses.split(), given, _day(published), visit.now)
    return visit.to(address("c", slug, "jobs", job.id))


@router.get("/c/{slug}/jobs/{job}")
def job_page(visit: Reader, slug: str, job: str) -> Response:
    """How far the reading of added documents is."""
    opened = visit.library.case(slug)
    adding: Adding = visit.request.app.state.adding
    return visit.page("job.html.j2", opened=opened, job=adding.job(slug, job))


@router.get("/c/{slug}/search")
def search(
    visit: Reader,
    slug: str,
    q: Annotated[str, Query(max_length=200)] = "",
    said: bool = False,
    page: Annotated[int, Query(ge=1, le=500)] = 1,
) -> Response:
    """Documents that hold all that is looked for, what was found marked in the stored text."""
    opened = visit.library.case(slug)
    hits, more, problem = [], False, None
    if q.strip():
        try:
            found = opened.open.search(q, said=said, limit=HITS, offset=HITS * (page - 1))
        except InputError as error:
            problem = str(error)
        else:
            more = found.more
            hits = [
                (hit, [stretch(hit.document, e.span, e.found) for e in hit.excerpts])
                for hit in found.hits
            ]
    return visit.page(
        "search.html.j2",
        opened=opened,
        q=q,
        said=said,
        page=page,
        hits=hits,
        more=more,
        problem=problem,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(text, "is not a date", "Write it as 2022-02-16") from None
