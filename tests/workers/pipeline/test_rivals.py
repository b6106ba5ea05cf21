"""What stands against a claim's number or date, for people to look at."""

from datetime import date

import pytest

from indexes.records import CheckOutcome
from workers.languages.factory import open_language
from workers.pipeline.checks import read_facts
from workers.pipeline.checks.reasons import describe
from workers.pipeline.rivals import find_rivals

DAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("claim", "sentence", "said"),
    [
        (
            "Кражу оценили в 45 млн рублей.",
            "Ущерб составил 54 миллиона рублей.",
            ["в статье 45 млн рублей, в источнике 54 миллиона рублей"],
        ),
        (
            "Прибор весит 86 кг.",
            "Масса — 68 килограммов.",
            ["в статье 86 кг, в источнике 68 килограммов"],
        ),
        (
            "Мост открыли 3 мая 2023 года.",
            "Мост открыт 5 июня 2023 года.",
            ["в статье 3 мая 2023 года, в источнике 5 июня 2023 года"],
        ),
        ("Кражу оценили в 45 млн рублей.", "Похищено 45 млн рублей.", []),
        ("Кражу оценили в 45 млн рублей.", "В музее 54 зала.", []),
        ("Собрали 5 тонн и 7 тонн.", "Собрали 6 тонн.", []),
        ("Собрали 5 тонн.", "Собрали 6 тонн, сдали 8 тонн.", []),
        ("Мост открыли.", "Мост закрыт.", []),
    ],
)
def test_what_faces_the_claim(claim: str, sentence: str, said: list[str]) -> None:
    language = open_language("ru")
    own, other = read_facts(claim, language, DAY), read_facts(sentence, language, DAY)
    found = find_rivals(own, other)
    assert [describe(one.reason, "ru") for one in found if one.reason] == said
    assert all(one.outcome is CheckOutcome.SILENT for one in found)
    for one in found:
        assert one.reason is not None
        assert one.claim_span is not None
        assert one.evidence_span is not None
        assert one.claim_span.of(claim) == one.reason.details["claim"]
        assert one.evidence_span.of(sentence) == one.reason.details["evidence"]
