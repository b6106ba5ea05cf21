"""How long each part takes on two idle cores, so that nobody waits in the dark."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from tests.scale.options import API, ELASTICSEARCH, EMBEDDED, EMBEDDING, WORKERS, Options

BASE_A_SECOND = 60  # real passages embedded
STORED_A_SECOND = {EMBEDDED: 3_000, ELASTICSEARCH: 400}  # in large batches, and made before
COMMIT_SECONDS = {EMBEDDED: 0.5, ELASTICSEARCH: 1.5}  # of 256 passages
SETTLE_SECONDS = {EMBEDDED: 0, ELASTICSEARCH: 65}
SEARCH_SECONDS = {EMBEDDED: 0.02, ELASTICSEARCH: 0.06}
START_SECONDS = {EMBEDDED: 10, ELASTICSEARCH: 25}
WORKERS_START_SECONDS, FILL_SECONDS = 25, 40
ARTICLE_SECONDS = 1.5  # of one worker
STORED_ARTICLES_A_SECOND = 15
LOCUST_SECONDS = 5  # to start and to stop


def expect_seconds(part: str, options: Options) -> float:
    return EXPECT[part](options)


def _embedding_seconds(options: Options) -> float:
    return 10 + options.base / BASE_A_SECOND


def _workers_seconds(options: Options) -> float:
    """Two cores make no more than two workers' speed."""
    one = options.repeats * options.articles * ARTICLE_SECONDS
    each = [WORKERS_START_SECONDS + one / min(2, workers) for workers in options.workers]
    return FILL_SECONDS + sum(each)


def _api_seconds(options: Options) -> float:
    asking = len(options.users) * options.repeats * (options.seconds + LOCUST_SECONDS)
    return FILL_SECONDS + options.stored / STORED_ARTICLES_A_SECOND + asking


def _library_seconds(part: str, options: Options) -> float:
    sizes = options.sizes_of(part)
    searches = options.queries * (3 * options.repeats + 1)
    searching = searches * SEARCH_SECONDS[part] + SETTLE_SECONDS[part]
    each = options.batches * COMMIT_SECONDS[part] + searching
    return START_SECONDS[part] + max(sizes, default=0) / STORED_A_SECOND[part] + len(sizes) * each


EXPECT: Mapping[str, Callable[[Options], float]] = MappingProxyType(
    {
        EMBEDDING: _embedding_seconds,
        EMBEDDED: partial(_library_seconds, EMBEDDED),
        ELASTICSEARCH: partial(_library_seconds, ELASTICSEARCH),
        WORKERS: _workers_seconds,
        API: _api_seconds,
    }
)
