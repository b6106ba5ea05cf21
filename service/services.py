"""What the web service works with, opened once a process and found again in a request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from flask import Flask, current_app

from indexes.claims.database import Database
from indexes.records import Source
from indexes.reverse.index import ClaimIndex
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import IngestReport, Progress, ingest_sources
from indexes.sources.library import IndexedSource, Library
from service.metrics.requests import RequestMetrics
from service.settings import ServiceSettings
from workers.bells import Bell
from workers.rechecks import complete_claim_index, recheck_claims, recheck_touched
from workers.tracing import NO_TRACER, Tracer

EXTENSION = "sverka"


@dataclass(frozen=True, slots=True)
class Services:
    """The claims store, the library, the model that embeds sources, the bell for the workers."""

    database: Database
    library: Library
    embedder: Embedder
    bell: Bell
    claim_index: ClaimIndex | None = None  # None: new sources touch no claim
    tracer: Tracer = NO_TRACER

    def recheck(self, claim_ids: Sequence[str]) -> str:
        """Check claims again in the background; gives the job's id, raises as `recheck_claims`."""
        traceparent = self.tracer.traceparent()
        return recheck_claims(self.database, self.bell, claim_ids, traceparent=traceparent)

    def store_sources(
        self, sources: Iterable[Source], on_progress: Progress | None = None
    ) -> IngestReport:
        """Store sources, and check again what they touch.

        Raises:
            LibraryError: the library cannot be written; batches before this one are stored.
        """
        return ingest_sources(
            sources,
            self.library,
            self.embedder,
            on_progress=on_progress,
            before_storing=self._complete_claim_index,
            on_stored=self._recheck_touched,
        )

    def _complete_claim_index(self) -> None:
        if self.claim_index is not None:
            complete_claim_index(self.database, self.claim_index)

    def _recheck_touched(self, arrived: Sequence[IndexedSource]) -> None:
        if self.claim_index is not None:
            recheck_touched(
                self.database,
                self.bell,
                self.claim_index,
                arrived,
                traceparent=self.tracer.traceparent(),
            )


@dataclass(frozen=True, slots=True)
class AppState:
    """What belongs to one application object."""

    services: Services
    settings: ServiceSettings
    streams: BoundedSemaphore = field(repr=False)
    requests: RequestMetrics = field(repr=False)


def remember(app: Flask, services: Services, settings: ServiceSettings) -> None:
    """Keep them with the application."""
    streams = BoundedSemaphore(settings.most_streams)
    app.extensions[EXTENSION] = AppState(services, settings, streams, RequestMetrics())


def app_state() -> AppState:
    """The state of the application that serves this request."""
    state: AppState = current_app.extensions[EXTENSION]
    return state


def current_services() -> Services:
    """The services of the application that serves this request."""
    return app_state().services


def current_settings() -> ServiceSettings:
    """The settings of the application that serves this request."""
    return app_state().settings
