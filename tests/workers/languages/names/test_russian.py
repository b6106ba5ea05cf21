"""Names in Russian sentences: dictionary form, kind, key."""

from itertools import pairwise

import pytest

from workers.languages.factory import open_language
from workers.languages.language import Entity, EntityKind

P, L, ORG, X = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER


def names(text: str) -> tuple[Entity, ...]:
    return open_language("ru").entities(text)


# a sentence, then each name as written, its dictionary form and its kind
SENTENCES = [
    (
        "Государственный визит президента Республики Казахстан Касым-Жомарта Токаева в Москву.",
        [
            ("Республики Казахстан", "Казахстан", L),
            ("Касым-Жомарта Токаева", "Касым-Жомарт Токаев", P),
            ("Москву", "Москва", L),
        ],
    ),
    (
        "Переговоры Владимира Путина с Шавкатом Мирзиёевым завершились.",
        [
            ("Владимира Путина", "Владимир Путин", P),
            ("Шавкатом Мирзиёевым", "Шавкат Мирзиёев", P),
        ],
    ),
    (
        "Письмо Марии Захаровой передала журналистка Анна Меркулова.",
        [("Марии Захаровой", "Мария Захарова", P), ("Анна Меркулова", "Анна Меркулова", P)],
    ),
    (
        "Канцлер встретился с Ангелой Меркель и Дональдом Трампом.",
        [("Ангелой Меркель", "Ангела Меркель", P), ("Дональдом Трампом", "Дональд Трамп", P)],
    ),
    (
        "Роман написал А. С. Пушкин.",
        [("А. С. Пушкин", "А. С. Пушкин", P)],
    ),
    (
        "В первой истории казахстанско-российских отношений начался новый этап.",
        [("казахстанско", "Казахстан", L), ("российских", "Россия", L)],
    ),
    (
        "Самолёт сопровождали истребители Су-35, а по городу гости ехали на Aurus Senator.",
        [("Су-35", "Су-35", X), ("Aurus Senator", "Aurus Senator", X)],
    ),
    (
        'Финалом стало исполнение песни "Земля казахов".',
        [("Земля казахов", "Земля казахов", X)],
    ),
    (
        'Станцию построит корпорация "Росатом".',
        [("Росатом", "Росатом", ORG)],
    ),
    (
        "Вопрос обсудят в рамках Шанхайской организации сотрудничества (ШОС) и СНГ.",
        [
            ("Шанхайской организации сотрудничества", "Шанхайская организация сотрудничества", ORG),
            ("ШОС", "Шанхайская организация сотрудничества", ORG),
            ("СНГ", "Содружество Независимых Государств", ORG),
        ],
    ),
    (
        "МИД России вызвал посла.",
        [("МИД", "Министерство иностранных дел", ORG), ("России", "Россия", L)],
    ),
    (
        "Уровень Каспийского моря падает.",
        [("Каспийского моря", "Каспийское море", L)],
    ),
    (
        "Он изучает китайский язык.",
        [],
    ),
    (
        "Того же мнения придерживаются эксперты.",
        [],
    ),
    (
        "Многовекторность\nВизит завершён.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_names_get_their_dictionary_form(
    text: str, expected: list[tuple[str, str, EntityKind]]
) -> None:
    assert [(one.text, one.normal, one.kind) for one in names(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Самолёт Касым-Жомарта Токаева сел.", "Гостя, Токаева, встретили."),
        ("Президент РФ уехал.", "Президент России уехал."),
        ("Посол Российской Федерации уехал.", "Об этом сообщил российский посол."),
        ("Санкции ввели США.", "Санкции ввели Соединённые Штаты."),
        ("Саммит провели в Средней Азии.", "Саммит провели в Центральной Азии."),
        ("Об этом сообщили в Шанхайской организации сотрудничества.", "Об этом сообщили в ШОС."),
        ('Контракт получила госкорпорация "Росатом".', "Контракт получил Росатом."),
    ],
)
def test_two_ways_to_name_one_thing_share_a_key(one: str, other: str) -> None:
    assert {found.key for found in names(one)} & {found.key for found in names(other)}


def test_a_woman_and_a_man_of_one_family_are_two() -> None:
    (man,) = names("На встречу приехал Бауыржан Токаев.")
    (woman,) = names("На встречу приехала Надежда Токаева.")
    assert man.key != woman.key


def test_a_surname_gets_the_full_name_of_the_text() -> None:
    text = "Владимир Путин принял Касым-Жомарта Токаева. Позже Путин проводил Токаева."
    assert [one.normal for one in names(text)] == [
        "Владимир Путин",
        "Касым-Жомарт Токаев",
        "Владимир Путин",
        "Касым-Жомарт Токаев",
    ]


def test_an_acronym_means_what_the_text_says() -> None:
    text = "Союз птицеводов Приволжья (СПП) собрался в Самаре. В СПП довольны."
    found = {one.text: one for one in names(text)}
    assert found["СПП"].normal == "Союз птицеводов Приволжья"
    assert found["СПП"].key == found["Союз птицеводов Приволжья"].key


def test_spans_point_at_the_names_and_do_not_overlap() -> None:
    text = "Российско-казахстанские переговоры, г. Москва: В. В. Путин и К.-Ж. Токаев (ШОС, ЕАЭС)."
    found = names(text)
    assert [one.span.of(text) for one in found] == [one.text for one in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["", "\n", "«»", "()", "...", "12", "А"])
def test_nothing_has_no_names(text: str) -> None:
    assert names(text) == ()
