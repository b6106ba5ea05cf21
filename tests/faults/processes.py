"""Processes that a test starts, kills with -9 and starts again."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


@dataclass
class Service:
    """A command in its own process group, with its output in a file."""

    arguments: list[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    folder: Path = ROOT  # where it runs; elsewhere it needs PYTHONPATH

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.arguments],
                env={**os.environ, **self.environment},
                cwd=self.folder,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """The whole group with -9; nothing if it has ended."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Let it stand still, with all that it holds."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, number)

    def kill_child(self, chance: random.Random) -> None:
        """One child with -9, as the kernel does when memory runs out."""
        if self.process is None or not self.is_running():
            return
        children = psutil.Process(self.process.pid).children()
        if children:
            chance.choice(children).kill()

    def restart(self) -> None:
        self.kill()
        self.start()
