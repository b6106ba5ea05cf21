"""A worker and a beat are killed at work: nothing is lost, nothing is done twice."""

from sqlalchemy import func, select

from indexes.claims.database import Database
from indexes.claims.stored import StepStatus
from indexes.claims.tables import claims, jobs, steps, verdicts
from tests.faults.ledger import count_interrupted
from tests.faults.processes import Service
from tests.fleet.conftest import Fleet
from tests.plain import SENTENCES
from tests.waiting import wait_until

ARTICLES = 8
TEXT = " ".join(SENTENCES * 6)


def test_a_worker_and_a_beat(fleet: Fleet) -> None:
    workers, beats = fleet.services["worker"], fleet.services["beat"]
    submitted = [
        fleet.apis[number % 2].call("/articles", {"text": TEXT, "title": f"{number}"})["id"]
        for number in range(ARTICLES)
    ]
    wait_until(lambda: stand_still_at_work(workers, fleet.database), 240)
    for one in (workers[0], beats[0]):
        one.kill()
    for one in workers[1:]:
        one.go_on()
    workers[0].start()  # as compose does: restart: unless-stopped
    beats[0].start()
    wait_until(lambda: count_unfinished(fleet.database) == 0, 240)
    assert count_interrupted(fleet.database) > 0
    assert_once(fleet.database)
    assert_alike(fleet, submitted)


def stand_still_at_work(workers: list[Service], database: Database) -> bool:
    """All at once, each in the middle of a step; else they go on."""
    for worker in workers:
        worker.stop()
    if count_running(database) == len(workers):
        return True
    for worker in workers:
        worker.go_on()
    return False


def count_running(database: Database) -> int:
    query = select(func.count()).where(steps.c.status == StepStatus.RUNNING.value)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def count_unfinished(database: Database) -> int:
    query = select(func.count()).where(jobs.c.finished_at.is_(None))
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def assert_once(database: Database) -> None:
    """Every step done, every job joined once, every selected claim with one verdict."""
    with database.reading() as connection:
        done = set(connection.execute(select(steps.c.status)).scalars())
        joins = select(func.count()).where(steps.c.kind == "join")
        stored = connection.execute(select(jobs)).all()
        joined = connection.execute(joins).scalar_one()
        counted = connection.execute(
            select(claims.c.is_selected, claims.c.verdict_count, func.count(verdicts.c.id))
            .join(verdicts, verdicts.c.claim_id == claims.c.id, isouter=True)
            .group_by(claims.c.id)
        ).all()
    assert done == {StepStatus.DONE.value}
    assert joined == len(stored)
    for job in stored:
        assert (job.status, job.failure, job.claims_failed) == ("done", "", 0)
        assert (job.steps_settled, job.claims_done) == (job.steps_total, job.claims_total)
    assert {tuple(row) for row in counted} <= {(True, 1, 1), (False, 0, 0)}


def assert_alike(fleet: Fleet, submitted: list[str]) -> None:
    """The same text, so the same claims and verdicts, whoever was killed on the way."""
    found = [
        [
            (claim["quote"], claim["label"])
            for claim in fleet.apis[0].call(f"/articles/{article_id}")["claims"]
        ]
        for article_id in submitted
    ]
    assert len(found[0]) > 0
    assert all(one == found[0] for one in found)
