"""The web service as a Flask application: a factory, no globals."""

from importlib.metadata import version

from flask_openapi.models.info import Info
from flask_openapi.openapi import OpenAPI

from service.api.articles import articles
from service.api.claims import claims
from service.api.documents import register_documents, table
from service.api.guards import guard
from service.api.health import health
from service.api.metrics import metrics
from service.api.schedules import schedules
from service.api.sources import sources
from service.dashboard.blueprint import make_dashboard
from service.errors import ProblemBody, refuse_parameters
from service.services import Services, remember
from service.settings import ServiceSettings
from service.translations import translate_errors
from service.watching import watch

OPENAPI_VERSION = "3.1.0"
DESCRIPTION = (
    "Checks what an article says against a library of reference sources. Errors are RFC 9457 "
    "problems whose codes are listed at /api/v1/problems."
)
APIS = (articles, claims, schedules, sources, table, health, metrics)


def create_app(services: Services, settings: ServiceSettings) -> OpenAPI:
    """The application, ready to be served: API, documents, dashboard."""
    app = OpenAPI(
        "service",
        info=Info(title="Sverka", version=version("sverka"), description=DESCRIPTION),
        doc_ui=False,
        validation_error_model=ProblemBody,
        validation_error_callback=refuse_parameters,
    )
    app.openapi_version = OPENAPI_VERSION
    remember(app, services, settings)
    watch(app)
    guard(app, settings)
    translate_errors(app)
    for api in APIS:
        app.register_api(api)
    register_documents(app)
    app.register_blueprint(make_dashboard())
    return app
