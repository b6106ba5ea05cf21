"""A sentence for people for every reason code, in Russian and English."""

from indexes.records import Reason

SENTENCES: dict[str, dict[str, str]] = {
    "number_agrees": {
        "ru": "число совпадает: {claim} — в источнике {evidence}",
        "en": "the number agrees: {claim}, the source says {evidence}",
    },
    "number_differs": {
        "ru": "число расходится: {claim} ≠ {evidence}",
        "en": "the number differs: {claim} ≠ {evidence}",
    },
    "number_faces": {
        "ru": "в статье {claim}, в источнике {evidence}",
        "en": "the article has {claim}, the source {evidence}",
    },
    "date_faces": {
        "ru": "в статье {claim}, в источнике {evidence}",
        "en": "the article has {claim}, the source {evidence}",
    },
    "direction_differs": {
        "ru": "изменение названо обратным: {claim} ≠ {evidence}",
        "en": "the change goes the other way: {claim} ≠ {evidence}",
    },
    "ordinal_agrees": {
        "ru": "порядковый номер совпадает: {claim} — в источнике {evidence}",
        "en": "the ordinal agrees: {claim}, the source says {evidence}",
    },
    "ordinal_differs": {
        "ru": "порядковый номер расходится: {claim} ≠ {evidence}",
        "en": "the ordinal differs: {claim} ≠ {evidence}",
    },
    "date_agrees": {
        "ru": "дата совпадает: {claim} — в источнике {evidence}",
        "en": "the date agrees: {claim}, the source says {evidence}",
    },
    "date_differs": {
        "ru": "дата расходится: {claim} ≠ {evidence}",
        "en": "the date differs: {claim} ≠ {evidence}",
    },
    "name_agrees": {
        "ru": "имена совпадают: {claim} — в источнике {evidence}",
        "en": "the names agree: {claim}, the source says {evidence}",
    },
    "name_differs": {
        "ru": "назван другой: {claim} ≠ {evidence}",
        "en": "another one is named: {claim} ≠ {evidence}",
    },
    "polarity_agrees": {
        "ru": "утверждается одно и то же: {claim} — в источнике {evidence}",
        "en": "both say the same: {claim}, the source says {evidence}",
    },
    "polarity_differs": {
        "ru": "источник говорит обратное: {claim} ≠ {evidence}",
        "en": "the source says the opposite: {claim} ≠ {evidence}",
    },
    "quotation_verbatim": {
        "ru": "цитата приведена дословно: {evidence}",
        "en": "the quotation is verbatim: {evidence}",
    },
    "quotation_elided": {
        "ru": "цитата приведена с пропусками: {evidence}",
        "en": "the quotation is shortened: {evidence}",
    },
    "quotation_altered": {
        "ru": "цитата изменена: «{claim}» ≠ «{evidence}»",
        "en": "the quotation is altered: “{claim}” ≠ “{evidence}”",
    },
    "role_agrees": {
        "ru": "должность совпадает: {person} — {evidence}",
        "en": "the role agrees: {person} is {evidence}",
    },
    "role_differs": {
        "ru": "должность расходится: {person} — {claim} ≠ {evidence}",
        "en": "the role differs: {person} is {claim} ≠ {evidence}",
    },
    "doer_differs": {
        "ru": "сделал это другой: {claim} ≠ {evidence}",
        "en": "somebody else did it: {claim} ≠ {evidence}",
    },
    "superlative_agrees": {
        "ru": "превосходство подтверждается: {claim} — в источнике {evidence}",
        "en": "the superlative agrees: {claim}, the source says {evidence}",
    },
    "deed_agrees": {
        "ru": "сделанное подтверждается: {claim} — в источнике {evidence}",
        "en": "told as done in both: {claim}, the source says {evidence}",
    },
    "plan_is_no_deed": {
        "ru": "сказано как о сделанном «{claim}», а в источнике это лишь план или просьба",
        "en": "told as done (“{claim}”), but the source only plans or asks for it",
    },
    "superlative_unconfirmed": {
        "ru": "сказано сильнее, чем в источнике: «{claim}» там нет",
        "en": "stronger than the source, which does not say “{claim}”",
    },
}


def describe(reason: Reason, language: str) -> str:
    """The reason as a sentence; English for languages without their own.

    Raises:
        KeyError: a code that no check gives.
    """
    sentences = SENTENCES[reason.code]
    return sentences.get(language, sentences["en"]).format(**reason.details)
