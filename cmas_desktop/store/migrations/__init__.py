"""The steps from one revision of the database to the next, for Alembic."""
