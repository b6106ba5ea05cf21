"""The embedded profile in one process: python -m tests.faults.embedded_process COUNT FILE."""

import os
from threading import Event

from indexes.claims.database import open_database
from tests.faults.submitter import submit_all
from tests.plain import PlainChecker, make_toolkit
from workers.bells import open_bell
from workers.embedded import start_embedded_workers


def main() -> None:
    database = open_database(os.environ["SVERKA_DATABASE_URL"])
    bell = open_bell("memory://")
    start_embedded_workers(make_toolkit(database, bell, PlainChecker(seconds=0.02)), threads=4)
    submit_all(database, bell)
    Event().wait()


if __name__ == "__main__":
    main()
