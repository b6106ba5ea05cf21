"""Errors of the API: RFC 9457 problems, each with a stable code. The table is the contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response, request
from pydantic import BaseModel, Field, ValidationError

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER = {"Retry-After": "5"}


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One row of the table: what a code means and what to do next."""

    code: str
    status: int
    title: str
    advice: str


PROBLEM_KINDS: tuple[ProblemKind, ...] = (
    # the request as such
    ProblemKind("bad_request", 400, "The request cannot be read", "Check it against /docs."),
    ProblemKind(
        "untrusted_host",
        400,
        "The Host header names another server",
        "Use the address that the service was started with.",
    ),
    ProblemKind("not_utf8", 400, "The body is not UTF-8 text", "Send text, encoded as UTF-8."),
    ProblemKind("invalid_json", 400, "The body is not JSON", "Send one JSON value."),
    ProblemKind(
        "cross_origin",
        403,
        "A page of another site sent this",
        "Send it from a program, or from the service's own pages.",
    ),
    ProblemKind("route_not_found", 404, "There is nothing at this address", "See /docs."),
    ProblemKind(
        "method_not_allowed", 405, "The address does not take this method", "See Allow, and /docs."
    ),
    ProblemKind(
        "body_too_large", 413, "The body is too large", "Send less, or in several requests."
    ),
    ProblemKind("text_too_long", 413, "The text is too long", "Send it in parts."),
    ProblemKind(
        "unsupported_media_type",
        415,
        "The body's type is not taken here",
        "Set Content-Type to one of the types that the detail names.",
    ),
    # what it asks for
    ProblemKind("article_not_found", 404, "No such article", "List them: GET /api/v1/articles."),
    ProblemKind("claim_not_found", 404, "No such claim", "List them: GET /api/v1/claims."),
    ProblemKind("schedule_not_found", 404, "The claim has no schedule", "Give it one with PUT."),
    ProblemKind("source_not_found", 404, "No such source", "List them: GET /api/v1/sources."),
    ProblemKind(
        "problem_not_found", 404, "No such problem code", "List them: GET /api/v1/problems."
    ),
    ProblemKind("invalid_parameter", 422, "A parameter is wrong", "See errors."),
    ProblemKind(
        "invalid_cursor", 422, "The cursor is not of this list", "Start again without a cursor."
    ),
    # what it brings
    ProblemKind("invalid_field", 422, "A field of the body is wrong", "See errors."),
    ProblemKind("empty_text", 422, "The text is empty", "Send at least one sentence."),
    ProblemKind(
        "invalid_characters",
        422,
        "The text has characters that cannot be stored",
        "Leave out NUL characters and unpaired surrogates; such a body is seldom text.",
    ),
    ProblemKind(
        "unknown_language",
        422,
        "No such language",
        "Use an ISO 639 code such as ru or en, or leave it out to have it detected.",
    ),
    ProblemKind(
        "invalid_schedule",
        422,
        "The schedule cannot be kept",
        "Give either every and unit, or a five-field cron line and its time_zone.",
    ),
    ProblemKind(
        "invalid_review",
        422,
        "The review contradicts itself",
        "Agree without a label, or overrule with another label than the verdict's.",
    ),
    ProblemKind(
        "invalid_sources",
        422,
        "None of the sources could be stored",
        "See errors, source by source.",
    ),
    # what stands against it
    ProblemKind(
        "idempotency_conflict",
        409,
        "The Idempotency-Key was used for another article",
        "Use a new key for a new article.",
    ),
    ProblemKind("already_finished", 409, "The check has ended", "Nothing is left to cancel."),
    ProblemKind(
        "no_verdict_yet", 409, "The claim has no verdict yet", "Wait until its check has ended."
    ),
    ProblemKind(
        "verdict_superseded",
        409,
        "A newer verdict has come",
        "Read the claim again and review that verdict.",
    ),
    ProblemKind(
        "library_model_mismatch",
        409,
        "The library was built with another embedding model",
        "Set SVERKA_EMBEDDING_MODEL back, or run: sverka sources rebuild.",
    ),
    # what is not the client's fault
    ProblemKind("internal_error", 500, "Something went wrong here", "The service's log says more."),
    ProblemKind("library_error", 500, "The library failed", "The service's log says more."),
    ProblemKind("library_unavailable", 503, "The library does not answer", "Try again later."),
    ProblemKind(
        "library_locked", 503, "Another process is writing to the library", "Try again shortly."
    ),
    ProblemKind("database_unavailable", 503, "The database does not answer", "Try again later."),
    ProblemKind("not_ready", 503, "The service is not ready", "See checks."),
    ProblemKind(
        "too_many_streams",
        503,
        "Too many event streams are open",
        "Close some, or poll the article.",
    ),
)
KINDS: Mapping[str, ProblemKind] = {kind.code: kind for kind in PROBLEM_KINDS}


class FieldProblem(BaseModel):
    """One wrong field, parameter, line or source."""

    field: str = Field(description="where: a path into the body, a parameter, a line")
    message: str


class ProblemBody(BaseModel):
    """RFC 9457 problem details; `code` is stable, the rest is for people."""

    type: str = Field(description="address of the code's description, relative to the service")
    title: str
    status: int
    code: str
    detail: str
    instance: str
    errors: list[FieldProblem] = []


class Problem(Exception):
    """Ends the request with an answer of the table."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        errors: Iterable[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.kind = KINDS[code]
        self.detail = detail or self.kind.advice
        self.errors = list(errors)
        self.headers = dict(headers or {})


def answer_problem(problem: Problem) -> Response:
    """The problem as a response."""
    kind = problem.kind
    body = ProblemBody(
        type=f"/api/v1/problems/{kind.code}",
        title=kind.title,
        status=kind.status,
        code=kind.code,
        detail=problem.detail,
        instance=request.path,
        errors=problem.errors,
    )
    response = Response(f"{body.model_dump_json()}\n", kind.status, content_type=PROBLEM_JSON)
    response.headers.extend(problem.headers)
    return response


def list_field_problems(error: ValidationError) -> list[FieldProblem]:
    """Every wrong field with what is wrong with it."""
    return [
        FieldProblem(field=".".join(map(str, one["loc"])) or "body", message=one["msg"])
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def refuse_parameters(error: ValidationError) -> Response:
    """Wrong path, query or header values."""
    problems = list_field_problems(error)
    code = find_code(error, "invalid_parameter")
    raise Problem(code, describe(problems), errors=problems)


def find_code(error: ValidationError, default: str) -> str:
    """The table's code that a validator names as its error's type, or the default."""
    types = (str(one["type"]) for one in error.errors(include_url=False, include_input=False))
    return next((code for code in types if code in KINDS), default)


def describe(problems: Iterable[FieldProblem]) -> str:
    """One line: every wrong field and what is wrong with it."""
    return "; ".join(f"{one.field}: {one.message}" for one in problems)
