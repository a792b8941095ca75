"""The tables as they came to be, one file per change, numbered (Alembic).

Alembic is only imported where something is to be changed: it takes longer to import than a case
takes to open.
"""

from __future__ import annotations

from importlib import resources

from sqlalchemy import Connection, inspect, text

from recul.model import InputError

HEAD = max(
    entry.name[:4]
    for entry in resources.files(__name__).joinpath("versions").iterdir()
    if entry.name[:4].isdigit()
)
"""The number of the last change."""


def version(tx: Connection) -> str | None:
    """The number of the last change that a database has seen; None if it has no tables."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    return tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(tx: Connection, name: str) -> None:
    """Make the changes that a database has not seen, in the transaction that is under way.

    Raises:
        InputError: it has seen changes that this version does not know.
    """
    seen = version(tx)  # another program may have been faster
    if seen == HEAD:
        return
    if seen is not None and seen > HEAD:
        raise InputError(name, "was written by a later version of Recul", "Install that version")
    from alembic.command import upgrade as run
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files(__name__)).replace("%", "%%"))
    config.attributes["connection"] = tx
    run(config, "head")
