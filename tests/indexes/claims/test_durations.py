"""What steps were spent on, and how old those are that are not settled, on both databases."""

from datetime import timedelta

from indexes.claims import steps
from indexes.claims.articles import submit_article
from indexes.claims.database import Database
from indexes.claims.durations import read_durations
from indexes.claims.figures import read_figures
from indexes.claims.rechecks import request_recheck, request_touched
from indexes.claims.stored import Outcome, StepKind, Timing
from indexes.claims.tables import steps as steps_table
from tests.plain import make_claim
from tests.stores import ARTICLE, check_article, list_claim_ids, set_back, submit, take_next

SPENT = {"step": 1.5, "retrieval": 0.25}


def test_what_was_settled_of_late_the_newest_first(database: Database) -> None:
    submit(database)
    steps.settle(database, take_next(database), Outcome(), SPENT)
    set_back(database, steps_table.c.settled_at, timedelta(seconds=299))
    steps.settle(database, take_next(database), Outcome(), {"step": 0.5})
    found = [(one.kind, dict(one.spent)) for one in read_durations(database)]
    assert found == [(StepKind.JOIN, {"step": 0.5}), (StepKind.SPLIT, SPENT)]
    set_back(database, steps_table.c.settled_at, timedelta(seconds=2))
    assert [one.kind for one in read_durations(database)] == [StepKind.JOIN]


def test_steps_done_by_workers_say_how_long_they_took(database: Database) -> None:
    check_article(database)
    found = read_durations(database)
    assert sorted(one.kind for one in found) == [StepKind.JOIN, StepKind.SPLIT, StepKind.VERIFY]
    assert all(one.spent["step"] >= 0 for one in found)


def test_what_was_cancelled_or_died_took_no_time(database: Database) -> None:
    submit(database)
    steps.give_up(database, take_next(database), "nein")
    assert read_durations(database) == []


def test_a_step_ages_whether_it_waits_runs_or_is_put_off(database: Database) -> None:
    assert set(read_figures(database).ages.values()) == {0.0}
    submit(database)
    set_back(database, steps_table.c.created_at, timedelta(minutes=10))
    assert 600 <= read_figures(database).ages[StepKind.SPLIT] < 660
    taken = take_next(database)
    assert 600 <= read_figures(database).ages[StepKind.SPLIT] < 660
    steps.put_back(database, taken, "weg", Timing(), is_outage=True)
    figures = read_figures(database)
    assert figures.oldest_due_seconds == 0  # it is not due
    assert 600 <= figures.ages[StepKind.SPLIT] < 660
    assert figures.ages[StepKind.VERIFY] == 0


def test_the_trace_of_the_request_reaches_whoever_takes_the_step(database: Database) -> None:
    submitted = submit_article(database, ARTICLE, traceparent="00-a-b-01")
    taken = take_next(database)
    assert taken.traceparent == "00-a-b-01"
    steps.settle(database, taken, Outcome(claims=(make_claim(submitted.article_id, "1991"),)))
    assert take_next(database).traceparent == "00-a-b-01"
    submit(database)
    assert take_next(database).traceparent == ""


def test_rechecks_belong_to_the_request_that_asks_for_them(database: Database) -> None:
    check_article(database)
    request_recheck(database, list_claim_ids(database)[:1], traceparent="00-c-d-01")
    assert take_next(database).traceparent == "00-c-d-01"
    request_touched(database, list_claim_ids(database), traceparent="00-e-f-01")
    assert take_next(database).traceparent == "00-e-f-01"
