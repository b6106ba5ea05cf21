"""The bar comes late, and only where somebody looks."""

import io

import pytest
from rich.console import Console

from service.cli import progress
from service.cli.progress import late_progress
from tests.waiting import wait_until


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100)
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    return shown


def test_quick_work_shows_nothing(terminal: io.StringIO) -> None:
    with late_progress("Indexing sources", 2) as advance:
        advance(2)
    assert terminal.getvalue() == ""


def test_long_work_shows_how_far_it_is(
    terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)
    with late_progress("Indexing sources") as advance:
        wait_until(lambda: "Indexing sources" in terminal.getvalue(), 10)
        advance(3, 7)
        wait_until(lambda: "3/7" in terminal.getvalue(), 10)


def test_no_terminal_no_bar(capfd: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)
    with late_progress("Indexing sources", 2) as advance:
        advance(1)
    assert capfd.readouterr().err == ""
