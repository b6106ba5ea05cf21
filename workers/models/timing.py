"""Models that say how long they took: what is looked up instead is not their time."""

from collections.abc import Sequence

from indexes.sources.embeddings import Embedder
from indexes.sources.library import Vector
from workers.models.stance_model import StanceModel
from workers.stages import Stage, stage


class TimedEmbedder:
    """As the embedder, and a stage of the step that asks."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._embedder = embedder

    def embed_queries(self, texts: Sequence[str]) -> Vector:
        with stage(Stage.EMBEDDING_MODEL):
            return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        with stage(Stage.EMBEDDING_MODEL):
            return self._embedder.embed_passages(texts)


class TimedStanceModel:
    """As the stance model, and a stage of the step that asks."""

    def __init__(self, model: StanceModel) -> None:
        self.name = model.name
        self._model = model

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Vector:
        with stage(Stage.STANCE_MODEL):
            return self._model.judge(pairs)
