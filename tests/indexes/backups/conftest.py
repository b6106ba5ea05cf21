"""A store of its own for every test."""

from tests.stores import database, migrated_file

__all__ = ["database", "migrated_file"]
