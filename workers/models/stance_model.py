"""Opens the model that judges pairs of premise and claim: our own, or any CrossEncoder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from indexes.sources.library import Vector

DEFAULT_STANCE_MODEL = "sverka-stance"


class StanceModel(Protocol):
    """Reads premise and claim together. Safe to share between threads."""

    name: str  # stored with every verdict; another name is another judge

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Vector:
        """(premise, claim) → probabilities of supports, refutes, neutral: float32 (pairs, 3)."""


def open_stance_model(name: str, models_folder: Path, *, threads: int | None = None) -> StanceModel:
    """The model called `name`: `DEFAULT_STANCE_MODEL`, or a CrossEncoder's name or folder.

    `threads`: how many batches our own model runs at once; the cores, at most 4, if None.
    Raises `ModelUnavailable`.
    """
    if name != DEFAULT_STANCE_MODEL:
        from workers.models.hub_cross_encoder import HubCrossEncoder  # noqa: PLC0415 (torch)

        return HubCrossEncoder(name, models_folder)
    from workers.models.cross_encoder import open_cross_encoder  # noqa: PLC0415 (onnxruntime)

    return open_cross_encoder(models_folder, threads=threads)
