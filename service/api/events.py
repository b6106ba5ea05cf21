"""Live progress as server-sent events: bounded in time and number, ended with the job."""

import time
from collections.abc import Iterator

from flask import Response

from indexes.claims.articles import get_progress
from indexes.claims.stored import Progress
from service.api.answers import ProgressAnswer
from service.errors import RETRY_AFTER, Problem
from service.services import AppState

POLL_SECONDS = 0.25
HEARTBEAT = ": still here\n\n"  # a write is also how the server learns that nobody listens
RECONNECT = "retry: 2000\n\n"


def stream_progress(state: AppState, article_id: str) -> Response:
    """A stream of `progress` events and one `end`.

    Raises:
        Problem: so many streams are open that plain requests would find no thread.
    """
    if not state.streams.acquire(blocking=False):
        raise Problem("too_many_streams", headers=RETRY_AFTER)
    response = Response(watch(state, article_id), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would hold events back
    response.call_on_close(state.streams.release)
    return response


def watch(state: AppState, article_id: str) -> Iterator[str]:
    """Events until the job ends, or the time for one stream is up: then clients come again."""
    yield RECONNECT
    deadline = time.monotonic() + state.settings.stream_seconds
    silent_until = time.monotonic() + state.settings.heartbeat_seconds
    seen = -1
    while time.monotonic() < deadline:
        progress = get_progress(state.services.database, article_id)
        if progress is None:
            return
        if progress.revision != seen:
            yield write_event("progress", progress)
            seen, silent_until = progress.revision, _next_beat(state)
        if progress.status.is_final:
            yield write_event("end", progress)
            return
        if time.monotonic() >= silent_until:
            yield HEARTBEAT
            silent_until = _next_beat(state)
        time.sleep(POLL_SECONDS)


def _next_beat(state: AppState) -> float:
    return time.monotonic() + state.settings.heartbeat_seconds


def write_event(name: str, progress: Progress) -> str:
    """One event in the format of the HTML standard, section 9.2."""
    body = ProgressAnswer.of(progress).model_dump_json()
    return f"id: {progress.revision}\nevent: {name}\ndata: {body}\n\n"
