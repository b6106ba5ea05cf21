"""What the model of growth takes from the measurement."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from typing import Self

from tests.scale.options import ELASTICSEARCH, EMBEDDED


@dataclass(frozen=True, slots=True)
class Line:
    """y = start + slope · x; never falls, never below zero."""

    start: float
    slope: float

    def at(self, x: float) -> float:
        return max(0.0, self.start + self.slope * x)

    def where(self, y: float) -> float:
        """The x at which it reaches y; infinite where it never does."""
        return (y - self.start) / self.slope if self.slope > 0 else float("inf")


def draw_line(points: Mapping[float, float]) -> Line:
    """Through the two points furthest right; through one and zero where there is only one."""
    right = max(points)
    left = max((x for x in points if x != right), default=None)
    if left is None:
        return Line(0.0, points[right] / right)
    slope = max(0.0, (points[right] - points[left]) / (right - left))
    return Line(points[right] - slope * right, slope)


@dataclass(frozen=True, slots=True)
class Constants:
    """Seconds are of one core, and one claim's, passage's or request's; bytes one passage's."""

    embed_seconds: float
    claim_seconds: float  # of workers
    claim_server_seconds: float  # of PostgreSQL and Redis
    claims_an_article: float
    claim_bytes: float  # in PostgreSQL, with its share of the article
    worker_bytes: float
    worker_connections: float
    api_connections: float
    embedded_seconds: Line  # of a search, over passages
    embedded_own_bytes: Line  # of a process, over passages
    embedded_mapped_bytes: Line
    embedded_disk: float
    elastic_words_seconds: Line  # of a search in one shard, over passages
    elastic_meaning_seconds: Line  # …, over the logarithm of passages
    elastic_disk: float
    elastic_hot: float  # what searches want in memory
    elastic_store_seconds: float

    @classmethod
    def read(cls, values: Mapping[str, float]) -> Self:
        """KeyError where a part was not measured."""
        most = max(_sizes(values, "workers", "connections"))
        elastic = max(_sizes(values, ELASTICSEARCH, "both_cpu_ms"))
        embedded = max(_sizes(values, EMBEDDED, "both_cpu_ms"))
        words = _points(values, ELASTICSEARCH, "words_cpu_ms")
        meaning = _points(values, ELASTICSEARCH, "meaning_cpu_ms")
        return cls(
            embed_seconds=values["embedding.cpu_ms_a_passage"] / 1000,
            claim_seconds=values["workers.1.worker_cpu_ms_a_claim"] / 1000,
            claim_server_seconds=values["workers.1.server_cpu_ms_a_claim"] / 1000,
            claims_an_article=values["workers.1.claims_an_article"],
            claim_bytes=values["api.stored_bytes_a_claim"],
            worker_bytes=values["workers.1.worker_bytes"],
            worker_connections=values[f"workers.{most}.connections"] / most,
            api_connections=values["api.connections"],
            embedded_seconds=_seconds(_points(values, EMBEDDED, "both_cpu_ms")),
            embedded_own_bytes=draw_line(_points(values, EMBEDDED, "own_bytes")),
            embedded_mapped_bytes=draw_line(_points(values, EMBEDDED, "mapped_bytes")),
            embedded_disk=values[f"{EMBEDDED}.{embedded}.disk_bytes_a_passage"],
            elastic_words_seconds=_seconds(words),
            elastic_meaning_seconds=_seconds({log10(x): y for x, y in meaning.items()}),
            elastic_disk=values[f"{ELASTICSEARCH}.{elastic}.disk_bytes_a_passage"],
            elastic_hot=values[f"{ELASTICSEARCH}.{elastic}.hot_bytes_a_passage"],
            elastic_store_seconds=values[f"{ELASTICSEARCH}.{elastic}.bulk_cpu_ms_a_passage"] / 1000,
        )


def _seconds(milliseconds: Mapping[float, float]) -> Line:
    return draw_line({x: y / 1000 for x, y in milliseconds.items()})


def _points(values: Mapping[str, float], part: str, figure: str) -> dict[float, float]:
    return {size: values[f"{part}.{size}.{figure}"] for size in _sizes(values, part, figure)}


def _sizes(values: Mapping[str, float], part: str, figure: str) -> list[int]:
    """At which it was measured. KeyError: nowhere."""
    found = [name.split(".")[1] for name in values if name.startswith(f"{part}.")]
    sizes = sorted({int(one) for one in found if one.isdecimal()})
    measured = [size for size in sizes if f"{part}.{size}.{figure}" in values]
    if not measured:
        raise KeyError(f"{part}.….{figure}")
    return measured
