"""Whether a source can speak of the article's event: its subject, its names, its day."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest

from indexes.records import Article, Claim, ClaimKind, Passage, Span
from indexes.sources.embeddings import Embedder
from workers.languages.factory import open_language
from workers.pipeline.kinship import (
    MOST_DAYS,
    USUAL_DAYS,
    Kinship,
    KinshipReader,
    compare_to_mean,
    is_bare,
    measure_distance,
    share_of_foreign,
)

DAY = date(2024, 5, 20)
ARTICLE = Article(
    "article",
    "Городской совет Рязани в понедельник принял бюджет. Против высказались шестеро, сообщила"
    " председатель комитета Ольга Савина.",
    title="Рязань: бюджет принят",
    published_at=DAY,
)


def passage(text: str, title: str = "", day: date | None = DAY, language: str = "ru") -> Passage:
    return Passage(text, text, Span(0, len(text)), text, language, title, published_at=day)


@pytest.fixture
def reader(embedder: Embedder) -> KinshipReader:
    return KinshipReader(embedder, open_language)


def compare(reader: KinshipReader, *passages: Passage, article: Article = ARTICLE) -> list[Kinship]:
    found = reader.compare(reader.read_setting(article, "ru"), passages)
    return [found[one.id] for one in passages]


def test_the_same_session_is_nearer_than_another_subject(reader: KinshipReader) -> None:
    vote, birds = compare(
        reader,
        passage("Результаты голосования по бюджету: «против» — 6.", "Совет Рязани"),
        passage("Шестеро орнитологов высказались против отстрела грачей.", "Птицы"),
    )
    assert vote.similarity > birds.similarity


def test_a_long_article_is_as_near_as_its_nearest_stretch(reader: KinshipReader) -> None:
    filling = " ".join(f"В парке номер {number} высадили липы и клёны." for number in range(300))
    long = replace(ARTICLE, text=f"{ARTICLE.text}\n\n{filling}")
    budget = passage("Городской совет Рязани принял бюджет, шестеро были против.")
    assert len(reader.read_setting(long, "ru").vectors) > 1
    (short_one,), (long_one,) = compare(reader, budget), compare(reader, budget, article=long)
    assert long_one.similarity == pytest.approx(short_one.similarity, abs=0.05)


@pytest.mark.parametrize(
    ("article", "source", "language", "share"),
    [
        ("Ольга Савина выступила в Рязани.", "Слово взяла Савина.", "ru", 0.0),
        ("Ольга Савина выступила в Рязани.", "Слово взяла О. Савина из Рязани.", "ru", 0.0),
        ("Ольга Савина выступила в Рязани.", "Слово взяла Нина Громова.", "ru", 1.0),
        ("Ольга Савина выступила в Рязани.", "Ирина Савина живёт в Туле.", "ru", 1.0),
        ("Ольга Савина приехала в Казахстан.", "Savina arrived in Kazakhstan.", "en", 0.0),
        ("Ольга Савина приехала в Казахстан.", "Nina Gromova left Turkey.", "en", 1.0),
        ("Ольга Савина выступила в Рязани.", "Принято единогласно.", "ru", 0.0),
        ("Принято единогласно.", "Савина голосовала против.", "ru", 1.0),
    ],
)
def test_names_that_the_article_does_not_have(
    article: str, source: str, language: str, share: float
) -> None:
    known = open_language("ru").entities(article)
    names = open_language(language).entities(source)
    assert share_of_foreign(names, known) == share


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        (DAY, DAY, 0.0),
        (DAY, date(2024, 5, 29), log(10)),
        (date(2024, 5, 29), DAY, log(10)),
        (DAY, date(2024, 7, 1), log(1 + MOST_DAYS)),
        (DAY, date(2003, 5, 21), log(1 + MOST_DAYS)),
        (DAY, None, log(1 + USUAL_DAYS)),
        (None, DAY, log(1 + USUAL_DAYS)),
        (None, None, log(1 + USUAL_DAYS)),
    ],
)
def test_days_between(one: date | None, other: date | None, distance: float) -> None:
    assert measure_distance(one, other) == pytest.approx(distance)


def test_what_counts_is_who_is_nearer_than_the_others() -> None:
    near, far = Kinship(0.9, 0.0, 0.0), Kinship(0.8, 1.0, 2.0)
    assert compare_to_mean([near, far]) == [
        Kinship(pytest.approx(0.05), -0.5, -1.0),
        Kinship(pytest.approx(-0.05), 0.5, 1.0),
    ]
    assert compare_to_mean([far, far]) == [Kinship(0.0, 0.0, 0.0)] * 2
    assert compare_to_mean([]) == []


@pytest.mark.parametrize(
    ("text", "quotes", "bare"),
    [
        ("Завод открыли.", (Span(0, 14),), True),
        (" Завод открыли.\n", (Span(1, 15),), True),
        ("", (Span(0, 0), Span(0, 0)), True),
        ("Завод открыли. Мэр рад.", (Span(0, 14),), False),
        ("Завод открыли. Мэр рад.", (Span(0, 14), Span(15, 23)), False),
    ],
)
def test_an_article_of_one_claim_tells_of_no_event(
    text: str, quotes: tuple[Span, ...], bare: bool
) -> None:
    claims = [Claim("c", "a", "", quote, "ru", ClaimKind.EVENT, 1.0) for quote in quotes]
    assert is_bare(Article("a", text), claims) is bare


def test_a_dated_claim_is_not_bare() -> None:
    claim = Claim("c", "a", "", Span(0, 14), "ru", ClaimKind.EVENT, 1.0)
    assert not is_bare(Article("a", "Завод открыли.", published_at=DAY), [claim])
    assert not is_bare(Article("a", "Завод открыли.", title="Завод"), [claim])


def test_title_counts_as_much_as_text(reader: KinshipReader) -> None:
    (titled,) = compare(reader, passage("Против — шесть.", title="Совет Тулы: Нина Громова"))
    assert titled.foreign_names == 1.0


def test_an_article_without_words_is_near_to_nothing(reader: KinshipReader) -> None:
    (found,) = compare(reader, passage("Принято."), article=Article("a", " "))
    assert (found.similarity, found.foreign_names) == (0.0, 0.0)
    assert np.isfinite(found.distance)


def test_a_passage_that_many_claims_meet_is_compared_once(reader: KinshipReader) -> None:
    setting = reader.read_setting(ARTICLE, "ru")
    one = passage("Принято.")
    assert list(reader.compare(setting, [one, one])) == [one.id]
    assert reader.compare(setting, []) == {}
