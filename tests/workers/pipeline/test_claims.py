"""Whole articles to claims that stand alone: names, dates, speech, spans."""

from collections.abc import Sequence
from datetime import date

import pytest

from indexes.records import Article, Claim, ClaimKind, Rejection
from workers.languages.factory import open_language
from workers.languages.language import Language
from workers.pipeline.checkworthiness import Assessment
from workers.pipeline.claims import extract_claims
from workers.pipeline.drafts import Draft

DAY = date(2024, 3, 14)  # a Thursday


def keep_all(drafts: Sequence[Draft], _language: Language) -> list[Assessment]:
    """Extraction is tested here, not what is worth checking."""
    return [Assessment(0.9, ClaimKind.EVENT, None) for _ in drafts]


def extract(text: str, code: str = "ru", published_at: date | None = DAY) -> list[Claim]:
    article = Article(id="a", text=text, language=code, published_at=published_at)
    return extract_claims(article, open_language(code), keep_all)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # who
        (
            "Директор завода Пётр Лапин подал в отставку. Он руководил заводом шесть лет.",
            "Пётр Лапин руководил заводом шесть лет.",
        ),
        (
            "Мэр города Анна Сомова открыла парк. Её заместитель посадил дуб.",
            "Заместитель Анны Сомовой посадил дуб.",
        ),
        (
            "Президент страны Олег Зимин прибыл в порт. Глава государства открыл мост.",
            "Глава государства Олег Зимин открыл мост.",
        ),
        (
            "Губернатор Олег Зимин прибыл в порт. Школьники подарили губернатору картину.",
            "Школьники подарили губернатору Олегу Зимину картину.",
        ),
        # two presidents: nobody is named
        (
            "Президент Литвы Ян Кос и президент Чехии Пётр Вит встретились. Глава государства пел.",
            "Глава государства пел.",
        ),
        # two men could be meant: the pronoun stays
        (
            "Пётр Лапин и Иван Громов встретились в порту. Он приехал первым.",
            "Он приехал первым.",
        ),
        # a thing could be meant: the pronoun stays
        (
            "Режиссёр Иван Громов приехал. Фильм уже показали, а осенью он выйдет в прокат.",
            "Осенью он выйдет в прокат.",
        ),
        # when
        ("Вчера в городе открыли мост.", "13 марта 2024 года в городе открыли мост."),
        ("Мост открыли 12 февраля.", "Мост открыли 12 февраля 2024 года."),
        ("Школу закрыли 20 декабря.", "Школу закрыли 20 декабря 2023 года."),
        ("В прошлом году завод построил три цеха.", "В 2023 году завод построил три цеха."),
        ("Закон приняли 5 мая 2019 года.", "Закон приняли 5 мая 2019 года."),
        # what a relative clause speaks of
        (
            "Рабочие укрепили дамбу, которая защищает посёлок.",
            "Дамба защищает посёлок.",
        ),
        (
            "Министр открыл школу в посёлке, в котором живут 300 человек.",
            "В посёлке живут 300 человек.",
        ),
        # not what the parser hangs it on, if the gender says otherwise
        (
            "Завод построил корпус новой «Ладоги», которая сошла со стапелей в мае 2020 года.",
            "Новая «Ладога» сошла со стапелей в мае 2020 года.",
        ),
        # a name whose gender the tagger mistakes still goes into the nominative
        (
            "Инженер возглавлял полёт первой «Зарянки», которая сгорела в 2019 году.",
            "Первая «Зарянка» сгорела в 2019 году.",
        ),
        # where it is said to come from does not belong to the claim
        (
            "Урожай, по данным министерства, вырос на 8 процентов.",
            "Урожай вырос на 8 процентов.",
        ),
    ],
)
def test_stands_alone(text: str, statement: str) -> None:
    assert statement in [claim.text for claim in extract(text)]


def test_reported_speech_gives_two_claims() -> None:
    text = "Губернатор Олег Зимин сообщил, что школы получили 120 автобусов."
    said, content = extract(text)
    assert (said.kind, said.speaker) == (ClaimKind.QUOTATION, "Олег Зимин")
    assert content.text == "Школы получили 120 автобусов."
    assert content.quote.of(text) == "школы получили 120 автобусов"
    assert content.speaker == "Олег Зимин"


def test_quoted_words_are_never_changed() -> None:
    text = "Олег Зимин сказал: «Вчера он был неправ»."
    (said,) = extract(text)
    assert "«Вчера он был неправ»" in said.text


def test_a_quotation_over_two_sentences_keeps_its_speaker() -> None:
    text = "Олег Зимин сказал: «Мост готов. Движение пустят без задержки»."
    _, second = extract(text)
    assert second.text.startswith("Олег Зимин: «Движение пустят")


def test_without_a_publication_date_nothing_is_guessed() -> None:
    (claim,) = extract("Вчера в городе открыли мост.", published_at=None)
    assert claim.text == "Вчера в городе открыли мост."


def test_a_heading_stays_whole() -> None:
    text = "Мост открыли, а дорогу забыли\n\nМост через реку открыли в марте."
    first = extract(text)[0]
    assert first.quote.of(text) == "Мост открыли, а дорогу забыли"


def test_a_lone_line_is_no_heading() -> None:
    assert len(extract("Мост открыли, а дорогу забыли")) == 2


def test_spans_are_exact_and_ids_repeat() -> None:
    text = "«Ёлка» 🎄 стоит.\nГубернатор открыл школу и вручил ключи директору."
    claims = extract(text)
    assert [claim.quote.of(text) for claim in claims][1:] == [
        "Губернатор открыл школу",
        "вручил ключи директору",
    ]
    assert [claim.id for claim in claims] == [claim.id for claim in extract(text)]
    assert len({claim.id for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "и, и, и и, а также", "«», «», а также —", "…", "1) 2) 3)", "—"]
)
def test_texts_without_a_sentence(text: str) -> None:
    assert all(claim.quote.of(text) for claim in extract(text))


def test_an_endless_sentence_is_left_out() -> None:
    text = "слово, " * 30_000 + "\nМост открыли 12 февраля."
    assert [claim.text for claim in extract(text)] == ["Мост открыли 12 февраля 2024 года."]


def test_english() -> None:
    text = "Mayor Ann Lee opened the bridge on Tuesday. She said that it cost $4 million."
    texts = [claim.text for claim in extract(text, "en")]
    assert texts[0] == "Mayor Ann Lee opened the bridge March 12, 2024."
    assert "It cost $4 million." in texts


def test_any_other_language_is_cut_into_sentences() -> None:
    text = "Le pont a été ouvert mardi. Il a coûté 4 millions."
    assert [claim.quote.of(text) for claim in extract(text, "fr")] == [
        "Le pont a été ouvert mardi",
        "Il a coûté 4 millions",
    ]


def test_a_named_persons_words_are_checked_whatever_they_are_worth() -> None:
    def reject_all(drafts: Sequence[Draft], _language: Language) -> list[Assessment]:
        return [Assessment(0.1, ClaimKind.EVENT, Rejection.OPINION) for _ in drafts]

    text = "Олег Зимин подчеркнул: «Это прекрасный город»."
    article = Article(id="a", text=text, language="ru")
    (claim,) = extract_claims(article, open_language("ru"), reject_all)
    assert claim.is_selected


def test_only_a_line_without_a_final_mark_may_be_a_heading() -> None:
    """«…», — сказал представитель завода: judged by its words, but no heading."""
    text = (
        "Завод откроет архив\n"
        "«Мы предлагаем историкам самую ценную часть архива», — сказал представитель завода.\n"
        "Архив закрыли в 1991 году."
    )
    seen: list[Draft] = []

    def keep_drafts(drafts: Sequence[Draft], language: Language) -> list[Assessment]:
        seen.extend(drafts)
        return keep_all(drafts, language)

    article = Article(id="a", text=text, language="ru")
    extract_claims(article, open_language("ru"), keep_drafts)
    assert [one.text for one in seen if one.is_own_line] == ["Завод откроет архив"]
    assert any(one.judged_text for one in seen)
