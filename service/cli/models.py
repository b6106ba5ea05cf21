"""`sverka models prepare`."""

import click

from service.cli.opening import open_settings
from workers.models.preparation import prepare_models


@click.command()
def prepare() -> None:
    """Convert the models that the settings name, once, so that no start has to wait for it."""
    for name in prepare_models(open_settings()):
        click.echo(name)
