"""A model: what a library of so many passages needs, and what an article costs then.

    shards          = passages · disk / 40 GiB
    search          = fixed + words · passages + shards · meaning · log₁₀(passages / shards)
    nodes, memory   = 2 · passages · hot / 32 GiB            two copies; half of 64 GiB is cache
    nodes, disk     = 2 · passages · disk · 1.5 / 1 TiB      room to merge and to move shards
    nodes, cores    = peak · search / 0.6 / 16
    workers         = peak · claim / 0.6
    peak            = 3 · articles a day · claims an article / 86,400 s

Words grow with the passages, meaning with the logarithm of a shard's; both were measured on one
small machine without SIMD in Elasticsearch, so a real cluster searches faster than this says.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log10

from tests.scale.constants import Constants
from tests.scale.prices import DAYS_A_MONTH, Prices

GIB = 1 << 30
SHARD_GIB = 40  # above it a shard moves and recovers slowly
NODE_GIB = 64  # half of it heap at most, half page cache
NODE_CORES = 16
NODE_DISK_GIB = 1_024
FEWEST_NODES = 3  # of which one may fail
COPIES = 2
DISK_ROOM = 1.5
BUSY = 0.6  # how much of a core is planned to be used
PEAK = 3.0  # times the mean
EMBEDDED_UP_TO = 2_000_000  # passages
SECONDS_A_DAY = 86_400
KEPT_MONTHS = 12  # of articles and claims in PostgreSQL


class Kind(StrEnum):
    """Which back end."""

    EMBEDDED = "embedded"
    ELASTICSEARCH = "Elasticsearch"


@dataclass(frozen=True, slots=True)
class Machines:
    """What is rented."""

    cores: float = 0.0
    gib: float = 0.0
    disk_gib: float = 0.0

    def month(self, prices: Prices) -> float:
        return prices.month(self.cores, self.gib, self.disk_gib)


@dataclass(frozen=True, slots=True)
class Plan:
    """A library and everything around it for so many articles a day."""

    passages: float
    articles_a_day: float
    kind: Kind
    shards: int
    nodes: int
    search_seconds: float  # of all cores, a claim
    workers: int
    library: Machines
    others: Machines  # workers, API, PostgreSQL, Redis

    def dollars_an_article(self, prices: Prices) -> float:
        month = self.library.month(prices) + self.others.month(prices)
        return month / (self.articles_a_day * DAYS_A_MONTH)


def make_plan(passages: float, articles_a_day: float, constants: Constants) -> Plan:
    peak = peak_claims(articles_a_day, constants)
    if passages <= EMBEDDED_UP_TO:
        return _plan_embedded(passages, articles_a_day, peak, constants)
    return _plan_elastic(passages, articles_a_day, peak, constants)


def peak_claims(articles_a_day: float, constants: Constants) -> float:
    """A second."""
    return PEAK * articles_a_day * constants.claims_an_article / SECONDS_A_DAY


def count_shards(passages: float, constants: Constants) -> int:
    return max(1, ceil(passages * constants.elastic_disk / (SHARD_GIB * GIB)))


def search_seconds(passages: float, shards: int, constants: Constants) -> float:
    """Of all cores, for one claim; what a search costs in any library is paid once."""
    words, meaning = constants.elastic_words_seconds, constants.elastic_meaning_seconds
    each = passages / shards
    grown = shards * (words.slope * each + meaning.slope * log10(each))
    return max(0.0, words.start + meaning.start) + grown


def _plan_embedded(passages: float, articles: float, peak: float, constants: Constants) -> Plan:
    """The library is in the workers: its search is their work, its memory theirs."""
    search = constants.embedded_seconds.at(passages)
    workers = _count_workers(peak, constants.claim_seconds + search)
    own = workers * constants.embedded_own_bytes.at(passages)
    shared = constants.embedded_mapped_bytes.at(passages)
    disk = passages * constants.embedded_disk * DISK_ROOM
    library = Machines(gib=(own + shared) / GIB, disk_gib=disk / GIB)
    others = _plan_others(workers, articles, constants)
    return Plan(passages, articles, Kind.EMBEDDED, 0, 0, search, workers, library, others)


def _plan_elastic(passages: float, articles: float, peak: float, constants: Constants) -> Plan:
    shards = count_shards(passages, constants)
    search = search_seconds(passages, shards, constants)
    hot = COPIES * passages * constants.elastic_hot / GIB
    disk = COPIES * passages * constants.elastic_disk * DISK_ROOM / GIB
    cores = peak * search / BUSY
    nodes = max(
        FEWEST_NODES,
        ceil(hot / (NODE_GIB / 2)),
        ceil(disk / NODE_DISK_GIB),
        ceil(cores / NODE_CORES),
    )
    cluster = Machines(
        cores=max(2 * nodes, cores),
        gib=min(NODE_GIB * nodes, max(4 * nodes, 2 * hot)),
        disk_gib=disk,
    )
    workers = _count_workers(peak, constants.claim_seconds)
    others = _plan_others(workers, articles, constants)
    kind = Kind.ELASTICSEARCH
    return Plan(passages, articles, kind, shards, nodes, search, workers, cluster, others)


def _count_workers(peak: float, seconds: float) -> int:
    """Processes of one core."""
    return max(1, ceil(peak * seconds / BUSY))


def _plan_others(workers: int, articles: float, constants: Constants) -> Machines:
    """Workers; two API processes and two beats on two cores; PostgreSQL and Redis on two more."""
    claims = articles * DAYS_A_MONTH * KEPT_MONTHS * constants.claims_an_article
    return Machines(
        cores=workers + 4,
        gib=workers * constants.worker_bytes / GIB + 8,
        disk_gib=claims * constants.claim_bytes * DISK_ROOM / GIB,
    )
