"""Sources that come over the API touch claims that are stored."""

from dataclasses import replace
from pathlib import Path

from indexes.claims.claims import list_claims
from indexes.claims.verdicts import list_verdicts
from indexes.reverse.opening import open_claim_index
from service.app import create_app
from service.services import Services
from service.settings import ServiceSettings
from tests.plain import make_toolkit
from tests.stores import check_article, run_all
from tests.waiting import wait_until
from workers.embedded import start_embedded_workers

NOTE = {"id": "note", "text": "Каспийская конвенция подписана в 2018 году.", "language": "ru"}


def test_a_new_source_adds_a_verdict(
    services: Services, settings: ServiceSettings, tmp_path: Path
) -> None:
    index = open_claim_index(f"embedded://{tmp_path}/library", services.embedder)
    indexed = replace(services, claim_index=index)
    check_article(services.database)
    toolkit = make_toolkit(services.database, services.bell)
    workers = start_embedded_workers(toolkit)
    answer = create_app(indexed, settings).test_client().post("/api/v1/sources", json=NOTE)
    assert (answer.status_code, answer.json["added"]) == (200, 1)
    claims = {one.claim.text: one.claim.id for one in list_claims(services.database).items}
    claim_id = claims[NOTE["text"]]
    wait_until(lambda: len(list_verdicts(services.database, claim_id)) == 2, 20)
    assert workers.stop()
    index.close()


def test_without_an_index_nothing_is_touched(services: Services, settings: ServiceSettings) -> None:
    check_article(services.database)
    create_app(services, settings).test_client().post("/api/v1/sources", json=NOTE)
    run_all(services.database)
    counts = [
        len(list_verdicts(services.database, one.claim.id))
        for one in list_claims(services.database).items
    ]
    assert set(counts) == {1}
