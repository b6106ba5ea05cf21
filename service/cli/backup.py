"""`sverka backup` and `sverka restore`, for the embedded profile."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import click

from indexes.backups.backing_up import back_up
from indexes.backups.places import Places
from indexes.backups.restoring import DataInTheWay
from indexes.backups.restoring import restore as restore_backup
from indexes.claims.copying import find_file
from service.cli.opening import open_settings
from workers.settings import Settings, SettingsError

EMBEDDED = "embedded://"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def backup(file: Path, *, force: bool) -> None:
    """Write claims, library and calibration into FILE (.tar.gz), also while the service works."""
    places = find_places(open_settings())
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already. Name another, or give --force.")
    manifest = back_up(places, file.absolute(), version=version("sverka"))
    size = file.stat().st_size / 1_000_000
    click.echo(f"{file}: {describe_counts(manifest.counts)}; {size:.1f} MB.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Set aside what is stored now.")
def restore(file: Path, *, force: bool) -> None:
    """Put what `sverka backup` wrote into FILE in its place; stop the service first.

    The file is checked whole before anything is touched.
    """
    try:
        manifest, aside = restore_backup(file, find_places(open_settings()), is_forced=force)
    except DataInTheWay as error:
        raise click.ClickException(
            f"Something is stored already: {error}. --force sets it aside and restores."
        ) from error
    click.echo(f"Restored, as of {manifest.made_at:%Y-%m-%d %H:%M} UTC: ", nl=False)
    click.echo(f"{describe_counts(manifest.counts)}.")
    for path in aside:
        click.echo(f"What was there is now {path}", err=True)


def find_places(settings: Settings) -> Places:
    """Where the embedded profile keeps what it stores.

    Raises:
        SettingsError: store or library are servers', which have snapshots of their own.
    """
    store = find_file(settings.database_url)
    if store is None or not settings.library_url.startswith(EMBEDDED):
        raise SettingsError(
            "backup and restore are for SQLite and the embedded library; PostgreSQL and "
            "Elasticsearch have their own: deploy/README.md, «Backups»"
        )
    library = Path(settings.library_url.removeprefix(EMBEDDED))
    return Places(store.absolute(), library.absolute(), settings.calibration_path)


def describe_counts(counts: Mapping[str, int]) -> str:
    """«12 articles, 30 claims, …»."""
    return ", ".join(f"{count} {name}" for name, count in counts.items() if name != "steps")
