"""Opens what the web service works with: alone, or together with the workers of its process."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from indexes.claims.database import open_database, upgrade_database
from indexes.reverse.opening import open_claim_index
from indexes.sources.encoders import open_embedder
from service.services import Services
from workers.bells import open_bell
from workers.checking import open_checked_library, open_checker
from workers.embedded import start_embedded_workers
from workers.settings import Settings
from workers.toolkit import EMBEDDED_TIMING, Toolkit
from workers.tracing import open_tracer

WORKER_THREADS = 2
STOP_WITHIN_SECONDS = 10.0  # a step that takes longer is left to its lease: whoever comes takes it


def is_embedded(settings: Settings) -> bool:
    """Whether the bell is heard in this process only, so that the workers must live in it."""
    return urlsplit(settings.broker_url).scheme == "memory"


@contextmanager
def opened_services(settings: Settings) -> Iterator[Services]:
    """The services; with a bell of `memory://` also worker threads and the reconciler."""
    opened = _opened_with_workers if is_embedded(settings) else _opened_alone
    with opened(settings) as services:
        yield services


@contextmanager
def _opened_with_workers(settings: Settings) -> Iterator[Services]:
    with opened_toolkit(settings) as (toolkit, services):
        workers = start_embedded_workers(toolkit, threads=WORKER_THREADS)
        try:
            yield services
        finally:
            workers.stop(STOP_WITHIN_SECONDS)


@contextmanager
def opened_toolkit(settings: Settings) -> Iterator[tuple[Toolkit, Services]]:
    """A toolkit and services that share store, library and models."""
    checker = open_checker(settings)
    database = open_database(settings.database_url)
    bell = open_bell(settings.broker_url)
    embedder = checker.models.embedder
    claim_index = open_claim_index(settings.library_url, embedder)
    tracer = open_tracer(settings)
    try:
        upgrade_database(database)
        toolkit = Toolkit(settings, database, bell, checker, EMBEDDED_TIMING, claim_index, tracer)
        yield toolkit, Services(database, checker.library, embedder, bell, claim_index, tracer)
    finally:
        tracer.close()
        bell.close()
        claim_index.close()
        checker.library.close()
        database.close()


@contextmanager
def _opened_alone(settings: Settings) -> Iterator[Services]:
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    library = open_checked_library(settings, embedder)
    database = open_database(settings.database_url)
    bell = open_bell(settings.broker_url)
    claim_index = open_claim_index(settings.library_url, embedder)
    tracer = open_tracer(settings)
    try:
        upgrade_database(database)
        yield Services(database, library, embedder, bell, claim_index, tracer)
    finally:
        tracer.close()
        bell.close()
        claim_index.close()
        library.close()
        database.close()
