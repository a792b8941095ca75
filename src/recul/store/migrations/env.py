"""Where Alembic begins: it runs in the transaction it is given."""

from alembic import context

from recul.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
