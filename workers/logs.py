"""Logs: lines for people, or JSON for machines; every line names its request or its step."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

from workers.settings import LogFormat, Settings

TEXT_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
NOTHING: Mapping[str, str] = MappingProxyType({})
_fields: ContextVar[Mapping[str, str]] = ContextVar("sverka_log_fields", default=NOTHING)


def set_log_fields(**fields: str) -> None:
    """From here on, every line of this thread carries the fields."""
    _fields.set(fields)


def forget_log_fields() -> None:
    """The lines of this thread carry nothing again."""
    _fields.set(NOTHING)


@contextmanager
def log_fields(**fields: str) -> Iterator[None]:
    """Every line inside the block carries the fields; those around it stay as they are."""
    token = _fields.set({**_fields.get(), **fields})
    try:
        yield
    finally:
        _fields.reset(token)


class AddFields(logging.Filter):
    """Puts the thread's fields into its records."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in _fields.get().items():
            setattr(record, name, value)
        return True


def configure_logs(
    settings: Settings, *, level: int = logging.WARNING, stream: TextIO | None = None
) -> None:
    """Log to standard error (or `stream`), as the settings say; `level` where they say none."""
    written = logging.StreamHandler(stream or sys.stderr)
    written.setFormatter(make_formatter(settings.log_format))
    written.addFilter(AddFields())
    logging.basicConfig(level=settings.log_level or level, handlers=[written], force=True)


def make_formatter(log_format: LogFormat) -> logging.Formatter:
    """A line a record; JSON keeps the record's extra fields and its trace."""
    if log_format is LogFormat.TEXT:
        return logging.Formatter(TEXT_FORMAT)
    return JsonFormatter(
        "{levelname}{name}{message}",
        style="{",
        timestamp=True,  # UTC, ISO 8601
        rename_fields={"levelname": "level", "name": "logger", "exc_info": "trace"},
        json_ensure_ascii=False,
    )
