"""A fresh claims store for tests of steps."""

from tests.stores import database, migrated_file

__all__ = ["database", "migrated_file"]
