from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from indexes.records import Source, from_json
from indexes.sources.origins import group_origins, repeats

SEEDS = Path(__file__).parents[3] / "seeds"

TASS = Source(
    id="tass", publisher="ТАСС", language="ru", published_at=date(2025, 3, 4),
    url="https://tass.ru/obschestvo/23300001",
    text=(
        "НОВОСИБИРСК, 4 марта. /ТАСС/. Новый мост через Обь открыли для движения в Новосибирске. "
        "Его длина составляет 5,1 км, строительство продолжалось семь лет и обошлось в 45 млрд "
        "рублей. «Мост разгрузит центр города на треть», — сказал мэр на церемонии открытия. "
        "По мосту смогут проезжать до 56 тыс. автомобилей в сутки."
    ),
)  # fmt: skip
RETOLD = Source(
    id="vesti", publisher="Вести Сибири", language="ru", published_at=date(2025, 3, 4),
    text=(
        "Движение по новому мосту через Обь запустили сегодня в Новосибирске, сообщает ТАСС. "
        "Строительство моста длиной 5,1 км продолжалось семь лет, потратили на него 45 млрд рублей."
    ),
)  # fmt: skip
INDEPENDENT = Source(
    id="ngs", publisher="НГС", language="ru", published_at=date(2025, 3, 4),
    text=(
        "Корреспондент НГС одним из первых проехал по четвёртому мосту: пробки начались уже в "
        "полдень. Водители жалуются на плату за проезд, 250 рублей, а дорожники обещают, что через "
        "неделю поток распределится. Открытия в Новосибирске ждали с 2023 года."
    ),
)  # fmt: skip
OTHER_NEWS = Source(
    id="budget", publisher="Коммерсантъ", language="ru", published_at=date(2025, 3, 4),
    text=(
        "Совет депутатов Новосибирска утвердил бюджет города, сообщает ТАСС. Доходы вырастут на "
        "девять процентов, дефицит сократится вдвое, больше всего денег получат школы."
    ),
)  # fmt: skip
REUTERS = Source(
    id="reuters", publisher="Reuters", language="en", published_at=date(2024, 6, 10),
    text=(
        "LONDON, June 10 (Reuters) - Britain's economy grew by 0.6% in the first three months of "
        "2024, the fastest pace in more than two years, official data showed on Monday. The "
        "Office for National Statistics said services led the growth, while construction fell."
    ),
)  # fmt: skip
REWORDED = Source(
    id="herald", publisher="Northern Herald", language="en", published_at=date(2024, 6, 10),
    text=(
        "The economy of Britain expanded 0.6% in the first quarter of 2024, its fastest growth in "
        "over two years, the Office for National Statistics showed, Reuters reported. Services led."
    ),
)  # fmt: skip
OWN_REPORT = Source(
    id="bbc", publisher="BBC", language="en", published_at=date(2024, 6, 10),
    text=(
        "Shops and hairdressers had a good start to the year. Figures out today put UK growth at "
        "0.6% for January to March, so the recession is over, economists told the BBC."
    ),
)  # fmt: skip


def copy(source: Source, number: int, text: str = "") -> Source:
    return replace(
        source, id=f"{source.id}-{number}", publisher=f"Лента {number}", url="",
        published_at=date(2025, 3, 5), text=text or source.text,
    )  # fmt: skip


def feeds(source: Source) -> list[Source]:
    """The same story as ten feeds carry it: whole, cut short, with a line of their own."""
    sentences = source.text.split(". ")
    texts = [
        source.text,
        source.text.upper(),
        source.text.replace("ё", "е").replace("«", '"').replace("»", '"'),
        ". ".join(sentences[:4]),
        ". ".join(sentences[1:]),
        f"Главное к этому часу. {source.text} Подписывайтесь на наш канал.",
        source.text.replace("составляет", "составила").replace("сказал", "отметил"),
        source.text.replace("showed on Monday", "showed").replace("Britain's", "The UK"),
        f"{source.text}\n\n{source.text}",
        source.text.replace(", ", " , "),
    ]
    return [copy(source, number, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("story", [TASS, REUTERS], ids=["ru", "en"])
def test_ten_feeds_of_one_wire_story_are_one_origin(story: Source) -> None:
    origins = group_origins([*feeds(story), story])
    assert set(origins.values()) == {story.id}
    assert len(origins) == 11


PAIRS = [
    ("a copy in other words that names its agency", TASS, RETOLD, True),
    ("two reports of one event", TASS, INDEPENDENT, False),
    ("the same agency, another story", TASS, OTHER_NEWS, False),
    ("a retelling and an own report", RETOLD, INDEPENDENT, False),
    ("an English retelling", REUTERS, REWORDED, True),
    ("an own English report", REUTERS, OWN_REPORT, False),
    ("another language", TASS, REUTERS, False),
    (
        "a paper that retells another paper",
        INDEPENDENT,
        Source(id="mk", publisher="МК", language="ru", text=(
            "Водители жалуются на плату за проезд по новому мосту в Новосибирске, 250 рублей, и "
            "на пробки, пишет НГС. Дорожники обещают, что поток распределится через неделю.")),
        True,
    ),
    (
        "a paper by its declined name, without the word for what it is",
        replace(INDEPENDENT, id="rg", publisher="Газета «Сибирская неделя»"),
        Source(id="mk", publisher="МК", language="ru", text=(
            "По данным «Сибирской недели», водители жалуются на плату за проезд по новому мосту в "
            "Новосибирске, 250 рублей. Дорожники обещают: поток распределится через неделю.")),
        True,
    ),
    (
        "a paper that only names another",
        INDEPENDENT,
        Source(id="mk", publisher="МК", language="ru", text=(
            "Новый мост в Новосибирске открыли. Журналисты НГС приехали на церемонию раньше мэра. "
            "Проезд стоит 250 рублей, водители ждут в очередях, дорожники чистят снег.")),
        False,
    ),
    (
        "two retellings without the wire story itself",
        RETOLD,
        Source(id="radio", publisher="Радио", language="ru", text=(
            "Как передаёт ТАСС, в Новосибирске запустили движение по мосту через Обь длиной "
            "5,1 км: строительство продолжалось семь лет.")),
        True,
    ),
    (
        "one page under two addresses",
        Source(id="1", text="Мэр открыл мост.", url="http://www.ngs.ru/a/1/?utm_source=tg"),
        Source(id="2", text="Открыт мост, сказал мэр!", url="https://ngs.ru/a/1"),
        True,
    ),
    (
        "two pages that differ by the query",
        Source(id="1", text="Мэр открыл мост.", url="https://ngs.ru/?id=1"),
        Source(id="2", text="Школу построят к осени.", url="https://ngs.ru/?id=2"),
        False,
    ),
    ("short and equal", Source(id="1", text="Мэр ушёл."), Source(id="2", text="«Мэр ушёл»"), True),
    ("short, different", Source(id="1", text="Мэр ушёл."), Source(id="2", text="Суд ушёл."), False),
    ("nothing", Source(id="1", text="…"), Source(id="2", text="—"), False),
    (
        "the same quotation in two long reports",
        Source(id="1", language="ru", text=(
            "Губернатор рассказал о планах на год. «Мы построим три школы и больницу», — сказал "
            "он журналистам в четверг. До этого он осмотрел стройку на улице Ленина, где рабочие "
            "заканчивают кровлю, и поговорил с жителями соседних домов о шуме по ночам.")),
        Source(id="2", language="ru", text=(
            "В отчёте перед депутатами глава региона пообещал: «Мы построим три школы и больницу». "
            "Оппозиция напомнила, что те же обещания звучали два года назад, и потребовала "
            "показать контракты с подрядчиками; ответа на заседании она не получила.")),
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "is_one"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS]
)
def test_pairs(one: Source, other: Source, is_one: bool) -> None:
    assert (len(set(group_origins([one, other]).values())) == 1) is is_one
    assert (len(set(group_origins([other, one]).values())) == 1) is is_one


def test_the_origin_is_the_oldest_whatever_the_order() -> None:
    sources = [
        TASS,
        RETOLD,
        copy(TASS, 1),
        INDEPENDENT,
        replace(TASS, id="undated", published_at=None),
    ]
    expected = {"tass": "tass", "vesti": "tass", "tass-1": "tass", "undated": "tass", "ngs": "ngs"}
    for order in permutations(sources):
        assert group_origins(order) == expected


def test_copies_join_through_a_third() -> None:
    """Two cuts of one text that share nothing with each other, and the whole."""
    sentences = TASS.text.split(". ")
    head = replace(TASS, id="head", publisher="", url="", text=". ".join(sentences[:4]))
    tail = replace(TASS, id="tail", publisher="", url="", text=". ".join(sentences[4:]))
    assert len(set(group_origins([head, tail]).values())) == 2
    assert len(set(group_origins([head, tail, TASS]).values())) == 1


def test_nothing_has_no_origins() -> None:
    assert group_origins([]) == {}


def test_the_seed_notes_are_independent_and_none_repeats_the_article() -> None:
    notes = [from_json(Source, line) for line in (SEEDS / "sources.jsonl").read_text().splitlines()]
    article = (SEEDS / "article.txt").read_text()
    assert len(set(group_origins(notes).values())) == len(notes)
    assert [note.id for note in notes if repeats(article, note.text, "ru")] == []


REPEATED = [
    ("itself", TASS.text, TASS.text, True),
    ("a shortened copy", TASS.text, TASS.text[:250], True),
    ("a copy with an introduction", TASS.text, f"Коротко о главном. {TASS.text}", True),
    ("a retelling", TASS.text, RETOLD.text, False),
    ("another report", TASS.text, INDEPENDENT.text, False),
    ("nothing", TASS.text, "", False),
]


@pytest.mark.parametrize(
    ("article", "source", "is_copy"),
    [row[1:] for row in REPEATED],
    ids=[row[0] for row in REPEATED],
)
def test_an_article_and_its_copies(article: str, source: str, is_copy: bool) -> None:
    assert repeats(article, source, "ru") is is_copy
