"""The embedded profile in one process: python -m tests.faults.embedded_process COUNT."""

import os
import sys
from threading import Event

from indexes.claims.articles import submit_article
from indexes.claims.database import open_database
from tests.plain import PlainChecker, make_articles, make_toolkit
from workers.bells import open_bell
from workers.embedded import start_embedded_workers


def main() -> None:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell("memory://")
    start_embedded_workers(make_toolkit(database, bell, PlainChecker(seconds=0.02)), threads=4)
    for number, article in enumerate(make_articles(int(sys.argv[1]))):
        submitted = submit_article(database, article, idempotency_key=f"article {number}")
        bell.ring(submitted.steps)
    Event().wait()


if __name__ == "__main__":
    main()
