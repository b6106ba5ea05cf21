"""Pairs to tensors: tokenized once, in batches of about one length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from workers.models.training.stance.pairs import Pair

MAX_TOKENS = 192
MOST_CLAIM_CHARACTERS = 600
POOL = 40  # batches that are sorted by length together
PREMISE, CLAIM = 1, 2


@dataclass(frozen=True, slots=True)
class Batch:
    """`ids` and `parts` (pairs, length), `answers` (pairs,)."""

    ids: Tensor
    parts: Tensor
    answers: Tensor


@dataclass(frozen=True, slots=True)
class EncodedPair:
    ids: list[int]
    premise_tokens: int
    answer: int


def open_tokenizer(folder: Path) -> Tokenizer:
    """The backbone's; of a long pair the longer text is cut."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer


def encode(tokenizer: Tokenizer, pair: Pair) -> EncodedPair:
    encoding = tokenizer.encode(pair.premise, pair.hypothesis[:MOST_CLAIM_CHARACTERS])
    # <s> premise </s> </s> claim </s>: only the last </s> is the claim's
    claim_tokens = sum(place == 1 for place in encoding.sequence_ids)
    return EncodedPair(encoding.ids, len(encoding.ids) - claim_tokens - 1, int(pair.answer))


def make_batch(pairs: Sequence[EncodedPair]) -> Batch:
    """Padded to the longest pair."""
    longest = max(len(pair.ids) for pair in pairs)
    ids = torch.zeros((len(pairs), longest), dtype=torch.long)
    parts = torch.zeros((len(pairs), longest), dtype=torch.long)
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        parts[row, : pair.premise_tokens] = PREMISE
        parts[row, pair.premise_tokens : len(pair.ids)] = CLAIM
    return Batch(ids, parts, torch.tensor([pair.answer for pair in pairs]))


def plan_batches(
    pairs: Sequence[EncodedPair], size: int, chance: random.Random
) -> Iterator[list[EncodedPair]]:
    """All pairs once, in random order, but like lengths together."""
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    for start in range(0, len(shuffled), size * POOL):
        pool = sorted(shuffled[start : start + size * POOL], key=lambda pair: len(pair.ids))
        batches = [pool[place : place + size] for place in range(0, len(pool), size)]
        chance.shuffle(batches)
        yield from batches
