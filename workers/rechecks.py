"""Rechecks: submit them and ring, on request or because of sources that arrived."""

import logging
from collections.abc import Iterable, Sequence

from indexes.claims.claims import count_selected
from indexes.claims.database import Database
from indexes.claims.rechecks import request_recheck, request_touched
from indexes.reverse.index import ClaimIndex
from indexes.reverse.reconciling import reconcile_claims
from indexes.sources.library import IndexedSource
from workers.bells import Bell

log = logging.getLogger(__name__)


def recheck_claims(
    database: Database, bell: Bell, claim_ids: Iterable[str], *, traceparent: str = ""
) -> str:
    """Check claims again in the background; gives the job's id.

    Raises:
        NotStored: one of the claims is not stored, or none was given.
    """
    requested = request_recheck(database, claim_ids, traceparent=traceparent)
    bell.ring(requested.steps)
    return requested.job_id


def complete_claim_index(database: Database, claim_index: ClaimIndex) -> None:
    """Put in what it has not, as when it was lost or the store is older than it.

    Another process may be writing to it, so do this before sources are stored: a refusal then
    loses no re-check.

    Raises:
        LibraryError: the claims index cannot be asked or written.
        DatabaseUnavailable: the claims store does not answer.
    """
    if claim_index.count() < count_selected(database):
        reconcile_claims(database, claim_index)


def recheck_touched(
    database: Database,
    bell: Bell,
    claim_index: ClaimIndex,
    arrived: Sequence[IndexedSource],
    *,
    traceparent: str = "",
) -> None:
    """Check again what sources touch that the library has just stored; the index is only read.

    Raises:
        LibraryError: the claims index cannot be asked.
        DatabaseUnavailable: the claims store does not answer.
    """
    touched = claim_index.find_touched(arrived)
    requested = request_touched(database, touched, traceparent=traceparent)
    if requested is not None:
        bell.ring(requested.steps)
    log.info("%d new sources touch %d claims", len(arrived), len(touched))
