"""The commands `recul serve` and `recul account`. What they need is imported when they run."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recul.model import InputError

if TYPE_CHECKING:
    from recul.web.accounts import Accounts

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REMEDY = 'Install it: pip install "recul[web]"'


def serve(
    cases: Annotated[list[Path], typer.Argument(metavar="CASE…", help="Case folders to serve.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8710,
    login: Annotated[
        bool, typer.Option("--login", help="Ask for a login on this machine, too.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name by which browsers reach the server."),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="Behind a proxy that speaks HTTPS: secure cookies.")
    ] = False,
) -> None:
    """Serve the pages of cases. Only this machine reaches them, unless --host says otherwise."""
    try:
        import uvicorn

        from recul.web.app import create
    except ImportError as error:
        raise InputError("serve", f"{error.name} is not installed", _REMEDY) from None
    from recul.web.guard import LOOPBACK
    from recul.web.queries import Library
    from recul.web.visit import Settings

    here = host in _LOOPBACK
    library = Library(cases)
    settings = Settings(
        clock=_now,
        login=login or not here,
        hosts=frozenset(n.lower() for n in name or ()) | LOOPBACK if name or here else frozenset(),
        https=https,
    )
    app = create(library, settings)
    if settings.login and not app.state.accounts.all():
        raise InputError(
            "serve",
            "nobody has an account",
            f"Make one: recul account {cases[0]} NAME --role admin",
        )
    typer.echo(f"http://{'localhost' if here else host}:{port}/")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def account(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The first case that is served.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the account.")],
    role: Annotated[
        str, typer.Option(metavar="reader|analyst|editor|admin", help="What it may do.")
    ] = "reader",
) -> None:
    """Make an account for `recul serve`, or change its password and role."""
    held = _accounts(case)
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    held.add(name, password, role, by="command line")
    typer.echo(f"{name}: {role}")


def _accounts(case: Path) -> Accounts:
    from recul import api

    try:
        from recul.web.accounts import Accounts
    except ImportError as error:
        raise InputError("account", f"{error.name} is not installed", _REMEDY) from None
    return Accounts(api.open_case(case).folder.database, _now)


def _now() -> datetime:
    return datetime.now(UTC)
