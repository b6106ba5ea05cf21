"""A process that submits articles, as the API does: python -m tests.faults.submitter COUNT FILE.

What was acknowledged is written to the file, id by id.
"""

import os
import sys
from pathlib import Path
from time import sleep

from indexes.claims.articles import submit_article
from indexes.claims.database import Database, DatabaseUnavailable, open_database
from indexes.claims.stored import Submission
from indexes.records import Article
from tests.plain import make_articles
from workers.bells import Bell, open_bell

TRY_AGAIN_SECONDS = 0.05


def main() -> None:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell(os.environ["SVERKA_BROKER_URL"])
    submit_all(database, bell)
    bell.close()


def submit_all(database: Database, bell: Bell) -> None:
    with Path(sys.argv[2]).open("a") as acknowledged:
        for number, article in enumerate(make_articles(int(sys.argv[1]))):
            submitted = submit_patiently(database, article, f"article {number}")
            print(submitted.article_id, file=acknowledged, flush=True)
            bell.ring(submitted.steps)


def submit_patiently(database: Database, article: Article, key: str) -> Submission:
    """As a client of the API does: the same again, with its key, until it is acknowledged."""
    while True:
        try:
            return submit_article(database, article, idempotency_key=key)
        except DatabaseUnavailable:
            sleep(TRY_AGAIN_SECONDS)


if __name__ == "__main__":
    main()
