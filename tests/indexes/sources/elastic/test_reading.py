"""Words and vectors go in one request, and what either misses is said."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from indexes.sources.back_ends import open_library
from indexes.sources.library import Found, Library, LibraryUnavailable, TextQuery
from tests.indexes.sources.elastic.proxy import Proxy, Reply, Request, running
from tests.indexes.sources.library_contract import EMBEDDER, put_texts

TEXTS = ["Мост открыли.", "Визит прошёл.", "Суд состоялся."]
WHOLE = {"took": 1, "timed_out": False, "status": 200, "hits": {"hits": []},
         "_shards": {"total": 2, "successful": 2, "skipped": 0, "failed": 0}}  # fmt: skip
MISSES_A_SHARD = WHOLE | {"_shards": WHOLE["_shards"] | {"successful": 1, "failed": 1}}
OUT_OF_TIME = WHOLE | {"timed_out": True}
TOO_BUSY = {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "full"}}


@contextmanager
def through(proxy: Proxy, url: str) -> Iterator[Library]:
    library = open_library(f"elasticsearch://127.0.0.1:{proxy.port}/{url.rpartition('/')[2]}")
    try:
        yield library
    finally:
        library.close()


def search(library: Library) -> list[Found]:
    queries = [TextQuery(text, "ru") for text in TEXTS]
    return library.search_both(queries, EMBEDDER.embed_queries(TEXTS), (5, 5))


def searches(request: Request) -> bool:
    return "/_msearch" in request.path and b"knn" in request.body  # the library counts as it opens


def test_all_queries_go_in_one_request(server: str, library: Library, url: str) -> None:
    put_texts(library, *TEXTS)
    with running(Proxy(server)) as proxy, through(proxy, url) as watched:
        found = search(watched)
    assert [one.by_text[0].passage.text for one in found] == TEXTS
    assert [one.by_vector[0].passage.text for one in found] == TEXTS
    asked = [request.body.splitlines()[1::2] for request in proxy.seen if searches(request)]
    # twice, because what was written a moment ago is looked at once more
    assert [["knn" in json.loads(body) for body in one] for one in asked] == [
        [False] * 3 + [True] * 3
    ] * 2


@pytest.mark.parametrize("place", range(6))  # three by words, three by vectors
@pytest.mark.parametrize(
    ("failure", "said"),
    [(MISSES_A_SHARD, "a part of the library"), (OUT_OF_TIME, "True"), (TOO_BUSY, "429")],
)
def test_one_search_that_fails_is_said(
    server: str, library: Library, url: str, place: int, failure: dict, said: str
) -> None:
    answers = [WHOLE] * place + [failure] + [WHOLE] * (5 - place)
    reply: Reply = (200, json.dumps({"took": 1, "responses": answers}).encode())
    proxy = Proxy(server, intercept=lambda request: reply if searches(request) else None)
    with (
        running(proxy),
        through(proxy, url) as partial,
        pytest.raises(LibraryUnavailable, match=said) as caught,
    ):
        search(partial)
    assert caught.value.retry
