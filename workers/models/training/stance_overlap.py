"""Trains the first stance scorer: `python -m workers.models.training.stance_overlap`.

Data: `verdict_ru.train` (ours, CC BY 4.0) and the three-way English and multilingual rows of
`verdict.train`. Rows of one evidence passage stay on one side of the split.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss

from indexes.records import Passage, Span
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from workers.languages.factory import open_language
from workers.models.overlap import DEFAULT_WEIGHTS
from workers.pipeline.checks.facts import read_facts
from workers.pipeline.evidence import pair_sentences, read_sentences
from workers.pipeline.stance import StancePair, read_overlap
from workers.settings import read_settings

LABELS = {"SUPPORTED": 0, "REFUTED": 1, "NEI": 2}
NEUTRAL = 2
LANGUAGES = {"ru": ("ru", "ru"), "en-ru": ("ru", "en"), "ru-en": ("en", "ru"), "en": ("en", "en")}
STRANGERS = 0.5  # foreign passages for every row
HELD_OUT = 5  # one group in so many


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
    sentences = read_sentences(passage, spans, language, list(vectors))
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


def fit(matrix: NDArray[np.float64], labels: NDArray[np.int64]) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=2000).fit(matrix, labels)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--limit", type=int, default=0)
    options = arguments.parse_args()
    settings = read_settings({})
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    rows = list(read_rows(options.data, ["verdict_ru.train"], frozenset(LANGUAGES)))
    rows = rows[: options.limit] if options.limit else rows
    rows = add_strangers(rows, embedder, STRANGERS)
    features, labels, groups = read_features(rows, embedder)
    names = sorted(features[0])
    matrix = np.array([[one[name] for name in names] for one in features])
    held = np.array([hash_group(group) % HELD_OUT == 0 for group in groups])
    model = fit(matrix[~held], labels[~held])
    report(model, matrix[held], labels[held])
    final = fit(matrix, labels)
    for name, weights in zip(names, final.coef_.T, strict=True):
        print(f"{name:28}", " ".join(f"{one:+.2f}" for one in weights))
    DEFAULT_WEIGHTS.write_text(
        json.dumps(
            {
                "features": names,
                "weights": final.coef_.round(5).tolist(),
                "biases": final.intercept_.round(5).tolist(),
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def hash_group(group: str) -> int:
    return int(sha256(group.encode()).hexdigest()[:8], 16)


def report(
    model: LogisticRegression, matrix: NDArray[np.float64], labels: NDArray[np.int64]
) -> None:
    found = model.predict(matrix)
    print(f"held out {len(labels)}: accuracy {accuracy_score(labels, found):.3f}")
    print(f"macro-F1 {f1_score(labels, found, average='macro'):.3f}")
    print(f"log loss {log_loss(labels, model.predict_proba(matrix)):.3f}")


if __name__ == "__main__":
    main()
