"""What we ask of a cluster, and nothing else of its client. All errors leave here translated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import streaming_bulk

from indexes.sources.elastic.address import Address
from indexes.sources.elastic.failures import IndexGone, failure_of, translated
from indexes.sources.elastic.queries import SEARCH_SECONDS, bounded
from indexes.sources.library import LibraryError, LibraryUnavailable

Answer = dict[str, Any]

ANSWER_SECONDS = SEARCH_SECONDS + 5.0  # the server stops looking first, and says so
WRITE_SECONDS = 60.0
LEFT_ALONE_SECONDS = 10.0  # a node that did not answer, while others do; then 20, 40 and 60
BULK_BYTES = 8_000_000  # of the 100,000,000 that a server takes
BULK_DOCUMENTS = 500
BULK_RETRIES = 6  # after 0.5, 1, 2, 4, 8, 8 seconds
RETRIED = (429, 503)  # too busy, or a shard that is just moving
PAGE = 1_000
PIT_KEPT = "30m"  # between two pages: while a page of sources is embedded


@dataclass(frozen=True, slots=True)
class Failure:
    """One document of a bulk request that was not taken."""

    document_id: str
    status: int
    error: LibraryError

    @property
    def is_conflict(self) -> bool:
        return self.status == 409


class Cluster:
    """Safe to share between threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        with translated(address):
            self._client = connect(address)
        self._writing = self._client.options(request_timeout=WRITE_SECONDS)

    def close(self) -> None:
        self._client.close()

    def search(self, index: str, bodies: Sequence[Answer]) -> list[Answer]:
        """Several searches in one round trip. No answer is partial.

        Raises:
            LibraryUnavailable: a shard does not answer, or not in time.
        """
        header = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": False}
        lines = [line for body in bodies for line in ({"index": index, **header}, body)]
        with translated(self.address):
            answers = self._client.msearch(searches=lines)["responses"]
        return [self._whole(one) for one in answers]

    def get_many(self, index: str, ids: Sequence[str], fields: Sequence[str]) -> list[Answer]:
        """The documents that there are, in the state of the last acknowledged write."""
        found: list[Answer] = []
        for start in range(0, len(ids), PAGE):
            with translated(self.address):
                answer = self._client.mget(
                    index=index, ids=list(ids[start : start + PAGE]), source_includes=list(fields)
                )
            found += [self._sound(one) for one in answer["docs"]]
        return [one for one in found if one["found"]]

    def scan(
        self, index: str, query: Answer, fields: Sequence[str], page: int = PAGE
    ) -> Iterator[Answer]:
        """Every hit as of now, whatever is written meanwhile (a point in time)."""
        with translated(self.address):
            pit = self._client.open_point_in_time(index=index, keep_alive=PIT_KEPT)["id"]
        try:
            yield from self._pages(pit, query, fields, page)
        finally:
            with translated(self.address):
                self._client.close_point_in_time(id=pit)

    def bulk(self, index: str, actions: Iterable[Answer]) -> list[Failure]:
        """Write to an alias; returns what was refused. A busy server is asked again."""
        with translated(self.address):
            outcomes = streaming_bulk(
                self._writing,
                ({"_index": index, **action} for action in actions),
                chunk_size=BULK_DOCUMENTS,
                max_chunk_bytes=BULK_BYTES,
                max_retries=BULK_RETRIES,
                initial_backoff=0.5,
                max_backoff=8,
                retry_on_status=RETRIED,
                raise_on_error=False,
                yield_ok=False,
                require_alias=True,
            )
            failed = [next(iter(item.values())) for _, item in outcomes]
        return [self._failure(one) for one in failed if one.get("error")]

    def refresh(self, index: str) -> None:
        """What was written to the index can be found from here on."""
        with translated(self.address):
            shards = self._writing.indices.refresh(index=index)["_shards"]
        if shards["failed"]:
            raise LibraryUnavailable(f"{self.address}: a refresh failed: {shards['failures']}")

    def create(
        self, index: str, aliases: Iterable[str], settings: Answer, mappings: Answer
    ) -> bool:
        """False: it is there already."""
        named: dict[str, Answer] = {alias: {} for alias in aliases}
        try:
            with translated(self.address):
                self._writing.indices.create(
                    index=index, aliases=named, settings=settings, mappings=mappings
                )
        except LibraryError as error:
            if "resource_already_exists_exception" in str(error):
                return False
            raise
        return True

    def metas(self, index: str) -> dict[str, Answer]:
        """Of each index that the name or pattern stands for: the mapping's `_meta`."""
        try:
            with translated(self.address):
                found = self._client.indices.get_mapping(index=index)
        except IndexGone:
            return {}
        return {name: one["mappings"].get("_meta", {}) for name, one in found.items()}

    def move_alias(self, alias: str, old: str, new: str) -> None:
        """In one step. Fails if the alias does not stand for the old index any more."""
        actions: list[Mapping[str, Any]] = [
            {"remove": {"index": old, "alias": alias, "must_exist": True}},
            {"add": {"index": new, "alias": alias}},
        ]
        with translated(self.address):
            self._writing.indices.update_aliases(actions=actions)

    def block_writes(self, index: str) -> None:
        """On return no write is under way, and none will be taken."""
        with translated(self.address):
            self._writing.indices.add_block(index=index, block="write")

    def allow_writes(self, index: str) -> None:
        with translated(self.address):
            self._writing.indices.put_settings(index=index, settings={"blocks.write": None})

    def delete(self, index: str) -> None:
        with translated(self.address):
            self._writing.indices.delete(index=index)

    def last_writes(self, index: str) -> dict[str, int]:
        """Of each shard, index and number: the number of its last write."""
        with translated(self.address):
            stats = self._client.indices.stats(index=index, level="shards")
        return {
            f"{name}/{number}": max(copy["seq_no"]["max_seq_no"] for copy in copies)
            for name, one in stats["indices"].items()
            for number, copies in one["shards"].items()
        }

    def _pages(self, pit: str, query: Answer, fields: Sequence[str], page: int) -> Iterator[Answer]:
        body = bounded(page, fields) | {"query": query, "seq_no_primary_term": True}
        body |= {"sort": [{"source_id": "asc"}, {"_shard_doc": "asc"}]}
        after: list[Any] = []
        while True:
            with translated(self.address):
                answer = self._client.search(
                    allow_partial_search_results=False,
                    body=body
                    | {"pit": {"id": pit, "keep_alive": PIT_KEPT}}
                    | ({"search_after": after} if after else {}),
                )
            hits = self._whole(dict(answer))["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            after = hits[-1]["sort"]

    def _whole(self, answer: Answer) -> Answer:
        self._sound(answer)
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise LibraryUnavailable(
                f"{self.address} looked at a part of the library only: "
                f"{answer['_shards']}, stopped after {SEARCH_SECONDS} s: {answer['timed_out']}"
            )
        return answer

    def _sound(self, answer: Answer) -> Answer:
        if "error" in answer:
            raise failure_of(self.address, answer.get("status", 503), answer["error"])
        return answer

    def _failure(self, item: Answer) -> Failure:
        error = failure_of(self.address, item["status"], item["error"])
        return Failure(item["_id"], item["status"], error)


def connect(address: Address) -> Elasticsearch:
    """A client that asks the next host when one does not answer."""
    try:
        return Elasticsearch(
            list(address.hosts),
            basic_auth=(address.user, address.password) if address.user else None,
            api_key=address.api_key or None,
            ca_certs=address.ca_file or DEFAULT,
            request_timeout=ANSWER_SECONDS,
            max_retries=max(3, len(address.hosts)),
            dead_node_backoff_factor=LEFT_ALONE_SECONDS,
            max_dead_node_backoff=6 * LEFT_ALONE_SECONDS,
            retry_on_status=RETRIED,
        )
    except (ApiError, TransportError):
        raise
    except (OSError, ValueError) as error:  # a CA file that holds no certificate
        raise LibraryError(f"{address} cannot be asked: {error}") from error
