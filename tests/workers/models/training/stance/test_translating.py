"""English pairs in Russian."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from workers.models.training.stance.pairs import Answer, Pair
from workers.models.training.stance.translating import (
    digest,
    list_translated,
    read_translations,
    translate,
    translate_some,
)

EVIDENCE, CLAIM = "The mayor opened the school.", "The school opened."
PAIR = Pair(EVIDENCE, CLAIM, Answer.SUPPORTS, "snli", "en", "g")
IN_RUSSIAN = {digest(EVIDENCE): "Мэр открыл школу.", digest(CLAIM): "Школа открылась."}


def test_the_digest_looks_past_spaces() -> None:
    assert digest("The  mayor\topened the school. ") == digest(EVIDENCE)
    assert digest(EVIDENCE) != digest(CLAIM)


def test_translations_are_read_by_the_digest_of_what_they_translate(tmp_path: Path) -> None:
    path = tmp_path / "translated.jsonl.gz"
    rows = [{"of": of, "text": text} for of, text in IN_RUSSIAN.items()]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert read_translations(path) == IN_RUSSIAN


def test_what_is_stored_is_russian() -> None:
    stored = read_translations()
    assert len(stored) > 3000
    russian = [text for text in stored.values() if any("а" <= one <= "я" for one in text.lower())]
    assert len(russian) == len(stored)


def test_only_english_pairs_with_both_sides_translated_are_listed() -> None:
    half = Pair(EVIDENCE, "Nobody knows this.", Answer.NEUTRAL, "snli", "en", "g")
    indonesian = Pair(EVIDENCE, CLAIM, Answer.SUPPORTS, "indonli", "id", "g")
    assert list_translated([half, PAIR, indonesian], IN_RUSSIAN) == [PAIR]


def test_a_pair_is_read_in_russian_or_with_one_side_in_english() -> None:
    read = list(translate([PAIR] * 400, IN_RUSSIAN, random.Random(1)))
    assert {(one.language, one.evidence, one.claim) for one in read} == {
        ("ru", "Мэр открыл школу.", "Школа открылась."),
        ("en-ru", EVIDENCE, "Школа открылась."),
        ("ru-en", "Мэр открыл школу.", CLAIM),
    }
    assert 0.65 < Counter(one.language for one in read)["ru"] / len(read) < 0.85
    assert {(one.answer, one.group) for one in read} == {(Answer.SUPPORTS, "g")}


def test_a_pair_that_is_not_translated_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(translate([PAIR], {}, random.Random(1)))


def test_half_of_the_translated_pairs_are_read_in_russian() -> None:
    other = Pair(EVIDENCE, "Nobody knows this.", Answer.NEUTRAL, "snli", "en", "g")
    read = list(translate_some([PAIR, other] * 400, IN_RUSSIAN, random.Random(1)))
    assert len(read) == 800
    assert read.count(other) == 400
    assert 0.4 < read.count(PAIR) / 400 < 0.6
