"""Run by Alembic: migrations on the connection that `storage/database/upgrade.py` hands over."""

from alembic import context

from flashcards.storage.database.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
