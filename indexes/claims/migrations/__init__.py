"""Alembic migrations of the claims store; `upgrade_database` runs them."""
