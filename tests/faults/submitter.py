"""A process that submits articles, as the API does: python -m tests.faults.submitter COUNT."""

import os
import sys

from indexes.claims.articles import submit_article
from indexes.claims.database import open_database
from tests.plain import make_articles
from workers.bells import open_bell


def main() -> None:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell(os.environ["SVERKA_BROKER_URL"])
    for number, article in enumerate(make_articles(int(sys.argv[1]))):
        submitted = submit_article(database, article, idempotency_key=f"article {number}")
        bell.ring(submitted.steps)
    bell.close()


if __name__ == "__main__":
    main()
