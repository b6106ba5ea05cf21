"""What a worker works with: the claims store, a bell, and a checker with library and models."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from indexes.claims.database import Database
from indexes.claims.stored import Timing
from indexes.records import Article, Claim, Verdict
from indexes.reverse.index import ClaimIndex
from workers.bells import Bell
from workers.settings import Settings
from workers.tracing import NO_TRACER, Tracer


class Checker(Protocol):
    """Finds and checks claims; knows nothing of queues and databases.

    An error with `retry` True says that something it needs does not answer: the step waits and
    tries again, however long it takes. With `retry` False no retry helps. Any other error is
    tried again a few times.
    """

    def split_article(self, article: Article) -> Sequence[Claim]:
        """The article's claims, selected and rejected; a second call gives the same ids."""

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        """One verdict a claim, in the claims' order."""


@dataclass(frozen=True, slots=True)
class Toolkit:
    """Opened once a process and passed down."""

    settings: Settings
    database: Database
    bell: Bell
    checker: Checker
    timing: Timing = field(default_factory=Timing)
    claim_index: ClaimIndex | None = None  # None: new sources touch no claim
    tracer: Tracer = NO_TRACER


# A bell in memory costs nothing to ring again, and other processes cannot ring it at all.
EMBEDDED_TIMING = Timing(ring_again_seconds=5.0)
