"""The OpenAPI document is valid 3.1 and tells of every route."""

import re

from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from tests.service.conftest import Site

UNDOCUMENTED = re.compile(r"/static/|/docs|/openapi\.json")


def test_document_is_valid(idle_site: Site) -> None:
    document = idle_site.client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    validate(document, cls=OpenAPIV31SpecValidator)
