"""How fast real texts are cut and embedded. Libraries are measured without it."""

import time

from rich.progress import Progress

from indexes.records import Source
from indexes.sources.chunking import cut_passages
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from indexes.sources.ingest import BATCH_PASSAGES, passage_for_embedding
from tests.scale.options import Options
from tests.scale.results import ROOT, Repeats
from tests.scale.texts import RealTexts, read_real_texts

MODELS = ROOT / "var" / "models"


def open_model() -> Embedder:
    return open_embedder(DEFAULT_MODEL, MODELS)


def measure_embedding(options: Options, progress: Progress) -> Repeats:
    """Batch by batch as `sverka sources add` does; claims one by one."""
    embedder = open_model()
    texts = read_real_texts(options.base, options.queries)
    embedder.embed_passages(["warm"])
    rates, cpu = _time_batches(texts, embedder, progress)
    return {
        "passages_per_second": rates,
        "cpu_ms_a_passage": cpu,
        "cut_per_second": [_time_cutting(texts) for _ in range(options.repeats)],
        "claim_ms": [1000 * _time_claim(one.text, embedder) for one in texts.queries],
        "characters_a_passage": [len(one.text) for one in texts.passages],
    }


def _time_batches(
    texts: RealTexts, embedder: Embedder, progress: Progress
) -> tuple[list[float], list[float]]:
    """Passages a second, and milliseconds of all cores a passage, of each batch."""
    written = [passage_for_embedding(one) for one in texts.passages]
    rates, cpu = [], []
    starts = range(0, len(written), BATCH_PASSAGES)
    for start in progress.track(starts, description="embedding"):
        batch = written[start : start + BATCH_PASSAGES]
        began, worked = time.perf_counter(), time.process_time()
        embedder.embed_passages(batch)
        rates.append(len(batch) / (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - worked) / len(batch))
    return rates, cpu


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


def _time_claim(text: str, embedder: Embedder) -> float:
    began = time.perf_counter()
    embedder.embed_queries([text])
    return time.perf_counter() - began
