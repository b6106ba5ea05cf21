"""A claim's schedule: set, paused, resumed, deleted by forms on the claim's page."""

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from indexes.claims.schedules import (
    delete_schedule,
    pause_schedule,
    put_schedule,
    resume_schedule,
)
from indexes.claims.stored import NotStored
from service.dashboard.claims import Typed, load_claim, show_claim
from service.dashboard.forms import InvalidForm, read_recurrence
from service.dashboard.navigation import go_back
from service.services import current_services


def add_routes(blueprint: Blueprint) -> None:
    """One address an action: forms know only POST."""
    blueprint.post("/claims/<claim_id>/schedule")(set_schedule)
    blueprint.post("/claims/<claim_id>/schedule/pause")(pause)
    blueprint.post("/claims/<claim_id>/schedule/resume")(resume)
    blueprint.post("/claims/<claim_id>/schedule/delete")(delete)


def set_schedule(claim_id: str) -> Response | tuple[str, int]:
    """Check the claim again and again; a mistake shows the page with what was typed."""
    stored = load_claim(claim_id)
    try:
        recurrence = read_recurrence(request.form)
    except InvalidForm as form:
        return show_claim(stored, Typed("schedule", request.form, form.errors)), 422
    put_schedule(current_services().database, claim_id, recurrence)
    return _back(claim_id, "scheduled")


def pause(claim_id: str) -> Response:
    """Fire no more until resumed."""
    try:
        pause_schedule(current_services().database, claim_id)
    except NotStored:
        abort(404)
    return _back(claim_id, "paused")


def resume(claim_id: str) -> Response:
    """Fire again from the next due time on."""
    try:
        resume_schedule(current_services().database, claim_id)
    except NotStored:
        abort(404)
    return _back(claim_id, "resumed")


def delete(claim_id: str) -> Response:
    """Forget the schedule; twice does no harm."""
    delete_schedule(current_services().database, claim_id)
    return _back(claim_id, "unscheduled")


def _back(claim_id: str, done: str) -> Response:
    return go_back(done, url_for("dashboard.claim", claim_id=claim_id))
