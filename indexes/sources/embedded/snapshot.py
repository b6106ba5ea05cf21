"""One commit of the embedded library, as a reader sees it: both halves, frozen together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tantivy import DocAddress, Index, Query, Searcher

from indexes.records import Passage, ScoredPassage, Source, from_json
from indexes.sources.analysis import query_terms
from indexes.sources.embedded.state import State, load_state
from indexes.sources.embedded.vectors import VectorFiles, VectorRows
from indexes.sources.embedded.words import (
    PASSAGE,
    SOURCE,
    STATE,
    any_term,
    of_kind,
    term,
    words_query,
)
from indexes.sources.library import ANYTHING, Filters, TextQuery, Vector


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Searches over one commit; later commits do not touch it."""

    searcher: Searcher
    state: State
    rows: VectorRows

    def search_text(self, query: TextQuery, limit: int, filters: Filters) -> list[ScoredPassage]:
        found = words_query(query_terms(query.text, query.language), filters)
        hits = self.searcher.search(found, limit, count=False).hits
        scored = [ScoredPassage(self._passage(address), score) for score, address in hits]
        return sorted(scored, key=lambda one: (-one.score, one.passage.id))

    def search_vector(self, vector: Vector, limit: int, filters: Filters) -> list[ScoredPassage]:
        allowed = self.state.alive()
        if filters != ANYTHING:
            allowed &= self.rows.allowed(filters)
        slots, cosines = self.rows.nearest(vector, limit, allowed)
        passages = self.passages(slots.tolist())
        return [
            ScoredPassage(passages[slot], cosine)
            for slot, cosine in zip(slots.tolist(), cosines.tolist(), strict=True)
        ]

    def passages(self, slots: list[int]) -> dict[int, Passage]:
        """The stored passages by slot."""
        if not slots:
            return {}
        hits = self.searcher.search(any_term("slot", slots), len(slots), count=False).hits
        addresses = [address for _, address in hits]
        found = self.searcher.fast_field_values("slot", addresses)
        return {
            int(slot or 0): self._passage(address)
            for slot, address in zip(found, addresses, strict=True)
        }

    def slots_of(self, source_ids: Iterable[str]) -> list[int]:
        """The slots of the sources' passages."""
        query = of_kind(PASSAGE, any_term("source_id", source_ids))
        hits = self.searcher.search(query, max(1, self._count(query)), count=False).hits
        slots = self.searcher.fast_field_values("slot", [address for _, address in hits])
        return [int(slot) for slot in slots if slot is not None]

    def get(self, source_id: str) -> Source | None:
        return next(iter(self.sources([source_id])), None)

    def sources(self, source_ids: list[str]) -> list[Source]:
        """Those that are stored, in the order of their ids."""
        payloads = self._stored(source_ids, "source")
        return sorted((from_json(Source, one) for one in payloads), key=lambda one: one.id)

    def content_hashes(self, source_ids: list[str]) -> dict[str, str]:
        return {
            source_id: stored[0].decode()
            for source_id in source_ids
            if (stored := self._stored([source_id], "content_hash"))
        }

    @cached_property
    def source_ids(self) -> list[str]:
        """All of them, sorted; kept, because pages are asked for one after the other."""
        terms = self.searcher.terms_with_prefix("source_id", "", term("kind", SOURCE))
        return [source_id for source_id, _ in terms]

    def count(self, kind: str) -> int:
        return self._count(term("kind", kind))

    def _count(self, query: Query) -> int:
        count: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]  # the stubs miss it
        return count

    def _stored(self, source_ids: list[str], field: str) -> list[bytes]:
        query = of_kind(SOURCE, any_term("source_id", source_ids))
        hits = self.searcher.search(query, max(1, len(source_ids)), count=False).hits
        return [payload(self.searcher, address, field) for _, address in hits]

    def _passage(self, address: DocAddress) -> Passage:
        return from_json(Passage, payload(self.searcher, address))


def payload(searcher: Searcher, address: DocAddress, field: str = "payload") -> bytes:
    """A stored field's bytes."""
    return bytes(searcher.doc(address).get_first(field) or b"")


def take_snapshot(index: Index, files: VectorFiles) -> Snapshot:
    """The last commit."""
    index.reload()
    searcher = index.searcher()
    hits = searcher.search(term("kind", STATE), 1).hits
    state = load_state(payload(searcher, hits[0][1])) if hits else State()
    return Snapshot(searcher, state, files.map(state.next_slot))
