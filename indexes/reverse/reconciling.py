"""Makes the claims index whole again, from the claims store."""

from dataclasses import dataclass

from indexes.claims.claims import find_stored, list_selected
from indexes.claims.database import Database
from indexes.claims.steps import has_open_splits
from indexes.reverse.index import CLAIMS_A_BATCH, ClaimIndex


@dataclass(frozen=True, slots=True)
class IndexReconciled:
    """What one pass set right, in claims."""

    added: int
    removed: int


def reconcile_claims(database: Database, index: ClaimIndex) -> IndexReconciled:
    """Put what is missing, take out what the store has not. Twice changes nothing.

    While articles are split nothing is taken out: a split puts its claims in before it stores them.
    """
    return IndexReconciled(_add_missing(database, index), _remove_unknown(database, index))


def _add_missing(database: Database, index: ClaimIndex) -> int:
    added = 0
    page = list_selected(database, limit=CLAIMS_A_BATCH)
    while page:
        added += index.put(page)
        page = list_selected(database, after=page[-1].id, limit=CLAIMS_A_BATCH)
    return added


def _remove_unknown(database: Database, index: ClaimIndex) -> int:
    removed = 0
    for claim_ids in index.list_ids():
        if has_open_splits(database):  # asked after the ids were read: theirs may be among them
            break
        unknown = set(claim_ids) - find_stored(database, claim_ids)
        removed += index.remove(sorted(unknown)) if unknown else 0
    return removed
