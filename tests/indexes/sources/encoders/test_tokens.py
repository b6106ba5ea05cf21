"""The tokenizer against the C engine's, id by id."""

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

import pytest
from tokenizers import Tokenizer

from indexes.sources.encoders.packed import PackedModel
from indexes.sources.encoders.tokens import build_tokenizer

TRICKY = [
    "Ещё ёлка и еще елка; ВСЁ ЕЩЁ",
    "«Ёлочки», „лапки“, “quotes”, 'одинарные' и ‹ещё одни›",
    "Москва — столица; 2020–2025 гг.; минус −5, дефис-тире -",
    "Приказ № 5, п. 3.2, §7, т. е. и т. д., №№ 1—12",
    "1 234 567,89 ₽, $4,523,000.00, 50% и 71,12 %, 10⁶, ½ литра, ² и ³",
    "https://24.kg/vlast/350513_vizit_tokaeva_vmoskvu/?a=1&b=%D0%B9#top, mail@example.org",
    "Президент 😀😀 приехал 🇷🇺🇰🇿 👨‍👩‍👧 👍🏽",
    "электрофотополупроводниковый рентгеноэлектрокардиографический",
    "аб" * 150,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "два  пробела,   три    и\u00a0неразрывный\u2009тонкий\u3000широкий",
    "табуляция\tи\nновая строка\r\nи\x0bещё\x0cодна",
    "мягкий\u00adперенос, нулевой\u200bпробел, \u200eметка, \ufeffBOM, \x07зво\x7fнок",
    "Fußgänger, naïve café, İstanbul, façade, Łódź, ǅ, ﬁnance, ﬀ",
    "Полноширинные ＡＢＣ１２３！（тест）ｶﾀｶﾅ",
    "Км² ㎞ ℃ Ω Å ™ © ® ℡ Ⅷ ⅷ ① ⒈ ㈱",
    "中文句子没有空格。日本語のテスト、한국어 문장",
    "العربية من اليمين إلى اليسار, עברית, हिन्दी, ภาษาไทย",
    "Қазақстан Республикасы, Тоқаев Қасым-Жомарт Кемелұлы, Ўзбекистон, Україна їжак ґанок",
    "Путина/Путин/Путину, Касым-Жомарта Токаева, Токаев К.-Ж. К.",
    "В 2007 г. построили 12 школ, в т. ч. 3 — в с. Покровка (Чуйская обл.).",
    "Су-35С, МиГ-31БМ, Aurus Senator, iPhone 15 Pro, COVID-19, G20, 5G",
    "▁подчёркивание sentencepiece ▁▁ и _обычное_ __init__",
    "ꙮ 𓂀 𐍈 \U0010ffff неизвестные знаки рядом ꙮ𓂀𐍈",
    "…‥ ... !!! ??? ?! ;–) :-) <b>тег</b> &amp; {json: [1, 2]} \\n C:\\Users",
    "O'Neill's 'tis rock 'n' roll — it’s “fine”",
    ".",
    "№",
    "—",
    "a",
]


@pytest.fixture(scope="module")
def tokenizer(packed_model: PackedModel) -> Tokenizer:
    return build_tokenizer(packed_model.vocabulary)


@pytest.fixture(scope="module")
def reference_ids(c_engine, packed_model: PackedModel) -> Callable[[str], list[int]]:
    """Ids of the C engine, but a run of unknown characters is one, as in sentencepiece."""
    unknown_id = packed_model.vocabulary.unknown_id

    def find_ids(text: str) -> list[int]:
        ids: list[int] = []
        for token_id, run in groupby(c_engine.token_ids(text)):
            ids += [unknown_id] if token_id == unknown_id else run
        return ids

    return find_ids


def has_same_ids(tokenizer: Tokenizer, text: str, reference_ids) -> bool:
    return tokenizer.encode(text, add_special_tokens=False).ids == reference_ids(text)


@pytest.mark.parametrize("prompt", ["", "query: "])
@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text(text: str, prompt: str, tokenizer: Tokenizer, reference_ids) -> None:
    assert has_same_ids(tokenizer, (prompt + text).strip(), reference_ids)


def test_sentences(sentences: list[str], tokenizer: Tokenizer, reference_ids) -> None:
    texts = [
        unicodedata.normalize("NFC", text) for text in (*sentences, *map(str.lower, sentences))
    ]
    assert len(set(texts)) >= 500
    assert any(re.search("[а-яё].*[a-z]|[a-z].*[а-яё]", text) for text in texts)
    different = [text for text in texts if not has_same_ids(tokenizer, text, reference_ids)]
    assert different == []


def test_only_ties_are_decided_otherwise(
    sentences: list[str], tokenizer: Tokenizer, packed_model: PackedModel, reference_ids
) -> None:
    """«ВЫЖГА ПРЕДЛОЖЕНИЕ»: the C engine adds in float32, which rounds two equal sums apart."""
    scores = packed_model.vocabulary.scores
    for text in ("а" * 300, *(unicodedata.normalize("NFC", text.upper()) for text in sentences)):
        ours = tokenizer.encode(text, add_special_tokens=False).ids
        theirs = reference_ids(text)
        if ours != theirs:
            total_scores = [sum(scores[token_id] for token_id in ids) for ids in (ours, theirs)]
            assert total_scores[0] == pytest.approx(total_scores[1], rel=1e-6)


def test_each_replacement_of_the_models_table(
    tokenizer: Tokenizer, packed_model: PackedModel
) -> None:
    different = [
        character
        for character, replacement in packed_model.vocabulary.replacements.items()
        if tokenizer.normalizer.normalize_str(f"☃{character}☃")
        != re.sub(" +", " ", f"☃{replacement}☃")
    ]
    assert different == []


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("и\u0306ога", "йога"),  # e5.c leaves it in two, sentencepiece composes
        ("е\u0308лка", "ёлка"),
        ("Cafe\u0301", "Café"),
        ("в конце пробел  ", "в конце пробел"),
        ("a  b", "a b"),
        ("ﬁn", "fin"),
        ("№5", "No5"),
    ],
)
def test_spellings_that_are_one(text: str, same_as: str, tokenizer: Tokenizer) -> None:
    assert tokenizer.encode(text).ids == tokenizer.encode(same_as).ids


def test_begin_and_end(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("мир").tokens == ["<s>", "▁мир", "</s>"]
    assert tokenizer.encode("мир", "war").tokens == ["<s>", "▁мир", "</s>", "</s>", "▁war", "</s>"]
