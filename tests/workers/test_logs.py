"""Logs as lines of JSON, with the request or the step that each is about."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from threading import Thread

import pytest

from workers.logs import configure_logs, log_fields
from workers.settings import LogFormat, Settings, SettingsError, read_settings

log = logging.getLogger("tests.logs")
ReadLines = Callable[[], list[dict]]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged as JSON; the root logger is as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []  # pytest's own stay open
    stream = io.StringIO()
    configure_logs(Settings(log_format=LogFormat.JSON, log_level="INFO"), stream=stream)
    yield stream
    root.handlers, root.level = handlers, level


def read_lines(written: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_is_one_json_object(written: io.StringIO) -> None:
    log.info("статья\n%s", "две строки", extra={"seconds": 0.5})
    (line,) = read_lines(written)
    assert line.pop("timestamp").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "tests.logs",
        "message": "статья\nдве строки",
        "seconds": 0.5,
    }


def test_a_trace_stays_in_its_line(written: io.StringIO) -> None:
    log.error("oops", exc_info=ValueError("сломано"))
    (line,) = read_lines(written)
    assert "ValueError: сломано" in line["trace"]


def test_fields_are_of_their_block_and_thread(written: io.StringIO) -> None:
    with log_fields(step_id="s1"):
        with log_fields(claim_id="c1"):
            log.info("inner")
        log.info("outer")
        other = Thread(target=log.info, args=("other",))
        other.start()
        other.join()
    log.info("after")
    said = {
        line["message"]: (line.get("step_id"), line.get("claim_id")) for line in read_lines(written)
    }
    assert said == {
        "inner": ("s1", "c1"),
        "outer": ("s1", None),
        "other": (None, None),
        "after": (None, None),
    }


def test_text_is_the_default() -> None:
    assert read_settings({}).log_format is LogFormat.TEXT
    assert read_settings({"SVERKA_LOG_FORMAT": "json"}).log_format is LogFormat.JSON
    assert read_settings({"SVERKA_LOG_LEVEL": "info"}).log_level == "INFO"


@pytest.mark.parametrize(
    "environment", [{"SVERKA_LOG_FORMAT": "xml"}, {"SVERKA_LOG_LEVEL": "loud"}]
)
def test_other_values_are_refused_by_name(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(environment))):
        read_settings(environment)
