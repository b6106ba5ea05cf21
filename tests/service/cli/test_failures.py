"""Errors that users can cause: one line, what to do next, exit code 1, no trace."""

import socket

import pytest

from service.cli.commands import CLAIMS_COMMANDS, COMMANDS, MODELS_COMMANDS, SOURCES_COMMANDS
from service.cli.failures import explain
from tests.service.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        (("claims", "list"), {"SVERKA_DATABASE_URL": "nonsense"}, "check it."),
        (("claims", "list"), {"SVERKA_DATABASE_URL": "mysql+none://x"}, "check it."),
        (("claims", "list"), {"SVERKA_DATABASE_URL": "sqlite:////proc/no/x"}, "/proc/no"),
        (("claims", "list"), {"SVERKA_DATABASE_URL": "sqlite:////"}, "check it."),
        (("sources", "list"), {"SVERKA_LIBRARY_URL": "ftp://x"}, "must be one of embedded://"),
        (("sources", "list"), {}, "sverka sources add FILE"),
        (("sources", "rebuild"), {}, "sverka sources add FILE"),
        (("serve", "--host", "0.0.0.0"), {}, "set SVERKA_ALLOW_REMOTE=yes."),
        (("serve",), {"SVERKA_PORT": "web"}, "SVERKA_PORT must be a number from 0 to 65535"),
        (("serve", "--host", "203.0.113.7"), {"SVERKA_ALLOW_REMOTE": "yes"}, "cannot listen on"),
        (("demo",), {"SVERKA_BROKER_URL": "redis://x"}, "leave SVERKA_BROKER_URL unset"),
        (("beat",), {}, "there is nothing to do"),
    ],
)
def test_one_line(run: Run, arguments: tuple[str, ...], env: dict[str, str], said: str) -> None:
    result = run(*arguments, **env)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


def test_taken_port(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} is taken" in run("serve", "--port", port).stderr


def test_bugs_keep_their_trace() -> None:
    assert explain(ZeroDivisionError()) is None


def test_table_of_commands(run: Run) -> None:
    for table in (COMMANDS, SOURCES_COMMANDS, CLAIMS_COMMANDS, MODELS_COMMANDS):
        for name, lazy in table.items():
            assert lazy.load().name == name
    assert run("nonsense").exit_code == 2
    for name, lazy in COMMANDS.items():
        assert f"{name} " in run("--help").stdout
        assert lazy.help in run("--help").stdout
