"""`sverka worker` and `sverka beat` in processes of their own."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from indexes.claims.articles import get_article
from indexes.claims.database import open_database
from indexes.claims.stored import JobStatus
from tests.servers import RedisServer, find_redis
from tests.service.live import ROOT, environment_for, run_sverka
from tests.waiting import wait_until

TEXT = "Государственный визит завершился 12 ноября 2025 года подписанием декларации."


def start(folder: Path, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
    with (folder / f"{arguments[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "service.cli", *arguments],
            env=environment_for(folder) | env,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def submit(folder: Path, **env: str) -> str:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    submitted = run_sverka(folder, "submit", str(folder / "article.txt"), **env)
    assert submitted.returncode == 0, submitted.stderr
    return submitted.stdout.strip()


def wait_until_done(folder: Path, article_id: str) -> None:
    database = open_database(f"sqlite:///{folder}/claims.sqlite")
    wait_until(lambda: get_article(database, article_id).status is JobStatus.DONE, 120)
    database.close()


def test_worker_finds_what_another_process_stored(tmp_path: Path) -> None:
    article_id = submit(tmp_path)
    worker = start(tmp_path, "worker", "--concurrency", "1")
    try:
        wait_until_done(tmp_path, article_id)
        worker.terminate()
        assert worker.wait(30) == 0
    finally:
        worker.kill()
        worker.wait()


def find_kinds_done(log: Path) -> set[str]:
    """Of steps whose end is a line of JSON that names step and job; Celery's greeting is none."""
    lines = [line for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    said = [json.loads(line) for line in lines]
    return {one["step_kind"] for one in said if {"step_id", "job_id", "seconds"} <= set(one)}


@pytest.fixture
def redis_url(tmp_path: Path):
    server = RedisServer(find_redis(), tmp_path)
    server.start()
    yield server.url
    server.kill()


def test_worker_and_beat_with_redis(tmp_path: Path, redis_url: str) -> None:
    env = {"SVERKA_BROKER_URL": redis_url, "SVERKA_LOG_FORMAT": "json"}
    beat = start(tmp_path, "beat", **env)
    heard = ["sverka.join", "sverka.split", "sverka.verify"]
    chosen = [word for queue in heard for word in ("--queue", queue)]
    worker = start(tmp_path, "worker", "--concurrency", "1", *chosen, **env)
    try:
        wait_until_done(tmp_path, submit(tmp_path, **env))
        assert beat.poll() is None, (tmp_path / "beat.log").read_text("utf-8")
        worker.terminate()
        assert worker.wait(60) == 0
        assert find_kinds_done(tmp_path / "worker.log") >= {"split", "verify"}
        greeting = (tmp_path / "worker.log").read_text("utf-8")
        assert sorted(re.findall(r"\.> (sverka\.\w+)", greeting)) == heard
    finally:
        for process in (beat, worker):
            process.terminate()
            process.wait(60)


def test_threads_have_no_queues(tmp_path: Path) -> None:
    refused = run_sverka(tmp_path, "worker", "--queue", "sverka.split")
    assert refused.returncode == 1
    assert "no queues to choose from" in refused.stderr


def test_upgrade(tmp_path: Path) -> None:
    said = run_sverka(tmp_path, "upgrade")
    assert (said.returncode, said.stdout) == (0, "The claims store is up to date.\n")
    assert (tmp_path / "claims.sqlite").exists()
