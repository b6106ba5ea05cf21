"""Russian words in English pairs."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexes.sources.embeddings import Embedder
from workers.models.training.stance.pairs import Answer, Pair
from workers.models.training.stance.switching import (
    GRAMMAR,
    build_lexicon,
    compare,
    read_lexicon,
    switch,
    switch_some,
    switch_text,
)

LEXICON = {"mayor": ("мэр",), "opened": ("открыл",), "school": ("школу",), "the": ("",)}
PAIR = Pair(
    "The mayor opened the school.", "The school opened.", Answer.SUPPORTS, "snli", "en", "g"
)


def test_every_known_word_of_a_text_is_replaced() -> None:
    switched = switch_text("The mayor opened the school in 1990.", LEXICON, 1.0, random.Random(1))
    assert switched == "мэр открыл школу in 1990."


def test_a_capital_stays_one() -> None:
    assert switch_text("Mayor", LEXICON, 1.0, random.Random(1)) == "Мэр"


def test_a_share_of_nothing_changes_nothing() -> None:
    assert switch_text(PAIR.evidence, LEXICON, 0.0, random.Random(1)) == PAIR.evidence


@pytest.mark.parametrize("seed", range(8))
def test_a_switched_pair_keeps_its_label_and_group(seed: int) -> None:
    switched = switch(PAIR, LEXICON, random.Random(seed))
    assert (switched.answer, switched.group) == (PAIR.answer, PAIR.group)
    assert (switched.evidence, switched.claim) != (PAIR.evidence, PAIR.claim)
    assert switched.language == "en-ru"


def test_half_of_the_english_pairs_and_no_others() -> None:
    russian = replace(PAIR, language="ru")
    pairs = list(switch_some([PAIR] * 200 + [russian] * 50, LEXICON, random.Random(1)))
    assert 70 < sum(one.language == "en-ru" for one in pairs) < 130
    assert pairs[200:] == [russian] * 50


def test_without_a_lexicon_nothing_is_switched() -> None:
    assert list(switch_some([PAIR] * 20, read_lexicon(None), random.Random(1))) == [PAIR] * 20


def test_words_that_are_near_to_everything_lose(tmp_path: Path) -> None:
    ours = np.eye(12, 4, dtype=np.float32)
    theirs = np.vstack([np.full((1, 4), 0.5), np.eye(11, 4) * 0.6]).astype(np.float32)
    scores = compare(ours, theirs)
    assert scores.shape == (12, 12)
    assert scores[0, 1] > scores[0, 0]


def test_neighbours_are_found_by_meaning(embedder: Embedder) -> None:
    russian = ["больница", "министр", "президент", "город", "школа", "мост", "суд", "врач"]
    pairs = [
        Pair("hospital minister " * 3, "city school " * 3, Answer.NEUTRAL, "s", "en", "g"),
        Pair(" ".join(russian * 3), "", Answer.NEUTRAL, "s", "ru", "g"),
    ]
    lexicon = build_lexicon(pairs, embedder)
    assert lexicon["hospital"][0] == "больница"
    assert lexicon["minister"][0] == "министр"
    assert lexicon["not"] == (GRAMMAR["not"],)
