"""How well the network answers labelled pairs, without the conversion to int8."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from workers.models.training.stance.batches import encode, make_batch, open_tokenizer
from workers.models.training.stance.network import CrossEncoderNetwork
from workers.models.training.stance.pairs import Answer, Pair

BATCH_PAIRS = 32


@dataclass(frozen=True, slots=True)
class Score:
    count: int
    accuracy: float


@torch.inference_mode()
def answer_pairs(
    network: CrossEncoderNetwork, backbone: Path, pairs: Sequence[Pair]
) -> NDArray[np.float32]:
    """Logits (pairs, 3)."""
    network.eval()
    tokenizer = open_tokenizer(backbone)
    encoded = [encode(tokenizer, pair) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda place: len(encoded[place].ids))
    logits = np.zeros((len(pairs), 3), np.float32)
    for start in range(0, len(order), BATCH_PAIRS):
        places = order[start : start + BATCH_PAIRS]
        batch = make_batch([encoded[place] for place in places])
        logits[places] = network(batch.ids, batch.parts).numpy()
    return logits


def measure(network: CrossEncoderNetwork, backbone: Path, pairs: Sequence[Pair]) -> Score:
    """Accuracy; where the label is two-way, refutes and neutral are one answer."""
    found = answer_pairs(network, backbone, pairs).argmax(axis=1)
    right = [
        bool(one) == bool(pair.answer) if pair.answer is Answer.NOT_SUPPORTS else one == pair.answer
        for one, pair in zip(found, pairs, strict=True)
    ]
    return Score(len(pairs), float(np.mean(right)))
