"""The whole judgement: real embeddings, the shipped head, the rules."""

from dataclasses import replace

import numpy as np
import pytest

from indexes.records import ClaimKind, Rejection
from indexes.sources.embeddings import Embedder
from workers.languages.factory import open_language
from workers.models.heads import OTHER_LANGUAGES, Head, Standard, load_head
from workers.pipeline.checkworthiness import (
    Assessment,
    assess,
    embed_stretches,
    form_beliefs,
    name_kind,
)
from workers.pipeline.features import read_features
from workers.pipeline.rejections import Belief, Stretch


@pytest.fixture(scope="module")
def head() -> Head:
    return load_head()


def judge(text: str, embedder: Embedder, head: Head, code: str = "ru") -> Assessment:
    (found,) = assess([Stretch(text)], open_language(code), embedder, head)
    return found


def raise_by(offset: float, standard: Standard) -> Standard:
    """The standard of a surer head."""
    return replace(standard, offset=standard.offset + offset)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("В 2019 году в Вологде открыли музей кружева.", "ru"),
        ("Население Хабаровска превышает 600 тысяч человек.", "ru"),
        ("Директором театра назначен Олег Никитин.", "ru"),
        ("Добыча угля за полугодие упала на 12 процентов.", "ru"),
        ("Министр транспорта сообщил, что аэропорт закрыт с марта.", "ru"),
        ("Ночью в порту сгорели два склада.", "ru"),
        ("The museum opened in 1987.", "en"),
        ("Unemployment fell to 4.1 percent in June.", "en"),
        ("Суд обязал завод выплатить рыбакам 14 млн рублей до 1 марта.", "ru"),
        ("We have created 22 million new jobs.", "en"),
        ("He voted against the bill twice.", "en"),
        ("За 2020 год область потеряла 12 тысяч жителей.", "und"),
    ],
)
def test_checkable(text: str, code: str, embedder: Embedder, head: Head) -> None:
    found = judge(text, embedder, head, code)
    assert found.is_selected, found
    assert found.check_worthiness >= head.standard_of(code).threshold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Как вообще можно было такое построить?", "ru"),
        ("По-моему, новый вокзал просто уродлив.", "ru"),
        ("Через пять лет здесь не останется ни одного завода.", "ru"),
        ("Мэрия собирается весной снести старый рынок.", "ru"),
        ("Давайте наконец уберём этот двор!", "ru"),
        ("Как же я скучаю по нашей старой школе!", "ru"),
        ("Свобода — это прежде всего ответственность.", "ru"),
        ("I think we deserve better schools.", "en"),
        ("Why would anyone vote for this?", "en"),
    ],
)
def test_not_checkable(text: str, code: str, embedder: Embedder, head: Head) -> None:
    assert not judge(text, embedder, head, code).is_selected


def test_batch_says_the_same_as_one_by_one(embedder: Embedder, head: Head) -> None:
    texts = [
        "Мост закрыт с 2020 года.",
        "Зачем закрыли мост?",
        "Мост отремонтировали за 40 млн рублей.",
    ]
    russian = open_language("ru")
    together = assess([Stretch(text) for text in texts], russian, embedder, head)
    for text, found in zip(texts, together, strict=True):
        alone = judge(text, embedder, head)
        assert alone.rejection == found.rejection
        assert alone.check_worthiness == pytest.approx(found.check_worthiness, abs=0.02)


def test_nothing_to_judge(embedder: Embedder, head: Head) -> None:
    assert assess([], open_language("ru"), embedder, head) == []


@pytest.mark.parametrize("code", ["ru", "en", "und"])
def test_odd_texts_are_judged_too(code: str, embedder: Embedder, head: Head) -> None:
    odd = ["", " ", "…", "12", "🙂", "слово " * 600]
    found = assess([Stretch(text) for text in odd], open_language(code), embedder, head)
    assert all(0 <= one.check_worthiness <= 1 for one in found)


def test_scores_are_those_of_the_assessment(embedder: Embedder, head: Head) -> None:
    text = "Мост закрыт с 2020 года."
    features = [read_features(text, open_language("ru"))]
    vectors = embed_stretches([text], embedder)
    beliefs = form_beliefs(vectors, features, head, head.standard_of("ru"))
    scores = [one.check_worthiness for one in beliefs]
    assert scores == [pytest.approx(judge(text, embedder, head).check_worthiness, abs=1e-5)]


def test_a_lost_full_stop_changes_no_vector(embedder: Embedder) -> None:
    with_stop, without = embed_stretches(["Мост закрыт.", "Мост закрыт"], embedder)
    assert np.allclose(with_stop, without, atol=1e-4)


def test_belief_follows_the_calibration(head: Head) -> None:
    named = [dict.fromkeys(head.feature_names, 0.0)]
    vectors = np.zeros((1, head.mean.size - len(head.feature_names)), dtype=np.float32)
    standard = head.standard_of("ru")
    (plain,) = form_beliefs(vectors, named, head, standard)
    (raised,) = form_beliefs(vectors, named, head, raise_by(5, standard))
    assert raised.check_worthiness > plain.check_worthiness
    assert raised.kinds == plain.kinds
    assert sum(plain.kinds.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "kinds", "kind"),
    [
        ("Это самый длинный мост в области.", {"event": 1.0}, ClaimKind.SUPERLATIVE),
        ("Здесь построили первую обсерваторию.", {"event": 1.0}, ClaimKind.SUPERLATIVE),
        ("Встречал их первый вице-премьер.", {"event": 0.6, "role": 0.4}, ClaimKind.EVENT),
        ("Мост стоил 40 млн рублей.", {"event": 0.4, "number": 0.6}, ClaimKind.NUMBER),
        ("Он родился в Омске.", {"biography": 0.6, "role": 0.4}, ClaimKind.EVENT),
        ("Курить в парке запрещено.", {"rule": 0.6, "opinion": 0.7}, ClaimKind.EVENT),
    ],
)
def test_kind(text: str, kinds: dict[str, float], kind: ClaimKind) -> None:
    assert name_kind(Belief(0.9, kinds), read_features(text, open_language("ru"))) is kind


def test_question_stays_a_question_however_sure_the_head_is(embedder: Embedder, head: Head) -> None:
    sure = replace(head, standards={OTHER_LANGUAGES: raise_by(50, head.standard_of("ru"))})
    found = judge("Сколько стоил мост?", embedder, sure)
    assert found.check_worthiness > 0.99
    assert found.rejection is Rejection.QUESTION
