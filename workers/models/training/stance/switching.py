"""English pairs with Russian words in them: inference learnt in English carries over better.

Words are replaced by their nearest Russian neighbours among the backbone's own vectors, as in
code-switching augmentation (Qin et al. 2020, «CoSDA-ML»); no dictionary is needed. The neighbours
are often another form of the word or a near word, which does no harm here: the label of a pair
rests on what stays the same on both sides.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from workers.models.training.stance.pairs import Pair, read_pairs, read_written
from workers.settings import read_settings

Lexicon = dict[str, tuple[str, ...]]  # English word in small letters → Russian words

FILES = ("nli.train", "nli_multilingual.train", "verdict.train", "verdict_ru.train")
ENGLISH_WORDS, RUSSIAN_WORDS = 16_000, 60_000
LEAST_COUNT = 3
HUBS = 10  # neighbours whose mean similarity is taken off (CSLS, Conneau et al. 2018)
LEAST_SCORE = 0.02  # below it most neighbours are of another meaning
WORD = re.compile(r"[A-Za-z]{2,}")
RUSSIAN_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
SWITCHED = 0.5  # of the English pairs
UNTOLD = "a an the is are am be been being to do does did has have of by"  # Russian has no word
GRAMMAR = {
    **dict.fromkeys(UNTOLD.split(), ""),
    "was": "был",
    "were": "были",
    "not": "не",
    "no": "нет",
    "in": "в",
    "on": "на",
    "at": "на",
    "with": "с",
    "without": "без",
    "and": "и",
    "or": "или",
    "but": "но",
    "he": "он",
    "she": "она",
    "they": "они",
    "we": "мы",
    "you": "вы",
    "it": "это",
    "his": "его",
    "her": "её",
    "their": "их",
    "there": "там",
    "for": "для",
    "from": "из",
    "as": "как",
    "that": "что",
    "this": "это",
    "who": "кто",
    "if": "если",
    "than": "чем",
    "all": "все",
    "some": "некоторые",
    "never": "никогда",
    "nobody": "никто",
    "nothing": "ничего",
    "only": "только",
    "more": "больше",
    "less": "меньше",
    "many": "много",
    "will": "будет",
    "can": "может",
    "must": "должен",
}


def build_lexicon(pairs: Sequence[Pair], embedder: Embedder) -> Lexicon:
    """For each frequent English word the Russian words of like meaning, nearest first."""
    english = count_words((pair for pair in pairs if pair.language == "en"), WORD)
    russian = count_words(pairs, RUSSIAN_WORD)
    ours = [word for word, count in english.most_common(ENGLISH_WORDS) if count >= LEAST_COUNT]
    theirs = [word for word, count in russian.most_common(RUSSIAN_WORDS) if count >= LEAST_COUNT]
    scores = compare(embedder.embed_queries(ours), embedder.embed_queries(theirs))
    best = np.argsort(-scores, axis=1)[:, :2]
    found = {
        word: tuple(theirs[place] for place in own if scores[row, place] >= LEAST_SCORE)
        for row, (word, own) in enumerate(zip(ours, best, strict=True))
    }
    grammar = {word: (translation,) for word, translation in GRAMMAR.items()}
    return {word: words for word, words in found.items() if words} | grammar


def count_words(pairs: Iterable[Pair], pattern: re.Pattern[str]) -> Counter[str]:
    return Counter(
        word
        for pair in pairs
        for text in (pair.evidence, pair.claim)
        for word in pattern.findall(text.lower())
    )


def compare(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Cosine similarities less what words that are near to everything have (CSLS)."""
    similar = ours @ theirs.T
    hubs = min(HUBS, *similar.shape)
    rows = np.partition(similar, -hubs, axis=1)[:, -hubs:].mean(axis=1)
    columns = np.partition(similar, -hubs, axis=0)[-hubs:].mean(axis=0)
    scores: np.ndarray = 2 * similar - rows[:, None] - columns[None]
    return scores


def switch_some(pairs: Iterable[Pair], lexicon: Lexicon, chance: random.Random) -> Iterable[Pair]:
    """Half of the English pairs switched, on one side or on both; the others as they are."""
    for pair in pairs:
        is_chosen = lexicon and pair.language == "en" and chance.random() < SWITCHED
        yield switch(pair, lexicon, chance) if is_chosen else pair


def switch(pair: Pair, lexicon: Lexicon, chance: random.Random) -> Pair:
    share = chance.uniform(0.5, 1.0)
    sides = chance.choice(("both", "both", "evidence", "claim"))
    return replace(
        pair,
        evidence=pair.evidence
        if sides == "claim"
        else switch_text(pair.evidence, lexicon, share, chance),
        claim=pair.claim
        if sides == "evidence"
        else switch_text(pair.claim, lexicon, share, chance),
        language="en-ru",
    )


def switch_text(text: str, lexicon: Lexicon, share: float, chance: random.Random) -> str:
    """About `share` of the words that have a Russian neighbour, replaced by one."""

    def replace_word(match: re.Match[str]) -> str:
        word = match.group()
        choices = lexicon.get(word.lower())
        if choices is None or chance.random() > share:
            return word
        chosen = chance.choice(choices)
        return chosen.capitalize() if word[0].isupper() else chosen

    return re.sub(r"\s+", " ", WORD.sub(replace_word, text)).strip()


def read_lexicon(path: Path | None) -> Lexicon:
    """{} without a file."""
    if path is None:
        return {}
    return {word: tuple(own) for word, own in json.loads(path.read_text("utf-8")).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("var/training/lexicon.json"))
    given = parser.parse_args()
    pairs = [pair for name in FILES for pair in read_pairs(given.data, name)] + read_written()
    embedder = open_embedder(DEFAULT_MODEL, read_settings({}).models_folder)
    lexicon = build_lexicon(pairs, embedder)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(lexicon, ensure_ascii=False, indent=0), encoding="utf-8")
    print(f"{len(lexicon)} words → {given.out}")


if __name__ == "__main__":
    main()
