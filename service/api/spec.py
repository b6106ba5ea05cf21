"""Pieces of the OpenAPI document that routes share."""

from collections import defaultdict
from typing import Any

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.types import ResponseDict

from service.errors import KINDS, PROBLEM_JSON

API_PREFIX = "/api/v1"
PROBLEM_SCHEMA = {"$ref": "#/components/schemas/ProblemBody"}
EVERYWHERE = ("untrusted_host", "invalid_parameter", "internal_error", "database_unavailable")
# what any route that takes a body may say of it
BODY = (
    "not_utf8",
    "invalid_json",
    "cross_origin",
    "body_too_large",
    "unsupported_media_type",
    "invalid_field",
    "invalid_characters",
)


def make_api(name: str, prefix: str = API_PREFIX) -> APIBlueprint:
    """A part of the API; its operations are called `name_function` in the document."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=prefix,
        abp_tags=[{"name": name}],
        operation_id_callback=lambda *, bp_name, name, **_: f"{bp_name}_{name}",
    )


def replies(success: ResponseDict, *codes: str) -> ResponseDict:
    """A route's responses: how it ends well, and the codes of the table, by status."""
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in (*codes, *EVERYWHERE):
        by_status[KINDS[code].status].append(code)
    failures: ResponseDict = {
        status: _describe(found) for status, found in sorted(by_status.items())
    }
    return success | failures


def _describe(codes: list[str]) -> dict[str, Any]:
    lines = [f"`{code}`: {KINDS[code].title}" for code in codes]
    return {
        "description": "; ".join(lines),
        "content": {PROBLEM_JSON: {"schema": PROBLEM_SCHEMA}},
    }


def event_stream(description: str) -> dict[str, Any]:
    """A response of server-sent events."""
    return {
        "description": description,
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
