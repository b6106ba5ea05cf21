"""The queue: claims that want a person's eye, with the buttons to decide them at once."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response

from indexes.claims.claims import assign_claim, list_claims
from indexes.claims.stored import ClaimFilter, NotStored, StoredClaim
from indexes.records import Stance, VerdictLabel
from service.dashboard.forms import FieldReader
from service.dashboard.navigation import go_back
from service.dashboard.verdicts import ShownEvidence, show_evidence, stance_probability
from service.services import current_services

CLAIMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class QueuedClaim:
    """A claim with the evidence that speaks loudest."""

    stored: StoredClaim
    best: ShownEvidence | None


def add_routes(blueprint: Blueprint) -> None:
    """The queue and giving a claim to somebody."""
    blueprint.get("/claims")(queue)
    blueprint.post("/claims/<claim_id>/assignee")(assign)


def queue() -> str:
    """Flagged claims, or all with `?show=all`; filtered by verdict, words and assignee."""
    wanted = read_filter()
    page = list_claims(
        current_services().database, wanted, after=request.args.get("after"), limit=CLAIMS_SHOWN
    )
    return render_template(
        "queue.html",
        page=page,
        queued=[QueuedClaim(stored, best_evidence(stored)) for stored in page.items],
        is_filtered=bool(wanted.label or wanted.words or wanted.assignee),
        shows_all=wanted.is_flagged is None,
    )


def read_filter() -> ClaimFilter:
    """The query's filter; values that mean nothing filter nothing."""
    label = request.args.get("verdict", "")
    return ClaimFilter(
        is_flagged=None if request.args.get("show") == "all" else True,
        label=VerdictLabel(label) if label in set(VerdictLabel) else None,
        words=request.args.get("q", "").strip(),
        assignee=request.args.get("assignee", "").strip() or None,
    )


def best_evidence(stored: StoredClaim) -> ShownEvidence | None:
    """The evidence with the strongest stance that is not neutral."""
    found = stored.verdict.evidence if stored.verdict else ()
    decisive = [one for one in found if one.stance is not Stance.NEUTRAL]
    if not decisive:
        return None
    return show_evidence(max(decisive, key=stance_probability), current_services().library)


def assign(claim_id: str) -> Response:
    """Give the claim to the person whose name was typed; an empty name: to nobody."""
    reader = FieldReader(request.form)
    name = reader.line("assignee", longest=200)
    if reader.errors:
        abort(400)
    try:
        assign_claim(current_services().database, claim_id, name)
    except NotStored:
        abort(404)
    return go_back("assigned", url_for("dashboard.claim", claim_id=claim_id))
