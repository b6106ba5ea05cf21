"""Alive and ready."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from indexes.sources.library import LibraryUnavailable
from service.app import create_app
from service.settings import ServiceSettings
from tests.servers import RedisServer, find_redis
from tests.service.conftest import Site
from workers.bells import open_bell


def test_alive_and_ready(idle_site: Site) -> None:
    assert idle_site.client.get("/healthz").json["status"] == "ok"
    ready = idle_site.client.get("/readyz")
    assert (ready.status_code, ready.json["status"]) == (200, "ready")
    assert {name: check["says"] for name, check in ready.json["checks"].items()} == {
        "database": "ok",
        "library": "ok: 0 sources, 0 passages",
        "models": "ok: hashed-words",
        "claims_index": "ok: none is kept",
        "broker": "ok: the threads of this process",
    }
    assert all(0 <= check["milliseconds"] < 10_000 for check in ready.json["checks"].values())


def test_not_ready_with_another_model_than_the_library_s(idle_site: Site) -> None:
    services = replace(idle_site.services, embedder=SimpleNamespace(name="other"))
    response = create_app(services, ServiceSettings()).test_client().get("/readyz")
    assert response.json["code"] == "not_ready"
    assert [error["field"] for error in response.json["errors"]] == ["models"]


class Away:
    """A claims index that does not answer."""

    def count(self) -> int:
        raise LibraryUnavailable("weg")


def test_a_claims_index_that_is_away_is_named(idle_site: Site) -> None:
    services = replace(idle_site.services, claim_index=Away())
    response = create_app(services, ServiceSettings()).test_client().get("/readyz")
    assert [error["field"] for error in response.json["errors"]] == ["claims_index"]


def test_a_broker_that_dies_is_named_and_its_return_is_seen(
    idle_site: Site, tmp_path: Path
) -> None:
    server = RedisServer(find_redis(), tmp_path)
    server.start()
    bell = open_bell(server.url)
    client = create_app(replace(idle_site.services, bell=bell), ServiceSettings()).test_client()
    try:
        assert client.get("/readyz").status_code == 200
        server.kill()
        broken = client.get("/readyz")
        assert (broken.status_code, broken.json["code"]) == (503, "not_ready")
        assert [error["field"] for error in broken.json["errors"]] == ["broker"]
        assert "broker" in broken.json["detail"]
        server.start()
        assert client.get("/readyz").status_code == 200
    finally:
        bell.close()
        server.kill()


def test_a_database_that_is_gone_is_named_and_the_process_still_lives(idle_site: Site) -> None:
    with idle_site.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE articles")
    broken = idle_site.client.get("/readyz")
    assert broken.status_code == 503
    assert [error["field"] for error in broken.json["errors"]] == ["database"]
    assert idle_site.client.get("/healthz").status_code == 200
