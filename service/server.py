"""Serving the application with waitress."""

import errno
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import waitress
from flask import Flask

from service.settings import ServiceSettings
from workers.settings import SettingsError

BACKLOG = 128
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits
FOREIGN_BODY_FACTOR = 4  # what is larger than the application refuses is not even read to disk


@contextmanager
def listening(settings: ServiceSettings) -> Iterator[socket.socket]:
    """The port, taken before models are loaded: who comes early waits, a taken port fails at once.

    Raises:
        SettingsError: the port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    address = (settings.host.strip("[]"), settings.port)
    try:
        opened = socket.create_server(address, family=family, backlog=BACKLOG)
    except OSError as error:
        raise SettingsError(explain_bind(settings, error)) from error
    with opened:
        yield opened


def explain_bind(settings: ServiceSettings, error: OSError) -> str:
    """What stands against listening, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} is taken, perhaps by another `sverka serve`: stop it, or choose "
            "another port with --port or SVERKA_PORT"
        )
    return f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}"


def address_of(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: Flask, listener: socket.socket, settings: ServiceSettings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    signal.signal(signal.SIGTERM, _stop)
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=settings.threads,
        max_request_body_size=settings.upload_limit_bytes * FOREIGN_BODY_FACTOR,
        ident="sverka",
    )
    server.run()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
