"""The interface for programs: the shapes of the JSON contract, tokens, a stream of changes.

A program sends ``Authorization: Bearer TOKEN``. Where no login is asked for, none is needed; a page
of another site is then held off by the checks on host and origin (`guard`), since no cookie counts
here.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from recul.languages import spoken
from recul.reporting import json as shapes
from recul.reporting.changelog import changelog_json
from recul.reporting.words import words
from recul.web.access import HERE, accounts
from recul.web.accounts import SCOPES
from recul.web.adding import Adding
from recul.web.addresses import instant
from recul.web.queries import Library, Opened
from recul.web.visit import User

router = APIRouter(prefix="/api", tags=["recul"])
Json = dict[str, Any]
BEAT = 15.0
"""Seconds between two signs of life in the stream."""
LOOK = 2.0
"""Seconds between two looks for changes."""
MOST_STREAMS = 100


class Caller:
    """Who asks, and what the token is for."""

    def __init__(self, request: Request, authorization: str | None = Header(None)) -> None:
        self.library: Library = request.app.state.library
        self.request = request
        self.user: User = HERE
        self.scopes: tuple[str, ...] = SCOPES
        if not request.app.state.settings.login:
            return
        scheme, _, token = (authorization or "").partition(" ")
        found = accounts(request).bearer(token.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        self.user, self.scopes = found

    def may(self, scope: str, role: str) -> User:
        """Let a call through only if token and account allow it.

        Raises:
            HTTPException: 403.
        """
        if scope not in self.scopes or not self.user.may(role):
            raise HTTPException(403)
        return self.user

    def case(self, slug: str) -> Opened:
        """A case that may be read."""
        self.may("read", "reader")
        return self.library.case(slug)


Calling = Annotated[Caller, Depends()]
Language = Annotated[str, Query(pattern=f"^({'|'.join(spoken())})$")]
AsOf = Annotated[str | None, Query(max_length=40, description="A day, or an instant with a zone.")]
_ERRORS: dict[int | str, Json] = {
    400: {"description": "The input cannot be used; `detail` says why."},
    401: {"description": "No token, or one that does not hold."},
    403: {"description": "Token or account do not allow it."},
    404: {"description": "There is no such thing."},
}


@router.get("/cases", responses=_ERRORS)
def cases(call: Calling) -> Json:
    """The cases that are served."""
    call.may("read", "reader")
    return {
        "cases": [
            {"id": opened.slug, "title": opened.case.title, "documents": len(opened.documents())}
            for opened in call.library.cases.values()
        ]
    }


@router.get("/cases/{slug}/assessments", responses=_ERRORS)
def assessments(call: Calling, slug: str, as_of: AsOf = None, lang: Language = "en") -> Json:
    """The assessments of a case, as `recul assess --json` prints them."""
    opened, said = call.case(slug), words(lang)
    clock = call.request.app.state.settings.clock
    at = instant(as_of) if as_of else opened.latest(said, clock().date())
    found = opened.assessed(at, said)
    return shapes.assess_json(
        found.case,
        found.as_of,
        found.assessments,
        history=found.history,
        warnings=found.warnings,
        language=lang,
    )


@router.get("/cases/{slug}/documents/{key:path}", responses=_ERRORS)
def document(call: Calling, slug: str, key: str) -> Json:
    """A stored document; all spans point into its `text`."""
    return call.case(slug).document(key).model_dump(mode="json")


class Given(BaseModel):
    """Addresses to read."""

    addresses: list[Annotated[str, Field(max_length=2000)]] = Field(min_length=1, max_length=50)


@router.post("/cases/{slug}/documents", status_code=202, responses=_ERRORS)
def add(call: Calling, slug: str, given: Given) -> Json:
    """Add the pages at some addresses; they are read one after the other."""
    user = call.may("write", "analyst")
    adding: Adding = call.request.app.state.adding
    now = call.request.app.state.settings.clock()
    return _job(adding.begin(call.case(slug), user.name, given.addresses, (), None, now).id)


@router.post("/cases/{slug}/files/documents", status_code=202, responses=_ERRORS)
def upload(call: Calling, slug: str, file: UploadFile) -> Json:
    """Add a file."""
    user = call.may("write", "analyst")
    adding: Adding = call.request.app.state.adding
    now = call.request.app.state.settings.clock()
    given = [(file.filename or "upload", file.file)]
    return _job(adding.begin(call.case(slug), user.name, (), given, None, now).id)


@router.get("/cases/{slug}/jobs/{job}", responses=_ERRORS)
def job(call: Calling, slug: str, job: str) -> Json:
    """What became of documents that were added."""
    adding: Adding = call.request.app.state.adding
    found = adding.job(call.case(slug).slug, job)
    return {
        "job": found.id,
        "finished": found.finished,
        "added": found.added,
        "already": found.already,
        "failed": found.failed,
        "warnings": words("en").warned(found.warnings),
    }


@router.get("/cases/{slug}/log", responses=_ERRORS)
def log(call: Calling, slug: str, lang: Language = "en") -> Json:
    """What each kept assessment changed, the oldest first, as `recul log --json` prints it."""
    entries = [(entry.id, entry.change) for entry in call.case(slug).log()]
    return {"entries": changelog_json(entries, language=lang)}


@router.get("/cases/{slug}/changes", responses=_ERRORS, response_class=StreamingResponse)
async def changes(
    call: Calling,
    slug: str,
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
) -> StreamingResponse:
    """A stream (SSE) of what kept assessments change, from now on or from `Last-Event-ID`."""
    opened = call.case(slug)
    state = call.request.app.state
    if state.streams >= MOST_STREAMS:
        raise HTTPException(429, headers={"Retry-After": "60"})
    return StreamingResponse(
        _stream(call.request, opened, last_event_id), media_type="text/event-stream"
    )


async def _stream(request: Request, opened: Opened, last: str | None) -> AsyncIterator[str]:
    request.app.state.streams += 1
    try:
        told = await run_in_threadpool(lambda: [entry.id for entry in opened.log()])
        if last in told:
            told = told[: told.index(last) + 1]
        yield ": here\n\n"
        quiet = 0.0
        while not await request.is_disconnected():
            entries = await run_in_threadpool(opened.log)
            for entry in entries:
                if entry.id in told:
                    continue
                told.append(entry.id)
                body = json.dumps(changelog_json([(entry.id, entry.change)])[0])
                yield f"id: {entry.id}\nevent: assessment\ndata: {body}\n\n"
                quiet = 0.0
            await asyncio.sleep(LOOK)
            quiet += LOOK
            if quiet >= BEAT:
                quiet = 0.0
                yield ": still here\n\n"
    finally:
        request.app.state.streams -= 1


def _job(id_: str) -> Json:
    return {"job": id_}
