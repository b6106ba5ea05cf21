"""Named features over real sentences."""

import pytest

from workers.languages.factory import open_language
from workers.pipeline.features import FEATURE_NAMES, GRAMMAR, WORDING, read_features


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Министр Ольга Голубева приехала в Самару.", "has_person"),
        ("Министр Ольга Голубева приехала в Самару.", "has_place"),
        ("Завод открылся в 1974 году.", "has_year"),
        ("Завод открылся в прошлом веке.", "past_predicate"),
        ("Завод откроется к весне.", "future_predicate"),
        ("Кто подписал этот договор?", "question_mark"),
        ("Кто подписал этот договор?", "opens_with_question_word"),
        ("Какая весна!", "exclamation_mark"),
        ("А дальше…", "ellipsis"),
        ("По-моему, тариф завышен.", "own_view"),
        ("Тариф, на мой взгляд, завышен.", "own_view"),
        ("Тариф, вероятно, завышен.", "hedge"),
        ("Тариф надо снизить.", "obligation"),
        ("Мэрия планирует снизить тариф.", "intent"),
        ("Какой прекрасный мост.", "evaluation"),
        ("Мне жаль этих людей.", "feeling"),
        ("Это самый длинный мост в области.", "superlative"),
        ("Здесь построили первую обсерваторию.", "first_of_its_kind"),
        ("Цены выросли вдвое.", "comparison"),
        ("Поезда опоздали из-за снега.", "cause"),
        ("Если бы не снег, поезд пришёл бы вовремя.", "condition"),
        ("Министр сообщил о новых тарифах.", "speech"),
        ("Министр сообщил о новых тарифах.", "speaking_predicate"),
        ("Мы приехали в Самару.", "first_person"),
        ("Вы не правы.", "address"),
        ("Дождь, улица, фонарь.", "no_finite_verb"),
        ("Новый мост — гордость города.", "nominal_predicate"),
        ("Корреспондент: Спасибо.", "speaker_label"),
        ("7 способов сберечь тепло", "starts_with_number"),
        ("Курить в парке запрещено.", "deontic_rule"),
    ],
)
def test_russian_feature_is_seen(text: str, name: str) -> None:
    assert read_features(text, open_language("ru"))[name] > 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Встречал их первый вице-премьер.", "first_of_its_kind"),
        ("В первом квартале добыча упала.", "first_of_its_kind"),
        ("Колумб был уверен, что приплыл в Азию.", "own_view"),
        ("Завод открылся в 1974 году.", "no_finite_verb"),
        ("«Когда откроют мост?» — спросил он.", "question_mark"),
        ("Станцию назвали «Маяк».", "evaluation"),
    ],
)
def test_russian_feature_is_not_seen(text: str, name: str) -> None:
    assert read_features(text, open_language("ru"))[name] == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In my opinion the tax is too high.", "own_view"),
        ("The tax should be cut.", "obligation"),
        ("The bridge will open in May.", "future_predicate"),
        ("Angela Merkel visited Warsaw.", "has_person"),
        ("It is the largest park in Ohio.", "superlative_form"),
        ("According to the report, prices rose.", "speech"),
        ("Who signed the treaty?", "question_mark"),
    ],
)
def test_english_feature_is_seen(text: str, name: str) -> None:
    assert read_features(text, open_language("en"))[name] > 0


def test_e_and_yo_are_one_letter() -> None:
    russian = open_language("ru")
    one, other = (
        "Тариф, несомненно, счёл завышенным весь район.",
        "Тариф, несомненно, счел завышенным весь район.",
    )
    assert read_features(one, russian)["particle"] == read_features(other, russian)["particle"] == 1


@pytest.mark.parametrize("text", ["", "   ", "…", "—", "1", "🙂🙂", "а" * 5000])
@pytest.mark.parametrize("code", ["ru", "en"])
def test_any_text_has_all_features(text: str, code: str) -> None:
    features = read_features(text, open_language(code))
    assert tuple(features) == FEATURE_NAMES
    assert all(0 <= value <= 1 for value in features.values())


@pytest.mark.parametrize(
    "text", ["", "…", "1", "Das Museum wurde 1987 eröffnet.", "Чи відкрили міст?"]
)
def test_a_language_without_grammar_leaves_it_open(text: str) -> None:
    features = read_features(text, open_language("und"))
    assert "own_view" not in features
    assert set(features) < set(FEATURE_NAMES)
    assert features["question_mark"] == float("?" in text)
    assert ("past_predicate" in features) is (text == "")


def test_untold_features_are_features() -> None:
    assert set(FEATURE_NAMES) > GRAMMAR
    assert set(FEATURE_NAMES) > WORDING - {"question_word"}
