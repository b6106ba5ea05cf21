"""Clauses that a sentence says, and those that it does not."""

import pytest

from tests.workers.models.training.stance.rules.changing import read
from workers.models.training.stance.rules.claiming import write_clauses


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "Суд признал директора виновным, а прокурор области обжаловал приговор.",
            ["Суд признал директора виновным.", "Прокурор области обжаловал приговор."],
        ),
        ("Если суд признает директора виновным, прокурор обжалует приговор.", []),
        ("Министр заявил, что завод закрыт, а рабочие уволены.", []),
        ("Суд признал директора виновным.", []),
    ],
)
def test_clauses(sentence: str, clauses: list[str]) -> None:
    assert [one.text for one in write_clauses(read(sentence), {})] == clauses


def test_changed_words_stand_in_the_clause() -> None:
    sentence = "Суд признал директора виновным, а прокурор области обжаловал приговор."
    assert (
        write_clauses(read(sentence), {2: "бухгалтера"})[0].text
        == "Суд признал бухгалтера виновным."
    )
