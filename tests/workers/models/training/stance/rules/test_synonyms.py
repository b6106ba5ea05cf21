"""Words that say the same."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.synonyms import use_synonym


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("Рабочие построили мост.", {"Рабочие возвели мост."}),
        ("Певица умерла в Париже.", {"Певица скончалась в Париже."}),
        ("Суд оштрафовал фирму.", {"Суд оштрафовал компанию."}),
        ("Рабочие красят мост.", set()),
    ],
)
def test_synonym(sentence: str, changed: set[str]) -> None:
    assert change(use_synonym, sentence) == changed
