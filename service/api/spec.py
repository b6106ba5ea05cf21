"""Pieces of the OpenAPI document that routes share."""

from collections import defaultdict
from typing import Any

from flask_openapi.types import ResponseDict

from service.errors import KINDS, PROBLEM_JSON

API_PREFIX = "/api/v1"
PROBLEM_SCHEMA = {"$ref": "#/components/schemas/ProblemBody"}
EVERYWHERE = ("invalid_parameter", "internal_error", "database_unavailable")


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
