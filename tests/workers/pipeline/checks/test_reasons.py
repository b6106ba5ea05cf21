"""Every reason that a check can give has a sentence in both languages."""

import re
from pathlib import Path

import pytest

import workers.pipeline.checks as package
from indexes.records import Reason
from workers.pipeline.checks.reasons import SENTENCES, describe

KINDS = "number|direction|ordinal|date|name|polarity|quotation|role|doer|superlative|deed|plan"
FOLDER = Path(package.__file__).parent
FILES = [*FOLDER.glob("*.py"), FOLDER.parent / "rivals.py"]
CODE = re.compile(rf'"((?:{KINDS})_[a-z_]+)"')


def _codes_in_the_checks() -> set[str]:
    return {
        code
        for path in FILES
        if path.name != "reasons.py"
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_every_code_has_its_sentences_and_no_sentence_is_left_over() -> None:
    assert _codes_in_the_checks() == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_sentences_take_their_details(code: str, language: str) -> None:
    details = {"claim": "208", "evidence": "108", "person": "Токаев"}
    sentence = describe(Reason(code, details), language)
    assert "{" not in sentence
    assert any(value in sentence for value in details.values())


def test_other_languages_read_english() -> None:
    reason = Reason("number_differs", {"claim": "208", "evidence": "108"})
    assert describe(reason, "de") == describe(reason, "en") == "the number differs: 208 ≠ 108"


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        describe(Reason("weather_differs"), "ru")
