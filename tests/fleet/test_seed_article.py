"""The seed article through the whole fleet, and through one process: the same verdicts."""

import json

import pytest

from service.cli.demo import PUBLISHED_AT, TITLE
from tests.faults.processes import ROOT
from tests.fleet.composition import read_services
from tests.fleet.conftest import SIZES, Fleet
from tests.service.live import Live
from tests.waiting import wait_until

SOURCES = (ROOT / "seeds" / "sources.jsonl").read_text(encoding="utf-8")
TEXT = (ROOT / "seeds" / "article.txt").read_text(encoding="utf-8")
DATES = ("now", "at_publication")
# Ranks agree; scores that are nearly alike may still change places in the last of the candidates.
CONFIDENCE_APART = 0.02


def test_the_fleet_is_what_compose_names() -> None:
    ours = {name: one for name, one in read_services().items() if "build" in one}
    assert set(ours) == set(SIZES)
    for name in ("worker", "beat"):
        assert ours[name]["deploy"]["replicas"] <= SIZES[name]


def test_the_same_verdicts_as_embedded(fleet: Fleet, embedded: Live) -> None:
    first, second = fleet.apis
    of_fleet = check_seed_article(first, second)
    of_one_process = check_seed_article(embedded, embedded)
    assert sum(claim["verdict"] is not None for claim in of_fleet) >= 20
    assert len(of_fleet) == len(of_one_process)
    for one, other in zip(of_fleet, of_one_process, strict=True):
        assert decided(one) == decided(other)
        assert one["confidence"] == pytest.approx(other["confidence"], abs=CONFIDENCE_APART)


def check_seed_article(submitting: Live, reading: Live) -> list[dict]:
    """Sources and article go in at one door; the claims are read at another."""
    stored = submitting.call("/sources", [json.loads(line) for line in SOURCES.splitlines()])
    assert (stored["added"], stored["failed"]) == (32, 0)
    article = {"text": TEXT, "title": TITLE, "published_at": PUBLISHED_AT.isoformat()}
    path = f"/articles/{submitting.call('/articles', article)['id']}"
    wait_until(lambda: reading.call(path)["status"] in {"done", "failed"}, 240)
    checked = reading.call(path)
    assert (checked["status"], checked["progress"]["failed"]) == ("done", 0)
    assert checked["next_claims"] is None
    return checked["claims"]


def decided(claim: dict) -> tuple:
    """The claim, both labels with their reasons, flags, and all evidence that has a stance."""
    said = (claim["text"], claim["quote"], claim["rejection"], claim["flag_reasons"])
    verdict = claim["verdict"]
    if verdict is None:
        return said
    judged = [(verdict[at]["label"], verdict[at]["reasons"]) for at in DATES]
    evidence = [
        (one["source_id"], one["quote"], one["quoted_text"], one["stance"], one["checks"])
        for one in verdict["evidence"]
        if one["stance"] != "neutral"
    ]
    return (*said, judged, evidence)
