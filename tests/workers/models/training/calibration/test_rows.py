"""Rows from files, and in an order of their own."""

from pathlib import Path

import numpy as np
import pytest

from indexes.records import InvalidRecord, VerdictLabel, to_json
from workers.models.training.calibration.rows import CURVES, CalibrationRow, Table, read_rows
from workers.pipeline.calibration import LanguageGroup

ROW = CalibrationRow(0.7, VerdictLabel.REFUTED, LanguageGroup.CROSS, right=True, article="a")


def test_lines_are_rows(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    plain = '{"confidence": 1, "label": "supported", "language_group": "ru", "right": 0, "n": 3}'
    file.write_text(f"{to_json(ROW)}\n{plain}\n", encoding="utf-8")
    other = CalibrationRow(1.0, VerdictLabel.SUPPORTED, LanguageGroup.RUSSIAN, right=False)
    assert read_rows(file) == [ROW, other]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (to_json(ROW).replace("0.7", "1.7"), "1.7 is not between 0 and 1"),
        (to_json(ROW).replace("refuted", "false"), "label"),
        (to_json(ROW).replace("cross", "both"), "language_group"),
        ("{}", "confidence"),
        ("", "JSON"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f"{to_json(ROW)}\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidRecord, match="line 2") as caught:
        read_rows(file)
    assert said in str(caught.value)


def test_the_curve_that_speaks_of_a_row() -> None:
    assert CURVES[Table.of([ROW]).curve[0]] == "refuted/cross"


def test_articles_have_numbers_and_lonely_rows_their_own() -> None:
    rows = [
        CalibrationRow(0.1 * place, ROW.label, ROW.language_group, right=True, article=article)
        for place, article in enumerate(["b", "a", "", "b", ""])
    ]
    table = Table.of(rows)
    assert table.article_count == 4
    assert table.article[0] == table.article[3]
    assert len(Table.of([])) == Table.of([]).article_count == 0


def test_the_order_does_not_matter() -> None:
    rows = [
        CalibrationRow(
            one / 10, ROW.label, ROW.language_group, right=one % 3 == 0, article=str(one % 4)
        )
        for one in range(10)
    ]
    one, other = Table.of(rows), Table.of(reversed(rows))
    for name in ("confidence", "label", "group", "right", "article"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
