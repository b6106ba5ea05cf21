"""Held-out claims as the product would meet them: in an article, where they have one."""

from datetime import date

import pytest

from workers.models.training.stance.pairs import Answer, Pair
from workers.models.training.stance.rehearsal import finish, make_source, place_claim

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
