"""Sources that people paste or upload, into the library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from indexes.records import InvalidRecord, Source
from indexes.sources.ingest import IngestReport
from service.dashboard.forms import InvalidForm, read_source
from service.services import current_services, current_settings
from workers.languages.detection import detect_language
from workers.reading.files import READERS, read_sources
from workers.reading.records import Read, ReadError, build_source, identify

FILE_TYPES = tuple(READERS)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the sources; `problems` says what could not be read or stored."""

    report: IngestReport
    problems: tuple[str, ...]

    @property
    def stored_count(self) -> int:
        return self.report.added + self.report.replaced + self.report.unchanged

    @property
    def is_all_wrong(self) -> bool:
        return self.stored_count == 0


def add_sources(fields: Mapping[str, str], file: FileStorage | None) -> Added:
    """Store the uploaded file's sources, or the one that was typed in.

    Raises:
        InvalidForm: nothing to read, or a file of another type.
        LibraryError: the library cannot be written.
    """
    if file is None or not file.filename:
        return store([_read_typed(fields)])
    ending = next((one for one in FILE_TYPES if file.filename.lower().endswith(one)), None)
    if ending is None:
        known = ", ".join(FILE_TYPES)
        raise InvalidForm(
            {"file": gettext("Files of these types are read: %(types)s", types=known)}
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{ending}"  # the person's file name is not to be trusted
        file.save(path)
        return store(read_sources(path, detect_language))


def _read_typed(fields: Mapping[str, str]) -> Source:
    read = read_source(fields, current_settings().longest_text)
    try:
        return build_source(identify(read), detect_language)
    except InvalidRecord as error:
        raise InvalidForm({"text": str(error)}) from error


def store(read: Iterable[Read]) -> Added:
    """Store the sources; what could not be read is told beside what could not be stored."""
    unread: list[ReadError] = []
    report = current_services().store_sources(_sources(read, unread))
    problems = [_place(error) for error in unread]
    problems += [f"{error.source_id}: {error.message}" for error in report.failed]
    return Added(report, tuple(problems))


def _sources(read: Iterable[Read], unread: list[ReadError]) -> Iterator[Source]:
    for one in read:
        if isinstance(one, Source):
            yield one
        else:
            unread.append(one)


def _place(error: ReadError) -> str:
    """The line of the person's own file; our copy's name says nothing to them."""
    if error.line:
        return str(gettext("Line %(line)d: %(message)s", line=error.line, message=error.message))
    return error.message
