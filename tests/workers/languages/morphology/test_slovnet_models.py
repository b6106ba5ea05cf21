"""The slovnet models out of the natasha wheel."""

import pytest
from threadpoolctl import threadpool_info

from workers.languages.morphology.slovnet_models import (
    MOST_WORDS_AT_ONCE,
    SlovnetTagger,
    load_slovnet_tagger,
)


@pytest.fixture(scope="module")
def tagger() -> SlovnetTagger:
    return load_slovnet_tagger()


def test_words_get_tags_heads_and_names(tagger: SlovnetTagger) -> None:
    (tagged,) = tagger.tag([["Самолёт", "Токаева", "сел", "в", "Москве", "."]])
    assert [tag.partition("|")[0] for tag in tagged.tags] == [
        "NOUN",
        "PROPN",
        "VERB",
        "ADP",
        "PROPN",
        "PUNCT",
    ]
    assert tagged.heads == [2, 0, -1, 4, 2, 2]
    assert tagged.relations[0] == "nsubj"
    assert tagged.names == ["O", "B-PER", "O", "O", "B-LOC", "O"]


def test_sentences_keep_their_order(tagger: SlovnetTagger) -> None:
    sentences = [["слово"] * size for size in (7, 1, 30, 2, 160, 12, 3, 3, 9, 400)]
    tagged = tagger.tag(sentences)
    assert [len(one.tags) for one in tagged] == [len(one) for one in sentences]
    assert all(len(one.heads) == len(one.relations) == len(one.names) for one in tagged)


def test_long_sentences_are_read_in_pieces(tagger: SlovnetTagger) -> None:
    size = MOST_WORDS_AT_ONCE * 2 + 5
    (tagged,) = tagger.tag([["Москва", ","] * (size // 2)])
    assert max(tagged.heads) > MOST_WORDS_AT_ONCE
    assert max(tagged.heads) < size


def test_nothing_is_tagged_as_nothing(tagger: SlovnetTagger) -> None:
    assert tagger.tag([]) == []


def test_the_number_of_threads_is_given_back(tagger: SlovnetTagger) -> None:
    before = [one["num_threads"] for one in threadpool_info()]
    tagger.tag([["Москва"]])
    assert [one["num_threads"] for one in threadpool_info()] == before
