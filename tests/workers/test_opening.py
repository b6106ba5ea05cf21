"""A worker process opens everything from its settings."""

from dataclasses import replace
from pathlib import Path

from indexes.claims.stored import JobStatus
from indexes.records import VerdictLabel
from tests.stores import ARTICLE, find_ready, list_claim_ids, read_article, read_claim, submit
from workers.bells import MemoryBell
from workers.opening import open_toolkit
from workers.settings import Settings
from workers.steps import run_step
from workers.toolkit import EMBEDDED_TIMING

SPEECH = replace(ARTICLE, text="В 2018 году в Актау построили 12 школ.")


def test_the_real_checker_takes_an_article_all_the_way(tmp_path: Path, models_folder: Path) -> None:
    toolkit = open_toolkit(
        Settings(
            folder=models_folder.parent,
            database_url=f"sqlite:///{tmp_path}/claims.sqlite",
            library_url=f"embedded://{tmp_path}/library",
        )
    )
    database = toolkit.database
    article_id = submit(database, SPEECH)
    while (step_id := find_ready(database)) is not None:
        run_step(step_id, toolkit)
    assert read_article(database, article_id).status is JobStatus.DONE
    verdicts = [read_claim(database, one).verdict for one in list_claim_ids(database)]
    assert verdicts
    for verdict in verdicts:  # the library is empty, and silence decides nothing
        assert verdict is not None
        assert verdict.now.label is VerdictLabel.NOT_ENOUGH_EVIDENCE
    assert isinstance(toolkit.bell, MemoryBell)
    assert toolkit.timing == EMBEDDED_TIMING
    database.close()
