"""Running steps: the whole way of an article, errors of every kind, heartbeats."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from indexes.claims import claims, steps
from indexes.claims.database import Database, DatabaseUnavailable
from indexes.claims.reconciling import reconcile
from indexes.claims.stored import JobStatus, StepRef, StepStatus, Timing
from indexes.claims.tables import steps as table
from indexes.records import Article, Claim, Verdict
from indexes.sources.library import EmbeddingModelMismatch, LibraryUnavailable
from tests.plain import QUICK, PlainChecker, make_toolkit, make_verdict
from tests.stores import (
    ARTICLE,
    find_ready,
    list_claim_ids,
    read_article,
    read_claim,
    run_all,
    submit,
    take_next,
)
from tests.waiting import wait_until
from workers.bells import MemoryBell
from workers.steps import attempt_step, describe_error, heartbeat, run_step
from workers.toolkit import Toolkit

AT_ONCE = replace(QUICK, back_off_seconds=0.0)


@dataclass
class Rung:
    """A bell that remembers."""

    steps: list[StepRef] = field(default_factory=list)

    def ring(self, steps: Sequence[StepRef]) -> None:
        self.steps += steps

    def close(self) -> None:
        """Nothing is held."""


@dataclass
class Failing(PlainChecker):
    """Fails with `error` as long as `times` lasts, or on claims with `word` only."""

    error: Exception = field(default_factory=lambda: ValueError("сломалось"))
    times: int = 0
    word: str = ""
    batches: list[int] = field(default_factory=list)

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        self.batches.append(len(claims))
        if self.word and any(self.word in claim.text for claim in claims):
            raise self.error
        if self.times > 0:
            self.times -= 1
            raise self.error
        return super().check_claims(article, claims)


class Forgetful(PlainChecker):
    """Loses the last verdict."""

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        return super().check_claims(article, claims)[:-1]


def open_toolkit(database: Database, checker: PlainChecker | None = None) -> Toolkit:
    return replace(make_toolkit(database, MemoryBell(), checker), timing=AT_ONCE)


def run_with(database: Database, checker: PlainChecker) -> None:
    """Run steps, without any back-off, until none is ready."""
    toolkit = open_toolkit(database, checker)
    while (step_id := find_ready(database)) is not None:
        run_step(step_id, toolkit)


def test_every_step_rings_for_the_next(database: Database) -> None:
    article_id = submit(database, replace(ARTICLE, text=f"{ARTICLE.text}\n" * 5))
    bell = Rung()
    toolkit = replace(open_toolkit(database), bell=bell)
    run_step(str(find_ready(database)), toolkit)
    while bell.steps:
        run_step(bell.steps.pop().step_id, toolkit)
    stored = read_article(database, article_id)
    assert (stored.status, stored.progress.done) == (JobStatus.DONE, 20)


def test_models_get_their_claims_in_batches(database: Database) -> None:
    checker = Failing()
    submit(database, replace(ARTICLE, text=f"{ARTICLE.text}\n" * 10))
    run_all(database, checker)
    assert sorted(checker.batches) == [8, 16, 16]


def test_a_duplicate_bell_does_nothing(database: Database) -> None:
    submit(database)
    step_id = str(find_ready(database))
    toolkit = open_toolkit(database)
    for _ in range(3):
        run_step(step_id, toolkit)
    run_all(database)
    assert len(list_claim_ids(database)) == 4


def test_an_error_that_passes_costs_nothing_but_time(database: Database) -> None:
    article_id = submit(database)
    run_with(database, Failing(times=3))
    stored = read_article(database, article_id)
    assert (stored.status, stored.progress.done, stored.failure) == (JobStatus.DONE, 4, "")


def test_one_bad_claim_does_not_hold_up_its_batch(database: Database) -> None:
    article_id = submit(database)
    checker = Failing(word="Гагарин")
    run_with(database, checker)
    stored = read_article(database, article_id)
    assert (stored.status, stored.failure) == (JobStatus.DONE, "ValueError: сломалось")
    assert (stored.progress.done, stored.progress.failed) == (3, 1)
    decided = [read_claim(database, one).verdict is not None for one in list_claim_ids(database)]
    assert decided == [True, False, True, True]
    assert checker.batches == [4, 1, 1, 1, 1] + [1] * (AT_ONCE.max_attempts - 1)


def test_an_outage_of_the_library_decides_nothing_and_kills_nothing(database: Database) -> None:
    article_id = submit(database)
    outage = LibraryUnavailable("embedded:///nowhere")
    checker = Failing(error=outage, times=5 * AT_ONCE.max_attempts)
    run_with(database, checker)
    stored = read_article(database, article_id)
    assert (stored.status, stored.progress.done, stored.failure) == (JobStatus.DONE, 4, "")
    assert {read_claim(database, one).verdict_count for one in list_claim_ids(database)} == {1}
    assert set(checker.batches) == {4}  # no use in asking for each claim by itself


def test_what_was_saved_before_a_death_needs_no_models_again(database: Database) -> None:
    article_id = submit(database)
    run_step(str(find_ready(database)), open_toolkit(database))
    taken = take_next(database, replace(AT_ONCE, lease_seconds=-1.0))
    found = claims.load_claims(database, taken.claim_ids)
    steps.save_verdicts(database, taken, [make_verdict(claim) for claim in found])
    reconcile(database, AT_ONCE)  # the worker died before it could settle
    checker = Failing()
    run_with(database, checker)
    assert checker.batches == []
    assert read_article(database, article_id).progress.done == 4


def test_a_step_about_no_article_fails(database: Database) -> None:
    submit(database)
    lost = replace(take_next(database), article_id=None)
    attempt_step(lost, replace(open_toolkit(database), timing=replace(AT_ONCE, max_attempts=1)))
    with database.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == lost.id)).one()
    assert (row.status, row.error.split(":")[0]) == (StepStatus.DEAD, "NotStored")


def test_an_outage_backs_off(database: Database) -> None:
    submit(database)
    toolkit = replace(
        open_toolkit(database, Failing(error=LibraryUnavailable("нет"), times=1)), timing=Timing()
    )
    run_step(str(find_ready(database)), toolkit)
    run_step(str(find_ready(database)), toolkit)
    assert find_ready(database) is None
    with database.reading() as connection:
        row = connection.execute(select(table).where(table.c.kind == "verify")).one()
    assert (row.status, row.attempts, row.waits) == (StepStatus.READY, 0, 1)


def test_an_error_that_no_retry_helps_ends_it_at_once(database: Database) -> None:
    article_id = submit(database)
    checker = Failing(error=EmbeddingModelMismatch("другая модель"), times=99)
    run_with(database, checker)
    stored = read_article(database, article_id)
    assert stored.status is JobStatus.FAILED
    assert stored.failure == "EmbeddingModelMismatch: другая модель"
    assert checker.batches == [4]


def test_a_checker_that_forgets_a_claim_is_not_believed(database: Database) -> None:
    article_id = submit(database)
    run_with(database, Forgetful())
    stored = read_article(database, article_id)
    assert stored.status is JobStatus.FAILED
    assert stored.failure.startswith("InvalidCheck")


def test_a_store_that_fails_while_settling_is_an_error_of_the_step(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(database)
    taken = take_next(database)
    toolkit = open_toolkit(database)

    def fail(*_: object) -> None:
        raise DatabaseUnavailable("voll")

    with monkeypatch.context() as broken:
        broken.setattr(steps, "settle", fail)
        attempt_step(taken, toolkit)
    assert find_ready(database) == taken.id


def test_a_store_that_is_away_leaves_the_step_to_its_lease(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(database)
    taken = take_next(database)
    toolkit = open_toolkit(database)

    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("away")

    with monkeypatch.context() as broken:
        for name in ("settle", "put_back", "give_up", "take", "renew"):
            broken.setattr(steps, name, fail)
        attempt_step(taken, toolkit)
        run_step(taken.id, toolkit)
    assert find_ready(database) is None
    assert steps.renew(database, taken, AT_ONCE)


def test_a_heartbeat_keeps_the_lease(database: Database) -> None:
    submit(database)
    short = replace(AT_ONCE, lease_seconds=0.3)
    taken = take_next(database, short)
    toolkit = replace(open_toolkit(database), timing=short)

    def is_renewed() -> bool:
        with database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == taken.id)).one()
        return row.lease_until > taken.lease_until

    with heartbeat(taken, toolkit):
        wait_until(is_renewed, 10)
    assert not is_due_again(database)


def is_due_again(database: Database) -> bool:
    return find_ready(database) is not None


def test_a_heartbeat_outlives_an_outage(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(database)
    short = replace(AT_ONCE, lease_seconds=0.06)
    taken = take_next(database, short)
    beats: list[bool] = []
    renew = steps.renew

    def renew_after_an_outage(*arguments: object) -> bool:
        beats.append(len(beats) >= 2)
        if not beats[-1]:
            raise DatabaseUnavailable("away")
        return renew(*arguments)

    monkeypatch.setattr(steps, "renew", renew_after_an_outage)
    with heartbeat(taken, replace(open_toolkit(database), timing=short)):
        wait_until(lambda: any(beats), 10)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("сломалось"), "ValueError: сломалось"),
        (ValueError(), "ValueError"),
        (LibraryUnavailable("es:9200"), "LibraryUnavailable: es:9200"),
    ],
)
def test_errors_are_told_in_one_line(error: Exception, text: str) -> None:
    assert describe_error(error) == text


def test_a_failed_article_can_be_read_like_any_other(database: Database) -> None:
    submit(database)
    run_with(database, Failing(times=99))
    found = claims.list_claims(database).items
    assert [one.verdict for one in found] == [None] * 4
