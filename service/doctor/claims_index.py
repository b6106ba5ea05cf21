"""The index of stored claims beside the library, through which new sources touch claims."""

from collections.abc import Mapping
from pathlib import Path

from indexes.claims.claims import count_selected
from indexes.claims.copying import find_file
from indexes.claims.database import DatabaseUnavailable, InvalidDatabaseUrl, open_database
from indexes.claims.revisions import read_revision
from indexes.reverse.opening import name_claims
from indexes.sources.back_ends import open_library
from indexes.sources.library import LibraryError
from service.doctor.findings import Finding, fail, fine, show_place, warn
from service.doctor.stores import BUSY_SECONDS, first_line, is_missing
from workers.settings import Settings

FILL = "Bring it in step: sverka claims index"


def check_claims_index(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """It answers, and holds the claims that are stored. What else is ill, other checks say."""
    if is_missing(settings.library_url):
        return fine("made with the library")
    try:
        place = find_claims_index(settings.library_url)
    except LibraryError as error:
        return warn(f"the library that it lies beside: {first_line(error)}", "See library.")
    try:
        indexed = count_sources(place)
    except LibraryError as error:
        return fail(f"{show_place(place)}: {first_line(error)}", FILL)
    return judge_claims_index(show_place(place), indexed, count_claims(settings))


def judge_claims_index(place: str, indexed: int, stored: int) -> Finding:
    """Whether claims are missing in it; more of them than are stored do no harm."""
    says = f"{place}: {indexed} claims"
    if indexed < stored:
        return warn(f"{says}, but {stored} are stored: new sources touch not all", FILL)
    return fine(says)


def find_claims_index(library_url: str) -> str:
    """Its URL: it is of the library's model. Raises LibraryError if there is no library."""
    library = open_library(library_url)
    try:
        status = library.status()
    finally:
        library.close()
    return name_claims(library_url, status.embedding_model, status.dimensions)


def count_sources(place: str) -> int:
    """How many claims are in it; none in one that is not made yet."""
    if is_missing(place):
        return 0
    index = open_library(place)
    try:
        return index.status().source_count
    finally:
        index.close()


def count_claims(settings: Settings) -> int:
    """How many should be; 0 where that cannot be asked, which the database's own check says."""
    try:
        file = find_file(settings.database_url)
        if file is not None and not Path(file).exists():
            return 0
        database = open_database(settings.database_url, busy_timeout_seconds=BUSY_SECONDS)
        try:
            return count_selected(database) if read_revision(database) else 0
        finally:
            database.close()
    except (DatabaseUnavailable, InvalidDatabaseUrl):
        return 0
