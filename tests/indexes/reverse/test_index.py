"""The claims index keeps its contract over both back ends."""

from pathlib import Path

import pytest

from indexes.reverse.opening import name_claims
from tests.indexes.reverse.index_contract import ClaimIndexContract
from tests.indexes.sources.library_contract import EMBEDDER


class TestEmbeddedClaimIndex(ClaimIndexContract):
    @pytest.fixture
    def library_url(self, tmp_path: Path) -> str:
        return f"embedded://{tmp_path}/library"


class TestElasticClaimIndex(ClaimIndexContract):
    @pytest.fixture
    def library_url(self, url: str) -> str:
        return url


@pytest.mark.parametrize(
    ("library", "begins", "ends"),
    [
        ("embedded:///srv/library", "embedded:///srv/library-claims-", ""),
        ("embedded:///srv/library/", "embedded:///srv/library-claims-", ""),
        (
            "elasticsearch+https://u:p@a:9200,b/name?ca=/ca.pem&shards=3",
            "elasticsearch+https://u:p@a:9200,b/name-claims-",
            "?ca=/ca.pem&shards=3",
        ),
    ],
)
def test_the_index_lies_beside_the_library(library: str, begins: str, ends: str) -> None:
    named = name_claims(library, EMBEDDER.name, EMBEDDER.dimensions)
    assert named.startswith(begins)
    assert named.endswith(ends)
    assert len(named) == len(begins) + 8 + len(ends)
