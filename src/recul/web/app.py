"""The server: its pages put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

import recul
from recul.model import InputError
from recul.web import access, claims, files, programs, reviewing, sources, working
from recul.web.accounts import Accounts
from recul.web.adding import Adding
from recul.web.guard import Guard
from recul.web.queries import Library, NotHere
from recul.web.visit import Settings, Visit

FORM_BYTES = 256_000
"""A form without a file is never larger."""


def create(library: Library, settings: Settings) -> FastAPI:
    """The application that serves the cases of a library."""
    app = FastAPI(
        title="Recul",
        version=recul.__version__,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.library = library
    app.state.settings = settings
    app.state.accounts = Accounts(library.accounts, settings.clock)
    app.state.adding = Adding()
    app.state.streams = 0
    for room in (files, access, claims, sources, working, reviewing, programs):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(packages=[("recul.web", "static")]), name="static")
    app.add_exception_handler(NotHere, _not_here)
    app.add_exception_handler(InputError, _input_error)
    app.add_exception_handler(StarletteHTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, hosts=settings.hosts, limit=FORM_BYTES, uploads=settings.uploads)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.adding.close()


def _answer(request: Request, status: int, key: str, detail: str = "") -> Response:
    """An error as a page, or as JSON to a program."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail or key}, status_code=status)
    visit = Visit(request, None)
    return visit.page("error.html.j2", status=status, key=key, detail=detail, opened=None)


def _not_here(request: Request, error: Exception) -> Response:
    return _answer(request, 404, "error_404")


def _input_error(request: Request, error: Exception) -> Response:
    return _answer(request, 400, "error_400", str(error))


def _not_valid(request: Request, error: Exception) -> Response:
    return _answer(request, 422, "error_400")


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, StarletteHTTPException):
        raise error
    if error.status_code == 401 and not request.url.path.startswith("/api/"):
        return access.to_login(request)
    known = {401, 403, 404, 405, 413, 429}
    key = f"error_{error.status_code}" if error.status_code in known else "error_400"
    response = _answer(request, error.status_code, key)
    response.headers.update(error.headers or {})
    return response
