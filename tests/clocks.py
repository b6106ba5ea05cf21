"""A time of day that a test sets, for real processes: a library that is loaded before their own.

libfaketime would be another, but with it a sleep of Python 3.11 ends at once or fails unless the
clock that measures waits is faked, too, and that one never jumps on a real machine.
"""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

MISSING = (
    "a C compiler or its library is not installed, so clocks that jump were not tested: "
    "apt-get install gcc libc6-dev"
)
SOURCE = Path(__file__).parent / "clock.c"


def build_clock(folder: Path) -> Path:
    """The library; where it cannot be built the test is skipped, and fails under `CI=true`."""
    compiler, library = shutil.which("cc") or shutil.which("gcc"), folder / "clock.so"
    if (
        compiler is None
        or subprocess.run(
            [
                compiler,
                "-O2",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-shared",
                "-fPIC",
                "-o",
                library,
                SOURCE,
            ],
            check=False,
        ).returncode
    ):
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return library


@dataclass(frozen=True)
class Clock:
    """One that goes as the machine's, ahead of it or behind; who has it sees at once when set."""

    library: Path
    file: Path

    def set(self, ahead: timedelta) -> None:
        with self.file.open("r+b") as file:
            file.write(struct.pack("=q", round(ahead.total_seconds())))

    @property
    def environment(self) -> dict[str, str]:
        """Of a process that goes by this clock."""
        return {"LD_PRELOAD": str(self.library), "SVERKA_TEST_CLOCK": str(self.file)}


def make_clock(folder: Path, name: str = "clock", ahead: timedelta = timedelta(0)) -> Clock:
    """A clock that is right, or so far ahead, until it is set; its files are in the folder."""
    clock = Clock(build_clock(folder), folder / f"{name}.seconds")
    clock.file.write_bytes(bytes(8))
    clock.set(ahead)
    return clock
