"""English pairs in Russian: most of what people have labelled for inference is English.

A translation is kept by a digest of the text that it translates (`translated.jsonl.gz`), so the
pairs themselves, their labels and who is held out stay where they are.
"""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from workers.models.training.stance.pairs import Pair

TRANSLATED = Path(__file__).with_name("translated.jsonl.gz")
DIGEST = 16  # hexadecimal digits
# Language of evidence and claim, as in a library of both.
READINGS = ("ru", "ru", "ru", "ru", "ru", "ru", "en-ru", "ru-en")

SHARE = 0.5  # of the pairs that are translated, where both languages are read

Translations = Mapping[str, str]  # digest of an English text → the text in Russian


def digest(text: str) -> str:
    """The same for texts that differ in their spaces only."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:DIGEST]


def read_translations(path: Path = TRANSLATED) -> Translations:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["of"]: row["text"] for row in map(json.loads, lines)}


def list_translated(pairs: Iterable[Pair], translations: Translations) -> list[Pair]:
    """The English pairs of which both sides are translated."""
    return [
        pair
        for pair in pairs
        if pair.language == "en"
        and digest(pair.evidence) in translations
        and digest(pair.claim) in translations
    ]


def translate(
    pairs: Iterable[Pair], translations: Translations, chance: random.Random
) -> Iterator[Pair]:
    """The pairs in Russian, one in four with one side left in English.

    Raises:
        KeyError: a pair is not translated.
    """
    for pair in pairs:
        language = chance.choice(READINGS)
        evidence, claim = translations[digest(pair.evidence)], translations[digest(pair.claim)]
        yield replace(
            pair,
            language=language,
            evidence=pair.evidence if language == "en-ru" else evidence,
            claim=pair.claim if language == "ru-en" else claim,
        )


def translate_some(
    pairs: Iterable[Pair], translations: Translations, chance: random.Random
) -> Iterator[Pair]:
    """Half of the English pairs that are translated in Russian; the others as they are."""
    for pair in pairs:
        chosen = list_translated([pair], translations) if chance.random() < SHARE else []
        yield from translate(chosen, translations, chance) if chosen else [pair]
