"""Articles with real verdicts in a store, as many as wanted: a few are checked, then repeated."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from indexes.claims.database import Database
from indexes.records import Article, Claim, Verdict, make_id
from tests.quality.gold import E2E, read_articles
from tests.stores import run_all, submit
from workers.checking import open_checker
from workers.pipeline.check import ArticleChecker
from workers.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article with what the pipeline made of it."""

    article: Article
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A checker that says of each copy of an article what was found of the first."""

    checked: dict[str, CheckedArticle]  # by title

    def split_article(self, article: Article) -> Sequence[Claim]:
        return [_copy(one, article) for one in self._find(article).claims]

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        known = self._find(article)
        verdicts = {one.claim_id: one for one in known.verdicts}
        first = {_copy(one, article).id: one.id for one in known.claims}
        return [
            replace(
                verdicts[first[one.id]],
                id="",
                claim_id=one.id,
                evidence=tuple(
                    replace(cited, claim_id=one.id) for cited in verdicts[first[one.id]].evidence
                ),
            )
            for one in claims
        ]

    def _find(self, article: Article) -> CheckedArticle:
        return self.checked[article.title.partition(" № ")[0]]


def _copy(claim: Claim, article: Article) -> Claim:
    return replace(claim, id=make_id("copy", article.id, claim.id), article_id=article.id)


def check_articles(library: Path, models: Path, count: int) -> Replay:
    """The first articles through the real pipeline."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            folder=Path(folder), library_url=f"embedded://{library}", own_models_folder=models
        )
        checker = open_checker(settings)
        with closing(checker.library):
            articles = read_articles(E2E / "articles.jsonl")[:count]
            return Replay({one.title: _check(checker, one) for one in articles})


def _check(checker: ArticleChecker, article: Article) -> CheckedArticle:
    claims = tuple(checker.split_article(article))
    selected = [one for one in claims if one.is_selected]
    return CheckedArticle(article, claims, tuple(checker.check_claims(article, selected)))


def store_articles(database: Database, replay: Replay, wanted: int) -> Iterator[str]:
    """Copies of the articles, through the product's own steps; their ids, as they are done."""
    known = list(replay.checked.values())
    for number in range(wanted):
        article = known[number % len(known)].article
        numbered = replace(article, id="", title=f"{article.title} № {number}")
        yield submit(database, numbered)
        run_all(database, replay)
