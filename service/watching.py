"""Watches every request: its id, its time, a line in the log, its place in metrics and traces."""

import logging
import re
from contextlib import ExitStack
from secrets import token_hex
from time import monotonic

from flask import Flask, Response, g, request

from service.services import app_state
from workers.logs import forget_log_fields, set_log_fields

log = logging.getLogger(__name__)
REQUEST_ID = "X-Request-ID"
TRACEPARENT = "traceparent"  # of whoever asks, if that one traces too
UNTRACED = frozenset({"/healthz", "/readyz", "/metrics"})  # asked every few seconds
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}", re.ASCII)


def watch(app: Flask) -> None:
    """Register before anything that may refuse a request: what is refused is counted too."""
    app.before_request(start_watching)
    app.after_request(finish_watching)
    app.teardown_request(forget_request)


def start_watching() -> None:
    """Name the request: as a proxy in front of us has named it, if it has."""
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if ACCEPTED_ID.fullmatch(given) else token_hex(8)
    g.started = monotonic()
    set_log_fields(request_id=g.request_id)
    g.span = open_span(g.request_id)


def open_span(request_id: str) -> ExitStack | None:
    """The request's span, which stays open in this thread until it is closed."""
    if request.path in UNTRACED:
        return None
    route = request.url_rule.rule if request.url_rule else ""
    attributes = {
        "http.request.method": request.method,
        "http.route": route,
        "url.path": request.path,
        "sverka.request_id": request_id,
    }
    above = request.headers.get(TRACEPARENT, "")
    opened = ExitStack()
    tracer = app_state().services.tracer
    g.traced = opened.enter_context(
        tracer.span(f"{request.method} {route}".strip(), attributes, parent=above)
    )
    return opened


def finish_watching(response: Response) -> Response:
    """Count it, log it, and tell the client its name. A stream counts until it begins."""
    started = g.get("started")
    if started is None:  # refused before it was a request: another host's name
        return response
    seconds = monotonic() - started
    route = request.url_rule.rule if request.url_rule else None
    if g.span is not None:
        g.traced.set_attribute("http.response.status_code", response.status_code)
    app_state().requests.observe(request.method, route, response.status_code, seconds)
    log.info(
        "%s %s: %s",
        *(request.method, request.path, response.status_code),
        extra={"route": route, "status": response.status_code, "seconds": round(seconds, 4)},
    )
    response.headers[REQUEST_ID] = g.request_id
    return response


def forget_request(_error: BaseException | None = None) -> None:
    """What this thread logs or traces next is of no request."""
    span = g.pop("span", None)
    if span is not None:
        span.close()
    forget_log_fields()
