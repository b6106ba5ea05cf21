"""Commands run in this process over a folder of their own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from service.cli.commands import sverka
from tests.service.live import MODELS, environment_for

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@cache
def embedder() -> Embedder:
    """The real model, opened once for all tests."""
    return open_embedder(DEFAULT_MODEL, MODELS)


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; options set more of the environment, or what is piped in."""
    for module in ("sources", "claims"):
        monkeypatch.setattr(f"service.cli.{module}.load_embedder", lambda _: embedder())

    def run_command(*arguments: object, piped: str | bytes | None = None, **env: str) -> Result:
        result = CliRunner().invoke(
            sverka,
            [str(one) for one in arguments],
            input=piped,
            env=environment_for(folder) | env,
        )
        crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
        assert not crashed, result.exc_info
        return result

    return run_command
