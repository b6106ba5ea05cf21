"""Reading labelled sentences; files in the format of the training data."""

import gzip
import json
from pathlib import Path

from workers.models.training.examples import (
    ENGLISH_FILE,
    FEVER,
    FEVER_FILE,
    OWN_CLAIMS_FILE,
    RUSSIAN_FILE,
    read_claims,
    read_english,
    read_russian,
)


def write_rows(path: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_russian_groups_keep_texts_and_blocks_together(tmp_path: Path) -> None:
    news = [{"text": "Мост закрыт.", "label": 1, "kind": "event", "file": "book_1"}] * 2
    written = [{"text": "Жаль моста.", "label": 0, "kind": "feeling"}] * 45
    write_rows(tmp_path / RUSSIAN_FILE, [*news, *written])
    examples = read_russian(tmp_path)
    assert {one.group for one in examples[:2]} == {"book_1"}
    assert len({one.group for one in examples[2:]}) == 3
    assert [examples[0].is_checkable, examples[2].is_checkable] == [True, False]


def test_english_wordings_come_once_and_in_order(tmp_path: Path) -> None:
    texts = ["Thank you.", "We built 12 schools.", "Thank you!", "We built 13 schools."]
    write_rows(tmp_path / ENGLISH_FILE, [{"text": one, "label": 0} for one in texts])
    examples = read_english(tmp_path)
    assert [one.text for one in examples] == [texts[0], texts[1], texts[3]]
    assert all(one.kind == "" and one.is_sampled for one in examples)


def test_neighbours_of_a_debate_share_a_group(tmp_path: Path) -> None:
    rows = [{"text": f"Sentence {number}.", "label": number % 2} for number in range(1001)]
    write_rows(tmp_path / ENGLISH_FILE, rows)
    groups = [one.group for one in read_english(tmp_path)]
    assert len(set(groups[:1000])) == 1
    assert groups[1000] != groups[0]


def test_claims_come_from_both_files_and_are_checkable(tmp_path: Path) -> None:
    own = [{"claim": f"Bridge {number} is closed.", "lang": "en"} for number in range(5)]
    fever = [
        {"claim": f"Film {number} is old.", "lang": "en", "dataset": FEVER} for number in range(5)
    ]
    others = [
        {"claim": "Ce pont est vieux.", "lang": "fr", "dataset": FEVER},
        {"claim": "A summary.", "lang": "en", "dataset": "summedits"},
    ]
    write_rows(tmp_path / OWN_CLAIMS_FILE, [*own, {"claim": "Мост закрыт.", "lang": "ru"}])
    write_rows(tmp_path / FEVER_FILE, [*fever, *others])
    claims = read_claims(tmp_path, 6, seed=4)
    assert all(one.is_checkable and not one.is_sampled for one in claims)
    assert sorted(one.text.split()[0] for one in claims) == ["Bridge"] * 3 + ["Film"] * 3
