"""One server a session, one library a test."""

import secrets
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from indexes.sources.back_ends import open_library
from indexes.sources.library import Library
from tests.elastic_server import running_elasticsearch
from tests.indexes.sources.library_contract import EMBEDDER


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its HTTP address."""
    with running_elasticsearch(tmp_path_factory.mktemp("elasticsearch")) as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[Elasticsearch]:
    """To look behind the library."""
    with Elasticsearch(server, request_timeout=60) as opened:
        yield opened


@pytest.fixture
def name(client: Elasticsearch) -> Iterator[str]:
    """Of a library that is not there yet; what is made under it goes."""
    fresh = f"test-{secrets.token_hex(4)}"
    yield fresh
    made = ",".join(client.indices.get(index=f"{fresh}*", features="settings"))
    if made:
        client.indices.delete(index=made)


@pytest.fixture
def url(server: str, name: str) -> str:
    return f"elasticsearch://{server.partition('://')[2]}/{name}"


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)
    yield opened
    opened.close()
