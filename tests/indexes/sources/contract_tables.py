"""The tables of `library_contract.py`."""

from datetime import date

from indexes.records import Source, Tier
from indexes.sources.library import Filters

# One text a line. The reader of the left looks for the right, and back.
MATCHES = [
    ("Самолёт ещё летит", "самолет еще летит"),
    ("МОСКВА", "москва"),
    ("государственный визит", "визита"),
    ("государственный визит", "визитом"),
    ("итоги визита", "Визит"),
    ("три дня", "день"),
    ("в тот же день", "дней"),
    ("люди вышли на площадь", "человек"),
    ("пять человек", "людям"),
    ("встреча Путина", "Путин"),
    ("Путин прилетел", "Путиным"),
    ("дождь шёл", "идёт"),
    ("снег идёт", "шёл"),
    ("прибыл Касым-Жомарт Токаев", "Токаева"),
    ("борт Касым-Жомарта Токаева", "Касым-Жомарт"),
    ("истребители Су-35", "Су-35"),
    ("истребители Су-35", "су35"),
    ("фигурист Исмаил-оглы", "Исмаил"),
    ("лимузин Aurus Senator", "aurus"),
    ("The cities signed agreements", "city agreement"),
    ("President's visits", "visit"),
    ("население 4 523 000", "4,523,000"),
    ("население 4,523,000", "4523000"),
    ("население 4523000", "4 523 000"),
    ("выросло на 71,12 %", "71.12"),
    ("за́мок на холме", "замок"),
    ("Pоссия и мир", "Россия"),  # the first letter is Latin
    ("пре\u00adзидент", "президент"),
]

DIFFERENT = [
    ("пришли 1500 человек на митинг", "50"),
    ("пришли 50 сторонников", "1500"),
    ("банк открылся", "война"),
    ("в 2018 году", "2008"),
]

DATED = {
    "old-official": Source(
        id="old-official", text="Мост открыли для движения.", language="ru",
        publisher="Росавтодор", published_at=date(2018, 5, 15), tier=Tier.OFFICIAL,
    ),
    "new-news": Source(
        id="new-news", text="Мост закрыли для движения.", language="ru",
        publisher="РБК", published_at=date(2025, 11, 12), tier=Tier.NEWS,
    ),
    "undated": Source(
        id="undated", text="Мост ведёт через реку.", language="ru",
        publisher="РБК", tier=Tier.REFERENCE,
    ),
    "english": Source(
        id="english", text="Мост means bridge.", language="en",
        publisher="The Times", published_at=date(2020, 1, 1), tier=Tier.OPINION,
    ),
}  # fmt: skip

FILTERED = [
    (Filters(), {"old-official", "new-news", "undated", "english"}),
    (Filters(languages=frozenset({"ru"})), {"old-official", "new-news", "undated"}),
    (Filters(languages=frozenset({"ru", "en"})), set(DATED)),
    (Filters(publishers=frozenset({"РБК"})), {"new-news", "undated"}),
    (Filters(tiers=frozenset({Tier.OFFICIAL, Tier.OPINION})), {"old-official", "english"}),
    (Filters(published_from=date(2018, 5, 15), include_undated=False), set(DATED) - {"undated"}),
    (Filters(published_from=date(2018, 5, 16)), {"new-news", "undated", "english"}),
    (Filters(published_until=date(2020, 1, 1)), {"old-official", "undated", "english"}),
    (
        Filters(published_until=date(2020, 1, 1), include_undated=False),
        {"old-official", "english"},
    ),
    (
        Filters(
            published_from=date(2019, 1, 1), published_until=date(2021, 1, 1), include_undated=False
        ),
        {"english"},
    ),
    (Filters(include_undated=False), set(DATED) - {"undated"}),
    (Filters(exclude_source_ids=frozenset({"undated", "english", "nobody"})),
     {"old-official", "new-news"}),
    (Filters(languages=frozenset({"ru"}), publishers=frozenset({"The Times"})), set()),
]  # fmt: skip
