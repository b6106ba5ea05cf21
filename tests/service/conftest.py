"""The application over real stores, with a checker and an embedder that need no models."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient

from indexes.claims.articles import get_progress
from indexes.claims.database import Database, open_database, upgrade_database
from indexes.sources.back_ends import open_library
from indexes.sources.library import Vector
from service.app import create_app
from service.services import Services
from service.settings import ServiceSettings
from tests.plain import make_toolkit
from tests.service.live import Live, start_live
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.embedded import start_embedded_workers

ARTICLE = (
    "Байконур основан в 1955 году. Юрий Гагарин полетел в космос в 1961 году. "
    "Казахстан стал независимым в 1991 году. Конвенция подписана. Когда построят школу?"
)


class HashedWords:
    """Vectors of hashed words: enough for a library that is filled but not searched by meaning."""

    name = "hashed-words"
    dimensions = 64

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        return np.stack([self._embed(text) for text in texts])

    embed_passages = embed_queries

    def _embed(self, text: str) -> Vector:
        vector = np.full(self.dimensions, 1e-3, dtype=np.float32)
        for word in text.lower().split():
            vector[hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        return vector / np.linalg.norm(vector)


@dataclass(frozen=True)
class Site:
    """A client, and what stands behind it."""

    client: FlaskClient
    services: Services
    database: Database

    def submit(self, text: str = ARTICLE, **details: str) -> str:
        response = self.client.post("/api/v1/articles", json={"text": text, **details})
        assert response.status_code == 202, response.text
        return response.json["id"]

    def submit_and_wait(self, text: str = ARTICLE, **details: str) -> str:
        article_id = self.submit(text, **details)
        self.wait_for(article_id)
        return article_id

    def wait_for(self, article_id: str) -> None:
        wait_until(lambda: get_progress(self.database, article_id).status.is_final, 20)

    def claims(self, article_id: str) -> list[dict]:
        return self.client.get(f"/api/v1/articles/{article_id}").json["claims"]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "claims.sqlite"
    migrated = open_database(f"sqlite:///{file}")
    upgrade_database(migrated)
    migrated.close()
    return file


@pytest.fixture
def database(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(migrated_file, tmp_path / "claims.sqlite")
    opened = open_database(f"sqlite:///{tmp_path}/claims.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    embedder = HashedWords()
    library = open_library(
        f"embedded://{tmp_path}/library",
        embedding_model=embedder.name,
        dimensions=embedder.dimensions,
    )
    return Services(database, library, embedder, MemoryBell())


@pytest.fixture
def settings() -> ServiceSettings:
    return ServiceSettings(heartbeat_seconds=0.3)


@pytest.fixture
def idle_site(services: Services, settings: ServiceSettings) -> Site:
    """Nobody works: what is submitted stays queued."""
    app = create_app(services, settings)
    return Site(app.test_client(), services, services.database)


@pytest.fixture
def site(idle_site: Site) -> Iterator[Site]:
    toolkit = make_toolkit(idle_site.database, idle_site.services.bell)
    workers = start_embedded_workers(toolkit)
    yield idle_site
    assert workers.stop()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`sverka demo`: seed library, seed article, real pipeline, workers, web server."""
    served = start_live(tmp_path_factory.mktemp("live"), "demo")
    try:
        served.wait_until_ready()
        yield served
        assert served.stop() == 0, served.log.read_text(encoding="utf-8")
    finally:
        served.process.kill()
        served.process.wait()
