"""The figure is well-formed, draws what it is given, and keeps within its frame."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.quality.calibration import Bin
from tests.quality.reliability_figure import (
    HEIGHT,
    LEFT,
    SIDE,
    TOP,
    WIDTH,
    Series,
    draw_reliability,
    wilson,
)

SVG = "{http://www.w3.org/2000/svg}"
CONFIDENCE = np.linspace(0.3, 0.99, 300)
RIGHT = (np.arange(300) % 4 > 0).astype(float)


@pytest.fixture(scope="module")
def drawn() -> ET.Element:
    series = [Series("<verdicts> & more", CONFIDENCE, RIGHT, bins=10), Series("b", RIGHT, RIGHT)]
    return ET.fromstring(draw_reliability(series))


def test_each_bin_has_a_dot(drawn: ET.Element) -> None:
    dots = [one.get("class") for one in drawn.iter(f"{SVG}circle")]
    assert dots == ["series0 dot"] * 10 + ["series1 dot"] * 2


def test_a_perfect_confidence_lies_on_the_diagonal(drawn: ET.Element) -> None:
    perfect = [one for one in drawn.iter(f"{SVG}circle") if one.get("class") == "series1 dot"]
    places = [(float(one.get("cx")), float(one.get("cy"))) for one in perfect]
    assert places == [(LEFT, TOP + SIDE), (LEFT + SIDE, TOP)]


def test_all_lines_keep_within_the_frame(drawn: ET.Element) -> None:
    for line in drawn.iter(f"{SVG}polyline"):
        for point in line.get("points", "").split():
            x, y = map(float, point.split(","))
            assert LEFT <= x <= WIDTH
            assert TOP <= y <= TOP + SIDE < HEIGHT


def test_titles_and_counts_stand_in_the_legend(drawn: ET.Element) -> None:
    assert "<verdicts> & more (300)" in [one.text for one in drawn.iter(f"{SVG}text")]


def test_interval_by_hand() -> None:
    assert wilson(Bin(0.5, 0.5, 10)) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(Bin(0.9, 1.0, 10))[1] == 1.0
