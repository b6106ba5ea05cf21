"""`sverka migrate`: from one machine to the fleet, or back."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import click

from indexes.claims.copying import find_file, require_unused
from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.moving import compare_stores, count_rows, move_store
from indexes.sources.back_ends import LIBRARIES, open_library
from indexes.sources.library import Library
from indexes.sources.moving import compare_libraries, move_library
from service.cli.opening import load_embedder, open_settings
from service.cli.progress import late_progress
from service.doctor.findings import show_place
from workers.settings import Settings, SettingsError

STORES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Move:
    """From one URL to another of the same kind, a store or a library."""

    source: str
    target: str


@click.command()
@click.option(
    "--from", "sources", multiple=True, required=True, metavar="URL", help="What is moved."
)
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="URL",
    help="Where to; what is not named: where the settings say.",
)
@click.option("--continue", "goes_on", is_flag=True, help="Fill what holds something already.")
def migrate(sources: tuple[str, ...], targets: tuple[str, ...], *, goes_on: bool) -> None:
    """Move claims and sources, as from SQLite and the embedded library to servers.

    Stop every service and worker of both first. The old ones stay as they are. After a break run
    it again with --continue: what has arrived is not moved twice. At the end every row and source
    is looked for in its new place; exit code 1 if one is not there as it was.
    """
    settings = open_settings()
    store, library = find_moves(sources, targets, settings)
    is_whole = [
        _move_store(store, goes_on=goes_on) if store else True,
        _move_library(library, settings, goes_on=goes_on) if library else True,
    ]
    if not all(is_whole):
        raise SystemExit(1)


def find_moves(
    sources: tuple[str, ...], targets: tuple[str, ...], settings: Settings
) -> tuple[Move | None, Move | None]:
    """The store's and the library's, told by the URLs' schemes.

    Raises:
        SettingsError: a URL is of no kind that we know, or one kind is named twice, or to itself.
    """
    old, new = _sort(sources), _sort(targets)
    if surplus := new.keys() - old.keys():
        raise SettingsError(f"--to names a {surplus.pop()}, but no --from does")
    new = {"store": settings.database_url, "library": settings.library_url} | new
    moves = {kind: Move(url, new[kind]) for kind, url in old.items()}
    for kind, move in moves.items():
        if move.source == move.target:
            raise SettingsError(f"the {kind} would be moved to itself: {show_place(move.source)}")
    return moves.get("store"), moves.get("library")


def _sort(urls: tuple[str, ...]) -> dict[str, str]:
    sorted_urls: dict[str, str] = {}
    for url in urls:
        kind = _kind(url)
        if kind in sorted_urls:
            raise SettingsError(f"two URLs name a {kind}: {show_place(url)} is one of them")
        sorted_urls[kind] = url
    return sorted_urls


def _kind(url: str) -> str:
    scheme = urlsplit(url).scheme
    if scheme.partition("+")[0] in STORES:
        return "store"
    if scheme in LIBRARIES:
        return "library"
    known = ", ".join((*STORES, *LIBRARIES))
    raise SettingsError(f"a URL begins with one of {known}, not {scheme or 'nothing'!r}")


def _move_store(move: Move, *, goes_on: bool) -> bool:
    """Whether every row is in its new place."""
    file = find_file(move.source)
    if file is not None:
        if not file.exists():
            raise SettingsError(f"there is no store {file}")
        require_unused(file)
    with _opened(move.source) as source, _opened(move.target) as target:
        if not goes_on:
            _require_empty(count_rows(target))
        with late_progress("Moving claims") as advance:
            move_store(source, target, advance)
        tables = compare_stores(source, target)
    for one in tables:
        _report(one.name, one.rows, one.same, one.differing, one.missing)
    return all(one.same == one.rows for one in tables)


def _move_library(move: Move, settings: Settings, *, goes_on: bool) -> bool:
    """Whether every source is in its new place, with the same text."""
    embedder = load_embedder(settings)
    with (
        closing(open_library(move.source)) as source,
        closing(
            open_library(move.target, embedding_model=embedder.name, dimensions=embedder.dimensions)
        ) as target,
    ):
        if not goes_on:
            _require_empty({"sources": target.status().source_count})
        with late_progress("Moving sources", source.status().source_count) as advance:
            report = move_library(source, target, embedder, advance)
        for failed in report.failed:
            click.echo(f"{failed.source_id}: {failed.message}", err=True)
        return _compare_libraries(source, target)


def _compare_libraries(source: Library, target: Library) -> bool:
    found = compare_libraries(source, target)
    _report("sources", found.sources, found.same, found.differing, found.missing)
    click.echo(f"passages: {found.old_passages}; in the new place {found.new_passages}")
    return found.same == found.sources


def _require_empty(counts: Mapping[str, int]) -> None:
    found = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if found:
        raise click.ClickException(
            f"What shall be filled holds {found} already. Name another place, or, to go on with "
            "a move that broke off, give --continue."
        )


def _report(name: str, total: int, same: int, differing: int, missing: int) -> None:
    click.echo(f"{name}: {total}; in the new place {same} the same, ", nl=False)
    click.echo(f"{differing} different, {missing} missing")


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    """A store, its tables brought up to date."""
    with closing(open_database(url)) as database:
        upgrade_database(database)
        yield database
