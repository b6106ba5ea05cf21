from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from indexes.records import Evidence, Source, Stance, StanceProbabilities, Verdict
from indexes.sources.library import Library, LibraryUnavailable
from service.dashboard.verdicts import show_verdict
from tests.plain import make_claim, make_verdict
from tests.service.dashboard.newsroom import make_evidence

CLAIM = make_claim("a", "Школа построена в 1991 году.")
TEXT = "Это школа. Её построили в 1991 году."


class Shelf:
    """A library of the sources that it is given; the pages only ever ask for one by its id."""

    def __init__(self, *sources: Source) -> None:
        self.sources = {source.id: source for source in sources}

    def get(self, source_id: str) -> Source | None:
        return self.sources.get(source_id)


class BrokenShelf(Shelf):
    def get(self, source_id: str) -> Source | None:
        raise LibraryUnavailable(source_id)


@pytest.fixture(autouse=True)
def request_in_english():
    app = Flask("test")
    Babel(app)
    with app.test_request_context():
        yield


def evidence(source_id: str, origin: str, probability: float, stance: str) -> Evidence:
    made = make_evidence(CLAIM, Source(id=source_id, text=TEXT, publisher=source_id.upper()), 0)
    rest = (1 - probability) / 2
    probabilities = {one.value: probability if one == stance else rest for one in Stance}
    return replace(
        made,
        origin=origin,
        stance=Stance(stance),
        probabilities=StanceProbabilities(**probabilities),
    )


def show(*found: Evidence, library: Library | Shelf | None = None):
    verdict: Verdict = replace(make_verdict(CLAIM), evidence=found)
    sources = [Source(id=one.source_id, text=TEXT) for one in found]
    return show_verdict(verdict, library or Shelf(*sources))


def test_what_decides_stands_first_and_neutral_apart() -> None:
    shown = show(
        evidence("a", "", 0.6, "supports"),
        evidence("b", "", 0.9, "refutes"),
        evidence("c", "", 0.95, "neutral"),
    )
    assert [one.evidence.source_id for one in shown.decisive] == ["b", "a"]
    assert [one.evidence.source_id for one in shown.neutral] == ["c"]


def test_origins_are_counted_once_and_repetitions_name_the_first_teller() -> None:
    shown = show(
        evidence("a", "wire", 0.9, "supports"),
        evidence("b", "wire", 0.8, "supports"),
        evidence("b", "wire", 0.7, "supports"),  # two quotes of one source
        evidence("c", "", 0.6, "refutes"),
    )
    assert (shown.source_count, shown.origin_count) == (3, 2)
    assert [one.repeats for one in shown.decisive] == ["", "A", "A", ""]


def test_the_passage_around_the_quote() -> None:
    (one,) = show(evidence("a", "", 0.9, "supports")).decisive
    assert (one.excerpt.before, one.excerpt.quote) == ("Это школа. ", "Её построили в 1991 году.")
    assert one.is_in_library


@pytest.mark.parametrize(
    "library", [Shelf(), BrokenShelf(), Shelf(Source(id="a", text="Другой текст той же длины."))]
)
def test_the_quote_stays_when_the_source_does_not(library: Shelf) -> None:
    (one,) = show(evidence("a", "", 0.9, "supports"), library=library).decisive
    assert (one.excerpt.before, one.excerpt.quote) == ("", "Её построили в 1991 году.")
    assert not one.is_in_library
