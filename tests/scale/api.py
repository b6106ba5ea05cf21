"""Requests a second of one API process over PostgreSQL with 1,000 articles, asked by locust."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import Progress
from sqlalchemy import func, select

from indexes.claims.database import Database
from indexes.claims.tables import claims
from tests.faults.processes import ROOT
from tests.quality.gold import read_seed_article
from tests.scale.embedding import MODELS
from tests.scale.filled import fill_folder
from tests.scale.fleet import Servers, Settings, fresh_settings, opened, running_servers
from tests.scale.machines import cpu_seconds, family, own_bytes
from tests.scale.options import KNOWN, Options
from tests.scale.results import Repeats, with_prefix
from tests.scale.stored import check_articles, store_articles
from tests.service.live import Live, start_live

NAME = "api"
LOCUSTFILE = ROOT / "tests" / "scale" / "browsing.py"


def measure_api(options: Options, progress: Progress) -> Repeats:
    """Measures by how many ask at once: `16.requests_per_second` and so on."""
    with running_servers() as servers, tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        fill_folder(library, options)
        with (
            fresh_settings(servers, NAME, library) as settings,
            opened(settings.database_url) as database,
        ):
            return {
                **_fill(servers, settings, database, options, progress),
                **_ask(servers, settings, options, progress),
            }


def _fill(
    servers: Servers, settings: Settings, database: Database, options: Options, progress: Progress
) -> Repeats:
    """Store the articles, and write down what there is to be asked for."""
    empty = servers.measure_database(NAME)
    replay = check_articles(settings.folder / "library", MODELS, options.checked)
    stored = list(
        progress.track(
            store_articles(database, replay, options.stored),
            total=options.stored,
            description="storing articles",
        )
    )
    ids, checked = _claim_ids(database), _count_claims(database)
    known = {"articles": stored, "claims": ids, "text": read_seed_article().text}
    (settings.folder / "known.json").write_text(json.dumps(known), encoding="utf-8")
    return {
        "stored_claims": [checked],
        "stored_bytes_a_claim": [(servers.measure_database(NAME) - empty) / checked],
    }


def _claim_ids(database: Database) -> list[str]:
    query = select(claims.c.id).where(claims.c.is_selected).order_by(claims.c.id).limit(2_000)
    with database.reading() as connection:
        return list(connection.execute(query).scalars())


def _count_claims(database: Database) -> int:
    """Selected ones; the others take room as well."""
    query = select(func.count()).where(claims.c.is_selected)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def _ask(servers: Servers, settings: Settings, options: Options, progress: Progress) -> Repeats:
    found: dict[str, Sequence[float]] = {}
    with _serving(settings) as live:
        ask_for(live, settings.folder / "known.json", users=2, seconds=2)  # warm
        for users in progress.track(options.users, description="asking"):
            loads = [
                _load(servers, live, settings.folder / "known.json", users, options.seconds)
                for _ in range(options.repeats)
            ]
            found |= with_prefix(str(users), _as_repeats(loads))
        found["connections"] = [servers.count_connections() - 1]  # without this process's own
        found["process_bytes"] = [own_bytes(family(live.process.pid))]
    return found


@contextmanager
def _serving(settings: Settings) -> Iterator[Live]:
    environment = settings.environment() | {"SVERKA_LOG_LEVEL": "warning"}
    live = start_live(settings.folder, "serve", **environment)
    try:
        live.wait_until_ready("/healthz")
        yield live
    finally:
        live.process.kill()
        live.process.wait()


@dataclass(frozen=True, slots=True)
class Load:
    """What so many users did in some seconds."""

    entries: list[dict[str, Any]]  # of locust, one a kind of request
    api_cpu_seconds: float
    server_cpu_seconds: float

    @property
    def requests(self) -> int:
        return sum(one["num_requests"] for one in self.entries)

    @property
    def seconds(self) -> float:
        first = min(one["start_time"] for one in self.entries)
        return float(max(one["last_request_timestamp"] for one in self.entries) - first)

    def milliseconds(self, share: float) -> float:
        """By when this share of all requests was answered."""
        counted: Counter[float] = Counter()
        for one in self.entries:
            counted.update({float(time): count for time, count in one["response_times"].items()})
        return quantile(counted, share)


def quantile(counted: Mapping[float, int], share: float) -> float:
    """Of values that were counted."""
    left = share * sum(counted.values())
    for value in sorted(counted):
        left -= counted[value]
        if left <= 0:
            return value
    raise ValueError("nothing was counted")


def _load(servers: Servers, live: Live, known: Path, users: int, seconds: int) -> Load:
    process = family(live.process.pid)
    api_before, servers_before = cpu_seconds(process), servers.cpu_seconds()
    entries = ask_for(live, known, users, seconds)
    return Load(entries, cpu_seconds(process) - api_before, servers.cpu_seconds() - servers_before)


def ask_for(live: Live, known: Path, users: int, seconds: int) -> list[dict[str, Any]]:
    """Let locust ask. Fails where any request fails."""
    asked = ["-u", str(users), "-r", str(users), "-t", f"{seconds}s", "--host", live.url]
    quiet = ["--headless", "--json", "--only-summary", "--loglevel", "ERROR"]
    told = subprocess.run(
        [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), *asked, *quiet],
        env={**os.environ, KNOWN: str(known), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 60,
    )
    if told.returncode != 0:
        raise AssertionError(f"requests failed: {told.stdout[-2000:]} {told.stderr[-2000:]}")
    entries: list[dict[str, Any]] = json.loads(told.stdout)
    return entries


def _as_repeats(loads: Sequence[Load]) -> Repeats:
    kinds = sorted({entry["name"] for one in loads for entry in one.entries})
    return {
        "requests_per_second": [one.requests / one.seconds for one in loads],
        "p50_ms": [one.milliseconds(0.5) for one in loads],
        "p95_ms": [one.milliseconds(0.95) for one in loads],
        "api_cpu_ms_a_request": [1000 * one.api_cpu_seconds / one.requests for one in loads],
        "server_cpu_ms_a_request": [1000 * one.server_cpu_seconds / one.requests for one in loads],
        **{f"p95_ms of {kind}": [_p95_of(one, kind) for one in loads] for kind in kinds},
    }


def _p95_of(load: Load, kind: str) -> float:
    (entry,) = (one for one in load.entries if one["name"] == kind)
    return quantile({float(time): n for time, n in entry["response_times"].items()}, 0.95)
