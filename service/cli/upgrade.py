"""`sverka upgrade`: the store's tables as this version wants them."""

import click

from service.cli.opening import open_settings, opened_database


@click.command()
def upgrade() -> None:
    """Bring the claims store's tables up to date; every process does so at its start as well."""
    with opened_database(open_settings()):
        click.echo("The claims store is up to date.")
