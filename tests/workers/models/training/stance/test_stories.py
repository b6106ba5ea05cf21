"""Stories: every claim beside every note, and the same claim seen supported and refuted."""

import gzip
import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workers.models.training.stance.pairs import Answer, Pair, split_held_out
from workers.models.training.stance.stories import (
    Story,
    balance,
    pair_stories,
    read_stories,
)

STORY: dict[str, Any] = {
    "article": {"title": "Вокзал откроют к зиме", "date": "2023-10-05", "lang": "ru"},
    "claims": [
        {"before": "", "claim": "Ремонт обошёлся в 340 миллионов", "full": "Ремонт стоил 340 млн."},
        {"before": "Весна.", "claim": "Подрядчик — «Вятстрой»", "full": "Ремонтировал «Вятстрой»."},
    ],
    "notes": [
        {
            "title": "Закупка",
            "publisher": "Реестр",
            "date": "2023-02-11",
            "lang": "ru",
            "text": "Победитель — ООО «Вятстрой», 338,6 млн руб.",
            "S": [1, 2],
            "R": [],
        },
        {
            "title": "Audit",
            "publisher": "",
            "date": "",
            "lang": "en",
            "text": "The station cost 412 million.",
            "S": [],
            "R": [1],
        },
        {
            "title": "Площадь",
            "publisher": "Газета",
            "date": "2022-01-01",
            "lang": "ru",
            "text": "Площадь вымостят в 2024 году.",
            "S": [],
            "R": [],
        },
    ],
}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    path = tmp_path / "stories.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(STORY, ensure_ascii=False).encode()))
    (found,) = read_stories(path)
    return found


def test_each_claim_meets_each_note(story: Story) -> None:
    pairs = list(pair_stories([story]))
    answers = {(one.said, one.title): one.answer for one in pairs}
    assert answers == {
        ("Ремонт обошёлся в 340 миллионов", "Закупка"): Answer.SUPPORTS,
        ("Ремонт обошёлся в 340 миллионов", "Audit"): Answer.REFUTES,
        ("Ремонт обошёлся в 340 миллионов", "Площадь"): Answer.NEUTRAL,
        ("Подрядчик — «Вятстрой»", "Закупка"): Answer.SUPPORTS,
        ("Подрядчик — «Вятстрой»", "Audit"): Answer.NEUTRAL,
        ("Подрядчик — «Вятстрой»", "Площадь"): Answer.NEUTRAL,
    }
    assert [one.language for one in pairs[:3]] == ["ru", "en-ru", "ru"]


def test_a_pair_knows_article_and_source(story: Story) -> None:
    pair = story.pair(1, story.notes[1])
    assert pair.premise == "Audit | The station cost 412 million."
    assert pair.hypothesis == (
        "Вокзал откроют к зиме | 2023-10-05 | Весна. | Ремонтировал «Вятстрой»."
    )


def test_sides_are_even_in_each_language_and_half_as_many_undecided(story: Story) -> None:
    first, refuting, _, second, *_ = pair_stories([story])
    said = [(first, 6), (replace(refuting, language="ru"), 4), (refuting, 3), (second, 1)]
    undecided = replace(first, answer=Answer.NEUTRAL)
    pairs = [pair for pair, count in [*said, (undecided, 20)] for _ in range(count)]
    kept = Counter((one.language, one.answer) for one in balance(pairs, random.Random(1)))
    assert kept == {
        ("ru", Answer.SUPPORTS): 4,
        ("ru", Answer.REFUTES): 4,
        ("ru", Answer.NEUTRAL): 4,
    }


def test_a_story_is_on_one_side_of_the_split() -> None:
    training, held_out = split_held_out(pair_stories(read_stories()))
    assert training
    assert held_out
    assert not {one.group for one in training} & {one.group for one in held_out}


def test_each_claim_that_ships_is_both_supported_and_refuted() -> None:
    seen: dict[tuple[str, str], set[Answer]] = {}
    for pair in pair_stories(read_stories()):
        seen.setdefault((pair.group, pair.claim), set()).add(pair.answer)
    lacking = [claim for claim, answers in seen.items() if len(answers) < 3]
    assert lacking == []


def test_no_two_notes_of_a_story_are_the_same() -> None:
    def texts(pairs: list[Pair]) -> list[str]:
        return [one.evidence for one in pairs]

    for story in read_stories():
        shown = texts([story.pair(0, note) for note in story.notes])
        assert len(set(shown)) == len(shown)
