"""`sverka demo`: the seed article, from text to verdicts, in the terminal and in the dashboard."""

import os
import sys
import webbrowser
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep

import click

from indexes.claims.articles import get_progress, hash_article, submit_article
from indexes.claims.database import Database
from indexes.claims.stored import ClaimFilter, JobStatus, Submission
from indexes.records import Article
from service.app import create_app
from service.cli.claims import read_claims
from service.cli.opening import open_settings
from service.cli.progress import late_progress
from service.cli.serve import announce
from service.cli.sources import ErrorCount, describe_report
from service.cli.tables import VERDICT_COLUMNS, print_table, verdict_row
from service.cli.texts import read_article
from service.opening import is_embedded, opened_services
from service.server import address_of, listening, run
from service.services import Services
from service.settings import read_service_settings
from workers.languages.detection import detect_language
from workers.logs import configure_logs
from workers.pipeline.verdict import RULES_VERSION
from workers.reading.files import read_sources
from workers.settings import SettingsError

TITLE = "Визит Токаева в Москву"
PUBLISHED_AT = date(2025, 11, 12)
POLL_SECONDS = 0.1


@click.command()
@click.option(
    "--seeds",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("seeds"),
    show_default=True,
    help="Folder with article.txt and sources.jsonl.",
)
@click.option("--port", type=click.IntRange(0, 65_535), help="8400 if not set; 0: any free one.")
def demo(seeds: Path, port: int | None) -> None:
    """Index the seed library, check the seed article, show the table, then serve."""
    settings = open_settings()
    configure_logs(settings)
    if not is_embedded(settings):
        raise SettingsError("the demo runs in one process: leave SVERKA_BROKER_URL unset for it")
    web = read_service_settings(os.environ, port=port)
    article = read_article(str(seeds / "article.txt"), title=TITLE, published_at=PUBLISHED_AT)
    with listening(web) as listener, opened_services(settings) as services:
        index_seeds(seeds / "sources.jsonl", services)
        article_id = check_article(article, services)
        print_claims(services.database, article_id)
        address = address_of(listener)
        click.echo(f"This article: {address}/articles/{article_id}")
        announce(address)
        show(f"{address}/articles/{article_id}")
        run(create_app(services, web), listener, web)


def show(address: str) -> None:
    """Open the page where somebody sits in front of a screen."""
    has_screen = sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if has_screen and sys.stdout.isatty():
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def index_seeds(file: Path, services: Services) -> None:
    """Put the notes into the library; a second time changes nothing."""
    errors = ErrorCount()
    sources = errors.good_of(read_sources(file, detect_language))
    with late_progress("Indexing sources") as advance:
        report = services.store_sources(sources, advance)
    click.echo(f"Library: {describe_report(report, errors.failed + len(report.failed))}")


def check_article(article: Article, services: Services) -> str:
    """Submit the article, unless an earlier run has, and wait for its verdicts; gives its id."""
    submission = submit_once(article, services.database)
    services.bell.ring(submission.steps)
    with late_progress("Checking claims") as advance:
        while True:
            progress = get_progress(services.database, submission.article_id)
            if progress is None or progress.status.is_final:
                return submission.article_id
            advance(progress.done, progress.total)
            sleep(POLL_SECONDS)


def submit_once(article: Article, database: Database, attempt: int = 0) -> Submission:
    """The submission of an earlier run under the same rules, unless its check went wrong."""
    key = f"demo-{RULES_VERSION}-{attempt}-{hash_article(article)}"
    submission = submit_article(database, article, idempotency_key=key)
    if submission.is_new or not went_wrong(database, submission.article_id):
        return submission
    return submit_once(article, database, attempt + 1)


def went_wrong(database: Database, article_id: str) -> bool:
    """Whether the article's check has ended without all that it should have found."""
    progress = get_progress(database, article_id)
    if progress is None or not progress.status.is_final:
        return False
    return progress.status is not JobStatus.DONE or progress.failure != ""


def print_claims(database: Database, article_id: str) -> None:
    """The table of verdicts, and why it is not whole, if so."""
    found = read_claims(database, ClaimFilter(article_id=article_id))
    print_table(VERDICT_COLUMNS, [verdict_row(one.claim, one.verdict) for one in found])
    progress = get_progress(database, article_id)
    if progress is not None and progress.failure:
        click.echo(f"Some claims were not checked: {progress.failure}", err=True)
