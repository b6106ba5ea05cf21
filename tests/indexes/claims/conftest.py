"""A fresh store for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.claims.database import Database, open_database, upgrade_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path}/claims.sqlite")
    upgrade_database(opened)
    yield opened
    opened.close()
