"""Trains the first stance scorer: `python -m workers.models.training.stance_overlap`.

Data: `verdict_ru.train` (ours, CC BY 4.0) and the three-way English and multilingual rows of
`verdict.train`. Rows of one evidence passage stay on one side of the split.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.optimize import minimize
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

from indexes.records import Passage, Span
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from workers.languages.factory import open_language
from workers.models.overlap import DEFAULT_WEIGHTS, make_scorer
from workers.pipeline.checks.facts import read_facts
from workers.pipeline.evidence import pair_sentences, read_sentences
from workers.pipeline.reranking import CutPassage
from workers.pipeline.stance import StancePair, read_overlap
from workers.settings import read_settings

LABELS = {"SUPPORTED": 0, "REFUTED": 1, "NEI": 2}
NEUTRAL = 2
LANGUAGES = {"ru": ("ru", "ru"), "en-ru": ("ru", "en"), "ru-en": ("en", "ru"), "en": ("en", "en")}
STRANGERS = 0.5  # foreign passages for every row
RIDGE = 1e-4
PRIOR_LOG_ODDS = 1.1  # three of four sources that speak of a claim bear it out
DECIDING = {
    "similarity": 1,
    "passage_similarity": 1,
    "passage_cover": 1,
    "core_cover": 1,
    "cross_language": 1,
    "claim_length": -1,
    "missing_names": -1,
    "no_shared_core": -1,
}
# Which way evidence points can hardly be learned without reading: on the training pairs, written
# so that words do not give the answer away, all of these came out near zero but `any_differs`. So
# they are set by hand, as the rules of verdicts have it, and checked on the development articles.
SUPPORTING = {
    "missing_numbers": -1.0,
    "missing_names": -1.0,
    "numbers_agrees": 1.0,
    "dates_agrees": 0.5,
}
REFUTING = {"any_differs": 3.5, "rivalled_numbers": 2.5, "rivalled_dates": 1.0}
REFUTING_BIAS = -2.5
HELD_OUT = 5  # one group in so many
GROUPS = 420  # evidence passages that are read


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair; `claim_language` and `evidence_language` are ISO codes."""

    claim: str
    evidence: str
    title: str
    published_at: date | None
    claim_language: str
    evidence_language: str
    label: int
    group: str


def read_rows(folder: Path, names: Iterable[str], languages: frozenset[str]) -> Iterator[Row]:
    """The labelled pairs of the files, three-way rows only."""
    for name in names:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                fields = json.loads(line)
                if fields["label"] in LABELS and fields["lang"] in languages:
                    yield _read_row(fields, f"{name}-{number}")


def _read_row(fields: dict[str, str], place: str) -> Row:
    claim_language, evidence_language = LANGUAGES[fields["lang"]]
    dated = fields.get("date")
    return Row(
        claim=fields["claim"],
        evidence=fields["evidence"],
        title=fields.get("title") or "",
        published_at=date.fromisoformat(dated) if dated and len(dated) == 10 else None,
        claim_language=claim_language,
        evidence_language=evidence_language,
        label=LABELS[fields["label"]],
        group=fields.get("group") or place,
    )


def choose_pair(row: Row, embedder: Embedder) -> StancePair | None:
    """The claim with the sentence of the evidence nearest to it in meaning."""
    language = open_language(row.evidence_language)
    whole = Span(0, len(row.evidence))
    passage = Passage(
        "p",
        "s",
        whole,
        row.evidence,
        language=row.evidence_language,
        title=row.title,
        published_at=row.published_at,
    )
    spans = language.sentences(row.evidence)
    if not spans:
        return None
    vectors = embedder.embed_passages([span.of(row.evidence) for span in spans])
    sentences = read_sentences(CutPassage(passage, spans, vectors), language)
    facts = read_facts(row.claim, open_language(row.claim_language), row.published_at)
    vector = embedder.embed_queries([row.claim])[0]
    pairs = pair_sentences(facts, vector, sentences, passage)
    return max(pairs, key=lambda pair: pair.similarity)


def read_features(
    rows: Sequence[Row], embedder: Embedder
) -> tuple[list[dict[str, float]], NDArray[np.int64], list[str]]:
    features: list[dict[str, float]] = []
    labels: list[int] = []
    groups: list[str] = []
    for row in track(rows, "reading pairs"):
        pair = choose_pair(row, embedder)
        if pair is not None:
            features.append(dict(read_overlap(pair)))
            labels.append(row.label)
            groups.append(row.group)
    return features, np.array(labels), groups


def add_strangers(rows: Sequence[Row], embedder: Embedder, share: float) -> list[Row]:
    """The rows, and claims with the nearest passage of another group, which decides nothing.

    Retrieval brings such passages far more often than the files do.
    """
    passages = list({row.evidence: row for row in rows}.values())
    vectors = embedder.embed_passages([row.evidence for row in passages])
    chosen = [row for number, row in enumerate(rows) if number % round(1 / share) == 0]
    nearest = embedder.embed_queries([row.claim for row in chosen]) @ vectors.T
    strangers = []
    for row, similarities in zip(chosen, nearest, strict=True):
        order = np.argsort(-similarities)
        other = next(passages[place] for place in order if passages[place].group != row.group)
        strangers.append(
            replace(
                other,
                claim=row.claim,
                claim_language=row.claim_language,
                label=NEUTRAL,
                group=row.group,
            )
        )
    return [*rows, *strangers]


def fit_part(
    rows: Sequence[dict[str, float]], truths: NDArray[np.bool_], signs: dict[str, int]
) -> dict[str, object]:
    """A logistic regression whose weights keep the signs that common sense gives them."""
    names = list(signs)
    matrix = np.array([[row[name] for name in names] for row in rows])

    def loss(weights: NDArray[np.float64]) -> float:
        logits = matrix @ weights[:-1] + weights[-1]
        errors = np.logaddexp(0.0, np.where(truths, -logits, logits))
        return float(errors.mean() + RIDGE * np.square(weights[:-1]).sum())

    bounds = [(0.0, None) if signs[name] > 0 else (None, 0.0) for name in names] + [(None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), method="L-BFGS-B", bounds=bounds)
    weights = dict(zip(names, found.x[:-1].round(4).tolist(), strict=True))
    return {"weights": weights, "bias": round(float(found.x[-1]), 4)}


def fit(rows: Sequence[dict[str, float]], labels: NDArray[np.int64]) -> dict[str, object]:
    """Whether a pair decides is learned, which way is set."""
    return {
        "deciding": fit_part(rows, labels != NEUTRAL, DECIDING),
        "supporting": {"weights": SUPPORTING, "bias": PRIOR_LOG_ODDS},
        "refuting": {"weights": REFUTING, "bias": REFUTING_BIAS},
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--groups", type=int, default=GROUPS, help="evidence passages to read")
    options = arguments.parse_args()
    settings = read_settings({})
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    rows = choose_groups(
        list(read_rows(options.data, ["verdict_ru.train"], frozenset(LANGUAGES))), options.groups
    )
    rows = add_strangers(rows, embedder, STRANGERS)
    features, labels, groups = read_features(rows, embedder)
    held = np.array([hash_group(group) % HELD_OUT == 0 for group in groups])
    trained = fit([row for row, out in zip(features, held, strict=True) if not out], labels[~held])
    report(trained, [row for row, out in zip(features, held, strict=True) if out], labels[held])
    final = json.dumps(fit(features, labels), indent=1, ensure_ascii=False)
    DEFAULT_WEIGHTS.write_text(final + "\n", encoding="utf-8")
    print(final)


def choose_groups(rows: Sequence[Row], count: int) -> list[Row]:
    """The rows of `count` evidence passages, always the same ones."""
    kept = list_groups({row.group for row in rows}, count)
    return [row for row in rows if row.group in kept]


def list_groups(groups: Iterable[str], count: int = GROUPS) -> frozenset[str]:
    """Which of a file's evidence passages are read."""
    return frozenset(sorted(groups, key=hash_group)[:count])


def hash_group(group: str) -> int:
    return int(sha256(group.encode()).hexdigest()[:8], 16)


def report(
    trained: dict[str, object], rows: Sequence[dict[str, float]], labels: NDArray[np.int64]
) -> None:
    scorer = make_scorer("held out", trained)
    found = np.array([np.argmax(astuple(scorer.judge(row))) for row in rows])
    print(f"held out {len(labels)}: accuracy {accuracy_score(labels, found):.3f}")
    print(f"macro-F1 {f1_score(labels, found, average='macro'):.3f}")
    print(confusion_matrix(labels, found))


if __name__ == "__main__":
    main()
