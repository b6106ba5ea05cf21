"""A newsroom: the application over a store in which the seed article has been checked."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from indexes.claims.articles import get_progress, list_articles, submit_article
from indexes.claims.claims import list_claims
from indexes.claims.database import Database, open_database
from indexes.claims.stored import ClaimFilter, StoredClaim
from indexes.records import Article
from indexes.sources.back_ends import open_library
from indexes.sources.ingest import ingest_sources
from service.app import create_app
from service.services import Services
from service.settings import ServiceSettings
from tests.plain import make_toolkit
from tests.service.conftest import HashedWords
from tests.service.dashboard.html import Html
from tests.service.dashboard.newsroom import PUBLISHED, TEXT, GoldChecker, seed_sources
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.embedded import start_embedded_workers


def open_services(folder: Path) -> Services:
    embedder = HashedWords()
    library = open_library(
        f"embedded://{folder}/library",
        embedding_model=embedder.name,
        dimensions=embedder.dimensions,
    )
    database = open_database(f"sqlite:///{folder}/claims.sqlite")
    return Services(database, library, embedder, MemoryBell())


@contextmanager
def working(services: Services, checker: GoldChecker | None = None) -> Iterator[None]:
    """Workers that check, for as long as the block runs."""
    checker = checker or GoldChecker(services.library)
    workers = start_embedded_workers(make_toolkit(services.database, services.bell, checker))
    yield
    assert workers.stop()


@pytest.fixture(scope="session")
def checked_folder(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store and a library with the seed article checked; made once, copied by every test."""
    folder = tmp_path_factory.mktemp("checked")
    shutil.copy(migrated_file, folder / "claims.sqlite")
    services = open_services(folder)
    ingest_sources(seed_sources(), services.library, services.embedder)
    article = Article(
        id="",
        text=TEXT.strip(),
        title="Визит Токаева в Москву",
        language="ru",
        published_at=PUBLISHED,
    )
    with working(services):
        submitted = submit_article(services.database, article)
        services.bell.ring(submitted.steps)
        wait_for(services.database, submitted.article_id)
    services.database.close()
    return folder


def wait_for(database: Database, article_id: str) -> None:
    wait_until(lambda: get_progress(database, article_id).status.is_final, 30)


@dataclass(frozen=True)
class Newsroom:
    """A browser of sorts, and what stands behind the pages."""

    client: FlaskClient
    services: Services

    @property
    def article_id(self) -> str:
        """The newest article's."""
        return list_articles(self.services.database).items[0].article.id

    def claim(self, start: str) -> StoredClaim:
        """The claim whose text starts so."""
        page = list_claims(self.services.database, ClaimFilter(), limit=500)
        return next(one for one in page.items if one.claim.text.startswith(start))

    def get(self, url: str, status: int = 200, language: str = "en") -> Html:
        response = self.client.get(
            url, headers={"Accept-Language": language, "Accept": "text/html"}
        )
        assert response.status_code == status, response.text
        return Html(response.text)

    def post(self, url: str, /, status: int = 303, **fields: object) -> TestResponse:
        response = self.client.post(url, data=fields, headers={"Accept-Language": "en"})
        assert response.status_code == status, response.text
        return response

    def follow(self, url: str, /, **fields: object) -> Html:
        """Post a form and look at the page that it leads to."""
        return self.get(self.post(url, **fields).location)

    def wait_for(self, article_id: str) -> None:
        wait_for(self.services.database, article_id)

    def working(self, checker: GoldChecker | None = None) -> AbstractContextManager[None]:
        return working(self.services, checker)


@pytest.fixture
def newsroom(checked_folder: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom of the test's own, with the seed article checked and nobody working."""
    shutil.copytree(checked_folder, tmp_path, dirs_exist_ok=True)
    services = open_services(tmp_path)
    yield Newsroom(create_app(services, ServiceSettings()).test_client(), services)
    services.database.close()


@pytest.fixture
def empty_newsroom(services: Services) -> Newsroom:
    """No article, no source."""
    return Newsroom(create_app(services, ServiceSettings()).test_client(), services)
