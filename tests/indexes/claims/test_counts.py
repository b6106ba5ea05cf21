from collections import Counter

import pytest

from indexes.claims.articles import submit_article
from indexes.claims.claims import list_claims
from indexes.claims.counts import count_flagged, count_labels
from indexes.claims.database import Database
from indexes.claims.reviews import add_review
from indexes.claims.steps import settle, take
from indexes.claims.stored import ClaimFilter, NewStep, Outcome, StepKind
from indexes.records import Article, ReviewDecision, VerdictLabel
from tests.plain import QUICK, PlainChecker, make_verdict


def check(database: Database, text: str, verdicts: int | None = None) -> str:
    """Submit and check an article; only the first `verdicts` claims, where given."""
    submission = submit_article(database, Article("", text))
    taken = take(database, submission.steps[0].step_id, QUICK)
    found = PlainChecker().split_article(Article(submission.article_id, text))
    selected = [claim for claim in found if claim.is_selected]
    verify = NewStep(StepKind.VERIFY, "0", tuple(one.id for one in selected))
    (ready,) = settle(database, taken, Outcome(claims=tuple(found), children=(verify,)))
    reached = tuple(make_verdict(claim) for claim in selected[:verdicts])
    settle(database, take(database, ready.step_id, QUICK), Outcome(verdicts=reached))
    return submission.article_id


@pytest.fixture
def article_ids(database: Database) -> tuple[str, str]:
    first = check(database, "Шёл 1991 год. Шёл 1961 год. Шёл 1900 год. Какой год?")
    second = check(database, "Просто слова. Шёл 1991 год.", verdicts=1)
    return first, second


def test_labels_an_article(database: Database, article_ids: tuple[str, str]) -> None:
    first, second = article_ids
    assert count_labels(database, [first, second, "nowhere"]) == {
        first: Counter({VerdictLabel.SUPPORTED: 2, VerdictLabel.REFUTED: 1}),
        second: Counter({VerdictLabel.NOT_ENOUGH_EVIDENCE: 1, None: 1}),
        "nowhere": Counter(),
    }


def test_flagged_until_reviewed(database: Database, article_ids: tuple[str, str]) -> None:
    assert count_flagged(database) == 2
    flagged = list_claims(database, ClaimFilter(is_flagged=True)).items[0]
    add_review(database, flagged.claim.id, ReviewDecision.AGREE, reviewer="Анна")
    assert count_flagged(database) == 1


def test_no_articles(database: Database) -> None:
    assert count_labels(database, []) == {}
    assert count_flagged(database) == 0
