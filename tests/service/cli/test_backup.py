"""`sverka backup` and `sverka restore` as people type them."""

from pathlib import Path

import pytest

from tests.service.cli.conftest import Run
from tests.stores import ARTICLE

SOURCE = "Казахстан стал независимым в 1991 году."


@pytest.fixture
def backup(run: Run, folder: Path) -> Path:
    """Of an article that waits and a library of one source."""
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    assert run("sources", "add", folder / "source.txt").exit_code == 0
    assert run("submit", "-", piped=ARTICLE.text).exit_code == 0
    written = run("backup", folder / "one.tar.gz")
    assert written.exit_code == 0, written.stderr
    assert "1 articles" in written.stdout
    assert "1 sources, 1 passages" in written.stdout
    return folder / "one.tar.gz"


def test_into_another_folder(run: Run, backup: Path, folder: Path) -> None:
    restored = run("restore", backup, SVERKA_FOLDER=str(folder / "other"))
    assert restored.exit_code == 0, restored.stderr
    assert restored.stdout.startswith("Restored, as of ")
    listed = run("sources", "list", SVERKA_FOLDER=str(folder / "other"))
    assert "1 of 1 sources, 1 passages" in listed.stdout


def test_over_what_is_stored_only_with_force(run: Run, backup: Path) -> None:
    refused = run("restore", backup)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    forced = run("restore", backup, "--force")
    assert forced.exit_code == 0, forced.stderr
    assert forced.stderr.count("What was there is now ") == 2


def test_a_backup_is_not_overwritten_without_force(run: Run, backup: Path) -> None:
    before = backup.read_bytes()
    refused = run("backup", backup)
    assert refused.exit_code == 1
    assert backup.read_bytes() == before
    assert run("backup", backup, "--force").exit_code == 0


def test_damaged(run: Run, backup: Path, folder: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-100])
    refused = run("restore", backup, SVERKA_FOLDER=str(folder / "other"))
    assert refused.exit_code == 1
    assert refused.stderr.rstrip().endswith("Nothing was changed.")


@pytest.mark.parametrize(
    "env",
    [
        {"SVERKA_DATABASE_URL": "postgresql+psycopg://127.0.0.1/sverka"},
        {"SVERKA_LIBRARY_URL": "elasticsearch://127.0.0.1:9200/sverka"},
    ],
)
def test_servers_have_backups_of_their_own(run: Run, folder: Path, env: dict[str, str]) -> None:
    refused = run("backup", folder / "one.tar.gz", **env)
    assert refused.exit_code == 1
    assert "deploy/README.md" in refused.stderr
