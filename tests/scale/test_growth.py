"""The model of growth: what follows from which constants."""

from dataclasses import replace
from math import inf

import pytest

from tests.scale.constants import Constants, Line, draw_line
from tests.scale.forecasts import count_connections
from tests.scale.growth import GIB, SHARD_GIB, Kind, count_shards, make_plan, search_seconds
from tests.scale.limits import find_limits
from tests.scale.prices import Prices

CONSTANTS = Constants(
    embed_seconds=0.02,
    claim_seconds=0.1,
    claim_server_seconds=0.005,
    claims_an_article=12.0,
    claim_bytes=8_000.0,
    worker_bytes=1.2 * GIB,
    worker_connections=2.0,
    api_connections=16.0,
    embedded_seconds=Line(0.002, 3e-8),
    embedded_own_bytes=Line(2e7, 20.0),
    embedded_mapped_bytes=Line(1e7, 900.0),
    embedded_disk=2_000.0,
    elastic_words_seconds=Line(0.001, 1e-8),
    elastic_meaning_seconds=Line(0.0, 0.002),
    elastic_disk=4_000.0,
    elastic_hot=700.0,
    elastic_store_seconds=0.002,
)
VALUES = {
    "embedding.cpu_ms_a_passage": 20.0,
    "workers.1.worker_cpu_ms_a_claim": 100.0,
    "workers.1.server_cpu_ms_a_claim": 5.0,
    "workers.1.claims_an_article": 12.0,
    "workers.1.worker_bytes": 1e9,
    "workers.1.connections": 3.0,
    "workers.3.connections": 6.0,
    "api.stored_bytes_a_claim": 8000.0,
    "api.connections": 16.0,
    **{
        f"{part}.{size}.{figure}": size / 1e4
        for part in ("embedded", "elasticsearch")
        for size in (1_000, 10_000)
        for figure in (
            *("both_cpu_ms", "words_cpu_ms", "meaning_cpu_ms", "own_bytes", "mapped_bytes"),
            *("disk_bytes_a_passage", "hot_bytes_a_passage", "bulk_cpu_ms_a_passage"),
        )
    },
}


@pytest.mark.parametrize(
    ("points", "line"),
    [
        ({1.0: 5.0, 10.0: 2.0, 20.0: 4.0}, Line(0.0, 0.2)),
        ({10.0: 4.0, 20.0: 3.0}, Line(3.0, 0.0)),
        ({10.0: 5.0}, Line(0.0, 0.5)),
    ],
)
def test_a_line_goes_through_the_largest_and_never_falls(
    points: dict[float, float], line: Line
) -> None:
    assert draw_line(points) == line


def test_where_a_line_reaches_a_value() -> None:
    assert Line(1.0, 0.5).where(3.0) == 4.0
    assert Line(1.0, 0.0).where(3.0) == inf


def test_constants_come_from_the_largest_sizes() -> None:
    read = Constants.read(VALUES)
    assert read.worker_connections == 2.0
    assert read.embedded_seconds.at(20_000) == pytest.approx(0.002)
    assert read.elastic_disk == 1.0
    with pytest.raises(KeyError):
        Constants.read({name: one for name, one in VALUES.items() if "workers" not in name})


def test_small_libraries_are_embedded_large_ones_have_three_nodes() -> None:
    small, large = (make_plan(size, 1_000, CONSTANTS) for size in (10**6, 10**7))
    assert (small.kind, small.nodes) == (Kind.EMBEDDED, 0)
    assert (large.kind, large.nodes, large.shards) == (Kind.ELASTICSEARCH, 3, 1)


def test_shards_stay_below_their_size() -> None:
    shards = count_shards(10**9, CONSTANTS)
    assert 10**9 * CONSTANTS.elastic_disk / shards <= SHARD_GIB * GIB
    assert 10**9 * CONSTANTS.elastic_disk / (shards - 1) > SHARD_GIB * GIB


def test_words_grow_with_passages_meaning_with_the_logarithm_of_each_shard() -> None:
    assert search_seconds(10**6, 1, CONSTANTS) == pytest.approx(0.001 + 0.01 + 0.002 * 6)
    assert search_seconds(10**7, 10, CONSTANTS) == pytest.approx(0.001 + 0.1 + 10 * 0.002 * 6)


def test_nodes_follow_memory_disk_or_work() -> None:
    memory = replace(CONSTANTS, elastic_hot=3_000.0)
    assert make_plan(10**8, 1_000, memory).nodes == -(-2 * 10**8 * 3_000 // (32 * GIB))
    work = make_plan(10**8, 1_000_000, CONSTANTS)
    assert work.nodes > make_plan(10**8, 1_000, CONSTANTS).nodes
    assert work.library.cores <= work.nodes * 16


def test_an_article_costs_more_in_a_larger_library_and_less_among_many() -> None:
    prices = Prices()
    few = [make_plan(10**power, 1_000, CONSTANTS) for power in (5, 6, 7, 8, 9)]
    each = [one.dollars_an_article(prices) for one in few]
    assert each == sorted(each)
    for one, cost in zip(few, each, strict=True):
        assert make_plan(one.passages, 100_000, CONSTANTS).dollars_an_article(prices) < cost


@pytest.mark.parametrize("kind", Kind)
def test_what_breaks_first_comes_first(kind: Kind) -> None:
    found = find_limits(CONSTANTS, kind)
    assert [one.passages for one in found] == sorted(one.passages for one in found)
    assert all(0 < one.passages < inf and one.kind is kind for one in found)


def test_limits_follow_the_constants() -> None:
    first, *_ = find_limits(CONSTANTS, Kind.EMBEDDED)
    assert first.passages == pytest.approx((0.1 - 0.002) / 3e-8)
    found = find_limits(CONSTANTS, Kind.ELASTICSEARCH)
    shard = next(one for one in found if "shard that" in one.what)
    assert shard.passages == pytest.approx(40 * GIB / 4_000)
    dear = next(one for one in found if "worker" in one.what)
    shards = count_shards(dear.passages, CONSTANTS)
    assert search_seconds(dear.passages, shards, CONSTANTS) == pytest.approx(0.1, rel=0.1)


def test_connections_of_everybody() -> None:
    assert count_connections(5, CONSTANTS) == (5 + 2) * 2 + 2 * 16
