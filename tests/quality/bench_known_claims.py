"""Claims that were checked before: `python -m tests.quality.bench_known_claims`.

PolitiFact's claims (CheckThat! 2021, task 2B) are sources of our own library, asked by words and
meaning; settings were chosen on the queries that are not for testing (`--choose` shows them). The
ParaPhraser pairs are Russian headlines, never tuned on; as in its shared task and in DeepPavlov,
precise and near paraphrases (1, 0) count as one class against the rest (-1).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from rich.console import Console
from rich.progress import track
from sklearn.metrics import average_precision_score, f1_score

from indexes.records import Candidate, ScoredPassage
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Library, TextQuery, Vector
from indexes.sources.search import (
    RetrievalLimits,
    retrieve_passages,
    without_quotation_marks,
)
from tests.quality.findings import Finding, find, report
from tests.quality.known_claims import (
    PARAPHRASER,
    POLITIFACT,
    KnownClaimQuery,
    average_precision,
    measure_likeness,
    read_known_claims,
    read_pairs,
    read_queries,
)
from tests.quality.libraries_kept import open_kept_library
from workers.checking import open_models
from workers.settings import read_settings

LIMITS = RetrievalLimits(by_text=100, by_vector=100, fused=10)
MAP_FLOOR, PAIRS_FLOOR = 0.36, 0.80
BEST_TEAM = {"rival": 0.33, "rival_source": "best team of CheckThat! 2021 2B"}
WORDS_SHARE, SAME = 0.1, 0.9
STDERR = Console(stderr=True)


def measure_politifact(
    queries: Sequence[KnownClaimQuery], library: Library, embedder: Embedder
) -> Iterator[Finding]:
    """MAP@5 by words, by meaning and by both, as the product fuses them."""
    vectors = embedder.embed_queries([one.text for one in queries])
    asked = list(zip(queries, vectors, strict=True))
    for name, search in (
        ("words", search_words),
        ("vectors", search_vectors),
        ("", search_fused),
    ):
        values = [
            average_precision(search(library, query, vector), query.relevant)
            for query, vector in track(asked, name or "fused", console=STDERR)
        ]
        if name:
            yield find(f"politifact_2b_test.map_at_5_{name}", values)
        else:
            yield find("politifact_2b_test.map_at_5", values, floor=MAP_FLOOR, **BEST_TEAM)


def search_words(library: Library, query: KnownClaimQuery, _vector: Vector) -> list[str]:
    return _ids(library.search_text(without_quotation_marks(_ask(query)), LIMITS.fused))


def search_vectors(library: Library, _query: KnownClaimQuery, vector: Vector) -> list[str]:
    return _ids(library.search_vector(vector, LIMITS.fused))


def search_fused(library: Library, query: KnownClaimQuery, vector: Vector) -> list[str]:
    (found,) = retrieve_passages(library, [_ask(query)], vector[np.newaxis], limits=LIMITS)
    return _ids(found)


def _ask(query: KnownClaimQuery) -> TextQuery:
    return TextQuery(query.text, "en")


def _ids(found: Sequence[ScoredPassage] | Sequence[Candidate]) -> list[str]:
    return [one.passage.source_id for one in found]


def measure_pairs(embedder: Embedder) -> Iterator[Finding]:
    """Headline pairs by likeness; «strict» counts precise paraphrases only."""
    pairs = read_pairs()
    likeness = measure_likeness(
        [one.left for one in pairs], [one.right for one in pairs], embedder, "ru", WORDS_SHARE
    )
    rows = list(zip([one.grade for one in pairs], likeness.tolist(), strict=True))
    yield find("paraphraser_gold.average_precision", rows, near_precision, floor=PAIRS_FLOOR)
    yield find("paraphraser_gold.f1", rows, near_f1)
    yield find("paraphraser_gold.average_precision_strict", rows, strict_precision)


def near_precision(rows: Sequence[object]) -> float:
    grades, likeness = _columns(rows)
    return float(average_precision_score(grades >= 0, likeness))


def strict_precision(rows: Sequence[object]) -> float:
    grades, likeness = _columns(rows)
    return float(average_precision_score(grades > 0, likeness))


def near_f1(rows: Sequence[object]) -> float:
    grades, likeness = _columns(rows)
    return float(f1_score(grades >= 0, likeness >= SAME))


def _columns(rows: Sequence[object]) -> tuple[Vector, Vector]:
    columns = np.array(rows, dtype=np.float32)
    return columns[:, 0], columns[:, 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true", help="other queries; records nothing")
    parser.add_argument("--pairs", action="store_true", help="only the headline pairs")
    options = parser.parse_args()
    if not (POLITIFACT.exists() and PARAPHRASER.exists()):
        sys.exit("The known claims are not here: they lie beside the repository.")
    embedder = open_models(read_settings({})).embedder
    findings: list[Finding] = []
    if not options.pairs:
        library = open_kept_library("politifact", read_known_claims(), embedder)
        queries = read_queries(is_test=not options.choose)
        findings += measure_politifact(queries, library, embedder)
    if not options.choose:
        findings += measure_pairs(embedder)
    report("Known claims", findings, is_recorded=not options.choose)


if __name__ == "__main__":
    main()
