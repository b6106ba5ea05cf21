"""`sverka worker`, `sverka beat`: what works beside the web service."""

import signal
from threading import Event

import click

from service.cli.opening import open_settings, opened_database
from service.opening import STOP_WITHIN_SECONDS, is_embedded, opened_toolkit
from workers.celery_app import QUEUES
from workers.embedded import start_embedded_workers
from workers.logs import configure_logs
from workers.settings import Settings
from workers.tasks import celery_app


@click.command()
@click.option("--concurrency", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--queue",
    "queues",
    multiple=True,
    type=click.Choice(sorted(QUEUES.values())),
    help="Hear only this one, with a broker; more than one may be named. Default: all.",
)
def worker(concurrency: int, queues: tuple[str, ...]) -> None:
    """Work on what was submitted: with a broker as Celery processes, else as threads."""
    settings = open_settings()
    configure_logs(settings)
    if not is_embedded(settings):
        heard = ["--queues", ",".join(queues)] if queues else []
        celery_app.worker_main(
            ["worker", "--concurrency", str(concurrency), "--loglevel", "info", *heard]
        )
    elif queues:
        raise click.ClickException("With a broker of memory:// there are no queues to choose from.")
    else:
        _work_in_threads(settings, concurrency)


def _work_in_threads(settings: Settings, threads: int) -> None:
    stopping = Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    with opened_toolkit(settings) as (toolkit, _):
        workers = start_embedded_workers(toolkit, threads=threads)
        click.echo(
            "Working. The broker is memory://, whose bell other processes cannot ring: "
            f"what they store is found within {toolkit.timing.ring_again_seconds:.0f} seconds."
        )
        stopping.wait()
        workers.stop(STOP_WITHIN_SECONDS)


@click.command()
def beat() -> None:
    """Keep schedules and pick up what was lost, for workers with a broker."""
    settings = open_settings()
    if is_embedded(settings):
        raise click.ClickException(
            "With a broker of memory:// there is nothing to do: serve and worker keep schedules."
        )
    with opened_database(settings):  # whoever starts first makes the tables
        pass
    celery_app.start(["beat", "--loglevel", "info"])
