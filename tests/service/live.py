"""A service in a process of its own, as a user starts it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "var" / "models"


def environment_for(folder: Path) -> dict[str, str]:
    """Everything in `folder`; the converted models are shared, as converting takes seconds."""
    MODELS.mkdir(parents=True, exist_ok=True)
    if not (folder / "models").exists():
        (folder / "models").symlink_to(MODELS)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SVERKA_")}
    return kept | {"SVERKA_FOLDER": str(folder), "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}


def run_sverka(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        env=environment_for(folder) | env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@dataclass
class Live:
    """A running `sverka serve` (or `demo`) on a free port."""

    process: subprocess.Popen[bytes]
    log: Path
    url: str = ""

    def wait_until_ready(self, asked: str = "/readyz") -> None:
        """`asked`: `/healthz` where it lacks something on purpose, and so is never ready."""
        wait_until(self._says_its_address, 240)
        with urlopen(f"{self.url}{asked}", timeout=30) as response:
            assert response.status == 200

    def _says_its_address(self) -> bool:
        said = self.log.read_text(encoding="utf-8")
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}: {said}")
        self.url = said.partition("Dashboard: ")[2].partition("/\n")[0]
        return bool(self.url)

    def call(self, path: str, body: object = None, method: str | None = None) -> dict:
        """The JSON that the API answers, whatever its status."""
        content = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/api/v1{path}", content, {"Content-Type": "application/json"})
        request.method = method or ("GET" if body is None else "POST")
        try:
            with urlopen(request, timeout=30) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                return json.load(error)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


def start_live(folder: Path, command: str = "serve", **env: str) -> Live:
    log = folder / f"{command}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "service.cli", command, "--port", "0"],
            env=environment_for(folder) | env,
            cwd=ROOT,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    return Live(process, log)
