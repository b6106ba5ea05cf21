"""A fresh claims store, one Elasticsearch a session, and a fresh place in it a test."""

from tests.indexes.sources.elastic.conftest import client, name, server, url
from tests.stores import database, migrated_file

__all__ = ["client", "database", "migrated_file", "name", "server", "url"]
