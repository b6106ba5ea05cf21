"""The pages show what docs/scale.json holds."""

import re
from pathlib import Path

import pytest

from tests.scale.markdown import write_measure, write_number, write_ratio, write_round
from tests.scale.options import PARTS
from tests.scale.results import Measure, Run, Scale, read_scale
from tests.scale.tables import render_state
from tests.scale.write_pages import PAGES, TABLES, fill_page

RUN = Run("2026-11-23", 60.0, 2, 23.0, 0.1, {}, is_trial=False)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_shows_what_was_measured(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert fill_page(text, read_scale()) == text, "run: make scale-page"


def test_every_table_is_on_a_page_once() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert sorted(re.findall(r"<!-- scale: (\w+) -->", pages)) == sorted(TABLES)
    assert pages.count("<!-- /scale -->") == len(TABLES)


def test_tables_of_nothing_are_no_errors() -> None:
    assert all(isinstance(render(Scale()), str) for render in TABLES.values())


def test_a_trial_and_a_busy_machine_are_said() -> None:
    runs = dict.fromkeys(PARTS, RUN)
    assert render_state(Scale(runs)) == "Every part was measured whole, on an idle machine."
    trial = Run("2026-11-23", 60.0, 2, 23.0, 1.4, {}, is_trial=True)
    said = render_state(Scale({**runs, "api": trial}))
    assert "only a trial" in said
    assert "other work" in said
    assert said.count("api") == 2
    assert "not measured yet: embedding" in render_state(Scale({"api": RUN}))


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234.6, "1,235"), (12.34, "12"), (1.234, "1.2"), (0.01234, "0.012"), (0.0, "0")],
)
def test_a_number_has_two_digits_at_least(value: float, written: str) -> None:
    assert write_number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(2.34e9, "2.3·10⁹"), (12e6, "12·10⁶"), (123_456.0, "120,000"), (7.0, "7")],
)
def test_a_round_number(value: float, written: str) -> None:
    assert write_round(value) == written


@pytest.mark.parametrize(
    ("measure", "written"),
    [
        (None, "–"),
        (Measure(3.0, 2.0, 4.0, 3), "3.0 (2.0–4.0)"),
        (Measure(3.0, 3.0, 3.0, 3), "3.0"),
        (Measure(3.0, 3.0, 3.0, 1), "3.0"),
    ],
)
def test_a_measure(measure: Measure | None, written: str) -> None:
    assert write_measure(measure) == written


def test_a_ratio_needs_both() -> None:
    assert (write_ratio(3.0, 2.0), write_ratio(None, 2.0), write_ratio(3.0, 0)) == (
        "1.5×",
        "–",
        "–",
    )
