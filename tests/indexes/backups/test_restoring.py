"""Backups: consistent while others write, whole or refused, never over what is stored."""

import gzip
import json
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from indexes.backups.archive import InvalidBackup
from indexes.backups.backing_up import back_up
from indexes.backups.places import Places
from indexes.backups.restoring import DataInTheWay, restore
from indexes.claims.articles import list_articles, submit_article
from indexes.claims.copying import DamagedStore, verify_store
from indexes.claims.database import Database, DatabaseUnavailable, open_database
from indexes.records import Article
from indexes.sources.embedded.copying import HELD
from indexes.sources.embedded.library import EmbeddedLibrary, open_embedded
from indexes.sources.library import ANYTHING, LibraryError, TextQuery
from tests.indexes.sources.embedded.ingesting_process import batch_of, open_at, with_vectors
from tests.stores import check_article
from tests.waiting import wait_until


@pytest.fixture
def places(database: Database, tmp_path: Path) -> Places:
    """A store with a checked article, a library with a batch, a calibration."""
    check_article(database)
    put_batch(open_at(tmp_path / "library"), 0)
    (tmp_path / "calibration.json").write_text("{}", encoding="utf-8")
    return places_in(tmp_path)


def places_in(folder: Path) -> Places:
    return Places(folder / "claims.sqlite", folder / "library", folder / "calibration.json")


def put_batch(library: EmbeddedLibrary, number: int) -> None:
    library.put([with_vectors(one) for one in batch_of(number)])


def make_backup(places: Places, folder: Path) -> Path:
    file = folder / "backup.tar.gz"
    back_up(places, file, version="1")
    return file


def test_what_comes_back_is_what_was_there(
    places: Places,
    database: Database,
    tmp_path: Path,
) -> None:
    restored = places_in(tmp_path / "new")
    manifest, aside = restore(make_backup(places, tmp_path), restored)
    assert aside == []
    assert manifest.counts == verify_store(restored.store) | {"sources": 125, "passages": 250}
    assert manifest.counts["claims"] == 5
    again = open_database(f"sqlite:///{restored.store}")
    assert list_articles(again) == list_articles(database)
    again.close()
    query = TextQuery("источник000007", "ru")
    libraries = [open_embedded(one.library) for one in (places, restored)]
    old, new = (one.search_text(query, 5, ANYTHING) for one in libraries)
    assert old == new != []
    assert restored.calibration.read_text(encoding="utf-8") == "{}"
    put_batch(libraries[1], 1)  # and it takes writes
    assert libraries[1].status().source_count == 250


def test_nothing_is_left_beside(places: Places, tmp_path: Path) -> None:
    restore(make_backup(places, tmp_path), places_in(tmp_path / "new"))
    assert not list(places.library.glob(f"{HELD}*"))
    assert not list(tmp_path.glob(".*"))
    assert not list((tmp_path / "new").glob(".*"))


@contextmanager
def going_on(write: Callable[[int], object]) -> Iterator[Callable[[], int]]:
    """`write` again and again in a thread; yields how often it has."""
    stopping, written, failures = Event(), [0], []

    def run() -> None:
        for number in count(1):
            if stopping.is_set():
                return
            try:
                write(number)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                failures.append(error)
                return
            written[0] = number

    thread = Thread(target=run)
    thread.start()
    try:
        yield lambda: written[0]
    finally:
        stopping.set()
        thread.join()
    assert failures == []


def test_while_others_write_it_holds_all_that_was_acknowledged_before(
    places: Places,
    database: Database,
    tmp_path: Path,
) -> None:
    library = open_at(places.library)

    def submit(number: int) -> None:
        submit_article(database, Article("", f"Статья {number}.", "", "ru"))

    def add(number: int) -> None:
        put_batch(library, number)

    with going_on(submit) as submitted, going_on(add) as added:
        for round_number in range(3):
            reached = added()
            wait_until(lambda reached=reached: added() > reached and submitted() > 0, 30)
            articles_before, batches_before = submitted(), added()
            file = tmp_path / f"{round_number}.tar.gz"
            manifest = back_up(places, file, version="1")
            articles_after, batches_after = submitted() + 1, added() + 1  # one may be in flight
            assert 1 + articles_before <= manifest.counts["articles"] <= 1 + articles_after
            sources = manifest.counts["sources"]
            assert 125 * (1 + batches_before) <= sources <= 125 * (1 + batches_after)
            assert sources % 125 == 0  # a commit, never half of one
            restore(file, places_in(tmp_path / f"restored-{round_number}"))  # verifies all of it


def test_what_a_broken_off_write_left_is_no_part_of_it(places: Places, tmp_path: Path) -> None:
    (vectors,) = places.library.glob("generation-*/vectors.f16")
    whole = vectors.read_bytes()
    with vectors.open("ab") as file:
        file.write(b"not of any commit")
    restored = places_in(tmp_path / "new")
    restore(make_backup(places, tmp_path), restored)
    (again,) = restored.library.glob("generation-*/vectors.f16")
    assert again.read_bytes() == whole


def test_nothing_stored_is_overwritten(places: Places, tmp_path: Path) -> None:
    file = make_backup(places, tmp_path)
    before = verify_store(places.store)
    with pytest.raises(DataInTheWay, match=r"claims\.sqlite"):
        restore(file, places)
    assert verify_store(places.store) == before


def test_forced_it_sets_aside_what_is_there(
    places: Places,
    database: Database,
    tmp_path: Path,
) -> None:
    file = make_backup(places, tmp_path)
    check_article(database, Article("", "Новое в 1991 году.", "", "ru"))
    database.close()
    now = verify_store(places.store)
    manifest, aside = restore(file, places, is_forced=True)
    assert verify_store(places.store)["articles"] == manifest.counts["articles"] == 1
    names = {path.name.partition(".before-")[0]: path for path in aside}
    assert set(names) == {"claims.sqlite", "library", "calibration.json"}
    assert verify_store(names["claims.sqlite"]) == now
    assert open_embedded(names["library"]).status().source_count == 125


def test_forced_under_a_running_service_it_refuses(
    places: Places,
    database: Database,
    tmp_path: Path,
) -> None:
    file = make_backup(places, tmp_path)
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM articles")
        with pytest.raises(DatabaseUnavailable, match="stop the service"):
            restore(file, places, is_forced=True)
    assert places.library.exists()
    assert len(list_articles(database).items) == 1


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def change(file: Path) -> None:
    """Another byte in the archive, packed again: gzip's own checksum fits."""
    content = bytearray(gzip.decompress(file.read_bytes()))
    content[content.find(b"SQLite format 3") + 5000] ^= 1
    file.write_bytes(gzip.compress(bytes(content), 1))


def drop_manifest(file: Path) -> None:
    with tarfile.open(file) as tar:
        kept = [(one, tar.extractfile(one).read()) for one in tar if one.name != "manifest.json"]
    pack(file, kept)


def add_stranger(file: Path) -> None:
    with tarfile.open(file) as tar:
        kept = [(one, tar.extractfile(one).read()) for one in tar]
    pack(file, [*kept, (tarfile.TarInfo("library/stranger"), b"")])


def climb_out(file: Path) -> None:
    pack(file, [(tarfile.TarInfo("../outside"), b"")])


def ask_for_another_format(file: Path) -> None:
    with tarfile.open(file) as tar:
        kept = [(one, tar.extractfile(one).read()) for one in tar]
    info, content = kept.pop()
    content = json.dumps(json.loads(content) | {"format": 99}).encode()
    info.size = len(content)
    pack(file, [*kept, (info, content)])


def write_nonsense(file: Path) -> None:
    file.write_bytes(b"nonsense")


def pack(file: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    with tarfile.open(file, "w:gz") as tar:
        for info, content in members:
            tar.addfile(info, BytesIO(content))


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        change,
        drop_manifest,
        add_stranger,
        climb_out,
        ask_for_another_format,
        write_nonsense,
    ],
)
def test_a_spoilt_file_is_refused_and_nothing_is_touched(
    places: Places, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = make_backup(places, tmp_path)
    spoil(file)
    with pytest.raises(InvalidBackup):
        restore(file, places_in(tmp_path / "new"))
    assert list((tmp_path / "new").iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_a_damaged_store_makes_no_backup(places: Places, tmp_path: Path) -> None:
    store = sqlite3.connect(places.store)
    store.execute("PRAGMA writable_schema=ON")
    store.execute("DELETE FROM sqlite_master WHERE name = 'reviews'")
    store.commit()
    store.close()
    with pytest.raises(DamagedStore):
        make_backup(places, tmp_path)
    assert not (tmp_path / "backup.tar.gz").exists()


def test_without_store_or_library_there_is_nothing_to_back_up(
    places: Places, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseUnavailable):
        make_backup(Places(tmp_path / "no.sqlite", places.library, places.calibration), tmp_path)
    assert not (tmp_path / "no.sqlite").exists()
    with pytest.raises(LibraryError):
        make_backup(Places(places.store, tmp_path / "no", places.calibration), tmp_path)
