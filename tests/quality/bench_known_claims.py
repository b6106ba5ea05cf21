"""Claims that were checked before: `python -m tests.quality.bench_known_claims`.

PolitiFact's claims (CheckThat! 2021, task 2B) are sources of our own library, asked by words and
meaning; settings were chosen on the queries that are not for testing (`--choose` shows them). The
ParaPhraser pairs are Russian headlines, never tuned on; as in its shared task and in DeepPavlov,
precise and near paraphrases (1, 0) count as one class against the rest (-1).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from sklearn.metrics import average_precision_score, f1_score

from indexes.records import Candidate, ScoredPassage
from indexes.sources.embeddings import Embedder
from indexes.sources.fusion import fuse_scores
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

LIMITS = RetrievalLimits(by_text=100, by_vector=100, fused=20)
MAP_FLOOR, PAIRS_FLOOR = 0.36, 0.80
BEST_TEAM: dict[str, Any] = {"rival": 0.33, "rival_source": "best team of CheckThat! 2021 2B"}
# Shared words count as where evidence sentences are chosen; two texts are alike from here on, as
# 200 of PolitiFact's non-test queries say, each with its claim and a random near one.
WORDS_SHARE, ALIKE = 0.1, 0.864
STDERR = Console(stderr=True)


def measure_politifact(
    queries: Sequence[KnownClaimQuery], library: Library, embedder: Embedder
) -> Iterator[Finding]:
    """MAP@5 by words, by meaning and by both, as the product fuses them."""
    vectors = embedder.embed_queries([one.text for one in queries])
    asked = list(zip(queries, vectors, strict=True))
    matcher = KnownClaims(library, embedder)
    for name, search in (
        ("_words", matcher.search_words),
        ("_vectors", matcher.search_vectors),
        ("_fused", matcher.search_fused),
        ("", matcher.match),
    ):
        values = [
            average_precision(search(query, vector), query.relevant)
            for query, vector in track(asked, f"known claims {name}", console=STDERR)
        ]
        known = {} if name else {"floor": MAP_FLOOR, **BEST_TEAM}
        yield find(f"politifact_2b_test.map_at_5{name}", values, **known)


class KnownClaims:
    """Checked claims in a library: ways of asking whether a sentence repeats one."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self.library, self.embedder = library, embedder

    def search_words(self, query: KnownClaimQuery, _vector: Vector) -> list[str]:
        asked = without_quotation_marks(_ask(query))
        return _ids(self.library.search_text(asked, LIMITS.fused))

    def search_vectors(self, _query: KnownClaimQuery, vector: Vector) -> list[str]:
        return _ids(self.library.search_vector(vector, LIMITS.fused))

    def search_fused(self, query: KnownClaimQuery, vector: Vector) -> list[str]:
        return _ids(self._retrieve(query, vector))

    def match(self, query: KnownClaimQuery, vector: Vector) -> list[str]:
        """What was found, once more by the claim alone, without the headline of its check."""
        found = self._retrieve(query, vector)
        claims = self.embedder.embed_queries([one.passage.text for one in found])
        fused = fuse_scores(
            [
                {one.passage.source_id: one.fused_score for one in found},
                dict(zip(_ids(found), (claims @ vector).tolist(), strict=True)),
            ]
        )
        return list(fused)

    def _retrieve(self, query: KnownClaimQuery, vector: Vector) -> list[Candidate]:
        asked = [_ask(query)]
        (found,) = retrieve_passages(self.library, asked, vector[np.newaxis], limits=LIMITS)
        return found


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
    return float(f1_score(grades >= 0, likeness >= ALIKE))


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
