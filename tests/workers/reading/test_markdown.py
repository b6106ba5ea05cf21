from datetime import date

from indexes.records import Tier
from tests.workers.reading.readings import Write, read, read_one
from workers.reading.records import ReadError

MARKDOWN = """---
title: "Итоги: визит"
date: 2025-11-12
lang: ru
publisher: 'Лента'
url: https://lenta.ru/1
tier: reference
tags: [a, b]
---

# Заголовок

Президент [прибыл](https://x.ru "подсказка") в **Москву**
с *визитом*. ![картинка](a.png)

- раз
- два

> Цитата & слово &amp; `код`

| Год | Школ |
|-----|------|
| 2018 | 12 |

<script>alert("зло")</script>
<div onclick="evil()">в html</div>

    отступ
"""


def test_markdown(write: Write) -> None:
    source = read_one(write("a.md", MARKDOWN))
    assert source.text == (
        "Заголовок\n\nПрезидент прибыл в Москву с визитом.\n\nраз\n\nдва\n\n"
        "Цитата & слово & код\n\nГод | Школ\n2018 | 12\n\nотступ"
    )
    assert (source.title, source.language, source.publisher) == ("Итоги: визит", "ru", "Лента")
    assert (source.url, source.tier) == ("https://lenta.ru/1", Tier.REFERENCE)
    assert source.published_at == date(2025, 11, 12)


def test_markdown_without_front_matter(write: Write) -> None:
    source = read_one(
        write("a.markdown", "Вступление.\n\n## Глава *один*\n\nТекст.\n\n---\n\nЕщё.")
    )
    assert source.title == "Глава один"
    assert source.text == "Вступление.\n\nГлава один\n\nТекст.\n\nЕщё."
    assert source.published_at is None


def test_wrong_front_matter(write: Write) -> None:
    (error,) = read(write("a.md", "---\ndate: вчера\n---\nТекст."))
    assert isinstance(error, ReadError)
    assert "is no date" in error.message
