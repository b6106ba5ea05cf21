"""Write the pairs that rules make of Russian texts: `python -m …stance.generate --help`."""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from workers.languages.factory import open_language
from workers.models.training.stance.generating import APART, Generated, generate_pairs
from workers.models.training.stance.pairs import Answer
from workers.models.training.stance.rules.statement import Statement, read_statements
from workers.models.training.stance.rules.table import RUSSIAN
from workers.models.training.stance.rules.usable import is_usable
from workers.models.training.stance.surroundings import Corpus
from workers.models.training.stance.texts import Text, read_texts

SEED = 20
MOST_OF_RULE = 650  # pairs of one rule and answer
MOST_APART = 150
MOST_OF_ANSWER = 6000
THREE = (Answer.SUPPORTS, Answer.REFUTES, Answer.NEUTRAL)


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parse(arguments)
    chance = random.Random(options.seed)  # noqa: S311 (reproducible, guards nothing)
    texts = read_texts(options.data)[: options.texts]
    read = list(_read(texts))
    corpus = Corpus(read)
    statements = [one for _, own in read for one in own]
    made = list(_follow(generate_pairs(corpus, statements, RUSSIAN, chance)))
    pairs = balance(made, chance)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(map(_write, pairs)), encoding="utf-8")
    _report(pairs)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--texts", type=int, default=None, help="only so many texts")
    return parser.parse_args(arguments)


def _read(texts: Sequence[Text]) -> Iterator[tuple[str, list[Statement]]]:
    language = open_language("ru")
    for number, text in enumerate(texts, 1):
        _show(f"texts read: {number} of {len(texts)}", is_last=number == len(texts))
        yield text.title, [one for one in read_statements(text.body, language) if is_usable(one)]


def _follow(pairs: Iterator[Generated]) -> Iterator[Generated]:
    for number, pair in enumerate(pairs, 1):
        if not number % 500:
            _show(f"pairs made: {number}")
        yield pair


def balance(pairs: Sequence[Generated], chance: random.Random) -> list[Generated]:
    """No pair twice, no rule too often, every answer equally often."""
    unique = list({(pair.evidence, pair.claim): pair for pair in pairs}.values())
    chance.shuffle(unique)
    counts: Counter[tuple[str, Answer]] = Counter()
    by_answer: defaultdict[Answer, list[Generated]] = defaultdict(list)
    for pair in sorted(unique, key=is_apart):  # the hard ones first
        counts[pair.rule, pair.answer] += 1
        if counts[pair.rule, pair.answer] <= (MOST_APART if is_apart(pair) else MOST_OF_RULE):
            by_answer[pair.answer].append(pair)
    least = min(MOST_OF_ANSWER, *(len(by_answer[answer]) for answer in THREE))
    for answer in (Answer.SUPPORTS, Answer.REFUTES):
        chance.shuffle(by_answer[answer])
    chosen = [pair for answer in THREE for pair in by_answer[answer][:least]]
    chance.shuffle(chosen)
    return chosen


def is_apart(pair: Generated) -> bool:
    """Evidence of another matter: plain to see, so not too much of it."""
    return pair.rule.startswith(APART)


def _write(pair: Generated) -> str:
    row = {
        "evidence": pair.evidence,
        "claim": pair.claim,
        "answer": pair.answer.name,
        "language": "ru",
        "rule": pair.rule,
        "title": pair.title,
        "date": "",
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def _report(pairs: Sequence[Generated]) -> None:
    counts = Counter((pair.rule, pair.answer.name) for pair in pairs)
    for rule, answer in sorted(counts):
        _show(f"{rule:24} {answer:9} {counts[rule, answer]}", is_last=True)
    _show(f"{len(pairs)} pairs", is_last=True)


def _show(line: str, *, is_last: bool = False) -> None:
    sys.stderr.write(f"\r{line}" + ("\n" if is_last else ""))


if __name__ == "__main__":
    main()
