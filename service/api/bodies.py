"""Request bodies: bytes to validated models, with one clear problem for each way to be wrong."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import request
from flask_openapi.models.media_type import MediaType
from flask_openapi.models.request_body import RequestBody
from pydantic import BaseModel, ValidationError

from service.errors import Problem, describe, find_code, list_field_problems
from service.services import current_settings

M = TypeVar("M", bound=BaseModel)
JSON = "application/json"
PLAIN_TEXT = "text/plain"
NDJSON = "application/x-ndjson"


def read_json(model: type[M]) -> M:
    """The body as the model.

    Raises:
        Problem: wrong type, not UTF-8, not JSON, or wrong fields.
    """
    require_type(JSON)
    return parse_json(model, read_text())


def require_type(*types: str) -> str:
    """The body's media type, one of those given."""
    if request.mimetype not in types:
        given = request.mimetype or "none"
        raise Problem("unsupported_media_type", f"Send {' or '.join(types)}, not {given}.")
    return request.mimetype


def read_text() -> str:
    """The body as text, without a byte order mark."""
    try:
        return request.get_data(cache=False).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not_utf8", f"Byte {error.start} of the body is not UTF-8.") from error


def require_length(text: str) -> None:
    """Refuse a text of more characters than the service takes."""
    limit = current_settings().longest_text
    if len(text) > limit:
        raise Problem("text_too_long", f"{len(text)} characters; at most {limit} are taken.")


def parse_json(model: type[M], text: str) -> M:
    """JSON text as the model."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise refuse_body(error) from error


def parse_fields(model: type[M], fields: object) -> M:
    """Fields of several places as the model."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise refuse_body(error) from error


def refuse_body(error: ValidationError) -> Problem:
    """The problem that a body's validation error is."""
    problems = list_field_problems(error)
    is_json = all(one["type"] != "json_invalid" for one in error.errors(include_url=False))
    code = find_code(error, "invalid_field") if is_json else "invalid_json"
    return Problem(code, describe(problems), errors=problems if is_json else ())


def describe_json(model: type[BaseModel], others: Mapping[str, str] | None = None) -> RequestBody:
    """The body in the OpenAPI document: the model as JSON, or other types with what they are."""
    content = {JSON: {"schema": inline_schema(model)}}
    for media_type, description in (others or {}).items():
        content[media_type] = {"schema": {"type": "string", "description": description}}
    return RequestBody(
        required=True,
        content={name: MediaType.model_validate(value) for name, value in content.items()},
    )


def inline_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema with its definitions put in their places."""
    schema = model.model_json_schema(mode="validation")
    definitions = schema.pop("$defs", {})
    put: dict[str, Any] = _put_in(schema, definitions)
    return put


def _put_in(node: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, list):
        return [_put_in(one, definitions) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _put_in(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {key: _put_in(value, definitions) for key, value in node.items()}
