"""Nothing is left unchecked without a sentence that says why."""

import re

import pytest

from indexes.records import Rejection
from workers.models.heads import load_head
from workers.pipeline.rejection_sentences import SENTENCES, describe_rejection

LETTERS = {"ru": re.compile("[а-яё]", re.IGNORECASE), "en": re.compile("[a-z]", re.IGNORECASE)}


@pytest.mark.parametrize("rejection", Rejection)
@pytest.mark.parametrize(("language", "other"), [("ru", "en"), ("en", "ru")])
def test_every_reason_is_a_sentence(rejection: Rejection, language: str, other: str) -> None:
    sentence = describe_rejection(rejection, language)
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert LETTERS[language].search(sentence)
    assert not LETTERS[other].search(sentence)


def test_sentences_differ() -> None:
    for language in LETTERS:
        assert len({one[language] for one in SENTENCES.values()}) == len(Rejection)


def test_every_kind_that_the_head_rejects_has_one() -> None:
    head = load_head()
    for kind in set(head.kinds) - head.checkable_kinds:
        assert describe_rejection(Rejection(kind), "ru").startswith("Это ")


def test_other_languages_read_english() -> None:
    assert describe_rejection(Rejection.QUESTION, "de") == "It is a question: it states nothing."
