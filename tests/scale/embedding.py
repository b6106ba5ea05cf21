"""How fast real texts are cut and embedded. Libraries are measured without it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rich.progress import Progress

from indexes.records import Source
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from indexes.sources.ingest import BATCH_PASSAGES
from indexes.sources.library import Vector
from tests.scale.options import Options
from tests.scale.results import ROOT, Repeats
from tests.scale.texts import RealTexts, keep, name_kept, read_real_texts, write_passages

MODELS = ROOT / "var" / "models"


def open_model() -> Embedder:
    return open_embedder(DEFAULT_MODEL, MODELS)


def measure_embedding(options: Options, progress: Progress) -> Repeats:
    """Batch by batch as `sverka sources add` does; claims one by one."""
    embedder = open_model()
    texts = read_real_texts(options.base, options.queries)
    embedder.embed_passages(["warm"])
    batches = _time_batches(texts, embedder, progress)
    claims = [_time_claim(one.text, embedder) for one in texts.queries]
    keep(
        name_kept(texts, embedder),
        np.vstack([one.vectors for one in batches]),
        np.vstack([one.vectors for one in claims]),
    )
    return {
        "passages_per_second": [len(one.vectors) / one.seconds for one in batches],
        "cpu_ms_a_passage": [1000 * one.cpu_seconds / len(one.vectors) for one in batches],
        "cut_per_second": [_time_cutting(texts) for _ in range(options.repeats)],
        "claim_ms": [1000 * one.seconds for one in claims],
        "characters_a_passage": [len(one.text) for one in texts.passages],
    }


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors, and how long they took; `cpu_seconds` of all cores."""

    vectors: Vector
    seconds: float
    cpu_seconds: float


def _time_batches(texts: RealTexts, embedder: Embedder, progress: Progress) -> list[Embedded]:
    written = write_passages(texts)
    starts = range(0, len(written), BATCH_PASSAGES)
    return [
        _time(embedder.embed_passages, written[start : start + BATCH_PASSAGES])
        for start in progress.track(starts, description="embedding")
    ]


def _time_claim(text: str, embedder: Embedder) -> Embedded:
    return _time(embedder.embed_queries, [text])


def _time(embed: Callable[[Sequence[str]], Vector], texts: Sequence[str]) -> Embedded:
    began, worked = time.perf_counter(), time.process_time()
    vectors = embed(texts)
    return Embedded(vectors, time.perf_counter() - began, time.process_time() - worked)


def _time_cutting(texts: RealTexts) -> float:
    """Passages a second, of sources as long as a news text."""
    sources = [
        Source(id=str(at), text="\n\n".join(one.text for one in some), language=some[0].language)
        for at in range(0, len(texts.passages), 8)
        if (some := texts.passages[at : at + 8])
    ]
    began = time.perf_counter()
    passages = sum(len(cut_passages(one)) for one in sources)
    return passages / (time.perf_counter() - began)
