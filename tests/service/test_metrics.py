"""What Prometheus reads."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from indexes.claims.tables import steps
from indexes.reverse.opening import open_claim_index
from indexes.reverse.reconciling import reconcile_claims
from indexes.sources.library import LibraryUnavailable
from service.app import create_app
from service.services import Services
from service.settings import ServiceSettings
from tests.service.conftest import ARTICLE, Site
from tests.stores import set_back  # moments are set back rather than waited for

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(site: Site) -> Samples:
    response = site.client.get("/metrics")
    assert response.status_code == 200
    assert response.content_type.startswith("text/plain; version=0.0.4")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def of(samples: Samples, name: str, **labels: str) -> float:
    return samples[name, tuple(sorted(labels.items()))]


def test_nothing_is_stored(idle_site: Site) -> None:
    samples = read(idle_site)
    assert of(samples, "sverka_steps", state="ready") == 0
    assert of(samples, "sverka_claims", verdict="refuted") == 0
    for name in ("oldest_due_step_seconds", "flagged_claims", "sources", "passages"):
        assert of(samples, f"sverka_{name}") == 0
    assert of(samples, "sverka_database_up") == of(samples, "sverka_library_up") == 1
    assert of(samples, "process_open_fds") > 0


def test_steps_that_wait(idle_site: Site) -> None:
    idle_site.submit()
    idle_site.submit(title="another")
    set_back(idle_site.database, steps.c.not_before, timedelta(minutes=5))
    samples = read(idle_site)
    assert of(samples, "sverka_steps", state="ready") == 2
    assert of(samples, "sverka_due_steps", queue="sverka.split") == 2
    assert of(samples, "sverka_due_steps", queue="sverka.verify") == 0
    assert 300 <= of(samples, "sverka_oldest_due_step_seconds") < 360


def test_a_step_that_is_not_due_yet_does_not_wait(idle_site: Site) -> None:
    idle_site.submit()
    set_back(idle_site.database, steps.c.not_before, timedelta(minutes=-5))
    samples = read(idle_site)
    assert of(samples, "sverka_oldest_due_step_seconds") == 0
    assert of(samples, "sverka_due_steps", queue="sverka.split") == 0


def test_claims_by_verdict(site: Site) -> None:
    site.submit_and_wait()
    samples = read(site)
    verdicts = {
        label: of(samples, "sverka_claims", verdict=label)
        for label in ("supported", "refuted", "conflicting", "not_enough_evidence")
    }
    assert verdicts == {
        "supported": 2,
        "refuted": 1,
        "conflicting": 0,
        "not_enough_evidence": 1,
    }
    assert of(samples, "sverka_flagged_claims") == 2
    assert of(samples, "sverka_steps", state="done") == 3  # split, verify, join


def test_sources_and_passages(idle_site: Site) -> None:
    source = {"id": "a", "publisher": "Вестник", "text": "Казахстан независим с 1991 года."}
    assert idle_site.client.post("/api/v1/sources", json=source).status_code < 300
    samples = read(idle_site)
    assert of(samples, "sverka_sources") == of(samples, "sverka_passages") == 1


def test_requests_by_route_and_status(idle_site: Site) -> None:
    for path in ("/api/v1/claims/one", "/api/v1/claims/two", "/no/such/page", "/healthz"):
        idle_site.client.get(path)
    idle_site.client.post(
        "/api/v1/articles", json={"text": ARTICLE}, headers={"Origin": "http://x"}
    )
    samples = read(idle_site)

    def count(method: str, route: str, status: int) -> float:
        labels = {"method": method, "route": route, "status": str(status)}
        return of(samples, "sverka_request_seconds_count", **labels)

    assert count("GET", "/api/v1/claims/<claim_id>", 404) == 2
    assert count("GET", "none", 404) == 1
    assert count("GET", "/healthz", 200) == 1
    assert count("POST", "/api/v1/articles", 403) == 1  # refused requests count too


def test_two_processes_tell_the_same_of_what_is_stored(idle_site: Site) -> None:
    idle_site.submit()
    other = create_app(idle_site.services, ServiceSettings()).test_client()
    idle_site.client.get("/healthz")
    ours, theirs = (
        {line for line in client.get("/metrics").text.splitlines() if "sverka_steps" in line}
        for client in (idle_site.client, other)
    )
    assert ours == theirs
    assert "/healthz" not in other.get("/metrics").text  # requests are each process's own


def test_how_long_steps_took_whoever_did_them(site: Site) -> None:
    site.submit_and_wait()
    samples = read(site)
    for kind in ("split", "verify", "join"):
        assert of(samples, "sverka_recent_steps", kind=kind) == 1
        assert of(samples, "sverka_step_seconds", kind=kind, quantile="0.95") >= 0
    assert of(samples, "sverka_model_seconds", model="stance") == 0  # this checker has no model
    assert of(samples, "sverka_step_age_seconds", queue="sverka.split") == 0
    set_back(site.database, steps.c.settled_at, timedelta(minutes=6))
    assert of(read(site), "sverka_recent_steps", kind="split") == 0


def test_claims_that_the_index_lacks(site: Site, tmp_path: Path) -> None:
    site.submit_and_wait()
    index = open_claim_index(f"embedded://{tmp_path}/library", site.services.embedder)
    indexed = replace(site, client=client_of(replace(site.services, claim_index=index)))
    assert of(read(indexed), "sverka_index_lag_claims") == 4
    reconcile_claims(site.database, index)
    assert of(read(indexed), "sverka_index_lag_claims") == 0
    assert of(read(indexed), "sverka_claims_index_up") == 1
    index.close()


class Away:
    """A claims index that does not answer."""

    def count(self) -> int:
        raise LibraryUnavailable("weg")


def test_a_claims_index_that_cannot_be_read_hides_no_other_figure(idle_site: Site) -> None:
    indexed = replace(idle_site, client=client_of(replace(idle_site.services, claim_index=Away())))
    samples = read(indexed)
    assert of(samples, "sverka_claims_index_up") == 0
    assert of(samples, "sverka_library_up") == 1
    assert ("sverka_index_lag_claims", ()) not in samples


def client_of(services: Services) -> FlaskClient:
    return create_app(services, ServiceSettings()).test_client()


def test_a_database_that_fails_hides_no_other_figure(idle_site: Site) -> None:
    with idle_site.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE steps")
    samples = read(idle_site)
    assert of(samples, "sverka_database_up") == 0
    assert of(samples, "sverka_library_up") == 1
    assert of(samples, "sverka_sources") == 0
    assert ("sverka_steps", (("state", "ready"),)) not in samples
