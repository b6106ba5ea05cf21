"""Claims against a whole corpus, SciFact: `python -m tests.quality.bench_scifact`.

The 5,183 abstracts are sources of our own library; its claims go the product's way. Reported on
dev, which chooses nothing. `--train` shows the train claims, on which settings are chosen, and
records nothing; `--quick` leaves out what takes minutes: every found sentence is embedded, and the
closest are read by the stance model.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from indexes.records import Article, Claim, ClaimKind, Evidence, Span, Stance
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from indexes.sources.library import Library, TextQuery, Vector
from indexes.sources.search import RetrievalLimits, retrieve_passages
from indexes.sources.vector_cache import remember_vectors
from tests.quality.findings import Finding, find, report
from tests.quality.libraries_kept import open_kept_library
from tests.quality.scifact import (
    SCIFACT,
    Counts,
    Found,
    FoundAbstract,
    SciFactClaim,
    count_labels,
    count_rationalised,
    count_selected,
    count_sentence_labels,
    ndcg,
    read_claims,
    read_sources,
    recall,
    sum_f1,
)
from workers.checking import open_models
from workers.languages.factory import open_language
from workers.pipeline.check import ArticleChecker, Models
from workers.pipeline.reranking import cut_candidates, rerank
from workers.pipeline.retrieval import retrieve
from workers.settings import read_settings

DEEP = RetrievalLimits(by_text=300, by_vector=300, fused=300)  # enough for a hundred abstracts
BM25 = {"rival": 0.665, "rival_source": "BM25 (BEIR)"}
MULTIVERS = {"rival": 0.725, "rival_source": "MultiVerS, trained on it, test claims"}
# How many abstracts of a claim, the closest first, may decide it, and how sure the stance must be;
# chosen on claims_train (--train). A claim has 0.7 deciding abstracts.
MOST_ABSTRACTS, MIN_DECIDED = 2, 0.5
BATCH = 20  # claims that share their sentences' vectors
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
ABSTRACTS = (1, 2, 3, 5)

Ranking = list[str]  # source ids, best first
STDERR = Console(stderr=True)


class Searcher:
    """The product's ways of looking, each a ranking of abstracts."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self.library, self.embedder = library, embedder

    def search_words(self, claim: Claim, _vector: Vector) -> Ranking:
        query = TextQuery(claim.text, claim.language)
        found = self.library.search_text(query, DEEP.by_text)
        return _unique([one.passage.source_id for one in found])

    def search_vectors(self, _claim: Claim, vector: Vector) -> Ranking:
        found = self.library.search_vector(vector, DEEP.by_vector)
        return _unique([one.passage.source_id for one in found])

    def search_deep(self, claim: Claim, vector: Vector) -> Ranking:
        query = TextQuery(claim.text, claim.language)
        (found,) = retrieve_passages(self.library, [query], vector[None], limits=DEEP)
        return _unique([one.passage.source_id for one in found])

    def search_fused(self, claim: Claim, _vector: Vector) -> Ranking:
        (found,) = retrieve([claim], self.library, self.embedder, frozenset())
        return _unique([one.passage.source_id for one in found])

    def search_reranked(self, claim: Claim, vector: Vector) -> Ranking:
        (found,) = retrieve([claim], self.library, self.embedder, frozenset())
        cut = cut_candidates([found], self.embedder, open_language)
        best = rerank(vector, found, cut)
        return _unique([one.passage.source_id for one in (*best, *found)])


Search = Callable[[Searcher, Claim, Vector], Ranking]
Way = tuple[str, Search, tuple[str, ...]]  # name, search, metrics


def _unique(source_ids: Sequence[str]) -> Ranking:
    return list(dict.fromkeys(source_ids))


def make_claim(one: SciFactClaim) -> Claim:
    return Claim(
        id=f"scifact-{one.id}",
        article_id=f"scifact-{one.id}",
        text=one.text,
        quote=Span(0, len(one.text)),
        language="en",
        kind=ClaimKind.EVENT,
        check_worthiness=1.0,
    )


METRICS: dict[str, Callable[[Ranking, frozenset[str]], float]] = {
    "ndcg_at_10": ndcg,
    "recall_at_10": partial(recall, depth=10),
    "recall_at_100": partial(recall, depth=100),
}
SHALLOW, ALL = ("ndcg_at_10", "recall_at_10"), tuple(METRICS)
QUICK: tuple[Way, ...] = (
    ("words", Searcher.search_words, ALL),
    ("vectors", Searcher.search_vectors, ALL),
    ("fused", Searcher.search_fused, SHALLOW),
    ("fused", Searcher.search_deep, ("recall_at_100",)),  # the product keeps fewer candidates
)
SLOW: tuple[Way, ...] = (("reranked", Searcher.search_reranked, SHALLOW),)


def measure_retrieval(
    claims: Sequence[SciFactClaim], searcher: Searcher, ways: Sequence[Way]
) -> Iterator[Finding]:
    vectors = searcher.embedder.embed_queries([one.text for one in claims])
    asked = [(make_claim(one), vector) for one, vector in zip(claims, vectors, strict=True)]
    for name, search, metrics in ways:
        found = [search(searcher, *one) for one in track(asked, name, console=STDERR)]
        for metric in metrics:
            values = [
                METRICS[metric](ranking, claim.cited)
                for claim, ranking in zip(claims, found, strict=True)
            ]
            measure = f"{metric}_{name}"
            yield find(f"scifact_dev.{measure}", values, **KNOWN.get(measure, {}))


KNOWN: dict[str, dict[str, Any]] = {
    "ndcg_at_10_words": BM25,
    "ndcg_at_10_fused": {"floor": 0.69, **BM25},
    "abstract_label_f1": {"floor": 0.42, **MULTIVERS},
}


def _decides(one: Evidence) -> float:
    return max(one.probabilities.supports, one.probabilities.refutes)


def _stance(one: Evidence) -> Stance:
    is_support = one.probabilities.supports >= one.probabilities.refutes
    return Stance.SUPPORTS if is_support else Stance.REFUTES


class Matcher:
    """Claims to evidence, the product's whole way; evidence quotes become numbers of sentences."""

    def __init__(self, library: Library, models: Models) -> None:
        self.library = library
        self.checker = ArticleChecker(library, models)

    def find_evidence(self, batch: Sequence[SciFactClaim]) -> list[tuple[Evidence, ...]]:
        """Of each claim: they stand alone, in no article."""
        claims = [make_claim(one) for one in batch]
        article = Article(id="scifact", text="", language="en")
        return [one.evidence for one in self.checker.check_claims(article, claims)]

    def read_abstracts(
        self, evidence: Sequence[Evidence], most: int = MOST_ABSTRACTS, least: float = MIN_DECIDED
    ) -> Found:
        """The abstracts that decide, each with the stance and sentences of its surest evidence."""
        closest = sorted(evidence, key=lambda one: -one.candidate_score)
        kept = _unique([one.source_id for one in closest])[:most]
        decided: dict[str, list[Evidence]] = {}
        for one in sorted(evidence, key=lambda one: -_decides(one)):
            if _decides(one) >= least and one.source_id in kept:
                decided.setdefault(one.source_id, []).append(one)
        return {key: self._read_abstract(own) for key, own in decided.items()}

    def _read_abstract(self, own: Sequence[Evidence]) -> FoundAbstract:
        label = _stance(own[0])
        source = self.library.get(own[0].source_id)
        assert source is not None
        lines = [
            source.text.count("\n", 0, one.quote.start) for one in own if _stance(one) is label
        ]
        return FoundAbstract(label, tuple(dict.fromkeys(lines)))


COUNTED: dict[str, Callable[[SciFactClaim, Found], Counts]] = {
    "abstract_label_f1": count_labels,
    "abstract_rationalised_f1": count_rationalised,
    "rationale_f1": count_selected,
    "rationale_label_f1": count_sentence_labels,
}


def measure_labels(claims: Sequence[SciFactClaim], matcher: Matcher) -> Iterator[Finding]:
    evidence = collect_evidence(claims, matcher)
    found = [matcher.read_abstracts(one) for one in evidence]
    for name, count in COUNTED.items():
        counts = [count(claim, own) for claim, own in zip(claims, found, strict=True)]
        yield find(f"scifact_dev.{name}", counts, sum_f1, **KNOWN.get(name, {}))


def collect_evidence(
    claims: Sequence[SciFactClaim], matcher: Matcher
) -> list[tuple[Evidence, ...]]:
    batches = [claims[start : start + BATCH] for start in range(0, len(claims), BATCH)]
    found = (matcher.find_evidence(one) for one in track(batches, "labels", console=STDERR))
    return [evidence for batch in found for evidence in batch]


def show_thresholds(claims: Sequence[SciFactClaim], matcher: Matcher) -> None:
    """F1 by `MOST_ABSTRACTS` and `MIN_DECIDED`, to choose them."""
    evidence = collect_evidence(claims, matcher)
    table = Table("abstracts", "least", *COUNTED)
    for most, least in product(ABSTRACTS, THRESHOLDS):
        found = [matcher.read_abstracts(one, most, least) for one in evidence]
        scores = (
            sum_f1([count(*one) for one in zip(claims, found, strict=True)])
            for count in COUNTED.values()
        )
        table.add_row(str(most), str(least), *(f"{one:.3f}" for one in scores))
    Console().print(table)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="choose settings; records nothing")
    parser.add_argument("--quick", action="store_true", help="retrieval only")
    parser.add_argument("--every", type=int, default=1, help="the slow part over each n-th claim")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    if not SCIFACT.exists():
        sys.exit(f"{SCIFACT.name} is not here: it lies beside the repository.")
    settings = read_settings({})
    embedder = remember_vectors(
        open_embedder(settings.embedding_model, settings.models_folder), settings.folder
    )
    library = open_kept_library("scifact", list(read_sources()), embedder)
    claims = read_claims("train" if options.train else "dev")
    searcher = Searcher(library, embedder)
    found = list(measure_retrieval(claims, searcher, QUICK))
    report("SciFact, retrieval", found, is_recorded=not options.train)
    if options.quick:
        return
    asked, is_recorded = claims[:: options.every], not options.train and options.every == 1
    reranked = measure_retrieval(asked, searcher, SLOW)
    report("SciFact, reranked", list(reranked), is_recorded=is_recorded)
    matcher = Matcher(library, open_models(settings))
    if options.train:
        show_thresholds(asked, matcher)
    else:
        report("SciFact, labels", list(measure_labels(asked, matcher)), is_recorded=is_recorded)


if __name__ == "__main__":
    main()
