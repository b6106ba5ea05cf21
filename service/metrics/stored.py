"""What is stored, counted when it is asked for: any number of processes tell the same."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from indexes.claims.claims import count_selected
from indexes.claims.database import Database
from indexes.claims.durations import read_durations
from indexes.claims.figures import StoredFigures, read_figures
from indexes.reverse.index import ClaimIndex
from indexes.sources.library import Library, LibraryStatus
from service.metrics.durations import tell_durations
from workers.celery_app import QUEUES

log = logging.getLogger(__name__)
Families = Iterator[GaugeMetricFamily]


@dataclass(frozen=True, slots=True)
class StoredMetrics(Collector):
    """A store that does not answer is told as `… 0`; the figures of the others still come."""

    database: Database
    library: Library
    claim_index: ClaimIndex | None = None

    def collect(self) -> Families:
        yield labelled("sverka_build_info", "The version.", "version", {version("sverka"): 1})
        yield from _told("database", lambda: _tell_database(self.database))
        yield from _told("library", lambda: _tell_library(self.library.status()))
        if (index := self.claim_index) is not None:
            yield from _told("claims_index", lambda: _tell_lag(self.database, index))


def _told(name: str, tell: Callable[[], Families]) -> Families:
    try:
        told = list(tell())
    except Exception:
        log.exception("no metrics of the %s", name)
        told = []
    yield gauge(f"sverka_{name}_up", f"Whether the {name} answered.", bool(told))
    yield from told


def _tell_database(database: Database) -> Families:
    yield from _tell_claims(read_figures(database))
    yield from tell_durations(read_durations(database))


def _tell_claims(figures: StoredFigures) -> Families:
    yield labelled("sverka_steps", "Steps by state.", "state", figures.steps)
    yield labelled("sverka_due_steps", "Steps that may be taken now.", "queue", _by_queue(figures))
    yield gauge(
        "sverka_oldest_due_step_seconds",
        "How long the oldest step that is due has waited; 0: none is due.",
        figures.oldest_due_seconds,
    )
    yield labelled(
        "sverka_step_age_seconds",
        "How long ago the oldest step came that is not settled; 0: there is none.",
        "queue",
        {QUEUES[kind]: seconds for kind, seconds in figures.ages.items()},
    )
    yield labelled("sverka_claims", "Claims by their newest verdict.", "verdict", figures.claims)
    yield gauge("sverka_flagged_claims", "Claims that want a person's eye.", figures.flagged)


def _by_queue(figures: StoredFigures) -> dict[str, int]:
    return {QUEUES[kind]: count for kind, count in figures.due.items()}


def _tell_library(status: LibraryStatus) -> Families:
    yield gauge("sverka_sources", "Sources in the library.", status.source_count)
    yield gauge("sverka_passages", "Passages in the library.", status.passage_count)

    yield gauge(
        "sverka_hidden_passages",
        "Passages of a write that was broken off or is under way: no search shows them.",
        status.hidden_passage_count,
    )


def _tell_lag(database: Database, index: ClaimIndex) -> Families:
    """A library shows a source when it acknowledges it; only the claims index may lag."""
    lag = max(0, count_selected(database) - index.count())
    yield gauge("sverka_index_lag_claims", "Claims that new sources cannot touch yet.", lag)


def gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    """One figure."""
    return GaugeMetricFamily(name, says, value=float(value))


def labelled(name: str, says: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    """One figure a value of the label."""
    family = GaugeMetricFamily(name, says, labels=[label])
    for value, count in values.items():
        family.add_metric([value], count)
    return family
