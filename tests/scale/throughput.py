"""Claims a second with one, two, three workers: real articles through Redis and PostgreSQL.

Every article is another text, because workers remember vectors and answers of texts that they have
seen. A round is timed from its first submission until its last article is done.
"""

import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.progress import Progress

from indexes.claims.articles import submit_article
from indexes.claims.database import Database
from indexes.records import Article
from tests.faults.processes import Service
from tests.quality.gold import read_seed_article
from tests.scale.filled import draw_rounds, fill_folder
from tests.scale.fleet import (
    Servers,
    Settings,
    count_checked,
    count_unfinished,
    fresh_settings,
    opened,
    running_servers,
)
from tests.scale.machines import cpu_seconds, family, own_bytes
from tests.scale.options import Options
from tests.scale.results import Repeats, with_prefix
from tests.waiting import wait_until
from workers.bells import Bell, open_bell

DONE = re.compile(r"(split|verify) step \S+ done")  # in a worker's log
DONE_WITHIN_SECONDS = 900
WARMING_ROUNDS = 20


def measure_workers(options: Options, progress: Progress) -> Repeats:
    """Measures by how many workers there are: `2.claims_per_second` and so on."""
    found: dict[str, Sequence[float]] = {}
    with running_servers() as servers, tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        fill_folder(library, options)
        for workers in progress.track(options.workers, description="workers"):
            with fresh_settings(servers, f"workers_{workers}", library) as settings:
                rounds = _time_rounds(servers, settings, workers, options)
            found |= with_prefix(str(workers), _as_repeats(rounds))
    return found


@dataclass(frozen=True, slots=True)
class Round:
    """Some articles from the first submission to the last verdict."""

    articles: int
    claims: int
    seconds: float
    worker_cpu_seconds: float
    server_cpu_seconds: float
    connections: int  # to PostgreSQL, of workers and beat
    worker_bytes: float


def _time_rounds(
    servers: Servers, settings: Settings, workers: int, options: Options
) -> list[Round]:
    with opened(settings.database_url) as database, closing(open_bell(settings.redis.url)) as bell:
        crew = Crew(servers, settings, database, bell, workers)
        with crew.at_work() as started:
            crew.warm(started)
            return [
                crew.time_round(started, articles)
                for articles in draw_rounds(options.repeats, options.articles)
            ]


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers and one beat over one store."""

    servers: Servers
    settings: Settings
    database: Database
    bell: Bell
    size: int

    @contextmanager
    def at_work(self) -> Iterator[list[Service]]:
        arguments = ("worker", "--concurrency", "1")
        workers = [self.settings.service(f"worker-{n}", *arguments) for n in range(self.size)]
        beat = self.settings.service("beat", "beat")
        try:
            for one in (*workers, beat):
                one.start()
            yield workers
        finally:
            for one in (*workers, beat):
                one.kill()

    def warm(self, workers: Sequence[Service]) -> None:
        """Until each worker has split an article and checked claims."""
        for number in range(WARMING_ROUNDS):
            if all(_is_warm(one) for one in workers):
                return
            self._submit([_vary(number * self.size + one) for one in range(self.size)])
            self._wait()
        raise AssertionError("a worker takes no steps: see its log")

    def time_round(self, workers: Sequence[Service], articles: Sequence[Article]) -> Round:
        claims_before, crew_before = count_checked(self.database), _crew_seconds(workers)
        servers_before, began = self.servers.cpu_seconds(), time.monotonic()
        self._submit(articles)
        self._wait()
        return Round(
            articles=len(articles),
            claims=count_checked(self.database) - claims_before,
            seconds=time.monotonic() - began,
            worker_cpu_seconds=_crew_seconds(workers) - crew_before,
            server_cpu_seconds=self.servers.cpu_seconds() - servers_before,
            connections=self.servers.count_connections() - 1,  # without this process's own
            worker_bytes=sum(own_bytes(family(_id(one))) for one in workers) / self.size,
        )

    def _submit(self, articles: Sequence[Article]) -> None:
        for article in articles:
            self.bell.ring(submit_article(self.database, replace(article, id="")).steps)

    def _wait(self) -> None:
        wait_until(lambda: count_unfinished(self.database) == 0, DONE_WITHIN_SECONDS)


def _id(service: Service) -> int:
    assert service.process is not None
    return service.process.pid


def _crew_seconds(workers: Sequence[Service]) -> float:
    return sum(cpu_seconds(family(_id(one))) for one in workers)


def _is_warm(worker: Service) -> bool:
    return set(DONE.findall(worker.log.read_text(encoding="utf-8"))) == {"split", "verify"}


def _vary(number: int) -> Article:
    article = read_seed_article()
    return replace(article, text=article.text + " " * number)


def _as_repeats(rounds: Sequence[Round]) -> Repeats:
    return {
        "claims_per_second": [one.claims / one.seconds for one in rounds],
        "claims_an_article": [one.claims / one.articles for one in rounds],
        "worker_cpu_ms_a_claim": [1000 * one.worker_cpu_seconds / one.claims for one in rounds],
        "server_cpu_ms_a_claim": [1000 * one.server_cpu_seconds / one.claims for one in rounds],
        "connections": [one.connections for one in rounds],
        "worker_bytes": [one.worker_bytes for one in rounds],
    }
