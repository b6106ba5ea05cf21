"""Live progress: server-sent events until the job ends."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from service.api.events import HEARTBEAT, RECONNECT, watch
from service.app import create_app
from service.services import EXTENSION
from service.settings import ServiceSettings
from tests.plain import make_toolkit
from tests.service.conftest import Site
from workers.embedded import start_embedded_workers


def read_events(lines: Iterator[str]) -> Iterator[tuple[str, dict]]:
    """(event, data) of every block that is an event."""
    for block in "".join(lines).split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if "event" in fields:
            yield fields["event"], json.loads(fields["data"])


def test_events_end_with_the_job(site: Site) -> None:
    article_id = site.submit()
    response = site.client.get(f"/api/v1/articles/{article_id}/events")
    assert response.mimetype == "text/event-stream"
    events = list(read_events(iter([response.text])))
    assert events[-1][0] == "end"
    assert events[-1][1]["status"] == "done"
    assert [data["revision"] for _, data in events[:-1]] == sorted(
        {data["revision"] for _, data in events}
    )


def test_silence_is_filled_and_bounded(idle_site: Site) -> None:
    """Nobody works, so nothing changes: heartbeats, until the time for one stream is up."""
    article_id = idle_site.submit()
    state = idle_site.client.application.extensions[EXTENSION]
    settings = replace(state.settings, heartbeat_seconds=0.1, stream_seconds=1.5)
    written = list(watch(replace(state, settings=settings), article_id))
    assert written[0] == RECONNECT
    assert written[1].startswith("id: 1\nevent: progress\n")
    assert len(written) > 3
    assert set(written[2:]) == {HEARTBEAT}


def test_a_stream_sees_the_work_that_comes_later(idle_site: Site) -> None:
    article_id = idle_site.submit()
    events = watch(idle_site.client.application.extensions[EXTENSION], article_id)
    assert list(islice(events, 2))[1].startswith("id: 1\nevent: progress\n")
    workers = start_embedded_workers(
        make_toolkit(idle_site.database, idle_site.services.bell), threads=1
    )
    assert list(read_events(events))[-1][0] == "end"
    assert workers.stop()


def test_closed_streams_make_room(idle_site: Site) -> None:
    app = create_app(idle_site.services, ServiceSettings(threads=4))
    client, url = app.test_client(), f"/api/v1/articles/{idle_site.submit()}/events"
    first, second = client.get(url), client.get(url)  # nothing of them is read yet
    assert client.get(url).status_code == 503
    first.close()
    third = client.get(url)
    assert third.status_code == 200
    second.close()
    third.close()
