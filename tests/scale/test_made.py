"""Made passages: always the same, real ones first, and searched as real ones are."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from rich.progress import Progress

from indexes.records import Passage, Span
from indexes.sources.back_ends import open_library
from indexes.sources.library import TextQuery
from tests.scale.exact import ExactNeighbours, recall
from tests.scale.filling import Filler
from tests.scale.made import BLOCK, MadeLibrary, change_number, passage_id, split_in_half
from tests.scale.options import A_SOURCE
from tests.scale.searching import SEARCHES, Question, ask
from tests.scale.texts import Base, RealTexts

DIMENSIONS = 64
TEXTS = [
    ("ru", "В 2007 году построили 12 школ. Их открыл мэр Лужегорска."),
    ("en", "The trial had 108 patients. None of them fell ill."),
]


def make_base() -> Base:
    passages = tuple(
        Passage(f"{language}{n}", f"{language}{n}", Span(0, 1), f"{text} {n} {language}", language)
        for language, text in TEXTS
        for n in range(A_SOURCE)
    )
    vectors = np.random.default_rng(1).normal(size=(len(passages), DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    real = vectors.astype(np.float32)
    queries = tuple(TextQuery(one.text, one.language) for one in passages)
    return Base(RealTexts(passages, queries), real, real, "made-up")


@pytest.fixture(scope="module")
def made() -> MadeLibrary:
    return MadeLibrary(make_base())


def test_the_same_however_they_are_asked_for(made: MadeLibrary) -> None:
    whole = list(made.sources(0, BLOCK + 80))
    apart = [
        *made.sources(0, 40),
        *made.sources(40, BLOCK + 40),
        *made.sources(BLOCK + 40, BLOCK + 80),
    ]
    assert [one.source for one in whole] == [one.source for one in apart]
    assert np.array_equal(
        np.vstack([one.vectors for one in whole]), np.vstack([one.vectors for one in apart])
    )
    assert len({one.source.id for one in whole}) == len(whole) == (BLOCK + 80) // A_SOURCE


def test_passages_are_stretches_of_their_source(made: MadeLibrary) -> None:
    for one in made.sources(0, 80):
        assert [passage.span.of(one.source.text) for passage in one.passages] == [
            passage.text for passage in one.passages
        ]
        assert np.linalg.norm(one.vectors, axis=1) == pytest.approx(1, abs=1e-5)
        assert len({passage.language for passage in one.passages}) == 1


def test_the_real_ones_come_first(made: MadeLibrary) -> None:
    first = [passage for one in made.sources(0, 16) for passage in one.passages]
    assert [one.text for one in first] == [one.text for one in made.base.texts.passages]
    assert [one.id for one in first] == [passage_id(number) for number in range(16)]
    later = {passage.text for one in made.sources(16, 800) for passage in one.passages}
    assert len(later) > 300
    assert not later & {one.text for one in first}


@pytest.mark.parametrize(
    ("written", "shift", "changed"), [("12", 5, "17"), ("99", 5, "04"), ("2007", 10_001, "2008")]
)
def test_a_number_keeps_its_width(written: str, shift: int, changed: str) -> None:
    assert change_number(written, shift) == changed


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (TEXTS[0][1], ("В 2007 году построили 12 школ.", "Их открыл мэр Лужегорска.")),
        ("одно длинное предложение", ("одно длинное", "предложение")),
        ("слово", ("слово", "")),
    ],
)
def test_halves(text: str, halves: tuple[str, str]) -> None:
    assert split_in_half(text, "ru") == halves


def test_recall_counts_the_true_neighbours() -> None:
    exact = ExactNeighbours(np.eye(2, dtype=np.float32), 2)
    exact.add(np.array([[1, 0], [0.9, 0.1]], dtype=np.float32))
    exact.add(np.array([[0.95, 0.3], [0, 1]], dtype=np.float32))
    assert exact.ids() == [[passage_id(0), passage_id(2)], [passage_id(3), passage_id(2)]]
    found = [[passage_id(2), passage_id(1), passage_id(0)], [passage_id(2), passage_id(3)]]
    assert recall(found, exact.ids()) == [0.5, 1.0]


def test_a_library_is_filled_and_searched(made: MadeLibrary, tmp_path: Path) -> None:
    url, base = f"embedded://{tmp_path}/library", made.base
    exact = ExactNeighbours(base.queries, 5)
    library = open_library(url, embedding_model=base.embedding_model, dimensions=made.dimensions)
    with closing(library), Progress(disable=True) as progress:
        filler = Filler(library, made, exact, lambda: 0.0, progress)
        filled = filler.grow(0, 400, 1)
        assert library.status().passage_count == 400
    assert (len(filled["stored_per_second"]), len(filled["bulk_per_second"])) == (1, 1)
    queries = base.texts.queries
    answered = ask(Question(url, base.embedding_model, queries, base.queries, repeats=2))
    shares = recall(answered.by_meaning, exact.ids())
    assert sum(shares) / len(shares) > 0.9  # two that are as near may change places
    assert [found[0] for found in answered.by_meaning] == [passage_id(n) for n in range(16)]
    for name in SEARCHES:
        assert len(answered.repeats[f"{name}_p50_ms"]) == 2
        assert min(answered.repeats[f"{name}_p95_ms"]) > 0
