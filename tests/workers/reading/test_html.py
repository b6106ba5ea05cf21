from datetime import date

import pytest

from tests.workers.reading.readings import Write, read, read_one
from workers.reading.records import ReadError

PAGE = """<!doctype html><html lang="ru-RU"><head>
<title>Визит Токаева — Лента</title><meta charset="{charset}">
<meta property="og:site_name" content="Лента"><link rel="canonical" href="https://lenta.ru/a/1">
<meta property="article:published_time" content="2025-11-12T10:00:00+03:00">
<script>var зло = 1;</script><style>.зло {{}}</style></head><body>
<nav><a href="/">Главная</a> <a href="/news">Новости</a></nav>
<article><h1>Визит Токаева</h1>
<p>Президент Казахстана прибыл в <b>Москву</b> с государственным визитом, встретил его министр.</p>
<script>document.write("зло")</script><noscript>зло</noscript><!-- зло -->
<p onclick="зло()">Его борт сопровождали истребители Су-35. Это почётный эскорт, принятый при
государственных визитах.</p>
<h2>Итоги</h2><p>Подписано 14 документов, в их числе договор о союзничестве.</p>
<iframe src="https://зло"></iframe></article>
<section class="comments"><p>Комментарий: всё это зло.</p></section>
<footer>© 2019 Лента, все права защищены</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_html(write: Write, charset: str) -> None:
    source = read_one(write("a.html", PAGE.format(charset=charset).encode(charset)))
    assert "прибыл в Москву с государственным визитом" in source.text
    assert "Подписано 14 документов" in source.text
    for stray in ("зло", "<", "Главная", "onclick", "права"):
        assert stray not in source.text
    assert source.title == "Визит Токаева"
    assert (source.language, source.publisher, source.url) == (
        "ru",
        "Лента",
        "https://lenta.ru/a/1",
    )
    assert source.published_at == date(2025, 11, 12)


def test_html_guesses_no_date(write: Write) -> None:
    page = "<html><body><p>Мост открыли. В 2018 году начали строить.</p><p>© 2019</p></body></html>"
    source = read_one(write("a.htm", page))
    assert source.published_at is None
    assert source.language == "ru"


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<html><body><script>alert(1)</script></body></html>", "\0\1\2"]
)
def test_html_without_text(write: Write, page: str) -> None:
    (error,) = read(write("a.html", page))
    assert isinstance(error, ReadError)
    assert error.line == 0
