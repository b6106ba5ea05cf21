"""A sentence for people for every reason why something is not checked, in Russian and English."""

from collections.abc import Mapping

from indexes.records import Rejection

SENTENCES: Mapping[Rejection, Mapping[str, str]] = {
    Rejection.HEADING: {
        "ru": "Это заголовок: само утверждение стоит в тексте.",
        "en": "It is a heading: the statement itself is in the text.",
    },
    Rejection.QUESTION: {
        "ru": "Это вопрос: он ничего не утверждает.",
        "en": "It is a question: it states nothing.",
    },
    Rejection.OPINION: {
        "ru": "Это мнение: с ним можно спорить, но источниками его не проверить.",
        "en": "It is an opinion: one may argue with it, but sources cannot settle it.",
    },
    Rejection.FORECAST: {
        "ru": "Это прогноз: этого ещё не было, и проверять пока нечего.",
        "en": "It is a forecast: it has not happened yet, so there is nothing to check.",
    },
    Rejection.PLAN: {
        "ru": "Это план или обещание: сделано ли это, станет известно позже.",
        "en": "It is a plan or a promise: whether it was done will be known later.",
    },
    Rejection.CALL: {
        "ru": "Это призыв: он просит что-то сделать, а не сообщает о том, что есть.",
        "en": "It is a call: it asks for something and does not say what is.",
    },
    Rejection.FEELING: {
        "ru": "Это чувство: источники не могут его ни подтвердить, ни опровергнуть.",
        "en": "It is a feeling: sources can neither support nor refute it.",
    },
    Rejection.DEFINITION: {
        "ru": "Это определение: оно говорит, что значит слово, а не что произошло.",
        "en": "It is a definition: it says what a word means, not what happened.",
    },
    Rejection.FRAGMENT: {
        "ru": "Это обрывок: сам по себе он ничего не сообщает.",
        "en": "It is a fragment: by itself it says nothing.",
    },
    Rejection.NOT_CHECKWORTHY: {
        "ru": "Здесь нет утверждения, которое можно и стоит проверить.",
        "en": "There is no statement here that can and should be checked.",
    },
}


def describe_rejection(rejection: Rejection, language: str) -> str:
    """The sentence in the language; in English for a language without sentences."""
    sentences = SENTENCES[rejection]
    return sentences.get(language, sentences["en"])
