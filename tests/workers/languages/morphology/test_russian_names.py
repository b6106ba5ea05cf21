"""Names that no dictionary has."""

import pytest

from workers.languages.morphology.russian_names import (
    FEMININE,
    MASCULINE,
    decline_name,
    guess_gender,
    restore_nominative,
)

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
DECLINED = [
    (MASCULINE, "Мирзиёев Мирзиёева Мирзиёеву Мирзиёева Мирзиёевым Мирзиёеве"),
    (FEMININE, "Токторбаева Токторбаевой Токторбаевой Токторбаеву Токторбаевой Токторбаевой"),
    (MASCULINE, "Зеленский Зеленского Зеленскому Зеленского Зеленским Зеленском"),
    (FEMININE, "Тихановская Тихановской Тихановской Тихановскую Тихановской Тихановской"),
    (MASCULINE, "Столтенберг Столтенберга Столтенбергу Столтенберга Столтенбергом Столтенберге"),
    (MASCULINE, "Шольц Шольца Шольцу Шольца Шольцем Шольце"),
    (MASCULINE, "Кукай Кукая Кукаю Кукая Кукаем Кукае"),
    (MASCULINE, "Рябокрысь Рябокрыся Рябокрысю Рябокрыся Рябокрысем Рябокрысе"),
    (FEMININE, "Гаделия Гаделии Гаделии Гаделию Гаделией Гаделии"),
]


@pytest.mark.parametrize(("gender", "forms"), DECLINED)
def test_names_are_declined(gender: str, forms: str) -> None:
    nominative, *_ = forms.split()
    assert [decline_name(nominative, gender, case) for case in CASES] == forms.split()


@pytest.mark.parametrize(("gender", "forms"), DECLINED)
def test_nominatives_are_restored(gender: str, forms: str) -> None:
    nominative, *_ = forms.split()
    restored = [
        restore_nominative(form, gender, case)
        for form, case in zip(forms.split(), CASES, strict=True)
    ]
    assert restored == [nominative] * len(CASES)


@pytest.mark.parametrize("word", ["Нетаньяху", "Эрдоган", "Смит", "Цой"])
def test_what_looks_undeclined_stays(word: str) -> None:
    assert restore_nominative(word, MASCULINE, "Ins") == word


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Сердар Бердымухамедов", MASCULINE),
        ("Камшат Ергазина", FEMININE),
        ("Си Цзиньпин", MASCULINE),
        ("Ильхам Гейдар оглы", MASCULINE),
        ("Эско Вайнола", ""),
    ],
)
def test_endings_tell_the_gender(name: str, gender: str) -> None:
    assert guess_gender(name.split()) == gender
