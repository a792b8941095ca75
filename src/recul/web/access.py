"""Who may do what: the dependencies that stand before the pages, and the pages of the account."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from recul.web.accounts import SCOPES, Accounts
from recul.web.visit import COOKIE, ROLES, User, Visit

HERE = User("local", "admin")
"""The one person at this machine, where no login is asked for."""
router = APIRouter(include_in_schema=False)
_PATH = re.compile(r"/(?![/\\])[\x21-\x7e]*")
"""A path of this server: ``//host`` and ``/\\host`` lead elsewhere."""


def visiting(request: Request) -> Visit:
    """Anybody's visit."""
    if not request.app.state.settings.login:
        return Visit(request, HERE)
    visit = Visit(request, None)
    if not visit.fresh:
        visit.user = accounts(request).user(visit.session)
    return visit


def reading(request: Request) -> Visit:
    """The visit of somebody who may read.

    Raises:
        HTTPException: 401, to be sent to the login.
    """
    visit = visiting(request)
    if visit.user is None:
        raise HTTPException(401)
    return visit


Anybody = Annotated[Visit, Depends(visiting)]
Reader = Annotated[Visit, Depends(reading)]


def accounts(request: Request) -> Accounts:
    """The accounts of the server."""
    found: Accounts = request.app.state.accounts
    return found


def path_or_home(where: str) -> str:
    """`where` if it is a path of this server, else the overview."""
    return where if _PATH.fullmatch(where) else "/"


def to_login(request: Request) -> Response:
    """Send somebody who is not known to the login, and back afterwards."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    where = f"/login?back={quote(asked if request.method == 'GET' else '/', safe='')}"
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": where})
    return Response(status_code=303, headers={"Location": where})


@router.get("/login")
def login_page(visit: Anybody, back: str = "/") -> Response:
    """Where a name and a password are asked for."""
    return visit.page("login.html.j2", back=path_or_home(back), wait=0, refused=False, opened=None)


@router.post("/login")
def login(
    visit: Anybody,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    csrf: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Open a session, under a new secret."""
    visit.same_session(csrf)
    address = visit.request.client.host if visit.request.client else ""
    session, wait = accounts(visit.request).login(name, password, address)
    if session is None:
        response: Response = visit.page(
            "login.html.j2",
            status=429 if wait else 403,
            back=path_or_home(back),
            wait=wait,
            refused=True,
            opened=None,
        )
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response
    response = visit.to(path_or_home(back))
    visit.set_cookie(response, COOKIE, session, age=12 * 3600)
    return response


@router.post("/logout")
def logout(visit: Reader, csrf: Annotated[str, Form()] = "") -> Response:
    """Close the session."""
    visit.same_session(csrf)
    accounts(visit.request).logout(visit.session)
    response = visit.to("/login")
    response.delete_cookie(COOKIE)
    return response


@router.get("/account")
def account(visit: Reader) -> Response:
    """The own account: its tokens; for an admin, the others."""
    return _account(visit)


@router.post("/account/tokens")
def token(
    visit: Reader,
    label: Annotated[str, Form(max_length=80)],
    scopes: Annotated[list[str], Form()],
    days: Annotated[int, Form()] = 90,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Make a token for a program."""
    user = visit.check(csrf, "reader")
    made = accounts(visit.request).issue(user.name, label, scopes, days)
    return _account(visit, made=made)


@router.post("/account/tokens/{id_}/revoke")
def revoke(visit: Reader, id_: str, csrf: Annotated[str, Form()] = "") -> Response:
    """End a token."""
    user = visit.check(csrf, "reader")
    if not re.fullmatch(r"[0-9a-f]{12}", id_):
        raise HTTPException(404)
    accounts(visit.request).revoke(user.name, id_)
    return visit.to("/account")


@router.post("/account/users")
def add_user(
    visit: Reader,
    name: Annotated[str, Form(max_length=64)],
    password: Annotated[str, Form(max_length=1000)],
    role: Annotated[str, Form()],
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Make an account, or give it another password and role."""
    user = visit.check(csrf, "admin")
    accounts(visit.request).add(name, password, role, user.name)
    return visit.to("/account")


@router.post("/account/users/{name}/close")
def close_user(visit: Reader, name: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Close an account."""
    user = visit.check(csrf, "admin")
    accounts(visit.request).close(name, user.name)
    return visit.to("/account")


def _account(visit: Visit, made: str | None = None) -> Response:
    held = accounts(visit.request)
    user = visit.user
    if user is None or not visit.settings.login:
        raise HTTPException(404)
    return visit.page(
        "account.html.j2",
        tokens=held.tokens(user.name),
        made=made,
        scopes=SCOPES,
        roles=ROLES,
        users=held.all() if user.may("admin") else [],
        opened=None,
    )
