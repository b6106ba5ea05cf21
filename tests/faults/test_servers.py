"""Without its server a test says so, and CI does not let it pass."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import tests.postgresql
from tests.clocks import build_clock
from tests.postgresql import find_postgresql
from tests.servers import find_redis


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
@pytest.mark.parametrize(
    ("find", "command"),
    [
        (find_redis, "apt-get install redis-server"),
        (find_postgresql, "apt-get install postgresql"),
        (lambda: build_clock(Path()), "apt-get install gcc"),
    ],
)
def test_a_missing_server_is_told(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    find: Callable[[], object],
    command: str,
    ci: str,
    outcome: type[BaseException],
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(tests.postgresql, "DEBIAN", tmp_path)
    with pytest.raises(outcome, match=command):
        find()
