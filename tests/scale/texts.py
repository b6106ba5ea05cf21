"""Real texts to measure with, and their vectors.

Russian: the evidence of verdict_ru.train and the news of factRuEval. English: SciFact's abstracts.
What is looked for: claims of verdict_ru.train and of SciFact.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

import numpy as np

from indexes.records import Passage, Source
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.ingest import passage_for_embedding
from indexes.sources.library import TextQuery, Vector
from tests.quality.factrueval import read_texts
from tests.quality.gold import SHARED, read_lines
from tests.scale.options import A_SOURCE
from tests.scale.results import ROOT

KEPT = ROOT / "var" / "scale"
VERDICTS = SHARED / "data" / "verdict_ru.train.jsonl.gz"
ABSTRACTS = SHARED / "data" / "scifact" / "corpus.jsonl.gz"
CLAIMS = SHARED / "data" / "scifact" / "claims_train.jsonl"
SEED = 5


@dataclass(frozen=True, slots=True)
class RealTexts:
    """Real passages, those of one language together, and real claims to look for."""

    passages: tuple[Passage, ...]
    queries: tuple[TextQuery, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """Real texts with their vectors, float32, (texts, dimensions)."""

    texts: RealTexts
    passages: Vector
    queries: Vector
    embedding_model: str


def require_texts() -> None:
    if not VERDICTS.exists():
        sys.exit("The texts to measure with are not here: they lie beside the repository.")


def read_real_texts(passages: int, queries: int) -> RealTexts:
    """Half of each in Russian, half in English; never more than there are."""
    half = passages // 2 // A_SOURCE * A_SOURCE
    russian = islice(_cut(chain(_read_evidence(), _read_news())), half)
    english = islice(_cut(_read_abstracts()), half)
    return RealTexts(
        _whole_sources(russian) + _whole_sources(english),
        (*_draw(_read_russian_claims(), queries // 2), *_draw(_read_claims(), queries // 2)),
    )


def embed_real_texts(texts: RealTexts, embedder: Embedder) -> Base:
    """Embedded once, then kept under var/scale."""
    kept = name_kept(texts, embedder)
    if not kept.exists():
        asked = embedder.embed_queries([one.text for one in texts.queries])
        keep(kept, embedder.embed_passages(write_passages(texts)), asked)
    with np.load(kept) as arrays:
        return Base(texts, arrays["passages"], arrays["queries"], embedder.name)


def write_passages(texts: RealTexts) -> list[str]:
    """As the model reads them."""
    return [passage_for_embedding(one) for one in texts.passages]


def name_kept(texts: RealTexts, embedder: Embedder) -> Path:
    """Where the vectors of these texts are kept."""
    asked = (one.text for one in texts.queries)
    name = "\x1f".join((embedder.name, *write_passages(texts), "", *asked))
    return KEPT / f"base-{blake2b(name.encode(), digest_size=8).hexdigest()}.npz"


def keep(path: Path, passages: Vector, queries: Vector) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".fresh.npz")
    np.savez(draft, passages=passages, queries=queries)
    draft.replace(path)


def _whole_sources(passages: Iterator[Passage]) -> tuple[Passage, ...]:
    found = tuple(passages)
    return found[: len(found) // A_SOURCE * A_SOURCE]


def _cut(sources: Iterator[Source]) -> Iterator[Passage]:
    return (passage for source in sources for passage in cut_passages(source))


def _read_evidence() -> Iterator[Source]:
    rows = [row for row in _unzip(VERDICTS) if row["lang"] == "ru"]
    told = {row["group"]: row for row in rows}
    for group, row in told.items():
        yield Source(id=group, text=row["evidence"], title=row["title"], language="ru")


def _read_news() -> Iterator[Source]:
    for one in read_texts():
        yield Source(id=one.name, text=one.text, language="ru")


def _read_abstracts() -> Iterator[Source]:
    for row in _unzip(ABSTRACTS):
        text = " ".join(sentence.strip() for sentence in row["abstract"])
        yield Source(id=str(row["doc_id"]), text=text, title=row["title"], language="en")


def _read_russian_claims() -> list[TextQuery]:
    claims = dict.fromkeys(row["claim"] for row in _unzip(VERDICTS) if row["lang"] == "ru")
    return [TextQuery(text, "ru") for text in claims]


def _read_claims() -> list[TextQuery]:
    return [TextQuery(str(row["claim"]), "en") for row in read_lines(CLAIMS)]


def _draw(queries: Sequence[TextQuery], count: int) -> list[TextQuery]:
    return random.Random(SEED).sample(queries, min(count, len(queries)))


def _unzip(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
