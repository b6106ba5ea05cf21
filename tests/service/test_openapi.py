"""The OpenAPI document is valid 3.1, tells of every route, and its page works offline."""

import re

from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from service.api.spec import API_PREFIX
from tests.service.conftest import Site

DOCUMENTED = (API_PREFIX, "/healthz", "/readyz", "/metrics")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def test_document_is_valid(idle_site: Site) -> None:
    document = idle_site.client.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    validate(document, cls=OpenAPIV31SpecValidator)


def test_document_tells_of_every_route(idle_site: Site) -> None:
    paths = idle_site.client.get("/openapi.json").json["paths"]
    told = {(path, method) for path, methods in paths.items() for method in methods}
    routes = {
        (PARAMETER.sub(r"{\1}", rule.rule), method.lower())
        for rule in idle_site.client.application.url_map.iter_rules()
        if rule.rule.startswith(DOCUMENTED)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert told == routes


def test_every_operation_explains_itself(idle_site: Site) -> None:
    paths = idle_site.client.get("/openapi.json").json["paths"]
    for path, methods in paths.items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert (
                method in {"get", "delete"}
                or path.endswith(("/cancel", "/recheck"))
                or ("application/json" in operation["requestBody"]["content"])
            ), where
            failures = [code for code in operation["responses"] if code >= "400"]
            assert failures, where
            for code in failures:
                assert list(operation["responses"][code]["content"]) == ["application/problem+json"]


def test_docs_need_no_other_server(idle_site: Site) -> None:
    page = idle_site.client.get("/docs", follow_redirects=True)
    assert 'URL("../openapi.json"' in page.text
    assert "http" not in page.text
    assets = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(assets) >= 4
    for asset in assets:
        with idle_site.client.get(f"/docs/{asset}") as response:
            assert response.status_code == 200
