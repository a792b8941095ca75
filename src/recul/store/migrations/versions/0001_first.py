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
