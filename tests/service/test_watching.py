"""A request's id leads from its answer, through the log, to the steps that follow from it."""

import logging

import pytest

from tests.service.conftest import Site
from workers.logs import AddFields


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(AddFields())
    return caplog


@pytest.mark.parametrize(("given", "kept"), [("proxy-1", True), ("a b", False), ("x" * 65, False)])
def test_a_request_keeps_the_name_that_a_proxy_gave_it(
    idle_site: Site, given: str, *, kept: bool
) -> None:
    named = idle_site.client.get("/healthz", headers={"X-Request-ID": given})
    assert (named.headers["X-Request-ID"] == given) == kept
    assert named.headers["X-Request-ID"]


def test_requests_have_names_of_their_own(idle_site: Site) -> None:
    names = {idle_site.client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(names) == 3


def test_a_failing_request_is_logged_under_its_name(
    idle_site: Site, logged: pytest.LogCaptureFixture
) -> None:
    with idle_site.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE articles")
    response = idle_site.client.get("/api/v1/articles", headers={"X-Request-ID": "r1"})
    assert response.status_code == 500
    of_request = [line for line in logged.records if getattr(line, "request_id", "") == "r1"]
    assert any(line.exc_info for line in of_request)
    assert any(getattr(line, "status", 0) == 500 for line in of_request)


def test_from_a_request_to_the_last_step(site: Site, logged: pytest.LogCaptureFixture) -> None:
    response = site.client.post(
        "/api/v1/articles", json={"text": "В 1991 году."}, headers={"X-Request-ID": "r2"}
    )
    site.wait_for(response.json["id"])
    rung = {line.rung_step_kind: line for line in logged.records if hasattr(line, "rung_step_id")}
    done = {
        line.step_kind: line
        for line in logged.records
        if hasattr(line, "seconds") and hasattr(line, "step_id")
    }
    assert rung["split"].request_id == "r2"
    assert done["split"].step_id == rung["split"].rung_step_id == rung["verify"].step_id
    assert done["verify"].step_id == rung["verify"].rung_step_id == rung["join"].step_id
    assert {line.article_id for line in done.values()} >= {response.json["id"]}
    assert not any(hasattr(line, "request_id") for line in done.values())
