"""What the doctor says of the claims index."""

from dataclasses import replace
from pathlib import Path

import pytest

from indexes.claims.database import open_database, upgrade_database
from indexes.reverse.opening import open_claim_index
from indexes.reverse.reconciling import reconcile_claims
from indexes.sources.back_ends import open_library
from service.doctor.claims_index import check_claims_index
from service.doctor.findings import Level
from tests.indexes.sources.library_contract import EMBEDDER
from tests.stores import check_article
from workers.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        folder=tmp_path,
        database_url=f"sqlite:///{tmp_path}/claims.sqlite",
        library_url=f"embedded://{tmp_path}/library",
    )


def make_library(settings: Settings) -> None:
    open_library(
        settings.library_url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions
    ).close()


def test_without_a_library_there_is_nothing_to_do(settings: Settings) -> None:
    assert check_claims_index(settings, {}).level is Level.OK


def test_claims_that_it_lacks_are_counted_until_it_is_in_step(settings: Settings) -> None:
    make_library(settings)
    assert check_claims_index(settings, {}).level is Level.OK  # nothing is stored either
    database = open_database(settings.database_url)
    upgrade_database(database)
    check_article(database)
    lacking = check_claims_index(settings, {})
    assert (lacking.level, "4 are stored" in lacking.says) == (Level.WARN, True)
    assert "sverka claims index" in lacking.advice
    index = open_claim_index(settings.library_url, EMBEDDER)
    reconcile_claims(database, index)
    index.close()
    database.close()
    found = check_claims_index(settings, {})
    assert (found.level, found.says.endswith(": 4 claims")) == (Level.OK, True)


def test_what_another_check_says_is_not_said_twice(settings: Settings) -> None:
    away = replace(settings, library_url="elasticsearch://127.0.0.1:1/name")
    found = check_claims_index(away, {})
    assert (found.level, found.advice) == (Level.WARN, "See library.")
