"""Plans told as deeds."""

import pytest

from tests.workers.models.training.stance.rules.changing import change
from workers.models.training.stance.rules.plans import bring_forward, carry_out, finish_passive
from workers.models.training.stance.rules.statement import Rule


@pytest.mark.parametrize(
    ("rule", "sentence", "changed"),
    [
        (carry_out, "Компания планирует построить завод.", {"Компания построила завод."}),
        (carry_out, "Власти намерены провести конкурс.", {"Власти провели конкурс."}),
        (carry_out, "Компания не планирует построить завод.", set()),
        (carry_out, "Компания планирует строить заводы.", set()),  # no single deed
        (bring_forward, "Школу откроют в посёлке.", {"Школу открыли в посёлке."}),
        (bring_forward, "Если школу откроют, дети вернутся.", set()),
        (finish_passive, "Мост будет построен в посёлке.", {"Мост был построен в посёлке."}),
        (finish_passive, "Дороги будут отремонтированы.", {"Дороги были отремонтированы."}),
    ],
)
def test_plan(rule: Rule, sentence: str, changed: set[str]) -> None:
    assert change(rule, sentence) == changed
