"""Names in English sentences, and that their keys meet the Russian ones."""

from itertools import pairwise

import pytest

from workers.languages.factory import open_language
from workers.languages.language import Entity, EntityKind

P, L, ORG, X = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER


def names(text: str) -> tuple[Entity, ...]:
    return open_language("en").entities(text)


SENTENCES = [
    (
        "President of Kazakhstan Kassym-Jomart Tokayev said on Nov. 12 that the U.S. won't come.",
        [
            ("Kazakhstan", "Kazakhstan", L),
            ("Kassym-Jomart Tokayev", "Kassym-Jomart Tokayev", P),
            ("U.S.", "United States", L),
        ],
    ),
    (
        "Russian-Kazakh relations are excellent, Mr. Putin added.",
        [("Russian", "Russia", L), ("Kazakh", "Kazakhstan", L), ("Putin", "Putin", P)],
    ),
    (
        "Foreign Ministry spokeswoman Maria Zakharova said that North Korean troops left.",
        [
            ("Foreign Ministry", "Foreign Ministry", ORG),
            ("Maria Zakharova", "Maria Zakharova", P),
            ("North Korean", "North Korea", L),
        ],
    ),
    (
        "The UN Security Council's resolution was vetoed by Russia.",
        [
            ("UN Security Council", "United Nations Security Council", ORG),
            ("Russia", "Russia", L),
        ],
    ),
    (
        "UN Secretary-General Antonio Guterres spoke in Geneva.",
        [
            ("UN", "United Nations", ORG),
            ("Antonio Guterres", "Antonio Guterres", P),
            ("Geneva", "Geneva", L),
        ],
    ),
    ("He speaks the Russian language.", []),
    ("The meeting is on Monday in May.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_names_get_their_kind(text: str, expected: list[tuple[str, str, EntityKind]]) -> None:
    assert [(one.text, one.normal, one.kind) for one in names(text)] == expected


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("President Tokayev arrived.", "Приехал президент Токаев."),
        ("Vladimir Putin spoke.", "Речь Владимира Путина понравилась."),
        ("Chinese leader Xi Jinping came.", "Встреча с Си Цзиньпином прошла."),
        ("It happened in Moscow.", "Это случилось в Москве."),
        ("The Russian army left.", "Армия РФ ушла."),
        ("The SCO met in Beijing.", "Саммит ШОС прошёл в Пекине."),
        ("Su-35 fighters escorted the plane.", "Самолёт сопровождали Су-35."),
        ("Rosatom will build the plant.", "Станцию построит Росатом."),
        ("Musk's company launched it.", "Запуск провела компания Илона Маска."),
        ("The plant stands near Ulken in Kazakhstan.", "Станция стоит в Казахстане."),
        ("The concert was at the Bolshoi Theatre.", "Концерт дали в Большом театре."),
    ],
)
def test_english_and_russian_keys_meet(english: str, russian: str) -> None:
    in_russian = {one.key for one in open_language("ru").entities(russian)}
    assert in_russian & {one.key for one in names(english)}


def test_a_surname_alone_is_the_person_named_before() -> None:
    text = "President Kassym-Jomart Tokayev flew to Moscow. Tokayev will stay two days."
    people = [one for one in names(text) if one.kind is P]
    assert [one.normal for one in people] == ["Kassym-Jomart Tokayev"] * 2


def test_spans_point_at_the_names_and_do_not_overlap() -> None:
    text = "Guinea-Bissau's and Côte d’Ivoire's ministers met Dr. John Smith Jr. of Apple Inc."
    found = names(text)
    assert [one.span.of(text) for one in found] == [one.text for one in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
