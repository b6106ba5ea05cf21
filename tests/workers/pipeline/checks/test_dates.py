"""Dates across languages, and with the rest of the passage in sight."""

import pytest

from tests.workers.pipeline.checks.reading import run_across, run_in_passage
from workers.pipeline.checks.dates import check_dates


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("Мост открыли в августе 2018 года.", "It opened on 12 August 2018.", "agrees"),
        ("Мост открыли вчера.", "It opened on 12 November 2025.", "agrees"),
        ("Мост открыли 12 августа 2018 года.", "The bridge is 19 km long.", "silent"),
        ("Мост открыли 12 августа 2018 года.", "It was closed on 3 May 2020.", "silent"),
    ],
)
def test_across_languages(claim: str, evidence: str, outcome: str) -> None:
    assert run_across(check_dates, (claim, "ru"), (evidence, "en")).outcome == outcome


def test_a_date_that_the_passage_has_is_not_denied() -> None:
    claim = "Мост через Волгу открыли 12 августа 2018 года."
    rival = "Мост через Волгу открыли 3 мая 2018 года для поездов."
    other = "Для машин его открыли 12 августа 2018 года."
    assert run_in_passage(check_dates, claim, [rival]).outcome == "differs"
    assert run_in_passage(check_dates, claim, [rival, other]).outcome == "silent"
