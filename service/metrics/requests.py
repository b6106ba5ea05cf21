"""How many requests came to which route, and how long they took: of this process."""

from prometheus_client import CollectorRegistry, GCCollector, Histogram, ProcessCollector

NO_ROUTE = "none"  # what is asked for by mistake must not make a new series each time
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class RequestMetrics:
    """One application's; a registry of its own, so that two applications never share figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._seconds = Histogram(
            "sverka_request_seconds",
            "Time until the answer began, by route, method and status.",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=BUCKETS,
        )

    def observe(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Count one request; `route` is the pattern, as `/api/v1/claims/<claim_id>`."""
        self._seconds.labels(method, route or NO_ROUTE, str(status)).observe(seconds)
