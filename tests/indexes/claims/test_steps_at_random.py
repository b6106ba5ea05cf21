"""Whatever happens to a job's steps, in whatever order, its counters tell the truth."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import func, select

from indexes.claims import articles, claims, steps
from indexes.claims.database import Database
from indexes.claims.rechecks import batches
from indexes.claims.reconciling import reconcile
from indexes.claims.stored import (
    JobStatus,
    NewStep,
    Outcome,
    StepKind,
    StepStatus,
    TakenStep,
    Timing,
)
from indexes.claims.tables import jobs, verdicts
from indexes.claims.tables import steps as table
from tests.plain import PlainChecker, make_articles, make_verdict
from tests.stores import find_ready, read_article

TIMING = Timing(back_off_seconds=0.0, max_attempts=3)
EXPIRED = replace(TIMING, lease_seconds=-1.0)
SETTLED = {StepStatus.DONE, StepStatus.DEAD, StepStatus.CANCELLED}
DEEDS = ("take", "take", "settle", "settle", "save", "fail", "outage", "expire")
RARE = ("cancel", "give up")


@dataclass
class Walk:
    """One article, several workers, and everything that may befall them."""

    database: Database
    article_id: str
    chance: random.Random
    hands: list[TakenStep] = field(default_factory=list)  # lost leases stay: workers do not know

    def act(self, deed: str) -> None:
        match deed:
            case "take":
                self.take(self.chance.choice([TIMING, TIMING, EXPIRED]))
            case "expire":
                reconcile(self.database, TIMING)
            case "cancel":
                articles.cancel_article(self.database, self.article_id)
            case _ if self.hands:
                self.end(deed, self.chance.choice(self.hands))

    def take(self, timing: Timing) -> None:
        step_id = find_ready(self.database)
        taken = step_id and steps.take(self.database, step_id, timing)
        if taken:
            self.hands.append(taken)

    def end(self, deed: str, taken: TakenStep) -> None:
        match deed:
            case "settle":
                steps.settle(self.database, taken, self.work(taken))
            case "save":
                steps.save_verdicts(self.database, taken, self.work(taken).verdicts[:2])
            case "fail":
                steps.put_back(self.database, taken, "ValueError", TIMING)
            case "outage":
                steps.put_back(self.database, taken, "away", TIMING, is_outage=True)
            case "give up":
                steps.give_up(self.database, taken, "TypeError")

    def work(self, taken: TakenStep) -> Outcome:
        if taken.kind is StepKind.SPLIT:
            return split(read_article(self.database, self.article_id).article)
        found = claims.load_claims(self.database, taken.claim_ids)
        return Outcome(verdicts=tuple(make_verdict(claim) for claim in found))

    def finish(self) -> None:
        while (step_id := find_ready(self.database)) is not None:
            taken = steps.take(self.database, step_id, TIMING)
            assert taken is not None
            self.end("settle", taken)


def split(article: articles.Article) -> Outcome:
    found = tuple(PlainChecker().split_article(article))
    selected = [claim.id for claim in found if claim.is_selected]
    children = tuple(
        NewStep(StepKind.VERIFY, str(number), tuple(batch), article.id)
        for number, batch in enumerate(batches(selected, 4))
    )
    return Outcome(claims=found, children=children)


def assert_counters_tell_the_truth(database: Database) -> None:
    with database.reading() as connection:
        job = connection.execute(select(jobs)).one()
        rows = connection.execute(select(table.c.kind, table.c.status)).all()
        reached = connection.execute(select(func.count(verdicts.c.id))).scalar_one()
    kinds = Counter(row.kind for row in rows)
    settled = sum(row.status in SETTLED for row in rows if row.kind != StepKind.JOIN)
    assert job.steps_total == len(rows) - kinds[StepKind.JOIN]
    assert job.steps_settled == settled
    assert kinds[StepKind.JOIN] == int(settled == job.steps_total)
    assert job.claims_done == reached
    assert job.claims_done + job.claims_failed <= job.claims_total


@pytest.mark.parametrize("seed", range(12))
def test_counters_tell_the_truth(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    submitted = articles.submit_article(database, make_articles(4)[3])  # sixteen claims
    walk = Walk(database, submitted.article_id, chance)
    for _ in range(60):
        walk.act(chance.choice(RARE if chance.random() < 0.03 else DEEDS))
        assert_counters_tell_the_truth(database)
    for taken in walk.hands:  # whoever still holds a step lets go of it
        walk.end("give up", taken)
    walk.finish()
    assert_counters_tell_the_truth(database)
    stored = read_article(database, submitted.article_id)
    progress = stored.progress
    assert stored.status.is_final
    if stored.status is not JobStatus.CANCELLED:
        assert progress.done + progress.failed == progress.total
