"""Which rows train, what their labels mean, and that nothing held out leaks."""

import gzip
import json
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from workers.models.training.stance.pairs import (
    Answer,
    Pair,
    is_held_out,
    read_pairs,
    read_written,
    split_held_out,
    thin_out,
    vary,
)

PAIR = Pair("Завод открыли в мае.", "Завод открыт.", Answer.SUPPORTS, "set", "ru", "g")


def write(folder: Path, *rows: dict[str, str]) -> None:
    with gzip.open(folder / "own.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("entailment", Answer.SUPPORTS),
        ("contradiction", Answer.REFUTES),
        ("neutral", Answer.NEUTRAL),
        ("not_entailment", Answer.NOT_SUPPORTS),
        ("SUPPORTED", Answer.SUPPORTS),
        ("REFUTED", Answer.REFUTES),
        ("NEI", Answer.NEUTRAL),
        ("NOT_SUPPORTED", Answer.NOT_SUPPORTS),
    ],
)
def test_labels_of_both_kinds_of_data(tmp_path: Path, label: str, answer: Answer) -> None:
    write(
        tmp_path,
        {"dataset": "d", "lang": "ru", "premise": "A.", "hypothesis": "B.", "label": label},
    )
    (pair,) = read_pairs(tmp_path, "own")
    assert (pair.evidence, pair.claim, pair.answer) == ("A.", "B.", answer)


def test_a_label_that_means_something_else_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"dataset": "d", "lang": "en", "claim": "B.", "evidence": "A.", "label": "GENERIC"},
    )
    assert read_pairs(tmp_path, "own") == []


def test_title_and_date_are_part_of_the_premise(tmp_path: Path) -> None:
    row = {"dataset": "d", "lang": "ru", "claim": "Б.", "evidence": "А.", "label": "NEI"}
    write(tmp_path, row | {"title": "Новости", "date": "2024-05-01"}, row | {"date": "2024"})
    dated, undated = read_pairs(tmp_path, "own")
    assert dated.premise == "Новости | 2024-05-01 | А."
    assert dated.published_at == date(2024, 5, 1)
    assert undated.premise == "А."


def test_a_group_is_on_one_side() -> None:
    pairs = [replace(PAIR, group=f"g-{n % 40}", claim=str(n)) for n in range(400)]
    training, held_out = split_held_out(pairs)
    assert {pair.group for pair in training}.isdisjoint({pair.group for pair in held_out})
    assert training
    assert held_out
    assert all(is_held_out(pair.group) for pair in held_out)


def test_large_sets_are_thinned_to_their_limit() -> None:
    pairs = [replace(PAIR, dataset=name, claim=str(n)) for name in "ab" for n in range(30)]
    kept = thin_out(pairs, {"a": 10}, random.Random(1))
    assert [sum(pair.dataset == name for pair in kept) for name in "ab"] == [10, 30]


def test_some_pairs_lose_their_title_and_none_its_evidence() -> None:
    pairs = [replace(PAIR, title="Заголовок", published_at=date(2024, 1, 1))] * 200
    bare = [pair for pair in vary(pairs, random.Random(1)) if not pair.title]
    assert 50 < len(bare) < 120
    assert all(pair.premise == PAIR.evidence for pair in bare)


SOURCE = {
    "title": "Итоги заседания",
    "publisher": "Горсовет",
    "date": "2024-03-12",
    "lang": "ru",
    "text": "Устав изменён. «За» — 19, «против» — 3.",
    "article": {"title": "Устав переписали", "date": "2024-03-13", "lang": "ru"},
    "claims": [
        {
            "label": label,
            "kind": "number",
            "before": "Вчера голосовали.",
            "claim": f"против были {count}",
            "full": f"Против нового устава проголосовали {count} депутата.",
        }
        for label, count in (("S", "трое"), ("R", "пятеро"))
    ],
}


def read_source(folder: Path, source: dict[str, object]) -> list[Pair]:
    path = folder / "written.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(source, ensure_ascii=False) + "\n")
    return read_written(path)


def test_a_written_claim_is_read_in_its_article_or_alone(tmp_path: Path) -> None:
    supported, refuted = read_source(tmp_path, SOURCE)
    assert (supported.answer, refuted.answer) == (Answer.SUPPORTS, Answer.REFUTES)
    assert supported.group == refuted.group
    read = {pair.hypothesis for pair in vary([supported] * 200, random.Random(1))}
    full = "Против нового устава проголосовали трое депутата."
    assert read == {
        full,
        f"Устав переписали | 2024-03-13 | {full}",
        "Устав переписали | 2024-03-13 | против были трое",
        "Устав переписали | 2024-03-13 | Вчера голосовали. | против были трое",
    }
    premises = {pair.premise for pair in vary([supported] * 200, random.Random(1))}
    text = str(SOURCE["text"])
    assert premises == {
        text,
        f"Итоги заседания | 2024-03-12 | {text}",
        f"Итоги заседания | Горсовет | 2024-03-12 | {text}",
    }


def test_source_and_article_may_be_of_two_languages_and_undated(tmp_path: Path) -> None:
    other = {"title": "A statute", "date": "", "lang": "en"}
    first, *_ = read_source(tmp_path, SOURCE | {"article": other})
    assert (first.language, first.article_date) == ("ru-en", None)
    assert read_source(tmp_path, SOURCE)[0].language == "ru"


def test_the_written_pairs_of_the_repository_are_balanced() -> None:
    pairs = read_written()
    counts = Counter(pair.answer for pair in pairs)
    assert len(set(counts.values())) == 1
    assert len(pairs) > 1000
    assert all(pair.said and pair.evidence and pair.claim for pair in pairs)
