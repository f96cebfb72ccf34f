"""Runs migrations on the connection that the database hands over."""

from alembic import context

from data.store import runs  # noqa: F401  its table is in a file of its own
from data.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
