"""How long the seed article takes, and where the time goes. Run with `make bench-speed`.

Each stage is the median of five warm runs; the last row submits the article to the store and waits
until embedded workers have settled its last step.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

from indexes.claims.articles import get_progress, submit_article
from indexes.claims.database import open_database, upgrade_database
from indexes.records import Article, Claim
from tests.quality.gold import SEEDS, read_seed_article
from tests.quality.libraries import open_checker_with_sources
from tests.waiting import wait_until
from workers.bells import open_bell
from workers.embedded import start_embedded_workers
from workers.pipeline.check import ArticleChecker
from workers.pipeline.retrieval import retrieve
from workers.settings import Settings, read_settings
from workers.toolkit import Toolkit

RUNS = 5
R = TypeVar("R")


def time_call(call: Callable[[], R]) -> tuple[float, R]:
    """Seconds and result."""
    start = perf_counter()
    result = call()
    return perf_counter() - start, result


def vary(article: Article, run: int) -> Article:
    """The same article with other spacing, so that no result of an earlier run is reused."""
    return replace(article, id=f"{article.id}-{run}", text=article.text + " " * run)


def time_stages(checker: ArticleChecker, article: Article) -> dict[str, float]:
    splitting, claims = time_call(lambda: checker.split_article(article))
    selected = [claim for claim in claims if claim.is_selected]
    models = checker.models
    retrieving, candidates = time_call(
        lambda: retrieve(selected, checker.library, models.embedder, frozenset())
    )
    judging, _ = time_call(lambda: models.judge.judge_stances(article, selected, candidates))
    whole, _ = time_call(lambda: checker.check_claims(article, selected))
    return {
        "split into claims": splitting,
        "retrieve": retrieving,
        "judge stances": judging,
        "origins and verdicts": max(0.0, whole - retrieving - judging),
    }


def time_service(checker: ArticleChecker, settings: Settings, folder: Path) -> list[float]:
    """Seconds from submission to the last step, on warm embedded workers."""
    database = open_database(f"sqlite:///{folder}/claims.sqlite")
    upgrade_database(database)
    toolkit = Toolkit(settings, database, open_bell("memory://"), checker)
    workers = start_embedded_workers(toolkit)
    seconds = []
    try:
        for run in range(RUNS):
            article = vary(read_seed_article(), 100 + run)
            start = monotonic()
            submission = submit_article(database, article)
            toolkit.bell.ring(submission.steps)
            wait_until(partial(_is_final, toolkit, article.id), 120)
            seconds.append(monotonic() - start)
    finally:
        workers.stop()
    return seconds


def _is_final(toolkit: Toolkit, article_id: str) -> bool:
    progress = get_progress(toolkit.database, article_id)
    return progress is not None and progress.status.is_final


def print_table(stages: list[dict[str, float]], whole: list[float], claims: list[Claim]) -> None:
    medians = {name: median(one[name] for one in stages) for name in stages[0]}
    total = sum(medians.values())
    table = Table("stage", "median s", "share", title=f"The seed article, {RUNS} runs")
    for name, seconds in medians.items():
        table.add_row(name, f"{seconds:.2f}", f"{seconds / total:.0%}")
    table.add_row("sum", f"{total:.2f}", "100%")
    table.add_row("submitted to done", f"{median(whole):.2f}", "")
    console = Console()
    console.print(table)
    selected = sum(claim.is_selected for claim in claims)
    rate = selected / median(whole)
    console.print(f"{len(claims)} statements, {selected} claims checked, {rate:.1f} claims/s")


def main() -> None:
    settings = read_settings({})
    with tempfile.TemporaryDirectory() as folder:
        checker = open_checker_with_sources(settings, Path(folder), SEEDS / "sources.jsonl")
        claims = checker.split_article(read_seed_article())  # warm
        checker.check_claims(read_seed_article(), [one for one in claims if one.is_selected])
        stages = [
            time_stages(checker, vary(read_seed_article(), run))
            for run in track(range(RUNS), "runs", console=Console(stderr=True))
        ]
        whole = time_service(checker, settings, Path(folder))
    print_table(stages, whole, claims)


if __name__ == "__main__":
    main()
