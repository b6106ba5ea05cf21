"""Database, library and broker. Nothing is made that is not there."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from indexes.claims.copying import find_file
from indexes.claims.database import Database, DatabaseUnavailable, InvalidDatabaseUrl, open_database
from indexes.claims.revisions import newest_revision, read_revision
from indexes.sources.back_ends import find_silent_hosts, open_library
from indexes.sources.library import LibraryError, LibraryStatus
from service.doctor.findings import Finding, fail, fine, show_place, warn
from workers.bells import open_bell
from workers.models.preparation import name_embedder
from workers.settings import Settings

BUSY_SECONDS = 5.0
EMBEDDED = "embedded://"


def check_database(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """It answers, and its tables are of this version."""
    place = show_place(settings.database_url)
    try:
        file = find_file(settings.database_url)
        if file is not None and not file.exists():
            return warn(f"{file} is not there yet", "It is made by the first command that stores.")
        database = open_database(settings.database_url, busy_timeout_seconds=BUSY_SECONDS)
        try:
            return _check_tables(database, place)
        finally:
            database.close()
    except (DatabaseUnavailable, InvalidDatabaseUrl) as error:
        advice = "Start it, or correct SVERKA_DATABASE_URL."
        return fail(f"{place} does not answer: {first_line(error)}", advice)


def _check_tables(database: Database, place: str) -> Finding:
    started = monotonic()
    found, newest = read_revision(database), newest_revision()
    milliseconds = (monotonic() - started) * 1000
    if found is None:
        return warn(f"{place} has no tables yet", "serve, worker and beat make them.")
    if found != newest:
        return warn(
            f"{place} is at revision {found}, this version needs {newest}",
            "serve, worker and beat migrate it when they start; make a backup before.",
        )
    return fine(f"{place} at revision {found}, {milliseconds:.0f} ms")


def check_library(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """It answers, and its vectors are of the model that the settings name."""
    place = show_place(settings.library_url)
    try:
        started = monotonic()
        library = open_library(settings.library_url)
        try:
            status = library.status()
        finally:
            library.close()
        milliseconds = (monotonic() - started) * 1000
        silent = find_silent_hosts(settings.library_url)
        return judge_library(status, settings, f"{place}, {milliseconds:.0f} ms", silent)
    except LibraryError as error:
        if is_missing(settings.library_url):
            return warn(f"{place} is not there yet", "Make it: sverka sources add FILE")
        return fail(f"{place}: {first_line(error)}", "Start it, or correct SVERKA_LIBRARY_URL.")


def judge_library(
    status: LibraryStatus, settings: Settings, place: str, silent: Sequence[str] = ()
) -> Finding:
    """Whether what is in it can be used as the settings say."""
    wanted = name_embedder(settings)
    if wanted and wanted.partition("@")[0] != status.embedding_model.partition("@")[0]:
        return fail(
            f"{place}: built with {status.embedding_model}, but the settings name {wanted}",
            "Set SVERKA_EMBEDDING_MODEL back, or run: sverka sources rebuild",
        )
    says = f"{place}: {status.source_count} sources, {status.passage_count} passages"
    if silent:
        return warn(
            f"{says}; not from {', '.join(silent)}",
            "Start the node, or take it out of SVERKA_LIBRARY_URL; the others serve meanwhile.",
        )
    if not status.source_count:
        return warn(says, "Nothing can be decided without sources: sverka sources add FILE")
    if status.hidden_passage_count:
        return warn(
            f"{says}; {status.hidden_passage_count} more are of a write that was broken off, "
            "or of one under way; no search shows them",
            "If nothing is being added now, drop them: sverka sources rebuild",
        )
    return fine(f"{says}, {status.embedding_model}")


def is_missing(url: str) -> bool:
    """Whether it is an embedded library that nobody has made yet."""
    return url.startswith(EMBEDDED) and not Path(url.removeprefix(EMBEDDED)).exists()


def check_broker(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """Somebody hears the bell."""
    bell = open_bell(settings.broker_url)
    started = monotonic()
    try:
        says = bell.check()
    except Exception as error:  # noqa: BLE001 - each broker's client has errors of its own
        place = show_place(settings.broker_url)
        advice = "Start it, or correct SVERKA_BROKER_URL; nothing is lost meanwhile."
        return fail(f"{place} does not answer: {first_line(error)}", advice)
    finally:
        bell.close()
    return fine(
        f"{show_place(settings.broker_url)}: {says}, {(monotonic() - started) * 1000:.0f} ms"
    )


def first_line(error: Exception) -> str:
    """What it says in one line."""
    said = str(error).strip().splitlines()
    return said[0].rstrip(".") if said else type(error).__name__
