"""Held-out claims as the product would meet them: in an article, where they have one."""

from dataclasses import replace
from datetime import date

import pytest

from indexes.records import Span
from workers.checking import open_models
from workers.models.training.stance.pairs import Answer, Pair
from workers.models.training.stance.rehearsal import (
    ask,
    ask_held_out,
    finish,
    make_source,
    place_claim,
    reword,
    share_of_both,
)
from workers.models.training.stance.stories import Note, Story, StoryClaim
from workers.settings import read_settings

SAID = Pair(
    "Устав изменён. «За» — 19, «против» — 3.",
    "Против нового устава проголосовали пятеро.",
    Answer.REFUTES,
    "written",
    "ru",
    "g",
    title="Итоги",
    published_at=date(2024, 3, 12),
    publisher="Горсовет",
    said="против были пятеро",
    before="Вчера голосовали.",
    article_title="Устав переписали",
    article_date=date(2024, 3, 13),
)
ALONE = Pair("Завод открыт.", "Завод открыли.", Answer.SUPPORTS, "set", "en-ru", "h")


def test_a_claim_stands_in_its_article() -> None:
    article, claim = place_claim(SAID, 7)
    assert claim.quote.of(article.text) == "Против были пятеро."
    assert claim.text == "Против нового устава проголосовали пятеро."


def test_a_claim_without_article_stands_alone() -> None:
    article, claim = place_claim(ALONE, 7)
    assert (claim.language, make_source(ALONE).language) == ("ru", "en")
    assert claim.text == claim.quote.of(article.text) == "Завод открыли."


def test_the_source_is_known_whole() -> None:
    source = make_source(SAID)
    assert (source.title, source.publisher, source.published_at) == (
        "Итоги",
        "Горсовет",
        date(2024, 3, 12),
    )


@pytest.mark.parametrize(
    ("said", "finished"),
    [
        ("против были пятеро", "Против были пятеро."),
        ("Завод открыт.", "Завод открыт."),
        ("он сказал: «Пора»", "Он сказал: «Пора»"),
    ],
)
def test_half_sentences_become_sentences(said: str, finished: str) -> None:
    assert finish(said) == finished


def tell_story(*said: str) -> Story:
    claims = tuple(StoryClaim(one, "", f"{one} (полностью)") for one in said)
    note = Note("Итоги", "Горсовет", date(2024, 3, 12), "ru", "За — 19.", {0: Answer.SUPPORTS})
    return Story("Устав переписали", date(2024, 3, 13), "ru", claims, (note,))


def test_a_storys_claim_stands_in_the_whole_article() -> None:
    question = ask(tell_story("За было 19 человек", "Устав обновили"), 0)
    article, claim = place_claim(question.pair, 0, question.rest)
    assert article.text.endswith("За было 19 человек. Устав обновили.")
    assert claim.quote.of(article.text) == "За было 19 человек."
    assert question.answers == {"За — 19.": Answer.SUPPORTS}


def test_a_held_out_storys_claims_are_asked_in_two_wordings() -> None:
    stories = [
        replace(tell_story("За было 19 человек"), title=f"Устав {number}") for number in range(40)
    ]
    asked = ask_held_out([], stories)
    assert 0 < len(asked) < 40
    assert [one.as_extracted for one in asked].count(True) == len(asked) // 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("За новый устав проголосовали 19 депутатов", "За новый устав проголосовали 19 депутатов."),
        # What the product takes apart is asked as the article says it.
        (
            "Мост открыли 5 мая, его построил Игорь Громов",
            "Мост открыли 5 мая, его построил Игорь Громов.",
        ),
    ],
)
def test_a_claim_has_the_words_that_the_product_gives_it(said: str, words: str) -> None:
    question = ask(tell_story(said, "Устав обновили"), 0)
    article, claim = place_claim(question.pair, 0, question.rest)
    assert reword(open_models(read_settings({})), article, claim).text == words


def test_share_of_both() -> None:
    assert share_of_both(Span(0, 10), Span(0, 10)) == 1.0
    assert share_of_both(Span(0, 10), Span(5, 15)) == pytest.approx(1 / 3)
    assert share_of_both(Span(0, 10), Span(10, 20)) == 0.0
