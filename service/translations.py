"""Errors of every floor, translated into problems of the table."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from indexes.claims.database import DatabaseUnavailable
from indexes.claims.pages import InvalidCursor
from indexes.sources.library import (
    EmbeddingModelMismatch,
    LibraryError,
    LibraryLocked,
    LibraryUnavailable,
)
from service.errors import KINDS, RETRY_AFTER, Problem, answer_problem

log = logging.getLogger(__name__)

HTTP_CODES: Mapping[int, str] = {
    404: "route_not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """An error of a floor below, and the problem that it is to a client."""

    error: type[Exception]
    code: str
    headers: Mapping[str, str] = field(default_factory=dict)


TRANSLATIONS: tuple[Translation, ...] = (
    Translation(InvalidCursor, "invalid_cursor"),
    Translation(DatabaseUnavailable, "database_unavailable", RETRY_AFTER),
    Translation(LibraryUnavailable, "library_unavailable", RETRY_AFTER),
    Translation(LibraryLocked, "library_locked", RETRY_AFTER),
    Translation(EmbeddingModelMismatch, "library_model_mismatch"),
    Translation(LibraryError, "library_error"),
)


def translate_errors(app: Flask) -> None:
    """Every error of every route becomes a problem."""
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)
    for translation in TRANSLATIONS:
        app.register_error_handler(translation.error, _translator(translation))


def _translator(translation: Translation) -> Callable[[Exception], Response]:
    def answer(error: Exception) -> Response:
        if KINDS[translation.code].status >= 500:
            log.warning("%s: %s", translation.code, error)
        return answer_problem(Problem(translation.code, headers=translation.headers))

    return answer


def _answer_http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if error.response is not None or status < 400:  # a redirect, or somebody's own answer
        return error.get_response()
    code = "untrusted_host" if isinstance(error, SecurityError) else find_http_code(status)
    allowed = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
    return answer_problem(Problem(code, headers=headers))


def find_http_code(status: int) -> str:
    """The problem that a plain HTTP error is."""
    return HTTP_CODES.get(status, "bad_request" if status < 500 else "internal_error")


def _answer_unexpected(error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer_problem(Problem("internal_error"))
