"""`sverka serve`: the dashboard and the API, and in the embedded profile the workers too."""

import os

import click

from service.app import create_app
from service.cli.opening import open_settings
from service.opening import is_embedded, opened_services
from service.server import address_of, listening, run
from service.settings import read_service_settings
from workers.logs import configure_logs


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 if not set.")
@click.option("--port", type=click.IntRange(0, 65_535), help="8400 if not set; 0: any free one.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the dashboard and the API.

    With a broker of memory:// (the default) worker threads run in the same process; with another
    one start `sverka worker` and `sverka beat` beside it.
    """
    settings = open_settings()
    configure_logs(settings)
    web = read_service_settings(os.environ, host=host, port=port)
    with listening(web) as listener, opened_services(settings) as services:
        announce(address_of(listener))
        if not is_embedded(settings):
            click.echo("Articles are checked by: sverka worker, sverka beat", err=True)
        run(create_app(services, web), listener, web)


def announce(address: str) -> None:
    """Where to look."""
    click.echo(f"Dashboard: {address}/")
    click.echo(f"API documents: {address}/docs")
