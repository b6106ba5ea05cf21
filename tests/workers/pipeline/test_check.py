"""The whole pipeline over a small real library: what rules 1 to 3 and 6 promise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexes.records import Article, Claim, Source, Stance, Verdict, VerdictLabel
from indexes.sources.ingest import ingest_sources
from workers.checking import open_checked_library, open_models
from workers.pipeline.check import ArticleChecker, Models
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import read_settings

TEXT = "В Рязани открыли новый автомобильный завод, на нём работают 1200 человек."
ARTICLE = Article(
    id="article",
    text=TEXT,
    language="ru",
    published_at=date(2024, 5, 20),
    url="https://a.example/1",
)
REPORT = (
    "Новый автомобильный завод открыли в Рязани 17 мая. По словам директора, на заводе работают"
    " 1200 человек. Строительство заняло четыре года."
)
FACTORY = Source(
    id="factory", text=REPORT, title="Открытие завода", language="ru", publisher="Вестник",
    published_at=date(2024, 5, 18),
)  # fmt: skip
OTHER = Source(
    id="fish", text="Улов трески в Баренцевом море вырос на треть.", language="ru",
    publisher="Рыбак", published_at=date(2024, 1, 1),
)  # fmt: skip
Check = Callable[..., tuple[list[Claim], list[Verdict]]]


@pytest.fixture(scope="module")
def models() -> Models:
    return open_models(read_settings({}))


@pytest.fixture
def check(models: Models, tmp_path: Path) -> Check:
    def run(*sources: Source, article: Article = ARTICLE) -> tuple[list[Claim], list[Verdict]]:
        settings = replace(read_settings({}), library_url=f"embedded://{tmp_path}/library")
        library = open_checked_library(settings, models.embedder)
        assert not ingest_sources(sources, library, models.embedder).failed
        checker = ArticleChecker(library, models)
        claims = [one for one in checker.split_article(article) if one.is_selected]
        return claims, checker.check_claims(article, claims)

    return run


def labels(verdicts: list[Verdict]) -> set[VerdictLabel]:
    return {one.now.label for one in verdicts}


def test_a_report_supports(check: Check) -> None:
    claims, verdicts = check(FACTORY, OTHER)
    assert labels(verdicts) == {VerdictLabel.SUPPORTED}
    assert [one.claim_id for one in verdicts] == [one.id for one in claims]
    for verdict in verdicts:
        best = next(one for one in verdict.evidence if one.stance is Stance.SUPPORTS)
        assert best.quote.of(FACTORY.text) == best.quoted_text
        assert best.publisher == "Вестник"


def test_an_empty_library_decides_nothing(check: Check) -> None:
    _, verdicts = check()
    assert labels(verdicts) == {VerdictLabel.NOT_ENOUGH_EVIDENCE}
    assert all(one.now.reasons[0].code == "nothing_found" for one in verdicts)
    assert not any(one.evidence for one in verdicts)


def test_other_news_decides_nothing(check: Check) -> None:
    _, verdicts = check(OTHER)
    assert labels(verdicts) == {VerdictLabel.NOT_ENOUGH_EVIDENCE}


@pytest.mark.parametrize(
    "copy",
    [
        Source(id="copy", text=TEXT, language="ru", publisher="Агрегатор"),
        Source(id="copy", text=f"Новости часа. {TEXT} Подписывайтесь на нас!", language="ru"),
        Source(id="same-page", text=REPORT, language="ru", url=ARTICLE.url),
    ],
    ids=["copy", "copy with a frame", "the same address"],
)
def test_an_article_never_confirms_itself(check: Check, copy: Source) -> None:
    _, verdicts = check(copy)
    assert labels(verdicts) == {VerdictLabel.NOT_ENOUGH_EVIDENCE}
    assert not any(one.evidence for one in verdicts)


def test_copies_of_the_article_crowd_nothing_out(check: Check) -> None:
    copies = [Source(id=f"copy-{n}", text=f"{TEXT} Новость {n}.", language="ru") for n in range(40)]
    _, verdicts = check(*copies, FACTORY)
    assert labels(verdicts) == {VerdictLabel.SUPPORTED}
    assert {e.source_id for one in verdicts for e in one.evidence} == {"factory"}


def test_later_reports_do_not_hide_what_was_known_then(check: Check) -> None:
    later = [
        replace(
            FACTORY, id=f"later-{n}", publisher=f"Газета {n}", published_at=date(2024, 6, 1 + n)
        )
        for n in range(7)
    ]
    _, verdicts = check(*later, FACTORY)
    assert {one.at_publication.label for one in verdicts} == {VerdictLabel.SUPPORTED}


def test_copies_of_one_report_are_one_origin(check: Check) -> None:
    copies = [replace(FACTORY, id=f"copy-{n}", publisher=f"Газета {n}") for n in range(3)]
    _, verdicts = check(*copies)
    for verdict in verdicts:
        assert len({one.origin for one in verdict.evidence}) == 1
        assert verdict.now.reasons[0].details["count"] == "1"


def test_what_came_out_later_counts_only_for_now(check: Check) -> None:
    later = replace(FACTORY, published_at=date(2024, 6, 1))
    _, verdicts = check(later)
    assert labels(verdicts) == {VerdictLabel.SUPPORTED}
    assert {one.at_publication.label for one in verdicts} == {VerdictLabel.NOT_ENOUGH_EVIDENCE}
    assert all("changed_since_publication" in one.flag_reasons for one in verdicts)


def test_undated_sources_count_only_for_now(check: Check) -> None:
    _, verdicts = check(replace(FACTORY, published_at=None))
    assert {one.at_publication.label for one in verdicts} == {VerdictLabel.NOT_ENOUGH_EVIDENCE}


def test_a_verdict_says_what_it_rests_on(check: Check, models: Models) -> None:
    _, verdicts = check(FACTORY)
    provenance = verdicts[0].provenance
    assert provenance.models == models.names
    assert set(provenance.models) == {"embeddings", "stance", "check_worthiness", "calibration"}
    assert provenance.library_version
    assert provenance.rules_version == RULES_VERSION


def test_a_first_needs_a_first(check: Check) -> None:
    article = replace(ARTICLE, text="В Рязани открыли первый в стране автомобильный завод.")
    _, verdicts = check(FACTORY, article=article)
    assert labels(verdicts) == {VerdictLabel.NOT_ENOUGH_EVIDENCE}


def test_english_article_and_source(check: Check) -> None:
    article = Article(id="en", text="A new car plant opened in Ryazan in May 2024.", language="en")
    source = Source(
        id="plant", text="The new car plant in Ryazan opened in May 2024.", language="en"
    )
    _, verdicts = check(source, article=article)
    assert labels(verdicts) == {VerdictLabel.SUPPORTED}


def test_an_unknown_language_is_read_without_grammar(check: Check) -> None:
    article = Article(id="fr", text="L'usine de Riazan emploie 1200 personnes.", language="")
    claims, verdicts = check(FACTORY, article=article)
    assert len(claims) == len(verdicts)


@pytest.mark.parametrize("text", ["", "   ", "Что дальше?", "Прекрасный город, по-моему."])
def test_texts_without_a_claim(check: Check, text: str) -> None:
    claims, verdicts = check(FACTORY, article=replace(ARTICLE, text=text))
    assert (claims, verdicts) == ([], [])
