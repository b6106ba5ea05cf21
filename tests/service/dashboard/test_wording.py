from enum import Enum

import pytest
from flask import Flask
from flask_babel import Babel

from indexes.claims.stored import JobStatus
from indexes.records import ClaimKind, Reason, Rejection, Stance, Tier, VerdictLabel
from service.dashboard.blueprint import TRANSLATIONS
from service.dashboard.reasons import describe_reason
from service.dashboard.wording import FLAGS, explain_rejection, name_flag, name_language, name_of
from workers.pipeline.checks.reasons import SENTENCES

VOCABULARIES = (VerdictLabel, Stance, Tier, ClaimKind, Rejection, JobStatus)


@pytest.fixture(params=["ru", "en"])
def language(request: pytest.FixtureRequest):
    app = Flask("test")
    Babel(
        app,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: request.param,
    )
    with app.test_request_context():
        yield request.param


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_member_has_a_name_of_its_own(language: str, vocabulary: type[Enum]) -> None:
    names = [name_of(member) for member in vocabulary]
    assert len(set(names)) == len(names)
    assert all(is_of(language, name) for name in names)


def test_every_rejection_is_explained_in_the_language_of_the_page(language: str) -> None:
    assert all(is_of(language, explain_rejection(one)) for one in Rejection)


def is_of(language: str, text: str) -> bool:
    has_cyrillic = any("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    return has_cyrillic == (language == "ru")


@pytest.mark.parametrize(
    ("code", "details", "expected"),
    [
        (
            "sources_support",
            {"count": "1", "publishers": "24.kg"},
            {
                "ru": "Подтверждает 1 независимый источник: 24.kg.",
                "en": "1 independent source supports it: 24.kg.",
            },
        ),
        (
            "sources_refute",
            {"count": "5", "publishers": "РБК, ТАСС"},
            {
                "ru": "Опровергают 5 независимых источников: РБК, ТАСС.",
                "en": "5 independent sources refute it: РБК, ТАСС.",
            },
        ),
        (
            "number_differs",
            {"claim": "208", "evidence": "108"},
            {"ru": "Число расходится: 208 ≠ 108", "en": "The number differs: 208 ≠ 108"},
        ),
        # a verdict of another version stays readable
        (
            "shape_differs",
            {"claim": "круг"},
            {"ru": "Shape differs: круг", "en": "Shape differs: круг"},
        ),
        ("number_differs", {}, {"ru": "Number differs", "en": "Number differs"}),
    ],
)
def test_reasons(language: str, code: str, details: dict, expected: dict) -> None:
    assert describe_reason(Reason(code, details), language) == expected[language]


def test_every_reason_of_a_check_has_a_sentence(language: str) -> None:
    details = {"claim": "1", "evidence": "2", "person": "3"}
    for code in SENTENCES:
        assert is_of(language, describe_reason(Reason(code, details), language))


def test_flags(language: str) -> None:
    assert all(is_of(language, name_flag(code)) for code in FLAGS)
    assert name_flag("seen_twice") == "Seen twice"


def test_languages_without_a_name_keep_their_code(language: str) -> None:
    assert is_of(language, name_language("ru"))
    assert name_language("kk") == "kk"
