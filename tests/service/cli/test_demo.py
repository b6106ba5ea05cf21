"""What a second `make run` finds of the first; the whole of the demo is in test_live.py."""

from indexes.claims.articles import cancel_article
from indexes.claims.database import Database
from indexes.records import Article
from service.cli.demo import check_article, print_claims, submit_once
from tests.service.conftest import ARTICLE, Site

SEED = Article(id="", text=ARTICLE, language="ru")


def test_second_run_finds_the_first(site: Site) -> None:
    first = check_article(SEED, site.services)
    assert check_article(SEED, site.services) == first
    assert len(site.claims(first)) == 4


def test_changed_article_is_checked_anew(site: Site) -> None:
    first = check_article(SEED, site.services)
    assert check_article(Article(id="", text=f"{ARTICLE} Да."), site.services) != first


def test_what_went_wrong_is_tried_again(database: Database) -> None:
    first = submit_once(SEED, database)
    assert not submit_once(SEED, database).is_new
    cancel_article(database, first.article_id)
    second = submit_once(SEED, database)
    assert second.is_new
    assert submit_once(SEED, database).article_id == second.article_id


def test_claims_that_were_not_checked_are_told(site: Site, capsys) -> None:
    article_id = check_article(SEED, site.services)
    print_claims(site.database, article_id)
    printed = capsys.readouterr()
    assert "Байконур основан в 1955 году." in printed.out
    assert printed.err == ""
