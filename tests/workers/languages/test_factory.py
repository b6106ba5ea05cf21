"""One language for all who ask, and what every language promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from workers.languages.factory import open_language
from workers.languages.language import Language

TEXTS = {
    "ru": (
        "Заголовок без точки\n\n  Визит президента Республики Казахстан К.-Ж. Токаева в РФ стал "
        "первым в истории.\r\n«Мы готовы», — сказал В. В. Путин 12 ноября. Цена — 5 млн руб.\n"
    ),
    "en": (
        "Headline\n\n  President Tokayev's visit to the U.S. was the first, wasn't it?\r\n"
        '"We are ready," Mr. Putin said on Nov. 12. It cost $5 million.\n'
    ),
    "de": "Überschrift\n\n  Der Präsident kam am 12. November 2025 nach Berlin. „Ja“, sagte er.\n",
}


@pytest.fixture(params=TEXTS)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def language(code: str) -> Language:
    return open_language(code)


def test_languages_are_opened_once() -> None:
    assert open_language("ru") is open_language("ru")
    assert open_language("de") is open_language("fr")
    assert [open_language(code).code for code in ("ru", "en", "de", "und", "")] == [
        "ru",
        "en",
        "und",
        "und",
        "und",
    ]


def test_a_parse_has_the_sentences(language: Language, code: str) -> None:
    text = TEXTS[code]
    assert [one.span for one in language.parse(text)] == list(language.sentences(text))


def test_tokens_are_what_the_text_says(language: Language, code: str) -> None:
    text = TEXTS[code]
    for sentence in language.parse(text):
        end = sentence.span.start
        for token in sentence.tokens:
            assert token.span.of(text) == token.text
            assert token.span.start >= end
            end = token.span.end
        assert end == sentence.span.end


def test_heads_are_in_the_sentence_and_lead_to_a_root(language: Language, code: str) -> None:
    for sentence in language.parse(TEXTS[code]):
        heads = [token.head for token in sentence.tokens]
        assert all(-1 <= head < len(heads) and head != at for at, head in enumerate(heads))


def test_lemmas_are_small_words(language: Language, code: str) -> None:
    lemmas = language.lemmas(TEXTS[code])
    assert lemmas
    assert all(lemma == lemma.lower() and "ё" not in lemma for lemma in lemmas)
    assert not {".", "—", "«", '"', "(", ","} & set(lemmas)


def test_spans_lie_in_the_text(language: Language, code: str) -> None:
    text = TEXTS[code]
    published = date(2025, 11, 13)
    found = [
        *language.entities(text),
        *language.dates(text, published),
        *language.quantities(text),
    ]
    assert all(one.span.of(text) == one.text for one in found)
    for quotation in language.quotations(text):
        assert quotation.span.contains(quotation.quoted)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00\x01", "…", "«»", "\ud83d" + "x", "a" * 5_000, "💥 🇰🇿", "\u202eабв"],
)
def test_strange_texts_harm_nothing(language: Language, text: str) -> None:
    language.parse(text)
    language.entities(text)
    language.quotations(text)
    language.lemmas(text)
    assert language.inflect(text, "Gen") is not None


def test_threads_share_a_language(language: Language, code: str) -> None:
    texts = [f"{TEXTS[code]} {number}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(language.lemmas, texts))
    assert together == [language.lemmas(text) for text in texts]


def test_a_sentence_without_end_is_parsed(language: Language) -> None:
    text = "президент встретил гостей и " * 3_000
    assert sum(len(one.tokens) for one in language.parse(text)) == 12_000
