"""Opening everything that a worker process needs, from its settings."""

from indexes.claims.database import open_database, upgrade_database
from indexes.claims.stored import Timing
from indexes.reverse.opening import open_claim_index
from workers.bells import MemoryBell, open_bell
from workers.checking import open_checker
from workers.settings import Settings
from workers.toolkit import EMBEDDED_TIMING, Toolkit
from workers.tracing import open_tracer


def open_toolkit(settings: Settings) -> Toolkit:
    """Open the store, its tables brought up to date, the bell, the library and the models."""
    database = open_database(settings.database_url)
    upgrade_database(database)
    bell = open_bell(settings.broker_url)
    checker = open_checker(settings)
    claim_index = open_claim_index(settings.library_url, checker.models.embedder)
    timing = EMBEDDED_TIMING if isinstance(bell, MemoryBell) else Timing()
    tracer = open_tracer(settings)
    return Toolkit(settings, database, bell, checker, timing, claim_index, tracer)
