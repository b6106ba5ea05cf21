"""One generation of an embedded library: the folder with both halves. A rebuild makes a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tantivy import Index

from indexes.records import Passage
from indexes.sources.embedded.durable import file_stamp, sync_folder
from indexes.sources.embedded.snapshot import Snapshot, take_snapshot
from indexes.sources.embedded.state import dump_state
from indexes.sources.embedded.vectors import VectorFiles
from indexes.sources.embedded.words import (
    SCHEMA,
    STATE,
    passage_document,
    source_document,
    state_document,
)
from indexes.sources.library import IndexedSource, LibraryError

HEAP_BYTES = 64_000_000  # the writer thread's buffer; a batch of 2,000 passages does not fill it


@dataclass(frozen=True, slots=True)
class Generation:
    """Reads the last commit, writes the next. Who writes holds the library's lock."""

    folder: Path
    index: Index
    files: VectorFiles

    def stamp(self) -> tuple[int, int]:
        """Differs after every commit, whoever made it: a commit renames one file into place."""
        return file_stamp(self.folder / "words" / "meta.json")

    def snapshot(self) -> Snapshot:
        return take_snapshot(self.index, self.files)

    def write(self, replaced_ids: Sequence[str], added: Sequence[IndexedSource]) -> None:
        """Commit: the old versions go, the new ones come, both halves at once."""
        before = self.snapshot()
        passages = [passage for one in added for passage in one.passages]
        first_slot = before.state.next_slot
        if passages:
            self.files.write(first_slot, np.vstack([one.vectors for one in added]), passages)
        state = before.state.after(len(passages), before.slots_of(replaced_ids))
        self._commit_words(replaced_ids, added, passages, first_slot, dump_state(state))

    def _commit_words(
        self,
        replaced_ids: Sequence[str],
        added: Sequence[IndexedSource],
        passages: Sequence[Passage],
        first_slot: int,
        state: bytes,
    ) -> None:
        """The commit point. Whatever is raised before it leaves the last commit as it was."""
        writer = self.index.writer(HEAP_BYTES, 1)
        # A commit that a crash broke off leaves files under names that the next one takes again.
        writer.garbage_collect_files()
        for source_id in replaced_ids:
            writer.delete_documents_by_term("source_id", source_id)
        writer.delete_documents_by_term("kind", STATE)
        waiting = {one.source.id: one.source for one in added}
        for slot, passage in enumerate(passages, first_slot):
            source = waiting.pop(passage.source_id, None)
            writer.add_document(passage_document(passage, slot, source))
        for source in waiting.values():
            writer.add_document(source_document(source))
        writer.add_document(state_document(state))
        writer.commit()
        writer.wait_merging_threads()


def create_generation(folder: Path, dimensions: int) -> None:
    """An empty one, durable on return. Fine if it is there already."""
    (folder / "words").mkdir(parents=True, exist_ok=True)
    Index(SCHEMA, path=str(folder / "words"))
    VectorFiles(folder, dimensions).create()
    sync_folder(folder)
    sync_folder(folder.parent)


def open_generation(folder: Path, dimensions: int) -> Generation:
    """The generation as it is.

    Raises:
        LibraryError: it is not there, damaged, or of another schema.
    """
    try:
        index = Index.open(str(folder / "words"))
        index.config_reader("manual")
    except (ValueError, OSError) as error:
        raise LibraryError(f"the library in {folder} cannot be opened: {error}") from error
    if index.schema != SCHEMA:
        raise LibraryError(f"the library in {folder} has another schema; build it anew")
    return Generation(folder, index, VectorFiles(folder, dimensions))
