"""The README's quality table from docs/quality.json: `python -m tests.quality.write_table`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.quality.measures import QUALITY, ROOT, Measure, Quality, hash_file, read_quality
from tests.quality.subjects import SUBJECTS, Subject, is_less_better

README = ROOT / "README.md"
WEIGHTS = ROOT / "workers" / "models"
BEGIN, END = "<!-- quality -->", "<!-- /quality -->"
BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
HEAD = (
    "| measure | n | value | 95 % interval | floor | rival |",
    "|---|---|---|---|---|---|",
)


def render(quality: Quality) -> str:
    """Markdown: one table a subject; what no subject names comes last, under its own name."""
    parts = [_render_subject(subject, quality) for subject in SUBJECTS]
    return "\n\n".join(part for part in (*parts, _render_unnamed(quality)) if part)


def _render_subject(subject: Subject, quality: Quality) -> str:
    rows = [
        _render_row(title, name, quality.measures[name])
        for name, title in subject.titles.items()
        if name in quality.measures
    ]
    if not rows:
        return ""
    if subject.is_folded:
        summary = f"<summary>{subject.title} (<code>{subject.command}</code>)</summary>"
        return "\n".join(("<details>", summary, "", *HEAD, *rows, "", "</details>"))
    return "\n".join((f"**{subject.title}** (`{subject.command}`)", "", *HEAD, *rows))


def _render_unnamed(quality: Quality) -> str:
    named = {name for subject in SUBJECTS for name in subject.titles}
    rows = [
        _render_row(f"`{name}`", name, quality.measures[name])
        for name in sorted(quality.measures)
        if name not in named
    ]
    return "\n".join(("**Others**", "", *HEAD, *rows)) if rows else ""


def _render_row(title: str, name: str, one: Measure) -> str:
    value = f"{one.value:.3f}" if keeps_floor(name, one) else f"**{one.value:.3f} ✗**"
    interval = f"{one.low:.3f}–{one.high:.3f}"
    cells = (title, f"{one.n:,}", value, interval, _render_floor(name, one), _render_rival(one))
    return f"| {' | '.join(cells)} |"


def keeps_floor(name: str, one: Measure) -> bool:
    """Whether the value is good enough, or nothing is asked of it."""
    if one.floor is None:
        return True
    return one.value <= one.floor if is_less_better(name) else one.value >= one.floor


def _render_floor(name: str, one: Measure) -> str:
    if one.floor is None:
        return ""
    return f"{'≤' if is_less_better(name) else '≥'} {one.floor:.2f}"


def _render_rival(one: Measure) -> str:
    if one.rival is None:
        return one.rival_source
    return f"{one.rival:.3f} {one.rival_source}".strip()


def put_table(text: str, table: str) -> str:
    """The README with the table between its markers. ValueError where they are missing."""
    if not BETWEEN.search(text):
        raise ValueError(f"the README has no {BEGIN} … {END}")
    return BETWEEN.sub(lambda _: f"{BEGIN}\n{table}\n{END}", text)


def find_stale(quality: Quality, folder: Path = WEIGHTS) -> Iterator[str]:
    """Weights that changed since they were measured."""
    for name, digest in quality.models.items():
        path = folder / name
        if not path.exists() or hash_file(path) != digest:
            yield name


def main() -> None:
    quality = read_quality(QUALITY)
    README.write_text(
        put_table(README.read_text(encoding="utf-8"), render(quality)), encoding="utf-8"
    )
    for name in find_stale(quality):
        print(f"measured with other weights: {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
