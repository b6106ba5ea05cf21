"""`/metrics` in Prometheus' text format."""

from flask import Response
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from service.api.spec import make_api, replies
from service.metrics.stored import StoredMetrics
from service.services import app_state

metrics = make_api("metrics", prefix="")
TEXT = {"content": {"text/plain": {"schema": {"type": "string"}}}}


@metrics.get(
    "/metrics", responses=replies({200: {"description": "Figures for Prometheus.", **TEXT}})
)
def show() -> Response:
    """Tell Prometheus what is stored, and what this process was asked for."""
    state = app_state()
    services = state.services
    stored = CollectorRegistry()
    stored.register(StoredMetrics(services.database, services.library, services.claim_index))
    told = generate_latest(stored) + generate_latest(state.requests.registry)
    return Response(told, content_type=CONTENT_TYPE_PLAIN_0_0_4)
