"""Searches that show whole sources only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic, time
from typing import Any

from indexes.records import ScoredPassage
from indexes.sources.elastic.cluster import ANSWER_SECONDS, Cluster
from indexes.sources.elastic.documents import read_passage
from indexes.sources.elastic.queries import PassageSearch
from indexes.sources.elastic.standings import Standing, read_standings
from indexes.sources.library import LibraryUnavailable

Hit = dict[str, Any]
LEAST_ROUNDS = 8  # before a call gives up, however long they took
YOUNG_SECONDS = 60.0  # a search takes ten at most; the rest is for clocks that differ


@dataclass
class Rounds:
    """What the rounds of one call have learned of the sources that they met."""

    revisions: dict[str, set[str]] = field(default_factory=dict)  # met, by source id
    hidden: frozenset[str] = frozenset()  # left out of the next round
    confirmed: frozenset[str] = frozenset()  # counted before the next round began
    done: int = 0

    def meet(self, hits: Sequence[Hit]) -> None:
        self.done += 1
        for hit in hits:
            fields = hit["_source"]
            self.revisions.setdefault(fields["source_id"], set()).add(fields["revision"])

    def settle(self, standings: dict[str, Standing], hits: Sequence[Hit]) -> bool:
        """Whether the hits can be shown: each is of a revision that counted all the time."""
        current = frozenset(one.revision for one in standings.values())
        old = frozenset(one.revision for one in standings.values() if not _is_young(one))
        good, found = old | (self.confirmed & current), {one["_source"]["revision"] for one in hits}
        is_settled = found <= good and not self.hidden & current
        met = frozenset(one for revisions in self.revisions.values() for one in revisions)
        self.hidden, self.confirmed = met - current, current
        return is_settled


def find_passages(
    cluster: Cluster,
    index: str,
    searches: Sequence[PassageSearch],
    follow: Callable[[set[str]], None],
) -> list[list[ScoredPassage]]:
    """Of each search its passages, best first. `follow` is told which indexes answered.

    A revision that became current a moment ago could have been seen in part, so it is looked at
    once more, for as long as an answer may take.

    Raises:
        LibraryUnavailable: sources change faster than they can be read, or a shard is missing.
    """
    rounds, deadline = Rounds(), monotonic() + ANSWER_SECONDS
    while rounds.done < LEAST_ROUNDS or monotonic() < deadline:
        bodies = [one.body(rounds.hidden) for one in searches]
        answers = cluster.search(index, bodies)
        found = [answer["hits"]["hits"] for answer in answers]
        hits = [hit for one in found for hit in one]
        follow({hit["_index"] for hit in hits})
        rounds.meet(hits)
        standings = read_standings(cluster, index, rounds.revisions)
        if rounds.settle(standings, hits):
            return [_ranked(one, search) for one, search in zip(found, searches, strict=True)]
    raise LibraryUnavailable(f"{cluster.address}: sources change faster than they can be read")


def _ranked(hits: Sequence[Hit], search: PassageSearch) -> list[ScoredPassage]:
    scored = [read_passage(hit["_source"], search.score(hit["_score"])) for hit in hits]
    return sorted(scored, key=lambda one: (-one.score, one.passage.id))


def _is_young(standing: Standing) -> bool:
    return abs(time() - standing.written_at) < YOUNG_SECONDS
