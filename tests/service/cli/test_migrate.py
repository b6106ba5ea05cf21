"""`sverka migrate` as people type it; tests/fleet has it with the servers themselves."""

from pathlib import Path

import pytest

from service.cli.migrate import Move, find_moves
from tests.service.cli.conftest import Run, embedder
from tests.stores import ARTICLE
from workers.settings import Settings, SettingsError

SOURCE = "Казахстан стал независимым в 1991 году."
WHOLE = "1; in the new place 1 the same, 0 different, 0 missing"


@pytest.fixture(autouse=True)
def shared_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.cli.migrate.load_embedder", lambda _: embedder())


@pytest.fixture
def old(run: Run, folder: Path) -> tuple[str, ...]:
    """An article that waits and a library of one source, as --from names them."""
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    assert run("sources", "add", folder / "source.txt").exit_code == 0
    assert run("submit", "-", piped=ARTICLE.text).exit_code == 0
    return "--from", f"sqlite:///{folder}/claims.sqlite", "--from", f"embedded://{folder}/library"


def test_to_where_the_settings_say(run: Run, old: tuple[str, ...], folder: Path) -> None:
    new = {"SVERKA_FOLDER": str(folder / "new")}
    (folder / "new").mkdir()
    moved = run("migrate", *old, **new)
    assert moved.exit_code == 0, moved.stderr
    assert f"articles: {WHOLE}" in moved.stdout
    assert f"sources: {WHOLE}" in moved.stdout
    assert "1 of 1 sources, 1 passages" in run("sources", "list", **new).stdout


def test_a_second_time_only_when_told(run: Run, old: tuple[str, ...], folder: Path) -> None:
    to = ("--to", f"sqlite:///{folder}/new.sqlite", "--to", f"embedded://{folder}/new")
    assert run("migrate", *old, *to).exit_code == 0
    refused = run("migrate", *old, *to)
    assert refused.exit_code == 1
    assert "holds 1 articles, 1 jobs, 1 steps already" in refused.stderr
    for only in (old[:2] + to[:2], old[2:] + to[2:]):
        assert "--continue" in run("migrate", *only).stderr
        assert run("migrate", *only, "--continue").exit_code == 0


def test_another_source_under_the_same_id_is_replaced(
    run: Run, old: tuple[str, ...], folder: Path
) -> None:
    new = {"SVERKA_LIBRARY_URL": f"embedded://{folder}/new"}
    (folder / "source.txt").write_text("Другое.", encoding="utf-8")
    assert run("sources", "add", folder / "source.txt", **new).exit_code == 0
    moved = run("migrate", *old[2:], "--continue", **new)
    assert moved.exit_code == 0, moved.stderr
    assert SOURCE in run("sources", "export", **new).stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (["ftp://x"], [], "not 'ftp'"),
        (["sqlite:///a", "postgresql+psycopg://b/b"], [], "two URLs name a store"),
        (["sqlite:///a"], ["embedded:///b"], "--to names a library"),
        (["sqlite:///a"], ["sqlite:///a"], "to itself"),
        (["embedded://a"], [], "to itself"),
    ],
)
def test_moves_that_cannot_be(old: list[str], new: list[str], said: str) -> None:
    settings = Settings(database_url="sqlite:///s", library_url="embedded://a")
    with pytest.raises(SettingsError, match=said):
        find_moves(tuple(old), tuple(new), settings)


def test_passwords_are_not_shown() -> None:
    urls = ("postgresql+psycopg://u:secret@h/a", "postgresql+psycopg://u:secret@h/b")
    with pytest.raises(SettingsError) as refused:
        find_moves(urls, (), Settings())
    assert "secret" not in str(refused.value)


def test_to_servers() -> None:
    settings = Settings(database_url="postgresql+psycopg://h/a", library_url="embedded://a")
    assert find_moves(("sqlite:///a", "embedded://old"), ("elasticsearch://h/l",), settings) == (
        Move("sqlite:///a", "postgresql+psycopg://h/a"),
        Move("embedded://old", "elasticsearch://h/l"),
    )


def test_a_store_that_is_not_there(run: Run, folder: Path) -> None:
    refused = run("migrate", "--from", f"sqlite:///{folder}/none.sqlite", "--to", "sqlite:///x")
    assert refused.exit_code == 1
    assert "there is no store" in refused.stderr
    assert not (folder / "none.sqlite").exists()
