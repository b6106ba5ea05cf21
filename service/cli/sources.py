"""`sverka sources`: the library from the command line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.text import Text

from indexes.records import Source, to_json
from indexes.sources.back_ends import rebuild_library
from indexes.sources.ingest import IngestReport, export_sources
from service.cli.opening import load_embedder, open_settings, opened_library, opened_services
from service.cli.progress import late_progress
from service.cli.tables import Column, plain, print_table
from workers.languages.detection import detect_language
from workers.reading.files import read_sources
from workers.reading.records import Read, ReadError

COLUMNS = (
    Column("Id", 2),
    Column("Date"),
    Column("Publisher", 2),
    Column("Lang"),
    Column("Tier"),
    Column("Title", 4),
)


@dataclass
class ErrorCount:
    """Sorts the good ones out of what was read; the others are reported at once and counted."""

    failed: int = field(default=0)

    def good_of(self, read: Iterator[Read]) -> Iterator[Source]:
        for one in read:
            if isinstance(one, ReadError):
                self.report(str(one))
            else:
                yield one

    def report(self, message: str) -> None:
        self.failed += 1
        click.echo(message, err=True)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Add the sources in FILES (JSON Lines, text, Markdown, HTML); the same id replaces.

    A line or file that cannot be read is reported and left out; then the exit code is 1. Doing it
    twice changes nothing.
    """
    settings = open_settings()
    embedder = load_embedder(settings)
    errors = ErrorCount()
    read = (one for file in files for one in read_sources(file, detect_language))
    with (
        opened_services(settings, embedder) as services,
        late_progress("Indexing sources") as advance,
    ):
        report = services.store_sources(errors.good_of(read), advance)
    for failed in report.failed:
        errors.report(f"{failed.source_id}: {failed.message}")
    click.echo(describe_report(report, errors.failed))
    if errors.failed:
        raise SystemExit(1)


def describe_report(report: IngestReport, failed: int) -> str:
    """The summary in one line."""
    counts = (f"{report.added} added", f"{report.replaced} replaced")
    return ", ".join((*counts, f"{report.unchanged} unchanged", f"{failed} failed"))


@click.command("list")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True)
@click.option("--after", default="", help="Only ids greater than this one.")
def list_all(limit: int, after: str) -> None:
    """List the library's sources in the order of their ids."""
    with opened_library(open_settings()) as library:
        status = library.status()
        found = library.list_sources(after=after, limit=limit)
    if found:
        print_table(COLUMNS, [_row(source) for source in found])
    counts = f"{status.source_count} sources, {status.passage_count} passages"
    click.echo(f"{len(found)} of {counts}; embedded by {status.embedding_model}.")


def _row(source: Source) -> tuple[Text, ...]:
    day = source.published_at.isoformat() if source.published_at else "–"
    fields = (source.id, day, source.publisher, source.language, source.tier.value, source.title)
    return tuple(plain(one) for one in fields)


@click.command()
@click.argument("source_ids", nargs=-1, required=True, metavar="ID...")
def remove(source_ids: tuple[str, ...]) -> None:
    """Take sources out of the library; verdicts that rest on them keep their evidence."""
    with opened_library(open_settings()) as library:
        stored = set(library.content_hashes(source_ids))
        removed = library.remove(source_ids)
    unknown = [one for one in dict.fromkeys(source_ids) if one not in stored]
    for source_id in unknown:
        click.echo(f"No such source: {source_id}", err=True)
    click.echo(f"{removed} removed")
    if unknown:
        raise SystemExit(1)


@click.command()
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Default: stdout.")
def export(output: Path | None) -> None:
    """Write every source as JSON Lines, which `sverka sources add` takes back."""
    with opened_library(open_settings()) as library:
        lines = (to_json(source) for source in export_sources(library))
        if output is None:
            for line in lines:
                click.echo(line)
            return
        with output.open("w", encoding="utf-8") as file:
            count = sum(bool(file.write(f"{line}\n")) for line in lines)
    click.echo(f"{count} sources written to {output}", err=True)


@click.command()
def rebuild() -> None:
    """Embed every source anew with the model that the settings name, and put it in place.

    The library stays readable until the new one takes its place; one in a folder is not writable
    meanwhile, one in Elasticsearch is. A server or worker that has another model loaded must be
    restarted then.
    """
    settings = open_settings()
    embedder = load_embedder(settings)
    with late_progress("Embedding sources") as advance:
        report = rebuild_library(settings.library_url, embedder, advance)
    click.echo(f"{report.added} sources embedded by {embedder.name}")
