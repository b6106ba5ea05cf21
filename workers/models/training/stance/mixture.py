"""Which pairs each stage reads, and how often."""

import json
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from indexes.sources.embeddings import Embedder
from workers.models.training.stance.pairs import (
    Answer,
    Pair,
    read_pairs,
    read_written,
    split_held_out,
    thin_out,
    vary,
)
from workers.models.training.stance.stories import balance, pair_stories, read_stories
from workers.models.training.stance.strangers import find_strangers
from workers.models.training.stance.switching import Lexicon, switch_some
from workers.models.training.stance.translating import (
    list_translated,
    read_translations,
    translate,
    translate_some,
)

Mixture = Callable[[random.Random], list[Pair]]  # one epoch's pairs, mixed anew at each call
NLI = ("nli.train", "nli_multilingual.train")
# Many near-copies (one word changed in few sentences), or far from the task's languages.
GENERAL_LIMITS = {"breaking_nli": 3000, "assin2": 3000, "conjnli-adversarial": 9000}
STRANGERS = 0.05  # as many as of the nearest pairs
# What a written claim repeats of its passage tells a little of its label (stories do not).
WRITTEN = 0.4  # of them in each epoch of the last stage
TRANSLATED = 0.35  # as many as of the nearest pairs, of the others that are kept in Russian too
REPLAY = {  # shares of what the last stage repeats
    "terra": 0.08,
    "mera_rcb_votes": 0.02,
    "rcb_votes": 0.02,
    "mnli_dev_matched": 0.2,
    "snli": 0.1,
    "xfever_1pct": 0.15,
    "fool_me_twice": 0.08,
    "fever_symmetric": 0.05,
    "citint": 0.1,
    "indonli": 0.05,
    "generated": 0.15,
}


def mix_general(data: Path, generated: Path | None, lexicon: Lexicon) -> Mixture:
    """Everything that may train; of the English pairs half in Russian or with Russian words."""
    pairs = [pair for name in NLI for pair in read_pairs(data, name)]
    pairs += split_held_out(read_pairs(data, "verdict.train"))[0]
    pairs += read_nearest(data)
    pairs += read_generated(generated)
    translations = read_translations()

    def mix(chance: random.Random) -> list[Pair]:
        chosen = thin_out(pairs, GENERAL_LIMITS, chance)
        read = translate_some(chosen, translations, chance)
        return list(vary(switch_some(read, lexicon, chance), chance))

    return mix


def mix_verdict(
    data: Path,
    generated: Path | None,
    lexicon: Lexicon,
    replay: float,
    embedder: Embedder,
) -> Mixture:
    """The pairs nearest to the task, and `replay` times as many of the others.

    `embedder`: finds the passages that are near to a claim but speak of something else.
    """
    nearest = split_held_out(read_pairs(data, "verdict_ru.train"))[0]
    written = split_held_out(read_written())[0]
    strangers = find_strangers(nearest, embedder, random.Random(len(nearest)))  # noqa: S311
    others = [*read_pairs(data, "nli.train"), *read_pairs(data, "nli_multilingual.train")]
    others += split_held_out(read_pairs(data, "verdict.train"))[0]
    others += read_generated(generated)
    by_dataset = {name: [one for one in others if one.dataset == name] for name in REPLAY}
    stories = split_held_out(pair_stories(read_stories()))[0]
    translations = read_translations()
    translated = list_translated(others, translations)

    def mix(chance: random.Random) -> list[Pair]:
        own = [*nearest, *balance(stories, chance)]
        own += sample(written, round(WRITTEN * len(written)), chance)
        repeated = [
            pair
            for name, share in REPLAY.items()
            for pair in sample(by_dataset[name], round(replay * len(own) * share), chance)
        ]
        apart = sample(strangers, round(STRANGERS * len(own)), chance)
        russian = sample(translated, round(TRANSLATED * len(own)), chance)
        repeated = [
            *switch_some(repeated, lexicon, chance),
            *translate(russian, translations, chance),
        ]
        return list(vary([*own, *apart, *repeated], chance))

    return mix


def read_nearest(data: Path) -> list[Pair]:
    """Verification pairs written by hand, Russian above all."""
    pairs = split_held_out(read_pairs(data, "verdict_ru.train"))[0]
    return pairs + split_held_out(read_written())[0]


def sample(pairs: Sequence[Pair], count: int, chance: random.Random) -> list[Pair]:
    return chance.sample(pairs, min(count, len(pairs)))


def read_generated(path: Path | None) -> list[Pair]:
    """Pairs that rules made of other texts; [] without a file."""
    if path is None:
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(
            evidence=row["evidence"],
            claim=row["claim"],
            answer=Answer[row["answer"]],
            dataset="generated",
            language=row["language"],
            group=row["evidence"],
            title=row.get("title", ""),
            published_at=date.fromisoformat(row["date"]) if row.get("date") else None,
        )
        for row in rows
    ]
