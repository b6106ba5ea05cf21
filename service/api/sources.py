"""Sources: fill the library, look at it, take something out."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Response, request
from pydantic import RootModel
from pydantic_core import from_json

from indexes.records import Source
from indexes.sources.ingest import IngestReport
from service.api.answers import (
    IngestAnswer,
    SourceAnswer,
    SourcesAnswer,
    SourceSummary,
    answer,
)
from service.api.bodies import (
    JSON,
    NDJSON,
    describe_json,
    parse_fields,
    read_text,
    require_length,
    require_type,
)
from service.api.requests import SourceBody, SourcePath, SourcesQuery
from service.api.spec import BODY, make_api, replies
from service.errors import FieldProblem, Problem
from service.services import current_services, current_settings
from workers.languages.detection import detect_language

Written = tuple[str, str | object]  # where a source stands in the body, and what stands there
SHOWN_ERRORS = 100

sources = make_api("sources")


class SourcesBody(RootModel[SourceBody | list[SourceBody]]):
    """One source or a list of them."""


@sources.post(
    "/sources",
    request_body=describe_json(SourcesBody, {NDJSON: "JSON Lines: a source a line"}),
    responses=replies(
        {200: IngestAnswer},
        *BODY,
        "empty_text",
        "text_too_long",
        "unknown_language",
        "invalid_sources",
        "library_locked",
        "library_model_mismatch",
    ),
)
def add() -> Response:
    """Add sources, or replace those with the same id; twice changes nothing.

    Good sources are stored, bad ones reported; if none is good, the answer is a problem.
    """
    found, refused = _read_sources(list(_read_written()))
    report = current_services().store_sources(found)
    errors = refused + [
        FieldProblem(field=one.source_id, message=one.message) for one in report.failed
    ]
    if errors and report.added + report.replaced + report.unchanged == 0:
        raise Problem(
            "invalid_sources", f"First: {errors[0].message}", errors=errors[:SHOWN_ERRORS]
        )
    return answer(_describe_report(report, errors))


def _describe_report(report: IngestReport, errors: list[FieldProblem]) -> IngestAnswer:
    return IngestAnswer(
        added=report.added,
        replaced=report.replaced,
        unchanged=report.unchanged,
        failed=len(errors),
        errors=errors[:SHOWN_ERRORS],
    )


def _read_written() -> Iterator[Written]:
    """What the body brings, not yet validated."""
    if require_type(JSON, NDJSON) == NDJSON:
        lines = enumerate(read_text().split("\n"), 1)
        return ((f"line {number}", line) for number, line in lines if line.strip())
    body = _parse(read_text())
    items = body if isinstance(body, list) else [body]
    return ((f"source {number}", item) for number, item in enumerate(items, 1))


def _parse(text: str) -> object:
    try:
        parsed: object = from_json(text)
    except ValueError as error:
        raise Problem("invalid_json", f"{error}.") from error
    return parsed


def _read_sources(written: list[Written]) -> tuple[list[Source], list[FieldProblem]]:
    """The good ones, and what is wrong with the others; a single bad one is raised."""
    if len(written) > current_settings().most_sources:
        limit = current_settings().most_sources
        raise Problem("body_too_large", f"{len(written)} sources; at most {limit} in one request.")
    found, refused = [], []
    for place, item in written:
        try:
            found.append(_read_source(item))
        except Problem as problem:
            if len(written) == 1:
                raise
            refused.append(FieldProblem(field=place, message=problem.detail))
    return found, refused


def _read_source(item: object) -> Source:
    fields = _parse(item) if isinstance(item, str) and request.mimetype == NDJSON else item
    source = Source(**parse_fields(SourceBody, fields).model_dump())
    require_length(source.text)
    language = source.language or detect_language(source.text)
    return replace(source, language=language)


@sources.get(
    "/sources",
    responses=replies(
        {200: SourcesAnswer},
    ),
)
def index(query: SourcesQuery) -> Response:
    """List the library's sources in the order of their ids."""
    library = current_services().library
    found = library.list_sources(after=query.after, limit=query.limit + 1)
    status = library.status()
    shown = found[: query.limit]
    return answer(
        SourcesAnswer(
            items=[SourceSummary.of(source) for source in shown],
            next_after=shown[-1].id if len(found) > query.limit else None,
            source_count=status.source_count,
            passage_count=status.passage_count,
        )
    )


@sources.get(
    "/sources/<path:source_id>", responses=replies({200: SourceAnswer}, "source_not_found")
)
def read(path: SourcePath) -> Response:
    """Read a source with its text, into which evidence counts its offsets."""
    source = current_services().library.get(path.source_id)
    if source is None:
        raise Problem("source_not_found")
    return answer(SourceAnswer.of(source))


@sources.delete(
    "/sources/<path:source_id>",
    responses=replies({204: None}, "source_not_found", "library_locked"),
)
def remove(path: SourcePath) -> Response:
    """Take a source out of the library; verdicts that rest on it keep their evidence."""
    if current_services().library.remove([path.source_id]) == 0:
        raise Problem("source_not_found")
    return Response(status=204)
