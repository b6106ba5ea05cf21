"""A claim's schedule: when it is checked again."""

from flask import Response

from indexes.claims.recurrence import InvalidRecurrence, Recurrence
from indexes.claims.schedules import (
    delete_schedule,
    get_schedule,
    pause_schedule,
    put_schedule,
)
from indexes.claims.stored import Schedule
from service.api.answers import ScheduleAnswer, answer
from service.api.bodies import describe_json, read_json
from service.api.claims import find_claim
from service.api.requests import ClaimPath, ScheduleBody
from service.api.spec import BODY, make_api, replies
from service.errors import Problem
from service.services import current_services

schedules = make_api("schedules")


@schedules.put(
    "/claims/<claim_id>/schedule",
    request_body=describe_json(ScheduleBody),
    responses=replies(
        {200: ScheduleAnswer},
        "claim_not_found",
        "invalid_schedule",
        *BODY,
    ),
)
def put(path: ClaimPath) -> Response:
    """Check a claim again and again; replaces the schedule that it has."""
    body = read_json(ScheduleBody)
    recurrence = _read_recurrence(body)
    database = current_services().database
    schedule = put_schedule(database, find_claim(path.claim_id).claim.id, recurrence)
    if body.paused:
        schedule = pause_schedule(database, path.claim_id)
    return answer(ScheduleAnswer.of(schedule))


def _read_recurrence(body: ScheduleBody) -> Recurrence:
    try:
        return Recurrence(body.every, body.unit, body.cron.strip(), body.time_zone)
    except InvalidRecurrence as error:
        raise Problem("invalid_schedule", f"{error}.") from error


@schedules.get(
    "/claims/<claim_id>/schedule",
    responses=replies({200: ScheduleAnswer}, "claim_not_found", "schedule_not_found"),
)
def read(path: ClaimPath) -> Response:
    """Read a claim's schedule."""
    return answer(ScheduleAnswer.of(_find(path.claim_id)))


def _find(claim_id: str) -> Schedule:
    schedule = get_schedule(current_services().database, find_claim(claim_id).claim.id)
    if schedule is None:
        raise Problem("schedule_not_found")
    return schedule


@schedules.delete(
    "/claims/<claim_id>/schedule",
    responses=replies({204: None}, "claim_not_found", "schedule_not_found"),
)
def delete(path: ClaimPath) -> Response:
    """Check a claim no more by the clock."""
    if not delete_schedule(current_services().database, find_claim(path.claim_id).claim.id):
        raise Problem("schedule_not_found")
    return Response(status=204)
