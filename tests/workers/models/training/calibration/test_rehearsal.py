"""Held-out claims as the product would meet them: in an article, where they have one."""

from dataclasses import replace
from datetime import date

import pytest

from indexes.records import VerdictLabel
from indexes.sources.encoders import DEFAULT_MODEL
from workers.checking import open_models
from workers.models.training.calibration.rehearsal import (
    choose_pairs,
    finish,
    make_source,
    place_claim,
    rehearse,
)
from workers.models.training.stance.pairs import Answer, Pair, is_held_out
from workers.models.training.stance_overlap import list_groups
from workers.settings import read_settings

SAID = Pair(
    "Устав изменён. «За» — 19, «против» — 3.",
    "Против нового устава проголосовали пятеро.",
    Answer.REFUTES,
    "written",
    "ru",
    "g",
    title="Итоги",
    published_at=date(2024, 3, 12),
    publisher="Горсовет",
    said="против были пятеро",
    before="Вчера голосовали.",
    article_title="Устав переписали",
    article_date=date(2024, 3, 13),
)
ALONE = Pair("Завод открыт.", "Завод открыли.", Answer.SUPPORTS, "set", "en-ru", "h")


def test_a_claim_is_said_in_its_article() -> None:
    article, claim = place_claim(SAID)
    assert claim.quote.of(article.text) == claim.text == "Против были пятеро."
    assert (claim.context, article.published_at) == ("Устав переписали", date(2024, 3, 13))


def test_a_claim_without_article_stands_alone() -> None:
    article, claim = place_claim(ALONE)
    assert (claim.text, claim.context, article.title) == ("Завод открыли.", "", "")
    assert (claim.language, make_source(ALONE).language) == ("ru", "en")


def test_the_source_is_known_whole() -> None:
    source = make_source(SAID)
    assert (source.title, source.publisher) == ("Итоги", "Горсовет")
    assert source.published_at == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("said", "finished"),
    [
        ("против были пятеро", "Против были пятеро."),
        ("Завод открыт.", "Завод открыт."),
        ("он сказал: «Пора»", "Он сказал: «Пора»"),
    ],
)
def test_half_sentences_become_sentences(said: str, finished: str) -> None:
    assert finish(said) == finished


def test_held_out_claims_are_checked_and_no_others() -> None:
    text = "В 2023 году завод «Ладога» выпустил 1200 тракторов."
    groups = [f"g-{number}" for number in range(40)]
    kept = next(group for group in groups if is_held_out(group))
    left = next(group for group in groups if not is_held_out(group))
    said = "Завод «Ладога» за 2023 год собрал 1200 тракторов."
    own = Pair(text, said, Answer.SUPPORTS, "written", "ru", kept, title="Ладога")
    other = replace(own, evidence="Комета видна осенью.", claim="Комета видна.", group=left)
    settings = read_settings({"SVERKA_EMBEDDING_MODEL": DEFAULT_MODEL})
    (row,) = rehearse(open_models(settings), [own, other], settings)
    assert row.article == kept
    assert row.right is (row.label is VerdictLabel.SUPPORTED)
    assert 0 < row.confidence < 1


def test_what_the_scorer_read_in_training_is_left_out() -> None:
    pairs = [replace(ALONE, group=f"g-{number}") for number in range(2000)]
    chosen = {pair.group for pair in choose_pairs(pairs)}
    read = list_groups({pair.group for pair in pairs})
    assert chosen
    assert chosen.isdisjoint(read)
    assert chosen | read >= {pair.group for pair in pairs if is_held_out(pair.group)}
