"""The walk-through of the documents, run as it stands against a live service."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from indexes.records import VerdictLabel
from tests.service.live import Live

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r"<!-- walkthrough -->\s*```(?:bash|console)\n(.*?)```\s*<!-- /walkthrough -->", re.DOTALL
)


def read_walkthrough() -> str:
    found = BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None, "no walk-through between its markers"
    return found[1]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_walkthrough(live: Live) -> None:
    finished = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", read_walkthrough()],
        env=os.environ | {"API": f"{live.url}/api/v1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    said = finished.stdout
    assert '"added":1' in said
    assert "event: end" in said
    assert re.search(rf"^({'|'.join(VerdictLabel)}) 0\.\d+ ", said, re.MULTILINE)
    assert '"decision":"agree"' in said
    assert '"cron":"0 6 * * 1-5"' in said
    assert "\nСверено с текстом.\n" in said
    assert json.loads(said.splitlines()[-1])["code"] == "empty_text"
