import random
import re
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from indexes.records import Source, Tier
from indexes.sources.chunking import MOST_CHARACTERS, MOST_WORDS, cut_passages, passage_spans
from indexes.sources.sentences import sentence_spans

ARTICLE = (Path(__file__).parents[3] / "seeds" / "article.txt").read_text()

SENTENCES = [
    ("ru", "В 2007 г. построили 12 школ. Ещё 3 — в 2008 г.",
     ["В 2007 г. построили 12 школ.", "Ещё 3 — в 2008 г."]),
    ("ru", "А. С. Пушкин родился в Москве. «Да», — сказал он.",
     ["А. С. Пушкин родился в Москве.", "«Да», — сказал он."]),
    ("ru", "Итоги визита\n\nОн прилетел. Был дождь!",
     ["Итоги визита", "Он прилетел.", "Был дождь!"]),
    ("en", "Mr. Smith of the U.S. Senate left. He took No. 5. Why? Nobody knows…",
     ["Mr. Smith of the U.S. Senate left.", "He took No. 5.", "Why?", "Nobody knows…"]),
    ("en", "“We won.” The crowd cheered (again). 3.5 million came.",
     ["“We won.”", "The crowd cheered (again).", "3.5 million came."]),
    ("ja", "東京に着いた。雨だった！", ["東京に着いた。", "雨だった！"]),
    ("", "  \n \t ", []),
    ("en", "no end", ["no end"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "sentences"), SENTENCES)
def test_sentences(language: str, text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in sentence_spans(text, language)] == sentences


def test_a_short_document_is_one_passage_without_outer_white_space() -> None:
    source = Source(
        id="a", text="\n  Первое. Второе.\n\nТретье.\n", title="Т", language="ru",
        publisher="РБК", url="u", published_at=date(2025, 1, 1), tier=Tier.OFFICIAL,
    )  # fmt: skip
    (passage,) = cut_passages(source)
    assert passage.text == "Первое. Второе.\n\nТретье."
    assert passage.text == passage.span.of(source.text)
    assert (passage.title, passage.publisher, passage.url) == ("Т", "РБК", "u")
    assert (passage.published_at, passage.tier) == (date(2025, 1, 1), Tier.OFFICIAL)


def test_a_long_document_is_cut_between_sentences_and_overlaps_by_one() -> None:
    sentences = [span.of(ARTICLE) for span in sentence_spans(ARTICLE, "ru")]
    passages = cut_passages(Source(id="a", text=ARTICLE, language="ru"))
    assert len(passages) > 5
    for passage in passages:
        assert passage.text == ARTICLE[passage.span.start : passage.span.end]
        assert len(passage.text.split()) <= MOST_WORDS
        assert any(passage.text.endswith(one) for one in sentences)
        assert any(passage.text.startswith(one) for one in sentences)
    overlaps = [one.span.overlap(two.span) > 0 for one, two in pairwise(passages)]
    assert sum(overlaps) > len(overlaps) / 2
    assert everything_is_covered(ARTICLE, "ru")


def test_ids_depend_on_source_place_and_text() -> None:
    texts = ["Один.", "Один.", "Два."]
    ids = [cut_passages(Source(id=f"{i % 2}", text=text))[0].id for i, text in enumerate(texts)]
    assert len(set(ids)) == 3
    assert cut_passages(Source(id="0", text="Один."))[0].id == ids[0]


def test_headings_stay_with_what_follows() -> None:
    paragraph = "Президент прибыл в Москву с визитом и провёл переговоры с коллегой в Кремле. " * 4
    text = "\n\n".join(f"Глава {n}\n\nПодзаголовок\n\n{paragraph}" for n in range(1, 9))
    for span in passage_spans(text, "ru"):
        last_line = span.of(text).rsplit("\n", 1)[-1]
        assert not re.fullmatch(r"Глава \d|Подзаголовок", last_line)


def test_a_giant_sentence_is_cut_between_words() -> None:
    text = " ".join(f"слово{number}" for number in range(1000))
    spans = passage_spans(text, "ru")
    assert all(len(span.of(text).split()) <= MOST_WORDS for span in spans)
    assert all(text[span.end : span.end + 1] in {" ", ""} for span in spans)
    assert everything_is_covered(text, "ru")


GIANTS = [
    "а" * 300_000,
    "слово " * 50_000,
    "Да. " * 30_000,
    "." * 100_000,
    "г. " * 30_000,
    "\n" * 300_000,
    "А\n" * 50_000,
    "日本" * 150_000,
    "«" * 300_000,
]


@pytest.mark.parametrize("text", GIANTS, ids=[repr(one[:6]) for one in GIANTS])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_hostile_texts_take_linear_time(text: str, language: str) -> None:
    started = time.process_time()
    spans = passage_spans(text, language)
    assert all(len(span) <= MOST_CHARACTERS * 2 for span in spans)
    assert time.process_time() - started < 6  # a quadratic cut takes minutes


def test_any_text_is_covered() -> None:
    chance = random.Random(5)
    pieces = [
        "Да. ",
        "Нет! ",
        "слово ",
        "г. ",
        "\n",
        "\r\n",
        "  ",
        "«Ы». ",
        "— ",
        "А. С. ",
        "🎄",
        "x" * 50,
    ]
    for _ in range(200):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 400)))
        assert everything_is_covered(text, chance.choice(["ru", "en"]))


def everything_is_covered(text: str, language: str) -> bool:
    """Nothing but white space lies outside the passages."""
    seen = bytearray(len(text))
    for span in passage_spans(text, language):
        seen[span.start : span.end] = b"\1" * len(span)
    return all(seen[at] or text[at].isspace() for at in range(len(text)))
