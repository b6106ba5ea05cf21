"""What breaks as the library grows, the first thing first, and what is done then."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.scale.constants import Constants
from tests.scale.growth import (
    COPIES,
    GIB,
    NODE_GIB,
    SECONDS_A_DAY,
    SHARD_GIB,
    Kind,
    count_shards,
    search_seconds,
)

SMALL_MACHINE_GIB = 8
REBUILD_DAYS, REBUILD_CORES = 30, 16
SEARCH_SECONDS = 10.0  # what our searches give the server


@dataclass(frozen=True, slots=True)
class Limit:
    """`passages`: how many a library has when it is reached; infinite: never."""

    kind: Kind
    what: str
    passages: float
    remedy: str


def find_limits(constants: Constants, kind: Kind) -> list[Limit]:
    """Of one back end, the nearest first; those that are never reached are left out."""
    found = [
        Limit(kind, what, reached(constants), remedy)
        for its_kind, what, reached, remedy in LIMITS
        if its_kind is kind
    ]
    ahead = [one for one in found if one.passages < float("inf")]
    return sorted(ahead, key=lambda one: one.passages)


def _scan_as_long_as_the_rest(constants: Constants) -> float:
    return constants.embedded_seconds.where(constants.claim_seconds)


def _process_fills_machine(constants: Constants) -> float:
    """The files that a search touches and a worker's own memory, beside the models."""
    own, mapped = constants.embedded_own_bytes, constants.embedded_mapped_bytes
    each = own.slope + mapped.slope
    free = SMALL_MACHINE_GIB * GIB - constants.worker_bytes - own.start - mapped.start
    return free / each if each > 0 else float("inf")


def _shard_too_large(constants: Constants) -> float:
    return SHARD_GIB * GIB / constants.elastic_disk


def _page_cache_full(constants: Constants) -> float:
    return NODE_GIB / 2 * GIB * 3 / COPIES / constants.elastic_hot


def _words_too_slow(constants: Constants) -> float:
    """In one shard, on one core."""
    return constants.elastic_words_seconds.where(SEARCH_SECONDS)


def _searching_as_much_as_the_rest(constants: Constants) -> float:
    """With as many shards as the library needs; to a tenth of its size."""
    sizes = (10 ** (power / 24) for power in range(4 * 24, 12 * 24))
    return next((one for one in sizes if _is_search_dear(one, constants)), float("inf"))


def _is_search_dear(passages: float, constants: Constants) -> bool:
    shards = count_shards(passages, constants)
    return search_seconds(passages, shards, constants) >= constants.claim_seconds


def _rebuild_too_long(constants: Constants) -> float:
    each = constants.embed_seconds + constants.elastic_store_seconds
    return REBUILD_DAYS * SECONDS_A_DAY * REBUILD_CORES / each


LIMITS: tuple[tuple[Kind, str, Callable[[Constants], float], str], ...] = (
    (
        Kind.EMBEDDED,
        "a search works as long as all the rest of a claim: every worker checks half as much",
        _scan_as_long_as_the_rest,
        "`sverka migrate` to Elasticsearch, whose graph does not look at every vector",
    ),
    (
        Kind.EMBEDDED,
        f"one worker and the files that it searches fill a machine of {SMALL_MACHINE_GIB} GiB",
        _process_fills_machine,
        "more memory (the files are shared by all processes of a machine), or Elasticsearch",
    ),
    (
        Kind.ELASTICSEARCH,
        f"the one shard that a new library has is larger than {SHARD_GIB} GiB",
        _shard_too_large,
        (
            "create the library with `?shards=…` for the size that it will have; later, "
            "`sverka sources rebuild` under a URL with more shards, which embeds everything anew"
        ),
    ),
    (
        Kind.ELASTICSEARCH,
        (
            f"vectors, graph and words outgrow the page cache of three nodes of {NODE_GIB} GiB: "
            "a search waits for the disk at every step"
        ),
        _page_cache_full,
        "more nodes; then vectors of one bit (`bbq_hnsw`: an eighth; not tried here)",
    ),
    (
        Kind.ELASTICSEARCH,
        "the cluster works as long for a claim as its worker: searching costs what checking does",
        _searching_as_much_as_the_rest,
        "ask fewer shards: a library a language, years apart; fewer words of a claim",
    ),
    (
        Kind.ELASTICSEARCH,
        f"words of a claim take {SEARCH_SECONDS:.0f} s in one shard on one core: searches fail",
        _words_too_slow,
        "more shards: they are searched side by side",
    ),
    (
        Kind.ELASTICSEARCH,
        f"embedding and storing everything anew takes {REBUILD_DAYS} days on {REBUILD_CORES} cores",
        _rebuild_too_long,
        "embed on a GPU, or split the library by language or year and rebuild the parts in turn",
    ),
)
