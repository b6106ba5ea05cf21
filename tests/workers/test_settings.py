"""Settings: what may come by file, and what is refused."""

from pathlib import Path

import pytest

from workers.settings import SECRETS, SettingsError, read_settings


@pytest.mark.parametrize(("by_file", "plain"), SECRETS.items())
def test_a_secret_comes_by_file(tmp_path: Path, by_file: str, plain: str) -> None:
    (tmp_path / "secret").write_text("redis://:s@host/0\n", encoding="utf-8")
    read = read_settings({by_file: str(tmp_path / "secret")})
    assert read == read_settings({plain: "redis://:s@host/0"})


def test_a_secret_that_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match="SVERKA_DATABASE_URL_FILE"):
        read_settings({"SVERKA_DATABASE_URL_FILE": "/no/such/file"})


def test_twice_is_once_too_often(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    both = {"SVERKA_BROKER_URL_FILE": str(tmp_path / "secret"), "SVERKA_BROKER_URL": "y"}
    with pytest.raises(SettingsError, match="both set"):
        read_settings(both)


def test_models_may_lie_elsewhere() -> None:
    assert read_settings({"SVERKA_MODELS_FOLDER": "/opt/m"}).models_folder == Path("/opt/m")
    assert read_settings({"SVERKA_FOLDER": "/data"}).models_folder == Path("/data/models")
