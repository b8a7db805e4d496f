"""What Alembic runs: on the connection that storage/migrate.py hands in, one transaction for all steps."""

from __future__ import annotations

from alembic import context

from storage.migrate import CONNECTION, context_options
from storage.models import Base

connection = context.config.attributes[CONNECTION]
context.configure(connection=connection, target_metadata=Base.metadata, **context_options())
with context.begin_transaction():
    context.run_migrations()
