"""The reliability diagram and the risk over coverage as one SVG, for light and dark pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from tests.quality.calibration import Array, Bin, cover_by_confidence, find_bins

WIDTH, HEIGHT, SIDE = 820, 432, 300
TOP, LEFT, GAP = 54, 62, 110
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
STYLE = """
 text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #3d4450; }
 .title { font-weight: 600; font-size: 14px; fill: #1c2128; }
 .grid { stroke: #d6dae0; stroke-width: 1; }
 .perfect { stroke: #8a919c; stroke-width: 1.5; stroke-dasharray: 5 5; }
 .series0 { stroke: #1261a8; color: #1261a8; } .series1 { stroke: #b4500c; color: #b4500c; }
 .line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
 .dot { fill: currentColor; stroke: none; fill-opacity: .85; }
 .whisker { stroke-width: 1.25; stroke-opacity: .55; }
 @media (prefers-color-scheme: dark) {
  text { fill: #b6bec9; } .title { fill: #e8ecf1; }
  .grid { stroke: #3a414b; } .perfect { stroke: #848d99; }
  .series0 { stroke: #6cb6ff; color: #6cb6ff; } .series1 { stroke: #f0a060; color: #f0a060; }
 }
"""


@dataclass(frozen=True, slots=True)
class Series:
    """Confidences of one kind, with whether each answer was right."""

    title: str
    confidence: Array
    right: Array
    bins: int = 15


@dataclass(frozen=True, slots=True)
class Panel:
    """A square plot whose axes go from 0 to 1; `top` is the height's end where less is enough."""

    left: float
    top: float = 1.0

    def x(self, value: float) -> float:
        return round(self.left + value * SIDE, 1)

    def y(self, value: float) -> float:
        return round(TOP + SIDE - value / self.top * SIDE, 1)


def draw_reliability(series: Sequence[Series]) -> str:
    """An SVG document: how often answers of a confidence are right; risk at every coverage."""
    reliability, risk = Panel(LEFT), Panel(LEFT + SIDE + GAP, top=_find_top(series))
    parts = [
        *_draw_axes(reliability, "How often it is right", "confidence", "share right"),
        _line(
            "perfect", (reliability.x(0), reliability.y(0)), (reliability.x(1), reliability.y(1))
        ),
        *_draw_axes(risk, "Wrong among the surest", "share of answers kept", "share wrong"),
    ]
    for place, one in enumerate(series):
        parts += [*_draw_bins(reliability, place, one), _draw_risk(risk, place, one)]
        parts += _draw_legend(place, one)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{_describe(series)}">\n'
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _describe(series: Sequence[Series]) -> str:
    return escape(f"Reliability and risk over coverage: {', '.join(one.title for one in series)}")


def _find_top(series: Sequence[Series]) -> float:
    """The risk axis ends at the next fifth above the highest risk."""
    highest = max(float(_cover(one)[1].max()) for one in series)
    return next(tick for tick in TICKS[1:] if tick >= min(highest, 1.0) - 1e-9)


def _cover(one: Series) -> tuple[Array, Array]:
    """Without the first few answers, whose risk jumps between nothing and all."""
    curve = cover_by_confidence(one.confidence, one.right)
    shown = curve.coverage >= 0.05
    return curve.coverage[shown], curve.risk[shown]


def _draw_axes(panel: Panel, title: str, below: str, beside: str) -> Iterator[str]:
    for tick in TICKS:
        height = tick * panel.top
        yield _line("grid", (panel.x(tick), panel.y(0)), (panel.x(tick), panel.y(panel.top)))
        yield _line("grid", (panel.x(0), panel.y(height)), (panel.x(1), panel.y(height)))
        yield _text(panel.x(tick), TOP + SIDE + 18, f"{tick:g}", "middle")
        yield _text(panel.x(0) - 8, panel.y(height) + 4, f"{round(height, 2):g}", "end")
    yield _text(panel.x(0), TOP - 14, title, "start", "title")
    yield _text(panel.x(0.5), TOP + SIDE + 38, below, "middle")
    x, y = panel.x(0) - 46, TOP + SIDE / 2
    yield f'<text text-anchor="middle" transform="translate({x} {y}) rotate(-90)">{beside}</text>'


def _draw_bins(panel: Panel, place: int, one: Series) -> Iterator[str]:
    bins = find_bins(one.confidence, one.right, one.bins)
    points = [(panel.x(own.confidence), panel.y(own.share_right)) for own in bins]
    for own in bins:
        x, (low, high) = panel.x(own.confidence), wilson(own)
        yield _line(f"series{place} whisker", (x, panel.y(low)), (x, panel.y(high)))
    yield _path(place, points)
    for x, y in points:
        yield f'<circle class="series{place} dot" cx="{x}" cy="{y}" r="4"/>'


def wilson(one: Bin) -> tuple[float, float]:
    """95 % interval of the bin's share (Wilson 1927)."""
    z = 1.96
    centre = one.share_right + z * z / (2 * one.count)
    spread = (
        z * ((one.share_right * (1 - one.share_right) + z * z / (4 * one.count)) / one.count) ** 0.5
    )
    whole = 1 + z * z / one.count
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def _draw_risk(panel: Panel, place: int, one: Series) -> str:
    coverage, risk = _cover(one)
    step = max(1, len(coverage) // 200)
    shown = [*range(0, len(coverage) - 1, step), len(coverage) - 1]
    return _path(place, [(panel.x(coverage[at]), panel.y(risk[at])) for at in shown])


def _draw_legend(place: int, one: Series) -> Iterator[str]:
    x, y = LEFT + place * (SIDE + GAP), HEIGHT - 8
    yield _line(f"series{place} line", (x, y - 4), (x + 26, y - 4))
    yield _text(x + 34, y, f"{one.title} ({len(one.confidence):,})", "start")


def _path(place: int, points: Sequence[tuple[float, float]]) -> str:
    joined = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline class="series{place} line" points="{joined}"/>'


def _line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    own = f' class="{kind}"' if kind else ""
    return f'<text{own} x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'
