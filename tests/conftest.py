"""What every area's tests share: the default embedding model, converted once a working tree."""

import os
from pathlib import Path

import pytest

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Where converted models are kept between test runs."""
    return Path(os.environ.get("SVERKA_FOLDER", REPOSITORY / "var")) / "models"


@pytest.fixture(scope="session")
def embedder(models_folder: Path) -> Embedder:
    """The default model; shared, because it keeps no state."""
    return open_embedder(DEFAULT_MODEL, models_folder)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Last of all: what did not run for want of a program, and how to get it."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    }
    if reasons:
        terminalreporter.section("Not run on this machine")
        for reason in sorted(reasons):
            terminalreporter.write_line(f"- {reason}")
