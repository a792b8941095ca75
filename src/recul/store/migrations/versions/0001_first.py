"""The first tables."""

from alembic import op

from recul.store.migrations.append_only import protect
from recul.store.tables import APPEND_ONLY, metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    metadata.create_all(op.get_bind())
    protect(*(table.name for table in APPEND_ONLY))
    for statement in _SEARCH[op.get_context().dialect.name]:
        op.execute(statement)


_SEARCH = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search USING fts5(folded, content='', detail='none', "
        "tokenize='trigram case_sensitive 1')"
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public",
        "CREATE TABLE search (seq bigint PRIMARY KEY REFERENCES documents, folded text NOT NULL)",
        "CREATE INDEX ix_search_folded ON search USING gin (folded gin_trgm_ops)",
    ],
}
"""The index of `recul.store.search`, which is not the same on both."""
