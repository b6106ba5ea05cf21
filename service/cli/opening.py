"""Opens what commands need, and no more of it than they need."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.reverse.opening import open_claim_index
from indexes.sources.back_ends import open_library
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from indexes.sources.library import Library
from service.services import Services
from workers.bells import Bell, open_bell
from workers.settings import Settings, read_settings


def open_settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)


@contextmanager
def opened_database(settings: Settings) -> Iterator[Database]:
    """The claims store, its tables brought up to date."""
    database = open_database(settings.database_url)
    try:
        upgrade_database(database)
        yield database
    finally:
        database.close()


@contextmanager
def opened_bell(settings: Settings) -> Iterator[Bell]:
    """The bell; what is waiting is rung at the end."""
    bell = open_bell(settings.broker_url)
    try:
        yield bell
    finally:
        bell.close()


@contextmanager
def opened_library(settings: Settings, embedder: Embedder | None = None) -> Iterator[Library]:
    """The library: with a model to search and fill, created where it is not; without, as it is."""
    library = open_library(
        settings.library_url,
        embedding_model=embedder.name if embedder else "",
        dimensions=embedder.dimensions if embedder else 0,
    )
    try:
        yield library
    finally:
        library.close()


@contextmanager
def opened_services(settings: Settings, embedder: Embedder) -> Iterator[Services]:
    """Everything that arriving sources need: they may touch claims, which are checked again."""
    with (
        opened_library(settings, embedder) as library,
        opened_database(settings) as database,
        opened_bell(settings) as bell,
        closing(open_claim_index(settings.library_url, embedder)) as claim_index,
    ):
        yield Services(database, library, embedder, bell, claim_index)


def load_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name."""
    return open_embedder(settings.embedding_model, settings.models_folder)
