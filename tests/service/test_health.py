"""Alive and ready."""

from dataclasses import replace
from types import SimpleNamespace

from service.app import create_app
from service.settings import ServiceSettings
from tests.service.conftest import Site


def test_alive_and_ready(idle_site: Site) -> None:
    assert idle_site.client.get("/healthz").json["status"] == "ok"
    ready = idle_site.client.get("/readyz")
    assert (ready.status_code, ready.json) == (
        200,
        {
            "status": "ready",
            "checks": {
                "database": "ok",
                "library": "ok: 0 sources, 0 passages",
                "models": "ok: hashed-words",
            },
        },
    )


def test_not_ready_with_another_model_than_the_library_s(idle_site: Site) -> None:
    services = replace(idle_site.services, embedder=SimpleNamespace(name="other"))
    response = create_app(services, ServiceSettings()).test_client().get("/readyz")
    assert response.json["code"] == "not_ready"
    assert [error["field"] for error in response.json["errors"]] == ["models"]
