"""A process that submits articles, as the API does: python -m tests.faults.submitter COUNT FILE.

What was acknowledged is written to the file, id by id.
"""

import os
import sys
from pathlib import Path

from indexes.claims.articles import submit_article
from indexes.claims.database import Database, open_database
from tests.plain import make_articles
from workers.bells import Bell, open_bell


def main() -> None:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell(os.environ["SVERKA_BROKER_URL"])
    submit_all(database, bell)
    bell.close()


def submit_all(database: Database, bell: Bell) -> None:
    with Path(sys.argv[2]).open("a") as acknowledged:
        for number, article in enumerate(make_articles(int(sys.argv[1]))):
            submitted = submit_article(database, article, idempotency_key=f"article {number}")
            print(submitted.article_id, file=acknowledged, flush=True)
            bell.ring(submitted.steps)


if __name__ == "__main__":
    main()
