"""Rechecks on request: submit them and ring."""

from collections.abc import Iterable

from indexes.claims.database import Database
from indexes.claims.rechecks import request_recheck
from workers.bells import Bell


def recheck_claims(database: Database, bell: Bell, claim_ids: Iterable[str]) -> str:
    """Check claims again in the background; gives the job's id.

    Raises:
        NotStored: one of the claims is not stored, or none was given.
    """
    requested = request_recheck(database, claim_ids)
    bell.ring(requested.steps)
    return requested.job_id
